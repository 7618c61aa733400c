import type { Condition, Query, Scalar } from "../engine.ts";
import type { TableName } from "../tables.ts";
import type { SqlValue } from "./connection.ts";
import { columnNames, definitions, mapTables, quoted, type Walk, walks } from "./schema.ts";
import {
  type AnyCondition,
  type AnyExists,
  conditionOf,
  fixedValues,
  type Sql,
  toSql,
  whereClause,
} from "./where.ts";

/** A query with its names as plain strings, and the limit apart, since one query may take two statements. */
export interface AnyQuery {
  readonly where: readonly AnyCondition[];
  readonly walk: Walk | undefined;
  readonly descending: boolean;
  readonly after: readonly Scalar[] | undefined;
}

/** Where a query starts: what SQLite would choose by itself, a named index, or the rows a semi-join finds. */
export type Start = "any" | { readonly index: string } | { readonly exists: AnyExists };

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
  return { where, walk, descending, after: query.after };
}

/**
 * The statements whose rows, one after the other, answer the query; the last parameter of each is its limit.
 * There are two only where a page key stands at the border between null and values: SQLite keeps nulls first,
 * and no row value comparison crosses that border.
 */
export function selectStatements(table: TableName, query: AnyQuery, start: Start): Sql[] {
  const free = freeColumns(query);
  const order = free.map((column) => `t0."${column}" ${query.descending ? "DESC" : "ASC"}`).join(", ");
  const tail = `${order === "" ? "" : ` ORDER BY ${order}`} LIMIT ?`;
  const rest = query.where.filter(
    (condition) => typeof start === "string" || !("exists" in start) || condition !== start.exists,
  );
  const from = source(table, start);
  const conditions = rest.map((condition) => conditionOf(condition, 0));
  return beyond(table, query, free).map((span) => {
    const where = whereClause([...conditions, ...span]);
    return {
      sql: `SELECT ${SELECTED[table]} FROM ${from.sql}${where.sql}${tail}`,
      params: [...from.params, ...where.params],
    };
  });
}

const SELECTED = mapTables((_, name) => columnNames[name].map((column) => `t0."${column}"`).join(", "));

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

/** The order's columns without the leading ones that are fixed: there the index walk starts further in. */
function freeColumns({ where, walk, after }: AnyQuery): readonly string[] {
  if (walk === undefined) return [];
  const fixed = fixedValues(where);
  const first = walk.columns.findIndex(
    (column, position) =>
      !fixed.has(column) || (after !== undefined && after[position] !== fixed.get(column)),
  );
  return first === -1 ? [] : walk.columns.slice(first);
}

/** The conditions for "strictly beyond the page key", one list a statement. */
function beyond(table: TableName, query: AnyQuery, free: readonly string[]): Sql[][] {
  const { walk, after, descending } = query;
  if (walk === undefined || after === undefined) return [[]];
  const [first, ...others] = free;
  if (first === undefined) return [[{ sql: "FALSE", params: [] }]];
  const values = after.slice(walk.columns.length - free.length).map(toSql);
  const sign = descending ? "<" : ">";
  const strictly = (columns: readonly string[], bound: readonly SqlValue[]): Sql => ({
    sql: `(${columns.map((column) => `t0."${column}"`).join(", ")}) ${sign} (${bound.map(() => "?").join(", ")})`,
    params: bound,
  });
  if (definitions[table].columns[first]?.nullable !== true) return [[strictly(free, values)]];
  const isNull = { sql: `t0."${first}" IS NULL`, params: [] };
  const isValue = { sql: `t0."${first}" IS NOT NULL`, params: [] };
  if (values[0] !== null)
    return descending ? [[strictly(free, values)], [isNull]] : [[strictly(free, values)]];
  const inNulls = others.length === 0 ? [] : [[isNull, strictly(others, values.slice(1))]];
  return descending ? inNulls : [...inNulls, [isValue]];
}

function source(table: TableName, start: Start): Sql {
  if (start === "any") return { sql: `"${table}" AS t0`, params: [] };
  if ("index" in start) return { sql: `"${table}" AS t0 INDEXED BY "${start.index}"`, params: [] };
  const { exists, on, equals, where } = start.exists;
  const found = whereClause(where.map((condition) => conditionOf(condition, 1)));
  const driving = `(SELECT DISTINCT t1."${on}" AS found FROM "${exists}" AS t1${found.sql}) AS d`;
  // CROSS JOIN is how SQLite is told which side drives.
  return { sql: `${driving} CROSS JOIN "${table}" AS t0 ON t0."${equals}" = d.found`, params: found.params };
}
