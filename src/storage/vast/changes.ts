import { StoreError } from "../../errors.ts";
import { columnNames, definitions } from "../definitions.ts";
import type { Change, Scalar } from "../engine.ts";
import type { TableName } from "../tables.ts";
import type { Cells, Found } from "./rows.ts";
import { type Known, keyText } from "./snapshot.ts";
import { isInt32, isInteger, isNullable } from "./stored.ts";

/** A change with its names as plain strings. */
export interface PlainChange {
  readonly verb: "insert" | "update" | "delete";
  readonly table: TableName;
  /** Whole rows, or keys. */
  readonly rows: readonly Cells[];
}

/** What a write comes to in one table, so that VAST is told once of each row. */
export interface NetChange {
  readonly table: TableName;
  readonly inserts: readonly Cells[];
  readonly updates: readonly Found[];
  readonly deletes: readonly bigint[];
  /** The rests of documents that belong to nothing any more. */
  readonly rests: readonly string[];
}

/** Bytes of text that a cell of VAST holds for certain; its documented limit is 126 KB. */
export const CELL = 120_000;

/** The changes that do something. Throws a plain error for a value that no column can hold. */
export function plainChanges(changes: readonly Change[]): PlainChange[] {
  return changes.map(plainChange).filter(({ rows }) => rows.length > 0);
}

function plainChange(change: Change): PlainChange {
  if ("insert" in change) return plain("insert", change.insert, columnNames[change.insert], change.rows);
  if ("update" in change) return plain("update", change.update, columnNames[change.update], change.rows);
  return plain("delete", change.delete, definitions[change.delete].key, change.keys);
}

function plain(
  verb: PlainChange["verb"],
  table: TableName,
  columns: readonly string[],
  rows: readonly object[],
): PlainChange {
  const toCells = (row: Readonly<Record<string, unknown>>): Cells =>
    Object.fromEntries(columns.map((column) => [column, toScalar(row[column], table, column)]));
  return { verb, table, rows: rows.map((row) => toCells({ ...row })) };
}

function toScalar(value: unknown, table: TableName, column: string): Scalar {
  if (!isHeld(value, table, column))
    throw new Error(`Column ${table}.${column} cannot hold ${String(value)}.`);
  if (typeof value !== "string") return value;
  if (column !== "doc" && isLong(value)) {
    throw new StoreError(
      "invalid",
      `The value for ${column} is longer than the ${CELL} bytes that the database keeps.`,
    );
  }
  return value.toWellFormed();
}

function isHeld(value: unknown, table: TableName, column: string): value is Scalar {
  const type = definitions[table].columns[column]?.type;
  if (value === null) return isNullable(table, column);
  if (isInt32(table, column)) return typeof value === "number" && value === (value | 0);
  if (isInteger(table, column)) return typeof value === "number" && Number.isSafeInteger(value);
  return typeof value === (String(type) === "Bool" ? "boolean" : "string");
}

/** True for text that no cell holds. Short texts are told without counting their bytes. */
export function isLong(text: string): boolean {
  return text.length * 3 > CELL && Buffer.byteLength(text) > CELL;
}

/**
 * What changes in their order come to, given where the rows with their keys are. Throws `conflict` for the insert of
 * a row that is there by then; leaves out the update or delete of one that is not.
 */
export function netOf(
  table: TableName,
  changes: readonly PlainChange[],
  known: ReadonlyMap<string, Known>,
): NetChange {
  const after = new Map<string, Cells | undefined>();
  for (const { verb, rows } of changes) {
    for (const row of rows) {
      const text = keyText(table, row);
      const isThere = after.has(text) ? after.get(text) !== undefined : known.has(text);
      if (verb === "insert" && isThere) throw exists(table, text);
      if (verb === "insert" || isThere) after.set(text, verb === "delete" ? undefined : row);
    }
  }
  const inserts: Cells[] = [];
  const updates: Found[] = [];
  const deletes: bigint[] = [];
  const rests: string[] = [];
  for (const [text, cells] of after) {
    const was = known.get(text);
    if (was?.rest != null) rests.push(was.rest);
    if (was === undefined && cells !== undefined) inserts.push(cells);
    else if (was !== undefined && cells !== undefined) updates.push({ id: was.id, cells });
    else if (was !== undefined) deletes.push(was.id);
  }
  return { table, inserts, updates, deletes, rests };
}

function exists(table: TableName, key: string): StoreError {
  return new StoreError("conflict", `A row with this key exists already (${table} ${key}).`);
}
