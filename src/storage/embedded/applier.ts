import type { Statement } from "better-sqlite3";
import { columnNames, definitions } from "../definitions.ts";
import type { TableName } from "../tables.ts";
import type { PackedChange, PackedWrite } from "./changes.ts";
import type { Connection, SqlValue } from "./connection.ts";
import { indexes, quoted } from "./schema.ts";

type Values = readonly SqlValue[];

/** Applies packed writes inside the caller's transaction, with one prepared statement a shape. */
export class Applier {
  readonly #db: Connection;
  readonly #statements = new Map<string, Statement<SqlValue[], SqlValue[]>>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** True if no stripe of the write was committed since its snapshot. */
  isCurrent({ stripes, versions }: PackedWrite): boolean {
    const read = this.#prepare("SELECT version FROM locks WHERE stripe = ?", true);
    return stripes.every((stripe, position) => {
      const expected = versions[position];
      return expected === null || (read.get(stripe)?.[0] ?? 0) === expected;
    });
  }

  /** Applies every change in its order and bumps the stripes. Throws on a duplicate or misfit row. */
  apply({ stripes, changes }: PackedWrite): void {
    const bump = this.#prepare(
      "INSERT INTO locks VALUES (?, 1) ON CONFLICT DO UPDATE SET version = version + 1",
    );
    for (const stripe of stripes) bump.run(stripe);
    for (const change of changes) this.#applyChange(change);
  }

  savepoint(): void {
    this.#prepare("SAVEPOINT one").run();
  }

  release(): void {
    this.#prepare("RELEASE one").run();
  }

  rollbackToSavepoint(): void {
    this.#prepare("ROLLBACK TO one").run();
  }

  #applyChange({ verb, table, rows }: PackedChange): void {
    if (verb === "update") {
      for (const row of rows) this.#update(table, row);
      return;
    }
    const columns = columnNames[table];
    const statement = this.#prepare(
      verb === "insert"
        ? `INSERT INTO "${table}" (${quoted(columns)}) VALUES (${columns.map(() => "?").join(", ")})`
        : `DELETE FROM "${table}" WHERE ${matches(definitions[table].key, " AND ")}`,
    );
    for (const row of rows) statement.run(...row);
  }

  /** Sets only what changed: SQLite rewrites every index of which a column is set, changed or not. */
  #update(table: TableName, row: Values): void {
    const { key } = definitions[table];
    const columns = columnNames[table];
    const keyValues = key.map((column) => row[columns.indexOf(column)] ?? null);
    const found = indexes[table].length === 0 ? undefined : this.#find(table, keyValues);
    const changed = columns.filter(
      (column, position) =>
        !key.includes(column) && (found === undefined || found[position] !== row[position]),
    );
    if (changed.length === 0) return;
    const values = changed.map((column) => row[columns.indexOf(column)] ?? null);
    const sql = `UPDATE "${table}" SET ${matches(changed, ", ")} WHERE ${matches(key, " AND ")}`;
    this.#prepare(sql).run(...values, ...keyValues);
  }

  #find(table: TableName, key: Values): Values | undefined {
    const sql = `SELECT ${quoted(columnNames[table])} FROM "${table}" WHERE ${matches(definitions[table].key, " AND ")}`;
    return this.#prepare(sql, true).get(...key);
  }

  #prepare(sql: string, raw = false): Statement<SqlValue[], SqlValue[]> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#db.prepare<SqlValue[], SqlValue[]>(sql);
    if (raw) prepared.raw(true);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

function matches(columns: readonly string[], separator: string): string {
  return columns.map((column) => `"${column}" = ?`).join(separator);
}
