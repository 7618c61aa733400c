/**
 * A client of the VAST Database, as other packages import it: `import { connectVast } from "vast-tams/vast"`. It stands
 * alone; rows are Apache Arrow's.
 *
 * VAST publishes no specification of its protocol. What is said of it in this folder comes from what the official Python
 * SDK and the Java client of Trino send and accept; `npm run test:vast-sdk` has the SDK confirm it.
 */
export type { Bucket } from "./bucket.ts";
export { connectVast, type VastClient, type VastOptions } from "./client.ts";
export { expandEndpoints } from "./endpoints.ts";
export { isVastError, VastError, type VastErrorKind } from "./errors.ts";
export type { ProjectionColumns, ProjectionInfo, ProjectionStats } from "./projections.ts";
export type { RetryPolicy } from "./retry.ts";
export { countRowIds, ROW_ID, type RowIds, rowIdsOf } from "./row-ids.ts";
export type { Schema, SchemaInfo, TableOptions } from "./schema.ts";
export type { SelectOptions } from "./select.ts";
export type { KnownTable, Table } from "./table.ts";
export type { TableInfo } from "./table-list.ts";
export type { TableStats } from "./table-stats.ts";
export type { Transaction, TransactionOptions } from "./transaction.ts";
export { type ClusterVersion, isAtLeast } from "./version.ts";
export type { Filter, FilterValue, Group, Range } from "./wire/filter.ts";
export { VastFilterError } from "./wire/filter-error.ts";
export { filterOn } from "./wire/filter-on.ts";
