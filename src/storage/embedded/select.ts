import { columnNames, mapTables } from "../definitions.ts";
import type { AnyCondition, AnyExists, AnyQuery } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import { type Index, quoted } from "./schema.ts";
import { isBeyond, type Span } from "./spans.ts";
import { conditionOf, type Sql, whereClause } from "./where.ts";

/**
 * Where a query starts: what SQLite would choose by itself, an index that is in the order asked for, or rows that
 * are then sorted: those of a filter's index, or those that a semi-join finds.
 */
export type Start =
  | "any"
  | { readonly walk: Index }
  | { readonly index: string }
  | { readonly exists: AnyExists };

/** A start whose rows are not, or not known to be, in the order asked for. */
export type Sorted = Exclude<Start, { readonly walk: Index }>;

/** Selects the rows of a span, sorted if need be. */
export function selectStatement(
  table: TableName,
  { where, descending }: AnyQuery,
  start: Sorted,
  span: Span,
  limit: number,
): Sql {
  const rest = where.filter(
    (condition) => typeof start === "string" || !("exists" in start) || condition !== start.exists,
  );
  const conditions = [...rest.map((condition) => conditionOf(condition, 0)), ...span.holds];
  if (span.isNullable) conditions.push({ sql: `t0."${span.columns[0]}" IS NOT NULL`, params: [] });
  if (span.beyond !== undefined) conditions.push(isBeyond(span.columns, span.beyond, descending));
  const from = source(table, start);
  const order = orderBy(span.columns, descending);
  const { sql, params } = rowsStatement(table, from.sql, conditions, order, limit);
  return { sql, params: [...from.params, ...params] };
}

/** Selects whole rows from what has the alias `t0`; a limit below zero is none. */
export function rowsStatement(
  table: TableName,
  from: string,
  conditions: readonly Sql[],
  order: string,
  limit: number,
): Sql {
  const { sql, params } = whereClause(conditions);
  return {
    sql: `SELECT ${SELECTED[table]} FROM ${from}${sql}${order} LIMIT ?`,
    params: [...params, limit],
  };
}

const SELECTED = mapTables((_, name) => columnNames[name].map((column) => `t0."${column}"`).join(", "));

/** The ORDER BY clause with a blank before it; empty without columns. */
export function orderBy(columns: readonly string[], descending: boolean): string {
  const order = columns.map((column) => `t0."${column}" ${descending ? "DESC" : "ASC"}`).join(", ");
  return order === "" ? "" : ` ORDER BY ${order}`;
}

/** Counts the rows that match, up to the limit in its last parameter, by an index if one is named. */
export function countStatement(from: TableName, conditions: readonly AnyCondition[], index?: string): Sql {
  const where = whereClause(conditions.map((condition) => conditionOf(condition, 0)));
  const hint = index === undefined ? "" : ` INDEXED BY "${index}"`;
  return {
    sql: `SELECT count(*) AS count FROM (SELECT 1 FROM "${from}" AS t0${hint}${where.sql} LIMIT ?)`,
    params: where.params,
  };
}

/** The SQL that gets one row by its primary key; bind the key's columns in declared order. */
export function getStatement(table: TableName): string {
  return GET[table];
}

const GET = mapTables(({ columns, key }, name) => {
  const match = key.map((column) => `"${column}" = ?`).join(" AND ");
  return `SELECT ${quoted(Object.keys(columns))} FROM "${name}" WHERE ${match}`;
});

function source(table: TableName, start: Sorted): Sql {
  if (start === "any") return { sql: `"${table}" AS t0`, params: [] };
  if ("index" in start) return { sql: `"${table}" AS t0 INDEXED BY "${start.index}"`, params: [] };
  const { exists, on, equals, where } = start.exists;
  const found = whereClause(where.map((condition) => conditionOf(condition, 1)));
  const driving = `(SELECT DISTINCT t1."${on}" AS found FROM "${exists}" AS t1${found.sql}) AS d`;
  // CROSS JOIN is how SQLite is told which side drives.
  return { sql: `${driving} CROSS JOIN "${table}" AS t0 ON t0."${equals}" = d.found`, params: found.params };
}
