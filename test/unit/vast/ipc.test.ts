import {
  Dictionary,
  Duration,
  Field,
  Int64,
  LargeUtf8,
  Map_,
  Null,
  type RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  Uint64,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { expect } from "chai";
import { cut, makeBatch } from "../../../src/vast/columns.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { decodeBatches, decodeSchema, encodeBatchStream, encodeSchema } from "../../../src/vast/ipc.ts";
import { layoutOf } from "../../../src/vast/layout.ts";
import { rowIdColumn, rowIdField } from "../../../src/vast/row-ids.ts";
import { batchOf, plainValues, pyarrowColumns } from "./columns.ts";

const END_OF_STREAM = 8;

describe("vast Arrow messages", () => {
  for (const column of pyarrowColumns) {
    it(`reads ${column.type} (${column.name}) as pyarrow wrote it and writes the same bytes again`, () => {
      const batch = batchOf(column);
      expect(plainValues(batch.data.children[0]!)).to.eql(column.values);
      expect(Buffer.from(encodeBatchStream(batch)).equals(column.stream)).to.equal(true);
      const used = encodeBatchStream(batch, (count) => new Uint8Array(count).fill(0xa5));
      expect(Buffer.from(used).equals(column.stream), "in memory that was used before").to.equal(true);
    });

    it(`writes a schema of ${column.type} (${column.name}) as one message, without an end of stream`, () => {
      const bytes = encodeSchema(batchOf(column).schema);
      expect(Buffer.from(bytes).equals(column.stream.subarray(0, bytes.byteLength))).to.equal(true);
      expect(decodeSchema(bytes).toString()).to.equal(batchOf(column).schema.toString());
    });

    it(`writes a slice of ${column.type} (${column.name}) with its own rows only`, () => {
      const { schema, data, numRows } = batchOf(column);
      for (let begin = 0; begin < numRows; begin += 1) {
        const slice = makeBatch(schema, numRows - begin, [cut(data.children[0]!, begin, numRows - begin)]);
        const [read] = decodeBatches(encodeBatchStream(slice));
        expect(plainValues(read!.data.children[0]!)).to.eql(column.values.slice(begin));
      }
    });
  }

  it("writes the 288 bytes that delete row 0", () => {
    const ids = rowIdColumn({ sorted: false, values: BigUint64Array.of(0n) });
    const bytes = encodeBatchStream(makeBatch(new Schema([rowIdField(false)]), 1, [ids]));
    expect(bytes.byteLength).to.equal(288);
    expect([...bytes.subarray(-8)]).to.eql([255, 255, 255, 255, 0, 0, 0, 0]);
    expect(tableFromIPC(bytes).getChild("$row_id")!.toArray()).to.eql(BigUint64Array.of(0n));
  });

  it("is read by apache-arrow, and reads what that writes", () => {
    const table = new Table({
      text: vectorFromArray(["a", null, "ü"], new Utf8()),
      number: vectorFromArray([1n, null, 2n ** 63n - 1n], new Int64()),
    });
    const [batch] = decodeBatches(tableToIPC(table, "stream"));
    expect(batch!.toArray().map(String)).to.eql(table.toArray().map(String));
    expect(tableFromIPC(encodeBatchStream(batch!)).toArray().map(String)).to.eql(table.toArray().map(String));
  });

  it("names and types the parts of a map as Arrow's specification does, however they were declared", () => {
    const entries = new Field(
      "pairs",
      new Struct([new Field("k", new Utf8(), true), new Field("v", new Int64())]),
    );
    const schema = new Schema([new Field("m", new Map_(entries as never), true)]);
    const [field] = decodeSchema(encodeSchema(schema)).fields;
    const [pair] = field!.type.children;
    expect([pair!.name, pair!.nullable, `${pair!.type}`]).to.eql([
      "entries",
      false,
      "Struct<{key:Utf8, value:Int64}>",
    ]);
    expect(pair!.type.children.map(({ nullable }: Field) => nullable)).to.eql([false, false]);
  });

  it("reads the schema of a list of columns, with or without an end of stream, and refuses none", () => {
    const bytes = encodeSchema(new Schema([new Field("a", new Int64(), true)]));
    const ended = Buffer.concat([bytes, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)]);
    expect(decodeSchema(bytes).fields.map(({ name }) => name)).to.eql(["a"]);
    expect(decodeSchema(ended).fields.map(({ name }) => name)).to.eql(["a"]);
    expect(() => decodeSchema(new Uint8Array())).to.throw(VastError, "has none");
    expect(decodeSchema(encodeSchema(new Schema([]))).fields).to.eql([]);
  });

  it("does not read a stream that is cut anywhere as a shorter one", () => {
    const { stream } = pyarrowColumns.find(({ name }) => name === "ms")!;
    const whole = stream.byteLength - END_OF_STREAM;
    const schemaEnd = encodeSchema(decodeSchema(stream)).byteLength;
    for (let length = 0; length < whole; length += 1) {
      if (length !== schemaEnd) {
        expect(() => decodeBatches(stream.slice(0, length)), `${length} bytes`).to.throw(VastError);
      }
    }
    expect(decodeBatches(stream.slice(0, whole))).to.have.length(1);
  });

  it("has no layout for types that VAST does not store", () => {
    const words = new Dictionary(new Utf8(), new Uint64() as never);
    for (const type of [new Null(), words, new Duration(0), new LargeUtf8()]) {
      expect(() => layoutOf(type), `${type}`).to.throw(VastError, "no columns of type");
    }
    const batch = tableFromArrays({ word: ["a"] }).batches[0];
    expect(() => encodeBatchStream(batch as RecordBatch)).to.throw(VastError, "no columns of type");
  });
});
