import type { Comparison, Scalar } from "../engine.ts";
import type { AnyCondition, AnyExists } from "../plain-query.ts";
import type { SqlValue } from "./connection.ts";

/** SQL text, or a part of it, and what to bind to it. The text is the shape that prepared statements are cached by. */
export interface Sql {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** A row as SQLite gives it: booleans are 0 and 1. */
export type RawRow = Record<string, SqlValue>;

const SIGNS: Readonly<Record<Comparison, string>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

/** One condition on the table whose alias is `t` and `depth`. */
export function conditionOf(condition: AnyCondition, depth: number): Sql {
  return conditionOn(condition, `t${depth}`, depth);
}

/** As `conditionOf` on the queried table, in a form that SQLite tests on each row and enters no index by. */
export function testOf(condition: AnyCondition): Sql {
  return conditionOn(condition, "+t0", 0);
}

function conditionOn(condition: AnyCondition, table: string, depth: number): Sql {
  if ("exists" in condition) return existsOf(condition, depth);
  if ("columns" in condition) {
    const [first, second] = condition.columns;
    return {
      sql: `(${table}."${first}", ${table}."${second}") ${SIGNS[condition.op]} (?, ?)`,
      params: condition.values,
    };
  }
  const column = `${table}."${condition.column}"`;
  if ("isNull" in condition) return { sql: `${column} IS ${condition.isNull ? "" : "NOT "}NULL`, params: [] };
  if ("in" in condition) return membership(column, condition.in);
  return { sql: `${column} ${SIGNS[condition.op]} ?`, params: [toSql(condition.value)] };
}

function existsOf({ exists, on, equals, where, not }: AnyExists, depth: number): Sql {
  const inner = depth + 1;
  const parts = where.map((condition) => conditionOf(condition, inner));
  const match = [`t${inner}."${on}" = t${depth}."${equals}"`, ...parts.map((part) => part.sql)].join(" AND ");
  return {
    sql: `${not === true ? "NOT " : ""}EXISTS (SELECT 1 FROM "${exists}" AS t${inner} WHERE ${match})`,
    params: parts.flatMap((part) => part.params),
  };
}

/** A short list is bound value by value; a long one would pass the limit on parameters, and is one JSON text. */
function membership(column: string, list: readonly Scalar[]): Sql {
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

/** The WHERE clause that some conditions make together, with a blank before it; empty without conditions. */
export function whereClause(parts: readonly Sql[]): Sql {
  const sql = parts.length === 0 ? "" : ` WHERE ${parts.map((part) => part.sql).join(" AND ")}`;
  return { sql, params: parts.flatMap((part) => part.params) };
}
