import {
  Binary,
  Decimal,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int64,
  List,
  Map_,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import type { Filter } from "../../../src/vast/wire/filter.ts";
import { encodeQuery } from "../../../src/vast/wire/query.ts";
import { pickColumns } from "../../../src/vast-emulator/query/columns.ts";
import { decodeQuery } from "../../../src/vast-emulator/query/decode.ts";
import { TabularError } from "../../../src/vast-emulator/query/tabular-error.ts";

const entry = new Struct([new Field("key", new Utf8(), false), new Field("value", new Float64(), true)]);
const nested = new Schema([
  new Field("x", new Int64(), true),
  new Field("l", new List(new Field("item", new Int8(), true)), true),
  new Field("fl", new FixedSizeList(2, new Field("item", new Int64(), false)), true),
  new Field("m", new Map_(new Field("entries", entry as never, false)), true),
  new Field(
    "st",
    new Struct([
      new Field("p", new Int16(), true),
      new Field("q", new Struct([new Field("q1", new Utf8(), true)]), true),
    ]),
    true,
  ),
  new Field("w", new Int64(), true),
]);
const all = nested.names.map(String);
const strict = { strict: true };

function decoded(filter: Filter, columns: readonly string[] = all) {
  return decodeQuery(encodeQuery(nested, filter, columns), strict);
}

/** The published 212 bytes of `SELECT a FROM t`. */
const PUBLISHED = `
0c 00 00 00 08 00 0a 00 09 00 04 00 08 00 00 00 14 00 00 00 00 09 0e 00 14 00 00 00 10 00 08 00
0c 00 04 00 0e 00 00 00 10 00 00 00 24 00 00 00 54 00 00 00 98 00 00 00 01 00 00 00 08 00 00 00
04 00 04 00 04 00 00 00 08 00 0c 00 0b 00 04 00 08 00 00 00 10 00 00 00 00 00 00 03 08 00 0c 00
08 00 04 00 08 00 00 00 08 00 00 00 08 00 00 00 00 00 00 00 03 00 00 00 61 6e 64 00 08 00 08 00
00 00 04 00 08 00 00 00 04 00 00 00 01 00 00 00 10 00 00 00 0c 00 10 00 0c 00 0b 00 0a 00 04 00
0c 00 00 00 14 00 00 00 00 00 02 01 18 00 00 00 08 00 0c 00 08 00 07 00 08 00 00 00 00 00 00 01
40 00 00 00 01 00 00 00 61 00 00 00 00 00 00 00 00 00 00 00`;

describe("vast-emulator: queries", () => {
  it("of the official client decode: one column, no filter", () => {
    const body = Buffer.from(PUBLISHED.replaceAll(/\s/g, ""), "hex");
    expect(body).to.have.length(212);
    const query = decodeQuery(body, strict);
    expect(query).to.include({ shape: "source", source: "" });
    expect(query.fields.map(String)).to.eql(["a: Int64"]);
    expect(query.predicate).to.eql({ op: "and", args: [] });
    expect(query.projection).to.eql([0]);
  });

  it("number columns depth first by their children, and project leaves", () => {
    const query = decoded([]);
    expect(query.columns.map(({ path }) => path.map(({ name }) => name).join("."))).to.eql(
      "x l l.item fl fl.item m m.entries m.entries.key m.entries.value st st.p st.q st.q.q1 w".split(" "),
    );
    expect(query.projection).to.eql([0, 2, 4, 7, 8, 10, 12, 13]);
  });

  it("decode alike whether a map's entries are typed as a struct or, as Python does, as a map", () => {
    const [own, python] = (["struct", "map"] as const).map((mapEntries) =>
      decodeQuery(encodeQuery(nested, [], ["m"], { mapEntries }), strict),
    );
    expect(String(python?.fields)).to.equal(String(own?.fields));
    expect(python?.projection).to.eql([2, 3]);
  });

  it("carry their filter as data, leaves by number, lists by their child's, zero by its absence", () => {
    const { predicate, columns } = decoded(
      [
        { column: "x", anyOf: [{ op: "eq", value: 0n }, { between: [-(2n ** 63n), 2n ** 63n - 1n] }] },
        { column: "st.q.q1", anyOf: [{ prefix: "é" }, { isNull: true }] },
        { column: "fl", anyOf: [{ op: "lt", value: [1n, -2n] }] },
      ],
      ["w"],
    );
    const plain = JSON.parse(
      JSON.stringify(predicate, (key, value) => (key === "literal" ? String(value.value) : value)),
    );
    const names = columns.map(({ path }) => path.map(({ name }) => name).join("."));
    const [x, q1, fl] = ["x", "st.q.q1", "fl.item"].map((name) => names.indexOf(name));
    expect(plain).to.eql({
      op: "and",
      args: [
        {
          op: "or",
          args: [
            { op: "equal", column: x, literal: "0" },
            {
              op: "and",
              args: [
                { op: "greater_equal", column: x, literal: "-9223372036854775808" },
                { op: "less_equal", column: x, literal: "9223372036854775807" },
              ],
            },
          ],
        },
        {
          op: "or",
          args: [
            {
              op: "and",
              args: [
                { op: "greater_equal", column: q1, literal: "195,169" },
                { op: "less", column: q1, literal: "195,170" },
              ],
            },
            { op: "is_null", column: q1 },
          ],
        },
        { op: "or", args: [{ op: "less", column: fl, literal: "1,-2" }] },
      ],
    });
  });

  it("keep every digit of a negative decimal, and the value of a half", () => {
    const schema = new Schema([
      new Field("d", new Decimal(3, 38), true),
      new Field("h", new Float16(), true),
      new Field("t", new TimestampMicrosecond("UTC"), true),
    ]);
    const value = -(10n ** 37n) - 1n;
    const body = encodeQuery(
      schema,
      [
        { column: "d", anyOf: [{ op: "ge", value }] },
        { column: "h", anyOf: [{ op: "eq", value: -1.5 }] },
        { column: "t", anyOf: [{ op: "eq", value: 2n ** 62n + 1n }] },
      ],
      ["d"],
    );
    const { predicate } = decodeQuery(body, strict);
    expect(JSON.stringify(predicate, (key, each) => (key === "literal" ? String(each.value) : each)))
      .to.include(`${value}`)
      .and.include("-1.5")
      .and.include(`${2n ** 62n + 1n}`);
  });

  it("of a table's columns are matched by name and type, time zones aside", () => {
    const query = decoded([{ column: "w", anyOf: [{ isNull: false }] }], ["st", "x"]);
    expect(pickColumns(query.fields, nested, false)).to.eql([4, 0, 5]);
    const other = new Schema([new Field("w", new Float32(), true), ...nested.fields.slice(0, 5)]);
    expect(() => pickColumns(query.fields, other, false)).to.throw(
      TabularError,
      "'w' is given as Int64, but is Float32",
    );
    expect(() => pickColumns(query.fields, new Schema([]), false)).to.throw(TabularError, "no column 'st'");
  });

  it("cut or changed at any place are read or refused, never a crash", () => {
    const body = encodeQuery(nested, [{ column: "x", anyOf: [{ in: [1n, 2n, 3n] }] }], all);
    for (let at = 0; at < body.length; at += 1) {
      for (const broken of [body.slice(0, at), body.with(at, 255), body.with(at, (body[at] ?? 0) ^ 1)]) {
        try {
          decodeQuery(broken, strict);
        } catch (error) {
          expect(error, `byte ${at}`).to.be.instanceOf(TabularError);
        }
      }
    }
  });

  it("with a literal of another type than the column's are refused", () => {
    const text = encodeQuery(
      new Schema([new Field("a", new Utf8(), true)]),
      [{ column: "a", anyOf: [{ op: "eq", value: "x" }] }],
      ["a"],
    );
    const bytes = encodeQuery(
      new Schema([new Field("a", new Binary(), true)]),
      [{ column: "a", anyOf: [{ op: "eq", value: Uint8Array.of(120) }] }],
      ["a"],
    );
    const differing = [...text.keys()].filter((at) => text[at] !== bytes[at]);
    expect(text.length).to.equal(bytes.length);
    const mixed = text.with(differing[0] ?? 0, bytes[differing[0] ?? 0] ?? 0);
    expect(() => decodeQuery(mixed))
      .to.throw(TabularError)
      .with.property("code", "TabularMismatchColumnType");
  });
});
