import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int,
  Int8,
  Int32,
  Int64,
  List,
  Schema,
  Struct,
  TimeMillisecond,
  TimeNanosecond,
  TimestampNanosecond,
  Uint64,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import type { Filter, FilterValue, Range } from "../../../src/vast/wire/filter.ts";
import { VastFilterError } from "../../../src/vast/wire/filter-error.ts";
import { prefixEnd } from "../../../src/vast/wire/prefix.ts";
import { encodeQuery, planQuery } from "../../../src/vast/wire/query.ts";
import { decodeQuery } from "../../../src/vast-emulator/query/decode.ts";
import type { Predicate } from "../../../src/vast-emulator/query/predicate.ts";
import { describeField, mapOf } from "./arrow-fields.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const schemaOf = (types: Readonly<Record<string, DataType>>) =>
  new Schema(Object.entries(types).map(([name, type]) => new Field(name, type, true)));
const vector = new FixedSizeList(2, new Field("item", new Int32(), false));
const table = schemaOf({
  id: new Int64(),
  text: new Utf8(),
  raw: new Binary(),
  list: new List(new Field("item", new Int8(), true)),
  map: mapOf(new Utf8(), new Int8()),
  st: new Struct([new Field("a", new Int8(), true), new Field("b", new Utf8(), true)]),
  pair: vector,
});

/** The ranges of a filter's only group, as the emulator reads them from the body in its strict mode. */
function ranges(schema: Schema, column: string, ...anyOf: readonly Range[]): readonly Predicate[] {
  const { predicate } = decodeQuery(encodeQuery(schema, [{ column, anyOf }], []), { strict: true });
  const [group, ...others] = "args" in predicate ? predicate.args : [];
  expect(others).to.deep.equal([]);
  return group !== undefined && "args" in group ? group.args : [];
}

/** What an equality with this value becomes. */
function literal(type: DataType, value: FilterValue): unknown {
  const [range] = ranges(schemaOf({ c: type }), "c", { op: "eq", value });
  return range !== undefined && "literal" in range ? range.literal.value : undefined;
}

function refusal(schema: Schema, filter: Filter, columns: readonly string[] = []): VastFilterError {
  try {
    encodeQuery(schema, filter, columns);
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(VastFilterError);
    return thrown as VastFilterError;
  }
  throw new Error("The filter was not refused.");
}

const between = (min: bigint, max: bigint) => fc.bigInt({ min, max });
const bits = (count: number) => between(-(2n ** BigInt(count - 1)), 2n ** BigInt(count - 1) - 1n);
const half = (value: number) => {
  const view = new DataView(new ArrayBuffer(2));
  view.setFloat16(0, value);
  return view.getFloat16(0);
};

/** Values of every kind that columns can be compared with, and what must arrive. */
const kinds: readonly [DataType, fc.Arbitrary<FilterValue>, (value: never) => unknown][] = [
  ...[8, 16, 32, 64].flatMap((width): typeof kinds => [
    [new Int(true, width as 8), bits(width), (value: bigint) => value],
    [new Int(false, width as 8), between(0n, 2n ** BigInt(width) - 1n), (value: bigint) => value],
  ]),
  [new Int64(), fc.maxSafeInteger(), (value: number) => BigInt(value)],
  [new Bool(), fc.boolean(), (value: boolean) => value],
  [new Float64(), fc.double({ noNaN: true }), (value: number) => value + 0],
  [new Float32(), fc.float({ noNaN: true }), (value: number) => value + 0],
  [new Float16(), fc.double({ min: -65_504, max: 65_504, noNaN: true }), (value: number) => half(value) + 0],
  [new Utf8(), fc.string({ unit: "binary" }), bytes],
  [new Binary(), fc.uint8Array(), (value: Uint8Array) => value],
  [new FixedSizeBinary(3), fc.uint8Array({ minLength: 3, maxLength: 3 }), (value: Uint8Array) => value],
  [new DateDay(), bits(32), (value: bigint) => value],
  [new TimeMillisecond(), bits(32), (value: bigint) => value],
  [new TimeNanosecond(), bits(64), (value: bigint) => value],
  [new TimestampNanosecond("UTC"), bits(64), (value: bigint) => value],
  [new Decimal(4, 38), between(1n - 10n ** 38n, 10n ** 38n - 1n), (value: bigint) => value],
  [vector, fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), (value: number[]) => value.map(BigInt)],
];

describe("filters", () => {
  for (const [type, values, arriving] of kinds) {
    it(`carry every value of a ${type} exactly`, () => {
      fc.assert(
        fc.property(values, (value) => {
          expect(literal(type, value)).to.deep.equal(arriving(value as never));
        }),
      );
    });
  }

  it("carry what the official client could not: negative decimals and unsigned numbers above 2^63", () => {
    expect(literal(new Decimal(3, 7), -231_150n)).to.equal(-231_150n);
    expect(literal(new Uint64(), 2n ** 64n - 1n)).to.equal(2n ** 64n - 1n);
  });

  it("copy the column's nullability and type to the literal, without a zone", () => {
    const schema = new Schema([new Field("t", new TimestampNanosecond("UTC"), false)]);
    const [range] = ranges(schema, "t", { op: "lt", value: 5n });
    const field = range !== undefined && "literal" in range ? range.literal.field : undefined;
    expect(field && describeField(field)).to.equal(": Timestamp<NANOSECOND>");
  });

  const column = 0;
  const shapes: readonly [string, string, Range, unknown][] = [
    ["eq", "id", { op: "eq", value: 1 }, { op: "equal", column, value: 1n }],
    ["ne", "id", { op: "ne", value: 1 }, { op: "not_equal", column, value: 1n }],
    ["lt", "id", { op: "lt", value: 1 }, { op: "less", column, value: 1n }],
    ["le", "id", { op: "le", value: 1 }, { op: "less_equal", column, value: 1n }],
    ["gt", "id", { op: "gt", value: 1 }, { op: "greater", column, value: 1n }],
    ["ge", "id", { op: "ge", value: 1 }, { op: "greater_equal", column, value: 1n }],
    ["isNull", "id", { isNull: true }, { op: "is_null", column }],
    ["not isNull", "id", { isNull: false }, { op: "is_valid", column }],
    ["contains", "text", { contains: "é" }, { op: "match_substring", column, value: bytes("é") }],
    ["an empty prefix", "text", { prefix: "" }, { op: "is_valid", column }],
    ["an empty binary prefix", "raw", { prefix: new Uint8Array() }, { op: "is_valid", column }],
  ];
  for (const [name, named, range, expected] of shapes) {
    it(`write ${name} as one condition`, () => {
      expect(ranges(table, named, range).map(plain)).to.deep.equal([expected]);
    });
  }

  /** A predicate with its literals' values only. */
  function plain(predicate: Predicate): unknown {
    if ("args" in predicate) return { op: predicate.op, args: predicate.args.map(plain) };
    if (!("literal" in predicate)) return predicate;
    return { op: predicate.op, column: predicate.column, value: predicate.literal.value };
  }

  it("write IN as equalities beside the group's other ranges", () => {
    expect(ranges(table, "id", { in: [3, 1] }, { isNull: true }).map(plain)).to.deep.equal([
      { op: "equal", column, value: 3n },
      { op: "equal", column, value: 1n },
      { op: "is_null", column },
    ]);
  });

  it("write BETWEEN with both ends included", () => {
    const args = [
      { op: "greater_equal", column, value: 1n },
      { op: "less_equal", column, value: 5n },
    ];
    expect(ranges(table, "id", { between: [1, 5] }).map(plain)).to.deep.equal([{ op: "and", args }]);
  });

  it("write a prefix as a range whose end is bytes, carrying over 0xff", () => {
    const args = [
      { op: "greater_equal", column, value: Uint8Array.of(7, 255, 255) },
      { op: "less", column, value: Uint8Array.of(8) },
    ];
    const range = { prefix: Uint8Array.of(7, 255, 255) };
    expect(ranges(table, "raw", range).map(plain)).to.deep.equal([{ op: "and", args }]);
  });

  it("write a prefix of 0xff alone as a range without an end", () => {
    const value = Uint8Array.of(255);
    expect(ranges(table, "raw", { prefix: value }).map(plain)).to.deep.equal([
      { op: "greater_equal", column, value },
    ]);
  });

  it("bound exactly the byte strings that begin with a prefix", () => {
    const few = fc.uint8Array({ max: 255, maxLength: 4 }).map((value) => value.map((byte) => (byte % 3) - 1));
    fc.assert(
      fc.property(few, few, (prefix, value) => {
        const end = prefixEnd(prefix);
        const within =
          Buffer.compare(prefix, value) <= 0 && (end === undefined || Buffer.compare(value, end) < 0);
        expect(within).to.equal(Buffer.from(value).subarray(0, prefix.length).equals(prefix));
      }),
      { numRuns: 2000 },
    );
  });

  it("address a struct's leaf by its path and a fixed-size list by its item", () => {
    const filter: Filter = [
      { column: "st.b", anyOf: [{ op: "eq", value: "x" }] },
      { column: "pair", anyOf: [{ op: "gt", value: [1, 2] }] },
      { column: "st.a", anyOf: [{ isNull: true }] },
    ];
    const { fields, predicate, projection } = decodeQuery(encodeQuery(table, filter, ["id"]), {
      strict: true,
    });
    expect(fields.map(({ name }) => name)).to.deep.equal(["id", "st", "pair"]);
    expect(projection).to.deep.equal([0]);
    expect(plain(predicate)).to.deep.equal({
      op: "and",
      args: [
        { op: "or", args: [{ op: "equal", column: 3, value: bytes("x") }] },
        { op: "or", args: [{ op: "greater", column: 5, value: [1n, 2n] }] },
        { op: "or", args: [{ op: "is_null", column: 2 }] },
      ],
    });
  });

  it("prefer a column whose name has dots to a path that reads alike", () => {
    const dotted = new Schema([
      new Field("a", new Struct([new Field("b", new Utf8(), true)]), true),
      new Field("a.b", new Int64(), true),
    ]);
    const { fields } = decodeQuery(
      encodeQuery(dotted, [{ column: "a.b", anyOf: [{ op: "eq", value: 1 }] }], []),
    );
    expect(fields.map(({ name }) => name)).to.deep.equal(["a.b"]);
  });

  const eq = (value: FilterValue): readonly Range[] => [{ op: "eq", value }];
  const refusals: readonly [string, Readonly<Record<string, DataType>>, string, readonly Range[]][] = [
    ["an unknown column", { c: new Int8() }, "d", eq(1)],
    ["a group that allows nothing", { c: new Int8() }, "c", []],
    ["an empty IN", { c: new Int8() }, "c", [{ in: [] }]],
    ["a number out of the column's range", { c: new Int8() }, "c", eq(128)],
    ["a negative number for an unsigned column", { c: new Uint64() }, "c", eq(-1n)],
    ["a fraction for an integer", { c: new Int64() }, "c", eq(1.5)],
    ["an integer that a double no longer holds exactly", { c: new Int64() }, "c", eq(2 ** 53)],
    ["text for an integer", { c: new Int64() }, "c", eq("1")],
    ["a number for text", { c: new Utf8() }, "c", eq(1)],
    ["text with half of a surrogate pair", { c: new Utf8() }, "c", eq("\ud800")],
    ["a prefix with half of a surrogate pair", { c: new Utf8() }, "c", [{ prefix: "\ud800" }]],
    ["text for bytes", { c: new Binary() }, "c", eq("x")],
    ["bytes of another width", { c: new FixedSizeBinary(2) }, "c", eq(Uint8Array.of(1))],
    ["not a number", { c: new Float64() }, "c", eq(Number.NaN)],
    ["a number beyond the column's floats", { c: new Float32() }, "c", eq(1e300)],
    ["more digits than a decimal has", { c: new Decimal(0, 3) }, "c", eq(1000n)],
    ["a day beyond 32 bits", { c: new DateDay() }, "c", eq(2n ** 31n)],
    ["a list of another length", { c: vector }, "c", eq([1])],
    ["a list with a value that its items cannot have", { c: vector }, "c", eq([1, "2"])],
    ["a list compared by le", { c: vector }, "c", [{ op: "le", value: [1, 2] }]],
    [
      "a list compared by between",
      { c: vector },
      "c",
      [
        {
          between: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
    ],
    ["a substring of a number", { c: new Int8() }, "c", [{ contains: "1" }]],
    ["a prefix of a number", { c: new Int8() }, "c", [{ prefix: "1" }]],
    ["a text prefix of bytes", { c: new Binary() }, "c", [{ prefix: "1" }]],
  ];
  for (const [what, types, named, anyOf] of refusals) {
    it(`refuse ${what}, naming the column, before anything is sent`, () => {
      const error = refusal(schemaOf(types), [{ column: named, anyOf }]);
      expect(error).to.include({ kind: "badRequest", column: named, sent: false });
      expect(error.message).to.match(new RegExp(`\\b${named}\\b.*\\.$`));
    });
  }

  for (const named of ["list", "map", "st", "list.item", "map.entries.key"]) {
    it(`refuse to compare ${named}, which is neither a scalar nor a struct's leaf`, () => {
      const error = refusal(table, [{ column: named, anyOf: [{ isNull: true }] }]);
      expect(error).to.include({ kind: "unsupportedType", column: named });
    });
  }

  it("take 10 000 values of an IN, and refuse 100 000 as too large", () => {
    const values = Array.from({ length: 100_000 }, (_, index) => index);
    const schema = schemaOf({ c: new Int32() });
    expect(ranges(schema, "c", { in: values.slice(0, 10_000) })).to.have.length(10_000);
    const error = refusal(schema, [{ column: "c", anyOf: [{ in: values }] }]);
    expect(error).to.include({ kind: "tooLarge", sent: false });
  });

  it("take a body of exactly 4 718 592 bytes, and no more", () => {
    const filter = (length: number): Filter => [
      { column: "text", anyOf: [{ contains: "x".repeat(length) }] },
    ];
    const room = 4_718_592 - encodeQuery(table, filter(0), ["text"]).length;
    expect(encodeQuery(table, filter(room), ["text"])).to.have.length(4_718_592);
    expect(refusal(table, filter(room + 8), ["text"])).to.include({ kind: "tooLarge" });
  });
});

describe("queries", () => {
  it("list the requested columns as requested, then those of the filter, once each", () => {
    const filter: Filter = ["raw", "id", "raw", "st.a"].map((column) => ({
      column,
      anyOf: [{ isNull: false }],
    }));
    const { fields, projection } = decodeQuery(encodeQuery(table, filter, ["st", "id"]), { strict: true });
    expect(fields.map(({ name }) => name)).to.deep.equal(["st", "id", "raw"]);
    expect(projection).to.deep.equal([1, 2, 3]);
  });

  it("expect one leaf per answered stream, in the order of the projection", () => {
    const { leaves } = planQuery(table, [], ["map", "id"]);
    expect(leaves.map(describeField)).to.deep.equal([
      "map: List<entries: Struct<key: Utf8>>?",
      "map: List<entries: Struct<value: Int8?>>?",
      "id: Int64?",
    ]);
  });

  it("type the entries of maps as structs unless told otherwise", () => {
    const plain = encodeQuery(table, [], ["map"]);
    expect(plain).to.deep.equal(encodeQuery(table, [], ["map"], { mapEntries: "struct" }));
    expect(plain).to.not.deep.equal(encodeQuery(table, [], ["map"], { mapEntries: "map" }));
  });

  it("refuse to read an unknown column, or one column twice", () => {
    expect(refusal(table, [], ["id", "idd"])).to.include({ kind: "badRequest", column: "idd" });
    expect(refusal(table, [], ["id", "id"])).to.include({ kind: "badRequest" });
  });
});
