import { type Data, DataType, Decimal, Field, type RecordBatch, type Table, Uint64 } from "apache-arrow";
import { nullsOf } from "./columns.ts";
import { VastError } from "./errors.ts";
import { bytesOf, makeColumn, valueBytes } from "./layout.ts";

/**
 * Ids of rows, opaque: they come from an insert or a select and go into an update or delete of the same table.
 * Those of a sorted table are 128 bits wide, four words each, the least significant first.
 */
export type RowIds =
  | { readonly sorted: false; readonly values: BigUint64Array }
  | { readonly sorted: true; readonly values: Uint32Array };

/** The pseudo-column that holds them: never among a table's columns. */
export const ROW_ID = "$row_id";

/** That column's field, uint64 or, on a sorted table, decimal128(38, 0). */
export function rowIdField(sorted: boolean): Field {
  return new Field(ROW_ID, sorted ? new Decimal(0, 38, 128) : new Uint64(), true);
}

/** How many ids these are. */
export function countRowIds(ids: RowIds): number {
  return ids.sorted ? ids.values.length / 4 : ids.values.length;
}

/** The ids as a column; nothing is copied. */
export function rowIdColumn(ids: RowIds): Data {
  return makeColumn(rowIdField(ids.sorted).type, countRowIds(ids), 0, { values: bytesOf(ids.values) });
}

/**
 * The ids in column `$row_id` of rows that were selected with `rowIds`.
 * @throws VastError `badRequest` when there is no such column, it holds a null or has another type.
 */
export function rowIdsOf(rows: RecordBatch | Table): RowIds {
  const column = rows.getChild(ROW_ID);
  if (column === null) {
    throw new VastError("badRequest", `The rows have no column ${ROW_ID}.`);
  }
  return joinRowIds(column.data.map(readRowIds));
}

/**
 * The ids in a column of them.
 * @throws VastError `badRequest` for nulls or a type that no row id has.
 */
export function readRowIds(column: Data): RowIds {
  if (nullsOf(column) > 0) {
    throw new VastError("badRequest", `Column ${ROW_ID} holds a null.`);
  }
  const type: DataType = column.type;
  if (DataType.isInt(type) && type.bitWidth === 64) {
    return { sorted: false, values: new BigUint64Array(owned(column, 8)) };
  }
  if (DataType.isDecimal(type) && type.bitWidth === 128) {
    return { sorted: true, values: new Uint32Array(owned(column, 16)) };
  }
  throw new VastError(
    "badRequest",
    `Column ${ROW_ID} has type ${type}; ids are uint64 or decimal128(38, 0).`,
  );
}

/** A copy, so that ids do not keep the whole answer of the cluster in memory. */
function owned(column: Data, width: number): ArrayBuffer {
  const copy = new Uint8Array(column.length * width);
  copy.set(valueBytes(column).subarray(0, copy.byteLength));
  return copy.buffer;
}

/**
 * All ids of several sets, in order.
 * @throws VastError `badRequest` when they are of a sorted and of an unsorted table.
 */
export function joinRowIds(sets: readonly RowIds[]): RowIds {
  const plain = sets.flatMap((ids) => (ids.sorted ? [] : [ids.values]));
  const wide = sets.flatMap((ids) => (ids.sorted ? [ids.values] : []));
  const [only] = sets;
  if (only !== undefined && sets.length === 1) {
    return only;
  }
  if (plain.length > 0 && wide.length > 0) {
    throw new VastError("badRequest", "Row ids of a sorted and of an unsorted table are mixed.");
  }
  return wide.length > 0
    ? { sorted: true, values: fill(new Uint32Array(lengthOf(wide)), wide) }
    : { sorted: false, values: fill(new BigUint64Array(lengthOf(plain)), plain) };
}

function lengthOf(parts: readonly { readonly length: number }[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function fill<Values extends { set(part: Values, at: number): void; readonly length: number }>(
  values: Values,
  parts: readonly Values[],
): Values {
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

/** An order of ids, by their places; `repeated` says whether some id is there twice. */
export interface RowIdOrder {
  /** Undefined when they ascend as they are. */
  readonly places: Uint32Array | undefined;
  readonly repeated: boolean;
}

/** No ids, of a sorted table or not. */
export function noRowIds(sorted: boolean): RowIds {
  return sorted ? { sorted, values: new Uint32Array() } : { sorted, values: new BigUint64Array() };
}

/** The order in which ids ascend, as updates and deletes need them: those of sorted tables as signed integers. */
export function ascendingOrder(ids: RowIds): RowIdOrder {
  const compare = comparison(ids);
  const count = countRowIds(ids);
  if (ascends(count, compare)) {
    return { places: undefined, repeated: false };
  }
  const places = Uint32Array.from({ length: count }, (_, place) => place).sort(compare);
  const repeated = places.some((place, index) => index > 0 && compare(places[index - 1] ?? 0, place) === 0);
  return { places, repeated };
}

type Comparison = (one: number, other: number) => number;

function ascends(count: number, compare: Comparison): boolean {
  for (let place = 1; place < count; place += 1) {
    if (compare(place - 1, place) >= 0) {
      return false;
    }
  }
  return true;
}

function comparison(ids: RowIds): Comparison {
  if (ids.sorted) {
    const { values } = ids;
    return (one, other) => compareWords(values, one * 4, other * 4);
  }
  const { values } = ids;
  return (one, other) => {
    const [left = 0n, right = 0n] = [values[one], values[other]];
    return left < right ? -1 : Number(left > right);
  };
}

function compareWords(words: Uint32Array, one: number, other: number): number {
  let order = ((words[one + 3] ?? 0) | 0) - ((words[other + 3] ?? 0) | 0);
  for (let word = 2; word >= 0 && order === 0; word -= 1) {
    order = (words[one + word] ?? 0) - (words[other + word] ?? 0);
  }
  return order;
}
