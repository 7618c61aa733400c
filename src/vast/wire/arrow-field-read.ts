import {
  Binary,
  Bool,
  type DataType,
  Date_,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float,
  Int,
  List,
  Map_,
  Struct,
  Time,
  Timestamp,
  Utf8,
} from "apache-arrow";
import { fieldSlots, schemaSlots } from "./arrow-field.ts";
import { typeCode } from "./arrow-type.ts";
import { FlatTable, MalformedBufferError } from "./flat-read.ts";

const EMPTY = FlatTable.root(Uint8Array.of(8, 0, 0, 0, 4, 0, 4, 0, 4, 0, 0, 0));

/** The fields of an Arrow Schema table. Throws MalformedBufferError for types that no VAST table has. */
export function readSchema(schema: FlatTable): readonly Field[] {
  return schema.tables(schemaSlots.fields).map(readField);
}

/**
 * An Arrow Field with its children; a literal's has the name "". A map's entries are read as the struct that they
 * are, whichever type the request gives them. Throws MalformedBufferError for types that no VAST table has.
 */
export function readField(field: FlatTable): Field {
  const name = field.text(fieldSlots.name) ?? "";
  const children = field.tables(fieldSlots.children);
  const nullable = field.bool(fieldSlots.nullable);
  return new Field(name, readType(field, field.uint8(fieldSlots.typeCode), children), nullable);
}

function readType(field: FlatTable, code: number, children: readonly FlatTable[]): DataType {
  const type = field.table(fieldSlots.type) ?? EMPTY;
  const found =
    readPlain(code) ?? readNumber(code, type) ?? readMoment(code, type) ?? readNested(code, type, children);
  if (found === undefined) {
    throw new MalformedBufferError(
      `Field ${field.text(fieldSlots.name)} is of Arrow type ${code}, which no table has.`,
    );
  }
  return found;
}

function readPlain(code: number): DataType | undefined {
  if (code === typeCode.utf8) return new Utf8();
  if (code === typeCode.binary) return new Binary();
  return code === typeCode.bool ? new Bool() : undefined;
}

function readNumber(code: number, type: FlatTable): DataType | undefined {
  switch (code) {
    case typeCode.int:
      return new Int(type.bool(1), oneOf([8, 16, 32, 64], type.int32(0)));
    case typeCode.floatingPoint:
      return new Float(oneOf([0, 1, 2], type.int16(0)));
    case typeCode.decimal:
      return new Decimal(type.int32(1), type.int32(0), oneOf([128], type.int32(2, 128)));
    default:
      return undefined;
  }
}

function readMoment(code: number, type: FlatTable): DataType | undefined {
  switch (code) {
    case typeCode.date:
      return new Date_(oneOf([0, 1], type.int16(0, 1)));
    case typeCode.time:
      return new Time(oneOf([0, 1, 2, 3], type.int16(0, 1)), oneOf([32, 64], type.int32(1, 32)));
    case typeCode.timestamp:
      return new Timestamp(oneOf([0, 1, 2, 3], type.int16(0)), type.text(1));
    default:
      return undefined;
  }
}

function readNested(code: number, type: FlatTable, children: readonly FlatTable[]): DataType | undefined {
  switch (code) {
    case typeCode.fixedSizeBinary:
      return new FixedSizeBinary(type.int32(0));
    case typeCode.struct:
      return new Struct(children.map(readField));
    case typeCode.list:
      return new List(readField(only(children)));
    case typeCode.fixedSizeList:
      return new FixedSizeList(type.int32(0), readField(only(children)));
    case typeCode.map:
      return new Map_(readEntries(only(children)), type.bool(0));
    default:
      return undefined;
  }
}

/** A map's entries: a struct of two, whatever their own type says. */
function readEntries(entries: FlatTable): Field {
  const [key, value, ...rest] = entries.tables(fieldSlots.children).map(readField);
  if (key === undefined || value === undefined || rest.length > 0) {
    throw new MalformedBufferError("The entries of a map are a key and a value.");
  }
  return new Field(
    entries.text(fieldSlots.name) ?? "",
    new Struct<{ key: DataType; value: DataType }>([key, value]),
    entries.bool(fieldSlots.nullable),
  );
}

function only(children: readonly FlatTable[]): FlatTable {
  const [child, ...rest] = children;
  if (child === undefined || rest.length > 0) {
    throw new MalformedBufferError(`A list or map has one child, not ${children.length}.`);
  }
  return child;
}

function oneOf<const Value extends number>(allowed: readonly Value[], value: number): Value {
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new MalformedBufferError(`A type's parameter is ${value}, not one of ${allowed.join(", ")}.`);
  }
  return found;
}
