import { type Data, DataType } from "apache-arrow";
import { toFloat } from "./float16.ts";
import { bytesOf, wordsOf } from "./layout.ts";
import type { LiteralValue } from "./predicate.ts";

/** Compares the cell of a row with the literal of an index: negative, zero, positive; NaN if neither is the case. */
export type Comparer = (row: number, literal: number) => number;

/**
 * Compares the cells of a column with literals, on the raw buffers: 64-bit numbers by their words, decimals by all
 * four, text by its UTF-8 bytes, lists element by element. Validity is not looked at.
 */
export function comparerOf(data: Data, literals: readonly LiteralValue[]): Comparer {
  const { type } = data;
  if (DataType.isBool(type)) {
    return compareBits(data, literals);
  }
  if (DataType.isFloat(type)) {
    return compareFloats(data, literals.map(Number));
  }
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    return compareTexts(data, literals.map(bytesIn));
  }
  if (DataType.isFixedSizeBinary(type)) {
    return compareBlobs(bytesOf(data.values), type.byteWidth, literals.map(bytesIn));
  }
  if (DataType.isFixedSizeList(type)) {
    return compareLists(data, type.listSize, literals);
  }
  return compareIntegers(data, literals.map(integerIn));
}

function compareIntegers(data: Data, literals: readonly bigint[]): Comparer {
  const { type } = data;
  if (DataType.isDecimal(type)) {
    return compareDecimals(wordsOf(data.values), literals);
  }
  const { values } = data;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return compareLongs(wordsOf(values), values instanceof BigInt64Array, literals);
  }
  return compareInts(values, literals.map(Number));
}

function compareInts(values: Int32Array, literals: readonly number[]): Comparer {
  return (row, literal) => (values[row] ?? 0) - (literals[literal] ?? 0);
}

/**
 * A BigInt of every cell would cost more than the comparison. Flipping the sign bit makes signed words compare as
 * unsigned ones do.
 */
function compareLongs(words: Uint32Array, isSigned: boolean, literals: readonly bigint[]): Comparer {
  const flip = isSigned ? 0x8000_0000 : 0;
  const highs = Uint32Array.from(literals, (value) => Number(BigInt.asUintN(32, value >> 32n)) ^ flip);
  const lows = Uint32Array.from(literals, (value) => Number(BigInt.asUintN(32, value)));
  return (row, literal) => {
    const high = (((words[2 * row + 1] ?? 0) ^ flip) >>> 0) - (highs[literal] ?? 0);
    return high === 0 ? (words[2 * row] ?? 0) - (lows[literal] ?? 0) : high;
  };
}

function compareDecimals(words: Uint32Array, literals: readonly bigint[]): Comparer {
  const wanted = wordsOf(BigUint64Array.from(literals.flatMap((value) => [value, value >> 64n])));
  return (row, literal) => {
    const cell = 4 * row + 3;
    const other = 4 * literal + 3;
    const high = ((words[cell] ?? 0) | 0) - ((wanted[other] ?? 0) | 0);
    if (high !== 0) {
      return high;
    }
    for (let lower = 1; lower < 4; lower += 1) {
      const difference = (words[cell - lower] ?? 0) - (wanted[other - lower] ?? 0);
      if (difference !== 0) {
        return difference;
      }
    }
    return 0;
  };
}

function compareFloats({ type, values }: Data, literals: readonly number[]): Comparer {
  const isHalf = DataType.isFloat(type) && type.precision === 0;
  return (row, literal) => {
    const cell = isHalf ? toFloat(values[row]) : values[row];
    const other = literals[literal] ?? Number.NaN;
    if (cell < other) {
      return -1;
    }
    return cell > other ? 1 : cell === other ? 0 : Number.NaN;
  };
}

function compareBits({ values, offset }: Data, literals: readonly LiteralValue[]): Comparer {
  return (row, literal) =>
    ((values[(offset + row) >> 3] >> ((offset + row) & 7)) & 1) - Number(literals[literal]);
}

function compareTexts({ values, valueOffsets }: Data, literals: readonly Uint8Array[]): Comparer {
  const bytes: Uint8Array = values;
  const offsets: Int32Array = valueOffsets;
  return (row, literal) => compareBytes(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0, literals[literal]);
}

function compareBlobs(bytes: Uint8Array, width: number, literals: readonly Uint8Array[]): Comparer {
  return (row, literal) => compareBytes(bytes, row * width, (row + 1) * width, literals[literal]);
}

function compareBytes(bytes: Uint8Array, start: number, end: number, other: Uint8Array = NOTHING): number {
  const common = Math.min(end - start, other.length);
  for (let index = 0; index < common; index += 1) {
    const difference = (bytes[start + index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return end - start - other.length;
}

const NOTHING = new Uint8Array(0);

/** Whether a row's text or bytes are exactly these: lengths first, since most rows differ there or at once. */
export function equalsText({ values, valueOffsets }: Data, wanted: Uint8Array): (row: number) => boolean {
  const bytes: Uint8Array = values;
  const offsets: Int32Array = valueOffsets;
  const { length } = wanted;
  return (row) => {
    const start = offsets[row] ?? 0;
    if ((offsets[row + 1] ?? 0) - start !== length) {
      return false;
    }
    // From the end: ids that were made one after the other begin alike.
    for (let index = length - 1; index >= 0; index -= 1) {
      if (bytes[start + index] !== wanted[index]) {
        return false;
      }
    }
    return true;
  };
}

/** Whether a row's text contains these bytes. */
export function containsText({ values, valueOffsets }: Data, wanted: Uint8Array): (row: number) => boolean {
  const text = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const offsets: Int32Array = valueOffsets;
  const needle = Buffer.from(wanted);
  return (row) => text.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0).includes(needle);
}

function compareLists(data: Data, size: number, literals: readonly LiteralValue[]): Comparer {
  const [child] = data.children;
  if (child === undefined) {
    throw new RangeError(`The type ${data.type} has no elements.`);
  }
  const compare = comparerOf(child, literals.flatMap(elementsIn));
  return (row, literal) => {
    for (let index = 0; index < size; index += 1) {
      const order = compare(row * size + index, literal * size + index);
      if (order !== 0) {
        return order;
      }
    }
    return 0;
  };
}

/** The order of two literals of one kind. */
export function compareLiterals(one: LiteralValue, other: LiteralValue): number {
  if (one instanceof Uint8Array && other instanceof Uint8Array) {
    return compareBytes(one, 0, one.length, other);
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    const index = one.findIndex((element, at) => compareLiterals(element, other[at]) !== 0);
    return index < 0 ? 0 : compareLiterals(one[index], other[index]);
  }
  return one < other ? -1 : Number(one > other);
}

/** The checks of the decoder leave no other kind of literal for such a column; see `checkLiteral`. */
function integerIn(value: LiteralValue): bigint {
  if (typeof value !== "bigint") {
    throw new TypeError(`The literal ${value} is no whole number.`);
  }
  return value;
}

function bytesIn(value: LiteralValue): Uint8Array {
  if (!(value instanceof Uint8Array)) {
    throw new TypeError(`The literal ${value} is no text and no bytes.`);
  }
  return value;
}

function elementsIn(value: LiteralValue): readonly LiteralValue[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`The literal ${value} is no list.`);
  }
  return value;
}
