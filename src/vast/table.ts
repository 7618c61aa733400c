import type { Schema as ArrowSchema, Table as ArrowTable, RecordBatch } from "apache-arrow";
import { VastError } from "./errors.ts";
import { PAGE_OF_OBJECTS } from "./lists.ts";
import {
  createProjection,
  dropProjection,
  listProjections,
  type ProjectionColumns,
  type ProjectionInfo,
  type ProjectionStats,
  projectionColumns,
  projectionStats,
  renameProjection,
} from "./projections.ts";
import type { RowIds } from "./row-ids.ts";
import { deleteRows, insertRows, updateRows } from "./rows.ts";
import { type SelectOptions, select } from "./select.ts";
import { call, checkName, checkPath, type Session, unlessMissing } from "./session.ts";
import { sortHeaders } from "./sort-key.ts";
import { addColumns, dropColumns, listColumns, renameColumn } from "./table-columns.ts";
import { listTables, type TableInfo } from "./table-list.ts";
import { readStats, type TableStats } from "./table-stats.ts";
import type { Target } from "./target.ts";
import { isAtLeast, requireVersion } from "./version.ts";
import { alterTableRequest } from "./wire/tabular.ts";

/** What a caller knows of a table already, to save the calls that would find it out. It is believed. */
export interface KnownTable {
  /** All columns, in the table's order. */
  readonly columns?: ArrowSchema;
  /** Whether it has a sort key. */
  readonly sorted?: boolean;
}

/** Where a table is. `bucket` may be a snapshot, `schema` a path. */
export interface TableAddress {
  readonly bucket: string;
  readonly schema: string;
  readonly name: string;
}

/** How a call that writes rows may be ended. */
export interface WriteSignal {
  readonly signal?: AbortSignal | undefined;
}

const SORTED_TABLES = [5, 3];

/** A table, by its name in a schema, as one transaction sees it. It need not exist. */
export class Table {
  readonly name: string;
  /** `/bucket/schema/name`, raw. */
  readonly path: string;
  readonly #session: Session;
  readonly #address: TableAddress;
  #sorted: Promise<boolean> | undefined;
  #columns: Promise<ArrowSchema> | undefined;

  constructor(session: Session, address: TableAddress, known: KnownTable = {}) {
    this.name = checkName("table", address.name);
    this.path = `/${address.bucket}/${address.schema}/${address.name}`;
    this.#session = session;
    this.#address = address;
    this.#sorted = known.sorted === undefined ? undefined : Promise.resolve(known.sorted);
    this.#columns = known.columns === undefined ? undefined : Promise.resolve(known.columns);
  }

  /** What the list of tables says of it; undefined if there is none of that name, or no such schema. */
  async info(): Promise<TableInfo | undefined> {
    const { bucket, schema } = this.#address;
    const listing = { exact: this.name, pageSize: PAGE_OF_OBJECTS };
    const found = await unlessMissing(listTables(this.#session, `/${bucket}/${schema}`, listing));
    return found?.find(({ name }) => name === this.name);
  }

  /** Its columns in their order. Time zones of timestamps are lost on clusters older than 5.4. */
  columns(): Promise<ArrowSchema> {
    return listColumns(this.#session, this.path, "column");
  }

  /** Rows, bytes and the state of sorting. Throws `notFound`. */
  stats(): Promise<TableStats> {
    return readStats(this.#session, this.path);
  }

  /** Appends columns, which hold null in the rows that are there. Throws `unsupportedType`, `conflict`. */
  async addColumns(columns: ArrowSchema): Promise<void> {
    await addColumns(this.#session, this.path, columns);
    this.#columns = undefined;
  }

  /** Removes columns with their values. Throws `notFound` naming a column that it does not have. */
  async dropColumns(names: readonly string[]): Promise<void> {
    await dropColumns(this.#session, this.path, await this.columns(), names);
    this.#columns = undefined;
  }

  /** Renames a column. Throws `conflict` at once if another open transaction did so. */
  async renameColumn(from: string, to: string): Promise<void> {
    await renameColumn(this.#session, this.path, from, to);
    this.#columns = undefined;
  }

  /** The columns it is sorted by, the most significant first; none if it has no sort key. */
  async sortKey(): Promise<string[]> {
    if (!(await this.#isSorted())) return [];
    const { fields } = await listColumns(this.#session, this.path, "sorted-columns");
    return fields.map(({ name }) => name);
  }

  /** Gives an unsorted table a sort key, for good. Throws `badRequest` if it has one, `unsupportedVersion`. */
  async setSortKey(names: readonly string[]): Promise<void> {
    requireVersion(this.#session.transport.version, SORTED_TABLES, "A sorted table");
    if (names.length === 0) throw new VastError("badRequest", "A sort key has at least one column.");
    const headers = sortHeaders(await this.columns(), names);
    const body = alterTableRequest.encode({});
    await call(this.#session, { method: "PUT", path: this.path, command: "table", headers, body });
    this.#sorted = undefined;
  }

  /** Renames the table, or moves it to another schema of its bucket, and gives the table of that name. */
  async rename(
    to: string,
    { schema = this.#address.schema }: { readonly schema?: string } = {},
  ): Promise<Table> {
    const renamed = new Table(this.#session, {
      bucket: this.#address.bucket,
      schema: checkPath("schema", schema),
      name: to,
    });
    const params = { "tabular-new-table-name": `${schema}/${to}` };
    const body = alterTableRequest.encode({});
    await call(this.#session, { method: "PUT", path: this.path, command: "table", params, body });
    return renamed;
  }

  /** Removes the table with its rows and projections. Throws `notFound`. */
  async drop(): Promise<void> {
    await call(this.#session, { method: "DELETE", path: this.path, command: "table" });
  }

  /** Its semi-sorted projections. */
  projections(): Promise<ProjectionInfo[]> {
    return listProjections(this.#session, this.path);
  }

  /** Has the cluster keep a sorted copy of some columns, which it fills in the background and reads where it helps. */
  createProjection(name: string, columns: ProjectionColumns): Promise<void> {
    return createProjection(this.#session, this.path, name, columns);
  }

  /** Gives a projection another name. */
  renameProjection(from: string, to: string): Promise<void> {
    return renameProjection(this.#session, this.path, from, to);
  }

  /** Removes a projection; the table keeps its rows. */
  dropProjection(name: string): Promise<void> {
    return dropProjection(this.#session, this.path, name);
  }

  /** The columns of a projection, sorted ones first. */
  projectionColumns(name: string): Promise<ArrowSchema> {
    return projectionColumns(this.#session, this.path, name);
  }

  /** How far the cluster has got with a projection. */
  projectionStats(name: string): Promise<ProjectionStats> {
    return projectionStats(this.#session, this.path, name);
  }

  /**
   * Appends rows, whose columns are matched by name; columns that are left out hold null. Large ones go in several
   * requests, so only the transaction makes them one. Gives the ids of the rows, in their order.
   */
  async insert(rows: RecordBatch | ArrowTable, { signal }: WriteSignal = {}): Promise<RowIds> {
    const schema = await this.#columns;
    const options = { signal, schema, sortKey: () => this.sortKey() };
    return insertRows(this.#session.transport, await this.#target(), rows, options);
  }

  /** Changes the given columns of the rows whose ids stand in column `$row_id`, in any order. */
  async update(rows: RecordBatch | ArrowTable, { signal }: WriteSignal = {}): Promise<void> {
    return updateRows(this.#session.transport, await this.#target(), rows, {
      signal,
      schema: await this.#columns,
    });
  }

  /** Removes rows by their ids, in any order. */
  async delete(rowIds: RowIds, { signal }: WriteSignal = {}): Promise<void> {
    return deleteRows(this.#session.transport, await this.#target(), rowIds, { signal });
  }

  /**
   * Rows that match, in batches as they arrive; the cluster is not asked for more than is taken. They are in no
   * order beyond that of insertion within one sub-split. Leaving early ends the requests.
   */
  async *select(options: SelectOptions): AsyncGenerator<RecordBatch> {
    const schema = options.schema ?? (await this.#knownColumns());
    const rows = async (): Promise<bigint> => (await this.stats()).rows;
    yield* select(this.#session.transport, await this.#target(), { ...options, schema, rows });
  }

  async #target(): Promise<Target> {
    return { path: this.path, txid: this.#session.txid, sorted: await this.#isSorted() };
  }

  #isSorted(): Promise<boolean> {
    if (!isAtLeast(this.#session.transport.version, SORTED_TABLES)) return Promise.resolve(false);
    this.#sorted ??= this.#askIfSorted().catch((thrown: unknown) => {
      this.#sorted = undefined;
      throw thrown;
    });
    return this.#sorted;
  }

  async #askIfSorted(): Promise<boolean> {
    const info = await this.info();
    if (info === undefined) throw new VastError("notFound", `Table ${this.path} does not exist.`);
    return info.sorted;
  }

  #knownColumns(): Promise<ArrowSchema> {
    this.#columns ??= this.columns().catch((thrown: unknown) => {
      this.#columns = undefined;
      throw thrown;
    });
    return this.#columns;
  }
}
