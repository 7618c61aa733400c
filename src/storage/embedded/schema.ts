import { Bool, DataType } from "apache-arrow";
import { bare, columnNames, type Definition, definitions, mapTables, tableNames } from "../definitions.ts";
import type { TableName } from "../tables.ts";
import type { Connection } from "./connection.ts";

/** Stands for the name of an index that has none. */
const ROWID = "rowid";

/** An index, by the name that SQLite knows it by. */
export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The columns of each table that hold booleans, which SQLite keeps as 0 and 1. */
export const flagNames = mapTables((table) =>
  Object.keys(table.columns).filter((name) => table.columns[name]?.type instanceof Bool),
);

/** The indexes of each table beside its primary key: one an order, one a lookup. */
export const indexes = mapTables((table, name) =>
  dropCovered(orderIndexes(table, name).concat(lookupIndexes(table, name))),
);

/** The index that SQLite makes for the primary key of each table; where that is the rowid, its table is the index. */
export const keyIndexes = mapTables(
  (table, name): Index => ({
    name: isRowid(table, name) ? ROWID : `sqlite_autoindex_${name}_1`,
    columns: table.key,
  }),
);

/** What follows a table's name in a statement that is to use this index and no other. */
export function usingIndex({ name }: Pick<Index, "name">): string {
  return name === ROWID ? "NOT INDEXED" : `INDEXED BY "${name}"`;
}

/** The indexes that answer a filter on one column, by that column. */
export const filters = mapTables(
  (table, name) =>
    new Map(
      table.lookups.flatMap(([column]) => {
        const index = indexes[name].find((candidate) => candidate.columns[0] === column);
        return column === undefined || index === undefined ? [] : [[column, index]];
      }),
    ),
);

/** The statements that create every table and index, and the engine's own `locks`. */
export function createStatements(): string[] {
  const locks = "CREATE TABLE locks (stripe INTEGER PRIMARY KEY, version INTEGER NOT NULL) STRICT";
  return [
    locks,
    ...tableNames.flatMap((name) => [
      createTable(name),
      ...indexes[name].map((index) => createIndex(name, index)),
    ]),
  ];
}

/** The declared columns, as `table.column`, that the database lacks. */
export function missingColumns(db: Connection): string[] {
  const columnsOf = db.prepare<[string], { name: string }>("SELECT name FROM pragma_table_info(?)");
  return tableNames.flatMap((table) => {
    const present = new Set(columnsOf.all(table).map((column) => column.name));
    return columnNames[table].filter((column) => !present.has(column)).map((column) => `${table}.${column}`);
  });
}

function createTable(name: TableName): string {
  const { columns, key } = definitions[name];
  const lines = Object.entries(columns).map(
    ([column, { type, nullable }]) => `"${column}" ${sqlType(type)}${nullable ? "" : " NOT NULL"}`,
  );
  lines.push(`PRIMARY KEY (${quoted(key)})`);
  return `CREATE TABLE "${name}" (${lines.join(", ")}) ${clustered(name) ? "WITHOUT ROWID, " : ""}STRICT`;
}

/**
 * Rows live in the primary key itself where pages read runs of them in its order (segments) or rows are short.
 * Where one big `doc` is fetched by its id, a clustered tree would push documents into its inner pages.
 */
function clustered(name: TableName): boolean {
  return definitions[name].key.length > 1 || !("doc" in definitions[name].columns);
}

/** A lone integer key is SQLite's own number of the row. */
function isRowid({ columns, key }: Definition, name: TableName): boolean {
  const [first = "", second] = key;
  return second === undefined && !clustered(name) && sqlType(columns[first]?.type) === "INTEGER";
}

function createIndex(table: TableName, index: Index): string {
  return `CREATE INDEX "${index.name}" ON "${table}" (${quoted(index.columns)})`;
}

function sqlType(type: DataType | undefined): "INTEGER" | "TEXT" {
  if (DataType.isInt(type) || DataType.isBool(type)) return "INTEGER";
  if (DataType.isUtf8(type)) return "TEXT";
  throw new Error(`The embedded engine has no column type for Arrow ${String(type)}.`);
}

function orderIndexes(table: Definition, name: TableName): Index[] {
  return Object.entries(table.orders)
    .map(([order, columns]) => ({ name: `${name}_by_${order}`, columns: columns.map(bare) }))
    .filter((index) => !startsWith(table.key, index.columns));
}

/**
 * A lookup of one column is a listing's filter, so its index goes on with the first order of the table: a page of
 * a filtered listing is then one walk, whatever the filter lets through.
 */
function lookupIndexes(table: Definition, name: TableName): Index[] {
  const first = (Object.values(table.orders)[0] ?? []).map(bare);
  return table.lookups.map((lookup) => ({
    name: `${name}_of_${lookup.join("_")}`,
    columns: lookup.length > 1 ? lookup : [...lookup, ...first.filter((column) => !lookup.includes(column))],
  }));
}

function dropCovered(all: Index[]): Index[] {
  return all.filter(
    (index) => !all.some((other) => other !== index && startsWith(other.columns, index.columns)),
  );
}

function startsWith(longer: readonly string[], shorter: readonly string[]): boolean {
  return shorter.every((column, position) => longer[position] === column);
}

/** Column names as a quoted SQL list. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
