import { makeData, RecordBatch, Schema, Struct } from "apache-arrow";
import type { Table } from "./catalog.ts";
import type { Counters } from "./counters.ts";
import { pickColumns } from "./query/columns.ts";
import type { DecodedQuery } from "./query/decode.ts";
import { compileFilter, type RowFilter } from "./query/evaluate.ts";
import { nullColumn } from "./query/gather.ts";
import { rowIdsOf } from "./row-ids.ts";
import type { Group } from "./rows.ts";
import { isDead, lowerBound, type Segment } from "./segment.ts";
import { isSorted, schemaOf } from "./table-facts.ts";

/** Rows of one batch, by their places in it. */
export interface Run {
  readonly batch: RecordBatch;
  readonly indices: Uint32Array;
}

/** Rows that match, in some order: of row i the batch is `batches[from[i]]`, and its place there `at[i]`. */
export interface Matches {
  readonly segments: readonly Segment[];
  readonly batches: readonly RecordBatch[];
  readonly ids: Float64Array;
  readonly from: Uint32Array;
  readonly at: Uint32Array;
}

/** Rows that are looked at first where only some matches are wanted. */
const FEW = 4096;

/** One query on one version of a table. */
export class Scan {
  readonly #query: DecodedQuery;
  readonly #table: Table;
  readonly #picks: readonly number[];
  readonly #filter: RowFilter;
  readonly #counters: Counters;
  readonly #schema: Schema;

  constructor(query: DecodedQuery, table: Table, counters: Counters) {
    this.#query = query;
    this.#table = table;
    this.#picks = pickColumns(query.fields, schemaOf(table), isSorted(table));
    this.#filter = compileFilter(query);
    this.#counters = counters;
    this.#schema = new Schema([...query.fields]);
  }

  /** The live rows of a row group from a row id on that match, in the order of their ids; all, or at least the first `limit`. */
  matches(group: Group, start: number, limit = Number.POSITIVE_INFINITY): Matches {
    const found = group.segments.flatMap((segment) => {
      const from = lowerBound(segment.ids, start);
      if (from === segment.ids.length) return [];
      const batch = this.#batchOf(segment);
      const at = this.#matchesIn(segment, batch, from, limit);
      return at.length === 0 ? [] : [{ segment, batch, at }];
    });
    return inOrder(found);
  }

  /** Looks at so many rows more each time, until there are enough. */
  #matchesIn(segment: Segment, batch: RecordBatch, first: number, limit: number): Uint32Array {
    const parts: Uint32Array[] = [];
    const end = segment.ids.length;
    let left = limit;
    for (let from = first, step = FEW; from < end && left > 0; step *= 4) {
      const to = limit < end - first ? Math.min(end, from + step) : end;
      const indices = this.#filter(batch, { from, to });
      const live = segment.dead === undefined ? indices : indices.filter((place) => !isDead(segment, place));
      this.#counters.rowsScanned += to - from;
      parts.push(live);
      left -= live.length;
      from = to;
    }
    const [only, ...more] = parts;
    return only !== undefined && more.length === 0
      ? only
      : Uint32Array.from(parts.flatMap((part) => [...part]));
  }

  #batchOf(segment: Segment): RecordBatch {
    const { length } = segment.ids;
    const sorted = isSorted(this.#table);
    const children = this.#picks.map((index) => {
      const column = this.#table.columns[index];
      if (column === undefined) return rowIdsOf(segment, sorted);
      return segment.columns.get(column.id) ?? nullColumn(column.field.type, length);
    });
    const data = makeData({ type: new Struct([...this.#query.fields]), length, nullCount: 0, children });
    return new RecordBatch(this.#schema, data);
  }
}

interface Found {
  readonly segment: Segment;
  readonly batch: RecordBatch;
  readonly at: Uint32Array;
}

function inOrder(found: readonly Found[]): Matches {
  const total = found.reduce((sum, { at }) => sum + at.length, 0);
  const all = { ids: new Float64Array(total), from: new Uint32Array(total), at: new Uint32Array(total) };
  let row = 0;
  let ascending = true;
  for (const [number, { segment, at }] of found.entries()) {
    for (const place of at) {
      const id = segment.ids[place] ?? 0;
      if (row > 0 && id < (all.ids[row - 1] ?? 0)) ascending = false;
      all.ids[row] = id;
      all.from[row] = number;
      all.at[row++] = place;
    }
  }
  const matches = {
    segments: found.map(({ segment }) => segment),
    batches: found.map(({ batch }) => batch),
    ...all,
  };
  if (ascending) return matches;
  const order = Uint32Array.from(all.ids.keys()).sort(
    (one, other) => (all.ids[one] ?? 0) - (all.ids[other] ?? 0),
  );
  return reordered(matches, order);
}

/** Matches in another order: row i is what row `order[i]` was. */
export function reordered({ segments, batches, ids, from, at }: Matches, order: Uint32Array): Matches {
  const pick = (values: Uint32Array): Uint32Array => order.map((row) => values[row] ?? 0);
  const picked = Float64Array.from(order, (row) => ids[row] ?? 0);
  return { segments, batches, ids: picked, from: pick(from), at: pick(at) };
}

/** Matches one after the other. */
export function concatenated(parts: readonly Matches[]): Matches {
  const total = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  const all = { ids: new Float64Array(total), from: new Uint32Array(total), at: new Uint32Array(total) };
  let row = 0;
  let source = 0;
  for (const { ids, from, at, batches } of parts) {
    const shifted = source;
    all.ids.set(ids, row);
    all.at.set(at, row);
    all.from.set(
      from.map((number) => number + shifted),
      row,
    );
    row += ids.length;
    source += batches.length;
  }
  return {
    segments: parts.flatMap(({ segments }) => segments),
    batches: parts.flatMap(({ batches }) => batches),
    ...all,
  };
}

/** Some of the matches as runs of one batch each. */
export function runsOf({ batches, from, at }: Matches, first: number, end: number): Run[] {
  const runs: Run[] = [];
  for (let row = first; row < end; ) {
    let stop = row + 1;
    while (stop < end && from[stop] === from[row]) stop++;
    const batch = batches[from[row] ?? 0];
    if (batch !== undefined) runs.push({ batch, indices: at.slice(row, stop) });
    row = stop;
  }
  return runs;
}
