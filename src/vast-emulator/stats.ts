import { getTableStatsResponse } from "../vast/wire/tabular.ts";
import type { Call, Reply } from "./call.ts";
import type { Cluster } from "./cluster.ts";
import { bytesOf } from "./rows.ts";
import { isSorted, sortingScore } from "./table-facts.ts";
import { tableOf } from "./tables.ts";

/** `GET ?stats` of a table; its imports table, which nobody can write to here, has none. */
export function tableStats(cluster: Cluster, call: Call): Reply {
  const table = tableOf(cluster, call);
  return {
    body: getTableStatsResponse.encode({
      num_rows: cluster.quirks.has("noCounts") ? 0n : BigInt(table.rows.count),
      size_in_bytes: BigInt(bytesOf(table.rows)),
      is_external_rowid_alloc: table.external === true,
      sorting_key_enabled: isSorted(table),
      sorting_score: sortingScore(table),
    }),
  };
}
