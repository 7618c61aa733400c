import {
  type DataType,
  Field,
  Int64,
  type RecordBatch,
  Schema,
  Table,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { ROW_ID, rowIdsOf } from "../vast/row-ids.ts";
import type { SelectOptions } from "../vast/select.ts";
import type { Table as VastTable } from "../vast/table.ts";
import { Different } from "./finding.ts";

/** Columns of most tables of an examination: `id` int64, `value` utf8. */
export const KEYED = new Schema([new Field("id", new Int64(), true), new Field("value", new Utf8(), true)]);

/** A row of such a table. */
export interface Row {
  readonly id: number;
  readonly value: string | null;
  readonly rowId: bigint;
}

/** A column of values; Arrow's function knows no type for those that only the caller knows. */
export function column(values: readonly unknown[], type: DataType): Vector {
  return vectorFromArray(values as unknown[], type);
}

/** Rows of a table `id`, `value`. */
export function keyed(rows: readonly (readonly [number, string | null])[]): Table {
  const ids = rows.map(([id]) => BigInt(id));
  const values = rows.map(([, value]) => value);
  return new Table({ id: column(ids, new Int64()), value: column(values, new Utf8()) });
}

/** So many rows: `id` counts from `first`, `value` is its text. */
export function counted(count: number, first = 0): Table {
  return keyed(Array.from({ length: count }, (_, row) => [first + row, `v${first + row}`]));
}

/** New values for rows by their ids. */
export function changes(rows: readonly (readonly [bigint, string | null])[]): Table {
  const ids = rows.map(([rowId]) => rowId);
  const values = rows.map(([, value]) => value);
  return new Table({ [ROW_ID]: column(ids, new Uint64()), value: column(values, new Utf8()) });
}

/** Every batch that a select gives. */
export async function batchesOf(table: VastTable, options: SelectOptions): Promise<RecordBatch[]> {
  const batches: RecordBatch[] = [];
  for await (const batch of table.select(options)) batches.push(batch);
  return batches;
}

/** The rows of a table `id`, `value` in the order of their coming, read as the server reads: with their row ids. */
export async function rowsOf(table: VastTable, options: Partial<SelectOptions> = {}): Promise<Row[]> {
  const asked = { columns: ["id", "value"], rowIds: true, splits: 1, subSplits: 1, ...options };
  const batches = await batchesOf(table, asked);
  return batches.flatMap((batch) => {
    const ids = rowIdsOf(batch);
    return Array.from({ length: batch.numRows }, (_, row) => ({
      id: Number(batch.getChild("id")?.get(row)),
      value: textOf(batch.getChild("value")?.get(row)),
      rowId: ids.sorted ? 0n : (ids.values[row] ?? 0n),
    }));
  });
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** The rows as `id=value`, in the order of their ids, to be compared and shown. */
export function shown(rows: readonly Pick<Row, "id" | "value">[]): string {
  const sorted = rows.toSorted((one, other) => one.id - other.id);
  return sorted.map(({ id, value }) => `${id}=${value}`).join(" ");
}

/** The one row with this `id`. Throws `Different` if there is none, or another. */
export async function rowWith(table: VastTable, id: number): Promise<Row> {
  const found = await rowsOf(table, { where: [{ column: "id", anyOf: [{ op: "eq", value: id }] }] });
  const [row] = found;
  if (row !== undefined && found.length === 1 && row.id === id) return row;
  throw new Different(`To the question for the one row with id ${id}, ${found.length} rows came.`);
}
