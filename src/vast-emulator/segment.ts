import type { Data, DataType } from "apache-arrow";
import { gather } from "./query/gather.ts";

/**
 * Rows that were written together, immutable: what changes makes a new segment, so that snapshots keep theirs. `ids` are the
 * row ids in ascending order (below 2^48, so exact as numbers); columns go by the table's column ids, and one that is absent
 * was added later: null in every row. `dead` has a bit for each deleted row.
 */
export interface Segment {
  readonly ids: Float64Array;
  readonly columns: ReadonlyMap<number, Data>;
  readonly dead: Uint8Array | undefined;
  readonly live: number;
}

/** A row by the number of its segment and its place in it. */
export interface Located {
  readonly segment: Uint32Array;
  readonly at: Uint32Array;
  /** Places in the list that was looked for of those found. */
  readonly found: Uint32Array;
}

/** A segment of new rows. */
export function segmentOf(ids: Float64Array, columns: ReadonlyMap<number, Data>): Segment {
  return { ids, columns, dead: undefined, live: ids.length };
}

/** Whether the row at this place was deleted. */
export function isDead({ dead }: Segment, at: number): boolean {
  return dead !== undefined && ((dead[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
}

/** The place of a row id among the segment's rows, deleted ones included, or -1. */
function placeOf({ ids }: Segment, id: number): number {
  const first = ids[0] ?? 0;
  const last = ids.length - 1;
  if (id < first || id > (ids[last] ?? -1)) return -1;
  if ((ids[last] ?? 0) - first === last) return id - first;
  const at = lowerBound(ids, id);
  return ids[at] === id ? at : -1;
}

/** The first place whose id is not below this one. */
export function lowerBound(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds live rows by ascending ids; each is live in one segment at most. */
export function locate(segments: readonly Segment[], ids: Float64Array): Located {
  const segment = new Uint32Array(ids.length);
  const at = new Uint32Array(ids.length);
  const found = new Uint32Array(ids.length);
  let count = 0;
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] ?? 0;
    for (let number = segments.length - 1; number >= 0; number--) {
      const one = segments[number];
      const place = one === undefined ? -1 : placeOf(one, id);
      if (one === undefined || place < 0 || isDead(one, place)) continue;
      segment[count] = number;
      at[count] = place;
      found[count++] = index;
      break;
    }
  }
  return { segment: segment.slice(0, count), at: at.slice(0, count), found: found.slice(0, count) };
}

/** The segments without the located rows; those with no rows left are gone. */
export function without(segments: readonly Segment[], located: Located): readonly Segment[] {
  const places = new Map<number, number[]>();
  for (let index = 0; index < located.at.length; index++) {
    const number = located.segment[index] ?? 0;
    const list = places.get(number);
    if (list === undefined) places.set(number, [located.at[index] ?? 0]);
    else list.push(located.at[index] ?? 0);
  }
  return segments.flatMap((segment, number) => {
    const list = places.get(number);
    if (list === undefined) return [segment];
    return list.length === segment.live ? [] : [bury(segment, list)];
  });
}

function bury(segment: Segment, places: readonly number[]): Segment {
  const dead = segment.dead?.slice() ?? new Uint8Array((segment.ids.length + 7) >> 3);
  for (const place of places) dead[place >> 3] = (dead[place >> 3] ?? 0) | (1 << (place & 7));
  return { ...segment, dead, live: segment.live - places.length };
}

/** The located rows as one segment of their own, with some columns replaced by others of the same length. */
export function pickRows(
  segments: readonly Segment[],
  located: Located,
  replaced: ReadonlyMap<number, Data>,
): Segment {
  const ids = new Float64Array(located.at.length);
  for (let row = 0; row < ids.length; row++) {
    ids[row] = segments[located.segment[row] ?? 0]?.ids[located.at[row] ?? 0] ?? 0;
  }
  const columns = new Map(replaced);
  for (const [id, type] of typesOf(segments)) {
    if (columns.has(id)) continue;
    const sources = segments.map((segment) => segment.columns.get(id));
    columns.set(id, gather(type, sources, located.segment, located.at));
  }
  return segmentOf(ids, columns);
}

function typesOf(segments: readonly Segment[]): ReadonlyMap<number, DataType> {
  const types = new Map<number, DataType>();
  for (const { columns } of segments) for (const [id, { type }] of columns) types.set(id, type);
  return types;
}

/** The live rows of some segments as one, in the order of their ids. */
export function merge(segments: readonly Segment[]): Segment {
  return pickRows(segments, inOrder(segments), new Map());
}

/** Every live row of some segments in the order of ids. */
function inOrder(segments: readonly Segment[]): Located {
  const total = segments.reduce((sum, { live }) => sum + live, 0);
  const segment = new Uint32Array(total);
  const at = new Uint32Array(total);
  const next = segments.map(() => 0);
  for (let row = 0; row < total; row++) {
    let least = -1;
    let leastId = Number.POSITIVE_INFINITY;
    for (const [number, one] of segments.entries()) {
      let place = next[number] ?? 0;
      while (place < one.ids.length && isDead(one, place)) place++;
      next[number] = place;
      const id = one.ids[place] ?? Number.POSITIVE_INFINITY;
      if (id < leastId) {
        leastId = id;
        least = number;
      }
    }
    segment[row] = least;
    at[row] = next[least] ?? 0;
    next[least] = (next[least] ?? 0) + 1;
  }
  return { segment, at, found: new Uint32Array(0) };
}
