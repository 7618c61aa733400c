import { DataType } from "apache-arrow";
import { unsupportedType } from "./tabular-error.ts";

/**
 * How Arrow lays a column out in buffers, as far as copying and comparing its cells need to know: cells of so many
 * bytes, packed bits, offsets into bytes, offsets into a child, a child of so many elements a row, or children.
 */
export type Layout =
  | { readonly kind: "cells"; readonly width: number }
  | { readonly kind: "bits" }
  | { readonly kind: "bytes" }
  | { readonly kind: "list" }
  | { readonly kind: "fixedList"; readonly size: number }
  | { readonly kind: "struct" };

/** The layout of a type that columns can have. Throws TabularError for any other type. */
export function layoutOf(type: DataType): Layout {
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    return { kind: "bytes" };
  }
  if (DataType.isBool(type)) {
    return { kind: "bits" };
  }
  if (DataType.isStruct(type)) {
    return { kind: "struct" };
  }
  if (DataType.isList(type) || DataType.isMap(type)) {
    return { kind: "list" };
  }
  if (DataType.isFixedSizeList(type)) {
    return { kind: "fixedList", size: type.listSize };
  }
  return { kind: "cells", width: cellWidth(type) };
}

function cellWidth(type: DataType): number {
  if (DataType.isInt(type) || DataType.isTime(type) || DataType.isDecimal(type)) {
    return type.bitWidth / 8;
  }
  if (DataType.isFloat(type)) {
    return 2 << type.precision;
  }
  if (DataType.isDate(type)) {
    return 4 << type.unit;
  }
  if (DataType.isTimestamp(type)) {
    return 8;
  }
  if (DataType.isFixedSizeBinary(type)) {
    return type.byteWidth;
  }
  throw unsupportedType(`No column can have the type ${type}.`);
}

/** The bytes under a typed array, as a view. */
export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The 32-bit words under a typed array: a view where the alignment allows, else a copy. */
export function wordsOf(values: ArrayBufferView): Uint32Array {
  const bytes = bytesOf(values);
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}
