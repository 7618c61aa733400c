import { isDeepStrictEqual } from "node:util";
import { PLAIN } from "../formats.ts";
import { flowIdOf, follow, type Hook, quiet, sourceIdOf } from "../hooks.ts";
import { at, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { linked, standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

const EVENT_MS = 45_000;

type Step = readonly [what: string, method: "PUT" | "DELETE", end: string, body?: unknown];

const fresh = (probe: Probe) => ({ id: probe.fresh.uuid(), source: probe.fresh.uuid() });

/** Every way to change a Flow by its properties. */
const FLOW_STEPS: readonly Step[] = [
  ["PUT label", "PUT", "label", "one"],
  ["DELETE label", "DELETE", "label"],
  ["PUT description", "PUT", "description", "two"],
  ["DELETE description", "DELETE", "description"],
  ["PUT of a tag", "PUT", "tags/a", "three"],
  ["PUT of a list as a tag", "PUT", "tags/a", ["x", "y"]],
  ["DELETE of a tag", "DELETE", "tags/a"],
  ["PUT max_bit_rate", "PUT", "max_bit_rate", 4000],
  ["DELETE max_bit_rate", "DELETE", "max_bit_rate"],
  ["PUT avg_bit_rate", "PUT", "avg_bit_rate", 3000],
  ["DELETE avg_bit_rate", "DELETE", "avg_bit_rate"],
  ["PUT read_only true", "PUT", "read_only", true],
  ["PUT read_only false", "PUT", "read_only", false],
];

const SOURCE_STEPS: readonly Step[] = [
  ["PUT label", "PUT", "label", "one"],
  ["DELETE label", "DELETE", "label"],
  ["PUT description", "PUT", "description", "two"],
  ["DELETE description", "DELETE", "description"],
  ["PUT of a tag", "PUT", "tags/a", ["x", "y"]],
  ["DELETE of a tag", "DELETE", "tags/a"],
];

/** Takes steps, each with what GET of the resource shows after it. */
async function taken(probe: Probe, place: string, steps: readonly Step[]) {
  const states: { what: string; state: unknown }[] = [];
  for (const [what, method, end, body] of steps) {
    const reply = await probe.request(method, `${place}/${end}`, method === "PUT" ? { body } : {});
    if (reply.status === 204) states.push({ what, state: (await probe.get(place)).body });
  }
  return states;
}

/** Waits until an event of `type` has come for each state, and verifies that it has. */
async function verifyStates(
  probe: Probe,
  behaviour: string,
  mine: Hook,
  type: "flows/updated" | "sources/updated",
  states: readonly { what: string; state: unknown }[],
): Promise<void> {
  const key = type === "flows/updated" ? "flow" : "source";
  const carried = () => mine.events(type).map(({ event }) => at(event, key));
  const came = (state: unknown) => carried().some((found) => isDeepStrictEqual(found, state));
  await probe.eventually(async () => states.every(({ state }) => came(state)), EVENT_MS);
  for (const { what, state } of states) {
    const found = came(state) ? "" : `; the last that came was ${shown(carried().at(-1))}`;
    probe.verify(behaviour, found === "", `${type} after ${what} carries what GET shows then${found}.`);
  }
}

export const eventsPayload: readonly ComplianceTest[] = [
  {
    id: "events-payload/flow-created",
    title: "flows/created carries the Flow as GET gives it, once, with no flows/updated beside it",
    area: "events",
    behaviours: ["EV-020", "EV-030", "EV-031"],
    operations: ["PUT_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source]);
      const tags = { a: ["b", "c"] };
      const flow = await probe.flow({ id: ids.id, source_id: ids.source, description: "x", tags });
      const { body } = await probe.get(flow.path);
      const event = await mine.arrival("flows/created");
      probe.require("EV-020", event !== undefined, "flows/created is sent.");
      verifySame(probe, "EV-020", at(event?.event, "flow"), body, "`flow` of the event");
      probe.verify("EV-031", at(event?.event, "flow", "timerange") === undefined, "It has no `timerange`.");
      await quiet(probe);
      const count = mine.events("flows/created").length;
      probe.verify("EV-030", count === 1, `flows/created is sent once; it was sent ${count} times.`);
      const updates = mine.events("flows/updated").length;
      probe.verify("EV-030", updates === 0, `Creation is no flows/updated; ${updates} came.`);
    },
  },
  {
    id: "events-payload/flow-replaced",
    title: "flows/updated carries the Flow after a PUT that replaces it",
    area: "events",
    behaviours: ["EV-021", "EV-030", "EV-031"],
    operations: ["PUT_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source]);
      const flow = await probe.flow({ id: ids.id, source_id: ids.source, tags: { a: "b" } });
      const states: { what: string; state: unknown }[] = [];
      for (const change of [{ label: "another" }, { label: undefined, description: "x" }]) {
        const reply = await probe.put(flow.path, flowBody(ids.id, ids.source, change));
        probe.requireStatus("EV-021", reply, 204);
        states.push({ what: `a PUT with ${shown(change)}`, state: (await probe.get(flow.path)).body });
      }
      await verifyStates(probe, "EV-021", mine, "flows/updated", states);
      const timed = mine
        .events("flows/updated")
        .filter(({ event }) => at(event, "flow", "timerange") !== undefined);
      probe.verify("EV-031", timed.length === 0, "The Flow of an event has no `timerange`.");
      const count = mine.events("flows/created").length;
      probe.verify("EV-030", count === 1, `Only creation is flows/created; ${count} came.`);
    },
  },
  {
    id: "events-payload/flow-properties",
    title: "flows/updated is sent for every property of a Flow that is written or deleted",
    area: "events",
    behaviours: ["EV-021"],
    operations: ["PUT_flows-flowId-label", "PUT_flows-flowId-read-only", "DELETE_flows-flowId-tags-name"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source], ["flows/updated"]);
      const flow = await probe.flow({ id: ids.id, source_id: ids.source });
      const states = await taken(probe, flow.path, FLOW_STEPS);
      probe.verify(
        "EV-021",
        states.length >= 9,
        `Properties of a Flow can be written; ${states.length} steps went.`,
      );
      await verifyStates(probe, "EV-021", mine, "flows/updated", states);
      await quiet(probe);
      const count = mine.events().length;
      probe.verify(
        "EV-021",
        count === states.length,
        `One event for each of ${states.length} changes; ${count} came.`,
      );
    },
  },
  {
    id: "events-payload/collection",
    title:
      "flows/updated is sent for a collection that is written or deleted, and of members only as they are",
    area: "events",
    behaviours: ["EV-021", "EV-036b"],
    operations: ["PUT_flows-flowId-flow-collection", "DELETE_flows-flowId-flow-collection"],
    needs: ["webhooks"],
    async run(probe) {
      const [whole, part] = [fresh(probe), fresh(probe)];
      const ids = [whole, part].flatMap(({ id, source }) => [id, source]);
      const mine = await follow(probe, ids, ["flows/updated"]);
      const member = await probe.flow({ id: part.id, source_id: part.source });
      const flow = await probe.flow({ ...PLAIN.multi, id: whole.id, source_id: whole.source });
      const collection = [{ id: part.id, role: "part" }];
      const put: Step = ["PUT flow_collection", "PUT", "flow_collection", collection];
      const states = await taken(probe, flow.path, [put]);
      const joined = (await probe.get(member.path)).body;
      states.push(
        ...(await taken(probe, flow.path, [["DELETE flow_collection", "DELETE", "flow_collection"]])),
      );
      probe.verify("EV-021", states.length === 2, "A collection can be written and deleted.");
      await verifyStates(probe, "EV-021", mine, "flows/updated", states);
      const left = (await probe.get(member.path)).body;
      const told = mine.events().filter(({ event }) => flowIdOf(event) === part.id);
      const known = told.every(({ event }) =>
        [joined, left].some((state) => isDeepStrictEqual(at(event, "flow"), state)),
      );
      probe.verify("EV-036b", known, "A flows/updated about a member, if any, carries what GET shows of it.");
    },
  },
  {
    id: "events-payload/flow-deleted",
    title: "flows/deleted names the Flow once; sources/deleted comes with the last Flow of a Source",
    area: "events",
    behaviours: ["EV-022", "EV-027", "EV-035"],
    operations: ["DELETE_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const { id, source } = fresh(probe);
      const other = probe.fresh.uuid();
      const mine = await follow(probe, [id, other, source]);
      const flows = [
        await probe.flow({ id, source_id: source }),
        await probe.flow({ id: other, source_id: source }),
      ];
      for (const [nth, flow] of flows.entries()) {
        await probe.remove(flow.path);
        const event = await mine.arrival(
          "flows/deleted",
          (found) => at(found, "flow_id") === flow.id,
          EVENT_MS,
        );
        probe.verify("EV-022", event !== undefined, "flows/deleted with `flow_id` is sent.");
        if (nth === 0) await quiet(probe);
        const early = mine.events("sources/deleted").length;
        if (nth === 0) probe.verify("EV-027", early === 0, "A Source that has a Flow left is not deleted.");
      }
      const gone = await mine.arrival("sources/deleted", undefined, EVENT_MS);
      probe.require("EV-027", gone !== undefined, "sources/deleted is sent with the last Flow.");
      verifySame(probe, "EV-027", at(gone?.event, "source_id"), source, "`source_id` of the event");
      await quiet(probe);
      const ids = mine.events("flows/deleted").map(({ event }) => textOf(at(event, "flow_id")));
      verifySame(probe, "EV-035", ids.toSorted(), [id, other].toSorted(), "The ids of all flows/deleted");
      const count = mine.events("sources/deleted").length;
      probe.verify("EV-035", count === 1, `sources/deleted is sent once; it was sent ${count} times.`);
    },
  },
  {
    id: "events-payload/source-created",
    title: "sources/created carries a new Source as GET gives it, with its first Flow and no other",
    area: "events",
    behaviours: ["EV-025"],
    operations: ["PUT_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const { id, source } = fresh(probe);
      const mine = await follow(probe, [id, source], ["sources/created"]);
      await probe.flow({ id, source_id: source, label: probe.fresh.text(), tags: { a: "b" } });
      const { body } = await probe.get(path`/sources/${source}`);
      const event = await mine.arrival("sources/created");
      probe.require("EV-025", event !== undefined, "sources/created is sent.");
      verifySame(probe, "EV-025", at(event?.event, "source"), body, "`source` of the event");
      await probe.flow({ source_id: source });
      await quiet(probe);
      const count = mine.events().length;
      probe.verify("EV-025", count === 1, `It is sent once for a Source of two Flows; ${count} came.`);
    },
  },
  {
    id: "events-payload/source-updated",
    title: "sources/updated carries the Source after each write of its label, description and tags",
    area: "events",
    behaviours: ["EV-026"],
    operations: ["PUT_sources-sourceId-label", "DELETE_sources-sourceId-tags-name"],
    needs: ["webhooks"],
    async run(probe) {
      const { id, source } = fresh(probe);
      const mine = await follow(probe, [id, source], ["sources/updated"]);
      await probe.flow({ id, source_id: source });
      const states = await taken(probe, path`/sources/${source}`, SOURCE_STEPS);
      probe.verify(
        "EV-026",
        states.length === SOURCE_STEPS.length,
        "All properties of a Source can be written.",
      );
      await verifyStates(probe, "EV-026", mine, "sources/updated", states);
      const others = mine.events().filter(({ event }) => sourceIdOf(event) !== source);
      probe.verify("EV-026", others.length === 0, "Each of them is about the Source that changed.");
    },
  },
  {
    id: "events-payload/profile",
    title: "A Flow that is linked to a Profile has the Profile's fields in events, and its id",
    area: "events",
    behaviours: ["EV-032"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const profile = await standing(probe, VIDEO_PROFILE);
      const { id, source } = fresh(probe);
      const mine = await follow(probe, [id, source]);
      const flow = await probe.flow({ ...linked(profile.id), id, source_id: source });
      const states = [(await probe.get(flow.path)).body];
      await probe.put(`${flow.path}/label`, "changed");
      states.push((await probe.get(flow.path)).body);
      const events = [await mine.arrival("flows/created"), await mine.arrival("flows/updated")];
      for (const [nth, event] of events.entries()) {
        const found = at(event?.event, "flow");
        verifySame(probe, "EV-032", found, states[nth], "`flow` of the event");
        verifySame(probe, "EV-032", at(found, "profile_id"), profile.id, "`profile_id` in the event");
        verifySame(probe, "EV-032", at(found, "codec"), profile.metadata["codec"], "`codec` in the event");
      }
    },
  },
];
