import type { Query, Scalar, View } from "../engine.ts";
import type { Key, Row, TableName } from "../tables.ts";
import type { SqlValue } from "./connection.ts";
import type { Reader } from "./pool.ts";
import { definitions, flagNames } from "./schema.ts";
import { getStatement, selectStatements, toAnyQuery } from "./select.ts";
import { chooseStart } from "./start.ts";
import { toSql } from "./where.ts";

type RawRow = Record<string, SqlValue | boolean>;

/** A view on a reader's snapshot. After `end`, calls throw a plain error: the caller kept it too long. */
export function openView(reader: Reader): { readonly view: View; readonly end: () => void } {
  let isOpen = true;
  const mustBeOpen = (): void => {
    if (!isOpen) throw new Error("This view has ended: it may be used only until its work settles.");
  };
  const view: View = {
    async select(table, query = {}) {
      mustBeOpen();
      return select(reader, table, query);
    },
    async get(table, key) {
      mustBeOpen();
      return get(reader, table, key);
    },
  };
  const end = (): void => {
    isOpen = false;
  };
  return { view, end };
}

function select<T extends TableName>(reader: Reader, table: T, query: Query<T>): Row<T>[] {
  const limit = query.limit ?? -1;
  const asked = toAnyQuery(table, query);
  const start = chooseStart(reader, table, asked, query.limit);
  let rows: RawRow[] = [];
  for (const { sql, params } of selectStatements(table, asked, start)) {
    if (limit >= 0 && rows.length >= limit) break;
    rows = rows.concat(reader.all(sql, [...params, limit < 0 ? limit : limit - rows.length]));
  }
  return toRows(table, rows);
}

function get<T extends TableName>(reader: Reader, table: T, key: Key<T>): Row<T> | undefined {
  const values = new Map<string, Scalar>(Object.entries(key));
  const params = definitions[table].key.map((column) => toSql(values.get(column) ?? null));
  return toRows<T>(table, reader.all(getStatement(table), params))[0];
}

/** SQLite's rows have the columns of the table, by its DDL; only the flags come as numbers. */
function toRows<T extends TableName>(table: T, rows: RawRow[]): Row<T>[] {
  for (const flag of flagNames[table]) {
    for (const row of rows) row[flag] = row[flag] === 1;
  }
  return rows as unknown as Row<T>[];
}
