import { at } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { sameRange } from "../ranges.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";
import { objectPath, post, registered, segmentAt, segmentsOf, verifyTimeline } from "../timeline.ts";

const POST = ["POST_flows-flowId-segments"];

type Document = Readonly<Record<string, unknown>>;

/** Sends a Segment of a new Object of the Flow. */
async function tried(probe: Probe, flow: { readonly id: string }, body: Document) {
  const { objectId } = await probe.object(flow);
  return { objectId, reply: await post(probe, flow, { object_id: objectId, ...body }) };
}

/** Verifies that the Object has this timerange. */
async function verifyObjectRange(probe: Probe, ids: readonly string[], objectId: string, wanted: string) {
  const reply = await probe.get(objectPath({ objectId }));
  const found = at(reply.body, "timerange");
  for (const id of ids) {
    probe.verify(id, sameRange(found, wanted), `The Object's timerange is ${wanted}; it is ${shown(found)}.`);
  }
}

function verifyEach(probe: Probe, ids: readonly string[], reply: Reply, ...statuses: readonly number[]) {
  for (const id of ids) probe.verifyStatus(id, reply, ...statuses);
}

/** Ranges that overlap `[10:0_20:0)`, each by something. */
const OVERLAPS = ["[10:0_20:0)", "[19:999999999_30:0)", "[0:0_10:0]", "[12:0]", "[0:0_40:0)", "[12:0_13:0)"];

/** Timeranges of first registration: what is sent, and the timerange that the Object then has. */
const FIRST: readonly { body: Document; object: string; ids: readonly string[] }[] = [
  {
    body: { timerange: "[3:0_4:0)" },
    object: "[3:0_4:0)",
    ids: ["SEG-059", "TRAP-048", "SEG-057", "TR-050"],
  },
  {
    body: { timerange: "[3:0_4:0)", ts_offset: "2:500000000" },
    object: "[0:500000000_1:500000000)",
    ids: ["SEG-059", "TRAP-048", "SEG-057", "TR-050"],
  },
  {
    body: { timerange: "[3:0_4:0]", ts_offset: "-10:250000000" },
    object: "[13:250000000_14:250000000]",
    ids: ["SEG-059", "TRAP-048", "SEG-057", "TR-050"],
  },
  {
    body: { timerange: "[3:0]", ts_offset: "5:0" },
    object: "[-2:0]",
    ids: ["SEG-059", "TRAP-048", "TR-050"],
  },
  {
    body: { timerange: "[3:0_4:0)", object_timerange: "[2:0_9:0)" },
    object: "[2:0_9:0)",
    ids: ["SEG-060"],
  },
  {
    body: { timerange: "[3:0_4:0)", ts_offset: "3:0", object_timerange: "[0:0_1:0]" },
    object: "[0:0_1:0]",
    ids: ["SEG-060"],
  },
];

export const segmentsTiming: readonly ComplianceTest[] = [
  {
    id: "segments-timing/overlap",
    title: "A Segment that overlaps one of its Flow is refused, and on another Flow it is not",
    area: "segments",
    behaviours: ["SEG-050b", "AMB-052"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      await probe.segment(flow, { timerange: "[10:0_20:0)" });
      for (const timerange of OVERLAPS) {
        const { reply } = await tried(probe, flow, { timerange });
        verifyEach(probe, ["SEG-050b", "AMB-052"], reply, 400);
      }
      await verifyTimeline(probe, ["SEG-050b", "AMB-052"], flow, {}, ["[10:0_20:0)"]);
      const { reply } = await tried(probe, other, { timerange: "[10:0_20:0)" });
      probe.verifyStatus("SEG-050b", reply, 201);
    },
  },
  {
    id: "segments-timing/identical",
    title: "A Segment that is registered again leaves the Flow without two that overlap",
    area: "segments",
    behaviours: ["SEG-056", "SEG-056b", "DM-004"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { body } = await probe.segment(flow, { timerange: "[0:0_1:0)" });
      const reply = await post(probe, flow, body);
      probe.verifyStatus("SEG-056b", reply, 400);
      await verifyTimeline(probe, ["SEG-056", "SEG-056b", "DM-004"], flow, {}, ["[0:0_1:0)"]);
    },
  },
  {
    id: "segments-timing/accepted",
    title: "Segments may touch, leave gaps, be instants, be negative and come in any order",
    area: "segments",
    behaviours: ["SEG-051", "SEG-052", "SEG-053", "SEG-055", "TR-042", "SEG-050"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const cases: readonly [string, readonly string[]][] = [
        ["[0:0_1:0)", ["SEG-050"]],
        ["[1:0_2:0)", ["SEG-051"]],
        ["[2:0]", ["SEG-051", "SEG-055", "TR-042"]],
        ["[50:0_51:0)", ["SEG-052"]],
        ["[20:0_21:0]", ["SEG-052", "SEG-055"]],
        ["[-30:0_-29:0)", ["SEG-053"]],
        ["[-1:0_0:0)", ["SEG-053", "SEG-052"]],
        ["[-2:500000000_-1:500000000)", ["SEG-053"]],
      ];
      for (const [timerange, ids] of cases) {
        const { reply } = await tried(probe, flow, { timerange });
        verifyEach(probe, ids, reply, 201);
      }
      const ordered = ["[-30:0_-29:0)", "[-2:500000000_-1:500000000)", "[-1:0_0:0)", "[0:0_1:0)"];
      const rest = ["[1:0_2:0)", "[2:0]", "[20:0_21:0]", "[50:0_51:0)"];
      await verifyTimeline(probe, ["SEG-051", "SEG-052", "SEG-053"], flow, {}, [...ordered, ...rest]);
      const crossing = await probe.flow();
      const { reply } = await tried(probe, crossing, { timerange: "[-1:500000000_0:500000000)" });
      probe.verifyStatus("SEG-053", reply, 201);
      await verifyTimeline(probe, "SEG-053", crossing, {}, ["[-1:500000000_0:500000000)"]);
    },
  },
  {
    id: "segments-timing/unbounded",
    title: "Segments whose timerange is unbounded or empty are refused",
    area: "segments",
    behaviours: ["SEG-054", "AMB-037"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      for (const timerange of ["_", "[0:0_", "_10:0)", "()"]) {
        const { reply } = await tried(probe, flow, { timerange });
        probe.verifyStatus("SEG-054", reply, 400);
        const isEmpty = timerange === "()";
        const refused = reply.status >= 400 && reply.status < 500;
        const holds = refused || (isEmpty && reply.status === 201);
        probe.verify("AMB-037", holds, `${timerange} is refused with a 4xx; it gave ${reply.status}.`);
      }
      for (const timerange of ["[5:0_4:0)", "[5:0_5:0)", "(5:0)"]) {
        const { reply } = await tried(probe, flow, { timerange });
        probe.verifyStatus("SEG-054", reply, 400);
        probe.verifyStatus("AMB-037", reply, 400, 201);
      }
    },
  },
  {
    id: "segments-timing/exclusive-start",
    title: "A Segment with an exclusive start is refused, or stored as it was given",
    area: "segments",
    behaviours: ["SEG-054b", "AMB-037"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { reply } = await tried(probe, flow, { timerange: "(0:0_1:0)" });
      verifyEach(probe, ["SEG-054b", "AMB-037"], reply, 400, 201);
      const stored = reply.status === 201 ? ["(0:0_1:0)"] : [];
      await verifyTimeline(probe, ["SEG-054b", "AMB-037"], flow, {}, stored);
    },
  },
  {
    id: "segments-timing/first",
    title: "The first registration fixes the Object's timerange: as given, or the Segment's less ts_offset",
    area: "segments",
    behaviours: ["SEG-057", "SEG-059", "SEG-060", "TR-050", "TRAP-048"],
    operations: POST,
    async run(probe) {
      for (const { body, object, ids } of FIRST) {
        const flow = await probe.flow();
        const { objectId, reply } = await tried(probe, flow, body);
        verifyEach(probe, ids, reply, 201);
        await verifyObjectRange(probe, ids, objectId, object);
      }
    },
  },
  {
    id: "segments-timing/offset",
    title: "ts_offset may be negative and comes back as it was given",
    area: "segments",
    behaviours: ["SEG-057"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      for (const [second, offset] of ["-1:0", "0:1", "1700000000:999999999"].entries()) {
        const timerange = `[${second}:0_${second + 1}:0)`;
        const { reply } = await tried(probe, flow, { timerange, ts_offset: offset });
        probe.verifyStatus("SEG-057", reply, 201);
        const segment = await segmentAt(probe, flow, timerange);
        verifySame(probe, "SEG-057", at(segment, "ts_offset"), offset, "`ts_offset`");
      }
      for (const offset of ["1", "1.5", "0:1000000000", "+1:0"]) {
        const { reply } = await tried(probe, flow, { timerange: "[9:0_10:0)", ts_offset: offset });
        probe.verifyStatus("SEG-057", reply, 400);
      }
    },
  },
  {
    id: "segments-timing/last-duration",
    title: "last_duration may not be negative",
    area: "segments",
    behaviours: ["SEG-058"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      for (const duration of ["-1:0", "-0:1"]) {
        const { reply } = await tried(probe, flow, { timerange: "[0:0_1:0)", last_duration: duration });
        probe.verifyStatus("SEG-058", reply, 400);
      }
      await verifyTimeline(probe, "SEG-058", flow, {}, []);
      const { reply } = await tried(probe, flow, { timerange: "[0:0_1:0)", last_duration: "0:40000000" });
      probe.verifyStatus("SEG-058", reply, 201);
    },
  },
  {
    id: "segments-timing/object-timerange",
    title: "object_timerange must be bounded, hold something and cover the Segment less its offset",
    area: "segments",
    behaviours: ["SEG-060b", "SEG-063"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const segment = { timerange: "[3:0_4:0)", ts_offset: "3:0" };
      const short = ["[0:0_0:999999999]", "(0:0_1:0)", "[3:0_4:0)", "[0:1_1:0)"];
      for (const object_timerange of short) {
        const { reply } = await tried(probe, flow, { ...segment, object_timerange });
        probe.verifyStatus("SEG-060b", reply, 400);
      }
      for (const object_timerange of ["_", "[0:0_", "_1:0)", "()"]) {
        const { reply } = await tried(probe, flow, { ...segment, object_timerange });
        probe.verifyStatus("SEG-063", reply, 400);
      }
      await verifyTimeline(probe, ["SEG-060b", "SEG-063"], flow, {}, []);
      const { reply } = await tried(probe, flow, { ...segment, object_timerange: "[0:0_1:0)" });
      probe.verifyStatus("SEG-060b", reply, 201);
    },
  },
  {
    id: "segments-timing/reuse",
    title: "A reused Object must hold the Segment's timerange less its offset",
    area: "segments",
    behaviours: ["SEG-061", "AMB-010", "TR-050", "TR-045"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_10:0)" });
      const outside = [
        { timerange: "[20:0_21:0)" },
        { timerange: "[20:0_21:0)", ts_offset: "10:0" },
        { timerange: "[10:0]" },
        { timerange: "[20:0_30:0]", ts_offset: "20:0" },
        { timerange: "[20:0_21:0)", ts_offset: "20:1" },
        { timerange: "[-1:0_0:0)", ts_offset: "0:0" },
      ];
      const ids = ["SEG-061", "AMB-010"];
      for (const body of outside) {
        verifyEach(probe, ids, await post(probe, flow, { object_id: objectId, ...body }), 400);
      }
      await verifyTimeline(probe, ids, flow, {}, ["[0:0_10:0)"]);
      const inside = [
        { timerange: "[20:0_30:0)", ts_offset: "20:0" },
        { timerange: "[-5:0_-4:0)", ts_offset: "-9:0" },
        { timerange: "[15:0]", ts_offset: "10:0" },
      ];
      for (const body of inside) {
        const reply = await post(probe, flow, { object_id: objectId, ...body });
        verifyEach(probe, ["SEG-061", "TR-050", "TR-045"], reply, 201);
      }
      verifySame(probe, "SEG-061", (await segmentsOf(probe, flow)).length, 4, "The number of Segments");
      await verifyObjectRange(probe, ["SEG-061"], objectId, "[0:0_10:0)");
    },
  },
  {
    id: "segments-timing/reuse-object-timerange",
    title: "Reuse with another object_timerange is refused, and the Object keeps its own",
    area: "segments",
    behaviours: ["SEG-062", "SEG-062b", "AMB-038", "DM-053"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_10:0)" });
      const reuse = { object_id: objectId, timerange: "[20:0_30:0)", ts_offset: "20:0" };
      const other = await post(probe, flow, { ...reuse, object_timerange: "[0:0_11:0)" });
      probe.verifyStatus("SEG-062", other, 400);
      await verifyObjectRange(probe, ["SEG-062", "DM-053"], objectId, "[0:0_10:0)");
      const target = await probe.flow();
      const equal = await post(probe, target, { ...reuse, object_timerange: "[0:0_10:0)" });
      verifyEach(probe, ["SEG-062b", "AMB-038"], equal, 201, 400);
      const stored = equal.status === 201 ? ["[20:0_30:0)"] : [];
      await verifyTimeline(probe, ["SEG-062b", "AMB-038"], target, {}, stored);
    },
  },
];
