import { readFileSync } from "node:fs";
import { type Data, DataType, type RecordBatch } from "apache-arrow";
import { decodeBatches } from "../../../src/vast/ipc.ts";

/** A column written by pyarrow 26.0.1: an Arrow stream of one batch, and its values as Python sees them. */
export interface PyarrowColumn {
  readonly name: string;
  readonly type: string;
  /** As `plainValues` has them. */
  readonly values: readonly unknown[];
  readonly stream: Uint8Array;
}

/** One column of three values (or two) for every type that VAST has, nested ones included. */
export const pyarrowColumns: readonly PyarrowColumn[] = (
  JSON.parse(readFileSync(new URL("pyarrow-columns.json", import.meta.url), "utf8")) as {
    name: string;
    type: string;
    values: unknown[];
    stream: string;
  }[]
).map((column) => ({ ...column, stream: new Uint8Array(Buffer.from(column.stream, "base64")) }));

/** The only batch of a pyarrow column. */
export function batchOf({ stream }: PyarrowColumn): RecordBatch {
  return decodeBatches(stream)[0]!;
}

/**
 * The values of a column, read from its raw buffers: integers, times, decimals (unscaled) and half floats (their
 * bits) as decimal text, bytes as hexadecimal, maps as pairs.
 */
export function plainValues(data: Data): unknown[] {
  return Array.from({ length: data.length }, (_, row) => plainValue(data, row));
}

function plainValue(data: Data, row: number): unknown {
  const { type } = data;
  const bit = data.offset + row;
  if (data.nullBitmap?.byteLength > 0 && ((data.nullBitmap[bit >> 3]! >> (bit & 7)) & 1) === 0) {
    return null;
  }
  if (DataType.isBool(type)) {
    return ((data.values[bit >> 3] >> (bit & 7)) & 1) === 1;
  }
  if (DataType.isUtf8(type)) {
    return Buffer.from(data.values.subarray(data.valueOffsets[row], data.valueOffsets[row + 1])).toString();
  }
  if (DataType.isBinary(type)) {
    return Buffer.from(data.values.subarray(data.valueOffsets[row], data.valueOffsets[row + 1])).toString(
      "hex",
    );
  }
  if (DataType.isFixedSizeBinary(type)) {
    return Buffer.from(data.values.subarray(row * type.byteWidth, (row + 1) * type.byteWidth)).toString(
      "hex",
    );
  }
  if (DataType.isDecimal(type)) {
    const words: bigint[] = Array.from(data.values.subarray(row * 4, row * 4 + 4), BigInt);
    return String(
      BigInt.asIntN(
        128,
        words.reduceRight((value, word) => (value << 32n) | word, 0n),
      ),
    );
  }
  if (DataType.isFloat(type) && type.precision > 0) {
    return data.values[row];
  }
  return type.children?.length > 0 ? nestedValue(data, row) : String(data.values[row]);
}

function nestedValue(data: Data, row: number): unknown {
  const { type } = data;
  const [child] = data.children;
  if (DataType.isStruct(type)) {
    const members = type.children.map((field, index) => [field.name, plainValue(data.children[index]!, row)]);
    return Object.fromEntries(members);
  }
  const [begin, end] = DataType.isFixedSizeList(type)
    ? [row * type.listSize, (row + 1) * type.listSize]
    : [data.valueOffsets[row]!, data.valueOffsets[row + 1]!];
  const elements = Array.from({ length: end - begin }, (_, index) => begin + index);
  return DataType.isMap(type)
    ? elements.map((element) => child!.children.map((member) => plainValue(member, element)))
    : elements.map((element) => plainValue(child!, element));
}
