import { type Data, DataType, type RecordBatch } from "apache-arrow";

/** Reads every value of a batch as a value of the language, as `sdk.py` does by `to_pylist`, and counts those that are not null. */
export function countValues(batch: RecordBatch): number {
  return batch.data.children.reduce((sum, column) => sum + countIn(column), 0);
}

function countIn(column: Data): number {
  const read = readerOf(column);
  let count = 0;
  for (let row = 0; row < column.length; row++) {
    if (column.getValid(row) && read(row) !== undefined) count++;
  }
  return count;
}

/** Exact ones: integers of 64 bits, timestamps and decimals (without their point) are bigints. */
function readerOf(column: Data): (row: number) => unknown {
  const { type, values, offset } = column;
  if (DataType.isBool(type))
    return (row) => (((values[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 1;
  if (DataType.isDecimal(type)) return decimals(values);
  const offsets: Int32Array = column.valueOffsets;
  const [elements] = column.children;
  if (DataType.isList(type) && elements !== undefined) {
    const element = readerOf(elements);
    return (row) => {
      const list: unknown[] = [];
      for (let at = offsets[row] ?? 0; at < (offsets[row + 1] ?? 0); at++) list.push(element(at));
      return list;
    };
  }
  if (DataType.isBinary(type)) return (row) => values.slice(offsets[row], offsets[row + 1]);
  if (DataType.isUtf8(type)) {
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    return (row) => bytes.toString("utf8", offsets[row], offsets[row + 1]);
  }
  return (row) => values[row];
}

function decimals(values: Uint32Array): (row: number) => bigint {
  const halves = new BigInt64Array(values.buffer, values.byteOffset, values.byteLength / 8);
  return (row) => ((halves[row * 2 + 1] ?? 0n) << 64n) | BigInt.asUintN(64, halves[row * 2] ?? 0n);
}
