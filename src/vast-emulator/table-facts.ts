import { Schema } from "apache-arrow";
import type { Column, Table } from "./catalog.ts";

/** Bit 63 says that sorting is done, the rest is a score; as a signed number. Here sorting is always done. */
const SORTED_SCORE = -(2n ** 63n) + 100n;

/** Whether row ids are decimals, because the table has a sort key. */
export function isSorted({ sortKey }: Table): boolean {
  return sortKey.length > 0;
}

/** The sorting score of a table as statistics have it. */
export function sortingScore(table: Table): bigint {
  return isSorted(table) ? SORTED_SCORE : 0n;
}

/** The columns as an Arrow schema. */
export function schemaOf({ columns }: Table): Schema {
  return new Schema(columns.map(({ field }) => field));
}

/** The column of this name, if there is one. */
export function findColumn({ columns }: Table, name: string): Column | undefined {
  return columns.find(({ field }) => field.name === name);
}
