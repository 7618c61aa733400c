import { walks } from "../../src/storage/definitions.ts";
import type { Condition, Query, Scalar } from "../../src/storage/engine.ts";
import type { Row, TableName } from "../../src/storage/tables.ts";
import { scalarOf } from "./sqlite-rows.ts";

/** The rows beyond the page key, in the order asked for. */
export function sorted<T extends TableName>(
  table: T,
  rows: readonly Row<T>[],
  { order, reverse, after }: Query<T>,
): Row<T>[] {
  const { columns, descending } = walks[table][order ?? ""] ?? { columns: [], descending: false };
  const sign = descending === (reverse ?? false) ? 1 : -1;
  const keyOf = (row: Row<T>): Scalar[] => columns.map((column) => scalarOf(row, column));
  return rows
    .filter((row) => after === undefined || sign * compareKeys(keyOf(row), after) > 0)
    .toSorted((left, right) => sign * compareKeys(keyOf(left), keyOf(right)));
}

function compareKeys(left: readonly Scalar[], right: readonly Scalar[]): number {
  const differs = left.findIndex((value, position) => value !== right[position]);
  return differs === -1 ? 0 : compareScalars(left[differs] ?? null, right[differs] ?? null);
}

/** Nulls first; the values of one column are of one type, and the text of these rows is ASCII. */
function compareScalars(left: Scalar, right: Scalar): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

/** True if a condition on the row itself holds. Throws for a semi-join, which takes another table. */
export function holds<T extends TableName>(row: Row<T>, condition: Condition<T>): boolean {
  if ("exists" in condition) throw new Error("Semi-joins are for the test that has the other table.");
  if ("columns" in condition) {
    const bounds = condition.columns.map((column) => scalarOf(row, column));
    return HOLDS[condition.op](compareKeys(bounds, condition.values));
  }
  const value = scalarOf(row, condition.column);
  if ("isNull" in condition) return (value === null) === condition.isNull;
  if (value === null) return false;
  if ("in" in condition) return condition.in.includes(value);
  return condition.value !== null && HOLDS[condition.op](compareScalars(value, condition.value));
}

const HOLDS = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
};
