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

/** The rows of one table that the changes insert; a change's table is what says their type. */
export function inserted<T extends TableName>(changes: readonly Change[], table: T): readonly Row<T>[] {
  const rows = changes.flatMap((each): readonly object[] =>
    "insert" in each && each.insert === table ? each.rows : [],
  );
  return rows as unknown as readonly Row<T>[];
}

/** The rows of one table that the changes replace. */
export function updated<T extends TableName>(changes: readonly Change[], table: T): readonly Row<T>[] {
  const rows = changes.flatMap((each): readonly object[] =>
    "update" in each && each.update === table ? each.rows : [],
  );
  return rows as unknown as readonly Row<T>[];
}

/** The primary keys that the changes delete in one table. */
export function deleted<T extends TableName>(changes: readonly Change[], table: T): readonly Key<T>[] {
  const keys = changes.flatMap((each): readonly object[] =>
    "delete" in each && each.delete === table ? each.keys : [],
  );
  return keys as unknown as readonly Key<T>[];
}

/** Some rows as they are after the changes; `belongs` says which new ones are among them. */
export function rowsAfter<T extends TableName>(
  table: T,
  rows: readonly Row<T>[],
  changes: readonly Change[],
  belongs: (row: Row<T>) => boolean,
): Row<T>[] {
  const fresh = [...inserted(changes, table), ...updated(changes, table)];
  const touched = new Set([...fresh, ...deleted(changes, table)].map((key) => keyText(table, key)));
  return [...rows.filter((row) => !touched.has(keyText(table, row))), ...fresh.filter(belongs)];
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
