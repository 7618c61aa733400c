import { setTimeout as sleep } from "node:timers/promises";
import { FORMAT_NAMES, PLAIN } from "../formats.ts";
import { at, listOf } from "../json.ts";
import { shown, verifyListed, verifySame } from "../listing.ts";
import { flowBody, type MadeFlow } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;

const flowOf = async (probe: Probe, place: string) => (await probe.get(place)).body;
const collectors = async (probe: Probe, { path: place }: MadeFlow) =>
  listOf(at(await flowOf(probe, place), "collected_by"));
const items = (...flows: readonly MadeFlow[]) => flows.map(({ id }, nth) => ({ id, role: `part ${nth}` }));
const collecting = (...flows: readonly MadeFlow[]) => ({ ...PLAIN.multi, flow_collection: items(...flows) });

/** Verifies who collects a Flow. */
async function verifyCollectors(
  probe: Probe,
  behaviours: string | readonly string[],
  flow: MadeFlow,
  wanted: readonly MadeFlow[],
): Promise<void> {
  const found = (await collectors(probe, flow)).toSorted();
  verifySame(probe, behaviours, found, wanted.map(({ id }) => id).toSorted(), "`collected_by`");
}

export const flowsCollections: readonly ComplianceTest[] = [
  {
    id: "flows-collections/kept",
    title: "A collection is read as it was given, by role and container_mapping and in its order",
    area: "flows",
    behaviours: ["FLW-110", "DM-014", "FP-050", "TRAP-052"],
    operations: ["PUT_flows-flowId", "GET_flows-flowId-flow-collection"],
    since: "8.2",
    async run(probe) {
      const flows = [
        await probe.flow(),
        await probe.flow(PLAIN.audio),
        await probe.flow(),
        await probe.flow(),
      ];
      const [a = "", b = "", c = "", d = ""] = flows.map(({ id }) => id).toSorted();
      const wanted = [
        { id: c, role: "picture", container_mapping: { track_index: 2, mp2ts_container: { pid: 257 } } },
        { id: a, role: "" },
        { id: d },
        { id: b, role: "picture" },
      ];
      const whole = await probe.flow({ ...PLAIN.multi, flow_collection: wanted });
      const ids = ["FLW-110", "DM-014", "TRAP-052"];
      verifySame(probe, ids, at(whole.reply.body, "flow_collection"), wanted, "`flow_collection` in the 201");
      verifySame(
        probe,
        ids,
        at(await flowOf(probe, whole.path), "flow_collection"),
        wanted,
        "`flow_collection`",
      );
      const alone = await probe.get(`${whole.path}/flow_collection`);
      verifySame(probe, ["FP-050", "FLW-110"], alone.body, wanted, "The property flow_collection");
      const reversed = wanted.toReversed();
      await probe.put(whole.path, { ...whole.body, flow_collection: reversed });
      const after = at(await flowOf(probe, whole.path), "flow_collection");
      verifySame(probe, ids, after, reversed, "`flow_collection` in another order");
    },
  },
  {
    id: "flows-collections/members",
    title: "A Flow lists who collects it, and no longer when it has left",
    area: "flows",
    behaviours: ["FLW-111", "DM-015", "DM-014"],
    operations: ["PUT_flows-flowId", "GET_flows-flowId"],
    async run(probe) {
      const [one, two] = [await probe.flow(), await probe.flow()];
      await verifyCollectors(probe, "FLW-111", one, []);
      const first = await probe.flow(collecting(one, two));
      const second = await probe.flow(collecting(one));
      await verifyCollectors(probe, ["FLW-111", "DM-015", "DM-014"], one, [first, second]);
      await verifyCollectors(probe, ["FLW-111", "DM-015"], two, [first]);
      await verifyCollectors(probe, "FLW-111", first, []);
      await probe.put(first.path, flowBody(first.id, first.sourceId, collecting(two)));
      await verifyCollectors(probe, "FLW-111", one, [second]);
      await verifyCollectors(probe, "FLW-111", two, [first]);
    },
  },
  {
    id: "flows-collections/property",
    title: "The property flow_collection replaces and removes a collection, and relations follow",
    area: "flow-properties",
    behaviours: ["FP-050", "FP-051", "FP-052", "FP-053", "FLW-111"],
    operations: ["PUT_flows-flowId-flow-collection", "DELETE_flows-flowId-flow-collection"],
    async run(probe) {
      const [one, two] = [await probe.flow(), await probe.flow()];
      const whole = await probe.flow(PLAIN.multi);
      const place = `${whole.path}/flow_collection`;
      for (const members of [[one, two], [two]]) {
        const wanted = items(...members);
        probe.verifyStatus("FP-051", await probe.put(place, wanted), 204);
        verifySame(
          probe,
          ["FP-050", "FP-051"],
          (await probe.get(place)).body,
          wanted,
          "The property flow_collection",
        );
        const inside = at(await flowOf(probe, whole.path), "flow_collection");
        verifySame(probe, "FP-051", inside, wanted, "`flow_collection` of the Flow");
      }
      await verifyCollectors(probe, ["FP-051", "FLW-111"], one, []);
      await verifyCollectors(probe, "FP-051", two, [whole]);
      probe.verifyStatus("FP-053", await probe.put(place, []), 204);
      verifySame(
        probe,
        "FP-053",
        (await probe.get(place)).body,
        [],
        "The property after a PUT of an empty list",
      );
      await verifyCollectors(probe, "FP-053", two, []);
      await probe.put(place, items(one));
      probe.verifyStatus("FP-052", await probe.delete(place), 204);
      const after = at(await flowOf(probe, whole.path), "flow_collection") ?? [];
      verifySame(probe, "FP-052", after, [], "`flow_collection` after a DELETE");
      await verifyCollectors(probe, "FP-052", one, []);
      const source = (await probe.get(path`/sources/${one.sourceId}`)).body;
      verifySame(probe, "FP-052", listOf(at(source, "collected_by")), [], "`collected_by` of its Source");
    },
  },
  {
    id: "flows-collections/bad-property",
    title: "The property flow_collection refuses what a Flow PUT would refuse, and nothing changes",
    area: "flow-properties",
    behaviours: ["FP-051", "FLW-112"],
    operations: ["PUT_flows-flowId-flow-collection"],
    async run(probe) {
      const member = await probe.flow();
      const whole = await probe.flow(collecting(member));
      const place = `${whole.path}/flow_collection`;
      const { id } = member;
      const role = "part";
      const mapped = (container_mapping: unknown) => [{ id, role, container_mapping }];
      const bad = ["x", null, {}, { id, role }, [id], [{ role }], [{ id: "x", role }], [{ id, role: 5 }]];
      const mappings = [5, { track_index: -1 }, { audio_track: { channel_range: "0-7" } }].map(mapped);
      for (const value of [...bad, ...mappings])
        probe.verifyStatus("FP-051", await probe.put(place, value), 400);
      const twice = [...items(member), { id, role: "again" }];
      probe.verifyStatus("FLW-112", await probe.put(place, twice), 400);
      const body = flowBody(whole.id, whole.sourceId, { ...PLAIN.multi, flow_collection: twice });
      probe.verifyStatus("FLW-112", await probe.put(whole.path, body), 400);
      const kept = (await probe.get(place)).body;
      verifySame(probe, ["FP-051", "FLW-112"], kept, items(member), "The collection after refused ones");
    },
  },
  {
    id: "flows-collections/order-is-change",
    title: "Another order of the same members is a change of the Flow",
    area: "flow-properties",
    behaviours: ["FP-054"],
    operations: ["PUT_flows-flowId-flow-collection"],
    since: "8.2",
    async run(probe) {
      const [one, two] = [await probe.flow(), await probe.flow()];
      const whole = await probe.flow(collecting(one, two));
      const place = `${whole.path}/flow_collection`;
      const before = await flowOf(probe, whole.path);
      await sleep(TICK_MS);
      const wanted = items(one, two).toReversed();
      probe.verifyStatus("FP-054", await probe.put(place, wanted), 204);
      verifySame(probe, "FP-054", (await probe.get(place)).body, wanted, "The collection in its new order");
      const after = await flowOf(probe, whole.path);
      const [old, now] = [at(before, "metadata_version"), at(after, "metadata_version")];
      probe.verify(
        "FP-054",
        old !== now,
        `A new order makes a new metadata_version; it is still ${shown(now)}.`,
      );
    },
  },
  {
    id: "flows-collections/dates",
    title: "Joining a collection is a change of the collecting Flow, not of the member",
    area: "flows",
    behaviours: ["FLW-113", "AMB-021"],
    operations: ["PUT_flows-flowId-flow-collection"],
    async run(probe) {
      const member = await probe.flow();
      const whole = await probe.flow(PLAIN.multi);
      const dates = async ({ path: place }: MadeFlow) => {
        const flow = await flowOf(probe, place);
        return [at(flow, "metadata_updated"), at(flow, "metadata_version")];
      };
      const [wholeBefore] = [await dates(whole)];
      await sleep(TICK_MS);
      await probe.put(`${whole.path}/flow_collection`, items(member));
      const wholeAfter = await dates(whole);
      probe.verify(
        "FLW-113",
        wholeAfter[0] !== wholeBefore[0] && wholeAfter[1] !== wholeBefore[1],
        `A new collection moves metadata_updated and metadata_version; they were ${shown(wholeBefore)} and are ${shown(wholeAfter)}.`,
      );
      const before = await dates(member);
      await sleep(TICK_MS);
      // The collecting Flow changes, its collection does not: on no reading does the member.
      await probe.put(`${whole.path}/label`, "changed");
      const after = await dates(member);
      verifySame(
        probe,
        ["FLW-113", "AMB-021"],
        after,
        before,
        "The dates of a member whose collector got a label",
      );
    },
  },
  {
    id: "flows-collections/deletions",
    title: "A deleted member leaves its collections, a deleted collection leaves its members",
    area: "flows",
    behaviours: ["FLW-114", "FLW-115", "AMB-020"],
    operations: ["DELETE_flows-flowId"],
    async run(probe) {
      const [gone, stays] = [await probe.flow(), await probe.flow()];
      const first = await probe.flow(collecting(gone, stays));
      const second = await probe.flow(collecting(gone));
      await probe.remove(gone.path);
      const left = [{ id: stays.id, role: "part 1" }];
      const found = at(await flowOf(probe, first.path), "flow_collection");
      verifySame(probe, ["FLW-114", "AMB-020"], found, left, "The collection of a deleted Flow");
      const empty = at(await flowOf(probe, second.path), "flow_collection") ?? [];
      verifySame(probe, ["FLW-114", "AMB-020"], empty, [], "The collection of a deleted Flow alone");
      await probe.remove(first.path);
      probe.verifyStatus("FLW-115", await probe.get(first.path), 404);
      const kept = await probe.get(stays.path);
      probe.verifyStatus("FLW-115", kept, 200);
      verifySame(
        probe,
        "FLW-115",
        at(kept.body, "collected_by") ?? [],
        [],
        "`collected_by` of the Flow that stays",
      );
      await verifyListed(probe, "FLW-115", "/flows", { source_id: stays.sourceId }, [stays.id]);
    },
  },
  {
    id: "flows-collections/any-format",
    title: "A Flow of any format may collect others",
    area: "flows",
    behaviours: ["FLW-116"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const member = await probe.flow();
      for (const format of FORMAT_NAMES) {
        const flow = await probe.flow(PLAIN[format]);
        const reply = await probe.put(`${flow.path}/flow_collection`, items(member));
        if (reply.status === 400) continue;
        probe.verifyStatus("FLW-116", reply, 204);
        const found = at(await flowOf(probe, flow.path), "flow_collection");
        verifySame(probe, "FLW-116", found, items(member), `The collection of a Flow of ${format}`);
      }
    },
  },
];
