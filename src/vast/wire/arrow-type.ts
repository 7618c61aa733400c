import { DataType } from "apache-arrow";
import type { Builder } from "flatbuffers";
import { writeTable } from "./flat-write.ts";

/** Codes of Arrow's `Type` union (Arrow Schema.fbs), those that a column of a VAST table can have. */
export const typeCode = {
  int: 2,
  floatingPoint: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  list: 12,
  struct: 13,
  fixedSizeBinary: 15,
  fixedSizeList: 16,
  map: 17,
} as const;

/** A scalar of a type's table: a value equal to the default of its slot is left out. */
interface Scalar {
  readonly slot: number;
  readonly bits: 8 | 16 | 32;
  readonly value: number;
  readonly absent?: number;
}

/** A type as a Field holds it: its union code, and the scalars of its table in the order official clients add them. */
export interface EncodedType {
  readonly code: number;
  readonly scalars: readonly Scalar[];
}

/**
 * The encoding of a type without its children, which belong to the Field; a timestamp's zone is left out, as
 * official clients do. Undefined for types that no VAST table has: the caller knows the column's name.
 */
export function encodeType(type: DataType): EncodedType | undefined {
  return encodePlain(type) ?? encodeNumber(type) ?? encodeMoment(type) ?? encodeSized(type);
}

/** Types without parameters; their table is empty, and is written all the same. */
function encodePlain(type: DataType): EncodedType | undefined {
  const code = [
    DataType.isUtf8(type) && typeCode.utf8,
    DataType.isBinary(type) && typeCode.binary,
    DataType.isBool(type) && typeCode.bool,
    DataType.isList(type) && typeCode.list,
    DataType.isStruct(type) && typeCode.struct,
  ].find((found) => found !== false);
  return code === undefined ? undefined : { code, scalars: [] };
}

function encodeNumber(type: DataType): EncodedType | undefined {
  if (DataType.isInt(type)) {
    const scalars = [int32(0, type.bitWidth), flag(1, type.isSigned)];
    return { code: typeCode.int, scalars };
  }
  if (DataType.isFloat(type)) {
    return { code: typeCode.floatingPoint, scalars: [int16(0, type.precision)] };
  }
  if (DataType.isDecimal(type) && type.bitWidth === 128) {
    return { code: typeCode.decimal, scalars: [int32(0, type.precision), int32(1, type.scale)] };
  }
  return undefined;
}

/** Dates in days; the defaults of the other two are milliseconds and 32 bits. */
function encodeMoment(type: DataType): EncodedType | undefined {
  if (DataType.isDate(type) && type.unit === 0) {
    return { code: typeCode.date, scalars: [int16(0, type.unit, 1)] };
  }
  if (DataType.isTime(type)) {
    return { code: typeCode.time, scalars: [int32(1, type.bitWidth, 32), int16(0, type.unit, 1)] };
  }
  return DataType.isTimestamp(type)
    ? { code: typeCode.timestamp, scalars: [int16(0, type.unit)] }
    : undefined;
}

function encodeSized(type: DataType): EncodedType | undefined {
  if (DataType.isFixedSizeBinary(type)) {
    return { code: typeCode.fixedSizeBinary, scalars: [int32(0, type.byteWidth)] };
  }
  if (DataType.isFixedSizeList(type)) {
    return { code: typeCode.fixedSizeList, scalars: [int32(0, type.listSize)] };
  }
  return DataType.isMap(type) ? { code: typeCode.map, scalars: [flag(0, type.keysSorted)] } : undefined;
}

function int32(slot: number, value: number, absent = 0): Scalar {
  return { slot, bits: 32, value, absent };
}

function int16(slot: number, value: number, absent = 0): Scalar {
  return { slot, bits: 16, value, absent };
}

function flag(slot: number, value: boolean): Scalar {
  return { slot, bits: 8, value: value ? 1 : 0 };
}

/** Writes a type's table and answers its offset. */
export function writeType(builder: Builder, { scalars }: EncodedType): number {
  return writeTable(builder, Math.max(0, ...scalars.map(({ slot }) => slot + 1)), () => {
    for (const { slot, bits, value, absent = 0 } of scalars) {
      if (bits === 32) {
        builder.addFieldInt32(slot, value, absent);
      } else if (bits === 16) {
        builder.addFieldInt16(slot, value, absent);
      } else {
        builder.addFieldInt8(slot, value, absent);
      }
    }
  });
}
