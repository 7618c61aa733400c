import { type Data, DataType } from "apache-arrow";
import type { Call } from "./call.ts";
import type { Projection, Table } from "./catalog.ts";
import { getProjection } from "./projections.ts";
import { ROW_ID } from "./query/columns.ts";
import type { DecodedQuery } from "./query/decode.ts";
import { conditionsOf } from "./query/predicate.ts";
import { badRequest } from "./refusal.ts";
import { concatenated, type Matches, reordered, type Scan } from "./scan.ts";
import type { Segment } from "./segment.ts";
import type { Share, Split } from "./split.ts";
import { findColumn } from "./table-facts.ts";

/** Row groups that are sorted together; also how many a sub-split must read in a row for a projection to be chosen. */
const BLOCK_GROUPS = 8;

/**
 * The projection that serves a query: the one that the call names, or else one whose first sorted column is filtered by and that has all
 * of the query's columns, if the call allows it. Throws a 404 for a name that is not there, and a 400 if columns are missing.
 */
export function projectionFor(
  table: Table,
  query: DecodedQuery,
  { params, headers }: Call,
  { groupsPerShare, isEstimate }: Split,
): Projection | undefined {
  if (isEstimate) return undefined;
  const columns = query.fields.filter(({ name }) => name !== ROW_ID);
  const used = columns.map(({ name }) => findColumn(table, name)?.id ?? 0);
  const hasAll = ({ sorted, unsorted }: Projection): boolean =>
    used.every((id) => sorted.includes(id) || unsorted.includes(id));
  const name = params.get("name");
  if (name !== undefined) {
    const named = getProjection(table, name);
    if (!hasAll(named)) throw badRequest(`The projection ${name} has not all columns of the query.`);
    return named;
  }
  if (!headers.flag("tabular-enable-sorted-projections") || groupsPerShare !== BLOCK_GROUPS) return undefined;
  const filtered = conditionsOf(query.predicate).map(
    ({ column }) => query.columns[column]?.path[0]?.name ?? "",
  );
  const ids = new Set(filtered.map((column) => findColumn(table, column)?.id));
  return table.projections.find((one) => ids.has(one.sorted[0]) && hasAll(one));
}

/** What a share of the table has, block by block; each in the order of the projection. */
export function* sortedMatches(
  scan: Scan,
  { rows }: Table,
  { sorted }: Projection,
  share: Share,
): Iterable<Matches> {
  const mine = rows.groups.filter(({ number }) => share.holds(number));
  for (let first = 0; first < mine.length; first += BLOCK_GROUPS) {
    const groups = mine.slice(first, first + BLOCK_GROUPS);
    const matches = concatenated(groups.map((group) => scan.matches(group, 0)));
    yield reordered(matches, orderOf(matches, sorted));
  }
}

type Key = number | bigint | boolean | Buffer | null;

function orderOf({ segments, ids, from, at }: Matches, sorted: readonly number[]): Uint32Array {
  const keys = sorted.map((column) => {
    const reads = segments.map((segment) => keysOf(segment, column));
    return Array.from(ids, (_, row) => reads[from[row] ?? 0]?.(at[row] ?? 0) ?? null);
  });
  return Uint32Array.from(ids.keys()).sort((one, other) => {
    for (const values of keys) {
      const order = compareKeys(values[one] ?? null, values[other] ?? null);
      if (order !== 0) return order;
    }
    return (ids[one] ?? 0) - (ids[other] ?? 0);
  });
}

/** Nulls come last here; clusters do not say. */
function compareKeys(one: Key, other: Key): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (one instanceof Buffer && other instanceof Buffer) return one.compare(other);
  return one < other ? -1 : Number(one > other);
}

function keysOf(segment: Segment, column: number): (row: number) => Key {
  const data = segment.columns.get(column);
  if (data === undefined) return () => null;
  const read = valuesOf(data);
  return data.nullCount === 0 ? read : (row) => (data.getValid(row) ? read(row) : null);
}

/** Values that compare as the column's do. Nested columns have no order. */
function valuesOf(data: Data): (row: number) => Key {
  const { type, values } = data;
  if (DataType.isBool(type)) return (row) => ((values[row >> 3] >> (row & 7)) & 1) === 1;
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    const offsets: Int32Array = data.valueOffsets;
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    return (row) => bytes.subarray(offsets[row], offsets[row + 1]);
  }
  if (DataType.isFixedSizeBinary(type)) {
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    return (row) => bytes.subarray(row * type.byteWidth, (row + 1) * type.byteWidth);
  }
  if (DataType.isDecimal(type)) {
    const halves = new BigUint64Array(values.buffer, values.byteOffset, data.length * 2);
    return (row) => (BigInt.asIntN(64, halves[row * 2 + 1] ?? 0n) << 64n) | (halves[row * 2] ?? 0n);
  }
  return values === undefined || type.children?.length > 0 ? () => null : (row) => values[row];
}
