import { isDeepStrictEqual } from "node:util";
import { at, listOf, textOf } from "./json.ts";
import { everyItem, type Filters, shown } from "./listing.ts";
import type { MadeObject, MadeSegment } from "./makers.ts";
import { meaningOf } from "./ranges.ts";
import { type Probe, path, type Reply } from "./test.ts";

type Named = { readonly id: string };
type Document = Readonly<Record<string, unknown>>;

const ESSENCE = { frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25, denominator: 1 } };

/** The path of a Flow's Segments. */
export function segmentsPath(flow: Named): string {
  return path`/flows/${flow.id}/segments`;
}

/** The path of an Object. */
export function objectPath(object: { readonly objectId: string }): string {
  return path`/objects/${object.objectId}`;
}

/** Sends a Segment, or an array of them, whatever the server makes of it. */
export function post(probe: Probe, flow: Named, body: unknown): Promise<Reply> {
  return probe.post(segmentsPath(flow), body);
}

/** Registers one Segment for each timerange, in the given order, each with an Object of its own. Throws Unmade. */
export async function laid(probe: Probe, flow: Named, timeranges: readonly string[]): Promise<MadeSegment[]> {
  const segments: MadeSegment[] = [];
  for (const timerange of timeranges) segments.push(await probe.segment(flow, { timerange }));
  return segments;
}

/** A new Object on a Flow that is known by one Segment, `[0:0_1:0)` unless `body` has other. Throws Unmade. */
export async function registered(
  probe: Probe,
  flow: Named,
  body: Document = {},
): Promise<MadeObject & { segment: MadeSegment }> {
  const object = await probe.object(flow);
  const segment = await probe.segment(flow, { ...body, object_id: object.objectId });
  return { ...object, segment };
}

/** Every Segment of a Flow that the filters leave, all pages of it. Throws Unmade when a page is refused. */
export function segmentsOf(probe: Probe, flow: Named, filters: Filters = {}): Promise<unknown[]> {
  return everyItem(probe, segmentsPath(flow), filters);
}

/** The timeranges of Segments, in their order. */
export function timerangesOf(segments: readonly unknown[]): string[] {
  return segments.map((segment) => textOf(at(segment, "timerange")));
}

/** Verifies that a Flow's Segments, as filtered, have exactly these timeranges by meaning, in any order. */
export const verifyTimeline = timelineBy(verifyRanges);

/** The same, in this order. */
export const verifyTimelineOrder = timelineBy(verifyRangeOrder);

function timelineBy(verify: typeof verifyRanges) {
  return async (
    probe: Probe,
    behaviours: string | readonly string[],
    flow: Named,
    filters: Filters,
    wanted: readonly string[],
  ): Promise<boolean> => {
    const found = timerangesOf(await segmentsOf(probe, flow, filters));
    return verify(probe, behaviours, found, wanted, `The Segments with ${shown(filters)}`);
  };
}

/** Verifies that timeranges are the wanted ones by meaning, each once, in any order; `what` begins the sentence. */
export function verifyRanges(
  probe: Probe,
  behaviours: string | readonly string[],
  found: readonly string[],
  wanted: readonly string[],
  what: string,
  exchange?: Reply["exchange"],
): boolean {
  // What is no timerange equals none, and is compared as it is.
  const sorted = (ranges: readonly string[]) => ranges.map((range) => meaningOf(range) ?? range).toSorted();
  const holds = isDeepStrictEqual(sorted(found), sorted(wanted));
  return claimed(probe, behaviours, holds, `${what} are ${shown(wanted)}`, found, exchange);
}

/** The same, in this order. */
function verifyRangeOrder(
  probe: Probe,
  behaviours: string | readonly string[],
  found: readonly string[],
  wanted: readonly string[],
  what: string,
  exchange?: Reply["exchange"],
): boolean {
  const holds = isDeepStrictEqual(found.map(meaningOf), wanted.map(meaningOf));
  return claimed(probe, behaviours, holds, `${what} are ${shown(wanted)} in this order`, found, exchange);
}

function claimed(
  probe: Probe,
  behaviours: string | readonly string[],
  holds: boolean,
  claim: string,
  found: readonly string[],
  exchange: Reply["exchange"] | undefined,
): boolean {
  const instead = holds ? "" : `; they are ${shown(found)}`;
  for (const behaviour of [behaviours].flat())
    probe.verify(behaviour, holds, `${claim}${instead}.`, exchange);
  return holds;
}

/** The one Segment of a Flow with this timerange, as a listing with these parameters shows it; undefined without it. */
export async function segmentAt(
  probe: Probe,
  flow: Named,
  timerange: string,
  filters: Filters = {},
): Promise<unknown> {
  const segments = await segmentsOf(probe, flow, filters);
  return segments.find((segment) => meaningOf(at(segment, "timerange")) === meaningOf(timerange));
}

/** The entries of `get_urls` of a Segment, an Object or an `init_object`; none where the key is left out. */
export function urlsOf(value: unknown): readonly unknown[] {
  return listOf(at(value, "get_urls"));
}

/** A Flow whose Objects need init Objects (8.2). Throws Unmade. */
export function initFlow(probe: Probe, overrides: Document = {}) {
  return probe.flow({ essence_parameters: { ...ESSENCE, init_segments: true }, ...overrides });
}
