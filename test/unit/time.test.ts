import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { StoreError } from "../../src/errors.ts";
import {
  compareBounds,
  covers,
  ETERNITY,
  formatTimeRange,
  isBounded,
  isEmpty,
  lengthSeconds,
  NEVER,
  overlaps,
  parseTimeRange,
  shift,
  span,
  startsExclusive,
  type TimeRange,
} from "../../src/time/timerange.ts";
import {
  addTimestamps,
  compareTimestamps,
  formatTimestamp,
  negateTimestamp,
  parseTimestamp,
} from "../../src/time/timestamp.ts";
import {
  canonicalText,
  holds,
  type Instant,
  instants,
  type Parts,
  probes,
  ranges,
  rangeText,
  timestampText,
} from "../support/time-model.ts";
import { INVALID, RELATIONS, VALID } from "../support/time-vectors.ts";

const MOST_SECONDS = Math.floor(Number.MAX_SAFE_INTEGER / 4);

function fault(act: () => unknown): StoreError {
  try {
    act();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

function patternOf(schema: string): RegExp {
  const file = new URL(`../../api/schemas/${schema}.json`, import.meta.url);
  return new RegExp(JSON.parse(readFileSync(file, "utf8")).pattern);
}

describe("timestamps", () => {
  const meanings = [
    ["1:5", { s: 1, ns: 5 }, "count nanoseconds, not decimals (TR-004)"],
    ["-1:500000000", { s: -2, ns: 500_000_000 }, "are negative as a whole (TR-005)"],
    ["-0:500000000", { s: -1, ns: 500_000_000 }, "can be negative without a second (TR-005)"],
    ["-0:0", { s: 0, ns: 0 }, "know no minus zero (TV-38)"],
    [
      "281474976710655:999999999",
      { s: 281474976710655, ns: 999_999_999 },
      "keep 48 bits of seconds (TR-006)",
    ],
    ["-281474976710655:999999999", { s: -281474976710656, ns: 1 }, "keep 48 bits below zero (TR-006)"],
  ] as const;
  for (const [text, meaning, claim] of meanings) {
    it(`${claim}: ${text}`, () => {
      const parsed = parseTimestamp(text);
      expect(parsed).to.deep.equal(meaning);
      expect(Object.is(parsed.s, -0), "minus zero").to.equal(false);
    });
  }

  for (const text of [
    "",
    "1",
    "1:",
    ":1",
    "01:0",
    "1:01",
    "1:0000000000",
    "+1:0",
    "1:-1",
    "1:0\n",
    " 1:0",
    "_",
    "[1:0]",
  ]) {
    it(`refuse ${JSON.stringify(text)} and name the field (TR-001, TR-003, TR-007)`, () => {
      const thrown = fault(() => parseTimestamp(text, "ts_offset"));
      expect(thrown.fault).to.equal("invalid");
      expect(thrown.details.field).to.equal("ts_offset");
      expect(thrown.message).to.match(/^The ts_offset .*\.$/s);
    });
  }

  it("match the pattern of the contract, and nothing else (TR-001, TR-003)", () => {
    const pattern = patternOf("timestamp");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."-:0159"), maxLength: 13 }), (text) => {
        if (pattern.test(text))
          expect(formatTimestamp(parseTimestamp(text))).to.equal(text.replace(/^-0:0$/, "0:0"));
        else expect(fault(() => parseTimestamp(text)).fault).to.equal("invalid");
      }),
    );
  });

  it("stop where a sum could no longer be exact, and say so (TR-006)", () => {
    for (const sign of ["", "-"]) {
      const most = `${sign}${MOST_SECONDS}:999999999`;
      expect(formatTimestamp(parseTimestamp(most))).to.equal(most);
      const past = fault(() => parseTimestamp(`${sign}${MOST_SECONDS + 1}:0`, "start"));
      expect(past.details.field).to.equal("start");
      const least = parseTimestamp(`${sign}0:1`);
      const sum = addTimestamps(parseTimestamp(`${sign}${MOST_SECONDS}:999999998`), least);
      expect(formatTimestamp(sum)).to.equal(most);
      expect(fault(() => addTimestamps(sum, least)).fault).to.equal("invalid");
    }
  });

  it("read, write, add, negate and order as counts of nanoseconds do (TR-004, TR-005, TR-006)", () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [a, b] = [parseTimestamp(timestampText(one)), parseTimestamp(timestampText(other))];
        expect(BigInt(a.s) * 1_000_000_000n + BigInt(a.ns)).to.equal(one);
        expect(a.ns).to.be.within(0, 999_999_999);
        expect(formatTimestamp(a)).to.equal(timestampText(one));
        expect(formatTimestamp(addTimestamps(a, b))).to.equal(timestampText(one + other));
        expect(negateTimestamp(a)).to.deep.equal(parseTimestamp(timestampText(-one)));
        expect(Math.sign(compareTimestamps(a, b))).to.equal(signOf(one, other));
      }),
    );
  });
});

describe("timerange texts", () => {
  for (const [id, text, canonical] of VALID) {
    it(`${JSON.stringify(text)} is written ${canonical} (${id}, TR-032)`, () => {
      expect(formatTimeRange(parseTimeRange(text))).to.equal(canonical);
    });
  }

  for (const [id, text] of INVALID) {
    it(`${JSON.stringify(text)} is refused, naming the field (${id}, TR-007)`, () => {
      const thrown = fault(() => parseTimeRange(text, "timerange"));
      expect(thrown.fault).to.equal("invalid");
      expect(thrown.details.field).to.equal("timerange");
    });
  }

  it("match the pattern of the contract, and nothing else (TR-002, TR-025)", () => {
    const pattern = patternOf("timerange");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."[]()_-:019"), maxLength: 14 }), (text) => {
        if (pattern.test(text)) expect(() => parseTimeRange(text)).not.to.throw();
        else expect(fault(() => parseTimeRange(text)).fault).to.equal("invalid");
      }),
      { numRuns: 1000 },
    );
  });

  it("beyond the seconds that are kept exactly are refused (TR-006)", () => {
    const thrown = fault(() => parseTimeRange(`[0:0_${MOST_SECONDS + 1}:0)`, "timerange"));
    expect(thrown.details.field).to.equal("timerange");
  });

  it("without an instant in them are all one and the same never (TR-024, TR-025, TR-028 to TR-031)", () => {
    for (const text of [
      "()",
      "",
      "[",
      "]",
      "(",
      ")",
      "[]",
      "[)",
      "(]",
      "(1:0)",
      "[1:0_1:0)",
      "[2:0_1:0]",
      "2:0_-2:0",
    ]) {
      expect(parseTimeRange(text), text).to.equal(NEVER);
    }
  });

  it("mean what the prose says, instant by instant (TR-020 to TR-031)", () => {
    fc.assert(
      fc.property(ranges, (parts) => {
        const range = parseTimeRange(rangeText(parts));
        for (const at of probes([parts])) expect(contains(range, at)).to.equal(holds(parts, at));
      }),
    );
  });

  it("are written in one form, which reads back as the same range (TR-032)", () => {
    fc.assert(
      fc.property(ranges, (parts) => {
        const range = parseTimeRange(rangeText(parts));
        const written = formatTimeRange(range);
        expect(written).to.equal(canonicalText(parts));
        expect(parseTimeRange(written)).to.deep.equal(range);
      }),
    );
  });
});

describe("timeranges", () => {
  for (const [id, a, b, overlap, cover] of RELATIONS) {
    it(`${a} ${overlap ? "overlaps" : "misses"} ${b} and ${cover ? "covers" : "does not cover"} it (${id})`, () => {
      expect(overlaps(parseTimeRange(a), parseTimeRange(b))).to.equal(overlap);
      expect(overlaps(parseTimeRange(b), parseTimeRange(a)), "the other way round").to.equal(overlap);
      expect(covers(parseTimeRange(a), parseTimeRange(b))).to.equal(cover);
    });
  }

  it("that only touch do not overlap unless both include the instant (TR-040 to TR-043)", () => {
    expect(overlaps(parseTimeRange("(0:0_10:0)"), parseTimeRange("[0:0]"))).to.equal(false);
    expect(overlaps(parseTimeRange("[1:0_2:0]"), parseTimeRange("[2:0]"))).to.equal(true);
  });

  it("never overlaps nothing, itself included; eternity overlaps all else (TR-024, TR-044)", () => {
    expect(overlaps(NEVER, NEVER)).to.equal(false);
    expect(overlaps(NEVER, parseTimeRange("[-1:0_1:0)"))).to.equal(false);
    expect(overlaps(ETERNITY, ETERNITY)).to.equal(true);
    expect(overlaps(ETERNITY, parseTimeRange("(1:0_1:1)"))).to.equal(true);
  });

  it("are dense: between two nanoseconds there is time (TR-047)", () => {
    const between = parseTimeRange("(1:0_1:1)");
    expect(isEmpty(between)).to.equal(false);
    expect(formatTimeRange(between)).to.equal("(1:0_1:1)");
    expect(covers(parseTimeRange("[1:0_1:1]"), between)).to.equal(true);
  });

  it("overlap when some instant lies in both, and cover when none lies outside (TR-040, TR-045)", () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [one, other] = [parseTimeRange(rangeText(a)), parseTimeRange(rangeText(b))];
        const at = probes([a, b]);
        expect(overlaps(one, other)).to.equal(at.some((instant) => holds(a, instant) && holds(b, instant)));
        expect(covers(one, other)).to.equal(at.every((instant) => holds(a, instant) || !holds(b, instant)));
        expect(isEmpty(one)).to.equal(at.every((instant) => !holds(a, instant)));
      }),
      { numRuns: 1000 },
    );
  });

  it("span from the first instant of any to the last of any, gaps included (TR-049)", () => {
    expect(span([])).to.equal(NEVER);
    expect(span([NEVER, NEVER])).to.equal(NEVER);
    fc.assert(
      fc.property(fc.array(ranges, { maxLength: 4 }), (members) => {
        const whole = span(members.map((parts) => parseTimeRange(rangeText(parts))));
        const all = probes(members);
        const inside = all.filter((at) => members.some((parts) => holds(parts, at)));
        for (const at of all) {
          const expected = inside.some((before) => before <= at) && inside.some((after) => after >= at);
          expect(contains(whole, at)).to.equal(expected);
        }
      }),
    );
  });

  it("shift by moving both timestamps and keeping the markers (TR-050)", () => {
    const half = parseTimestamp("0:500000000");
    expect(formatTimeRange(shift(parseTimeRange("(-0:500000000_1:0]"), half))).to.equal("(0:0_1:500000000]");
    expect(formatTimeRange(shift(parseTimeRange("_1:0]"), negateTimestamp(half)))).to.equal("_0:500000000]");
    expect(shift(NEVER, half)).to.equal(NEVER);
    expect(shift(ETERNITY, half)).to.deep.equal(ETERNITY);
    fc.assert(
      fc.property(ranges, instants, (parts, by) => {
        const moved = shift(parseTimeRange(rangeText(parts)), parseTimestamp(timestampText(by)));
        for (const at of probes([parts])) expect(contains(moved, at + by)).to.equal(holds(parts, at));
      }),
    );
  });

  it("cannot be shifted out of the range of timestamps (TR-006, TR-050)", () => {
    const edge = parseTimeRange(`[0:0_${MOST_SECONDS}:0)`);
    expect(fault(() => shift(edge, parseTimestamp("1:0"))).fault).to.equal("invalid");
  });

  it("sort by start, inclusive first, then by end, exclusive first (TR-048)", () => {
    const inOrder = [
      "_1:0)",
      "_1:0]",
      "_2:0)",
      "_",
      "[0:0]",
      "[0:0_1:0)",
      "[0:0_1:0]",
      "[0:0_",
      "(0:0_1:0)",
      "[0:1]",
    ];
    const sorted = inOrder.toReversed().map((text) => parseTimeRange(text));
    sorted.sort((a, b) => compareBounds(a.start, b.start) || compareBounds(a.end, b.end));
    expect(sorted.map(formatTimeRange)).to.deep.equal(inOrder);
  });

  it("order their bounds as the instants behind them (TR-048)", () => {
    fc.assert(
      fc.property(nonEmpty, nonEmpty, (a, b) => {
        const [one, other] = [parseTimeRange(rangeText(a)), parseTimeRange(rangeText(b))];
        const [all, reversed] = [ascending(probes([a, b])), ascending(probes([a, b])).reverse()];
        const firsts = [all.findIndex((at) => holds(a, at)), all.findIndex((at) => holds(b, at))] as const;
        const lasts = [
          reversed.findIndex((at) => holds(a, at)),
          reversed.findIndex((at) => holds(b, at)),
        ] as const;
        expect(Math.sign(compareBounds(one.start, other.start))).to.equal(Math.sign(firsts[0] - firsts[1]));
        expect(Math.sign(compareBounds(one.end, other.end))).to.equal(Math.sign(lasts[1] - lasts[0]));
      }),
      { numRuns: 1000 },
    );
  });

  it("know whether they are bounded and whether their start is excluded (TR-020, TR-021)", () => {
    for (const text of ["()", "[1:0]", "(1:0_2:0)"])
      expect(isBounded(parseTimeRange(text)), text).to.equal(true);
    for (const text of ["_", "_1:0)", "[1:0_"]) expect(isBounded(parseTimeRange(text)), text).to.equal(false);
    for (const text of ["(1:0_2:0)", "(1:0_"])
      expect(startsExclusive(parseTimeRange(text)), text).to.equal(true);
    for (const text of ["[1:0_2:0)", "(_2:0)", "()"])
      expect(startsExclusive(parseTimeRange(text)), text).to.equal(false);
  });

  it("have a length that is at least the true one, and less than a second more", () => {
    fc.assert(
      fc.property(nonEmpty, (parts) => {
        const { first, second, separator } = parts;
        const range = parseTimeRange(rangeText(parts));
        const last = separator ? second : first;
        if (first === undefined || last === undefined) {
          expect(lengthSeconds(range)).to.equal(Infinity);
        } else {
          const over = BigInt(lengthSeconds(range)) * 1_000_000_000n - (last - first);
          expect(over >= 0n && over < 1_000_000_000n).to.equal(true);
        }
      }),
    );
    expect(lengthSeconds(NEVER)).to.equal(0);
    expect(lengthSeconds({ start: ETERNITY.end, end: ETERNITY.start })).to.equal(0);
  });
});

const nonEmpty: fc.Arbitrary<Parts> = ranges.filter((parts) =>
  probes([parts]).some((at) => holds(parts, at)),
);

/** Asked of our code: a range holds an instant when it covers the range of only that instant. */
function contains(range: TimeRange, at: Instant): boolean {
  return covers(range, parseTimeRange(`[${timestampText(at)}]`));
}

function signOf(one: Instant, other: Instant): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function ascending(list: Instant[]): Instant[] {
  return list.sort(signOf);
}
