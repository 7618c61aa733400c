import { setTimeout as sleep } from "node:timers/promises";
import { at, isRecord, listOf, textOf } from "../json.ts";
import { idsOf, shown, verifySame } from "../listing.ts";
import { sameRange } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import {
  objectPath,
  post,
  segmentsOf,
  segmentsPath,
  timerangesOf,
  verifyRanges,
  verifyTimeline,
} from "../timeline.ts";
import { watch } from "../watching.ts";

const POST = ["POST_flows-flowId-segments"];
/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;
/** How long an event that should not come is waited for after one that should. */
const SILENCE_MS = 500;

/** Bodies of Segments at these timeranges, each with an uploaded Object of its own. */
async function bodies(probe: Probe, flow: { readonly id: string }, timeranges: readonly string[]) {
  const made: { object_id: string; timerange: string }[] = [];
  for (const timerange of timeranges) {
    made.push({ object_id: (await probe.object(flow)).objectId, timerange });
  }
  return made;
}

/** Keys that a server should refuse though they fit the schema, likeliest first. */
const FAULTS: readonly Readonly<Record<string, string>>[] = [
  { last_duration: "-1:0" },
  { object_timerange: "[90:0_91:0)" },
  { init_object_id: "tams-compliance/no-such-object" },
];

/** What makes this server refuse one Segment; failures of arrays can only be looked at where there is such a thing. */
async function faultOf(probe: Probe): Promise<Readonly<Record<string, string>>> {
  const flow = await probe.flow();
  for (const [second, fault] of FAULTS.entries()) {
    const [body] = await bodies(probe, flow, [`[${second}:0_${second + 1}:0)`]);
    if ((await post(probe, flow, { ...body, ...fault })).status === 400) return fault;
  }
  return probe.skip("The server refuses none of the Segments that the test knows to be wrong.");
}

function failuresOf(reply: Reply): readonly unknown[] {
  return listOf(at(reply.body, "failed_segments"));
}

/** Verifies that these and no other items failed, by Object and timerange. */
function verifyFailures(
  probe: Probe,
  behaviours: readonly string[],
  reply: Reply,
  wanted: readonly { readonly object_id: string }[],
) {
  const found = failuresOf(reply).map((failure) => at(failure, "object_id"));
  const ids = wanted.map(({ object_id }) => object_id);
  verifySame(probe, behaviours, found, ids, "The Objects of `failed_segments`", reply.exchange);
}

/** Whether a failure has the timerange of its item and an `error` of the documented shape. */
function isDescribed(failure: unknown, timerange: string): boolean {
  const error = at(failure, "error");
  const texts = ["type", "summary", "time"].every((key) => textOf(at(error, key)) !== "");
  return sameRange(at(failure, "timerange"), timerange) && texts;
}

export const segmentsPost: readonly ComplianceTest[] = [
  {
    id: "segments-post/one",
    title:
      "One Segment is stored with 201, and then listed with its Object and timerange alone as its identity",
    area: "segments",
    behaviours: ["SEG-030", "DM-004", "SEG-040", "AMB-044", "SEG-024"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const [body] = await bodies(probe, flow, ["[0:0_1:0)"]);
      const reply = await post(probe, flow, body);
      probe.requireStatus("SEG-030", reply, 201);
      const isUnread = "The body of the 201 is undefined, so that any is accepted.";
      for (const behaviour of ["SEG-040", "AMB-044"]) probe.verify(behaviour, true, isUnread);
      const listed = await segmentsOf(probe, flow);
      probe.verify("SEG-024", listed.length === 1, "The Segment is in the next listing.");
      const [segment] = listed;
      verifySame(probe, ["SEG-030", "DM-004"], at(segment, "object_id"), body?.object_id, "`object_id`");
      const fits = sameRange(at(segment, "timerange"), "[0:0_1:0)");
      probe.verify("DM-004", fits, `timerange is [0:0_1:0); it is ${shown(at(segment, "timerange"))}.`);
      probe.verify("DM-004", at(segment, "id") === undefined, "A Segment has no `id`.");
    },
  },
  {
    id: "segments-post/array",
    title: "An array whose items are all stored gives 201, an empty one too",
    area: "segments",
    behaviours: ["SEG-030", "SEG-037"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const items = await bodies(probe, flow, ["[1:0_2:0)", "[0:0_1:0)", "[5:0_6:0)"]);
      probe.requireStatus("SEG-030", await post(probe, flow, items), 201);
      await verifyTimeline(probe, "SEG-030", flow, {}, ["[0:0_1:0)", "[1:0_2:0)", "[5:0_6:0)"]);
      probe.verifyStatus("SEG-037", await post(probe, flow, []), 201);
    },
  },
  {
    id: "segments-post/refused",
    title: "One Segment that is refused gives 400 and leaves nothing behind",
    area: "segments",
    behaviours: ["SEG-031", "SEG-050", "TRAP-036", "SEG-041"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await probe.object(flow);
      const refused: readonly unknown[] = [
        { object_id: objectId },
        { timerange: "[0:0_1:0)" },
        { object_id: objectId, timerange: "ten" },
        { object_id: objectId, timerange: 10 },
        { object_id: 1, timerange: "[0:0_1:0)" },
        { object_id: objectId, timerange: "[0:0_1:0)", ts_offset: "soon" },
        { object_id: objectId, timerange: "[0:0_1:0)", object_timerange: "x" },
        { object_id: objectId, timerange: "[0:0_1:0)", key_frame_count: "1" },
        { object_id: objectId, timerange: "[0:0_1:0)", get_urls: [{ url: "https://example.com/a" }] },
      ];
      for (const body of refused) {
        const reply = await post(probe, flow, body);
        for (const behaviour of ["SEG-031", "TRAP-036"]) probe.verifyStatus(behaviour, reply, 400);
        if (!at(body, "timerange")) probe.verifyStatus("SEG-050", reply, 400);
      }
      await verifyTimeline(probe, ["SEG-031", "SEG-041"], flow, {}, []);
      probe.verifyStatus("SEG-041", await probe.get(objectPath({ objectId })), 404);
      probe.verifyStatus(
        "SEG-041",
        await post(probe, flow, { object_id: objectId, timerange: "[0:0_1:0)" }),
        201,
      );
    },
  },
  {
    id: "segments-post/partial",
    title: "An array of which some fail gives 200 with the failed ones, and stores all others",
    area: "segments",
    behaviours: [
      "SEG-032",
      "SEG-033",
      "SEG-033b",
      "SEG-034",
      "SEG-035",
      "SEG-041",
      "AMB-008",
      "TRAP-036",
      "TRAP-037",
    ],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const good = await bodies(probe, flow, ["[0:0_1:0)", "[4:0_5:0)"]);
      const [object] = await bodies(probe, flow, ["[2:0_3:0)"]);
      const bad = { ...object, ...(await faultOf(probe)), object_id: object?.object_id ?? "" };
      const reply = await post(probe, flow, [good[0], bad, good[1]]);
      probe.requireStatus("SEG-032", reply, 200);
      const isWrapped = isRecord(reply.body) && Array.isArray(reply.body["failed_segments"]);
      for (const behaviour of ["SEG-032", "AMB-008", "TRAP-036"]) {
        probe.verify(behaviour, isWrapped, "The reply is an object with a list `failed_segments`.");
      }
      verifyFailures(probe, ["SEG-032", "SEG-033", "TRAP-037"], reply, [bad]);
      const described = isDescribed(failuresOf(reply)[0], "[2:0_3:0)");
      probe.verify(
        "SEG-033b",
        described,
        "A failure has its timerange and an error with type, summary and time.",
      );
      const kept = ["[0:0_1:0)", "[4:0_5:0)"];
      await verifyTimeline(probe, ["SEG-032", "SEG-034", "TRAP-037"], flow, {}, kept);
      const trace = await probe.get(objectPath({ objectId: bad.object_id }));
      for (const behaviour of ["SEG-041", "TRAP-037"]) probe.verifyStatus(behaviour, trace, 404);
      const again = await post(probe, flow, { object_id: bad.object_id, timerange: "[2:0_3:0)" });
      probe.verifyStatus("SEG-041", again, 201);
      await collide(probe);
    },
  },
  {
    id: "segments-post/all-fail",
    title: "An array of which every item fails gives 200, one of a single item too",
    area: "segments",
    behaviours: ["SEG-032", "SEG-038", "AMB-054", "TRAP-036"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const fault = await faultOf(probe);
      const made = await bodies(probe, flow, ["[0:0_1:0)", "[2:0_3:0)"]);
      const items = made.map((body) => ({ ...body, ...fault }));
      const all = await post(probe, flow, items);
      for (const behaviour of ["SEG-032", "AMB-054", "TRAP-036"]) probe.verifyStatus(behaviour, all, 200);
      verifyFailures(probe, ["SEG-032", "AMB-054"], all, items);
      const single = await post(probe, flow, items.slice(0, 1));
      probe.verifyStatus("SEG-038", single, 200);
      verifyFailures(probe, ["SEG-038"], single, items.slice(0, 1));
      await verifyTimeline(probe, ["SEG-032", "SEG-038", "AMB-054"], flow, {}, []);
    },
  },
  {
    id: "segments-post/invalid-item",
    title: "An array with an item that breaks the schema is refused whole, or reports that item",
    area: "segments",
    behaviours: ["SEG-036", "AMB-053"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const [good, object] = await bodies(probe, flow, ["[0:0_1:0)", "[1:0_2:0)"]);
      const reply = await post(probe, flow, [good, { object_id: object?.object_id }]);
      for (const behaviour of ["SEG-036", "AMB-053"]) probe.verifyStatus(behaviour, reply, 200, 400);
      const stored = reply.status === 200 ? ["[0:0_1:0)"] : [];
      if (reply.status === 200 && object) verifyFailures(probe, ["SEG-036", "AMB-053"], reply, [object]);
      await verifyTimeline(probe, ["SEG-036", "AMB-053"], flow, {}, stored);
    },
  },
  {
    id: "segments-post/whole-request",
    title:
      "An unknown Flow gives 404, a read-only one 403 and one without container 400, for one Segment and for arrays",
    area: "segments",
    behaviours: ["SEG-039", "DM-060", "TRAP-007"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const [body] = await bodies(probe, flow, ["[0:0_1:0)"]);
      const bare = await probe.flow({ container: undefined });
      const locked = await probe.flow();
      await probe.put(`${locked.path}/read_only`, true);
      for (const sent of [body, [body]]) {
        const unknown = await post(probe, { id: probe.fresh.uuid() }, sent);
        for (const behaviour of ["SEG-039", "TRAP-007"]) probe.verifyStatus(behaviour, unknown, 404);
        probe.verifyStatus("SEG-039", await post(probe, locked, sent), 403);
        const reply = await post(probe, bare, sent);
        for (const behaviour of ["SEG-039", "DM-060"]) probe.verifyStatus(behaviour, reply, 400);
      }
      await verifyTimeline(probe, "SEG-039", locked, {}, []);
      await verifyTimeline(probe, ["SEG-039", "DM-060"], bare, {}, []);
      const storage = await probe.post(path`/flows/${bare.id}/storage`, { limit: 1 });
      probe.verifyStatus("DM-060", storage, 400);
    },
  },
  {
    id: "segments-post/no-edit",
    title: "A Segment cannot be edited: no method but reading, adding and deleting works on Segments",
    area: "segments",
    behaviours: ["DM-052"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await probe.segment(flow);
      for (const method of ["PUT", "PATCH"]) {
        const body = { object_id: objectId, timerange: "[7:0_8:0)" };
        const reply = await probe.request(method, segmentsPath(flow), { body, unchecked: true });
        probe.verifyStatus("DM-052", reply, 405, 404);
      }
      await verifyTimeline(probe, "DM-052", flow, {}, ["[0:0_1:0)"]);
      await probe.remove(segmentsPath(flow), { timerange: "[0:0_1:0)" });
      await probe.segment(flow, { timerange: "[7:0_8:0)" });
      await verifyTimeline(probe, "DM-052", flow, {}, ["[7:0_8:0)"]);
    },
  },
  {
    id: "segments-post/timestamps",
    title:
      "Adding Segments moves segments_updated of the Flow, and neither metadata_updated nor metadata_version",
    area: "segments",
    behaviours: ["SEG-090", "TRAP-034"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      const before = (await probe.get(flow.path)).body;
      await sleep(TICK_MS);
      await probe.segment(flow, { timerange: "[1:0_2:0)" });
      const after = (await probe.get(flow.path)).body;
      for (const key of ["metadata_updated", "metadata_version"]) {
        verifySame(probe, ["SEG-090", "TRAP-034"], at(after, key), at(before, key), `\`${key}\``);
      }
      const [earlier, later] = [before, after].map((body) =>
        Date.parse(textOf(at(body, "segments_updated"))),
      );
      const moved = earlier !== undefined && later !== undefined && later > earlier;
      probe.verify("SEG-090", moved, "`segments_updated` is there and moves when a Segment is added.");
    },
  },
  {
    id: "segments-post/event",
    title: "flows/segments_added carries the stored Segments and none that failed",
    area: "segments",
    behaviours: ["SEG-091", "SEG-092b", "AMB-022"],
    operations: POST,
    needs: ["webhooks"],
    async run(probe) {
      const flow = await probe.flow();
      const events = await watch(probe, ["flows/segments_added", "flows/updated"], flow.sourceId);
      const [first, bad, last] = await bodies(probe, flow, ["[0:0_1:0)", "[1:0_2:0)", "[2:0_3:0)"]);
      const reply = await post(probe, flow, [first, { ...bad, ...(await faultOf(probe)) }, last]);
      probe.requireStatus("SEG-091", reply, 200);
      const told = () =>
        events.seen("flows/segments_added").flatMap((event) => listOf(at(event, "segments")));
      await probe.eventually(async () => told().length >= 2);
      await sleep(SILENCE_MS);
      const carried = timerangesOf(told()).toSorted();
      verifyRanges(probe, "SEG-091", carried, ["[0:0_1:0)", "[2:0_3:0)"], "The Segments of the events");
      const flows = idsOf(events.seen("flows/segments_added").map((event) => ({ id: at(event, "flow_id") })));
      probe.verify(
        "SEG-091",
        flows.every((id) => id === flow.id),
        "`flow_id` of the events is the Flow.",
      );
      const updates = events.seen("flows/updated").length;
      for (const behaviour of ["SEG-092b", "AMB-022"]) {
        probe.verify(behaviour, true, `flows/updated may be sent, ${updates} of them were.`);
      }
    },
  },
  {
    id: "segments-post/concurrent",
    title: "Of Segments that overlap and are added at the same time exactly one is stored",
    area: "segments",
    behaviours: ["SEG-093"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const items = await bodies(probe, flow, ["[0:0_2:0)", "[1:0_3:0)", "[1:0_2:0)", "[0:0_3:0)"]);
      const replies = await Promise.all(items.map((item) => post(probe, flow, item)));
      const stored = replies.filter(({ status }) => status === 201).length;
      probe.verify("SEG-093", stored === 1, `Exactly one is answered 201; ${stored} were.`);
      const listed = (await segmentsOf(probe, flow)).length;
      probe.verify("SEG-093", listed === 1, `Exactly one is stored; ${listed} are.`);
    },
  },
];

/** Items are taken in their order, so the second of two that overlap is the one that fails. */
async function collide(probe: Probe) {
  const flow = await probe.flow();
  const [first, second] = await bodies(probe, flow, ["[1:0_3:0)", "[0:0_2:0)"]);
  const reply = await post(probe, flow, [first, second]);
  probe.verifyStatus("SEG-035", reply, 200);
  verifyFailures(probe, ["SEG-035"], reply, second ? [second] : []);
  await verifyTimeline(probe, "SEG-035", flow, {}, ["[1:0_3:0)"]);
}
