import { DataType } from "apache-arrow";
import { type NumberedColumn, nameOf, numberColumns } from "./columns.ts";
import type { DecodedQuery } from "./decode.ts";
import { type Condition, conditionsOf, isJoint, type Predicate } from "./predicate.ts";
import { malformed, TabularError } from "./tabular-error.ts";

/** What a request body may be at most: 5 MiB. */
export const MAX_BODY = 5 * 1024 * 1024;

/** Throws TabularError for a query that decodes, but that no official client was seen to send. */
export function checkStrictly(query: DecodedQuery, body: Uint8Array): void {
  if (body.length > MAX_BODY) {
    throw new TabularError(
      400,
      "EntityTooLarge",
      `A query has at most ${MAX_BODY} bytes, not ${body.length}.`,
    );
  }
  refuseIf(query.shape === "source" && query.source !== "", "A bare source has no name.");
  refuseIf(
    query.shape === "project" && !query.source.startsWith("/"),
    "A projected source is named by its path.",
  );
  checkNames(query);
  checkFilter(query);
  if (query.shape === "source") {
    checkListing(query);
  }
}

function refuseIf(condition: boolean, message: string): void {
  if (condition) {
    throw malformed(`Strict: ${message}`);
  }
}

function checkNames({ fields, columns }: DecodedQuery): void {
  const names = new Set(fields.map(({ name }) => name));
  refuseIf(names.size !== fields.length, "A query lists each column once.");
  refuseIf(names.has(""), "Every column of a query has a name.");
  for (const column of columns) {
    const parent = column.path.at(-2);
    const isItem =
      parent !== undefined && (DataType.isList(parent.type) || DataType.isFixedSizeList(parent.type));
    refuseIf(
      isItem && column.path.at(-1)?.name !== "item",
      `The child of list '${nameOf(column)}' is 'item'.`,
    );
  }
}

/** and(or(range…)…), each `or` about one column and not empty. */
function checkFilter(query: DecodedQuery): void {
  const { predicate } = query;
  refuseIf(!isJoint(predicate) || predicate.op !== "and", "A filter is an 'and' of groups.");
  for (const group of isJoint(predicate) ? predicate.args : []) {
    checkGroup(group, query.columns);
  }
}

function checkGroup(group: Predicate, columns: readonly NumberedColumn[]): void {
  refuseIf(!isJoint(group) || group.op !== "or" || group.args.length === 0, "A group is an 'or' of ranges.");
  const conditions = conditionsOf(group);
  refuseIf(
    new Set(conditions.map(({ column }) => column)).size > 1,
    "All ranges of a group are about one column.",
  );
  for (const range of isJoint(group) ? group.args : []) {
    refuseIf(
      isJoint(range) && !isInterval(range.op, range.args),
      "An 'and' in a group is a lower and an upper bound.",
    );
  }
  for (const condition of conditions) {
    checkLiteralField(condition, columns);
  }
}

function isInterval(op: "and" | "or", [lower, upper, ...more]: readonly Predicate[]): boolean {
  const isLower = lower?.op === "greater" || lower?.op === "greater_equal";
  const isUpper = upper?.op === "less" || upper?.op === "less_equal";
  return op === "and" && isLower && isUpper && more.length === 0;
}

/** A literal's type has no name, and is as nullable as the column. */
function checkLiteralField(condition: Condition, columns: readonly NumberedColumn[]): void {
  if (!("literal" in condition)) {
    return;
  }
  const path = columns[condition.column]?.path ?? [];
  const { field } = condition.literal;
  const owner = DataType.isList(field.type) ? path.at(-2) : path.at(-1);
  refuseIf(field.name !== "", `The type of a literal has no name, but one is called '${field.name}'.`);
  refuseIf(
    field.nullable !== owner?.nullable,
    `The literal for '${owner?.name}' is not as nullable as its column.`,
  );
}

/** Whole columns in the order of the query, then the columns that only the filter uses, and no others. */
function checkListing({ fields, columns, predicate, projection }: DecodedQuery): void {
  const requested = fields.slice(0, requestedColumns(columns, fields.length, projection));
  const leaves = numberColumns(requested).filter(({ isLeaf }) => isLeaf);
  const expected = leaves.map(({ number }) => number);
  refuseIf(
    expected.join() !== projection.join(),
    `Leaves ${expected} are projected as a whole, not ${projection}.`,
  );
  const filtered = new Set(conditionsOf(predicate).map(({ column }) => columns[column]?.path[0]));
  for (const field of fields.slice(requested.length)) {
    refuseIf(
      !filtered.has(field),
      `Column '${field.name}' is listed, but neither requested nor filtered by.`,
    );
  }
}

/** How many columns, from the first, the projection reaches. */
function requestedColumns(
  columns: readonly NumberedColumn[],
  count: number,
  projection: readonly number[],
): number {
  const last = columns[projection.at(-1) ?? -1]?.path[0];
  const tops = columns.filter(({ path }) => path.length === 1).map(({ path }) => path[0]);
  return Math.min(count, tops.indexOf(last) + 1);
}
