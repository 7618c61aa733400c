import { type Data, DataType, Field, makeData, RecordBatch, Schema, Struct, Uint64 } from "apache-arrow";
import { ROW_ID } from "../../vast/row-ids.ts";
import type { Scalar } from "../engine.ts";

/** A row, or the columns of it that were asked for. */
export type Cells = Readonly<Record<string, Scalar>>;

/** A row that was read, with the id by which VAST updates and deletes it. */
export interface Found {
  readonly id: bigint;
  readonly cells: Cells;
}

/** The rows of a batch. Its last column is `$row_id`; integers are safe ones by the engine's own writes. */
export function decodeRows(batch: RecordBatch): Found[] {
  const rows = Array.from({ length: batch.numRows }, (): Record<string, Scalar> => ({}));
  let ids: BigUint64Array | undefined;
  batch.schema.fields.forEach(({ name }, position) => {
    const column = batch.data.children[position];
    if (column === undefined) return;
    if (name === ROW_ID) ids = idsOf(column);
    else readColumn(column, name, rows);
  });
  return rows.map((cells, position) => ({ id: ids?.[position] ?? 0n, cells }));
}

function readColumn(column: Data, name: string, rows: Record<string, Scalar>[]): void {
  const at = readerOf(column);
  const hasNulls = column.nullCount > 0;
  rows.forEach((row, position) => {
    row[name] = hasNulls && !column.getValid(position) ? null : at(position);
  });
}

function readerOf(column: Data): (position: number) => Scalar {
  const { type, values, valueOffsets, offset } = column;
  if (DataType.isUtf8(type)) {
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    return (position) => bytes.toString("utf8", valueOffsets[position], valueOffsets[position + 1]);
  }
  if (DataType.isBool(type)) {
    return (position) => (((values[(offset + position) >> 3] ?? 0) >> ((offset + position) & 7)) & 1) === 1;
  }
  if (DataType.isInt(type)) return (position) => Number(values[position]);
  throw new Error(`The VAST engine keeps no column of Arrow ${String(type)}.`);
}

function idsOf(column: Data): BigUint64Array {
  const { values } = column;
  if (values instanceof BigUint64Array) return values;
  throw new Error(
    "The row ids are not of 64 bits: a table of the engine was given a sort key, which it must not have.",
  );
}

/** The batch of some rows, in the fields' order. Each value must be one that its column can hold. */
export function encodeRows(fields: readonly Field[], rows: readonly Cells[]): RecordBatch {
  return batchOf(
    fields,
    fields.map((field) => encodeColumn(field, rows)),
    rows.length,
  );
}

/** As `encodeRows`, with the row ids as its first column, which must ascend. */
export function encodeUpdates(fields: readonly Field[], rows: readonly Found[]): RecordBatch {
  const id = new Field(ROW_ID, new Uint64(), true);
  const ids = makeData({
    type: id.type,
    length: rows.length,
    nullCount: 0,
    data: BigUint64Array.from(rows, (row) => row.id),
  });
  const cells = rows.map((row) => row.cells);
  return batchOf([id, ...fields], [ids, ...fields.map((field) => encodeColumn(field, cells))], rows.length);
}

function batchOf(fields: readonly Field[], children: Data[], length: number): RecordBatch {
  const type = new Struct([...fields]);
  return new RecordBatch(new Schema([...fields]), makeData({ type, length, nullCount: 0, children }));
}

function encodeColumn({ name, type }: Field, rows: readonly Cells[]): Data {
  const values = rows.map((row) => row[name] ?? null);
  const { length } = values;
  const nullCount = values.reduce((count: number, value) => (value === null ? count + 1 : count), 0);
  const nulls = nullCount === 0 ? {} : { nullBitmap: bitsOf(values.map((value) => value !== null)) };
  const common = { length, nullCount, ...nulls };
  if (DataType.isUtf8(type)) return makeData({ type, ...common, ...packText(values) });
  if (DataType.isBool(type))
    return makeData({ type, ...common, data: bitsOf(values.map((value) => value === true)) });
  if (!DataType.isInt(type)) throw new Error(`The VAST engine keeps no column of Arrow ${String(type)}.`);
  if (type.bitWidth === 32) return makeData({ type, ...common, data: Int32Array.from(values, Number) });
  return makeData({ type, ...common, data: BigInt64Array.from(values, (value) => BigInt(value ?? 0)) });
}

function packText(values: readonly Scalar[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const parts = values.map((value) => Buffer.from(value === null ? "" : String(value)));
  const valueOffsets = new Int32Array(values.length + 1);
  parts.forEach((part, position) => {
    valueOffsets[position + 1] = (valueOffsets[position] ?? 0) + part.length;
  });
  return { valueOffsets, data: Buffer.concat(parts) };
}

function bitsOf(values: readonly boolean[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 64) * 8);
  values.forEach((value, position) => {
    if (value) bits[position >> 3] = (bits[position >> 3] ?? 0) | (1 << (position & 7));
  });
  return bits;
}
