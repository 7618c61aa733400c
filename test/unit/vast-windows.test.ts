import { expect } from "chai";
import fc from "fast-check";
import type { Found } from "../../src/storage/vast/rows.ts";
import { type Expected, mostRows, type Walker, walkWindows } from "../../src/storage/vast/windows.ts";
import type { Filter } from "../../src/vast/wire/filter.ts";

/** A table of one column, of which a request gives any rows that match, up to its limit. */
class Rows {
  readonly #rows: readonly Found[];
  /** The rows that came, a request. */
  readonly came: number[] = [];

  constructor(values: readonly number[]) {
    this.#rows = values.map((value, id) => ({ id: BigInt(id), cells: { value } }));
  }

  walker(descending: boolean): Walker {
    const sign = descending ? -1 : 1;
    const inWindow = (window: Filter): Found[] =>
      this.#rows.filter((row) => window.every((group) => holds(row, group)));
    return {
      spare: 64,
      compare: (left, right) => sign * (numberOf(left) - numberOf(right)),
      ask: async (window, limit) => {
        const came = inWindow(window).slice(0, limit);
        this.came.push(came.length);
        return { came, wanted: came, isCut: came.length >= limit };
      },
      within: async (window, _value, wanted) => inWindow(window).slice(0, wanted),
    };
  }
}

const numbers = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 400 }),
  fc.array(fc.maxSafeInteger(), { maxLength: 400 }),
  // Two crowds with a gap between them.
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 300 }),
      fc.integer({ min: 0, max: 2 ** 47 }),
    )
    .map(([near, gap]) => [...near, ...near.map((value) => value + gap)]),
);
const between = fc.option(fc.oneof(fc.integer({ min: -5, max: 30 }), fc.maxSafeInteger()), {
  nil: undefined,
});

describe("VAST engine: windows", () => {
  it("give the first rows in order, whatever is expected of them and however they lie", async () => {
    const property = fc.asyncProperty(
      numbers,
      between,
      between,
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      fc.option(
        fc.record({
          first: fc.maxSafeInteger(),
          last: fc.maxSafeInteger(),
          density: fc.double({ min: 1e-9, max: 100, noNaN: true }),
        }),
        { nil: undefined },
      ),
      async (values, low, high, descending, limit, expected) => {
        const [from, to] = descending ? [high, low] : [low, high];
        const axis = { column: "value", descending, from, to };
        const found = await walkWindows(new Rows(values).walker(descending), axis, limit, expected);
        const wanted = values
          .filter((value) => (low === undefined || value >= low) && (high === undefined || value <= high))
          .sort((left, right) => (descending ? right - left : left - right));
        // Without a beginning it may give up, which its caller knows.
        if (found !== undefined || from !== undefined)
          expect(found?.map(numberOf)).to.eql(wanted.slice(0, limit));
      },
    );
    await fc.assert(property, { numRuns: 1000 });
  });

  const MANY = 1_000_000;
  const even: Expected = { first: 0, last: MANY - 1, density: 1 };

  for (const [title, from, expected] of [
    ["from the middle, knowing how close rows are", MANY / 2, even],
    ["from the middle, knowing nothing", MANY / 2, undefined],
    ["from the beginning, knowing how close rows are", undefined, even],
    ["from far before the first, knowing nothing", "far", undefined],
  ] as const) {
    for (const descending of [false, true]) {
      it(`find a page of 100 among a million ${title}, ${descending ? "down" : "up"}, by a bounded number of rows`, async () => {
        const rows = new Rows(Array.from({ length: MANY }, (_, n) => n));
        const far = descending ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
        const axis = { column: "value", descending, from: from === "far" ? far : from, to: undefined };
        const found = await walkWindows(rows.walker(descending), axis, 100, expected);
        const first = typeof from === "number" ? from : descending ? MANY - 1 : 0;
        expect(found?.map(numberOf)).to.eql(
          Array.from({ length: 100 }, (_, n) => (descending ? first - n : first + n)),
        );
        expect(Math.max(...rows.came)).to.be.at.most(mostRows(100));
        if (expected !== undefined) expect(rows.came).to.eql([125]);
        else expect(rows.came.length).to.be.below(20);
      });
    }
  }
});

function numberOf({ cells }: Found): number {
  return Number(cells["value"]);
}

function holds(row: Found, { anyOf }: Filter[number]): boolean {
  return anyOf.some((range) => {
    if (!("op" in range)) throw new Error("Windows compare with one value.");
    return range.op === "ge" ? numberOf(row) >= Number(range.value) : numberOf(row) <= Number(range.value);
  });
}
