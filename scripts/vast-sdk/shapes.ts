import { DataType, type Field, TimeUnit } from "apache-arrow";

/**
 * An Arrow field in words that both languages understand: `arrow_values.py` builds fields of shapes and describes
 * fields as shapes. `children` is there for nested types, with a map's entries between the map and its key and value.
 */
export interface Shape {
  readonly name: string;
  readonly nullable: boolean;
  readonly kind: Kind;
  /** Of int, uint, float and time, in bits; of fixed_size_binary, in bytes. */
  readonly width?: number;
  /** Of time and timestamp: s, ms, us or ns. */
  readonly unit?: string;
  /** Of a timestamp; null if it has none. */
  readonly zone?: string | null;
  /** Of a decimal: precision and scale. */
  readonly digits?: readonly [number, number];
  /** Of a fixed_size_list: how many elements. */
  readonly size?: number;
  readonly children?: readonly Shape[];
}

/** The kinds of types that VAST has columns of. */
export type Kind =
  | "bool"
  | "int"
  | "uint"
  | "float"
  | "utf8"
  | "binary"
  | "fixed_size_binary"
  | "decimal"
  | "date32"
  | "time"
  | "timestamp"
  | "list"
  | "fixed_size_list"
  | "struct"
  | "map";

const UNITS = {
  [TimeUnit.SECOND]: "s",
  [TimeUnit.MILLISECOND]: "ms",
  [TimeUnit.MICROSECOND]: "us",
  [TimeUnit.NANOSECOND]: "ns",
};

/** The shape of a field. Throws an error for a type that VAST has no columns of. */
export function shapeOf({ name, nullable, type }: Field): Shape {
  return { name, nullable, ...facts(type), ...nested(type) };
}

function facts(type: DataType): Pick<Shape, "kind" | "width" | "unit" | "zone" | "digits" | "size"> {
  if (DataType.isBool(type)) return { kind: "bool" };
  if (DataType.isInt(type)) return { kind: type.isSigned ? "int" : "uint", width: type.bitWidth };
  if (DataType.isFloat(type)) return { kind: "float", width: 16 << type.precision };
  if (DataType.isUtf8(type)) return { kind: "utf8" };
  if (DataType.isBinary(type)) return { kind: "binary" };
  if (DataType.isFixedSizeBinary(type)) return { kind: "fixed_size_binary", width: type.byteWidth };
  if (DataType.isDecimal(type)) return { kind: "decimal", digits: [type.precision, type.scale] };
  if (DataType.isDate(type)) return { kind: "date32" };
  if (DataType.isTime(type)) return { kind: "time", width: type.bitWidth, unit: UNITS[type.unit] };
  if (DataType.isTimestamp(type))
    return { kind: "timestamp", unit: UNITS[type.unit], zone: type.timezone ?? null };
  if (DataType.isList(type)) return { kind: "list" };
  if (DataType.isFixedSizeList(type)) return { kind: "fixed_size_list", size: type.listSize };
  if (DataType.isStruct(type)) return { kind: "struct" };
  if (DataType.isMap(type)) return { kind: "map" };
  throw new Error(`There is no shape of the type ${type}.`);
}

function nested({ children }: DataType): Pick<Shape, "children"> {
  return children === null || children === undefined ? {} : { children: children.map(shapeOf) };
}
