import type { Principal, Schemas } from "../contract/operations.ts";
import { invalid, StoreError, summaryOf } from "../errors.ts";
import { insert, update } from "../storage/changes.ts";
import type { Change, Outcome, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import {
  formatTimeRange,
  isBounded,
  isEmpty,
  lengthSeconds,
  parseTimeRange,
  shift,
  span,
  startsExclusive,
  type TimeRange,
} from "../time/timerange.ts";
import { negateTimestamp, parseTimestamp } from "../time/timestamp.ts";
import type { App } from "./app.ts";
import { flowRowFor, heldObjects } from "./flow-access.ts";
import { extentRange, noExtent } from "./flow-document.ts";
import { mustBeWritable } from "./flow-rules.ts";
import { ObjectLedger } from "./segment-objects.ts";
import { loadTimeline, type Timeline } from "./segment-timeline.ts";
import { keyOf } from "./transaction.ts";

export type SegmentBody = Schemas["flow-segment-post"];
/** A Segment that was refused, and why (`flow-segment-bulk-failure.json`). */
export type RefusedSegment = Schemas["flow-segment-bulk-failure"]["failed_segments"][number];
type Placed = { readonly body: SegmentBody; readonly range: TimeRange };

/**
 * Registers Segments in the order given and returns those that were refused; the others are stored, all in one
 * write (SEG-030 to SEG-093). Objects that are new, or that some Flow uses which the caller may read, are all he may
 * name (AUTH-056, AUTH-057). Throws notFound, forbidden, or invalid where the whole request is at fault.
 */
export async function registerSegments(
  app: App,
  principal: Principal,
  flowId: string,
  bodies: readonly SegmentBody[],
): Promise<RefusedSegment[]> {
  if (bodies.length > app.settings.listMax) {
    throw invalid(
      `At most ${app.settings.listMax} Segments may be registered at once, not ${bodies.length}.`,
    );
  }
  const objects = new Set(
    bodies.flatMap((body) => [
      body.object_id,
      ...(body.init_object_id === undefined ? [] : [body.init_object_id]),
    ]),
  );
  const keys = [keyOf("flow", flowId), ...[...objects].map((id) => keyOf("object", id))];
  return app.engine.write(keys, async (view) => {
    const flow = await flowRowFor(view, principal, "write", flowId);
    mustBeWritable(flow);
    if (!hasContainer(flow))
      throw invalid(`Flow ${flowId} has no container, so it takes no Segments.`, "container");
    return register(app, principal, view, { flow, bodies, objectIds: [...objects] });
  });
}

/** As `registerSegments`, for a single Segment, whose refusal is the request's (SEG-031). */
export async function registerSegment(
  app: App,
  principal: Principal,
  flowId: string,
  body: SegmentBody,
): Promise<void> {
  const [refused] = await registerSegments(app, principal, flowId, [body]);
  if (refused !== undefined) throw invalid(refused.error?.summary ?? "The Segment was refused.");
}

/** A `container` is what says that a Flow may have Segments (DM-060). */
function hasContainer(flow: Row<"flows">): boolean {
  // The document was made by `flowRow`.
  return (JSON.parse(flow.doc) as { container?: string }).container !== undefined;
}

interface Registration {
  readonly flow: Row<"flows">;
  readonly bodies: readonly SegmentBody[];
  /** The Objects that the bodies name. */
  readonly objectIds: readonly string[];
}

async function register(
  app: App,
  principal: Principal,
  view: View,
  { flow, bodies, objectIds }: Registration,
): Promise<Outcome<RefusedSegment[]>> {
  const now = app.now().toISOString();
  const extent = (await view.get("flow_extents", { flow_id: flow.id })) ?? noExtent(flow.id);
  const stored =
    objectIds.length === 0 ? [] : await view.select("objects", { where: [{ column: "id", in: objectIds }] });
  const ledger = new ObjectLedger(app, principal, flow, {
    stored,
    hidden: await hiddenOf(view, principal, stored),
    now,
  });
  const wanted = bodies.map((body) => ({ body, range: attempt(() => segmentRange(body)) }));
  const ranges = wanted.flatMap(({ range }) => (range instanceof StoreError ? [] : [range]));
  const timeline = await loadTimeline(view, flow.id, ranges, extent.longest);
  const refused: RefusedSegment[] = [];
  const placed: Placed[] = [];
  for (const { body, range } of wanted) {
    const done =
      range instanceof StoreError ? range : attempt(() => place(timeline, ledger, { body, range }));
    if (done instanceof StoreError) refused.push(refusal(body, done, now));
    else placed.push(done);
  }
  if (placed.length === 0) return { result: refused, changes: [] };
  const changes: Change[] = [
    ...insert(
      "segments",
      placed.map((segment) => segmentRow(flow.id, segment, now)),
    ),
    ...update("flow_extents", [
      grownExtent(
        extent,
        placed.map(({ range }) => range),
        now,
      ),
    ]),
    ...(await ledger.changes(view)),
  ];
  return { result: refused, changes };
}

/** The ids of those registered Objects that no Flow uses which the caller may read. */
async function hiddenOf(
  view: View,
  principal: Principal,
  stored: readonly Row<"objects">[],
): Promise<ReadonlySet<string>> {
  const used = stored.filter((row) => row.state === "registered").map((row) => row.id);
  const held = await heldObjects(view, principal, "read", used);
  return new Set(used.filter((id) => !held.has(id)));
}

/** The value, or the refusal where the input is at fault; anything else is thrown on. */
function attempt<Value>(step: () => Value): Value | StoreError {
  try {
    return step();
  } catch (error) {
    if (error instanceof StoreError && error.fault === "invalid") return error;
    throw error;
  }
}

/** The range of a Segment: bounded, not empty, and starting with its start included (SEG-054, SEG-055). */
function segmentRange(body: SegmentBody): TimeRange {
  const range = parseTimeRange(body.timerange, "timerange");
  if (isEmpty(range) || !isBounded(range))
    throw invalid("A Segment's timerange must have a start and an end.", "timerange");
  if (startsExclusive(range)) throw invalid("A Segment's timerange must include its start.", "timerange");
  return range;
}

/** Puts a Segment on the timeline and takes its Object; all checks come before the first change (SEG-041). */
function place(timeline: Timeline, ledger: ObjectLedger, segment: Placed): Placed {
  const { body, range } = segment;
  checkLastDuration(body);
  const clash = timeline.clash(range);
  if (clash !== undefined) {
    throw invalid(
      `The timerange ${body.timerange} overlaps the Segment at ${formatTimeRange(clash)}.`,
      "timerange",
    );
  }
  const offset = parseTimestamp(body.ts_offset ?? "0:0", "ts_offset");
  ledger.claim(body, shift(range, negateTimestamp(offset)));
  timeline.add(range);
  return segment;
}

function checkLastDuration({ last_duration: text }: SegmentBody): void {
  if (text !== undefined && parseTimestamp(text, "last_duration").s < 0) {
    throw invalid("The last_duration cannot be negative.", "last_duration");
  }
}

function refusal(body: SegmentBody, error: StoreError, time: string): RefusedSegment {
  return {
    object_id: body.object_id,
    timerange: body.timerange,
    error: { type: error.fault, summary: summaryOf(error), time },
  };
}

/** What belongs to the Object, or to the row's columns, is not kept twice. */
const ELSEWHERE = [
  "object_id",
  "timerange",
  "init_object_id",
  "object_timerange",
  "get_urls",
  "key_frame_count",
  "init_object",
];

/** The row of a Segment that was placed on its Flow's timeline. */
export function segmentRow(flowId: string, { body, range }: Placed, created: string): Row<"segments"> {
  const own = Object.fromEntries(Object.entries(body).filter(([field]) => !ELSEWHERE.includes(field)));
  return {
    flow_id: flowId,
    start_s: range.start.s,
    start_x: range.start.x,
    end_s: range.end.s,
    end_x: range.end.x,
    object_id: body.object_id,
    created,
    doc: JSON.stringify(own),
  };
}

/** The extents with these Segments added. */
export function grownExtent(
  extent: Row<"flow_extents">,
  ranges: readonly TimeRange[],
  updated: string | null,
): Row<"flow_extents"> {
  const whole = span([extentRange(extent), ...ranges]);
  return {
    flow_id: extent.flow_id,
    start_s: whole.start.s,
    start_x: whole.start.x,
    end_s: whole.end.s,
    end_x: whole.end.x,
    longest: ranges.reduce((longest, range) => Math.max(longest, lengthSeconds(range)), extent.longest),
    count: extent.count + ranges.length,
    segments_updated: updated,
  };
}
