import {
  DataType,
  DateMillisecond,
  Decimal,
  Duration,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float64,
  Int8,
  Int32,
  Int64,
  LargeUtf8,
  List,
  Null,
  Schema,
  Struct,
  TimestampNanosecond,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import { Builder } from "flatbuffers";
import { type MapEntries, writeSchema } from "../../../src/vast/wire/arrow-field.ts";
import { readSchema } from "../../../src/vast/wire/arrow-field-read.ts";
import { VastFilterError } from "../../../src/vast/wire/filter-error.ts";
import { FlatTable } from "../../../src/vast/wire/flat-read.ts";
import { numberLeaves, wrapLeaf } from "../../../src/vast/wire/leaves.ts";
import { encodeQuery } from "../../../src/vast/wire/query.ts";
import { arrowField, describeField, mapOf } from "./arrow-fields.ts";

const nullable = (name: string, type: DataType) => new Field(name, type, true);

/** Columns of every kind of nesting, numbered as the official client does. */
const columns = [
  nullable("x", new Int64()),
  nullable("l", new List(nullable("item", new Int8()))),
  nullable("fl", new FixedSizeList(2, new Field("item", new Int64(), false))),
  nullable("m", mapOf(new Utf8(), new Float64())),
  nullable(
    "st",
    new Struct([nullable("p", new Int8()), nullable("q", new Struct([nullable("q1", new Utf8())]))]),
  ),
  nullable("w", new Int64()),
];

function readBack(fields: readonly Field[], mapEntries: MapEntries): readonly Field[] {
  const builder = new Builder();
  builder.finish(writeSchema(builder, fields, mapEntries));
  return readSchema(FlatTable.root(builder.asUint8Array()));
}

describe("columns and their leaves", () => {
  it("numbers fields before their children, across all nesting and all columns", () => {
    const numbers = numberLeaves(columns).map(({ number, path }) => [
      number,
      path.map(({ name }) => name).join("."),
    ]);
    expect(numbers).to.deep.equal([
      [0, "x"],
      [2, "l.item"],
      [4, "fl.item"],
      [7, "m.entries.key"],
      [8, "m.entries.value"],
      [10, "st.p"],
      [12, "st.q.q1"],
      [13, "w"],
    ]);
  });

  it("expects each leaf inside its ancestors, and a map as lists of structs", () => {
    expect(numberLeaves(columns).map((leaf) => describeField(wrapLeaf(leaf)))).to.deep.equal([
      "x: Int64?",
      "l: List<item: Int8?>?",
      "fl: FixedSizeList[2]<item: Int64>?",
      "m: List<entries: Struct<key: Utf8>>?",
      "m: List<entries: Struct<value: Float64?>>?",
      "st: Struct<p: Int8?>?",
      "st: Struct<q: Struct<q1: Utf8?>?>?",
      "w: Int64?",
    ]);
  });

  for (const mapEntries of ["struct", "map"] as const) {
    it(`reads back every Arrow schema that it writes, with the entries of maps typed as a ${mapEntries}`, () => {
      fc.assert(
        fc.property(fc.array(arrowField, { maxLength: 4 }), (fields) => {
          expect(readBack(fields, mapEntries).map(describeField)).to.deep.equal(fields.map(describeField));
        }),
      );
    });
  }

  it("leaves a timestamp's zone out, as the official client does", () => {
    const [field] = readBack([nullable("t", new TimestampNanosecond("Europe/Zurich"))], "struct");
    expect(String(field?.type)).to.equal("Timestamp<NANOSECOND>");
  });

  const impossible: readonly DataType[] = [
    new Null(),
    new LargeUtf8(),
    new DateMillisecond(),
    new Duration(0),
    new Decimal(2, 40, 256),
  ];
  for (const type of impossible) {
    it(`refuses a query of a column of type ${type}, naming it`, () => {
      const schema = new Schema([nullable("outer", new Struct([nullable("odd", type)]))]);
      expect(() => encodeQuery(schema, [], ["outer"]))
        .to.throw(VastFilterError, "outer.odd")
        .that.includes({ kind: "unsupportedType", sent: false, column: "outer.odd" });
    });
  }

  it("keeps the sizes of fixed-size types and decimals", () => {
    const sized = [
      nullable("f", new FixedSizeBinary(16)),
      nullable("d", new Decimal(-2, 38)),
      nullable("i", new Int32()),
    ];
    const [f, d, i] = readBack(sized, "struct").map((field): DataType => field.type);
    expect(f).to.include({ byteWidth: 16 });
    expect(d).to.include({ scale: -2, precision: 38, bitWidth: 128 });
    expect(i).to.include({ bitWidth: 32, isSigned: true });
    expect(DataType.isInt(i)).to.equal(true);
  });

  it("keeps whether a map's keys are sorted", () => {
    const fields = readBack([nullable("m", mapOf(new Utf8(), new Int8(), true))], "struct");
    expect(fields.map(({ type }) => type.keysSorted)).to.deep.equal([true]);
  });
});
