import type { Data } from "apache-arrow";
import { bytesOf, layoutOf } from "./layout.ts";
import { malformed } from "./tabular-error.ts";

/**
 * Throws TabularError for buffers shorter than their rows need, which would read as zeros later, and for offsets
 * that run backwards or out of what they point to; also for a type that no table has.
 */
export function checkBuffers(data: Data): void {
  const { length, type, nullBitmap, children } = data;
  const layout = layoutOf(type);
  mustHold(data, "validity bits", data.nullCount > 0 ? 8 * nullBitmap.length : length, length);
  switch (layout.kind) {
    case "cells":
      mustHold(data, "bytes", bytesOf(data.values).length, length * layout.width);
      break;
    case "bits":
      mustHold(data, "bits", 8 * data.values.length, length);
      break;
    case "bytes":
      mustHold(data, "bytes", data.values.length, lastOffset(data));
      break;
    case "list":
      mustHold(data, "elements", children[0]?.length ?? 0, lastOffset(data));
      break;
    case "fixedList":
      mustHold(data, "elements", children[0]?.length ?? 0, length * layout.size);
      break;
    case "struct":
      mustHold(data, "rows", Math.min(length, ...children.map((child) => child.length)), length);
      break;
  }
  children.forEach(checkBuffers);
}

function mustHold({ type, length }: Data, what: string, held: number, needed: number): void {
  if (held < needed) {
    throw malformed(`A column of type ${type} holds ${held} ${what}, but its ${length} rows need ${needed}.`);
  }
}

/** Where the last row ends. Writers may leave out the offsets of a column without rows. */
function lastOffset({ type, length, valueOffsets }: Data): number {
  const offsets: Int32Array = valueOffsets;
  for (let row = 0; row < length; row += 1) {
    const start = offsets[row] ?? -1;
    if (start < 0 || (offsets[row + 1] ?? -1) < start) {
      throw malformed(`A column of type ${type} has no valid offsets for row ${row}.`);
    }
  }
  return length === 0 ? 0 : (offsets[length] ?? 0);
}
