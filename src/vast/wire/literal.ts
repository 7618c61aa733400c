/// <reference lib="esnext.float16" />
import { DataType } from "apache-arrow";
import type { Builder } from "flatbuffers";
import { literalCode } from "./compute-ir.ts";
import type { FilterValue } from "./filter.ts";
import { writeTable } from "./flat-write.ts";

/** A value as a Literal holds it: the union's code, and what writes the value's table and answers its offset. */
export interface LiteralValue {
  readonly code: number;
  write(builder: Builder): number;
}

/** The literal for a value of a scalar type, or undefined if the type cannot hold that value exactly as it stands. */
export function literalOf(type: DataType, value: FilterValue): LiteralValue | undefined {
  return (
    ofInteger(type, value) ??
    ofMoment(type, value) ??
    ofFloat(type, value) ??
    ofDecimal(type, value) ??
    ofBytes(type, value)
  );
}

const integerCode = {
  8: [literalCode.uint8, literalCode.int8],
  16: [literalCode.uint16, literalCode.int16],
  32: [literalCode.uint32, literalCode.int32],
  64: [literalCode.uint64, literalCode.int64],
} as const;

function ofInteger(type: DataType, value: FilterValue): LiteralValue | undefined {
  if (!DataType.isInt(type)) {
    return DataType.isBool(type) && typeof value === "boolean"
      ? whole(literalCode.boolean, 8, value ? 1n : 0n)
      : undefined;
  }
  const { bitWidth, isSigned } = type;
  const integer = integerOf(value, bitWidth, isSigned);
  return integer === undefined
    ? undefined
    : whole(integerCode[bitWidth][isSigned ? 1 : 0], bitWidth, integer);
}

/** Dates, times and timestamps are 64 bits on the wire, whatever they are in the column. */
function ofMoment(type: DataType, value: FilterValue): LiteralValue | undefined {
  if (DataType.isDate(type)) {
    return moment(literalCode.date, integerOf(value, 32));
  }
  if (DataType.isTime(type)) {
    return moment(literalCode.time, integerOf(value, type.bitWidth));
  }
  return DataType.isTimestamp(type) ? moment(literalCode.timestamp, integerOf(value, 64)) : undefined;
}

function moment(code: number, value: bigint | undefined): LiteralValue | undefined {
  return value === undefined ? undefined : whole(code, 64, value);
}

/** An integer of so many bits; the signed adders write unsigned ones too, for the bits are the same. */
function whole(code: number, bits: 8 | 16 | 32 | 64, value: bigint): LiteralValue {
  return {
    code,
    write: (builder) =>
      writeTable(builder, 1, () => {
        if (bits === 64) builder.addFieldInt64(0, BigInt.asIntN(64, value), 0n);
        else if (bits === 32) builder.addFieldInt32(0, Number(value), 0);
        else if (bits === 16) builder.addFieldInt16(0, Number(value), 0);
        else builder.addFieldInt8(0, Number(value), 0);
      }),
  };
}

/** The value as an integer of so many bits; undefined if it is none, or is a number that is no longer exact. */
function integerOf(value: FilterValue, bits: number, signed = true): bigint | undefined {
  if (typeof value !== "bigint" && !(typeof value === "number" && Number.isSafeInteger(value))) {
    return undefined;
  }
  const integer = BigInt(value);
  const kept = signed ? BigInt.asIntN(bits, integer) : BigInt.asUintN(bits, integer);
  return kept === integer ? integer : undefined;
}

interface FloatFormat {
  readonly code: number;
  round(value: number): number;
  add(builder: Builder, value: number): void;
}

/** By Arrow's precision: half, single, double. A half goes as its bits. */
const floatFormats: readonly FloatFormat[] = [
  {
    code: literalCode.float16,
    round: Math.f16round,
    add: (builder, value) => builder.addFieldInt16(0, halfBits(value), 0),
  },
  {
    code: literalCode.float32,
    round: Math.fround,
    add: (builder, value) => builder.addFieldFloat32(0, value, 0),
  },
  {
    code: literalCode.float64,
    round: (value) => value,
    add: (builder, value) => builder.addFieldFloat64(0, value, 0),
  },
];

function halfBits(value: number): number {
  const view = new DataView(new ArrayBuffer(2));
  view.setFloat16(0, value);
  return view.getUint16(0);
}

/** Rounds to the column's precision, but never to infinity; NaN compares with nothing, and -0 as 0 does. */
function ofFloat(type: DataType, value: FilterValue): LiteralValue | undefined {
  const format = DataType.isFloat(type) ? floatFormats[type.precision] : undefined;
  if (format === undefined || typeof value !== "number" || Number.isNaN(value)) {
    return undefined;
  }
  const rounded = format.round(value) + 0;
  return Number.isFinite(rounded) === Number.isFinite(value)
    ? { code: format.code, write: (builder) => writeTable(builder, 1, () => format.add(builder, rounded)) }
    : undefined;
}

/** 16 bytes, two's complement, little-endian; as many digits as the column has. */
function ofDecimal(type: DataType, value: FilterValue): LiteralValue | undefined {
  const unscaled = DataType.isDecimal(type) ? integerOf(value, 128) : undefined;
  const limit = DataType.isDecimal(type) ? 10n ** BigInt(type.precision) : 0n;
  if (unscaled === undefined || unscaled >= limit || unscaled <= -limit) {
    return undefined;
  }
  const view = new DataView(new ArrayBuffer(16));
  view.setBigUint64(0, BigInt.asUintN(64, unscaled), true);
  view.setBigInt64(8, unscaled >> 64n, true);
  return byteLiteral(literalCode.decimal, new Uint8Array(view.buffer));
}

function ofBytes(type: DataType, value: FilterValue): LiteralValue | undefined {
  if (DataType.isUtf8(type)) {
    return typeof value === "string" && value.isWellFormed() ? textLiteral(value) : undefined;
  }
  if (!(value instanceof Uint8Array)) {
    return undefined;
  }
  if (DataType.isFixedSizeBinary(type)) {
    return value.length === type.byteWidth ? byteLiteral(literalCode.fixedSizeBinary, value) : undefined;
  }
  return DataType.isBinary(type) ? byteLiteral(literalCode.binary, value) : undefined;
}

/** The literal of a utf8 or binary column for bytes that are not any value's, such as the bound above a prefix. */
export function bytesOf(type: DataType, value: Uint8Array): LiteralValue {
  return DataType.isUtf8(type) ? textLiteral(value) : byteLiteral(literalCode.binary, value);
}

function textLiteral(value: string | Uint8Array): LiteralValue {
  return { code: literalCode.string, write: (builder) => writeVector(builder, builder.createString(value)) };
}

function byteLiteral(code: number, value: Uint8Array): LiteralValue {
  return { code, write: (builder) => writeVector(builder, builder.createByteVector(value)) };
}

function writeVector(builder: Builder, offset: number): number {
  return writeTable(builder, 1, () => builder.addFieldOffset(0, offset, 0));
}
