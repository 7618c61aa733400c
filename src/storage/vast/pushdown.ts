import type { Filter, Group, Range } from "../../vast/wire/filter.ts";
import { definitions } from "../definitions.ts";
import type { Comparison, Scalar } from "../engine.ts";
import { type AnyCondition, type AnyExists, type AnyQuery, fixedValues } from "../plain-query.ts";
import { compareScalars } from "../scalars.ts";
import type { TableName } from "../tables.ts";
import { LIMITS } from "./limits.ts";
import type { Cells } from "./rows.ts";
import { isInt32, isNullable } from "./stored.ts";

/** What VAST cannot be asked, or not whole: a row that it let through must pass this too. */
export interface Test {
  /** The columns it looks at. */
  readonly columns: readonly string[];
  readonly holds: (row: Cells) => boolean;
}

/** The conditions of a query on the row itself, in VAST's terms. */
export interface Pushed {
  /** Filters whose answers share no row and together make the answer. None if no row can match. */
  readonly filters: readonly Filter[];
  readonly tests: readonly Test[];
  /** What the filters ask for in parts, as a test of one. */
  readonly instead?: Test;
}

/** No row matches. */
export const NOTHING: Pushed = { filters: [], tests: [] };

/**
 * Splits conditions into what VAST filters by and what is tested here, so that both together are exactly the
 * conditions. Semi-joins are the caller's.
 */
export function pushDown(
  table: TableName,
  where: readonly Exclude<AnyCondition, AnyExists>[],
  listed = LIMITS.listed,
): Pushed {
  let pushed: Pushed = { filters: [[]], tests: [] };
  for (const condition of where) {
    const part = partOf(table, condition, listed);
    if (part === "never") return NOTHING;
    pushed = join(pushed, part);
  }
  return pushed;
}

/** Both hold. One list at most is asked for in parts; the values of a further long one are tested here. */
export function join(left: Pushed, right: Pushed): Pushed {
  const tests = [...left.tests, ...right.tests];
  if (left.filters.length > 1 && right.filters.length > 1 && right.instead !== undefined) {
    return { ...left, tests: [...tests, right.instead] };
  }
  const filters = left.filters.flatMap((one) => right.filters.map((other) => [...one, ...other]));
  const instead = left.instead ?? right.instead;
  return { filters, tests, ...(instead && { instead }) };
}

/** The condition that a column equals one of the values; nulls among them match nothing. */
export function membership(column: string, values: Iterable<Scalar>, listed = LIMITS.listed): Pushed {
  const wanted = new Set<Scalar>([...values].filter((value) => value !== null));
  const unique = [...wanted];
  const filters: Filter[] = [];
  for (let at = 0; at < unique.length; at += listed) {
    filters.push([{ column, anyOf: [{ in: unique.slice(at, at + listed).flatMap(literals) }] }]);
  }
  if (filters.length < 2) return { filters, tests: [] };
  const isListed = (row: Cells): boolean => wanted.has(row[column] ?? null);
  return { filters, tests: [], instead: { columns: [column], holds: isListed } };
}

/** The condition that a column equals none of the values, which are few; null is none of them. */
export function exclusion(table: TableName, column: string, values: readonly Scalar[]): Pushed {
  const orNull: Range[] = isNullable(table, column) ? [{ isNull: true }] : [];
  const groups = values.flatMap((value): Group[] =>
    value === null ? [] : [{ column, anyOf: [{ op: "ne", value: literal(value) }, ...orNull] }],
  );
  return { filters: [groups], tests: [] };
}

function partOf(
  table: TableName,
  condition: Exclude<AnyCondition, AnyExists>,
  listed: number,
): Pushed | "never" {
  if ("columns" in condition) return pairOf(condition);
  const { column } = condition;
  if ("isNull" in condition) return one({ column, anyOf: [{ isNull: condition.isNull }] });
  if ("in" in condition) {
    const values = condition.in.filter((value) => value !== null && fits(table, column, value));
    return values.length === 0 ? "never" : membership(column, values, listed);
  }
  const { op, value } = condition;
  if (value === null) return "never";
  if (!fits(table, column, value)) return tested(column, op, value);
  return one({ column, anyOf: [{ op, value: literal(value) }] });
}

/** VAST compares one column at a time: it is given the weaker bound on the first, and the pair is tested here. */
function pairOf({ columns, op, values }: Extract<AnyCondition, { columns: unknown }>): Pushed {
  const [first, second] = columns;
  const weak: Comparison = op === "lt" || op === "le" ? "le" : "ge";
  const holds = (row: Cells): boolean => {
    const [left, right] = [row[first] ?? null, row[second] ?? null];
    if (left === null) return false;
    if (left !== values[0]) return compares(op, compareScalars(left, values[0]));
    return right !== null && compares(op, compareScalars(right, values[1]));
  };
  const filters = [[{ column: first, anyOf: [{ op: weak, value: values[0] }] }]];
  return { filters, tests: [{ columns, holds }] };
}

function tested(column: string, op: Comparison, value: Scalar): Pushed {
  const holds = (row: Cells): boolean => {
    const cell = row[column] ?? null;
    return cell !== null && compares(op, compareScalars(cell, value));
  };
  return { filters: [[]], tests: [{ columns: [column], holds }] };
}

function compares(op: Comparison, order: number): boolean {
  if (order === 0) return op === "eq" || op === "le" || op === "ge";
  return op === "ne" || (order < 0 ? op === "lt" || op === "le" : op === "gt" || op === "ge");
}

/** A literal beyond 32 bits has no form for a column of 32. */
function fits(table: TableName, column: string, value: Scalar): boolean {
  return !isInt32(table, column) || (typeof value === "number" && value === (value | 0));
}

function literals(value: Scalar): (string | number | boolean)[] {
  return value === null ? [] : [literal(value)];
}

/** A value as a filter takes it: half a surrogate pair is stored as U+FFFD, so it is looked for as that. */
function literal(value: string | number | boolean): string | number | boolean {
  return typeof value === "string" ? value.toWellFormed() : value;
}

function one(group: Group): Pushed {
  return { filters: [[group]], tests: [] };
}

/**
 * The query without its page key if all rows are beyond that, since the columns that the conditions fix lie beyond
 * those of the key; `never` if no row can be beyond it.
 */
export function withinKey(query: AnyQuery): AnyQuery | "never" {
  const { after, walk, descending, where } = query;
  if (after === undefined || walk === undefined) return query;
  const fixed = fixedValues(where);
  for (const [position, column] of walk.columns.entries()) {
    const pinned = fixed.get(column);
    if (pinned === undefined || pinned === null) return query;
    const order = compareScalars(pinned, after[position] ?? null) * (descending ? -1 : 1);
    if (order > 0) return { ...query, after: undefined };
    if (order < 0) return "never";
  }
  return "never";
}

/**
 * The weakest bound on one column that every row beyond the page key meets; what it lets through is compared with
 * the whole key afterwards.
 */
export function afterBound(table: TableName, { after, walk, descending, where }: AnyQuery): Filter {
  const fixed = fixedValues(where);
  const free = walk?.columns.findIndex((column) => (fixed.get(column) ?? null) === null) ?? -1;
  const column = walk?.columns[free];
  if (after === undefined || column === undefined) return [];
  return boundOn(table, column, after[free] ?? null, descending);
}

function boundOn(table: TableName, column: string, edge: Scalar, descending: boolean): Filter {
  if (edge === null) return descending ? [{ column, anyOf: [{ isNull: true }] }] : [];
  if (!fits(table, column, edge)) return [];
  const range: Range = { op: descending ? "le" : "ge", value: literal(edge) };
  // Nulls come first, so on the way down they are beyond every value.
  const orNull: Range[] = descending && isNullable(table, column) ? [{ isNull: true }] : [];
  return [{ column, anyOf: [range, ...orNull] }];
}

/** True if every row of the table has a value in this column. */
export function isAlwaysThere(table: TableName, column: string): boolean {
  return definitions[table].columns[column]?.nullable === false;
}
