import { invalid } from "../errors.ts";

/**
 * An instant of TAMS time, `s + ns / 1e9` seconds: `s` is rounded down, so `ns` is always 0 to 999999999.
 * Two integers because 48 bits of seconds fit neither a double of seconds nor 64 bits of nanoseconds.
 */
export interface Timestamp {
  readonly s: number;
  readonly ns: number;
}

const SECOND = 1_000_000_000;

/** Sums of up to four of these still are safe integers, so no arithmetic here can round. */
const MOST_SECONDS = Math.floor(Number.MAX_SAFE_INTEGER / 4);

const PATTERN = /^-?(?:0|[1-9][0-9]*):(?:0|[1-9][0-9]{0,8})$/;

/** Reads `seconds:nanoseconds` (TAMS `timestamp.json`); anything else is an `invalid` fault naming `field`. */
export function parseTimestamp(text: string, field = "timestamp"): Timestamp {
  if (PATTERN.test(text)) return readTimestamp(text, field);
  throw invalid(`The ${field} ${JSON.stringify(text.slice(0, 80))} is not a TAMS timestamp.`, field);
}

/** Reads text that is known to match the timestamp pattern; `invalid` when the seconds are out of range. */
export function readTimestamp(text: string, field: string): Timestamp {
  const colon = text.indexOf(":");
  // The sign belongs to the whole value, and "-0" has lost it as a number, so it is read as text.
  const negative = text.startsWith("-");
  const timestamp = { s: Number(text.slice(negative ? 1 : 0, colon)), ns: Number(text.slice(colon + 1)) };
  if (timestamp.s > MOST_SECONDS) throw invalid(`The ${field} is beyond ${MOST_SECONDS} seconds.`, field);
  return negative ? negateTimestamp(timestamp) : timestamp;
}

/** Writes the TAMS text form, for example `-0:500000000` for half a second before zero. */
export function formatTimestamp({ s, ns }: Timestamp): string {
  if (s >= 0) return `${s}:${ns}`;
  return ns === 0 ? `-${-s}:0` : `-${-s - 1}:${SECOND - ns}`;
}

/** Negative, zero or positive, as for `Array.sort`. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.s === b.s ? a.ns - b.ns : a.s - b.s;
}

/** The exact sum; `invalid` when it is beyond what `parseTimestamp` accepts. */
export function addTimestamps(a: Timestamp, b: Timestamp): Timestamp {
  const ns = a.ns + b.ns;
  const sum = ns < SECOND ? { s: a.s + b.s, ns } : { s: a.s + b.s + 1, ns: ns - SECOND };
  const whole = sum.s < 0 && sum.ns > 0 ? sum.s + 1 : sum.s;
  if (Math.abs(whole) > MOST_SECONDS) throw invalid(`A sum of times is beyond ${MOST_SECONDS} seconds.`);
  return sum;
}

/** The exact opposite; zero stays plain zero. */
export function negateTimestamp({ s, ns }: Timestamp): Timestamp {
  return ns === 0 ? { s: 0 - s, ns } : { s: -s - 1, ns: SECOND - ns };
}
