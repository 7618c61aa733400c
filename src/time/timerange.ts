import { invalid } from "../errors.ts";
import { addTimestamps, formatTimestamp, readTimestamp, type Timestamp } from "./timestamp.ts";

/**
 * A cut of the dense time line: just before the instant `s` seconds and `ns` nanoseconds where `x = 2 * ns`, just
 * after it where `x = 2 * ns + 1`. Unbounded is `s` of minus or plus `Infinity` with `x` 0.
 */
export interface Bound {
  readonly s: number;
  readonly x: number;
}

/**
 * Every instant between two cuts, so an exclusive start and an inclusive end carry the odd `x`. It is empty when
 * `start` is not before `end`.
 */
export interface TimeRange {
  readonly start: Bound;
  readonly end: Bound;
}

/** All of time, `_`. */
export const ETERNITY: TimeRange = { start: { s: -Infinity, x: 0 }, end: { s: Infinity, x: 0 } };

/** No time at all, `()`; every empty range that this file returns is this very object. */
export const NEVER: TimeRange = { start: { s: 0, x: 0 }, end: { s: 0, x: 0 } };

const PATTERN =
  /^([[(])?(-?(?:0|[1-9][0-9]*):(?:0|[1-9][0-9]{0,8}))?(_(-?(?:0|[1-9][0-9]*):(?:0|[1-9][0-9]{0,8}))?)?([\])])?$/;

/**
 * Reads every text of TAMS `timerange.json`: a missing marker includes its timestamp, one timestamp alone is an
 * instant, and what contains no instant is `NEVER`. Other text is an `invalid` fault naming `field`.
 */
export function parseTimeRange(text: string, field = "timerange"): TimeRange {
  const match = PATTERN.exec(text);
  if (match === null) {
    throw invalid(`The ${field} ${JSON.stringify(text.slice(0, 80))} is not a TAMS timerange.`, field);
  }
  const [, open, first, separator, second, close] = match;
  if (first === undefined && separator === undefined) return NEVER;
  const last = separator === undefined ? first : second;
  const start = first === undefined ? ETERNITY.start : cut(readTimestamp(first, field), open === "(");
  const end = last === undefined ? ETERNITY.end : cut(readTimestamp(last, field), close !== ")");
  return between(start, end);
}

/** Writes the one canonical form: a marker beside each timestamp and nowhere else, `[t]`, `_` or `()`. */
export function formatTimeRange(range: TimeRange): string {
  if (isEmpty(range)) return "()";
  const { start, end } = range;
  if (start.s === end.s && start.x % 2 === 0 && end.x === start.x + 1) return `[${formatInstant(start)}]`;
  const from = start.s === -Infinity ? "" : `${start.x % 2 === 0 ? "[" : "("}${formatInstant(start)}`;
  const to = end.s === Infinity ? "" : `${formatInstant(end)}${end.x % 2 === 0 ? ")" : "]"}`;
  return `${from}_${to}`;
}

/** Negative, zero or positive, as for `Array.sort`; an inclusive start comes before an exclusive one. */
export function compareBounds(a: Bound, b: Bound): number {
  if (a.s === b.s) return a.x - b.x;
  return a.s < b.s ? -1 : 1;
}

/** Whether no instant lies in the range. */
export function isEmpty(range: TimeRange): boolean {
  return compareBounds(range.start, range.end) >= 0;
}

/** Whether the range has both a start and an end timestamp, as `NEVER` does. */
export function isBounded(range: TimeRange): boolean {
  return Number.isFinite(range.start.s) && Number.isFinite(range.end.s);
}

/** Whether the range has a start timestamp that is not itself in the range. */
export function startsExclusive(range: TimeRange): boolean {
  return range.start.x % 2 === 1;
}

/** Whether some instant lies in both ranges. */
export function overlaps(a: TimeRange, b: TimeRange): boolean {
  return compareBounds(later(a.start, b.start), earlier(a.end, b.end)) < 0;
}

/** Whether every instant of `b` lies in `a`; an empty `b` is covered by everything. */
export function covers(a: TimeRange, b: TimeRange): boolean {
  return isEmpty(b) || (compareBounds(a.start, b.start) <= 0 && compareBounds(b.end, a.end) <= 0);
}

/** The smallest range that covers them all, gaps included; `NEVER` when there is nothing to cover. */
export function span(ranges: Iterable<TimeRange>): TimeRange {
  let whole = NEVER;
  for (const range of ranges) {
    if (isEmpty(range)) continue;
    whole =
      whole === NEVER
        ? range
        : { start: earlier(whole.start, range.start), end: later(whole.end, range.end) };
  }
  return whole;
}

/** Moves both timestamps and keeps their markers; `invalid` when one leaves the range of a timestamp. */
export function shift(range: TimeRange, by: Timestamp): TimeRange {
  return isEmpty(range) ? NEVER : { start: moved(range.start, by), end: moved(range.end, by) };
}

/** The length in seconds, rounded up to a whole one; `Infinity` when the range is not bounded. */
export function lengthSeconds(range: TimeRange): number {
  if (isEmpty(range)) return 0;
  const partial = nanoseconds(range.end) > nanoseconds(range.start);
  return range.end.s - range.start.s + (partial ? 1 : 0);
}

function between(start: Bound, end: Bound): TimeRange {
  return compareBounds(start, end) < 0 ? { start, end } : NEVER;
}

function cut(at: Timestamp, after: boolean): Bound {
  return { s: at.s, x: 2 * at.ns + (after ? 1 : 0) };
}

function nanoseconds(bound: Bound): number {
  return Math.floor(bound.x / 2);
}

function formatInstant(bound: Bound): string {
  return formatTimestamp({ s: bound.s, ns: nanoseconds(bound) });
}

function earlier(a: Bound, b: Bound): Bound {
  return compareBounds(a, b) <= 0 ? a : b;
}

function later(a: Bound, b: Bound): Bound {
  return compareBounds(a, b) >= 0 ? a : b;
}

function moved(bound: Bound, by: Timestamp): Bound {
  if (!Number.isFinite(bound.s)) return bound;
  return cut(addTimestamps({ s: bound.s, ns: nanoseconds(bound) }, by), bound.x % 2 === 1);
}
