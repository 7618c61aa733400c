import {
  Bool,
  type Data,
  type DataType,
  Field,
  FixedSizeList,
  Float32,
  Int16,
  Int64,
  List,
  RecordBatch,
  Schema,
  Struct,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import { AnswerAssembler } from "../../../src/vast/answers.ts";
import { cut, makeBatch } from "../../../src/vast/columns.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { FrameParser } from "../../../src/vast/frames.ts";
import { leafCount, rebuildColumns, sameLayout } from "../../../src/vast/nested.ts";
import { planQuery } from "../../../src/vast/wire/query.ts";
import { batchFrames, explode } from "./answer-frames.ts";
import { mapOf } from "./arrow-fields.ts";
import { batchOf, plainValues, pyarrowColumns } from "./columns.ts";

/** A column as a select gives it after its leaves went over the wire, each in `parts` batches. */
function overTheWire(batch: RecordBatch, parts: number): Data[] {
  const { leaves } = planQuery(
    batch.schema,
    [],
    batch.schema.fields.map(({ name }) => name),
  );
  const parser = new FrameParser();
  const assembler = new AnswerAssembler(leaves);
  const frames = batchFrames(batch, { stream: 0, next: 1n, parts });
  const [answer] = frames.flatMap((each) => parser.push(each)).flatMap((each) => assembler.add(each) ?? []);
  return rebuildColumns(batch.schema.fields, answer!.leaves);
}

const item = (type: DataType, nullable = true) => new Field("item", type, nullable);
const person = new Struct([
  new Field("name", new Utf8(), true),
  new Field("tags", new List(item(new Utf8())), true),
  new Field("at", new Struct([new Field("x", new Int16(), true), new Field("ok", new Bool(), true)]), true),
]);

/** Values as apache-arrow's builders take them. */
const built: readonly (readonly [string, DataType, readonly unknown[]])[] = [
  ["list of bool", new List(item(new Bool())), [[true, null, false], null, [], [true]]],
  ["list of list", new List(item(new List(item(new Int64())))), [[[1n], [], null], null, [[2n, null, 3n]]]],
  [
    "struct of everything",
    person,
    [
      { name: "a", tags: ["x", null], at: { x: 1, ok: true } },
      null,
      { name: null, tags: null, at: null },
      { name: "ü", tags: [], at: { x: null, ok: false } },
    ],
  ],
  [
    "list of structs",
    new List(item(person)),
    [[{ name: "a", tags: ["t"], at: { x: 9, ok: null } }], [], null],
  ],
  [
    "map to lists",
    mapOf(new Utf8(), new List(item(new Int64()))),
    [new Map([["k", [1n, null]]]), null, new Map()],
  ],
  [
    "map to structs",
    mapOf(new Utf8(), person),
    [
      new Map([
        ["k", { name: "n", tags: ["t"], at: { x: 1, ok: true } }],
        ["l", null],
      ]),
      new Map(),
    ],
  ],
  [
    "struct of maps",
    new Struct([new Field("m", mapOf(new Utf8(), new Bool()), true)]),
    [{ m: new Map([["y", true]]) }, null],
  ],
  ["fixed size list", new FixedSizeList(2, item(new Float32(), false)), [[1, 2], null, [3.5, 4]]],
];

describe("vast nested columns", () => {
  for (const column of pyarrowColumns) {
    it(`rebuilds ${column.type} (${column.name}) from its leaves, in one batch each or several`, () => {
      for (const parts of [1, 2, 3]) {
        const [data] = overTheWire(batchOf(column), parts);
        expect(plainValues(data!), `${parts} batches`).to.eql(column.values);
        expect(sameLayout(data!.type, batchOf(column).schema.fields[0]!.type)).to.equal(true);
      }
    });
  }

  for (const [name, type, values] of built) {
    it(`rebuilds a ${name} as apache-arrow built it`, () => {
      const vector = vectorFromArray([...values, ...values, ...values], type as DataType);
      const batch = makeBatch(new Schema([new Field("c", type, true)]), vector.length, [vector.data[0]!]);
      for (const parts of [1, 2, 5]) {
        const [data] = overTheWire(batch, parts);
        expect(plainValues(data!)).to.eql(plainValues(vector.data[0]!));
        expect(new Vector([data!]).toArray().toString()).to.equal(vector.toArray().toString());
      }
    });
  }

  it("rebuilds slices of columns, whose offsets and bitmaps begin elsewhere", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pyarrowColumns), fc.nat(2), fc.nat(3), (column, begin, length) => {
        const batch = batchOf(column);
        const rows = Math.max(0, Math.min(length, batch.numRows - begin));
        const data = cut(batch.data.children[0]!, Math.min(begin, batch.numRows), rows);
        const leaves = explode(batch.schema.fields[0]!, data).map((leaf) => leaf.data);
        const [rebuilt] = rebuildColumns(batch.schema.fields, leaves);
        expect(plainValues(rebuilt!)).to.eql(column.values.slice(begin, begin + rows));
      }),
    );
  });

  it("gives each of several columns its own leaves", () => {
    const columns = pyarrowColumns.filter(({ values }) => values.length === 3);
    const batches = columns.map(batchOf);
    const schema = new Schema(batches.flatMap((batch) => batch.schema.fields));
    const batch = makeBatch(
      schema,
      3,
      batches.flatMap((each) => each.data.children),
    );
    expect(overTheWire(batch, 2).map(plainValues)).to.eql(columns.map(({ values }) => values));
  });

  it("counts the leaves of a type", () => {
    expect([new Utf8(), person, mapOf(new Utf8(), person), new List(item(new Bool()))].map(leafCount)).to.eql(
      [1, 4, 5, 1],
    );
  });

  it("gives timestamps the zone that was asked for, whatever the answer says", () => {
    const zoned = batchOf(pyarrowColumns.find(({ name }) => name === "s6")!);
    const [field] = zoned.schema.fields;
    const bare = batchOf(pyarrowColumns.find(({ name }) => name === "s3")!).schema.fields[0]!;
    expect(sameLayout(field!.type, bare.type)).to.equal(false);
    const [data] = rebuildColumns([field!], zoned.data.children);
    expect(`${data!.type}`).to.equal("Timestamp<MICROSECOND, UTC>");
  });

  it("refuses leaves that disagree about the lengths of lists, or are too few or too many", () => {
    const type = mapOf(new Utf8(), new Int64());
    const maps = [
      new Map([["a", 1n]]),
      new Map([
        ["b", 2n],
        ["c", 3n],
      ]),
    ];
    const field = new Field("m", type, true);
    const [keys] = explode(field, vectorFromArray(maps, type as DataType).data[0]!);
    const [, values] = explode(field, vectorFromArray(maps.toReversed(), type as DataType).data[0]!);
    expect(() => rebuildColumns([field], [keys!.data, values!.data])).to.throw(VastError, "disagree");
    expect(() => rebuildColumns([field], [keys!.data])).to.throw(VastError, "1 leaves");
    expect(() => rebuildColumns([], [keys!.data])).to.throw(VastError, "answered with 1");
  });

  it("keeps offsets, bitmaps and values of a single-leaf column as they came", () => {
    const { data, schema } = batchOf(pyarrowColumns.find(({ name }) => name === "i64")!);
    const [column] = rebuildColumns(schema.fields, data.children);
    expect(column!.values.buffer).to.equal(data.children[0]!.values.buffer);
    expect(new RecordBatch(schema, makeBatch(schema, 3, [column!]).data).numRows).to.equal(3);
  });
});
