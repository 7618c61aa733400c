import { type Walk, walks } from "./definitions.ts";
import type { Comparison, Condition, Query, Scalar } from "./engine.ts";
import type { TableName } from "./tables.ts";

/** A condition with its names as plain strings. */
export type AnyCondition =
  | { readonly column: string; readonly op: Comparison; readonly value: Scalar }
  | { readonly column: string; readonly in: readonly Scalar[] }
  | { readonly column: string; readonly isNull: boolean }
  | {
      readonly columns: readonly [string, string];
      readonly op: Comparison;
      readonly values: readonly [number, number];
    }
  | AnyExists;

/** A semi-join with its names as plain strings. */
export interface AnyExists {
  readonly exists: TableName;
  readonly on: string;
  readonly equals: string;
  readonly where: readonly AnyCondition[];
  readonly not?: boolean;
}

/** A query with its names as plain strings. */
export interface AnyQuery {
  readonly where: readonly AnyCondition[];
  readonly walk: Walk | undefined;
  readonly descending: boolean;
  readonly after: readonly Scalar[] | undefined;
  readonly limit: number | undefined;
}

/** Looks up the order that a query names. Throws a plain error for an order or key that the table has not. */
export function toAnyQuery<T extends TableName>(table: T, query: Query<T>): AnyQuery {
  const walk = query.order === undefined ? undefined : walks[table][query.order];
  if (query.order !== undefined && walk === undefined)
    throw new Error(`Table ${table} has no order ${query.order}.`);
  if (query.after !== undefined && query.after.length !== walk?.columns.length) {
    throw new Error(`A page of table ${table} must start after a value for each column of its order.`);
  }
  const where: readonly Condition<T>[] = query.where ?? [];
  const descending = (walk?.descending ?? false) !== (query.reverse ?? false);
  return { where, walk, descending, after: query.after, limit: query.limit };
}

/** The values of the columns that a query fixes by equality. */
export function fixedValues(where: readonly AnyCondition[]): Map<string, Scalar> {
  const fixed = new Map<string, Scalar>();
  for (const condition of where) {
    if ("value" in condition && condition.op === "eq") fixed.set(condition.column, condition.value);
  }
  return fixed;
}
