import { invalid } from "../errors.ts";
import type { Query, Scalar, View, Where } from "../storage/engine.ts";
import { type OrderName, type Row, type TableName, tables } from "../storage/tables.ts";
import type { App } from "./app.ts";

/** What a client may ask of any listing. */
export interface PageRequest {
  readonly limit?: number;
  readonly page?: string;
  readonly reverse_order?: boolean;
}

/** One page of rows; `next` opens the following one and is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly limit: number;
  readonly next?: string;
}

interface Listing<T extends TableName> {
  readonly table: T;
  readonly order: OrderName<T>;
  readonly where: Where<T>;
}

/** The page size in force: the default, or what was asked for up to the maximum. */
export function pageLimit(app: App, asked: number | undefined): number {
  if (asked === undefined) return app.settings.pageLimitDefault;
  if (asked < 1) throw invalid("The limit must be 1 or more.", "limit");
  return Math.min(asked, app.settings.pageLimitMax);
}

/** An opaque page key. It names its listing, so that it opens no other. */
export function encodePageKey(listing: string, values: readonly Scalar[]): string {
  return Buffer.from(JSON.stringify([listing, ...values])).toString("base64url");
}

/** The values in a page key of this listing; anything we did not issue is a 400. */
export function decodePageKey(listing: string, key: string, like: readonly string[]): readonly Scalar[] {
  const [name, ...values] = parseKey(key);
  const fits = values.length === like.length && values.every((value, at) => typeof value === like[at]);
  if (name !== listing || !fits) throw invalid("The page key does not belong to this listing.", "page");
  return values as readonly Scalar[];
}

function parseKey(key: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(key, "base64url").toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/**
 * One page by key: rows strictly beyond the key in the listing's order, so that rows which come and go between
 * pages never make another appear twice or vanish. Costs the same at any depth.
 */
export async function selectPage<T extends TableName>(
  app: App,
  view: View,
  listing: Listing<T>,
  request: PageRequest,
): Promise<Page<Row<T>>> {
  const limit = pageLimit(app, request.limit);
  const reverse = request.reverse_order === true;
  const columns = orderColumns(listing.table, listing.order);
  const name = `${listing.table}.${listing.order}${reverse ? ".reverse" : ""}`;
  const query: Query<T> = {
    where: listing.where,
    order: listing.order,
    reverse,
    limit: limit + 1,
    ...(request.page === undefined
      ? {}
      : { after: decodePageKey(name, request.page, columnTypes(listing.table, columns)) }),
  };
  const rows = await view.select(listing.table, query);
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { items: rows, limit };
  return {
    items: rows.slice(0, limit),
    limit,
    next: encodePageKey(
      name,
      columns.map((c) => columnValue(last, c)),
    ),
  };
}

/** The columns of a declared order, without their direction marks. */
function orderColumns<T extends TableName>(table: T, order: OrderName<T>): readonly string[] {
  const orders: Readonly<Record<string, readonly string[]>> = tables[table].orders;
  return (orders[order] ?? []).map((column) => column.replace(/^-/, ""));
}

function columnTypes(table: TableName, columns: readonly string[]): readonly string[] {
  const declared: Readonly<Record<string, { readonly type: { toString(): string } }>> = tables[table].columns;
  return columns.map((column) => TYPE_NAMES[String(declared[column]?.type)] ?? "string");
}

const TYPE_NAMES: Readonly<Record<string, string>> = { Int64: "number", Int32: "number", Bool: "boolean" };

/** Rows hold scalars only; the column names come from the table's own declaration. */
function columnValue(row: object, column: string): Scalar {
  return (row as Readonly<Record<string, Scalar>>)[column] ?? null;
}
