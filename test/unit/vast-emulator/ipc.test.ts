import {
  Field,
  Int32,
  Int64,
  type RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  tableFromIPC,
  Uint64,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import { decodeRows, decodeSchema, encodeSchema } from "../../../src/vast-emulator/query/ipc.ts";
import { batchMessage, END_OF_STREAM, schemaMessage } from "../../../src/vast-emulator/query/ipc-write.ts";
import { decodeRowIds, encodeRowIds } from "../../../src/vast-emulator/query/row-ids.ts";
import { TabularError } from "../../../src/vast-emulator/query/tabular-error.ts";
import { batchOf, columnOf, rawColumn, valuesOf } from "./arrow.ts";

const schema = new Schema(
  [new Field("a", new Int64(), true), new Field("s", new Utf8(), true)],
  new Map([["k", "v"]]),
);

function streamOf(...batches: RecordBatch[]): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  for (const batch of batches) {
    writer.write(batch);
  }
  return writer.finish().toUint8Array(true);
}

describe("vast-emulator: Arrow bodies", () => {
  const batch = batchOf({ a: columnOf(new Int64(), [1n, null]), s: columnOf(new Utf8(), ["x", null]) });

  it("name columns with a bare schema, with an end after it, or with an empty batch between them", () => {
    const python = schemaMessage(schema);
    const empty = batchMessage(0, [columnOf(new Int64(), []), columnOf(new Utf8(), [])]);
    const javascript = Buffer.concat([python, END_OF_STREAM]);
    const java = Buffer.concat([python, empty, END_OF_STREAM]);
    for (const body of [python, javascript, java, encodeSchema(schema), encodeSchema(new Schema([]))]) {
      const expected = body.length < 100 ? "Schema<{}>" : String(schema);
      expect(String(decodeSchema(body)).replaceAll(/\s/g, "")).to.equal(expected.replaceAll(/\s/g, ""));
    }
    expect(decodeSchema(python).metadata.get("k")).to.equal("v");
    expect(() => decodeSchema(streamOf(batch))).to.throw(TabularError, "rows come with it");
  });

  it("bring rows in exactly one batch, at whatever address the body lies", () => {
    const body = streamOf(batch);
    for (const shift of [0, 1, 3]) {
      const moved = new Uint8Array(body.length + shift).subarray(shift);
      moved.set(body);
      const rows = decodeRows(moved);
      moved.fill(0);
      expect(rows.data.children.map(valuesOf)).to.eql([
        ["1n", null],
        ["x", null],
      ]);
    }
    expect(() => decodeRows(streamOf(batch, batch))).to.throw(TabularError, "not 2");
    expect(() => decodeRows(encodeSchema(schema))).to.throw(TabularError, "not 0");
  });

  it("cut short or changed anywhere are refused or read, never a crash or a stray byte", () => {
    const body = streamOf(batch);
    for (let at = 0; at < body.length; at += 1) {
      for (const broken of [body.slice(0, at), body.with(at, 255), body.with(at, (body[at] ?? 0) ^ 1)]) {
        try {
          decodeRows(broken).data.children.forEach(valuesOf);
        } catch (error) {
          expect(error, `byte ${at}`).to.be.instanceOf(TabularError);
        }
      }
    }
  });

  it("with offsets that run backwards or out of the text are refused", () => {
    for (const offsets of [
      [0, 3, 1],
      [0, 1, 9],
    ]) {
      const text = columnOf(new Utf8(), ["a", "b"]);
      const s = text.clone(text.type, 0, 2, 0, [
        Int32Array.from(offsets),
        Uint8Array.of(97, 98),
        new Uint8Array(0),
      ] as never);
      const body = streamOf(batchOf({ s }));
      // The writer rebases offsets, and so keeps what is wrong with them.
      expect(() => decodeRows(body), String(offsets)).to.throw(TabularError, /offsets|bytes/);
    }
  });

  it("answer row ids as one batch, and take them back, 128 bits wide on a sorted table", () => {
    const ids = BigUint64Array.of(0n, 5n, 2n ** 47n);
    for (const isSorted of [false, true]) {
      const body = encodeRowIds(ids, isSorted);
      const [column] = decodeRows(body).data.children;
      expect(String(column?.type)).to.match(isSorted ? /Decimal.38/ : /Uint64/);
      expect([...decodeRowIds(decodeRows(body), isSorted)]).to.eql([...ids]);
      expect(tableFromIPC(body).numRows).to.equal(3);
      expect(() => decodeRowIds(decodeRows(body), !isSorted)).to.throw(TabularError, "$row_id is given as");
    }
  });

  it("take as row ids only a first column of that name without nulls, and on sorted tables only whole ids", () => {
    const nulls = batchOf({ $row_id: rawColumn(new Uint64(), BigUint64Array.of(1n, 2n), [true, false]) });
    expect(() => decodeRowIds(nulls, false)).to.throw(TabularError, "null");
    const second = batchOf({ a: columnOf(new Int32(), [1]), $row_id: columnOf(new Uint64(), [1n]) });
    expect(() => decodeRowIds(second, false)).to.throw(TabularError, "not 'a'");
    const cut = decodeRows(encodeRowIds(BigUint64Array.of(7n), true));
    cut.data.children[0]?.values.fill(0, 2);
    expect(() => decodeRowIds(cut, true)).to.throw(TabularError, "no row of a sorted table");
  });
});
