import {
  Binary,
  Bool,
  type DataType,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float32,
  Int16,
  Int64,
  List,
  Map_,
  Struct,
  TimestampNanosecond,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import { gather, nullColumn } from "../../../src/vast-emulator/query/gather.ts";
import { columnOf, rawColumn, valuesOf } from "./arrow.ts";

const text = new Field("item", new Utf8(), true);
const entry = new Struct([new Field("key", new Utf8(), false), new Field("value", new Int64(), true)]);

/** A type, and two batches of values of it. */
const COLUMNS: readonly (readonly [DataType, unknown[], unknown[]])[] = [
  [new Int16(), [1, null, -3, 4], [5, 6, 7]],
  [new Int64(), [1n, 2n ** 63n - 1n, null], [-(2n ** 63n), 5n]],
  [new Bool(), [true, null, false, true, true, false, null, true, true, false], [false, true]],
  [
    new Utf8(),
    ["", "a", null, "ü€", "a text that is longer than the few units that are copied one by one"],
    ["b"],
  ],
  [new Binary(), [Uint8Array.of(), Uint8Array.of(1, 2), null], [Uint8Array.of(255)]],
  [new List(text), [["a", null], [], null, ["b"]], [["c", "d", "e"], null]],
  [new List(new Field("item", new List(text), true)), [[["a"], null, []], null], [[], [["b", "c"], ["d"]]]],
  [new FixedSizeList(3, new Field("item", new Float32(), false)), [[1, 2, 3], null, [4, 5, 6]], [[7, 8, 9]]],
  [
    new Struct([new Field("p", new Int16(), true), new Field("q", new List(text), true)]),
    [{ p: 1, q: ["x"] }, null, { p: null, q: null }],
    [{ p: 2, q: [] }],
  ],
  [
    new Map_(new Field("entries", entry as never, false)),
    [
      new Map([
        ["k", 1n],
        ["l", null],
      ]),
      null,
    ],
    [new Map(), new Map([["m", 2n]])],
  ],
];

describe("vast-emulator: gathering", () => {
  for (const [type, first, second] of COLUMNS) {
    it(`picks rows of ${type} from batches, slices and missing columns in any order`, () => {
      const [one, two] = [columnOf(type, first), columnOf(type, second)];
      const sources = [one, undefined, two, one.slice(1, first.length - 1)];
      const rows = [valuesOf(one), [null, null], valuesOf(two), valuesOf(one).slice(1)];
      const cell = fc
        .nat(3)
        .chain((from) => fc.tuple(fc.constant(from), fc.nat((rows[from]?.length ?? 1) - 1)));
      // Runs of consecutive rows are copied as blocks, so they must occur as well as single rows.
      const run = cell.chain(([from, at]) =>
        fc
          .nat((rows[from]?.length ?? 1) - 1 - at)
          .map((more) => Array.from({ length: more + 1 }, (_, step) => [from, at + step] as const)),
      );
      fc.assert(
        fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
          const cells = runs.flat();
          const from = Uint32Array.from(cells, ([source]) => source);
          const at = Uint32Array.from(cells, ([, row]) => row);
          const gathered = gather(type, sources, from, at);
          const expected = cells.map(([source, row]) => rows[source]?.[row] ?? null);
          expect(valuesOf(gathered)).to.eql(expected);
          expect(gathered.nullCount).to.equal(expected.filter((value) => value === null).length);
        }),
      );
    });
  }

  it("copies decimals, timestamps and fixed bytes bit by bit", () => {
    const words = Uint32Array.from({ length: 12 }, (_, word) => 0xffff_ffff - word);
    const decimals = gather(
      new Decimal(0, 38),
      [rawColumn(new Decimal(0, 38), words, [true, true, true])],
      Uint32Array.of(0, 0),
      Uint32Array.of(2, 0),
    );
    expect([...decimals.values]).to.eql([...words.slice(8), ...words.slice(0, 4)]);
    const times = BigInt64Array.of(2n ** 62n + 1n, -(2n ** 62n) - 1n);
    const type = new TimestampNanosecond("UTC");
    const moments = gather(
      type,
      [rawColumn(type, times, [true, true])],
      Uint32Array.of(0, 0),
      Uint32Array.of(1, 0),
    );
    expect([...moments.values]).to.eql([times[1], times[0]]);
    const bytes = rawColumn(new FixedSizeBinary(3), Uint8Array.of(1, 2, 3, 4, 5, 6), [true, true]);
    expect([...gather(bytes.type, [bytes], Uint32Array.of(0), Uint32Array.of(1)).values]).to.eql([4, 5, 6]);
  });

  it("makes columns of nothing but nulls, for columns that came later than the rows", () => {
    for (const [type] of COLUMNS) {
      expect(valuesOf(nullColumn(type, 3)), String(type)).to.eql([null, null, null]);
    }
  });
});
