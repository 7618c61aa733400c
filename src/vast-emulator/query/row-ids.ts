import { Data, type DataType, Decimal, Field, type RecordBatch, Schema, Uint64 } from "apache-arrow";
import { checkRowIdType, ROW_ID } from "./columns.ts";
import { batchMessage, END_OF_STREAM, schemaMessage } from "./ipc-write.ts";
import { wordsOf } from "./layout.ts";
import { malformed } from "./tabular-error.ts";

/**
 * The upper half of every row id of a sorted table. Real ones are opaque above 56 bits; with
 * this, a client that keeps only 64 bits names no row.
 */
const SORTED_MARK = 0x5654_414dn;

/** Row ids as the column `$row_id`: uint64, or decimal128(38,0) on a sorted table. */
export function rowIdColumn(ids: BigUint64Array, isSorted: boolean): Data {
  if (!isSorted) {
    return new Data<DataType>(new Uint64(), 0, ids.length, 0, [undefined, ids, new Uint8Array(0)]);
  }
  const halves = new BigUint64Array(2 * ids.length).fill(SORTED_MARK);
  ids.forEach((id, row) => {
    halves[2 * row] = id;
  });
  return new Data<DataType>(new Decimal(0, 38), 0, ids.length, 0, [
    undefined,
    wordsOf(halves),
    new Uint8Array(0),
  ]);
}

/** The answer to an insert: one batch of the column `$row_id`, in the order of the rows. */
export function encodeRowIds(ids: BigUint64Array, isSorted: boolean): Uint8Array {
  const column = rowIdColumn(ids, isSorted);
  const schema = new Schema([new Field(ROW_ID, column.type, true)]);
  return Buffer.concat([schemaMessage(schema), batchMessage(ids.length, [column]), END_OF_STREAM]);
}

/**
 * The row ids that are the first column of an update's or delete's batch. Throws TabularError if it is another
 * column, of another type, has nulls, or, on a sorted table, holds what was never a row id.
 */
export function decodeRowIds(batch: RecordBatch, isSorted: boolean): BigUint64Array {
  const [field] = batch.schema.fields;
  const [column] = batch.data.children;
  if (field?.name !== ROW_ID || column === undefined) {
    throw malformed(`The first column is ${ROW_ID}, not '${field?.name}'.`);
  }
  checkRowIdType(field, isSorted);
  if (column.nullCount > 0) {
    throw malformed(`No ${ROW_ID} is null.`);
  }
  const { buffer, byteOffset } = column.values;
  if (!isSorted) {
    return new BigUint64Array(buffer, byteOffset, column.length);
  }
  const halves = new BigUint64Array(buffer, byteOffset, 2 * column.length);
  return BigUint64Array.from({ length: column.length }, (_, row) => {
    if (halves[2 * row + 1] !== SORTED_MARK) {
      throw malformed(`Row ${row} of the batch has a ${ROW_ID} that no row of a sorted table has.`);
    }
    return halves[2 * row] ?? 0n;
  });
}
