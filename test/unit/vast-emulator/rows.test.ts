import { type Data, Int64, Utf8, vectorFromArray } from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import {
  added,
  countOf,
  GROUP_ROWS,
  NO_ROWS,
  type Rows,
  removed,
  updated,
} from "../../../src/vast-emulator/rows.ts";
import { isDead } from "../../../src/vast-emulator/segment.ts";

/** What a table holds: by row id, a number and a text. */
type Model = ReadonlyMap<number, readonly [bigint | null, string | null]>;

type Step =
  | { readonly kind: "add" | "update"; readonly ids: readonly number[]; readonly value: number }
  | { readonly kind: "updateText" | "remove"; readonly ids: readonly number[]; readonly value: number };

const NUMBERS = 1;
const TEXTS = 2;

/** Ids in the first two row groups, around the border between them, and far beyond. */
const id = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: GROUP_ROWS - 8, max: GROUP_ROWS + 8 }),
  fc.integer({ min: 2 ** 40, max: 2 ** 40 + 5 }),
);

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("add", "update", "updateText", "remove"),
  ids: fc.uniqueArray(id, { minLength: 1, maxLength: 12 }),
  value: fc.integer({ min: 0, max: 1000 }),
});

function columnsFor(ids: readonly number[], value: number, which: readonly number[]): Map<number, Data> {
  const numbers = ids.map((row) => (row % 3 === 0 ? null : BigInt(value) * 2n ** 50n + BigInt(row)));
  const texts = ids.map((row) => (row % 5 === 0 ? null : `${"x".repeat(row % 4)}${value}`));
  const all = new Map<number, Data>();
  const [numberData] = vectorFromArray(numbers, new Int64()).data;
  const [textData] = vectorFromArray(texts, new Utf8()).data;
  if (which.includes(NUMBERS) && numberData !== undefined) all.set(NUMBERS, numberData);
  if (which.includes(TEXTS) && textData !== undefined) all.set(TEXTS, textData);
  return all;
}

/** What the step means for the rows, and for the model. */
function apply(rows: Rows, model: Model, { kind, ids, value }: Step): { rows: Rows; model: Model } {
  const sorted = [...ids].sort((one, other) => one - other);
  const wanted = kind === "add" ? sorted.filter((row) => !model.has(row)) : sorted;
  const list = Float64Array.from(wanted);
  const changed = new Map(model);
  const valuesOf = (row: number): [bigint | null, string | null] => [
    row % 3 === 0 ? null : BigInt(value) * 2n ** 50n + BigInt(row),
    row % 5 === 0 ? null : `${"x".repeat(row % 4)}${value}`,
  ];
  for (const row of wanted) {
    const old = model.get(row);
    const [number, text] = valuesOf(row);
    if (kind === "add") changed.set(row, [number, text]);
    else if (old === undefined) continue;
    else if (kind === "remove") changed.delete(row);
    else changed.set(row, kind === "update" ? [number, text] : [old[0], text]);
  }
  if (kind === "remove") return { rows: removed(rows, list), model: changed };
  const columns = columnsFor(wanted, value, kind === "updateText" ? [TEXTS] : [NUMBERS, TEXTS]);
  const change = kind === "add" ? added : updated;
  return { rows: change(rows, list, columns), model: changed };
}

/** Reads all live rows; fails if a group's number, its order or a count is wrong. */
function contents(rows: Rows): Map<number, [bigint | null, string | null]> {
  const found = new Map<number, [bigint | null, string | null]>();
  let lastGroup = -1;
  for (const { number, segments } of rows.groups) {
    expect(number).to.be.above(lastGroup);
    lastGroup = number;
    for (const segment of segments) {
      let live = 0;
      for (const [place, row] of segment.ids.entries()) {
        expect(Math.floor(row / GROUP_ROWS)).to.equal(number);
        if (isDead(segment, place)) continue;
        live++;
        expect(found.has(row), `row ${row} is there twice`).to.equal(false);
        found.set(row, [
          readNumber(segment.columns.get(NUMBERS), place),
          readText(segment.columns.get(TEXTS), place),
        ]);
      }
      expect(segment.live).to.equal(live);
    }
  }
  expect(rows.count).to.equal(found.size);
  return found;
}

function readNumber(data: Data | undefined, place: number): bigint | null {
  return data?.getValid(place) ? data.values[place] : null;
}

function readText(data: Data | undefined, place: number): string | null {
  if (!data?.getValid(place)) return null;
  const { valueOffsets, values } = data;
  return Buffer.from(values.subarray(valueOffsets[place], valueOffsets[place + 1])).toString();
}

function entriesOf(map: Model): unknown[] {
  return [...map]
    .sort(([one], [other]) => one - other)
    .map(([row, [number, text]]) => [row, String(number), text]);
}

describe("vast emulator: rows", () => {
  it("holds what was inserted, updated and deleted, whatever the order; and every earlier version still does", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = { rows: NO_ROWS, model: new Map() as Model };
        const versions = [state];
        for (const one of steps) {
          state = apply(state.rows, state.model, one);
          versions.push(state);
        }
        for (const { rows, model } of versions) expect(entriesOf(contents(rows))).to.eql(entriesOf(model));
      }),
      { numRuns: 200 },
    );
  });

  it("keeps few segments after many writes of one row", () => {
    let rows = NO_ROWS;
    for (let row = 0; row < 2000; row++)
      rows = added(rows, Float64Array.of(row), columnsFor([row], 1, [NUMBERS]));
    for (let row = 0; row < 2000; row++)
      rows = updated(rows, Float64Array.of(7), columnsFor([7], row, [NUMBERS]));
    expect(rows.groups[0]?.segments.length).to.be.below(16);
    expect(contents(rows).size).to.equal(2000);
  });

  it("counts the rows of some ids that are there", () => {
    const rows = added(
      NO_ROWS,
      Float64Array.of(1, 2, GROUP_ROWS),
      columnsFor([1, 2, GROUP_ROWS], 1, [NUMBERS]),
    );
    expect(countOf(rows, Float64Array.of(0, 2, GROUP_ROWS, GROUP_ROWS + 1))).to.equal(2);
    expect(countOf(removed(rows, Float64Array.of(2)), Float64Array.of(0, 2, GROUP_ROWS))).to.equal(1);
  });
});
