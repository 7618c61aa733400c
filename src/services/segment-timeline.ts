import type { View } from "../storage/engine.ts";
import { type Bound, compareBounds, overlaps, type TimeRange } from "../time/timerange.ts";
import { before, overlapping, rangeOf } from "./segment-times.ts";

/** Ranges of one Flow in order, none overlapping: what is stored around a request, and what the request adds. */
export class Timeline {
  readonly #ranges: TimeRange[];

  constructor(ranges: readonly TimeRange[]) {
    this.#ranges = [...ranges].sort((a, b) => compareBounds(a.start, b.start));
  }

  /** The range that stands in the way of this one, if any. */
  clash(range: TimeRange): TimeRange | undefined {
    const at = this.#firstFrom(range.start);
    return [this.#ranges[at - 1], this.#ranges[at]].find(
      (other) => other !== undefined && overlaps(other, range),
    );
  }

  /** Adds a range that clashes with none. */
  add(range: TimeRange): void {
    this.#ranges.splice(this.#firstFrom(range.start), 0, range);
  }

  #firstFrom(start: Bound): number {
    let low = 0;
    for (let high = this.#ranges.length; low < high; ) {
      const middle = (low + high) >> 1;
      const range = this.#ranges[middle];
      if (range !== undefined && compareBounds(range.start, start) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * The stored Segments that new ranges may clash with. A request usually fills one stretch, so one read of that
 * stretch serves; if it holds far more than the request does, each range is looked up by itself instead.
 */
export async function loadTimeline(
  view: View,
  flowId: string,
  ranges: readonly TimeRange[],
  longest: number,
): Promise<Timeline> {
  const [first] = ranges;
  if (first === undefined) return new Timeline([]);
  const stretch = ranges.reduce(
    (all, { start, end }) => ({
      start: compareBounds(start, all.start) < 0 ? start : all.start,
      end: compareBounds(end, all.end) > 0 ? end : all.end,
    }),
    first,
  );
  const most = ranges.length * 2 + 1000;
  const stored = await view.select("segments", {
    where: overlapping(flowId, stretch, longest),
    order: "time",
    limit: most,
  });
  if (stored.length < most) return new Timeline(stored.map(rangeOf));
  return new Timeline(await neighbours(view, flowId, ranges));
}

/** Of the Segments that start before a range ends, only the last can overlap it. */
async function neighbours(view: View, flowId: string, ranges: readonly TimeRange[]): Promise<TimeRange[]> {
  const found = new Map<string, TimeRange>();
  for (const range of ranges) {
    const where = [{ column: "flow_id", op: "eq", value: flowId } as const, ...before("start", range.end)];
    const [row] = await view.select("segments", { where, order: "time", reverse: true, limit: 1 });
    if (row !== undefined) found.set(`${row.start_s}:${row.start_x}`, rangeOf(row));
  }
  return [...found.values()];
}
