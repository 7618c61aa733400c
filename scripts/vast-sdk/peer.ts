import type { Field } from "apache-arrow";
import type { Shape } from "./shapes.ts";
import type { Value } from "./values.ts";

/** Where a table is, in the one bucket of the run. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Rows by column: each has as many values as there are rows. */
export type Rows = Readonly<Record<string, readonly Value[]>>;

/** A condition of a filter, with values as both languages write them. */
export type Condition =
  | { readonly op: string; readonly value: Value }
  | { readonly in: readonly Value[] }
  | { readonly between: readonly [Value, Value] }
  | { readonly isNull: boolean }
  | { readonly prefix: string }
  | { readonly contains: string };

/** A filter: all groups must hold, and of a group at least one condition. */
export type Where = readonly { readonly column: string; readonly anyOf: readonly Condition[] }[];

/** What is read of a table. */
export interface Reading {
  readonly columns: readonly string[];
  readonly where?: Where;
  /** Also `$row_id`, as the last column. */
  readonly rowIds?: boolean;
  /** One reader, so that rows come in the order that the cluster keeps them in. */
  readonly ordered?: boolean;
  /** The semi-sorted projection to read. */
  readonly projection?: string;
  readonly limit?: number;
}

/**
 * A client of the cluster, as one of two that must agree. Every call is a transaction. Tables have a column `k` of
 * int64, different in each row, by which rows are named.
 */
export interface Peer {
  readonly name: string;
  /** Creates the table, and its schema if need be, and inserts each part by a call of its own. */
  create(
    table: TableName,
    fields: readonly Field[],
    sortKey: readonly string[],
    parts: readonly Rows[],
  ): Promise<void>;
  shapes(table: TableName): Promise<readonly Shape[]>;
  rowCount(table: TableName): Promise<string>;
  /** Reads a table several times over, in one transaction. */
  readAll(table: TableName, readings: readonly Reading[]): Promise<readonly Rows[]>;
  /** Sets columns of the rows with these keys. */
  update(table: TableName, keys: readonly string[], fields: readonly Field[], rows: Rows): Promise<void>;
  delete(table: TableName, keys: readonly string[]): Promise<void>;
  sortKey(table: TableName): Promise<readonly string[]>;
  createProjection(
    table: TableName,
    name: string,
    sorted: readonly string[],
    unsorted: readonly string[],
  ): Promise<void>;
  projections(
    table: TableName,
  ): Promise<readonly { readonly name: string; readonly columns: readonly string[] }[]>;
  renameProjection(table: TableName, name: string, to: string): Promise<void>;
  dropProjection(table: TableName, name: string): Promise<void>;
  close(): Promise<void>;
}

/** Reads a table once. */
export async function read(peer: Peer, table: TableName, reading: Reading): Promise<Rows> {
  const [rows = {}] = await peer.readAll(table, [reading]);
  return rows;
}
