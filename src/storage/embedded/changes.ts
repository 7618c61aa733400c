import { columnNames, definitions } from "../definitions.ts";
import type { Change, Scalar } from "../engine.ts";
import type { TableName } from "../tables.ts";
import type { SqlValue } from "./connection.ts";
import { toSql } from "./where.ts";

/** A change ready for the writer thread: rows as lists of values in the order of `columns`. */
export interface PackedChange {
  readonly verb: "insert" | "update" | "delete";
  readonly table: TableName;
  readonly rows: readonly (readonly SqlValue[])[];
}

/** One write for the writer thread. A stripe whose version is null is bumped without being compared. */
export interface PackedWrite {
  readonly stripes: readonly number[];
  readonly versions: readonly (number | null)[];
  readonly changes: readonly PackedChange[];
}

/** What became of a packed write: `stale` asks for a rerun, `duplicate` and `bad` are the caller's mistakes. */
export interface Verdict {
  readonly state: "committed" | "stale" | "duplicate" | "bad" | "unavailable";
  readonly message?: string;
}

/**
 * To the writer thread. Each write is answered by a verdict, in order; `lock` by `locked`, and the lock is then held
 * until the next write, `unlock` or a deadline; `close` by `closed`.
 */
export type ToWriter = "lock" | "unlock" | "close" | PackedWrite;
export type FromWriter = "ready" | "locked" | "closed" | { readonly verdicts: readonly Verdict[] };

/** Packs changes, leaving out empty ones. Throws a plain error for a value that no column can hold. */
export function packChanges(changes: readonly Change[]): PackedChange[] {
  return changes.map(packChange).filter((change) => change.rows.length > 0);
}

function packChange(change: Change): PackedChange {
  if ("insert" in change) return pack("insert", change.insert, columnNames[change.insert], change.rows);
  if ("update" in change) return pack("update", change.update, columnNames[change.update], change.rows);
  return pack("delete", change.delete, definitions[change.delete].key, change.keys);
}

function pack(
  verb: PackedChange["verb"],
  table: TableName,
  columns: readonly string[],
  rows: readonly object[],
): PackedChange {
  const packRow = (row: Readonly<Record<string, unknown>>): SqlValue[] =>
    columns.map((column) => toSql(toScalar(row[column], table, column)));
  return { verb, table, rows: rows.map((row) => packRow({ ...row })) };
}

function toScalar(value: unknown, table: TableName, column: string): Scalar {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new Error(`Column ${table}.${column} cannot hold ${String(value)}.`);
}
