/**
 * A value to compare a column with, in the column's own terms; nothing passes through a double that the column
 * does not hold as one.
 *
 * | column | value |
 * | --- | --- |
 * | bool | `boolean` |
 * | integers, signed or not | safe `number` or `bigint` |
 * | float16, 32, 64 | `number`, not NaN |
 * | utf8 | `string`, well formed |
 * | binary, fixed_size_binary | `Uint8Array` |
 * | date32 | days since 1970-01-01, `number` or `bigint` |
 * | time32, time64, timestamp | `bigint` (or safe `number`) in the column's unit, since midnight or since the epoch in UTC |
 * | decimal128 | `bigint` (or safe `number`): the unscaled integer, value x 10^scale |
 * | fixed_size_list of scalars | an array of as many values of its element |
 */
export type FilterValue = string | number | bigint | boolean | Uint8Array | readonly FilterValue[];

/** How a column is compared with one value. A null is never equal to, different from, less or more than anything. */
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

/**
 * One condition on a column. `in` must name at least one value; `between` includes both ends; `prefix` takes text
 * for utf8 columns and bytes for binary ones, and the empty prefix means "not null"; `contains` is case-sensitive.
 */
export type Range =
  | { readonly op: Comparison; readonly value: FilterValue }
  | { readonly in: readonly FilterValue[] }
  | { readonly between: readonly [FilterValue, FilterValue] }
  | { readonly isNull: boolean }
  | { readonly prefix: string | Uint8Array }
  | { readonly contains: string };

/** Conditions on one column, of which at least one must hold. A struct's leaf is named by its path, `st.q.q1`. */
export interface Group {
  readonly column: string;
  readonly anyOf: readonly Range[];
}

/** All groups must hold; several groups may name the same column. The empty filter matches every row. */
export type Filter = readonly Group[];
