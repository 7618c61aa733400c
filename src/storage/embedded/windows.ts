import { type AnyCondition, type AnyQuery, fixedValues } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import type { SqlValue } from "./connection.ts";
import { type Index, usingIndex } from "./schema.ts";
import { orderBy, rowsStatement } from "./select.ts";
import { isBeyond, isUpTo, type Span } from "./spans.ts";
import { conditionOf, type RawRow, type Sql, testOf, whereClause } from "./where.ts";

/** The conditions that a range of an index answers, so that no row in it is gone through in vain. */
interface Range {
  readonly fixed: readonly AnyCondition[];
  /** The bound on the side where the walk begins, a list of none or one. */
  readonly near: readonly AnyCondition[];
  /** The bound where it ends. */
  readonly far: readonly AnyCondition[];
}

type Key = Span["beyond"];

/** The statements that walk one span window by window. A key is where the window before ended, or the page before. */
export class SpanWalk {
  readonly span: Span;
  /** True if the range has only rows that match: then a limit alone bounds what a statement goes through. */
  readonly isExact: boolean;
  readonly #table: TableName;
  readonly #query: AnyQuery;
  readonly #from: string;
  readonly #order: string;
  readonly #range: Range;

  constructor(table: TableName, query: AnyQuery, index: Index, span: Span) {
    this.span = span;
    this.#table = table;
    this.#query = query;
    this.#from = `"${table}" AS t0 ${usingIndex(index)}`;
    this.#order = orderBy(span.columns, query.descending);
    this.#range = rangeOf(query, index, span);
    const answered = [...this.#entry(span.beyond), ...this.#range.far];
    this.isExact =
      query.where.every((condition) => answered.includes(condition)) || span.columns.length === 0;
  }

  /** Selects the key so many entries beyond the first; no row if the range ends before. It reads the index alone. */
  edge(key: Key, offset: number): Sql {
    const entry = [...this.#entry(key), ...this.#range.far];
    const { sql, params } = whereClause([...this.#holds(key), ...entry.map((one) => conditionOf(one, 0))]);
    const columns = this.span.columns.map((column) => `t0."${column}"`).join(", ");
    return {
      sql: `SELECT ${columns} FROM ${this.#from}${sql}${this.#order} LIMIT 1 OFFSET ?`,
      params: [...params, offset],
    };
  }

  /** Selects the rows that match from the key up to and with the edge, or up to the end of the range. */
  window(key: Key, edge: RawRow | undefined, limit: number): Sql {
    const { where, descending } = this.#query;
    const end = edge === undefined ? [] : [isUpTo(this.span.columns, this.keyOf(edge), descending)];
    const entry = [...this.#entry(key), ...(edge === undefined ? this.#range.far : [])];
    const tests = where.filter((condition) => !entry.includes(condition));
    const conditions = [...entry.map((one) => conditionOf(one, 0)), ...tests.map(testOf)];
    return rowsStatement(
      this.#table,
      this.#from,
      [...this.#holds(key), ...end, ...conditions],
      this.#order,
      limit,
    );
  }

  /** The key of a row or an edge. */
  keyOf(row: RawRow): SqlValue[] {
    return this.span.columns.map((column) => row[column] ?? null);
  }

  #holds(key: Key): Sql[] {
    const { columns, holds } = this.span;
    return key === undefined ? [...holds] : [...holds, isBeyond(columns, key, this.#query.descending)];
  }

  /** SQLite enters an index by one bound a side: where there is a key, no other may be offered to it. */
  #entry(key: Key): AnyCondition[] {
    return key === undefined ? [...this.#range.fixed, ...this.#range.near] : [...this.#range.fixed];
  }
}

function rangeOf({ where, descending }: AnyQuery, index: Index, span: Span): Range {
  const [head = ""] = span.columns;
  const values = fixedValues(where);
  const prefix = index.columns.slice(0, index.columns.indexOf(head));
  const fixed = where.filter(
    (one) =>
      "value" in one &&
      one.op === "eq" &&
      prefix.includes(one.column) &&
      values.get(one.column) === one.value,
  );
  const notNull: AnyCondition[] = span.isNullable ? [{ column: head, isNull: false }] : [];
  const lower = where.filter((one) => isBound(one, ["gt", "ge"], span)).concat(notNull);
  const upper = where.filter((one) => isBound(one, ["lt", "le"], span));
  const [near, far] = descending ? [upper, lower] : [lower, upper];
  return { fixed, near: near.slice(0, 1), far: far.slice(0, 1) };
}

function isBound(condition: AnyCondition, signs: readonly string[], { columns }: Span): boolean {
  if (!("op" in condition) || !signs.includes(condition.op)) return false;
  if ("column" in condition) return condition.column === columns[0];
  return condition.columns.every((column, position) => column === columns[position]);
}
