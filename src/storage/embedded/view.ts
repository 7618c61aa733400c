import { setImmediate } from "node:timers/promises";
import { definitions } from "../definitions.ts";
import type { Query, Scalar, View } from "../engine.ts";
import { type AnyQuery, toAnyQuery } from "../plain-query.ts";
import type { Key, Row, TableName } from "../tables.ts";
import { narrow } from "./narrow.ts";
import type { Reader } from "./pool.ts";
import { flagNames, keyIndexes } from "./schema.ts";
import { getStatement, type Sorted, selectStatement } from "./select.ts";
import { spansOf } from "./spans.ts";
import { chooseStart } from "./start.ts";
import { type Turns, walkRows } from "./walk.ts";
import { type RawRow, toSql } from "./where.ts";

/** Rows that a statement goes through at most, unless the answer itself is larger: one or two milliseconds. */
const ROWS_A_TURN = 2048;

/** A view on a reader's snapshot. After `end`, calls throw a plain error: the caller kept it too long. */
export function openView(
  reader: Reader,
  rows = ROWS_A_TURN,
): { readonly view: View; readonly end: () => void } {
  let isOpen = true;
  const mustBeOpen = (): void => {
    if (!isOpen) throw new Error("This view has ended: it may be used only until its work settles.");
  };
  const pause = async (): Promise<void> => {
    await setImmediate();
    mustBeOpen();
  };
  const view: View = {
    async select(table, query = {}) {
      mustBeOpen();
      return select(reader, table, query, { rows, pause });
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

async function select<T extends TableName>(
  reader: Reader,
  table: T,
  query: Query<T>,
  turns: Turns,
): Promise<Row<T>[]> {
  const asked = toAnyQuery(table, query);
  const start = chooseStart(reader, table, asked, turns.rows);
  if (typeof start === "string" || !("walk" in start)) {
    return toRows(table, sortRows(reader, table, asked, start));
  }
  const narrowed = await narrow(reader, table, asked, turns);
  if (narrowed === undefined) return toRows(table, await walkRows(reader, table, asked, start.walk, turns));
  return toRows(table, sortRows(reader, table, narrowed, { index: keyIndexes[table].name }));
}

function sortRows(reader: Reader, table: TableName, query: AnyQuery, start: Sorted): RawRow[] {
  const limit = query.limit ?? -1;
  let rows: RawRow[] = [];
  for (const span of spansOf(table, query)) {
    if (limit >= 0 && rows.length >= limit) break;
    const missing = limit < 0 ? limit : limit - rows.length;
    const { sql, params } = selectStatement(table, query, start, span, missing);
    rows = rows.concat(reader.all(sql, params));
  }
  return rows;
}

function get<T extends TableName>(reader: Reader, table: T, key: Key<T>): Row<T> | undefined {
  const values = new Map<string, Scalar>(Object.entries(key));
  const params = definitions[table].key.map((column) => toSql(values.get(column) ?? null));
  return toRows<T>(table, reader.all(getStatement(table), params))[0];
}

/** SQLite's rows have the columns of the table, by its DDL; only the flags come as numbers. */
function toRows<T extends TableName>(table: T, rows: Record<string, Scalar>[]): Row<T>[] {
  for (const flag of flagNames[table]) {
    for (const row of rows) row[flag] = row[flag] === 1;
  }
  return rows as unknown as Row<T>[];
}
