import { definitions } from "../definitions.ts";
import type { Scalar } from "../engine.ts";
import { type AnyCondition, type AnyQuery, fixedValues } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import type { SqlValue } from "./connection.ts";
import { type Sql, toSql } from "./where.ts";

/** A stretch of an order that is one range of an index. */
export interface Span {
  /** What holds of each of its rows, beside the query's conditions. */
  readonly holds: readonly Sql[];
  /** The order's columns that are not fixed in it. */
  readonly columns: readonly string[];
  /** True if the first of the columns may be null; the span has only the rows where it is not. */
  readonly isNullable: boolean;
  /** The span has only rows strictly beyond these values of its columns. */
  readonly beyond: readonly SqlValue[] | undefined;
}

/**
 * The spans whose rows, one span after the other, are the page asked for. There are two only where the first column
 * may be null: SQLite keeps nulls first, and no row value comparison crosses the border between them and values.
 */
export function spansOf(table: TableName, query: AnyQuery): Span[] {
  const { where, walk, after, descending } = query;
  const order = walk?.columns ?? [];
  const fixed = fixedValues(where);
  const free = order.findIndex((column) => !fixed.has(column));
  const columns = free === -1 ? [] : order.slice(free);
  const whole = { holds: [], columns, isNullable: false, beyond: undefined };
  if (after === undefined) return splitAtNull(table, query, whole);
  const leading = order.slice(0, order.length - columns.length);
  const differs = leading.findIndex((column, position) => after[position] !== fixed.get(column));
  if (differs !== -1) {
    const value = fixed.get(leading[differs] ?? "") ?? null;
    return enterAfter(value, after[differs] ?? null, descending).flatMap((holds) =>
      splitAtNull(table, query, { ...whole, holds }),
    );
  }
  if (columns.length === 0) return [];
  return splitAtNull(table, query, { ...whole, beyond: after.slice(leading.length).map(toSql) });
}

/** The condition for "strictly beyond these values in this direction". */
export function isBeyond(columns: readonly string[], values: readonly SqlValue[], descending: boolean): Sql {
  return compare(columns, descending ? "<" : ">", values);
}

/** The condition for "up to and with these values in this direction". */
export function isUpTo(columns: readonly string[], values: readonly SqlValue[], descending: boolean): Sql {
  return compare(columns, descending ? ">=" : "<=", values);
}

function compare(columns: readonly string[], sign: string, params: readonly SqlValue[]): Sql {
  const names = columns.map((column) => `t0."${column}"`).join(", ");
  return { sql: `(${names}) ${sign} (${params.map(() => "?").join(", ")})`, params };
}

/** Where the page key has another value than the fixed one, all rows are beyond it or none; a list of none or one. */
function enterAfter(fixed: Scalar, after: Scalar, descending: boolean): Sql[][] {
  if (after === null) return descending ? [] : [[]];
  return [[{ sql: `? ${descending ? "<" : ">"} ?`, params: [toSql(fixed), toSql(after)] }]];
}

function splitAtNull(table: TableName, { where, descending }: AnyQuery, span: Span): Span[] {
  const [first, ...others] = span.columns;
  if (first === undefined || definitions[table].columns[first]?.nullable !== true) return [span];
  const { holds, beyond } = span;
  const isInNulls = beyond !== undefined && beyond[0] === null;
  const isInValues = beyond !== undefined && beyond[0] !== null;
  const nulls: Span = {
    holds: [...holds, { sql: `t0."${first}" IS NULL`, params: [] }],
    columns: others,
    isNullable: false,
    beyond: isInNulls ? beyond.slice(1) : undefined,
  };
  const values: Span = { ...span, isNullable: true, beyond: isInValues ? beyond : undefined };
  const hasNulls = !(isInValues && !descending) && !where.some((condition) => needsValue(condition, first));
  const hasValues = !(isInNulls && descending) && !where.some((condition) => needsNull(condition, first));
  const spans = [...(hasNulls ? [nulls] : []), ...(hasValues ? [values] : [])];
  return descending ? spans.reverse() : spans;
}

/** True for a condition that is never true where the column is null. */
function needsValue(condition: AnyCondition, column: string): boolean {
  if ("columns" in condition) return condition.columns[0] === column;
  return "column" in condition && condition.column === column && !("isNull" in condition && condition.isNull);
}

function needsNull(condition: AnyCondition, column: string): boolean {
  return "isNull" in condition && condition.column === column && condition.isNull;
}
