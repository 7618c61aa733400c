import type Database from "better-sqlite3";
import { columnNames, definitions, tableNames } from "../../src/storage/definitions.ts";
import { Reader } from "../../src/storage/embedded/pool.ts";
import { type Sql, toSql } from "../../src/storage/embedded/where.ts";
import type { Scalar } from "../../src/storage/engine.ts";
import type { Row, TableName } from "../../src/storage/tables.ts";

/** Inserts rows into an embedded engine's database, past the engine. */
export function insertRows<T extends TableName>(
  db: Database.Database,
  table: T,
  rows: readonly Row<T>[],
): void {
  const columns = columnNames[table];
  const insert = db.prepare(`INSERT INTO "${table}" VALUES (${columns.map(() => "?").join(", ")})`);
  db.transaction(() => {
    for (const row of rows) insert.run(...columns.map((column) => toSql(scalarOf(row, column))));
  })();
}

/** The value of a column: rows hold scalars only. */
export function scalarOf(row: object, column: string): Scalar {
  return (row as Readonly<Record<string, Scalar>>)[column] ?? null;
}

/**
 * A reader that has SQLite itself count the rows that each statement goes through: every table in it gets one more
 * condition, first of all, which is always true and is told of each row.
 */
export class CountingReader extends Reader {
  readonly statements: Sql[] = [];
  /** The rows of its largest table, a statement. */
  readonly counts: number[] = [];
  readonly #seen = new Map<string, number>();

  constructor(db: Database.Database) {
    super(db);
    // It is given the key too, so that it is not taken for a constant.
    db.function("seen", (alias: unknown, _key: unknown) => {
      this.#seen.set(String(alias), (this.#seen.get(String(alias)) ?? 0) + 1);
      return 1;
    });
  }

  override all(sql: string, params: Sql["params"]): ReturnType<Reader["all"]> {
    this.#seen.clear();
    const rows = super.all(watched(sql), params);
    this.statements.push({ sql, params });
    this.counts.push(Math.max(0, ...this.#seen.values()));
    return rows;
  }
}

const TABLE = /"(\w+)" AS (t\d)((?: INDEXED BY "\w+")?)( ON | WHERE )?/g;

function watched(sql: string): string {
  return sql.replace(TABLE, (whole, name: string, alias: string, _hint: string, joint?: string) => {
    const table = tableNames.find((known) => known === name);
    if (table === undefined) throw new Error(`There is no table ${name} in ${sql}.`);
    // Each index has the key, so this is tested before the row is fetched and before all that may refuse it.
    const condition = `seen('${alias}', ${alias}."${definitions[table].key.at(-1)}")`;
    return joint === undefined ? `${whole} WHERE ${condition}` : `${whole}${condition} AND `;
  });
}
