import type { Field } from "apache-arrow";
import { missing } from "./refusal.ts";
import { NO_ROWS, type Rows } from "./rows.ts";

/**
 * Everything a cluster holds at one moment. Immutable: a transaction keeps the catalog it began with, and every change makes a new
 * one that shares what it does not touch. Maps are in the order of creation, and `id`s grow in it.
 */
export interface Catalog {
  readonly buckets: ReadonlyMap<string, Folder>;
}

/** A schema, or the root of a bucket. */
export interface Folder {
  readonly id: number;
  readonly properties: string;
  readonly schemas: ReadonlyMap<string, Folder>;
  readonly tables: ReadonlyMap<string, Table>;
}

/** One version of a table. Every version shares `ledger`, which outlives transactions. */
export interface Table {
  readonly id: number;
  readonly properties: string;
  readonly columns: readonly Column[];
  /** Ids of the columns of the sort key, in its order; empty for an unsorted table. */
  readonly sortKey: readonly number[];
  /** Whether rows come with their ids, in the column `vastdb_rowid`. Unknown until the first insert. */
  readonly external: boolean | undefined;
  readonly projections: readonly Projection[];
  readonly rows: Rows;
  readonly ledger: Ledger;
}

/** A column keeps its id through renaming; ids are not used again, so that a new column of an old name is empty. */
export interface Column {
  readonly id: number;
  readonly field: Field;
}

/** A semi-sorted projection; its columns by their ids. */
export interface Projection {
  readonly id: number;
  readonly name: string;
  readonly sorted: readonly number[];
  readonly unsorted: readonly number[];
  /** What it has in place of the table's rows, on a cluster whose projections are stale. */
  readonly rows?: Rows;
}

/** What a table has outside of transactions: ids that are never given twice, and who has changed which row. */
export interface Ledger {
  nextRow: number;
  nextColumn: number;
  /** Rows that an open transaction has changed, with its id. */
  readonly held: Map<number, bigint>;
  /** Rows with the number of the last commit that changed them, as long as a transaction older than that is open. */
  readonly changed: Map<number, number>;
}

/** The names on a path: bucket, schemas, table. */
export type Path = readonly string[];

/** A folder with nothing in it. */
export function emptyFolder(id: number, properties = ""): Folder {
  return { id, properties, schemas: new Map(), tables: new Map() };
}

/** A table without rows. */
export function emptyTable(id: number, fields: readonly Field[]): Table {
  const columns = fields.map((field, index) => ({ id: index + 1, field }));
  const ledger: Ledger = { nextRow: 0, nextColumn: columns.length + 1, held: new Map(), changed: new Map() };
  return {
    id,
    properties: "",
    columns,
    sortKey: [],
    external: undefined,
    projections: [],
    rows: NO_ROWS,
    ledger,
  };
}

/** The folder at a path of one name (a bucket) or more. Throws a 404. */
export function getFolder(catalog: Catalog, path: Path): Folder {
  const [bucket = "", ...names] = path;
  let folder = catalog.buckets.get(bucket);
  for (const name of names) folder = folder?.schemas.get(name);
  if (folder === undefined) throw missing(path.join("/"));
  return folder;
}

/** The table at a path. Throws a 404. */
export function getTable(catalog: Catalog, path: Path): Table {
  const table = getFolder(catalog, path.slice(0, -1)).tables.get(path.at(-1) ?? "");
  if (table === undefined) throw missing(path.join("/"));
  return table;
}

/** The catalog with another folder at a path whose parent is there, or with none. */
export function withFolder(catalog: Catalog, path: Path, folder: Folder | undefined): Catalog {
  return withParent(catalog, path, (parent, name) => ({
    ...parent,
    schemas: withEntry(parent.schemas, name, folder),
  }));
}

/** The catalog with another table at a path whose schema is there, or with none. */
export function withTable(catalog: Catalog, path: Path, table: Table | undefined): Catalog {
  return withParent(catalog, path, (parent, name) => ({
    ...parent,
    tables: withEntry(parent.tables, name, table),
  }));
}

function withParent(catalog: Catalog, path: Path, change: (parent: Folder, name: string) => Folder): Catalog {
  const parentPath = path.slice(0, -1);
  const changed = change(getFolder(catalog, parentPath), path.at(-1) ?? "");
  if (parentPath.length > 1) return withFolder(catalog, parentPath, changed);
  return { buckets: withEntry(catalog.buckets, parentPath[0] ?? "", changed) };
}

function withEntry<Value>(
  map: ReadonlyMap<string, Value>,
  name: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}
