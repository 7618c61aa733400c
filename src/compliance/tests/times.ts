import { isDeepStrictEqual } from "node:util";
import { claim, claimStatus } from "../claims.ts";
import { at, listOf } from "../json.ts";
import { shown } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import { meaningOf, type Range, rangeOf, sameRange } from "../ranges.ts";
import type { ComplianceTest, Probe } from "../test.ts";
import { laid, segmentsOf, segmentsPath, timerangesOf } from "../timeline.ts";
import { numbered, overlaps, spanText, VALID, type Vector } from "../vectors.ts";

const READS = ["GET_flows-flowId-segments", "GET_flows-flowId"];
/** Segments that touch 0, 5 and 10 s from both sides. */
const AROUND = ["[-1:0_0:0)", "[0:0]", "[0:1_5:0)", "[5:0]", "[5:1_10:0)", "[10:0]", "[10:1_11:0)"];
const TOP = 281474976710655n;

interface Group {
  readonly name: string;
  readonly title: string;
  /** Each is judged by every vector, unless `only` has ids of its own for the vector. */
  readonly behaviours: readonly string[];
  readonly only?: Readonly<Record<string, readonly string[]>>;
  readonly vectors: readonly Vector[];
  readonly timeline: readonly string[];
}

const GROUPS: readonly Group[] = [
  {
    name: "markers",
    title: "Square markers include a bound and round ones exclude it",
    behaviours: ["TR-020", "TR-002", "TR-001"],
    vectors: numbered(VALID, 1, 4),
    timeline: AROUND,
  },
  {
    name: "unmarked",
    title: "A bound without a marker is included",
    behaviours: ["TR-026", "TRAP-001", "TR-002"],
    vectors: numbered(VALID, 5, 7),
    timeline: AROUND,
  },
  {
    name: "eternity",
    title: "An underscore alone is all of time, whatever the markers",
    behaviours: ["TR-023", "TR-002"],
    vectors: numbered(VALID, 8, 12),
    timeline: ["[-1000000:0_-999999:0)", "[0:0]", `[${TOP - 1n}:0_${TOP}:0)`],
  },
  {
    name: "never",
    title: "The range () has nothing in it",
    behaviours: ["TR-024", "TR-002"],
    vectors: numbered(VALID, 13, 13),
    timeline: ["[-1:0_0:0)", "[0:0]", "[0:1_5:0)"],
  },
  {
    name: "markers-alone",
    title: "Markers alone, or nothing at all, are the range with nothing in it",
    behaviours: ["TR-025"],
    vectors: numbered(VALID, 14, 17),
    timeline: ["[-1:0_0:0)", "[0:0]", "[0:1_5:0)"],
  },
  {
    name: "open",
    title: "A missing timestamp beside an underscore is infinitely far, and its marker means nothing",
    behaviours: ["TR-021", "TR-002"],
    only: { "TV-20": ["TR-021", "TR-022", "TR-002"], "TV-23": ["TR-021", "TR-022", "TR-002"] },
    vectors: numbered(VALID, 18, 23),
    timeline: AROUND,
  },
  {
    name: "instants",
    title: "One timestamp without an underscore is an instant, with square markers or none",
    behaviours: ["TR-027", "TR-002"],
    vectors: numbered(VALID, 24, 28),
    timeline: AROUND,
  },
  {
    name: "excluded-instants",
    title: "One timestamp with a round marker is empty or an instant",
    behaviours: ["TR-028", "AMB-003"],
    vectors: numbered(VALID, 29, 31),
    timeline: AROUND,
  },
  {
    name: "empty",
    title: "A range that excludes its only instant, or ends before it starts, is empty",
    behaviours: ["TR-029"],
    only: { "TV-34": ["TR-030"] },
    vectors: numbered(VALID, 32, 34),
    timeline: AROUND,
  },
  {
    name: "negative",
    title: "A minus covers seconds and nanoseconds, also where the seconds are zero",
    behaviours: ["TR-005", "TR-001", "TR-002"],
    only: {
      "TV-36": ["TR-005", "TRAP-003", "TR-001"],
      "TV-37": ["TR-005", "TRAP-003"],
    },
    vectors: numbered(VALID, 35, 38),
    timeline: [
      ...["[-20:0_-10:0)", "[-10:0]", "[-7:0_-5:0)", "[-5:0]", "[-4:0_-1:500000000)", "[-1:500000000]"],
      ...["[-1:400000000_-0:600000000)", "[-0:500000000]", "[-0:400000000_-0:1)", "[0:0]", "[0:1_1:0)"],
      "[1:0]",
    ],
  },
  {
    name: "nanoseconds",
    title: "The second part of a timestamp counts nanoseconds and is no decimal fraction",
    behaviours: ["TR-004"],
    vectors: [...numbered(VALID, 39, 39), ...numbered(VALID, 42, 42), vector("[0:7]"), vector("[0:30_0:40]")],
    timeline: ["[0:0]", "[0:1]", "[0:2]", "[0:5_0:10)", "[0:35]", "[0:350000000]", "[0:999999999]", "[1:0]"],
  },
  {
    name: "large",
    title: "Seconds of 48 bits are kept and compared to the nanosecond",
    behaviours: ["TR-006", "TRAP-004"],
    vectors: [
      ...numbered(VALID, 40, 41),
      vector(`[${TOP}:999999998]`),
      vector(`(${TOP}:999999998_`),
      vector(`_${TOP - 1n}:999999999)`),
      vector("[1694429247:999999999_1694429248:0)"),
    ],
    timeline: [
      ...["[1694429246:0_1694429247:0)", "[1694429247:0]", "[1694429247:999999999_1694429248:0)"],
      ...["[1694429248:0]", `[${TOP - 1n}:999999998]`, `[${TOP - 1n}:999999999]`, `[${TOP}:0]`],
      ...[`[${TOP}:999999997_${TOP}:999999998)`, `[${TOP}:999999998_${TOP}:999999999)`, `[${TOP}:999999999]`],
    ],
  },
  {
    name: "dense",
    title:
      "Time is dense: between two nanoseconds there is something, and an instant is not lost between ranges",
    behaviours: ["TR-047", "TRAP-005"],
    vectors: [vector("(1:0_1:1)"), vector("[2:0]"), vector("(2:0_2:1)"), vector("(1:999999999_2:0)")],
    timeline: ["[1:0_2:0)", "[2:0]", "[2:1_3:0)"],
  },
];

/** A vector of no number, which every server reads in one way. */
function vector(text: string): Vector {
  const range = rangeOf(text) ?? "never";
  return { id: text, text, canonical: text, range, readings: [range] };
}

/** Verifies what a vector finds among Segments, and which span of them the Flow then has. */
async function verifyVector(
  probe: Probe,
  behaviours: readonly string[],
  flow: MadeFlow,
  timeline: readonly string[],
  { text, readings }: Vector,
) {
  const keeps = (range: Range) => timeline.filter((segment) => overlaps(range, rangeOf(segment) ?? "never"));
  const wanted = readings.map(keeps);
  const listed = await probe.get(segmentsPath(flow), { timerange: text });
  if (!claimStatus(probe, behaviours, listed, 200)) return;
  const isWhole = listed.headers.get("x-paging-nextkey") === null;
  const found = timerangesOf(
    isWhole ? listOf(listed.body) : await segmentsOf(probe, flow, { timerange: text }),
  );
  const meanings = (list: readonly string[]) => list.map((range) => meaningOf(range) ?? range).toSorted();
  const holds = wanted.some((list) => isDeepStrictEqual(meanings(found), meanings(list)));
  const either = wanted.map(shown).join(" or ");
  const what = `timerange=${shown(text)} finds the Segments ${either}; it finds ${shown(found)}.`;
  claim(probe, behaviours, holds, what, listed.exchange);
  const read = await probe.get(flow.path, { include_timerange: true, timerange: text });
  if (!claimStatus(probe, behaviours, read, 200)) return;
  const span = at(read.body, "timerange");
  const spans = wanted.map(spanText);
  const isSpan = spans.some((one) => sameRange(span, one));
  const sentence = `The span of the Segments in ${shown(text)} is ${spans.join(" or ")}; it is ${shown(span)}.`;
  claim(probe, behaviours, isSpan, sentence, read.exchange);
}

function testOf({ name, title, behaviours, only = {}, vectors, timeline }: Group): ComplianceTest {
  return {
    id: `times/${name}`,
    title,
    area: "time",
    behaviours: [...new Set([...behaviours, ...Object.values(only).flat()])],
    operations: READS,
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, timeline);
      for (const item of vectors) {
        await verifyVector(probe, only[item.id] ?? behaviours, flow, timeline, item);
      }
    },
  };
}

/** What the vectors of `timeranges.json` find among Segments laid around their bounds. */
export const times: readonly ComplianceTest[] = GROUPS.map(testOf);
