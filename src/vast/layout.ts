import { Data, DataType, type Field } from "apache-arrow";
import { VastError } from "./errors.ts";

/**
 * How the values of a type lie in memory (Arrow columnar format). `fixed` widths are bytes; `run` is the number of
 * child values for each value of a fixed size list.
 */
export type Layout =
  | { readonly kind: "bits" }
  | { readonly kind: "fixed"; readonly width: number }
  | { readonly kind: "bytes" }
  | { readonly kind: "list" }
  | { readonly kind: "fixedList"; readonly run: number }
  | { readonly kind: "struct" };

/** The raw buffers of a column: the validity bitmap is absent when nothing is null, bit 0 is the first value. */
export interface Buffers {
  readonly validity?: Uint8Array | undefined;
  readonly offsets?: Int32Array | undefined;
  readonly values?: Uint8Array | undefined;
}

/**
 * The layout of a type that VAST has.
 * @throws VastError `unsupportedType` for null, dictionary, union, duration, interval, date64, decimal256, large
 * and view types.
 */
export function layoutOf(type: DataType): Layout {
  const width = fixedWidth(type);
  if (width !== undefined) {
    return { kind: "fixed", width };
  }
  if (DataType.isBool(type)) {
    return { kind: "bits" };
  }
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    return { kind: "bytes" };
  }
  if (DataType.isList(type) || DataType.isMap(type)) {
    return { kind: "list" };
  }
  if (DataType.isFixedSizeList(type)) {
    return { kind: "fixedList", run: type.listSize };
  }
  if (DataType.isStruct(type)) {
    return { kind: "struct" };
  }
  throw new VastError("unsupportedType", `VAST tables have no columns of type ${type}.`);
}

function fixedWidth(type: DataType): number | undefined {
  if (DataType.isInt(type) || DataType.isTime(type)) {
    return type.bitWidth / 8;
  }
  if (DataType.isFloat(type)) {
    return 2 << type.precision;
  }
  if (DataType.isDecimal(type)) {
    return type.bitWidth === 128 ? 16 : undefined;
  }
  if (DataType.isTimestamp(type)) {
    return 8;
  }
  if (DataType.isDate(type)) {
    return type.unit === 0 ? 4 : undefined;
  }
  return DataType.isFixedSizeBinary(type) ? type.byteWidth : undefined;
}

/**
 * Refuses a column whose type, at any depth, is none that VAST stores.
 * @throws VastError `unsupportedType`, naming the column.
 */
export function checkSupported(field: Field, path = field.name): void {
  try {
    layoutOf(field.type);
  } catch {
    throw new VastError(
      "unsupportedType",
      `Column ${path}: VAST tables have no columns of type ${field.type}.`,
    );
  }
  for (const child of childFields(field.type)) {
    checkSupported(child, `${path}.${child.name}`);
  }
}

/** The fields below a nested type, in order; none for a scalar. */
export function childFields(type: DataType): readonly Field[] {
  return type.children ?? [];
}

/** The bytes below a typed array, without a copy. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The raw values of a column: for a slice they begin at its first value, except for booleans (see `Data.offset`). */
export function valueBytes(data: Data): Uint8Array {
  return data.values === undefined ? new Uint8Array(0) : bytesOf(data.values);
}

/** A column of a type from raw buffers; nothing is copied when the values are aligned to their width. */
export function makeColumn(
  type: DataType,
  length: number,
  nullCount: number,
  buffers: Buffers,
  children: Data[] = [],
): Data {
  const { validity = new Uint8Array(0), offsets, values } = buffers;
  const typed = values === undefined ? undefined : typedValues(type, values);
  return new Data(type, 0, length, nullCount, { 0: offsets, 1: typed, 2: validity }, children);
}

function typedValues(type: DataType, values: Uint8Array): ArrayBufferView {
  const Typed = arrayClass(type);
  const width = Typed.BYTES_PER_ELEMENT;
  const whole = values.byteLength - (values.byteLength % width);
  const aligned = values.byteOffset % width === 0 ? values : values.slice();
  return new Typed(aligned.buffer, aligned.byteOffset, whole / width);
}

interface ArrayClass {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayBufferView;
}

/** Arrow's declarations say `any` here: every type with values names one of JavaScript's typed arrays. */
function arrayClass(type: DataType): ArrayClass {
  return type.ArrayType as ArrayClass;
}
