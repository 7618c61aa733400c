import { setTimeout as sleep } from "node:timers/promises";
import { at, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { apiPath, type MadeFlow } from "../makers.ts";
import { rangeOf } from "../ranges.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";
import { laid, objectPath, registered, segmentsOf, segmentsPath, verifyTimeline } from "../timeline.ts";
import { watch } from "../watching.ts";

const DELETE = ["DELETE_flows-flowId-segments"];
/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;
const GONE_MS = 15_000;
/** How long an event that should not come is waited for. */
const SILENCE_MS = 500;

/** What a DELETE by timerange leaves of Segments, by containment. */
const LEFT: readonly {
  readonly segments: readonly string[];
  readonly timerange: string;
  readonly ids: readonly string[];
  readonly left: readonly string[];
}[] = [
  {
    segments: ["[0:0_1:0)", "[1:0_2:0)", "[2:0_3:0)"],
    timerange: "[1:0_2:0)",
    ids: ["SEG-100", "TR-051", "TRAP-006"],
    left: ["[0:0_1:0)", "[2:0_3:0)"],
  },
  {
    segments: ["[0:0_1:0)", "[1:0_2:0)", "[2:0_3:0)"],
    timerange: "[0:500000000_2:500000000)",
    ids: ["SEG-100", "TR-051", "TRAP-006"],
    left: ["[0:0_1:0)", "[2:0_3:0)"],
  },
  { segments: ["[0:0_10:0]"], timerange: "[0:0_10:0)", ids: ["SEG-106", "TR-045"], left: ["[0:0_10:0]"] },
  { segments: ["[0:0_10:0]"], timerange: "[0:0_10:0]", ids: ["SEG-106", "SEG-100"], left: [] },
  { segments: ["[0:0_10:0)"], timerange: "(0:0_10:0)", ids: ["TR-045", "SEG-106"], left: ["[0:0_10:0)"] },
  {
    segments: ["[0:0_10:0)"],
    timerange: "[0:0_9:999999999]",
    ids: ["SEG-100", "TRAP-006"],
    left: ["[0:0_10:0)"],
  },
  { segments: ["[4:0_5:0)"], timerange: "_5:0)", ids: ["TR-046", "SEG-112"], left: [] },
  { segments: ["[4:0_5:0]"], timerange: "_5:0)", ids: ["TR-046", "SEG-106"], left: ["[4:0_5:0]"] },
  {
    segments: ["[-9:0_-8:0)", "[0:0_1:0)", "[4:0_6:0)", "[7:0_8:0)"],
    timerange: "_5:0)",
    ids: ["SEG-112"],
    left: ["[4:0_6:0)", "[7:0_8:0)"],
  },
  {
    segments: ["[0:0_1:0)", "[4:0_6:0)", "[7:0_8:0)"],
    timerange: "[4:0_",
    ids: ["SEG-100"],
    left: ["[0:0_1:0)"],
  },
  { segments: ["[2:0]", "[1:0_2:0)"], timerange: "[2:0]", ids: ["SEG-100", "SEG-106"], left: ["[1:0_2:0)"] },
  { segments: ["[0:0_1:0)", "[3:0_4:0)"], timerange: "_", ids: ["SEG-100"], left: [] },
];

/** Deletes Segments and waits until that is done. */
function removed(probe: Probe, flow: MadeFlow, query: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return probe.remove(segmentsPath(flow), query);
}

/** Whether the Object gives 404, now or soon. */
async function verifyGone(probe: Probe, behaviours: readonly string[], objectId: string) {
  const gone = await probe.eventually(
    async () => (await probe.get(objectPath({ objectId }))).status === 404,
    GONE_MS,
  );
  for (const id of behaviours) {
    probe.verify(id, gone === true, "An Object without Segments and dependants gives 404.");
  }
}

export const segmentsDelete: readonly ComplianceTest[] = [
  {
    id: "segments-delete/containment",
    title: "A DELETE removes exactly the Segments that its timerange holds whole, with bounds honoured",
    area: "segments",
    behaviours: ["SEG-100", "SEG-106", "SEG-112", "TR-045", "TR-046", "TR-051", "TRAP-006"],
    operations: DELETE,
    async run(probe) {
      for (const { segments, timerange, ids, left } of LEFT) {
        const flow = await probe.flow();
        await laid(probe, flow, segments);
        const reply = await removed(probe, flow, { timerange });
        for (const id of ids) probe.verifyStatus(id, reply, 204, 202);
        await verifyTimeline(probe, ids, flow, {}, left);
      }
    },
  },
  {
    id: "segments-delete/object",
    title: "object_id narrows a DELETE, with a timerange and without",
    area: "segments",
    behaviours: ["SEG-101"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)" });
      for (const second of [2, 4]) {
        const timerange = `[${second}:0_${second + 1}:0)`;
        await probe.segment(flow, { object_id: objectId, timerange, ts_offset: `${second}:0` });
      }
      await probe.segment(flow, { timerange: "[3:0_4:0)" });
      await removed(probe, flow, { object_id: objectId, timerange: "[3:0_5:0)" });
      await verifyTimeline(probe, "SEG-101", flow, {}, ["[0:0_1:0)", "[2:0_3:0)", "[3:0_4:0)"]);
      await removed(probe, flow, { object_id: probe.fresh.objectId() });
      await verifyTimeline(probe, "SEG-101", flow, {}, ["[0:0_1:0)", "[2:0_3:0)", "[3:0_4:0)"]);
      await removed(probe, flow, { object_id: objectId });
      await verifyTimeline(probe, "SEG-101", flow, {}, ["[3:0_4:0)"]);
    },
  },
  {
    id: "segments-delete/all",
    title: "A DELETE without parameters removes all Segments of that Flow and keeps the Flow",
    area: "segments",
    behaviours: ["SEG-102", "SEG-103", "SEG-103b"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow({ source_id: flow.sourceId });
      await laid(probe, flow, ["[-1:0_1:0)", "[5:0]"]);
      await laid(probe, other, ["[0:0_1:0)"]);
      const reply = await removed(probe, flow);
      await verifyAnswer(probe, reply);
      await verifyTimeline(probe, "SEG-102", flow, {}, []);
      await verifyTimeline(probe, "SEG-102", other, {}, ["[0:0_1:0)"]);
      probe.verifyStatus("SEG-102", await probe.get(flow.path), 200);
      const nothing = await removed(probe, flow, { timerange: "[90:0_91:0)" });
      await verifyAnswer(probe, nothing);
      probe.verifyStatus("SEG-103b", nothing, 204);
    },
  },
  {
    id: "segments-delete/refused",
    title: "A malformed timerange gives 400, a read-only Flow 403 and an unknown one 404",
    area: "segments",
    behaviours: ["SEG-104", "TRAP-007"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      for (const timerange of ["abc", "[0:0-1:0)", "[0:0_1:1000000000)"]) {
        probe.verifyStatus("SEG-104", await probe.delete(segmentsPath(flow), { timerange }), 400);
      }
      await verifyTimeline(probe, "SEG-104", flow, {}, ["[0:0_1:0)"]);
      await probe.put(`${flow.path}/read_only`, true);
      probe.verifyStatus("SEG-104", await probe.delete(segmentsPath(flow)), 403);
      probe.verifyStatus("SEG-104", await probe.delete(segmentsPath(flow), { timerange: "[5:0_6:0)" }), 403);
      await verifyTimeline(probe, "SEG-104", flow, {}, ["[0:0_1:0)"]);
      const unknown = await probe.delete(segmentsPath({ id: probe.fresh.uuid() }));
      for (const id of ["SEG-104", "TRAP-007"]) probe.verifyStatus(id, unknown, 404);
      probe.verifyStatus("SEG-104", await probe.delete(segmentsPath({ id: "x" })), 404);
    },
  },
  {
    id: "segments-delete/never",
    title: "A DELETE of the timerange () deletes nothing",
    area: "segments",
    behaviours: ["SEG-105"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      const segments = ["[0:0_1:0)", "[2:0]"];
      await laid(probe, flow, segments);
      probe.verifyStatus("SEG-105", await removed(probe, flow, { timerange: "()" }), 204);
      await verifyTimeline(probe, "SEG-105", flow, {}, segments);
    },
  },
  {
    id: "segments-delete/objects",
    title: "Objects go with their last Segment and stay as long as any Segment uses them",
    area: "segments",
    behaviours: ["SEG-107", "SEG-108", "DM-058", "AMB-062"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)" });
      await probe.segment(flow, { object_id: objectId, timerange: "[2:0_3:0)", ts_offset: "2:0" });
      await probe.segment(other, { object_id: objectId, timerange: "[0:0_1:0)" });
      const label = probe.fresh.text();
      await probe.post(`${objectPath({ objectId })}/instances`, { url: "https://example.com/copy", label });
      await removed(probe, flow, { timerange: "[0:0_1:0)" });
      const used = await probe.get(objectPath({ objectId }));
      for (const id of ["SEG-108", "DM-058"]) probe.verifyStatus(id, used, 200);
      verifySame(probe, "SEG-108", (await segmentsOf(probe, flow)).length, 1, "The number of Segments left");
      await removed(probe, flow);
      const elsewhere = await probe.get(objectPath({ objectId }));
      for (const id of ["SEG-108", "DM-058"]) probe.verifyStatus(id, elsewhere, 200);
      await verifyTimeline(probe, "SEG-108", other, {}, ["[0:0_1:0)"]);
      await removed(probe, other);
      await verifyGone(probe, ["SEG-107", "DM-058", "AMB-062"], objectId);
    },
  },
  {
    id: "segments-delete/timestamps",
    title: "Deleting Segments moves segments_updated of the Flow",
    area: "segments",
    behaviours: ["SEG-109"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[0:0_1:0)", "[1:0_2:0)"]);
      const before = Date.parse(textOf(at((await probe.get(flow.path)).body, "segments_updated")));
      await sleep(TICK_MS);
      await removed(probe, flow, { timerange: "[0:0_1:0)" });
      const after = Date.parse(textOf(at((await probe.get(flow.path)).body, "segments_updated")));
      probe.verify("SEG-109", after > before, `segments_updated moves; it went from ${before} to ${after}.`);
    },
  },
  {
    id: "segments-delete/event",
    title: "flows/segments_deleted tells of the Segments that were deleted, and of none when nothing was",
    area: "segments",
    behaviours: ["SEG-110", "SEG-105"],
    operations: DELETE,
    needs: ["webhooks"],
    async run(probe) {
      const flow = await probe.flow();
      const events = await watch(probe, ["flows/segments_deleted"], flow.sourceId);
      await laid(probe, flow, ["[0:0_1:0)", "[5:0_6:0)", "[9:0_11:0)"]);
      await removed(probe, flow, { timerange: "()" });
      await removed(probe, flow, { timerange: "[-10:0_10:0)" });
      const first = await events.arrival("flows/segments_deleted");
      probe.require("SEG-110", first !== undefined, "flows/segments_deleted is sent.");
      await sleep(SILENCE_MS);
      const told = events.seen("flows/segments_deleted");
      for (const event of told) {
        verifySame(probe, "SEG-110", at(event, "flow_id"), flow.id, "`flow_id` of the event");
        const timerange = at(event, "timerange");
        const fits = isWithin(textOf(timerange), 0n, 6n);
        probe.verify(
          "SEG-110",
          fits,
          `The timerange lies in what was deleted, [0:0_6:0); it is ${shown(timerange)}.`,
        );
        probe.verify("SEG-105", fits, "The DELETE of () brings no event.");
      }
    },
  },
];

/** Done in time, or by a Deletion Request that keeps the Flow. */
async function verifyAnswer(probe: Probe, reply: Reply) {
  probe.verifyStatus("SEG-103", reply, 204, 202);
  if (reply.status !== 202) return;
  const location = reply.headers.get("location");
  probe.require("SEG-103", location !== null, "A 202 has a Location.", reply.exchange);
  const request = await probe.get(apiPath(probe.server.url, location ?? ""));
  verifySame(
    probe,
    "SEG-103",
    at(request.body, "delete_flow"),
    false,
    "`delete_flow` of the Deletion Request",
  );
}

/** Whether a timerange is bounded by these seconds. */
function isWithin(timerange: string, from: bigint, to: bigint): boolean {
  const range = rangeOf(timerange);
  if (range === undefined || range === "never") return false;
  const { start, end } = range;
  const second = 1_000_000_000n;
  return start !== undefined && end !== undefined && start.at >= from * second && end.at <= to * second;
}
