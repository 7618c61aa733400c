import { invalid } from "../errors.ts";
import type { ByteRange } from "./store.ts";

/** First and last byte, inclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes of an object of `size` bytes that a range asks for, cut at the end of the object. Throws `invalid` with field
 * `range` when there are none (RFC 9110 14.1.2; the edge answers 416).
 */
export function resolveRange(range: ByteRange, size: number): Span {
  const start = range.start < 0 ? Math.max(0, size + range.start) : range.start;
  const end = range.start < 0 ? size - 1 : Math.min(range.end ?? size - 1, size - 1);
  if (start >= size || end < start) {
    throw invalid(`The range from byte ${range.start} is outside an object of ${size} bytes.`, "range");
  }
  return { start, end };
}
