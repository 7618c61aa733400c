import type { Filter } from "../../vast/wire/filter.ts";
import { definitions } from "../definitions.ts";
import { type AnyQuery, fixedValues } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import { type Plan, planOf } from "./joins.ts";
import { Best, beyondOf, comparatorOf } from "./order.ts";
import { afterBound, isAlwaysThere, join, withinKey } from "./pushdown.ts";
import type { Found } from "./rows.ts";
import type { Snapshot } from "./snapshot.ts";
import { isInt32, isInteger, storedTables, wholeColumns } from "./stored.ts";
import { type Answer, type Axis, type Expected, mostRows, type Walker, walkWindows } from "./windows.ts";

/** The rows of a query, whole but for long documents. */
export async function selectRows(snapshot: Snapshot, table: TableName, asked: AnyQuery): Promise<Found[]> {
  const query = withinKey(asked);
  if (asked.limit === 0 || query === "never") return [];
  const plan = await planOf(snapshot, table, query.where);
  return new Selection(snapshot, table, query, beyond(plan, table, query)).rows();
}

/** The plan with the page key as a further condition. */
function beyond(plan: Plan, table: TableName, query: AnyQuery): Plan {
  const { walk, after } = query;
  if (after === undefined || walk === undefined) return plan;
  const holds = beyondOf(query);
  return {
    pushed: join(plan.pushed, { filters: [afterBound(table, query)], tests: [] }),
    needs: [...plan.needs, ...walk.columns],
    keep: (rows) => plan.keep(rows.filter(({ cells }) => holds(cells))),
  };
}

class Selection {
  readonly #snapshot: Snapshot;
  readonly #table: TableName;
  readonly #query: AnyQuery;
  readonly #plan: Plan;
  readonly #compare: (left: Found, right: Found) => number;

  constructor(snapshot: Snapshot, table: TableName, query: AnyQuery, plan: Plan) {
    this.#snapshot = snapshot;
    this.#table = table;
    this.#query = query;
    this.#plan = plan;
    const compare = comparatorOf(query);
    this.#compare = (left, right) => compare(left.cells, right.cells);
  }

  async rows(): Promise<Found[]> {
    const { walk, limit } = this.#query;
    const [only, ...others] = this.#plan.pushed.filters;
    if (only === undefined) return [];
    if (walk === undefined) return this.#anyhow(limit);
    if (limit === undefined) return (await this.#anyhow(undefined)).sort(this.#compare);
    if (others.length > 0) return this.#best([], limit);
    const [axis, ...inner] = axesOf(this.#table, this.#query);
    if (axis !== undefined) {
      const walked = await walkWindows(this.#walker([], inner), axis, limit, await this.#expected(axis));
      return walked ?? this.#best([], limit);
    }
    // Most tables are short: all that matches may come at once.
    const { wanted, isCut } = await this.#ask(only, mostRows(limit, this.#snapshot.limits.spare));
    if (isCut) return this.#best([], limit);
    return wanted.toSorted(this.#compare).slice(0, limit);
  }

  /** Rows that match, as they come. */
  async #anyhow(limit = Number.POSITIVE_INFINITY): Promise<Found[]> {
    let rows: Found[] = [];
    const { pushed, needs, keep } = this.#plan;
    for (const filter of pushed.filters) {
      const missing = limit - rows.length;
      if (missing <= 0) break;
      if (Number.isFinite(missing) && needs.length > 0)
        rows = rows.concat(await this.#first(filter, missing));
      else {
        const most = Number.isFinite(missing) ? missing : undefined;
        rows = rows.concat(await keep(await this.#snapshot.whole(this.#table, filter, most)));
      }
    }
    return rows;
  }

  /** The first that are kept, of rows of which any number may not be. */
  async #first(filter: Filter, missing: number): Promise<Found[]> {
    const rows: Found[] = [];
    const scan = { columns: wholeColumns[this.#table], where: filter };
    for await (const batch of this.#snapshot.scan(storedTables[this.#table], scan)) {
      rows.push(...(await this.#plan.keep(batch)));
      if (rows.length >= missing) break;
    }
    return rows.slice(0, missing);
  }

  async #ask(filter: Filter, limit: number): Promise<Answer> {
    const came = await this.#snapshot.whole(this.#table, filter, limit);
    return { came, wanted: await this.#plan.keep(came), isCut: came.length >= limit };
  }

  /**
   * Goes through all rows that match, by the columns of the order and the key alone, keeps the best, and then
   * fetches those whole.
   */
  async #best(window: Filter, limit: number): Promise<Found[]> {
    const { pushed, needs, keep } = this.#plan;
    const { walk } = this.#query;
    const columns = [...new Set([...(walk?.columns ?? []), ...definitions[this.#table].key, ...needs])];
    const best = new Best(limit, this.#compare);
    for (const filter of pushed.filters) {
      const scan = { columns, where: [...filter, ...window], wide: true };
      for await (const batch of this.#snapshot.scan(storedTables[this.#table], scan)) {
        for (const row of await keep(batch)) best.add(row);
      }
    }
    const keys = best.take().map(({ cells }) => cells);
    const whole = await this.#snapshot.byKeys(this.#table, keys, wholeColumns[this.#table]);
    return [...whole.values()].sort(this.#compare);
  }

  /** A walk within a window of the outer columns, and what is to be walked inside it. */
  #walker(outer: Filter, inner: readonly Axis[]): Walker {
    const [only = []] = this.#plan.pushed.filters;
    return {
      compare: this.#compare,
      spare: this.#snapshot.limits.spare,
      ask: (window, limit) => this.#ask([...only, ...outer, ...window], limit),
      within: (window, value, wanted) => this.#within([...outer, ...window], inner, value, wanted),
    };
  }

  async #within(
    window: Filter,
    [axis, ...inner]: readonly Axis[],
    value: number,
    wanted: number,
  ): Promise<readonly Found[]> {
    const walked =
      axis && (await walkWindows(this.#walker(window, inner), this.#enter(axis, value), wanted, undefined));
    return walked ?? this.#best(window, wanted);
  }

  /** Where the page key has the value of the outer column, the inner one begins at its own. */
  #enter(axis: Axis, outer: number): Axis {
    const { walk, after } = this.#query;
    const at = walk?.columns.indexOf(axis.column) ?? -1;
    const edge = after?.[at];
    return after?.[at - 1] === outer && typeof edge === "number" ? { ...axis, from: edge } : axis;
  }

  async #expected({ column }: Axis): Promise<Expected | undefined> {
    const flow = fixedValues(this.#query.where).get("flow_id");
    if (this.#table !== "segments" || column !== "start_s" || flow === undefined) return undefined;
    const extents = await this.#snapshot.extents(flow);
    const [first, last, count] = [extents?.["start_s"], extents?.["end_s"], extents?.["count"]];
    if (typeof first !== "number" || typeof last !== "number" || typeof count !== "number" || count < 1)
      return undefined;
    return { first, last, density: count / (last - first + 1) };
  }
}

const INT32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };

/** The columns of integers, never null, that the order goes on with after those that are fixed. */
function axesOf(table: TableName, query: AnyQuery): Axis[] {
  const { walk, descending, where } = query;
  const fixed = fixedValues(where);
  const free = (walk?.columns ?? []).filter((column) => !fixed.has(column));
  const end = free.findIndex((column) => !isInteger(table, column) || !isAlwaysThere(table, column));
  return free.slice(0, end === -1 ? free.length : end).map((column, position) => {
    const [least, most] = position === 0 ? boundsOf(query, column) : [undefined, undefined];
    const low = least ?? (isInt32(table, column) ? INT32.least : undefined);
    const high = most ?? (isInt32(table, column) ? INT32.most : undefined);
    return { column, descending, from: descending ? high : low, to: descending ? low : high };
  });
}

/** The least and the greatest value that the conditions and the page key leave to the first free column. */
function boundsOf(
  { where, after, walk, descending }: AnyQuery,
  column: string,
): [number | undefined, number | undefined] {
  const low: number[] = [];
  const high: number[] = [];
  for (const condition of where) {
    if (!("op" in condition)) continue;
    const [name, value] =
      "columns" in condition
        ? [condition.columns[0], condition.values[0]]
        : [condition.column, condition.value];
    if (name !== column || typeof value !== "number") continue;
    if (condition.op === "gt" || condition.op === "ge") low.push(value);
    if (condition.op === "lt" || condition.op === "le") high.push(value);
  }
  const edge = after?.[walk?.columns.indexOf(column) ?? -1];
  if (typeof edge === "number") (descending ? high : low).push(edge);
  return [low.length === 0 ? undefined : Math.max(...low), high.length === 0 ? undefined : Math.min(...high)];
}
