import {
  Binary,
  Field,
  FixedSizeList,
  Float64,
  Int8,
  Int64,
  List,
  Schema,
  Struct,
  TimestampNanosecond,
  type TypeMap,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import { VastFilterError } from "../../../src/vast/wire/filter-error.ts";
import { filterOn } from "../../../src/vast/wire/filter-on.ts";

const types = {
  id: new Utf8(),
  size: new Int64(),
  small: new Int8(),
  raw: new Binary(),
  at: new TimestampNanosecond(),
  place: new Struct<{ x: Float64 }>([new Field("x", new Float64(), true)]),
  pair: new FixedSizeList<Int8>(2, new Field("item", new Int8(), false)),
  tags: new List<Utf8>(new Field("item", new Utf8(), true)),
} satisfies TypeMap;
const fields = Object.entries(types).map(([name, type]) => new Field(name, type, true));
const schema = new Schema<typeof types>(fields);

/** Each of these lines is an error of the compiler, which complains if one is not, and one at run time. */
const mistakes: Readonly<Record<string, () => unknown>> = {
  // @ts-expect-error
  "a column that does not exist": () => filterOn(schema, [{ column: "name", anyOf: [{ isNull: true }] }]),
  // @ts-expect-error
  "a number for text": () => filterOn(schema, [{ column: "id", anyOf: [{ op: "eq", value: 1 }] }]),
  // @ts-expect-error
  "text for a number": () => filterOn(schema, [{ column: "size", anyOf: [{ in: ["1"] }] }]),
  // @ts-expect-error
  "a bigint for a float": () => filterOn(schema, [{ column: "place.x", anyOf: [{ op: "gt", value: 1n }] }]),
  // @ts-expect-error
  "a number's prefix": () => filterOn(schema, [{ column: "size", anyOf: [{ prefix: "1" }] }]),
  // @ts-expect-error
  "a list": () => filterOn(schema, [{ column: "tags", anyOf: [{ isNull: false }] }]),
  // @ts-expect-error
  "a struct as a whole": () => filterOn(schema, [{ column: "place", anyOf: [{ isNull: false }] }]),
};

describe("filters that the compiler checks", () => {
  it("accept what the columns can be compared with", () => {
    const filter = filterOn(schema, [
      { column: "id", anyOf: [{ prefix: "a" }, { contains: "b" }, { op: "eq", value: "c" }] },
      { column: "size", anyOf: [{ in: [1, 2n] }, { between: [1, 2] }] },
      { column: "raw", anyOf: [{ prefix: Uint8Array.of(1) }] },
      { column: "at", anyOf: [{ op: "lt", value: 1n }] },
      { column: "place.x", anyOf: [{ op: "ge", value: 0.5 }] },
      { column: "pair", anyOf: [{ op: "eq", value: [1, 2] }] },
    ]);
    expect(filter.map(({ column }) => column)).to.have.length(6);
  });

  for (const [what, make] of Object.entries(mistakes)) {
    it(`refuse ${what}, at run time as well`, () => {
      expect(make).to.throw(VastFilterError);
    });
  }

  it("refuse at once what types cannot tell", () => {
    expect(() => filterOn(schema, [{ column: "small", anyOf: [{ op: "eq", value: 300 }] }]))
      .to.throw(VastFilterError)
      .that.includes({ column: "small" });
  });

  it("take any column of a schema whose types are not known", () => {
    const untyped: Schema = schema;
    expect(filterOn(untyped, [{ column: "id", anyOf: [{ isNull: false }] }])).to.have.length(1);
  });
});
