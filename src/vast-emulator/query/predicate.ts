import type { Field } from "apache-arrow";

/** How a cell is compared with a literal. */
export type Comparison = "equal" | "not_equal" | "less" | "less_equal" | "greater" | "greater_equal";

/** A literal's value, exactly: whole numbers of every kind (decimals unscaled) are bigint, text is its UTF-8 bytes. */
export type LiteralValue = boolean | bigint | number | Uint8Array | readonly LiteralValue[];

/** A literal as the client wrote it: its code in computeIR's union, its value, and its declared type. */
export interface Literal {
  readonly code: number;
  readonly value: LiteralValue;
  readonly field: Field;
}

/** One condition on the column with this number. */
export type Condition =
  | { readonly op: Comparison | "match_substring"; readonly column: number; readonly literal: Literal }
  | { readonly op: "is_null" | "is_valid"; readonly column: number };

/** A filter as data. The `and` of nothing matches every row. */
export type Predicate = { readonly op: "and" | "or"; readonly args: readonly Predicate[] } | Condition;

/** Whether a predicate joins others, rather than being a condition on a column. */
export function isJoint(predicate: Predicate): predicate is Extract<Predicate, { args: unknown }> {
  return "args" in predicate;
}

/** Every condition of a filter, from left to right. */
export function conditionsOf(predicate: Predicate): readonly Condition[] {
  return isJoint(predicate) ? predicate.args.flatMap(conditionsOf) : [predicate];
}
