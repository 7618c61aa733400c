import type { Key, OrderName, Row, TableName } from "./tables.ts";

/** A value as rows hold it. Integers are safe integers; there are no fractions and no bytes. */
export type Scalar = string | number | boolean | null;
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

/**
 * One claim about a row, as data, so that every engine can push it down.
 * - `column`, `op`, `value`: a comparison; never true of null.
 * - `column`, `in`: equal to one of the values; an empty list matches nothing.
 * - `column`, `isNull`.
 * - `columns`, `op`, `values`: lexicographic comparison of two columns, as bounds of time are compared.
 * - `exists`: some row of another table has `on` equal to this row's `equals` column and meets `where`;
 *   with `not`, no such row.
 */
export type Condition<T extends TableName> =
  | { readonly column: keyof Row<T> & string; readonly op: Comparison; readonly value: Scalar }
  | { readonly column: keyof Row<T> & string; readonly in: readonly Scalar[] }
  | { readonly column: keyof Row<T> & string; readonly isNull: boolean }
  | {
      readonly columns: readonly [keyof Row<T> & string, keyof Row<T> & string];
      readonly op: Exclude<Comparison, "eq" | "ne">;
      readonly values: readonly [number, number];
    }
  | Exists<T>;

/** The semi-join member of `Condition`, one for each table it may look into. */
export type Exists<T extends TableName> = {
  [Other in TableName]: {
    readonly exists: Other;
    readonly on: keyof Row<Other> & string;
    readonly equals: keyof Row<T> & string;
    readonly where: Where<Other>;
    readonly not?: boolean;
  };
}[TableName];

/** All conditions hold (AND). */
export type Where<T extends TableName> = readonly Condition<T>[];

export interface Query<T extends TableName> {
  readonly where?: Where<T>;
  /** One of the orders the table declares; without it the rows come in no promised order. Nulls sort first. */
  readonly order?: OrderName<T>;
  /** The exact reverse of `order`. */
  readonly reverse?: boolean;
  /** Only rows strictly beyond these values of the order's columns, in the direction of the walk. */
  readonly after?: readonly Scalar[];
  readonly limit?: number;
}

/** One consistent snapshot of all tables. Throws `unavailable` when it cannot answer, never an empty list. */
export interface View {
  /** Whole rows that match. */
  select<T extends TableName>(table: T, query?: Query<T>): Promise<Row<T>[]>;
  /** The one row with this primary key. */
  get<T extends TableName>(table: T, key: Key<T>): Promise<Row<T> | undefined>;
}

/** One change as data: rows are whole, keys are primary keys. */
export type Change = {
  [T in TableName]:
    | { readonly insert: T; readonly rows: readonly Row<T>[] }
    | { readonly update: T; readonly rows: readonly Row<T>[] }
    | { readonly delete: T; readonly keys: readonly Key<T>[] };
}[TableName];

/** What a write's work returns: its answer, and what is to become of the tables. */
export interface Outcome<Result> {
  readonly result: Result;
  readonly changes: readonly Change[];
}

/**
 * Keeps rows. Both engines promise: snapshot reads, serialised keys, all or nothing, durability before the
 * promise resolves, and a page cost that does not depend on depth. Changes of one write apply in the order given.
 * Nothing else may be relied on.
 */
export interface Engine {
  /** `work` sees one snapshot through the view, which is void after it settles. */
  read<Result>(work: (view: View) => Promise<Result>): Promise<Result>;
  /**
   * `work` reads a snapshot and returns its changes. They are applied, all or none and durably, if no write that
   * shares a key was committed since the snapshot was taken; else `work` runs again. So `work` must be a pure
   * function of what it reads. An `insert` of a primary key that exists is a bug in the caller and throws
   * `conflict`; an `update` or `delete` of a row that is gone changes nothing.
   * Keys are names, such as `flow:ID`. Throws `unavailable` when reruns do not help or the store cannot answer.
   */
  write<Result>(keys: readonly string[], work: (view: View) => Promise<Outcome<Result>>): Promise<Result>;
  /** Resolves if the engine can read and write now; throws `unavailable` otherwise. For readiness checks. */
  check(): Promise<void>;
  /** Finishes what runs, then closes. */
  close(): Promise<void>;
}
