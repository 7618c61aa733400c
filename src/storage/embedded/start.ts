import { definitions } from "../definitions.ts";
import { type AnyCondition, type AnyQuery, fixedValues } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import type { Reader } from "./pool.ts";
import { filters, type Index, indexes, keyIndexes } from "./schema.ts";
import { countStatement, type Sorted, type Start } from "./select.ts";
import type { Sql } from "./where.ts";

/** A filter that an index answers: where the query would start, and how many rows it would go through (bounded). */
interface Candidate {
  readonly start: Sorted;
  readonly count: Sql;
}

/**
 * Decides where a query starts. SQLite would guess from statistics that age; here a bounded count of what each
 * filter lets through decides, so a plan follows from the data of its own snapshot and nothing else.
 * A filter with fewer rows than `few` is fetched and sorted. Beyond that, walking the order and testing each row
 * meets a match soon enough: with N rows a page of n walks about n * N / few.
 */
export function chooseStart(reader: Reader, table: TableName, query: AnyQuery, few: number): Start {
  const joins = semiJoins(table, query);
  if (isKeyed(table, query) || (query.walk === undefined && joins.length === 0)) return "any";
  const walk = walkStart(table, query);
  const candidates = [...joins, ...listingFilters(table, query)];
  const [only, second] = candidates;
  if (walk !== undefined && (only === undefined || (isEntered(query) && joins.length === 0))) return walk;
  if (only === undefined) return "any";
  if (second === undefined && walk !== undefined && isSame(only.start, walk.walk)) return walk;
  if (second === undefined && (walk === undefined || query.limit === undefined)) return only.start;
  const best = fewest(reader, candidates, few);
  return walk === undefined || query.limit === undefined || best.rows < few ? best.start : walk;
}

/** True if the primary key is entered by equality: SQLite then needs no advice. */
function isKeyed(table: TableName, { where }: AnyQuery): boolean {
  const fixed = fixedValues(where);
  const [first] = definitions[table].key;
  const isListed = where.some((condition) => "in" in condition && condition.column === first);
  return isListed || definitions[table].key.every((column) => fixed.has(column));
}

/** True if the order is entered by equality: then it is a narrow one, such as the segments of a flow. */
function isEntered({ where, walk }: AnyQuery): boolean {
  return walk?.columns[0] !== undefined && fixedValues(where).has(walk.columns[0]);
}

function semiJoins(table: TableName, { where }: AnyQuery): Candidate[] {
  const [first] = definitions[table].key;
  return where.flatMap((condition) => {
    // Only rows that are then fetched by their key are worth starting from.
    if (!("exists" in condition) || condition.not === true || condition.equals !== first) return [];
    const { exists } = condition;
    return [
      { start: { exists: condition }, count: countStatement(exists, entering(exists, condition.where)) },
    ];
  });
}

/** Those of the conditions by which an index is entered: what they let through is gone through, whatever matches. */
export function entering(table: TableName, where: readonly AnyCondition[]): AnyCondition[] {
  const entries = [keyIndexes[table], ...indexes[table]].map(({ columns }) => {
    const isMissing = (column: string): boolean =>
      !where.some((one) => isEquality(one) && one.column === column);
    const end = columns.findIndex(isMissing);
    return end === -1 ? columns : columns.slice(0, end);
  });
  const longest = entries.reduce((best, other) => (other.length > best.length ? other : best));
  return where.filter((condition) => isEquality(condition) && longest.includes(condition.column));
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

/** The index that goes on in the order asked for after as many columns fixed by equality as possible. */
function walkStart(table: TableName, { where, walk }: AnyQuery): { readonly walk: Index } | undefined {
  const fixed = fixedValues(where);
  const isFree = (column: string): boolean => !fixed.has(column);
  const first = walk?.columns.findIndex(isFree) ?? -1;
  if (walk === undefined || first === -1) return undefined;
  const free = walk.columns.slice(first);
  let best: { index: Index; entry: number } | undefined;
  for (const index of [keyIndexes[table], ...indexes[table]]) {
    const entry = index.columns.findIndex(isFree);
    if (entry <= (best?.entry ?? -1)) continue;
    if (free.every((column, position) => index.columns[entry + position] === column)) best = { index, entry };
  }
  return best && { walk: best.index };
}

function isSame(start: Sorted, { name }: Index): boolean {
  return typeof start !== "string" && "index" in start && start.index === name;
}

function fewest(
  reader: Reader,
  candidates: readonly Candidate[],
  few: number,
): { start: Sorted; rows: number } {
  const counted = candidates.map(({ start, count }) => ({
    start,
    rows: Number(reader.all(count.sql, [...count.params, few])[0]?.["count"] ?? 0),
  }));
  return counted.reduce((best, other) => (other.rows < best.rows ? other : best));
}
