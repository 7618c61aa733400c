import type { Data } from "apache-arrow";
import { gather } from "./query/gather.ts";
import { locate, merge, pickRows, type Segment, segmentOf, without } from "./segment.ts";

/** Rows of one row group: those whose ids have the same quotient by `GROUP_ROWS`. */
export interface Group {
  readonly number: number;
  readonly segments: readonly Segment[];
}

/** All rows of a table, immutable; a change shares every group that it does not touch. Groups are in ascending order. */
export interface Rows {
  readonly groups: readonly Group[];
  readonly count: number;
}

/** Row ids of a row group. */
export const GROUP_ROWS = 65_536;

/** A table without rows. */
export const NO_ROWS: Rows = { groups: [], count: 0 };

/** Columns by the table's column ids, all of one length. */
export type Columns = ReadonlyMap<number, Data>;

/** The rows and these ones more; `ids` ascend and are not there yet. */
export function added(rows: Rows, ids: Float64Array, columns: Columns): Rows {
  return byGroup(rows, ids, (segments, from, to) => {
    const segment = segmentOf(ids.slice(from, to), slice(columns, from, to));
    return compacted([...segments, segment]);
  });
}

/** The rows without those of these ascending ids; ids that are not there are passed over. */
export function removed(rows: Rows, ids: Float64Array): Rows {
  return byGroup(rows, ids, (segments, from, to) =>
    compacted(without(segments, locate(segments, ids.subarray(from, to)))),
  );
}

/** The rows with new values in some columns of those of these ascending ids; ids that are not there are passed over. */
export function updated(rows: Rows, ids: Float64Array, columns: Columns): Rows {
  return byGroup(rows, ids, (segments, from, to) => {
    const wanted = ids.subarray(from, to);
    const whole = segments.findIndex((segment) => isExactly(segment, wanted));
    const old = segments[whole];
    if (old !== undefined) {
      const fresh = new Map([...old.columns, ...slice(columns, from, to)]);
      return segments.with(whole, segmentOf(old.ids, fresh));
    }
    const located = locate(segments, wanted);
    if (located.at.length === 0) return segments;
    const places = located.found.map((place) => place + from);
    const fresh = new Map<number, Data>();
    for (const [id, data] of columns) fresh.set(id, pickAt(data, places));
    return compacted([...without(segments, located), pickRows(segments, located, fresh)]);
  });
}

/** How many of these ascending ids are of rows that are there. */
export function countOf(rows: Rows, ids: Float64Array): number {
  let count = 0;
  byGroup(rows, ids, (segments, from, to) => {
    count += locate(segments, ids.subarray(from, to)).at.length;
    return segments;
  });
  return count;
}

/** Bytes of all buffers, dead rows included. */
export function bytesOf(rows: Rows): number {
  const segments = rows.groups.flatMap((group) => group.segments);
  return segments.reduce((sum, { columns, ids }) => {
    const parts = [...columns.values()].map(({ byteLength }) => byteLength);
    return sum + ids.byteLength + parts.reduce((one, other) => one + other, 0);
  }, 0);
}

type Change = (segments: readonly Segment[], from: number, to: number) => readonly Segment[];

/** Applies a change to each row group that some of the ids are in; `from` and `to` are the places of its ids. */
function byGroup(rows: Rows, ids: Float64Array, change: Change): Rows {
  const groups = [...rows.groups];
  let count = rows.count;
  for (let from = 0; from < ids.length; ) {
    const number = Math.floor((ids[from] ?? 0) / GROUP_ROWS);
    let to = from + 1;
    while (to < ids.length && Math.floor((ids[to] ?? 0) / GROUP_ROWS) === number) to++;
    const place = placeOfGroup(groups, number);
    const old = groups[place]?.number === number ? groups[place] : undefined;
    const segments = change(old?.segments ?? [], from, to);
    count += liveIn(segments) - liveIn(old?.segments ?? []);
    const fresh = segments.length === 0 ? [] : [{ number, segments }];
    groups.splice(place, old === undefined ? 0 : 1, ...fresh);
    from = to;
  }
  return { groups, count };
}

function placeOfGroup(groups: readonly Group[], number: number): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.number ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function liveIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { live }) => sum + live, 0);
}

function isExactly(segment: Segment, ids: Float64Array): boolean {
  if (segment.live !== ids.length || segment.ids.length !== ids.length) return false;
  return segment.ids.every((id, place) => id === ids[place]);
}

function slice(columns: Columns, from: number, to: number): Columns {
  const places = Uint32Array.from({ length: to - from }, (_, place) => from + place);
  const sliced = new Map<number, Data>();
  for (const [id, data] of columns) sliced.set(id, pickAt(data, places));
  return sliced;
}

function pickAt(data: Data, places: Uint32Array): Data {
  return gather(data.type, [data], new Uint32Array(places.length), places);
}

/**
 * Merges the last segments while the newer is about as large as the older, so that many small writes cost few
 * segments, and each row is copied a few times only. A segment with more dead rows than live ones is merged too.
 */
function compacted(segments: readonly Segment[]): readonly Segment[] {
  const merged = [...segments];
  for (;;) {
    const [older, newer] = merged.slice(-2);
    if (older === undefined || newer === undefined || older.live > 2 * newer.live) break;
    merged.splice(-2, 2, merge([older, newer]));
  }
  return merged.map((segment) => (segment.live * 2 < segment.ids.length ? merge([segment]) : segment));
}
