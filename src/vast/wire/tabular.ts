/**
 * The FlatBuffers bodies of the Tabular API, by the names that official clients use for them. Roots have neither
 * a size prefix nor an identifier. Slots that newer servers append are declared; unknown ones are ignored.
 */
import {
  bool,
  bytes,
  type Decoded,
  int8,
  int64,
  many,
  maybeText,
  message,
  one,
  orphanText,
  text,
  uint8,
  uint16,
  uint64,
} from "./message.ts";

/** Body of a schema's creation. `properties` may be empty, and is then sent as the empty string. */
export const createSchemaRequest = message({ properties: text });

/** Body of a schema's change or renaming; empty properties are left as they are. */
export const alterSchemaRequest = message({ properties: orphanText });

/** Body of a table's change or renaming; empty properties are left as they are. */
export const alterTableRequest = message({ properties: orphanText });

/** Body of a column's change or renaming; what is empty is left as it is. */
export const alterColumnRequest = message({ properties: orphanText, stats: maybeText });

/** A schema, table, view or projection in a list. `handle` is a decimal integer; sizes are bytes. */
export const objectDetails = message({
  name: text,
  properties: text,
  handle: text,
  num_rows: uint64(),
  size_in_bytes: uint64(),
  num_partitions: uint64(),
  sorting_key_enabled: bool,
  sorting_score: int64,
  write_amplification: int64,
  acummulative_row_inserition_count: int64,
  partitioning_key_enabled: bool,
  mst_pointer: uint64(281_474_976_710_655n),
  clustering_progress: uint8,
});

/** A schema, table, view or projection in a list. */
export type ObjectDetails = Decoded<typeof objectDetails>;

/** Schemas of a bucket or of a schema: leaf names only. */
export const listSchemasResponse = message({ bucket_name: text, schemas: many(objectDetails) });

/** Tables of a schema. */
export const listTablesResponse = message({
  bucket_name: text,
  schema_name: text,
  tables: many(objectDetails),
});

/** Views of a schema. */
export const listViewsResponse = message({
  bucket_name: text,
  schema_name: text,
  views: many(objectDetails),
});

/** Semi-sorted projections of a table. */
export const listProjectionsResponse = message({
  bucket_name: text,
  schema_name: text,
  table_name: text,
  projections: many(objectDetails),
});

/** A range of server addresses. */
const vipRange = message({ start_address: text, address_count: uint16 });

/** A vector index, as table statistics report it. */
const vectorIndexMetadata = message({
  column_name: text,
  distance_metric: text,
  sql_function_name: text,
  cluster_quantization: maybeText,
  search_quantization: maybeText,
  clustering_progress: uint8,
});

/** Statistics of a table. Bit 63 of `sorting_score` says that sorting is done, the rest is a score. */
export const getTableStatsResponse = message({
  num_rows: int64,
  size_in_bytes: int64,
  is_external_rowid_alloc: bool,
  address_type: text,
  vips: many(vipRange),
  sorting_key_enabled: bool,
  sorting_score: int64,
  write_amplification: int64,
  acummulative_row_inserition_count: int64,
  vector_index_metadata: one(vectorIndexMetadata),
  partitioning_key_enabled: bool,
  num_partitions: uint64(),
  vector_indices_metadata: many(vectorIndexMetadata),
});

/** `Column.type` of a projection's column. */
export const projectionColumnType = { unsorted: 0, sorted: 1 } as const;

/** A column of a projection to create; see `projectionColumnType`. */
const projectionColumn = message({ name: text, type: int8 });

/** Body of a projection's creation: sorted columns come before unsorted ones. */
export const createProjectionRequest = message({ columns: many(projectionColumn) });

/** Body of a projection's renaming or change. */
export const alterProjectionTableRequest = message({ new_name: maybeText, properties: maybeText });

/** Statistics of a projection. */
export const getProjectionTableStatsResponse = message({
  num_rows: int64,
  size_in_bytes: int64,
  dirty_blocks_percentage: int64,
  initial_sync_progress: int64,
});

/** A Parquet file to import; `partitions` is a one-row Arrow stream of constant columns. */
const s3File = message({ format: text, bucket_name: text, file_name: text, partitions: bytes });

/** A key column of a key-matched import. */
const keyName = message({ name: text });

/** Body of an import of files. */
export const importDataRequest = message({ s3_files: many(s3File), key_names: many(keyName) });

/** Body of a view's creation. */
export const createViewRequest = message({
  view_metadata_arrow_buffer: bytes,
  view_data_arrow_schema: bytes,
});

/** A condition on the rows that a user may see. */
const filterString = message({ filter: text });

/** A column's name in a policy. */
const nameString = message({ name: text });

/** A column and the expression that masks it. */
const columnDetails = message({ name: text, mask: text });

/** The row and column policy of a table. */
export const getRowColumnSecurityResponse = message({
  row_filter: many(filterString),
  column_mask: many(columnDetails),
  column_allow: many(nameString),
  column_deny: many(nameString),
});
