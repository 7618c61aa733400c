import type { Data, Schema } from "apache-arrow";
import { type BufferRange, batchMetadata, type ColumnNode, schemaMetadata } from "../../vast/ipc-metadata.ts";
import { bytesOf, layoutOf } from "./layout.ts";

/** The message that ends an Arrow stream. */
export const END_OF_STREAM: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** The message that an Arrow stream begins with. */
export function schemaMessage(schema: Schema): Uint8Array {
  return encapsulate(schemaMetadata(schema), [], 0);
}

/**
 * The message of one record batch, laid out as Arrow C++ does. The columns are not slices; every column has as many
 * rows as said, and there may be none.
 */
export function batchMessage(rows: number, columns: readonly Data[]): Uint8Array {
  const nodes: ColumnNode[] = [];
  const buffers: Uint8Array[] = [];
  for (const column of columns) {
    collect(column, nodes, buffers);
  }
  const ranges: BufferRange[] = [];
  let offset = 0;
  for (const { length } of buffers) {
    ranges.push({ offset, length });
    offset += padded(length);
  }
  return encapsulate(batchMetadata(rows, nodes, ranges, offset), buffers, offset);
}

/** A column and its children, depth first: one node each, and its buffers. */
function collect(data: Data, nodes: ColumnNode[], buffers: Uint8Array[]): void {
  const { length, nullCount: nulls, type, values, valueOffsets } = data;
  nodes.push({ length, nulls });
  buffers.push(nulls > 0 ? data.nullBitmap.subarray(0, (length + 7) >> 3) : new Uint8Array(0));
  const layout = layoutOf(type);
  if (layout.kind === "bytes" || layout.kind === "list") {
    buffers.push(bytesOf(valueOffsets).subarray(0, 4 * (length + 1)));
  }
  if (layout.kind === "bytes") {
    buffers.push(values.subarray(0, Number(valueOffsets[length])));
  } else if (layout.kind === "bits") {
    buffers.push(values.subarray(0, (length + 7) >> 3));
  } else if (layout.kind === "cells") {
    buffers.push(bytesOf(values).subarray(0, length * layout.width));
  }
  for (const child of data.children) {
    collect(child, nodes, buffers);
  }
}

function padded(length: number): number {
  return (length + 7) & ~7;
}

/** Marker, length of the metadata with its padding, metadata, body; all parts begin at multiples of eight. */
function encapsulate(metadata: Uint8Array, buffers: readonly Uint8Array[], bodyLength: number): Uint8Array {
  const length = padded(metadata.length);
  const message = new Uint8Array(8 + length + bodyLength);
  const view = new DataView(message.buffer);
  view.setUint32(0, 0xffff_ffff, true);
  view.setUint32(4, length, true);
  message.set(metadata, 8);
  let at = 8 + length;
  for (const buffer of buffers) {
    message.set(buffer, at);
    at += padded(buffer.length);
  }
  return message;
}
