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

/** What is listed, in which of the table's orders. */
export interface Listing<T extends TableName> {
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
  const { limit, reverse, after } = startOfPage(app, listing, request);
  const query: Query<T> = {
    where: listing.where,
    order: listing.order,
    reverse,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  };
  return pageOf(listing, request, limit, await view.select(listing.table, query));
}

/** How many rows a page has at most, which way it goes, and the values of the order's columns beyond which it begins. */
export function startOfPage<T extends TableName>(
  app: App,
  listing: Pick<Listing<T>, "table" | "order">,
  request: PageRequest,
): { readonly limit: number; readonly reverse: boolean; readonly after?: readonly Scalar[] } {
  const limit = pageLimit(app, request.limit);
  const reverse = request.reverse_order === true;
  if (request.page === undefined) return { limit, reverse };
  const types = columnTypes(listing.table, orderColumns(listing.table, listing.order));
  return { limit, reverse, after: decodePageKey(nameOf(listing, request), request.page, types) };
}

/** The page that rows make, one more than its limit being the sign that there is another. */
export function pageOf<T extends TableName>(
  listing: Pick<Listing<T>, "table" | "order">,
  request: PageRequest,
  limit: number,
  rows: readonly Row<T>[],
): Page<Row<T>> {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { items: rows, limit };
  const values = orderColumns(listing.table, listing.order).map((column) => columnValue(last, column));
  return { items: rows.slice(0, limit), limit, next: encodePageKey(nameOf(listing, request), values) };
}

function nameOf<T extends TableName>(
  { table, order }: Pick<Listing<T>, "table" | "order">,
  { reverse_order }: PageRequest,
): string {
  return `${table}.${order}${reverse_order === true ? ".reverse" : ""}`;
}

/** The columns of a declared order, without their direction marks. */
export function orderColumns<T extends TableName>(table: T, order: OrderName<T>): readonly string[] {
  const orders: Readonly<Record<string, readonly string[]>> = tables[table].orders;
  return (orders[order] ?? []).map((column) => column.replace(/^-/, ""));
}

function columnTypes(table: TableName, columns: readonly string[]): readonly string[] {
  const declared: Readonly<Record<string, { readonly type: { toString(): string } }>> = tables[table].columns;
  return columns.map((column) => TYPE_NAMES[String(declared[column]?.type)] ?? "string");
}

const TYPE_NAMES: Readonly<Record<string, string>> = { Int64: "number", Int32: "number", Bool: "boolean" };

/** Rows hold scalars only; the column names come from the table's own declaration. */
export function columnValue(row: object, column: string): Scalar {
  return (row as Readonly<Record<string, Scalar>>)[column] ?? null;
}
