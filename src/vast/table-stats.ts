import { call, type Session } from "./session.ts";
import { getTableStatsResponse } from "./wire/tabular.ts";

/** What the cluster counts of a table; it may count late. */
export interface TableStats {
  readonly rows: bigint;
  readonly bytes: bigint;
  /** Whether rows are numbered by their writer, by a column `vastdb_rowid`; true from the first such insert on. */
  readonly externalRowIds: boolean;
  /** Of a sorted table only. */
  readonly sorting?: SortingStats;
}

/** How well a sorted table is sorted, which the cluster does in the background. */
export interface SortingStats {
  readonly done: boolean;
  /** The cluster's own measure of order. */
  readonly score: bigint;
  readonly writeAmplification: bigint;
  /** Rows inserted over the table's life. */
  readonly insertedRows: bigint;
}

const SORTING_DONE = 1n << 63n;

/** The statistics of the table at a path of the wire. */
export async function readStats(session: Session, path: string): Promise<TableStats> {
  const { body } = await call(session, { method: "GET", path, command: "stats" });
  const stats = getTableStatsResponse.decode(body);
  const counted = {
    rows: stats.num_rows,
    bytes: stats.size_in_bytes,
    externalRowIds: stats.is_external_rowid_alloc,
  };
  if (!stats.sorting_key_enabled) return counted;
  // The score is 64 bits of which the highest is a flag; it reads as a sign.
  const score = BigInt.asUintN(64, stats.sorting_score);
  const sorting = {
    done: (score & SORTING_DONE) !== 0n,
    score: score & ~SORTING_DONE,
    writeAmplification: stats.write_amplification,
    insertedRows: stats.acummulative_row_inserition_count,
  };
  return { ...counted, sorting };
}
