import type { Grants, Principal } from "../contract/operations.ts";
import { walks } from "../storage/definitions.ts";
import type { Condition, Query, Scalar, View } from "../storage/engine.ts";
import { compareScalars } from "../storage/scalars.ts";
import type { Row } from "../storage/tables.ts";
import { readableClasses } from "./access.ts";
import type { App } from "./app.ts";
import { CLASSED, type Classed, type ClassTable } from "./classes.ts";
import {
  columnValue,
  type Listing,
  orderColumns,
  type Page,
  type PageRequest,
  pageOf,
  selectPage,
  startOfPage,
} from "./paging.ts";
import { inParallel } from "./parallel.ts";

/** Classes that are asked about at the same time. */
const AT_ONCE = 8;

/**
 * As `selectPage`, of what the caller may read (AUTH-046): same order, same page keys. For a caller who may read some
 * classes only, a page is merged from one of each class, so it costs what those have and nothing for what is hidden.
 */
export async function selectVisible<T extends Classed>(
  app: App,
  view: View,
  principal: Principal,
  listing: Listing<T>,
  request: PageRequest,
): Promise<Page<Row<T>>> {
  const { grants } = principal;
  if (grants === undefined) return selectPage(app, view, listing, request);
  const undenied = { ...listing, where: [...listing.where, ...notDenied<T>(listing.table, grants)] };
  const classes = readableClasses(grants);
  if (classes === "all") return selectPage(app, view, undenied, request);
  const { limit, reverse, after } = startOfPage(app, listing, request);
  const query = { reverse, limit: limit + 1, ...(after === undefined ? {} : { after }) };
  const found = await inParallel(classes, AT_ONCE, (name) => rowsOfClass(view, undenied, name, query));
  const ids = merged(found.flat(), listing, query);
  return pageOf(listing, request, limit, await rowsById(view, listing.table, ids));
}

function notDenied<T extends Classed>(table: T, { deny }: Grants): Condition<T>[] {
  if (deny.read.size === 0) return [];
  const where = [{ column: "class", in: [...deny.read] }];
  // One of three tables, which TypeScript can't match with the member of the union that has its name.
  return [{ exists: CLASSED[table], on: "id", equals: "id", where, not: true } as unknown as Condition<T>];
}

interface Walk {
  readonly reverse: boolean;
  readonly limit: number;
  /** In the columns of the listing's own order. */
  readonly after?: readonly Scalar[];
}

/** The first rows of one class. Its table has the columns, orders and filters of the listed one, after the class. */
function rowsOfClass<T extends Classed>(
  view: View,
  { table, order, where }: Listing<T>,
  name: string,
  { after, ...walk }: Walk,
): Promise<Row<ClassTable<T>>[]> {
  const query = {
    ...walk,
    order,
    where: [...where, { column: "class", op: "eq", value: name }],
    ...(after === undefined ? {} : { after: [name, ...after] }),
  };
  return view.select(CLASSED[table], query as unknown as Query<ClassTable<T>>);
}

/** The ids of the first rows in the listing's order, each once, whatever number of classes it was found in. */
function merged<T extends Classed>(
  rows: readonly object[],
  { table, order }: Listing<T>,
  { reverse, limit }: Walk,
): Scalar[] {
  const columns = orderColumns(table, order);
  const sign = walks[table][order]?.descending === reverse ? 1 : -1;
  const compare = (left: object, right: object): number => {
    for (const column of columns) {
      const difference = compareScalars(columnValue(left, column), columnValue(right, column));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
  const ids = new Set([...rows].sort(compare).map((row) => columnValue(row, "id")));
  return [...ids].slice(0, limit);
}

/** The documents of some rows, in the order of their ids. */
async function rowsById<T extends Classed>(view: View, table: T, ids: readonly Scalar[]): Promise<Row<T>[]> {
  if (ids.length === 0) return [];
  const where = [{ column: "id", in: ids }];
  const rows = await view.select(table, { where } as unknown as Query<T>);
  const byId = new Map(rows.map((row) => [columnValue(row, "id"), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
