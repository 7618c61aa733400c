import type { Condition, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { type Bound, ETERNITY, isEmpty, NEVER, overlaps, type TimeRange } from "../time/timerange.ts";
import { extentRange } from "./flow-document.ts";

/** The time bounds of a Segment's row. */
export function rangeOf(row: Pick<Row<"segments">, "start_s" | "start_x" | "end_s" | "end_x">): TimeRange {
  return { start: { s: row.start_s, x: row.start_x }, end: { s: row.end_s, x: row.end_x } };
}

/** Segments whose start (or end) comes before the bound; no condition for an infinite one. */
export function before(edge: "start" | "end", bound: Bound): Condition<"segments">[] {
  return compared(edge, "lt", bound);
}

function compared(
  edge: "start" | "end",
  op: "lt" | "le" | "gt" | "ge",
  { s, x }: Bound,
): Condition<"segments">[] {
  return Number.isFinite(s) ? [{ columns: [`${edge}_s`, `${edge}_x`], op, values: [s, x] }] : [];
}

/**
 * The Segments of a Flow that overlap a range. They start before it ends, end after it starts, and, so that only a
 * bounded stretch of the index is read, start no earlier than the Flow's longest Segment allows.
 */
export function overlapping(flowId: string, range: TimeRange, longest: number): Condition<"segments">[] {
  const earliest = { s: range.start.s - longest - 1, x: 0 };
  return [
    { column: "flow_id", op: "eq", value: flowId },
    ...compared("start", "lt", range.end),
    ...compared("end", "gt", range.start),
    ...compared("start", "ge", earliest),
  ];
}

/** The Segments of a Flow that lie wholly inside a range (TR-051, SEG-100). */
export function coveredBy(flowId: string, range: TimeRange): Condition<"segments">[] {
  return [
    { column: "flow_id", op: "eq", value: flowId },
    ...compared("start", "ge", range.start),
    ...compared("start", "lt", range.end),
    ...compared("end", "le", range.end),
  ];
}

/** The span of a Flow's Segments: of all, or of those that overlap `within`, whole (FLW-022 to FLW-024). */
export async function spanOver(view: View, flowId: string, within: TimeRange = ETERNITY): Promise<TimeRange> {
  const extent = await view.get("flow_extents", { flow_id: flowId });
  const whole = extentRange(extent);
  if (extent === undefined || isEmpty(whole) || !overlaps(whole, within)) return NEVER;
  const where = overlapping(flowId, within, extent.longest);
  const [first] = await view.select("segments", { where, order: "time", limit: 1 });
  const [last] = await view.select("segments", { where, order: "time", reverse: true, limit: 1 });
  return first && last ? { start: rangeOf(first).start, end: rangeOf(last).end } : NEVER;
}
