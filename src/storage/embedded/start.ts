import type { TableName } from "../tables.ts";
import type { Reader } from "./pool.ts";
import type { AnyQuery, Start } from "./select.ts";

/** Where a query starts. */
export function chooseStart(
  _reader: Reader,
  _table: TableName,
  _query: AnyQuery,
  _limit: number | undefined,
): Start {
  return "any";
}
