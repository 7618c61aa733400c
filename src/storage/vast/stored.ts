import { DataType, Field, Int32, Int64, Schema, Utf8 } from "apache-arrow";
import { columnNames, definitions, mapTables, tableNames } from "../definitions.ts";
import type { TableName } from "../tables.ts";

/** A table as the VAST Database keeps it. */
export interface StoredTable {
  readonly name: string;
  /** Every field is nullable, as all of VAST's own are; which may be null is this engine's business. */
  readonly schema: Schema;
}

/** The column beside `doc` that names the rest of a document longer than a cell, in the table `texts`. */
export const REST = "doc_rest";

/** The declared tables, each `doc` with its `doc_rest`. */
export const storedTables = mapTables((table, name): StoredTable => {
  const fields = Object.entries(table.columns).map(([column, { type }]) => stored(column, type));
  return {
    name,
    schema: new Schema("doc" in table.columns ? [...fields, stored(REST, new Utf8())] : fields),
  };
});

/** The version of each stripe, and the names of the last writes that raised it, newest first, with blanks between. */
export const locksTable = internal("locks", {
  stripe: new Int64(),
  version: new Int64(),
  writes: new Utf8(),
});

/** The parts of long documents beyond the first, by `id` and position. */
export const textsTable = internal("texts", { id: new Utf8(), position: new Int32(), text: new Utf8() });

/** What the engine notes of itself: `version`, the newest step of its history; `projections`, on or off. */
export const stateTable = internal("engine_state", { name: new Utf8(), value: new Utf8() });

/** Every table the engine keeps. */
export const allTables: readonly StoredTable[] = [
  ...tableNames.map((name) => storedTables[name]),
  locksTable,
  textsTable,
  stateTable,
];

/** What a whole row of each table is read by: its declared columns, and where its document goes on. */
export const wholeColumns = mapTables((table, name) =>
  "doc" in table.columns ? [...columnNames[name], REST] : columnNames[name],
);

/** True for a column of integers, in which there is a middle between two values. */
export function isInteger(table: TableName, column: string): boolean {
  return DataType.isInt(definitions[table].columns[column]?.type);
}

/** True for a column of integers of 32 bits. */
export function isInt32(table: TableName, column: string): boolean {
  const type = definitions[table].columns[column]?.type;
  return DataType.isInt(type) && type.bitWidth === 32;
}

/** True if the column may be null. */
export function isNullable(table: TableName, column: string): boolean {
  return definitions[table].columns[column]?.nullable ?? true;
}

function internal(name: string, columns: Readonly<Record<string, DataType>>): StoredTable {
  return { name, schema: new Schema(Object.entries(columns).map(([column, type]) => stored(column, type))) };
}

function stored(name: string, type: DataType): Field {
  return new Field(name, type, true);
}
