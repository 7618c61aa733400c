import type { Data } from "apache-arrow";
import { rowIdColumn } from "./query/row-ids.ts";
import type { Segment } from "./segment.ts";

/** Row ids are below this; the number before it means "finished". */
export const ROW_ID_LIMIT = 2 ** 48;

/**
 * Row ids as they go over the wire. In a sorted table the bits from 56 on are opaque: they differ from row to row here, so that
 * clients do not take them for nothing, and sort by the whole id.
 */
export function toWire(ids: Float64Array, sorted: boolean): BigUint64Array {
  const words = new Uint32Array(ids.length * 2);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] ?? 0;
    words[row * 2] = id >>> 0;
    words[row * 2 + 1] = (Math.floor(id / 2 ** 32) | (sorted ? opaque(id) << 24 : 0)) >>> 0;
  }
  return new BigUint64Array(words.buffer);
}

/** Row ids that came over the wire, without the opaque bits. Undefined where those are not the ones that were given out. */
export function fromWire(wire: BigUint64Array, sorted: boolean): Float64Array | undefined {
  const words = new Uint32Array(wire.buffer, wire.byteOffset, wire.length * 2);
  const ids = new Float64Array(wire.length);
  for (let row = 0; row < ids.length; row++) {
    const high = words[row * 2 + 1] ?? 0;
    const id = (words[row * 2] ?? 0) + (high & 0xff_ffff) * 2 ** 32;
    if (high >>> 24 !== (sorted ? opaque(id) : 0)) return undefined;
    ids[row] = id;
  }
  return ids;
}

/** Seven bits that look like nothing in particular, and change every 1000 rows or so. */
function opaque(id: number): number {
  return (Math.imul(Math.floor(id / 1024) + 1, 0x9e37_79b1) >>> 16) & 0x7f;
}

const kept = { plain: new WeakMap<Segment, Data>(), sorted: new WeakMap<Segment, Data>() };

/** The column `$row_id` of a segment; made once. */
export function rowIdsOf(segment: Segment, sorted: boolean): Data {
  const map = sorted ? kept.sorted : kept.plain;
  const found = map.get(segment);
  if (found !== undefined) return found;
  const made = rowIdColumn(toWire(segment.ids, sorted), sorted);
  map.set(segment, made);
  return made;
}
