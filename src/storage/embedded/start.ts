import type { TableName } from "../tables.ts";
import type { Reader } from "./pool.ts";
import { definitions, filters } from "./schema.ts";
import { type AnyQuery, countStatement, type Start } from "./select.ts";
import { type AnyCondition, fixedValues, type Sql } from "./where.ts";

/** A filter that an index answers: where the query would start, and how many rows that is (bounded). */
interface Candidate {
  readonly start: Start;
  readonly count: Sql;
}

/**
 * Rows up to which a filter is few enough to fetch and sort. Beyond it, walking the order and testing each row
 * meets a match soon enough: with N rows a page of n walks about n * N / FEW.
 */
const FEW = 4096;

/**
 * Decides where a query starts. SQLite would guess from statistics that age; here a bounded count of what each
 * filter lets through decides, so a plan follows from the data of its own snapshot and nothing else.
 */
export function chooseStart(
  reader: Reader,
  table: TableName,
  query: AnyQuery,
  limit: number | undefined,
): Start {
  const joins = semiJoins(table, query);
  if (isNarrow(table, query) || (query.walk === undefined && joins.length === 0)) return "any";
  const candidates = [...joins, ...listingFilters(table, query)];
  const walk = walkStart(table, query);
  const [only, second] = candidates;
  if (only === undefined) return walk ?? "any";
  if (second === undefined && (walk === undefined || limit === undefined || isSame(only.start, walk))) {
    return only.start;
  }
  const best = fewest(reader, candidates);
  return walk === undefined || limit === undefined || best.rows < FEW ? best.start : walk;
}

/** True if the primary key, or the order itself, is entered by equality: SQLite then needs no advice. */
function isNarrow(table: TableName, { where, walk }: AnyQuery): boolean {
  const fixed = fixedValues(where);
  const [first] = definitions[table].key;
  const keyed = where.some((condition) => "in" in condition && condition.column === first);
  const entered = walk?.columns[0] !== undefined && fixed.has(walk.columns[0]);
  return keyed || entered || definitions[table].key.every((column) => fixed.has(column));
}

function semiJoins(table: TableName, { where }: AnyQuery): Candidate[] {
  const [first] = definitions[table].key;
  return where.flatMap((condition) => {
    // Only rows that are then fetched by their key are worth starting from.
    if (!("exists" in condition) || condition.not === true || condition.equals !== first) return [];
    return [{ start: { exists: condition }, count: countStatement(condition.exists, condition.where) }];
  });
}

function listingFilters(table: TableName, { where }: AnyQuery): Candidate[] {
  return where.flatMap((condition) => {
    const index = isEquality(condition) ? filters[table].get(condition.column) : undefined;
    return index === undefined
      ? []
      : [{ start: { index: index.name }, count: countStatement(table, [condition], index.name) }];
  });
}

function isEquality(condition: AnyCondition): condition is AnyCondition & { column: string } {
  return "in" in condition || ("value" in condition && condition.op === "eq");
}

/** Where a walk of the order starts: in the index of an equality filter that goes on in this order, if there is one. */
function walkStart(table: TableName, { where, walk }: AnyQuery): { readonly index: string } | undefined {
  if (walk?.index === undefined) return undefined;
  for (const column of fixedValues(where).keys()) {
    const index = filters[table].get(column);
    if (index !== undefined && walk.columns.every((name, position) => index.columns[position + 1] === name)) {
      return { index: index.name };
    }
  }
  return { index: walk.index };
}

function isSame(start: Start, walk: { readonly index: string }): boolean {
  return typeof start !== "string" && "index" in start && start.index === walk.index;
}

function fewest(reader: Reader, candidates: readonly Candidate[]): { start: Start; rows: number } {
  const counted = candidates.map(({ start, count }) => ({
    start,
    rows: Number(reader.all(count.sql, [...count.params, FEW])[0]?.["count"] ?? 0),
  }));
  return counted.reduce((best, other) => (other.rows < best.rows ? other : best));
}
