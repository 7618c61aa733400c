import { formatTimeRange } from "../../src/time/timerange.ts";
import type { Timestamp } from "../../src/time/timestamp.ts";

const SECOND = 1_000_000_000n;

/** An exact time: `ticks` of `1 / scale` seconds. Sound of 48 kHz has no whole nanoseconds, so rounding comes last. */
export interface Ticks {
  readonly ticks: bigint;
  readonly scale: bigint;
}

/** The exact difference of two times. */
export function subtract(a: Ticks, b: Ticks): Ticks {
  return { ticks: a.ticks * b.scale - b.ticks * a.scale, scale: a.scale * b.scale };
}

/** The exact sum of two times. */
export function add(a: Ticks, b: Ticks): Ticks {
  return { ticks: a.ticks * b.scale + b.ticks * a.scale, scale: a.scale * b.scale };
}

/** The nearest whole nanosecond, so that one boundary reads the same from both of its sides. */
export function toTimestamp({ ticks, scale }: Ticks): Timestamp {
  const ns = floorDivide(2n * ticks * SECOND + scale, 2n * scale);
  const s = floorDivide(ns, SECOND);
  return { s: Number(s), ns: Number(ns - s * SECOND) };
}

/** The text of the time from `start` until just before `end`. */
export function rangeText(start: Timestamp, end: Timestamp): string {
  return formatTimeRange({ start: { s: start.s, x: 2 * start.ns }, end: { s: end.s, x: 2 * end.ns } });
}

/** Reads ffprobe's `1/90000`. */
export function scaleOf(timeBase: string): bigint {
  const [numerator, denominator] = timeBase.split("/");
  if (numerator !== "1" || denominator === undefined)
    throw new Error(`The time base ${timeBase} is not 1/N.`);
  return BigInt(denominator);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
