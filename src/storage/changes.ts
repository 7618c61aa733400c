import type { Change } from "./engine.ts";
import { type Key, type Row, type TableName, tables } from "./tables.ts";

/** The insertion of rows that must be new; no change at all when there are none. */
export function insert<T extends TableName>(table: T, rows: readonly Row<T>[]): Change[] {
  return rows.length === 0 ? [] : [change<T>({ insert: table, rows })];
}

/** The replacement of rows, whole, by their primary keys. */
export function update<T extends TableName>(table: T, rows: readonly Row<T>[]): Change[] {
  return rows.length === 0 ? [] : [change<T>({ update: table, rows })];
}

/** The deletion of rows by their primary keys; whole rows are keys too. */
export function remove<T extends TableName>(table: T, keys: readonly Key<T>[]): Change[] {
  return keys.length === 0 ? [] : [change<T>({ delete: table, keys: keys.map((key) => keyOf(table, key)) })];
}

/** The changes that turn one set of rows into another, touching only what differs. */
export function replace<T extends TableName>(
  table: T,
  before: readonly Row<T>[],
  after: readonly Row<T>[],
): Change[] {
  const old = new Map(before.map((row) => [keyText(table, row), row]));
  const kept = new Set(after.map((row) => keyText(table, row)));
  const changed = after.filter((row) => {
    const was = old.get(keyText(table, row));
    return was !== undefined && JSON.stringify(was) !== JSON.stringify(row);
  });
  return [
    ...remove(
      table,
      before.filter((row) => !kept.has(keyText(table, row))),
    ),
    ...update(table, changed),
    ...insert(
      table,
      after.filter((row) => !old.has(keyText(table, row))),
    ),
  ];
}

function keyText<T extends TableName>(table: T, row: Key<T>): string {
  return JSON.stringify(Object.values(keyOf(table, row)));
}

/** Only the key columns, in their declared order: the table's declaration is what makes this a `Key`. */
function keyOf<T extends TableName>(table: T, row: Key<T>): Key<T> {
  const columns: readonly string[] = tables[table].key;
  const values = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map((column) => [column, values[column]])) as Key<T>;
}

/** TypeScript can't see that a change built for `T` is a member of the union over all tables. */
function change<T extends TableName>(
  built:
    | { insert: T; rows: readonly Row<T>[] }
    | { update: T; rows: readonly Row<T>[] }
    | { delete: T; keys: readonly Key<T>[] },
): Change {
  return built as Change;
}
