import { type Listing, listPages } from "./lists.ts";
import type { Session } from "./session.ts";
import type { VastRequest } from "./transport.ts";
import { listTablesResponse, type ObjectDetails } from "./wire/tabular.ts";

/** A table as a list shows it. */
export interface TableInfo {
  readonly name: string;
  /** Free text; may be empty. */
  readonly properties: string;
  /** A decimal integer that stays the same when the table is renamed. */
  readonly handle: string;
  /** Whether it has a sort key; then its row ids are decimals, see `RowIds`. */
  readonly sorted: boolean;
  /** Only where one table was asked for by its name. The cluster may count late. */
  readonly statistics?: { readonly rows: bigint; readonly bytes: bigint };
}

/** The tables of the schema at a path of the wire; statistics come with an exact name only. */
export async function listTables(session: Session, path: string, listing: Listing): Promise<TableInfo[]> {
  const withStatistics = listing.exact !== undefined;
  const headers = { "tabular-include-list-stats": withStatistics ? "True" : "False" };
  const request: VastRequest = { method: "GET", path, command: "table", headers };
  const found: TableInfo[] = [];
  for await (const { body } of listPages(session, request, listing)) {
    const { tables } = listTablesResponse.decode(body);
    found.push(...tables.map((details) => tableInfo(details, withStatistics)));
  }
  return found;
}

function tableInfo(details: ObjectDetails, withStatistics: boolean): TableInfo {
  const {
    name,
    properties,
    handle,
    sorting_key_enabled: sorted,
    num_rows: rows,
    size_in_bytes: bytes,
  } = details;
  const info = { name, properties, handle, sorted };
  return withStatistics ? { ...info, statistics: { rows, bytes } } : info;
}
