import { at, textOf } from "../json.ts";
import { everyItem, idsOf, shown, verifyListed, verifyRange, verifySame } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import { sameRange } from "../ranges.ts";
import type { ComplianceTest, Probe } from "../test.ts";

const LIST = "/flows";
const BAD_TIMERANGES = ["abc", "[0:0-1:0)", "[0:0_1:0)[", "[0:1000000000_2:0)", "[0.5_1:0)", "[00:0_1:0)"];

/** Flows of one Source: one with a gap between its Segments, one with a Segment in the gap, one empty. */
async function threeFlows(probe: Probe) {
  const gapped = await probe.flow();
  const inside = await probe.flow({ source_id: gapped.sourceId });
  const empty = await probe.flow({ source_id: gapped.sourceId });
  await probe.segment(gapped, { timerange: "[0:0_1:0)" });
  await probe.segment(gapped, { timerange: "[9:0_10:0)" });
  await probe.segment(inside, { timerange: "[4:0_5:0)" });
  return { gapped, inside, empty, source_id: gapped.sourceId };
}

const spanOf = async (probe: Probe, flow: MadeFlow, timerange?: string) => {
  const reply = await probe.get(flow.path, { include_timerange: true, timerange });
  return at(reply.body, "timerange");
};

export const flowsTimeranges: readonly ComplianceTest[] = [
  {
    id: "flows-timeranges/list",
    title: "The timerange filter finds Flows with a Segment that overlaps it",
    area: "flows",
    behaviours: ["FLW-002", "FLW-003", "FLW-004", "FLW-005", "FLW-005b", "FLW-015", "AMB-004", "AMB-005"],
    operations: ["GET_flows"],
    needs: ["upload"],
    async run(probe) {
      const { gapped, inside, empty, source_id } = await threeFlows(probe);
      const keeps = (
        behaviours: string | readonly string[],
        timerange: string | undefined,
        ...flows: MadeFlow[]
      ) =>
        verifyListed(
          probe,
          behaviours,
          LIST,
          { source_id, timerange },
          flows.map(({ id }) => id),
        );
      await keeps("FLW-002", "[0:500000000_0:600000000)", gapped);
      await keeps("FLW-002", "[0:0_1:0)", gapped);
      await keeps("FLW-002", "_0:0", gapped);
      await keeps("FLW-002", "9:999999999_", gapped);
      await keeps("FLW-002", "[9:500000000]", gapped);
      await keeps("FLW-002", "(0:0_20:0)", gapped, inside);
      await keeps("FLW-002", "[10:0_20:0)");
      await keeps("FLW-002", "[1:0_2:0)");
      await keeps("FLW-002", "_0:0)");
      await keeps("FLW-004", "()", empty);
      await keeps(["FLW-005", "AMB-004"], undefined, gapped, inside, empty);
      await verifyEither(
        probe,
        ["FLW-003", "AMB-005"],
        { source_id, timerange: "[4:0_5:0)" },
        [inside],
        [gapped],
      );
      await verifyEither(
        probe,
        ["FLW-005b", "AMB-004"],
        { source_id, timerange: "_" },
        [gapped, inside],
        [empty],
      );
      const { body } = await probe.get(LIST, { source_id, timerange: "[0:0_1:0)" });
      verifySame(probe, "FLW-015", at(body, 0, "timerange"), undefined, "`timerange` of an item of the list");
    },
  },
  {
    id: "flows-timeranges/span",
    title: "The timerange of a Flow is the span of its Segments, shown only when asked for",
    area: "flows",
    behaviours: ["FLW-021", "FLW-022", "FLW-023", "FLW-024", "AMB-006"],
    operations: ["GET_flows-flowId"],
    needs: ["upload"],
    async run(probe) {
      const { gapped, inside, empty } = await threeFlows(probe);
      for (const query of [undefined, { include_timerange: false }, { timerange: "[0:0_1:0)" }]) {
        const { body } = await probe.get(gapped.path, query);
        const what = `\`timerange\` with ${shown(query)}, not asked for,`;
        verifySame(probe, "FLW-021", at(body, "timerange"), undefined, what);
      }
      verifyRange(
        probe,
        ["FLW-021", "FLW-022"],
        await spanOf(probe, gapped),
        "[0:0_10:0)",
        "The span, gap included,",
      );
      verifyRange(probe, "FLW-022", await spanOf(probe, inside), "[4:0_5:0)", "The span of one Segment");
      verifyRange(probe, "FLW-022", await spanOf(probe, empty), "()", "The span of no Segments");
      const spans = [
        ["[0:0_1:0)", "[0:0_1:0)"],
        ["[0:0_10:0)", "[0:0_10:0)"],
        ["_", "[0:0_10:0)"],
      ] as const;
      for (const [asked, span] of spans) {
        const what = `The span of the Segments that overlap ${asked}`;
        verifyRange(probe, ["FLW-023", "AMB-006"], await spanOf(probe, gapped, asked), span, what);
      }
      await verifyUnaligned(probe, gapped);
      for (const nothing of ["[20:0_30:0)", "[10:0_11:0)", "[4:0_5:0)", "()"]) {
        const what = `The span of the Segments that overlap ${nothing}, none,`;
        verifyRange(probe, "FLW-024", await spanOf(probe, gapped, nothing), "()", what);
      }
      await probe.remove(`${gapped.path}/segments`, { timerange: "[9:0_10:0)" });
      const shrunk = await spanOf(probe, gapped);
      verifyRange(probe, "FLW-022", shrunk, "[0:0_1:0)", "The span after its last Segment is gone");
    },
  },
  {
    id: "flows-timeranges/malformed",
    title: "A malformed timerange is refused on a Flow, asked for or not",
    area: "flows",
    behaviours: ["FLW-025"],
    operations: ["GET_flows-flowId", "HEAD_flows-flowId"],
    async run(probe) {
      const { path: place } = await probe.flow();
      for (const timerange of BAD_TIMERANGES) {
        probe.verifyStatus("FLW-025", await probe.get(place, { timerange }), 400);
        probe.verifyStatus("FLW-025", await probe.head(place, { timerange }), 400);
        for (const include_timerange of [true, false]) {
          probe.verifyStatus("FLW-025", await probe.get(place, { timerange, include_timerange }), 400);
        }
      }
    },
  },
  {
    id: "flows-timeranges/segments-updated",
    title: "segments_updated appears with the first Segment",
    area: "flows",
    behaviours: ["FLW-028"],
    operations: ["GET_flows-flowId"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const read = async () => at((await probe.get(flow.path)).body, "segments_updated");
      verifySame(probe, "FLW-028", await read(), undefined, "`segments_updated` before any Segment");
      const object = await probe.object(flow);
      verifySame(probe, "FLW-028", await read(), undefined, "`segments_updated` after an upload alone");
      await probe.segment(flow, { object_id: object.objectId });
      const after = textOf(await read());
      probe.verify(
        "FLW-028",
        Date.parse(after) > 0,
        `\`segments_updated\` is a date and time; it is ${shown(after)}.`,
      );
    },
  },
];

/** Verifies a listing that has `wanted`, and may have `tolerated`, which another reading adds, but not in part. */
async function verifyEither(
  probe: Probe,
  behaviours: readonly string[],
  filters: Record<string, string>,
  wanted: readonly MadeFlow[],
  tolerated: readonly MadeFlow[],
): Promise<void> {
  const found = JSON.stringify(idsOf(await everyItem(probe, LIST, filters)).toSorted());
  const ids = (flows: readonly MadeFlow[]) => flows.map(({ id }) => id).toSorted();
  const accepted = [ids(wanted), ids([...wanted, ...tolerated])].map((list) => JSON.stringify(list));
  for (const id of behaviours) {
    const sentence = `${LIST} with ${shown(filters)} lists ${accepted.join(", or ")}; it lists ${found}.`;
    probe.verify(id, accepted.includes(found), sentence);
  }
}

/** A parameter that cuts into Segments: whole Segments count, or the cut on the other reading. */
async function verifyUnaligned(probe: Probe, flow: MadeFlow): Promise<void> {
  const cases = [
    ["[0:500000000_0:600000000)", "[0:0_1:0)"],
    ["[0:500000000_9:500000000)", "[0:0_10:0)"],
  ] as const;
  for (const [timerange, whole] of cases) {
    const found = await spanOf(probe, flow, timerange);
    for (const id of ["FLW-023", "AMB-006"]) {
      const sentence = `With ${timerange} the span is ${whole}, or that cut to the parameter; it is ${shown(found)}.`;
      probe.verify(id, sameRange(found, whole) || sameRange(found, timerange), sentence);
    }
  }
}
