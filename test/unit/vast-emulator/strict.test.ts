import { Field, Int64, Schema, Utf8 } from "apache-arrow";
import { expect } from "chai";
import { Builder } from "flatbuffers";
import { writeSchema } from "../../../src/vast/wire/arrow-field.ts";
import { expressionCode, literalCode, relationCode, slots } from "../../../src/vast/wire/compute-ir.ts";
import { writeOffsets, writeTable } from "../../../src/vast/wire/flat-write.ts";
import { decodeQuery } from "../../../src/vast-emulator/query/decode.ts";
import { TabularError } from "../../../src/vast-emulator/query/tabular-error.ts";

const schema = new Schema([
  new Field("a", new Int64(), true),
  new Field("b", new Int64(), true),
  new Field("s", new Utf8(), true),
]);

/** A call of a function, a column's number, or an int64 literal. */
type Expression = Call | number | bigint;
interface Call extends ReadonlyArray<string | Expression> {
  readonly 0: string;
}

interface Source {
  readonly name: string;
  readonly filter: Expression;
  readonly projection?: readonly number[];
  readonly fields?: readonly Field[];
}

function union(builder: Builder, code: number, value: number): number {
  return writeTable(builder, 2, () => {
    builder.addFieldInt8(0, code, 0);
    builder.addFieldOffset(1, value, 0);
  });
}

function writeIndex(builder: Builder, position: number): number {
  return writeTable(builder, 1, () => builder.addFieldInt32(slots.fieldIndex.position, position, 0));
}

function writeExpression(builder: Builder, expression: Expression): number {
  if (typeof expression === "number") {
    const reference = union(builder, 5, writeIndex(builder, expression));
    return union(builder, expressionCode.fieldRef, reference);
  }
  if (typeof expression === "bigint") {
    return union(builder, expressionCode.literal, writeLiteral(builder, expression));
  }
  const [name] = expression;
  const args = expression.slice(1).filter((arg) => typeof arg !== "string");
  const vector = writeOffsets(
    builder,
    args.map((arg) => writeExpression(builder, arg)),
  );
  const text = builder.createString(name);
  const call = writeTable(builder, 2, () => {
    builder.addFieldOffset(slots.call.name, text, 0);
    builder.addFieldOffset(slots.call.arguments, vector, 0);
  });
  return union(builder, expressionCode.call, call);
}

function writeLiteral(builder: Builder, value: bigint): number {
  const holder = writeTable(builder, 1, () => builder.addFieldInt64(0, value, 0n));
  const type = writeTable(builder, 2, () => {
    builder.addFieldInt32(0, 64, 0);
    builder.addFieldInt8(1, 1, 0);
  });
  const field = writeTable(builder, 4, () => {
    builder.addFieldInt8(1, 1, 0);
    builder.addFieldInt8(2, 2, 0);
    builder.addFieldOffset(3, type, 0);
  });
  return writeTable(builder, 3, () => {
    builder.addFieldInt8(slots.literal.implType, literalCode.int64, 0);
    builder.addFieldOffset(slots.literal.impl, holder, 0);
    builder.addFieldOffset(slots.literal.type, field, 0);
  });
}

function writeSource(builder: Builder, { name, filter, projection, fields = schema.fields }: Source): number {
  const text = builder.createString(name);
  const columns = writeSchema(builder, fields, "struct");
  const expression = writeExpression(builder, filter);
  const leaves =
    projection &&
    writeOffsets(
      builder,
      projection.map((number) => writeIndex(builder, number)),
    );
  const source = writeTable(builder, 5, () => {
    builder.addFieldOffset(slots.source.name, text, 0);
    builder.addFieldOffset(slots.source.filter, expression, 0);
    builder.addFieldOffset(slots.source.schema, columns, 0);
    builder.addFieldOffset(slots.source.projection, leaves ?? 0, 0);
  });
  return union(builder, relationCode.source, source);
}

/** Python's shape. */
function bare(source: Source): Uint8Array {
  const builder = new Builder(1024);
  builder.finish(writeSource(builder, source));
  return builder.asUint8Array();
}

/** Java's shape. */
function projected(source: Source, columns: readonly number[]): Uint8Array {
  const builder = new Builder(1024);
  const relation = writeSource(builder, source);
  const expressions = writeOffsets(
    builder,
    columns.map((number) => writeExpression(builder, number)),
  );
  const project = writeTable(builder, 3, () => {
    builder.addFieldOffset(slots.project.rel, relation, 0);
    builder.addFieldOffset(slots.project.expressions, expressions, 0);
  });
  builder.finish(union(builder, relationCode.project, project));
  return builder.asUint8Array();
}

function refusalOf(body: Uint8Array): string {
  try {
    decodeQuery(body, { strict: true });
    return "";
  } catch (error) {
    expect(error).to.be.instanceOf(TabularError);
    return String(error);
  }
}

describe("vast-emulator: strict queries", () => {
  const all: Expression = ["and"];
  const onA = schema.fields.slice(0, 1);

  it("of Java decode: a projection by expressions over a named source", () => {
    const filter: Expression = [
      "and",
      ["or", ["is_valid", 0]],
      ["or", ["and", ["greater", 1, -5n], ["less", 1, 0n]]],
    ];
    const query = decodeQuery(projected({ name: "/bucket/schema/table", filter }, [2, 0]), { strict: true });
    expect(query).to.include({ shape: "project", source: "/bucket/schema/table" });
    expect(query.projection).to.eql([2, 0]);
    const plain = JSON.stringify(query.predicate, (key, value) =>
      key === "literal" ? String(value.value) : value,
    );
    expect(JSON.parse(plain).args[1].args[0].args).to.eql([
      { op: "greater", column: 1, literal: "-5" },
      { op: "less", column: 1, literal: "0" },
    ]);
  });

  it("have the shape of one client or the other", () => {
    expect(refusalOf(bare({ name: "", filter: all, projection: [0], fields: onA }))).to.equal("");
    expect(refusalOf(bare({ name: "/b/s/t", filter: all, projection: [0], fields: onA }))).to.include(
      "bare source",
    );
    expect(refusalOf(projected({ name: "", filter: all }, [0]))).to.include("named by its path");
  });

  it("filter by an 'and' of groups, each about one column and not empty", () => {
    const refusal = (filter: Expression) => refusalOf(projected({ name: "/b/s/t", filter }, [0]));
    const [a, b]: Expression[] = [
      ["equal", 0, 1n],
      ["equal", 1, 1n],
    ];
    expect(refusal(["and", ["or", a ?? 0], ["or", b ?? 0]])).to.equal("");
    expect(refusal(["or", ["or", a ?? 0], ["or", b ?? 0]])).to.include("'and' of groups");
    expect(refusal(["and", a ?? 0])).to.include("'or' of ranges");
    expect(refusal(["and", ["or"]])).to.include("'or' of ranges");
    expect(refusal(["and", ["or", a ?? 0, b ?? 0]])).to.include("about one column");
    expect(refusal(["and", ["or", ["and", ["less", 0, 1n], ["greater", 0, 0n]]]])).to.include(
      "lower and an upper",
    );
  });

  it("list requested columns whole and in order, then those of the filter, and no others", () => {
    const refusal = (filter: Expression, projection: number[]) =>
      refusalOf(bare({ name: "", filter, projection }));
    const filter: Expression = ["and", ["or", ["equal", 1, 1n]], ["or", ["is_null", 2]]];
    expect(refusal(filter, [0])).to.equal("");
    expect(refusal(all, [0, 1, 2])).to.equal("");
    expect(refusal(all, [0])).to.include("Column 'b' is listed");
    expect(refusal(all, [1, 0, 2])).to.include("not 1,0,2");
    expect(refusal(all, [0, 2])).to.include("not 0,2");
    const twice = [...onA, ...onA];
    expect(refusalOf(bare({ name: "", filter: all, projection: [0, 1], fields: twice }))).to.include("once");
  });

  it("that no client sends are refused though not strict, if they mean nothing", () => {
    const broken =
      (filter: Expression, projection = [0, 1, 2]) =>
      () =>
        decodeQuery(bare({ name: "", filter, projection }));
    expect(broken(all, [7])).to.throw(TabularError, "column 7");
    expect(broken(["and", ["or", ["equal", 9, 1n]]])).to.throw(TabularError, "column 9");
    expect(broken(["and", ["or", ["equal", 0, 1]]])).to.throw(TabularError, "no literal");
    expect(broken(["and", ["or", ["add", 0, 1n]]])).to.throw(TabularError, "'add'");
    expect(broken(["and", ["or", ["match_substring", 0, 1n]]])).to.throw(TabularError, "substring");
    expect(broken(["or", ["or", ["equal", 0, 1n]], ["equal", 1, 2n]])).not.to.throw();
  });
});
