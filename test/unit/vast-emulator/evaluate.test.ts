import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  type RecordBatch,
  Struct,
  TimeMicrosecond,
  TimeMillisecond,
  TimestampNanosecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import type { Filter, FilterValue, Range } from "../../../src/vast/wire/filter.ts";
import { encodeQuery } from "../../../src/vast/wire/query.ts";
import { decodeQuery } from "../../../src/vast-emulator/query/decode.ts";
import { compileFilter, matching } from "../../../src/vast-emulator/query/evaluate.ts";
import { batchOf, columnOf, rawColumn } from "./arrow.ts";

function queryOf(batch: RecordBatch, filter: Filter) {
  return decodeQuery(encodeQuery(batch.schema, filter, []), { strict: true });
}

function rowsThat(column: Data, ...anyOf: Range[]): number[] {
  const batch = batchOf({ x: column });
  return [...matching(queryOf(batch, [{ column: "x", anyOf }]), batch)];
}

/** Six rows, ascending, the fourth of which is null. */
const ORDERED: readonly (readonly [string, DataType, ArrayBufferView, FilterValue[]])[] = [
  ["int8", new Int8(), Int8Array.of(-128, -1, 0, 9, 1, 127), [-128, -1, 0, 9, 1, 127]],
  ["int16", new Int16(), Int16Array.of(-32768, -1, 0, 9, 1, 32767), [-32768, -1, 0, 9, 1, 32767]],
  [
    "int32",
    new Int32(),
    Int32Array.of(-(2 ** 31), -1, 0, 9, 1, 2 ** 31 - 1),
    [-(2 ** 31), -1, 0, 9, 1, 2 ** 31 - 1],
  ],
  longs("int64", new Int64(), [-(2n ** 63n), -(2n ** 32n) - 1n, -1n, 9n, 2n ** 53n, 2n ** 53n + 1n]),
  ["uint8", new Uint8(), Uint8Array.of(0, 1, 127, 9, 128, 255), [0, 1, 127, 9, 128, 255]],
  ["uint16", new Uint16(), Uint16Array.of(0, 1, 2, 9, 32768, 65535), [0, 1, 2, 9, 32768, 65535]],
  [
    "uint32",
    new Uint32(),
    Uint32Array.of(0, 1, 2, 9, 2 ** 31, 2 ** 32 - 1),
    [0, 1, 2, 9, 2 ** 31, 2 ** 32 - 1],
  ],
  [
    "uint64",
    new Uint64(),
    BigUint64Array.of(0n, 2n ** 32n, 2n ** 63n - 1n, 9n, 2n ** 63n, 2n ** 64n - 1n),
    [0n, 2n ** 32n, 2n ** 63n - 1n, 9n, 2n ** 63n, 2n ** 64n - 1n],
  ],
  [
    "float16",
    new Float16(),
    Uint16Array.of(0xfc00, 0xbe00, 0x0001, 0, 0x3c00, 0x7bff),
    [-Infinity, -1.5, 2 ** -24, 0, 1, 65504],
  ],
  [
    "float32",
    new Float32(),
    Float32Array.of(-1e30, -0.5, 0, 9, 1.5, Infinity),
    [-Math.fround(1e30), -0.5, 0, 9, 1.5, Infinity],
  ],
  [
    "float64",
    new Float64(),
    Float64Array.of(-1e300, -5e-324, 0, 9, 0.1, 0.1 + 2 ** -56),
    [-1e300, -5e-324, 0, 9, 0.1, 0.1 + 2 ** -56],
  ],
  ["date32", new DateDay(), Int32Array.of(-700000, -1, 0, 9, 1, 20000), [-700000, -1, 0, 9, 1, 20000]],
  ["time32", new TimeMillisecond(), Int32Array.of(0, 1, 2, 9, 3, 86399999), [0, 1, 2, 9, 3, 86399999]],
  longs("time64", new TimeMicrosecond(), [0n, 1n, 2n, 9n, 2n ** 32n, 86399999999n]),
  longs("timestamp(ns)", new TimestampNanosecond("UTC"), [
    -(2n ** 62n),
    -1n,
    0n,
    9n,
    2n ** 60n,
    2n ** 60n + 1n,
  ]),
  decimals([-(10n ** 37n), -1n, 0n, 9n, 2n ** 64n, 2n ** 64n + 1n]),
  [
    "fixed_size_binary",
    new FixedSizeBinary(2),
    Uint8Array.of(0, 0, 0, 1, 0, 255, 9, 9, 1, 0, 255, 0),
    [
      [0, 0],
      [0, 1],
      [0, 255],
      [9, 9],
      [1, 0],
      [255, 0],
    ].map((bytes) => Uint8Array.from(bytes)),
  ],
];

function longs(name: string, type: DataType, values: bigint[]) {
  return [name, type, BigInt64Array.from(values), values] as const;
}

function decimals(values: bigint[]) {
  const words = BigUint64Array.from(values.flatMap((value) => [value, value >> 64n]));
  return ["decimal128", new Decimal(3, 38), new Uint32Array(words.buffer), values] as const;
}

describe("vast-emulator: filters", () => {
  for (const [name, type, data, values] of ORDERED) {
    it(`compare ${name} exactly, and nulls with nothing`, () => {
      const column = rawColumn(type, data, [true, true, true, false, true, true]);
      const below = (row: number) => [0, 1, 2, 4, 5].filter((other) => other < row);
      const above = (row: number) => [0, 1, 2, 4, 5].filter((other) => other > row);
      for (const row of [0, 1, 2, 4, 5]) {
        const value = values[row] ?? 0;
        expect(rowsThat(column, { op: "eq", value }), `= ${value}`).to.eql([row]);
        expect(rowsThat(column, { op: "ne", value }), `!= ${value}`).to.eql([...below(row), ...above(row)]);
        expect(rowsThat(column, { op: "lt", value }), `< ${value}`).to.eql(below(row));
        expect(rowsThat(column, { op: "le", value }), `<= ${value}`).to.eql([...below(row), row]);
        expect(rowsThat(column, { op: "gt", value }), `> ${value}`).to.eql(above(row));
        expect(rowsThat(column, { op: "ge", value }), `>= ${value}`).to.eql([row, ...above(row)]);
      }
      expect(rowsThat(column, { op: "eq", value: values[3] ?? 0 })).to.eql([]);
      expect(rowsThat(column, { in: [values[5] ?? 0, values[3] ?? 0, values[0] ?? 0] })).to.eql([0, 5]);
      expect(rowsThat(column, { between: [values[1] ?? 0, values[4] ?? 0] })).to.eql([1, 2, 4]);
      expect(rowsThat(column, { isNull: true })).to.eql([3]);
      expect(rowsThat(column, { isNull: false })).to.eql([0, 1, 2, 4, 5]);
    });
  }

  it("compare text by its UTF-8 bytes, not by JavaScript's code units", () => {
    // U+FF61 sorts after the surrogates of U+1F600 as code units, but before it as bytes.
    const column = columnOf(new Utf8(), ["", "a", "ab", null, "\u{ff61}", "\u{1f600}"]);
    expect(rowsThat(column, { op: "lt", value: "\u{1f600}" })).to.eql([0, 1, 2, 4]);
    expect(rowsThat(column, { op: "gt", value: "a" })).to.eql([2, 4, 5]);
    expect(rowsThat(column, { op: "eq", value: "" })).to.eql([0]);
    expect(rowsThat(column, { op: "ne", value: "ab" })).to.eql([0, 1, 4, 5]);
    expect(rowsThat(column, { in: ["\u{1f600}", "ab", "b"] })).to.eql([2, 5]);
  });

  it("find prefixes and substrings, and take the empty prefix for any text", () => {
    const column = columnOf(new Utf8(), ["", "abé", "xabx", null, "ab", "AB"]);
    expect(rowsThat(column, { prefix: "ab" })).to.eql([1, 4]);
    expect(rowsThat(column, { prefix: "" })).to.eql([0, 1, 2, 4, 5]);
    expect(rowsThat(column, { contains: "ab" })).to.eql([1, 2, 4]);
    expect(rowsThat(column, { contains: "é" })).to.eql([1]);
    expect(rowsThat(column, { contains: "x" }, { isNull: true })).to.eql([2, 3]);
  });

  it("compare bytes and booleans", () => {
    const bytes = columnOf(new Binary(), [
      Uint8Array.of(),
      Uint8Array.of(1),
      null,
      Uint8Array.of(1, 0),
      Uint8Array.of(200),
    ]);
    expect(rowsThat(bytes, { op: "gt", value: Uint8Array.of(1) })).to.eql([3, 4]);
    expect(rowsThat(bytes, { op: "eq", value: Uint8Array.of(1, 0) })).to.eql([3]);
    const flags = columnOf(new Bool(), [true, false, null, true]);
    expect(rowsThat(flags, { op: "eq", value: false })).to.eql([1]);
    expect(rowsThat(flags, { op: "ne", value: false })).to.eql([0, 3]);
  });

  it("find NaN different from everything, and neither less nor more", () => {
    const column = rawColumn(new Float64(), Float64Array.of(Number.NaN, 1, -0), [true, true, true]);
    expect(rowsThat(column, { op: "ne", value: 1 })).to.eql([0, 2]);
    expect(rowsThat(column, { op: "le", value: 1 })).to.eql([1, 2]);
    expect(rowsThat(column, { in: [0, 5] })).to.eql([2]);
  });

  it("compare lists of fixed size element by element", () => {
    const type = new FixedSizeList(2, new Field("item", new Int64(), false));
    const column = columnOf(type, [[1n, 2n], [1n, -3n], null, [2n, 0n]]);
    expect(rowsThat(column, { op: "eq", value: [1n, 2n] })).to.eql([0]);
    expect(rowsThat(column, { op: "ne", value: [1n, 2n] })).to.eql([1, 3]);
    expect(rowsThat(column, { op: "lt", value: [1n, 2n] })).to.eql([1]);
    expect(rowsThat(column, { op: "gt", value: [1n, 2n] })).to.eql([3]);
    expect(rowsThat(column, { isNull: true })).to.eql([2]);
  });

  it("take a struct's leaf for null where any ancestor is", () => {
    const inner = new Struct([new Field("q1", new Int32(), true)]);
    const type = new Struct([new Field("p", new Int32(), true), new Field("q", inner, true)]);
    const st = columnOf(type, [
      { p: 1, q: { q1: 7 } },
      { p: 1, q: null },
      null,
      { p: 1, q: { q1: null } },
      { p: 2, q: { q1: 8 } },
    ]);
    const batch = batchOf({ a: columnOf(new Int32(), [0, 0, 0, 0, 0]), st });
    const rows = (...anyOf: Range[]) => [...matching(queryOf(batch, [{ column: "st.q.q1", anyOf }]), batch)];
    expect(rows({ isNull: true })).to.eql([1, 2, 3]);
    expect(rows({ isNull: false })).to.eql([0, 4]);
    expect(rows({ op: "ne", value: 7 })).to.eql([4]);
    expect(rows({ op: "le", value: 7 }, { isNull: true })).to.eql([0, 1, 2, 3]);
  });

  it("need all groups, of which several may be about one column, and any range within a group", () => {
    const batch = batchOf({
      a: columnOf(new Int32(), [1, 2, 3, 4, 5, 6]),
      s: columnOf(new Utf8(), ["x", "y", "x", "y", "x", null]),
    });
    const filter: Filter = [
      { column: "a", anyOf: [{ op: "gt", value: 1 }] },
      { column: "a", anyOf: [{ op: "lt", value: 3 }, { between: [4, 5] }, { op: "eq", value: 6 }] },
      { column: "s", anyOf: [{ op: "eq", value: "y" }, { isNull: true }] },
    ];
    expect([...matching(queryOf(batch, filter), batch)]).to.eql([1, 3, 5]);
    expect([...matching(queryOf(batch, []), batch)]).to.eql([0, 1, 2, 3, 4, 5]);
  });

  it("look at a range of rows only, and stop at a limit, across chunks", () => {
    const count = 200_000;
    const batch = batchOf({
      a: rawColumn(
        new Int32(),
        Int32Array.from({ length: count }, (_, row) => row % 10),
        Array(count).fill(true),
      ),
    });
    const filter = compileFilter(queryOf(batch, [{ column: "a", anyOf: [{ op: "eq", value: 3 }] }]));
    expect(filter(batch)).to.have.length(count / 10);
    expect([...filter(batch, { from: 65_530, to: 65_550 })]).to.eql([65_533, 65_543]);
    const limited = filter(batch, { from: 65_000, limit: 10_000 });
    expect([limited.length, limited[0], limited.at(-1)]).to.eql([10_000, 65_003, 164_993]);
    expect([...filter(batch, { from: count, to: 2 * count })]).to.eql([]);
  });

  it("find the same among thousands of alternatives as one by one", () => {
    const values = Array.from({ length: 3000 }, (_, row) => BigInt((row * 7919) % 5000) - 2500n);
    const column = columnOf(new Int64(), values);
    const wanted = Array.from({ length: 1000 }, (_, index) => BigInt(index * 3) - 1000n);
    const expected = values.flatMap((value, row) => (wanted.includes(value) ? [row] : []));
    expect(rowsThat(column, { in: wanted })).to.eql(expected);
  });

  it("see the rows of a slice as those of a whole", () => {
    const whole = columnOf(new Utf8(), ["a", null, "b", "a", null, "c", "a", "b", null, "a"]);
    const flags = columnOf(new Bool(), [true, null, false, true, null, false, true, false, null, true]);
    expect(rowsThat(whole.slice(3, 6), { op: "eq", value: "a" })).to.eql([0, 3]);
    expect(rowsThat(flags.slice(3, 6), { op: "eq", value: false }, { isNull: true })).to.eql([1, 2, 4, 5]);
  });
});
