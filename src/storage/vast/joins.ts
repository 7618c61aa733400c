import type { Scalar } from "../engine.ts";
import type { AnyCondition, AnyExists } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import type { Limits } from "./limits.ts";
import { exclusion, join, membership, NOTHING, type Pushed, pushDown, type Test } from "./pushdown.ts";
import type { Found } from "./rows.ts";
import type { Snapshot } from "./snapshot.ts";
import { storedTables } from "./stored.ts";

/** The conditions of a query in VAST's terms, with their semi-joins. */
export interface Plan {
  readonly pushed: Pushed;
  /** The columns that `keep` looks at. */
  readonly needs: readonly string[];
  /** Those of some rows that meet what VAST could not be asked. */
  keep(rows: readonly Found[]): Promise<Found[]>;
}

/** Looks into the tables that semi-joins name, as far as their answers are short, and plans the rest. */
export async function planOf(
  snapshot: Snapshot,
  table: TableName,
  where: readonly AnyCondition[],
): Promise<Plan> {
  const own: Exclude<AnyCondition, AnyExists>[] = [];
  const joins: AnyExists[] = [];
  for (const condition of where) {
    if ("exists" in condition) joins.push(condition);
    else own.push(condition);
  }
  let pushed = pushDown(table, own, snapshot.limits.listed);
  const late: AnyExists[] = [];
  for (const condition of joins) {
    if (pushed.filters.length === 0) break;
    const values = await valuesOf(snapshot, condition, undefined, snapshot.limits.kept);
    if (values === undefined) late.push(condition);
    else pushed = join(pushed, joined(table, condition, values, snapshot.limits));
  }
  return toPlan(snapshot, pushed, late);
}

function toPlan(snapshot: Snapshot, pushed: Pushed, late: readonly AnyExists[]): Plan {
  const { tests } = pushed;
  const keep = async (rows: readonly Found[]): Promise<Found[]> => {
    let kept = rows.filter(({ cells }) => tests.every(({ holds }) => holds(cells)));
    for (const condition of late) kept = await lookUp(snapshot, condition, kept);
    return kept;
  };
  const needs = [...tests.flatMap(({ columns }) => columns), ...late.map(({ equals }) => equals)];
  return { pushed, needs, keep };
}

/** A semi-join of which all values are known. */
function joined(
  table: TableName,
  { equals, not }: AnyExists,
  values: ReadonlySet<Scalar>,
  limits: Limits,
): Pushed {
  if (not !== true) return values.size === 0 ? NOTHING : membership(equals, values, limits.listed);
  if (values.size <= limits.leftOut) return exclusion(table, equals, [...values]);
  const test: Test = { columns: [equals], holds: (row) => !values.has(row[equals] ?? null) };
  return { filters: [[]], tests: [test] };
}

/** Asks the other table about the rows themselves, list by list. */
async function lookUp(snapshot: Snapshot, condition: AnyExists, rows: readonly Found[]): Promise<Found[]> {
  const { equals, not } = condition;
  const wanted = [...new Set(rows.map(({ cells }) => cells[equals] ?? null))].filter(
    (value) => value !== null,
  );
  const { listed } = snapshot.limits;
  const found = new Set<Scalar>();
  for (let at = 0; at < wanted.length; at += listed) {
    const values = await valuesOf(
      snapshot,
      condition,
      wanted.slice(at, at + listed),
      Number.POSITIVE_INFINITY,
    );
    for (const value of values ?? []) found.add(value);
  }
  return rows.filter(({ cells }) => found.has(cells[equals] ?? null) !== (not === true));
}

/** The values that the other table's matching rows have in `on`, or of those only the wanted; undefined if over `most`. */
async function valuesOf(
  snapshot: Snapshot,
  { exists, on, where }: AnyExists,
  wanted: readonly Scalar[] | undefined,
  most: number,
): Promise<Set<Scalar> | undefined> {
  const among: AnyCondition[] = wanted === undefined ? [] : [{ column: on, in: wanted }];
  const plan = await planOf(snapshot, exists, [...where, ...among]);
  const values = new Set<Scalar>();
  for (const filter of plan.pushed.filters) {
    const columns = [...new Set([on, ...plan.needs])];
    const scan = { columns, where: filter, wide: wanted === undefined };
    for await (const batch of snapshot.scan(storedTables[exists], scan)) {
      for (const { cells } of await plan.keep(batch)) {
        const value = cells[on] ?? null;
        if (value !== null) values.add(value);
      }
      if (values.size > most) return undefined;
    }
  }
  return values;
}
