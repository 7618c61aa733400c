import {
  Bool,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  DurationSecond,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float16,
  Int32,
  Int64,
  IntervalDayTime,
  LargeUtf8,
  List,
  Null,
  Schema,
  SparseUnion,
  Struct,
  TimestampMicrosecond,
  TimestampNanosecond,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import { checkRows, checkSchema } from "../../../src/vast-emulator/query/schema.ts";
import { TabularError } from "../../../src/vast-emulator/query/tabular-error.ts";

const item = (type: DataType, nullable = false) => new Field("item", type, nullable);
const one = (type: DataType, nullable = true) => new Schema([new Field("x", type, nullable)]);

function codeOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof TabularError ? error.code : String(error);
  }
}

describe("vast-emulator: types", () => {
  it("that no table can have are refused at any depth", () => {
    const types = [
      new Null(),
      new Dictionary(new Utf8(), new Int32()),
      new SparseUnion([0], [item(new Int32())]),
      new DurationSecond(),
      new IntervalDayTime(),
      new LargeUtf8(),
      new DateMillisecond(),
      new Decimal(0, 50, 256),
    ];
    for (const type of types) {
      expect(
        codeOf(() => checkSchema(one(type))),
        String(type),
      ).to.equal("TabularUnsupportedColumnType");
      expect(codeOf(() => checkSchema(one(new List(item(type)))))).to.equal("TabularUnsupportedColumnType");
      expect(codeOf(() => checkSchema(one(new Struct([item(type)]))))).to.equal(
        "TabularUnsupportedColumnType",
      );
    }
  });

  it("of lists of fixed size need one element or more, not null, of a listed type", () => {
    const code = (size: number, of: Field) => codeOf(() => checkSchema(one(new FixedSizeList(size, of))));
    expect(code(0, item(new Int64()))).to.equal("TabularInvalidColumnTypeParam");
    expect(code(2 ** 31 - 1, item(new Int64()))).to.equal("TabularUnsupportedColumnType");
    expect(code(2, item(new Int64(), true))).to.equal("TabularUnsupportedColumnType");
    for (const type of [new Float16(), new Bool(), new Utf8(), new FixedSizeBinary(2)]) {
      expect(code(2, item(type)), String(type)).to.equal("TabularUnsupportedColumnType");
    }
    for (const type of [new Int64(), new Decimal(3, 38), new DateDay(), new TimestampNanosecond()]) {
      expect(code(2, item(type)), String(type)).to.equal(undefined);
    }
  });

  it("of rows are those of the table's columns of that name, in any order, time zones aside", () => {
    const table = new Schema([
      ...one(new Int64()).fields,
      new Field("t", new TimestampMicrosecond("UTC"), true),
    ]);
    const code = (...fields: Field[]) => codeOf(() => checkRows(new Schema(fields), table));
    const x = new Field("x", new Int64(), true);
    expect(code(new Field("t", new TimestampMicrosecond(), true), x)).to.equal(undefined);
    expect(code(new Field("$row_id", new Int64(), true), x)).to.equal(undefined);
    expect(code(new Field("t", new TimestampNanosecond("UTC"), true))).to.equal("TabularMismatchColumnType");
    expect(code(new Field("x", new Int32(), true))).to.equal("TabularMismatchColumnType");
    expect(code(new Field("X", new Int64(), true))).to.equal("TabularMismatchColumnName");
    expect(code(x, x)).to.equal("TabularMismatchColumnName");
  });

  it("of lists of fixed size in rows have the table's size and nullability, as the official tests expect", () => {
    const type = new FixedSizeList(3, item(new Int64()));
    const code = (given: DataType, nullable = true) =>
      codeOf(() => checkRows(one(given, nullable), one(type)));
    expect(code(type)).to.equal(undefined);
    expect(code(type, false)).to.equal("TabularMismatchColumnType");
    expect(code(new FixedSizeList(2, item(new Int64())))).to.equal("TabularMismatchColumnType");
    expect(code(new FixedSizeList(3, item(new Int64(), true)))).to.equal("TabularMismatchColumnType");
  });
});
