import { claim, claimStatus } from "../claims.ts";
import { at } from "../json.ts";
import { shown, verifyListed, verifySame } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import { ascending, sameRange } from "../ranges.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";
import { laid, post, segmentsOf, segmentsPath, timerangesOf, verifyTimeline } from "../timeline.ts";
import { MALFORMED, type Malformed, numbered } from "../vectors.ts";

const READS = ["GET_flows-flowId-segments", "GET_flows-flowId"];

/** Malformed texts by what is wrong with them. */
const WRONG: readonly { behaviours: readonly string[]; texts: readonly Malformed[] }[] = [
  { behaviours: ["TR-003", "TR-001", "TR-009"], texts: numbered(MALFORMED, 50, 54) },
  { behaviours: ["TR-001", "TR-009"], texts: numbered(MALFORMED, 55, 56) },
  { behaviours: ["TR-002", "TR-009"], texts: numbered(MALFORMED, 57, 59) },
  { behaviours: ["TR-003", "TR-001", "TR-009"], texts: numbered(MALFORMED, 60, 62) },
  { behaviours: ["TR-002", "TR-009"], texts: numbered(MALFORMED, 63, 63) },
  { behaviours: ["TR-002", "TR-007", "TR-009"], texts: numbered(MALFORMED, 64, 66) },
  // Without its last newline it is well-formed, which some languages' patterns let through.
  { behaviours: ["TR-007"], texts: numbered(MALFORMED, 67, 67) },
  { behaviours: ["TR-002", "TR-009"], texts: numbered(MALFORMED, 68, 70) },
];
const JUDGED = ["TR-001", "TR-002", "TR-003", "TR-007", "TR-009"];

/** Segments as they are posted, and as the decision has them written. */
const WRITTEN: readonly (readonly [posted: string, canonical: string])[] = [
  ["[-0:500000000_-0:0)", "[-0:500000000_0:0)"],
  ["0:0_1:0)", "[0:0_1:0)"],
  ["[1:0", "[1:0]"],
  ["[2:0_2:0]", "[2:0]"],
  ["[3:0_4:0", "[3:0_4:0]"],
  ["[5:0_6:0]", "[5:0_6:0]"],
];

/** Ranges with nothing in them. */
const EMPTY = ["[10:0_10:0)", "(10:0_10:0]", "(10:0_10:0)", "[10:0_5:0]", "[10:0_-10:0]"];

/** A range, and other ways to write it in a query. */
const ENCODED: readonly (readonly [text: string, queries: readonly string[]])[] = [
  ["[0:0_1:0)", ["[0:0_1:0)", "%5B0%3A0_1%3A0%29", "%5b0:0%5F1:0)", "[%30:0_1:0%29"]],
  ["(0:0_1:0]", ["(0:0_1:0]", "%280%3A0_1%3A0%5D", "%280:0%5f1:0%5d"]],
  ["-1:0_", ["-1:0_", "%2D1%3A0%5F"]],
];

function refused(
  name: string,
  title: string,
  operations: readonly string[],
  send: (probe: Probe, flow: MadeFlow, timerange: string) => Promise<readonly Reply[]>,
): ComplianceTest {
  return {
    id: `time-texts/refused-${name}`,
    title,
    area: "time",
    behaviours: JUDGED,
    operations,
    async run(probe) {
      const flow = await probe.flow();
      for (const { behaviours, texts } of WRONG) {
        for (const { text } of texts) {
          for (const reply of await send(probe, flow, text)) claimStatus(probe, behaviours, reply, 400);
        }
      }
    },
  };
}

export const timeTexts: readonly ComplianceTest[] = [
  refused(
    "segments",
    "The Segments of a Flow cannot be listed by a malformed timerange",
    ["GET_flows-flowId-segments", "HEAD_flows-flowId-segments"],
    async (probe, flow, timerange) => [
      await probe.get(segmentsPath(flow), { timerange }),
      await probe.head(segmentsPath(flow), { timerange }),
    ],
  ),
  refused(
    "flow",
    "A Flow cannot be read with a malformed timerange",
    ["GET_flows-flowId", "HEAD_flows-flowId"],
    async (probe, flow, timerange) => [
      await probe.get(flow.path, { timerange, include_timerange: true }),
      await probe.get(flow.path, { timerange }),
    ],
  ),
  refused(
    "flows",
    "Flows cannot be listed by a malformed timerange",
    ["GET_flows", "HEAD_flows"],
    async (probe, { sourceId }, timerange) => [await probe.get("/flows", { source_id: sourceId, timerange })],
  ),
  {
    id: "time-texts/refused-writes",
    title: "Segments can neither be added nor deleted at a malformed timerange",
    area: "time",
    behaviours: JUDGED,
    operations: ["POST_flows-flowId-segments", "DELETE_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[100:0_101:0)"]);
      const { objectId } = await probe.object(flow);
      for (const { behaviours, texts } of WRONG) {
        for (const { text } of texts) {
          const posted = await post(probe, flow, { object_id: objectId, timerange: text });
          claimStatus(probe, behaviours, posted, 400);
          const deleted = await probe.delete(segmentsPath(flow), { timerange: text });
          claimStatus(probe, behaviours, deleted, 400);
        }
      }
      await verifyTimeline(probe, JUDGED, flow, {}, ["[100:0_101:0)"]);
    },
  },
  {
    id: "time-texts/markers-of-nothing",
    title: "A marker beside a missing timestamp changes nothing",
    area: "time",
    behaviours: ["TR-022"],
    operations: READS,
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[0:0_1:0)", "[5:0]", "[9:0_10:0)", "[10:0]", "[11:0_12:0)"]);
      const upTo = ["[0:0_1:0)", "[5:0]", "[9:0_10:0)"];
      const from = ["[5:0]", "[9:0_10:0)", "[10:0]", "[11:0_12:0)"];
      for (const timerange of ["_10:0)", "[_10:0)", "(_10:0)"]) {
        await verifyTimeline(probe, "TR-022", flow, { timerange }, upTo);
      }
      for (const timerange of ["[5:0_", "[5:0_)", "[5:0_]"]) {
        await verifyTimeline(probe, "TR-022", flow, { timerange }, from);
      }
    },
  },
  {
    id: "time-texts/empty-ranges",
    title: "Every range with nothing in it is treated as ()",
    area: "time",
    behaviours: ["TR-029", "TR-030", "TR-031"],
    operations: [...READS, "GET_flows"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const vacant = await probe.flow({ source_id: flow.sourceId });
      await laid(probe, flow, ["[0:0_20:0)"]);
      for (const timerange of ["()", ...EMPTY]) {
        const emptiness = timerange.includes("5") || timerange.includes("-") ? "TR-030" : "TR-029";
        const listed = await probe.get(segmentsPath(flow), { timerange });
        if (timerange !== "()" && !probe.verifyStatus(emptiness, listed, 200)) continue;
        const what = `The Segments at ${timerange}`;
        verifySame(probe, "TR-031", listed.body, [], what, listed.exchange);
        const { body, exchange } = await probe.get(flow.path, { timerange, include_timerange: true });
        const span = at(body, "timerange");
        const isNever = sameRange(span, "()");
        probe.verify("TR-031", isNever, `The span at ${timerange} is (); it is ${shown(span)}.`, exchange);
        await verifyListed(probe, "TR-031", "/flows", { source_id: flow.sourceId, timerange }, [vacant.id]);
      }
    },
  },
  {
    id: "time-texts/encoding",
    title: "A timerange in a query is percent-decoded once, and means the same raw and encoded",
    area: "time",
    behaviours: ["TR-008"],
    operations: READS,
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[-1:0_0:0)", "[0:0]", "[0:1_1:0)", "[1:0]"]);
      for (const [timerange, queries] of ENCODED) {
        const wanted = timerangesOf(await segmentsOf(probe, flow, { timerange }));
        for (const query of queries) {
          const reply = await probe.get(segmentsPath(flow), `timerange=${query}&limit=100`);
          const whole = reply.headers.get("x-paging-nextkey") === null;
          if (!probe.verifyStatus("TR-008", reply, 200) || !whole) continue;
          const found = timerangesOf(Array.isArray(reply.body) ? reply.body : []);
          verifySame(probe, "TR-008", found, wanted, `What timerange=${query} finds`, reply.exchange);
        }
      }
      for (const query of ["%255B0:0_1:0)", "[0%253A0_1:0)"]) {
        const reply = await probe.get(segmentsPath(flow), `timerange=${query}`);
        probe.verifyStatus("TR-008", reply, 400);
      }
    },
  },
  {
    id: "time-texts/canonical",
    title: "Timeranges are written in one way, whatever way they came",
    area: "time",
    behaviours: ["TR-032", "TR-026", "TR-027"],
    operations: ["POST_flows-flowId-segments", ...READS],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const span = async () =>
        at((await probe.get(flow.path, { include_timerange: true })).body, "timerange");
      verifySame(probe, "TR-032", await span(), "()", "The timerange of an empty Flow");
      for (const [timerange] of WRITTEN) {
        const { objectId } = await probe.object(flow);
        const reply = await post(probe, flow, { object_id: objectId, timerange });
        claimStatus(probe, ["TR-026", "TR-027"], reply, 201);
      }
      const found = ascending(timerangesOf(await segmentsOf(probe, flow)));
      const canonical = WRITTEN.map(([, text]) => text);
      verifySame(probe, "TR-032", found, canonical, "The timeranges of the Segments");
      const isSame = canonical.every((text, index) => sameRange(found[index], text));
      claim(probe, ["TR-026", "TR-027"], isSame, `They mean ${shown(canonical)}; they are ${shown(found)}.`);
      verifySame(probe, "TR-032", await span(), "[-0:500000000_6:0]", "The timerange of the Flow");
    },
  },
];
