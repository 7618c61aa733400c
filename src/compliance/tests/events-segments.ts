import { flowIdOf, follow, type Hook, hook, quiet } from "../hooks.ts";
import { at, listOf, textOf } from "../json.ts";
import { everyItem, shown, verifySame } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import { rangeOf } from "../ranges.ts";
import type { ComplianceTest, Probe } from "../test.ts";
import { initFlow, segmentsPath } from "../timeline.ts";
import { unsigned } from "../unsigned.ts";

const EVENT_MS = 45_000;
const SECOND = 1_000_000_000n;
const DELETED = "flows/segments_deleted";
const ADDED = "flows/segments_added";

/** A Flow of a Webhook that is told of its Segments; `make` is what makes it. */
async function followed(
  probe: Probe,
  make: typeof initFlow = plainFlow,
): Promise<{ flow: MadeFlow; mine: Hook }> {
  const [id, source] = [probe.fresh.uuid(), probe.fresh.uuid()];
  const mine = await follow(probe, [id, source]);
  return { flow: await make(probe, { id, source_id: source }), mine };
}

const plainFlow: typeof initFlow = (probe, overrides) => probe.flow(overrides);

/** The Segments of all events so far. */
const told = (mine: Hook) => mine.events(ADDED).flatMap(({ event }) => listOf(at(event, "segments")));

/** Verifies that these Segments of events are those of the listing, in any order. */
async function verifyToldAsListed(
  probe: Probe,
  behaviours: readonly string[],
  flow: MadeFlow,
  segments: readonly unknown[],
  what: string,
): Promise<void> {
  const stored = inOrder(await everyItem(probe, segmentsPath(flow)));
  const both = unsigned(probe.server.url, inOrder(segments), stored);
  verifySame(probe, behaviours, both.told, both.listed, `${what}, signatures apart,`);
}

function inOrder(segments: readonly unknown[]): unknown[] {
  return segments.toSorted((a, b) => (textOf(at(a, "timerange")) < textOf(at(b, "timerange")) ? -1 : 1));
}

const second = (start: number) => `[${start}:0_${start + 1}:0)`;

/** The seconds at which the ranges of the events start, included, and end, excluded, as far as they are whole ones. */
function boundsOf(mine: Hook): { from: number; to: number }[] {
  return mine.events(DELETED).map(({ event }) => {
    const range = rangeOf(textOf(at(event, "timerange")));
    if (range === undefined || range === "never") return { from: Number.NaN, to: Number.NaN };
    const { start, end } = range;
    const secondsOf = (at: bigint) => (at % SECOND === 0n ? Number(at / SECOND) : Number.NaN);
    return {
      from: start?.inclusive === true ? secondsOf(start.at) : Number.NaN,
      to: end?.inclusive === false ? secondsOf(end.at) : Number.NaN,
    };
  });
}

export const eventsSegments: readonly ComplianceTest[] = [
  {
    id: "events-segments/added",
    title: "flows/segments_added carries the Flow's id and the Segment as GET gives it, with its URLs",
    area: "events",
    behaviours: ["EV-023", "EV-040", "EV-043b", "EV-036"],
    operations: ["POST_flows-flowId-segments"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const isLatest = probe.server.version === "8.2";
      const { flow, mine } = await followed(probe, isLatest ? initFlow : plainFlow);
      const init = isLatest ? await probe.object(flow, "init") : undefined;
      const more = { ts_offset: "5:0", last_duration: "0:40000000", sample_count: 25 };
      const made = await probe.segment(flow, {
        timerange: second(5),
        ...more,
        ...(init && { init_object_id: init.objectId }),
      });
      const event = await mine.arrival(ADDED);
      probe.require("EV-023", event !== undefined, "flows/segments_added is sent.");
      verifySame(probe, "EV-023", at(event?.event, "flow_id"), flow.id, "`flow_id` of the event");
      const [segment, ...rest] = listOf(at(event?.event, "segments"));
      probe.require("EV-023", segment !== undefined && rest.length === 0, "It has the one Segment.");
      verifySame(probe, "EV-023", at(segment, "object_id"), made.objectId, "`object_id` of its Segment");
      await verifyToldAsListed(probe, ["EV-040"], flow, [segment], "The Segment of the event");
      const urls = listOf(at(segment, "get_urls"));
      probe.verify("EV-040", urls.length > 0, "It has `get_urls`.");
      if (init) {
        const id = at(segment, "init_object", "object_id");
        verifySame(probe, "EV-040", id, init.objectId, "The Object of its `init_object`");
      }
      const signed = listOf(
        at((await probe.get(segmentsPath(flow), { presigned: "true" })).body, 0, "get_urls"),
      );
      const sent = urls.filter((url) => at(url, "presigned") === true);
      const fits = signed.length === sent.length;
      probe.verify(
        "EV-043b",
        fits,
        `It has the presigned URLs that GET has, ${signed.length}; ${sent.length} came.`,
      );
      for (const url of sent) {
        const reply = await probe.fetch(textOf(at(url, "url")));
        probe.verify("EV-043b", reply.status === 200, `A presigned URL of an event works; ${reply.status}.`);
      }
      const updates = mine.events("flows/updated").filter(({ event }) => flowIdOf(event) !== flow.id);
      probe.verify(
        "EV-036",
        updates.length === 0,
        "A flows/updated for a Segment, if any, is about its Flow.",
      );
    },
  },
  {
    id: "events-segments/bulk",
    title: "The Segments of one request come in one event, or in several that have each of them once",
    area: "events",
    behaviours: ["EV-023", "EV-041", "AMB-023"],
    operations: ["POST_flows-flowId-segments"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const { flow, mine } = await followed(probe);
      const bodies: unknown[] = [];
      for (const start of [4, 0, 2]) {
        bodies.push({ object_id: (await probe.object(flow)).objectId, timerange: second(start) });
      }
      const reply = await probe.post(segmentsPath(flow), bodies);
      probe.require(
        "EV-023",
        reply.status === 200 || reply.status === 201,
        "Several Segments can be POSTed.",
      );
      await probe.eventually(async () => told(mine).length >= 3);
      await quiet(probe);
      const judged = ["EV-041", "AMB-023", "EV-023"];
      await verifyToldAsListed(probe, judged, flow, told(mine), "All Segments of the events");
    },
  },
  {
    id: "events-segments/failed",
    title: "Items of a request that failed are in no event, and there is none when all failed",
    area: "events",
    behaviours: ["EV-042"],
    operations: ["POST_flows-flowId-segments"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const { flow, mine } = await followed(probe);
      const item = async (start: number, id?: string) => ({
        object_id: id ?? (await probe.object(flow)).objectId,
        timerange: second(start),
      });
      const unknown = probe.fresh.objectId();
      const none = [await item(10, unknown), await item(12, unknown)];
      await probe.post(segmentsPath(flow), none);
      await probe.post(segmentsPath(flow), [await item(0), await item(2, unknown), await item(4)]);
      const stored = await everyItem(probe, segmentsPath(flow));
      if (stored.length !== 2)
        probe.skip("The server stores Objects that it does not know, or none of a request.");
      await probe.eventually(async () => told(mine).length >= 2);
      await quiet(probe);
      const ranges = (segments: readonly unknown[]) =>
        segments.map((each) => textOf(at(each, "timerange"))).sort();
      verifySame(probe, "EV-042", ranges(told(mine)), ranges(stored), "The Segments of all events");
      const empty = mine.events(ADDED).filter(({ event }) => listOf(at(event, "segments")).length === 0);
      probe.verify("EV-042", empty.length === 0, "No event is without Segments.");
    },
  },
  {
    id: "events-segments/deleted",
    title: "The range of flows/segments_deleted starts and ends with deleted Segments, whatever was asked",
    area: "events",
    behaviours: ["EV-024", "EV-045", "EV-046", "AMB-051", "TRAP-033"],
    operations: ["DELETE_flows-flowId-segments"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const { flow, mine } = await followed(probe);
      for (const start of [0, 1, 5, 20]) await probe.segment(flow, { timerange: second(start) });
      await mine.arrival(ADDED, (event) => at(event, "segments", 0, "timerange") === second(20));
      await probe.remove(segmentsPath(flow), { timerange: "_10:0)" });
      await probe.eventually(async () => boundsOf(mine).some(({ to }) => to === 6), EVENT_MS);
      await quiet(probe);
      const events = mine.events(DELETED);
      probe.require("EV-024", events.length > 0, "flows/segments_deleted is sent.");
      for (const { event } of events) {
        verifySame(probe, "EV-024", at(event, "flow_id"), flow.id, "`flow_id` of the event");
      }
      const bounds = boundsOf(mine);
      const found = shown(events.map(({ event }) => at(event, "timerange")));
      const inside = bounds.every(
        ({ from, to }) => [0, 1, 5].includes(from) && [1, 2, 6].includes(to) && from < to,
      );
      for (const id of ["EV-024", "EV-045", "TRAP-033", "AMB-051"]) {
        probe.verify(
          id,
          inside,
          `Ranges start and end with Segments of 0, 1 and 5 s, all deleted; ${found}.`,
        );
      }
      const from = Math.min(...bounds.map((each) => each.from));
      const to = Math.max(...bounds.map((each) => each.to));
      const covers = [0, 1, 5].every((start) => bounds.some((each) => each.from <= start && each.to > start));
      for (const id of ["EV-046", "EV-045", "AMB-051"]) {
        probe.verify(id, from === 0 && to === 6 && covers, `Together they go from 0 to 6 s; ${found}.`);
      }
    },
  },
  {
    id: "events-segments/nothing-deleted",
    title: "A DELETE that no Segment fits brings no flows/segments_deleted",
    area: "events",
    behaviours: ["EV-024", "EV-033"],
    operations: ["DELETE_flows-flowId-segments"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const { flow, mine } = await followed(probe);
      await probe.segment(flow, { timerange: "[0:0_2:0)" });
      await probe.remove(segmentsPath(flow), { timerange: "[1:0_9:0)" });
      await probe.remove(segmentsPath(flow), { timerange: "[50:0_60:0)" });
      await probe.put(`${flow.path}/label`, "afterwards");
      await mine.arrival("flows/updated", (event) => at(event, "flow", "label") === "afterwards");
      await quiet(probe);
      const events = mine.events(DELETED).map(({ event }) => at(event, "timerange"));
      for (const id of ["EV-024", "EV-033"]) {
        probe.verify(
          id,
          events.length === 0,
          `No Segment was deleted, and no event says so; ${shown(events)}.`,
        );
      }
    },
  },
  {
    id: "events-segments/with-the-flow",
    title: "Segments that go with their Flow are told of as deleted, before the Flow where both go at once",
    area: "events",
    behaviours: ["EV-047"],
    operations: ["DELETE_flows-flowId"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const { flow, mine } = await followed(probe);
      for (const start of [0, 1]) await probe.segment(flow, { timerange: second(start) });
      const reply = await probe.remove(flow.path);
      await mine.arrival("flows/deleted", undefined, EVENT_MS);
      await probe.eventually(async () => boundsOf(mine).some(({ to }) => to === 2), 20_000);
      const bounds = boundsOf(mine);
      const whole = bounds.some(({ from }) => from === 0) && bounds.some(({ to }) => to === 2);
      probe.verify("EV-047", whole, `flows/segments_deleted covers 0 to 2 s; ${shown(bounds)}.`);
      if (reply.status !== 204) return;
      const types = mine.events().map(({ type }) => type);
      const order = types.lastIndexOf(DELETED) < types.indexOf("flows/deleted");
      probe.verify("EV-047", order, `It comes before flows/deleted; ${shown(types)} came.`);
    },
  },
  {
    id: "events-segments/time",
    title: "The time of flows/segments_added is when the Segments were added, as the answer's own",
    area: "events",
    behaviours: ["EV-004"],
    operations: ["POST_flows-flowId-segments"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const id = probe.fresh.uuid();
      const mine = await hook(probe, [id], { events: [ADDED] });
      mine.receiver.answer((_, nth) => ({ status: 200, delayMs: nth === 0 ? 5000 : 0 }));
      const flow = await probe.flow({ id });
      for (const start of [0, 1]) {
        const { reply } = await probe.segment(flow, { timerange: second(start) });
        const wanted = Date.parse(reply.headers.get("date") ?? "") || Date.now();
        const event = await mine.arrival(
          ADDED,
          (found) => at(found, "segments", 0, "timerange") === second(start),
        );
        const found = Date.parse(textOf(event?.timestamp));
        const text = `\`event_timestamp\` is when the Segment was added; ${shown(event?.timestamp)}`;
        probe.verify("EV-004", Math.abs(found - wanted) < 2500, `${text} came, ${found - wanted} ms off.`);
      }
    },
  },
];
