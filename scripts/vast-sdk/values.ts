import { type Data, DataType } from "apache-arrow";
import { makeColumn } from "../../src/vast/layout.ts";
import type { FilterValue } from "../../src/vast/wire/filter.ts";

/**
 * A value as JSON that loses nothing, the same in both languages (`arrow_values.py`): integers, dates, times and
 * timestamps as decimal text in the column's unit; decimals as the text of the unscaled integer; floats as the
 * hexadecimal digits of their bits, the most significant first; bytes as hexadecimal; a list as an array, a struct as
 * the array of its members, a map as an array of `[key, value]`.
 */
export type Value = null | boolean | string | readonly Value[];

/** A column of a type with these values, each of which must be one of the type. */
export function columnOf(type: DataType, values: readonly Value[]): Data {
  const validity = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    if (value !== null) validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
  });
  const nulls = values.filter((value) => value === null).length;
  const buffers = nulls === 0 ? {} : { validity };
  const { offsets, bytes, children = [] } = contentOf(type, values);
  return makeColumn(type, values.length, nulls, { ...buffers, offsets, values: bytes }, children);
}

interface Content {
  readonly offsets?: Int32Array;
  readonly bytes?: Uint8Array;
  readonly children?: Data[];
}

function contentOf(type: DataType, values: readonly Value[]): Content {
  if (DataType.isBool(type)) {
    const bits = new Uint8Array(Math.ceil(values.length / 8));
    values.forEach((value, row) => {
      if (value === true) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
    });
    return { bytes: bits };
  }
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    const encoding = DataType.isUtf8(type) ? "utf8" : "hex";
    const parts = values.map((value) => Buffer.from(value === null ? "" : textOf(value), encoding));
    return {
      offsets: offsetsOf(parts.map((part) => part.length)),
      bytes: new Uint8Array(Buffer.concat(parts)),
    };
  }
  if (type.children?.length > 0) return nestedContent(type, values);
  const width = widthOf(type);
  const bytes = new Uint8Array(values.length * width);
  values.forEach((value, row) => {
    if (value !== null) bytes.set(fixedBytes(type, textOf(value), width), row * width);
  });
  return { bytes };
}

function nestedContent(type: DataType, values: readonly Value[]): Content {
  const fields = type.children;
  if (DataType.isStruct(type)) {
    const member = (index: number) =>
      values.map((value) => (value === null ? null : (listOf(value)[index] ?? null)));
    return { children: fields.map((field, index) => columnOf(field.type, member(index))) };
  }
  const element = fields[0];
  if (element === undefined) throw new Error(`The type ${type} has no children.`);
  // Below a null, a fixed-size list has elements all the same, and these must not be null.
  const blank = DataType.isFixedSizeList(type)
    ? Array.from({ length: type.listSize }, () => zeroOf(element.type))
    : [];
  const lists = values.map((value) => (value === null ? blank : listOf(value)));
  const child = columnOf(element.type, lists.flat());
  if (DataType.isFixedSizeList(type)) return { children: [child] };
  return { offsets: offsetsOf(lists.map((list) => list.length)), children: [child] };
}

function offsetsOf(lengths: readonly number[]): Int32Array {
  const offsets = new Int32Array(lengths.length + 1);
  lengths.forEach((length, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + length;
  });
  return offsets;
}

function zeroOf(type: DataType): Value {
  if (DataType.isBool(type)) return false;
  return DataType.isFloat(type) ? "0".repeat(widthOf(type) * 2) : "0";
}

/** Bytes of one value of a type whose values are all of one width. */
function widthOf(type: DataType): number {
  if (DataType.isInt(type) || DataType.isTime(type)) return type.bitWidth / 8;
  if (DataType.isFloat(type)) return 2 << type.precision;
  if (DataType.isFixedSizeBinary(type)) return type.byteWidth;
  if (DataType.isDecimal(type)) return 16;
  return DataType.isDate(type) ? 4 : 8;
}

/** The bytes of a value as they lie in memory. */
function fixedBytes(type: DataType, text: string, width: number): Uint8Array {
  if (DataType.isFixedSizeBinary(type)) return Buffer.from(text, "hex");
  const bits = DataType.isFloat(type) ? BigInt(`0x${text}`) : BigInt.asUintN(width * 8, BigInt(text));
  return Buffer.from(bits.toString(16).padStart(width * 2, "0"), "hex").reverse();
}

/** The values of a column, read from its buffers. */
export function valuesOf(data: Data): Value[] {
  const read = readerOf(data);
  return Array.from({ length: data.length }, (_, row) => (isValid(data, row) ? read(row) : null));
}

function isValid({ nullBitmap, offset }: Data, row: number): boolean {
  if (nullBitmap === null || nullBitmap === undefined || nullBitmap.byteLength === 0) return true;
  return bitAt(nullBitmap, offset + row);
}

function bitAt(bits: Uint8Array, place: number): boolean {
  return (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
}

function readerOf(data: Data): (row: number) => Value {
  const { type } = data;
  if (type.children?.length > 0) return nestedReader(data);
  const bytes = Buffer.from(
    data.values?.buffer ?? new ArrayBuffer(0),
    data.values?.byteOffset ?? 0,
    data.values?.byteLength ?? 0,
  );
  if (DataType.isBool(type)) return (row) => bitAt(bytes, data.offset + row);
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    const encoding = DataType.isUtf8(type) ? "utf8" : "hex";
    const offsets: Int32Array = data.valueOffsets;
    return (row) => bytes.toString(encoding, offsets[row], offsets[row + 1]);
  }
  const width = widthOf(type);
  const at = (row: number) => bytes.subarray(row * width, (row + 1) * width);
  if (DataType.isFixedSizeBinary(type)) return (row) => at(row).toString("hex");
  const bits = (row: number) => Buffer.from(at(row)).reverse().toString("hex");
  if (DataType.isFloat(type)) return bits;
  const isUnsigned = DataType.isInt(type) && !type.isSigned;
  return (row) => {
    const raw = BigInt(`0x${bits(row)}`);
    return String(isUnsigned ? raw : BigInt.asIntN(width * 8, raw));
  };
}

function nestedReader(data: Data): (row: number) => Value {
  const { type } = data;
  const [elements = [], ...others] = data.children.map(valuesOf);
  if (DataType.isStruct(type)) {
    return (row) => [elements, ...others].map((member) => member[row] ?? null);
  }
  if (DataType.isFixedSizeList(type)) {
    return (row) => elements.slice(row * type.listSize, (row + 1) * type.listSize);
  }
  const offsets: Int32Array = data.valueOffsets;
  return (row) => elements.slice(offsets[row], offsets[row + 1]);
}

/** What a filter compares a column with, as a value. */
export function valueOfFilter(type: DataType, value: FilterValue): Value {
  if (Array.isArray(value)) {
    const element = type.children[0]?.type;
    if (element === undefined) throw new Error(`The type ${type} has no elements.`);
    return value.map((each) => valueOfFilter(element, each));
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (DataType.isFloat(type)) return floatBits(Number(value), type.precision);
  return typeof value === "boolean" ? value : String(value);
}

const PRECISIONS = [Float16Array, Float32Array, Float64Array];

/** The hexadecimal digits of a number's bits, at precision 0 (half), 1 (single) or 2 (double). */
export function floatBits(value: number, precision: number): string {
  const array = new (PRECISIONS[precision] ?? Float64Array)([value]);
  return Buffer.from(array.buffer).reverse().toString("hex");
}

/** The number whose bits these are. */
export function floatOf(bits: string): number {
  const bytes = Buffer.from(bits, "hex").reverse();
  const Precision = PRECISIONS[Math.log2(bytes.length / 2)] ?? Float64Array;
  return new Precision(new Uint8Array(bytes).buffer)[0] ?? Number.NaN;
}

function textOf(value: Value): string {
  if (typeof value !== "string") throw new TypeError(`${JSON.stringify(value)} should be a text.`);
  return value;
}

function listOf(value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new TypeError(`${JSON.stringify(value)} should be an array.`);
  return value;
}
