import type { Comparison, Condition, Query, Scalar } from "../engine.ts";
import type { TableName } from "../tables.ts";
import type { SqlValue } from "./connection.ts";
import { columnNames, definitions, mapTables, quoted, type Walk, walks } from "./schema.ts";

/** SQL text, which is also the shape that prepared statements are cached by, and what to bind to it. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

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

/** A query with its names as plain strings, and the limit apart, since one query may take two statements. */
export interface AnyQuery {
  readonly where: readonly AnyCondition[];
  readonly walk: Walk | undefined;
  readonly descending: boolean;
  readonly after: readonly Scalar[] | undefined;
}

/** Where a query starts: what SQLite would choose by itself, a named index, or the rows a semi-join finds. */
export type Start = "any" | { readonly index: string } | { readonly exists: AnyExists };

const SIGNS: Readonly<Record<Comparison, string>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

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
export function selectStatements(table: TableName, query: AnyQuery, start: Start): Statement[] {
  const free = freeColumns(query);
  const order = free.map((column) => `t0."${column}" ${query.descending ? "DESC" : "ASC"}`).join(", ");
  const tail = `${order === "" ? "" : ` ORDER BY ${order}`} LIMIT ?`;
  const rest = query.where.filter(
    (condition) => typeof start === "string" || !("exists" in start) || condition !== start.exists,
  );
  const from = source(table, start);
  const conditions = rest.map((condition) => conditionOf(condition, 0));
  return beyond(table, query, free).map((span) => {
    const all = [...conditions, ...span];
    const where = all.length === 0 ? "" : ` WHERE ${all.map((part) => part.sql).join(" AND ")}`;
    const columns = columnNames[table].map((column) => `t0."${column}"`).join(", ");
    return {
      sql: `SELECT ${columns} FROM ${from.sql}${where}${tail}`,
      params: [...from.params, ...all.flatMap((part) => part.params)],
    };
  });
}

/** Counts the rows a start would go through, up to the limit in its last parameter. */
export function countStatement(from: TableName, where: readonly AnyCondition[], index?: string): Statement {
  const parts = where.map((condition) => conditionOf(condition, 0));
  const hint = index === undefined ? "" : ` INDEXED BY "${index}"`;
  const filter = parts.length === 0 ? "" : ` WHERE ${parts.map((part) => part.sql).join(" AND ")}`;
  return {
    sql: `SELECT count(*) AS count FROM (SELECT 1 FROM "${from}" AS t0${hint}${filter} LIMIT ?)`,
    params: parts.flatMap((part) => part.params),
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

/** The values of the columns that a query fixes by equality. */
export function fixedValues(where: readonly AnyCondition[]): Map<string, Scalar> {
  const fixed = new Map<string, Scalar>();
  for (const condition of where) {
    if ("value" in condition && condition.op === "eq") fixed.set(condition.column, condition.value);
  }
  return fixed;
}

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
function beyond(table: TableName, query: AnyQuery, free: readonly string[]): Statement[][] {
  const { walk, after, descending } = query;
  if (walk === undefined || after === undefined) return [[]];
  const [first, ...others] = free;
  if (first === undefined) return [[{ sql: "FALSE", params: [] }]];
  const values = after.slice(walk.columns.length - free.length).map(toSql);
  const sign = descending ? "<" : ">";
  const strictly = (columns: readonly string[], bound: readonly SqlValue[]): Statement => ({
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

function source(table: TableName, start: Start): Statement {
  if (start === "any") return { sql: `"${table}" AS t0`, params: [] };
  if ("index" in start) return { sql: `"${table}" AS t0 INDEXED BY "${start.index}"`, params: [] };
  const { exists, on, equals, where } = start.exists;
  const parts = where.map((condition) => conditionOf(condition, 1));
  const filter = parts.length === 0 ? "" : ` WHERE ${parts.map((part) => part.sql).join(" AND ")}`;
  // CROSS JOIN is how SQLite is told which side drives.
  return {
    sql: `(SELECT DISTINCT t1."${on}" AS found FROM "${exists}" AS t1${filter}) AS d CROSS JOIN "${table}" AS t0 ON t0."${equals}" = d.found`,
    params: parts.flatMap((part) => part.params),
  };
}

/** One condition on the table whose alias is `t` and `depth`. */
function conditionOf(condition: AnyCondition, depth: number): Statement {
  if ("exists" in condition) return existsOf(condition, depth);
  if ("columns" in condition) {
    const [first, second] = condition.columns;
    return {
      sql: `(t${depth}."${first}", t${depth}."${second}") ${SIGNS[condition.op]} (?, ?)`,
      params: condition.values,
    };
  }
  const column = `t${depth}."${condition.column}"`;
  if ("isNull" in condition) return { sql: `${column} IS ${condition.isNull ? "" : "NOT "}NULL`, params: [] };
  if ("in" in condition) return membership(column, condition.in);
  return { sql: `${column} ${SIGNS[condition.op]} ?`, params: [toSql(condition.value)] };
}

function existsOf({ exists, on, equals, where, not }: AnyExists, depth: number): Statement {
  const inner = depth + 1;
  const parts = where.map((condition) => conditionOf(condition, inner));
  const match = [`t${inner}."${on}" = t${depth}."${equals}"`, ...parts.map((part) => part.sql)].join(" AND ");
  return {
    sql: `${not === true ? "NOT " : ""}EXISTS (SELECT 1 FROM "${exists}" AS t${inner} WHERE ${match})`,
    params: parts.flatMap((part) => part.params),
  };
}

/** A short list is bound value by value; a long one would pass the limit on parameters, and is one JSON text. */
function membership(column: string, list: readonly Scalar[]): Statement {
  const values = list.filter((value) => value !== null).map(toSql);
  if (values.length > 1000) {
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] };
  }
  return { sql: `${column} IN (${values.map(() => "?").join(", ")})`, params: values };
}

/** A scalar as SQLite stores it. */
export function toSql(value: Scalar): SqlValue {
  return typeof value === "boolean" ? Number(value) : value;
}
