/** A bound of a timerange, in nanoseconds. */
interface Bound {
  readonly at: bigint;
  readonly inclusive: boolean;
}

/** A timerange by its meaning: a bound left out is infinitely far, and `never` contains nothing. */
export type Range = { readonly start?: Bound; readonly end?: Bound } | "never";

const TIMESTAMP = String.raw`-?(?:0|[1-9]\d*):(?:0|[1-9]\d{0,8})`;
const RANGE = new RegExp(`^([[(]?)(${TIMESTAMP})?(?:(_)(${TIMESTAMP})?)?([\\])]?)$`);
const NANOSECONDS = 1_000_000_000n;

/** Nanoseconds of a timestamp as TAMS writes it, such as `-1:500000000`; undefined for other text. */
export function nanosecondsOf(timestamp: string): bigint | undefined {
  const [, sign, seconds, nanoseconds] = /^(-?)(\d+):(\d+)$/.exec(timestamp) ?? [];
  if (seconds === undefined || nanoseconds === undefined) return undefined;
  const size = BigInt(seconds) * NANOSECONDS + BigInt(nanoseconds);
  return sign === "-" ? -size : size;
}

/** What the text of a timerange means; undefined for other text. */
export function rangeOf(text: string): Range | undefined {
  const match = RANGE.exec(text);
  if (match === null) return undefined;
  const [, opening, from = "", separator, to = "", closing] = match;
  const start = boundOf(from, opening !== "(");
  const lastText = separator === undefined ? from : to;
  const end = boundOf(lastText, closing !== ")");
  if (separator === undefined && start === undefined) return "never";
  // One timestamp with an exclusive marker on either side holds nothing.
  return normal(start, end);
}

function boundOf(timestamp: string, inclusive: boolean): Bound | undefined {
  const nanoseconds = nanosecondsOf(timestamp);
  return nanoseconds === undefined ? undefined : { at: nanoseconds, inclusive };
}

function normal(start: Bound | undefined, end: Bound | undefined): Range {
  if (start !== undefined && end !== undefined) {
    if (end.at < start.at) return "never";
    if (end.at === start.at && !(start.inclusive && end.inclusive)) return "never";
  }
  return { ...(start && { start }), ...(end && { end }) };
}

/** A text that two timeranges share exactly when they mean the same; undefined for what is no timerange. */
export function meaningOf(value: unknown): string | undefined {
  const range = typeof value === "string" ? rangeOf(value) : undefined;
  if (range === undefined || range === "never") return range;
  const { start, end } = range;
  const opening = start === undefined ? "" : `${start.inclusive ? "[" : "("}${start.at}`;
  const closing = end === undefined ? "" : `${end.at}${end.inclusive ? "]" : ")"}`;
  return `${opening}_${closing}`;
}

/** Whether both are timeranges of the same meaning, however they are written. */
export function sameRange(one: unknown, other: unknown): boolean {
  const meaning = meaningOf(one);
  return meaning !== undefined && meaning === meaningOf(other);
}

/** Timeranges that do not overlap, in the order of time; what is no timerange, or an empty one, comes first. */
export function ascending(timeranges: readonly string[]): string[] {
  return timeranges.toSorted((one, other) => compared(startOf(one), startOf(other)));
}

/** Twice the start, and a half step more where it is excluded. */
function startOf(timerange: string): bigint | undefined {
  const range = rangeOf(timerange);
  if (range === undefined || range === "never" || range.start === undefined) return undefined;
  return range.start.at * 2n + (range.start.inclusive ? 0n : 1n);
}

function compared(one: bigint | undefined, other: bigint | undefined): number {
  if (one === undefined || other === undefined)
    return Number(one !== undefined) - Number(other !== undefined);
  return one < other ? -1 : Number(one > other);
}
