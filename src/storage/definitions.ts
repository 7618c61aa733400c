import type { DataType } from "apache-arrow";
import { type TableName, tables } from "./tables.ts";

/** A declaration of `tables.ts`, with its names as plain strings. */
export interface Definition {
  readonly columns: Readonly<Record<string, { readonly type: DataType; readonly nullable: boolean }>>;
  readonly key: readonly string[];
  readonly orders: Readonly<Record<string, readonly string[]>>;
  readonly lookups: readonly (readonly string[])[];
}

/** An order as an index walk: its columns, all in one direction. */
export interface Walk {
  readonly columns: readonly string[];
  readonly descending: boolean;
}

/** The declared tables by name. */
export const definitions: Readonly<Record<TableName, Definition>> = tables;

/** The names of the declared tables. */
export const tableNames = Object.keys(tables).filter((name): name is TableName => name in tables);

/** The columns of a table in declared order, which is the order of packed rows too. */
export const columnNames = mapTables((table) => Object.keys(table.columns));

/** The declared orders of each table as walks. Fails at start if an order mixes directions or hides a null. */
export const walks = mapTables((table, name) =>
  Object.fromEntries(
    Object.entries(table.orders).map(([order, columns]) => [order, toWalk(name, table, order, columns)]),
  ),
);

/** Something for each declared table. */
export function mapTables<Value>(
  work: (table: Definition, name: TableName) => Value,
): Readonly<Record<TableName, Value>> {
  const entries = tableNames.map((name) => [name, work(definitions[name], name)]);
  return asRecord(Object.fromEntries(entries));
}

/** `Object.fromEntries` forgets its keys; these came from `tableNames`, so every table is there. */
function asRecord<Value>(entries: object): Record<TableName, Value> {
  return entries as Record<TableName, Value>;
}

function toWalk(name: TableName, table: Definition, order: string, declared: readonly string[]): Walk {
  const columns = declared.map(bare);
  const descending = declared[0]?.startsWith("-") ?? false;
  if (declared.some((column) => column.startsWith("-") !== descending)) {
    throw new Error(
      `Order ${order} of table ${name} mixes directions, which no row value comparison can page.`,
    );
  }
  if (columns.slice(1).some((column) => table.columns[column]?.nullable)) {
    throw new Error(`Order ${order} of table ${name} has a nullable column after its first.`);
  }
  return { columns, descending };
}

/** A column of an order without its direction mark. */
export function bare(column: string): string {
  return column.startsWith("-") ? column.slice(1) : column;
}
