import fc from "fast-check";

/**
 * TAMS time as the prose of the specification says it, for checking `src/time` against: an instant is a count of
 * nanoseconds of any size, a range is the yes or no to "does this instant lie in it". Slow and naive on purpose.
 */
export type Instant = bigint;

/** The parts of a timerange text, as a client chooses them. */
export interface Parts {
  readonly open: "" | "[" | "(";
  readonly first: Instant | undefined;
  readonly separator: boolean;
  readonly second: Instant | undefined;
  readonly close: "" | "]" | ")";
}

const SECOND = 1_000_000_000n;

/** Seconds and nanoseconds of the size without its sign, and the sign in front (TR-004, TR-005). */
export function timestampText(instant: Instant): string {
  const size = instant < 0n ? -instant : instant;
  return `${instant < 0n ? "-" : ""}${size / SECOND}:${size % SECOND}`;
}

/** The text that a client would send for these parts. */
export function rangeText({ open, first, separator, second, close }: Parts): string {
  const text = (at: Instant | undefined): string => (at === undefined ? "" : timestampText(at));
  return `${open}${text(first)}${separator ? "_" : ""}${text(second)}${close}`;
}

/** Whether the instant lies in the range (TR-020 to TR-030). */
export function holds(parts: Parts, at: Instant): boolean {
  const { open, first, separator, second, close } = parts;
  if (!separator) return first !== undefined && at === first && open !== "(" && close !== ")";
  const afterStart = first === undefined || at > first || (at === first && open !== "(");
  const beforeEnd = second === undefined || at < second || (at === second && close !== ")");
  return afterStart && beforeEnd;
}

/**
 * Instants that tell any two sets made of these ranges apart: every timestamp in them, and one on either side of
 * each. The timestamps are even counts of nanoseconds, so that a neighbour lies strictly between two of them.
 */
export function probes(ranges: readonly Parts[]): Instant[] {
  const stamps = ranges.flatMap(({ first, second }) => [first ?? 0n, second ?? 0n]);
  return [...new Set([0n, ...stamps].flatMap((at) => [at - 1n, at, at + 1n]))];
}

/** The one text that the server writes for these parts (TR-032). */
export function canonicalText(parts: Parts): string {
  const inside = probes([parts]).filter((at) => holds(parts, at));
  if (inside.length === 0) return "()";
  const last = parts.separator ? parts.second : parts.first;
  if (parts.first !== undefined && parts.first === last) return `[${timestampText(parts.first)}]`;
  const start = parts.first === undefined ? "" : `${parts.open || "["}${timestampText(parts.first)}`;
  const end = last === undefined ? "" : `${timestampText(last)}${parts.close || "]"}`;
  return `${start}_${end}`;
}

/** Instants close together, where bounds meet, and others at the edge of 48-bit seconds; always even. */
export const instants: fc.Arbitrary<Instant> = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt(-4n, 4n).map((step) => 2n * step) },
  { weight: 2, arbitrary: fc.bigInt(-3n, 3n).map((step) => step * (SECOND / 2n)) },
  { weight: 1, arbitrary: fc.bigInt(-(2n ** 47n), 2n ** 47n).map((half) => 2n * half * SECOND) },
  { weight: 1, arbitrary: fc.bigInt(-(2n ** 76n), 2n ** 76n).map((half) => 2n * half) },
);

/** Every form of the grammar (TR-002); a second timestamp only follows a separator. */
export const ranges: fc.Arbitrary<Parts> = fc
  .record({
    open: fc.constantFrom("" as const, "[" as const, "(" as const),
    first: fc.option(instants, { nil: undefined, freq: 6 }),
    separator: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    second: fc.option(instants, { nil: undefined, freq: 6 }),
    close: fc.constantFrom("" as const, "]" as const, ")" as const),
  })
  .map((parts) => (parts.separator ? parts : { ...parts, second: undefined }));
