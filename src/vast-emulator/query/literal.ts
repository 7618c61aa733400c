import { DataType } from "apache-arrow";
import { readField } from "../../vast/wire/arrow-field-read.ts";
import { literalCode, slots } from "../../vast/wire/compute-ir.ts";
import type { FlatTable } from "../../vast/wire/flat-read.ts";
import { toFloat } from "./float16.ts";
import type { Literal, LiteralValue } from "./predicate.ts";
import { isSameType } from "./same-type.ts";
import { malformed, TabularError } from "./tabular-error.ts";

/** Decodes a `Literal`. A value that equals its slot's default is absent, and read as that. */
export function readLiteral(table: FlatTable): Literal {
  const code = table.uint8(slots.literal.implType);
  const value = table.table(slots.literal.impl);
  const type = table.table(slots.literal.type);
  if (value === undefined || type === undefined) {
    throw malformed("A literal of the filter has no value or no type.");
  }
  return { code, value: readValue(code, value), field: readField(type) };
}

const VALUE = slots.literalValue.value;

/** How the value of each kind of literal is read from its table. */
const READERS: Readonly<Record<number, (table: FlatTable) => LiteralValue>> = {
  [literalCode.boolean]: (table) => table.bool(VALUE),
  [literalCode.int8]: (table) => BigInt(table.int8(VALUE)),
  [literalCode.int16]: (table) => BigInt(table.int16(VALUE)),
  [literalCode.int32]: (table) => BigInt(table.int32(VALUE)),
  [literalCode.int64]: (table) => table.int64(VALUE),
  [literalCode.uint8]: (table) => BigInt(table.uint8(VALUE)),
  [literalCode.uint16]: (table) => BigInt(table.uint16(VALUE)),
  [literalCode.uint32]: (table) => BigInt(table.uint32(VALUE)),
  [literalCode.uint64]: (table) => table.uint64(VALUE),
  [literalCode.date]: (table) => table.int64(VALUE),
  [literalCode.time]: (table) => table.int64(VALUE),
  [literalCode.timestamp]: (table) => table.int64(VALUE),
  [literalCode.decimal]: (table) => readDecimal(table.bytes(VALUE)),
  [literalCode.float16]: (table) => toFloat(table.uint16(VALUE)),
  [literalCode.float32]: (table) => table.float32(VALUE),
  [literalCode.float64]: (table) => table.float64(VALUE),
  [literalCode.list]: (table) => table.tables(VALUE).map((item) => readLiteral(item).value),
  [literalCode.string]: (table) => table.bytes(VALUE) ?? new Uint8Array(0),
  [literalCode.binary]: (table) => table.bytes(VALUE) ?? new Uint8Array(0),
  [literalCode.fixedSizeBinary]: (table) => table.bytes(VALUE) ?? new Uint8Array(0),
};

function readValue(code: number, table: FlatTable): LiteralValue {
  const read = READERS[code];
  if (read === undefined) {
    throw malformed(`The filter has a literal of kind ${code}, which no column is compared with.`);
  }
  return read(table);
}

/** 16 bytes, two's complement, little-endian. */
function readDecimal(bytes: Uint8Array | undefined): bigint {
  if (bytes?.length !== 16) {
    throw malformed(`A decimal literal has 16 bytes, not ${bytes?.length ?? 0}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return (view.getBigInt64(8, true) << 64n) | view.getBigUint64(0, true);
}

/** Throws TabularError unless the literal is of the kind and the type by which such a column is compared. */
export function checkLiteral({ code, value, field }: Literal, type: DataType, name: string): void {
  const isList = DataType.isFixedSizeList(type);
  const isDeclared = isList
    ? DataType.isList(field.type) && isSameType(field.type.valueType, type.valueType)
    : isSameType(field.type, type);
  if (code !== literalKind(type) || !isDeclared) {
    const message = `Column '${name}' is ${type}, but the filter compares it with a literal of type ${field.type}.`;
    throw new TabularError(400, "TabularMismatchColumnType", message);
  }
  if (isList && Array.isArray(value) && value.length !== type.listSize) {
    throw malformed(`Column '${name}' has ${type.listSize} elements, but its literal has ${value.length}.`);
  }
}

/** The kind of literal for a type; undefined for types that are compared with nothing. */
function literalKind(type: DataType): number | undefined {
  if (DataType.isInt(type)) {
    return (type.isSigned ? literalCode.int8 : literalCode.uint8) + Math.log2(type.bitWidth / 8);
  }
  if (DataType.isFloat(type)) {
    return literalCode.float16 + type.precision;
  }
  const kinds: readonly (readonly [(type: DataType) => boolean, number])[] = [
    [DataType.isBool, literalCode.boolean],
    [DataType.isUtf8, literalCode.string],
    [DataType.isBinary, literalCode.binary],
    [DataType.isFixedSizeBinary, literalCode.fixedSizeBinary],
    [DataType.isDecimal, literalCode.decimal],
    [DataType.isDate, literalCode.date],
    [DataType.isTime, literalCode.time],
    [DataType.isTimestamp, literalCode.timestamp],
    [DataType.isFixedSizeList, literalCode.list],
  ];
  return kinds.find(([isOfType]) => isOfType(type))?.[1];
}
