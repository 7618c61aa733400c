import { setTimeout as sleep } from "node:timers/promises";
import type { RecordBatch } from "apache-arrow";
import { connectVast, type VastClient, type VastOptions } from "../../vast/client.ts";
import type { Schema } from "../../vast/schema.ts";
import type { Table } from "../../vast/table.ts";
import type { Transaction } from "../../vast/transaction.ts";
import type { Filter } from "../../vast/wire/filter.ts";
import { isPassing, told } from "./faults.ts";
import { type Cells, decodeRows, encodeRows, encodeUpdates, type Found } from "./rows.ts";
import type { StoredTable } from "./stored.ts";

/** Where the tables are. */
export interface Place {
  /** The bucket, which exists: a view with the database protocol. */
  readonly bucket: string;
  /** The schema below it, one level, which is created if it is not there. */
  readonly schema: string;
}

/** Where the VAST engine keeps its rows, and how it reaches the cluster. */
export interface DatabaseOptions extends Place {
  readonly client: VastOptions;
}

/** What rows to read. */
export interface Scan {
  readonly columns: readonly string[];
  readonly where: Filter;
  /**
   * No more rows than this are asked for, whichever the cluster comes upon first. Where it stops an answer midway the
   * connection is given up, so it is not for what has few rows anyway.
   */
  readonly limit?: number;
  /** For much of a large table: has the cluster read it from several ends. */
  readonly wide?: boolean;
}

/** Fibers of one request by which the cluster reads a large table. Each has an answer, even if without rows. */
const FIBERS = 8;

/** Tries to end a transaction that failed. */
const ROLLBACKS = 4;

/** What is read and written through this engine since it was opened; for tests of what a query costs. */
export interface Counters {
  /** Requests for rows. */
  scans: number;
  /** Rows that came back, whether or not they were wanted. */
  rows: number;
  /** Transactions that had to be run again. */
  reruns: number;
}

/** The rows of the engine's tables as one transaction sees them, or outside all as they were last committed. */
export class Session {
  readonly transaction: Transaction;
  /** Whether it still has to be rolled back when something fails. */
  isOpen = true;
  readonly #schema: Schema;
  readonly #counters: Counters;
  readonly #tables = new Map<string, Table>();

  constructor(transaction: Transaction, { bucket, schema }: Place, counters: Counters) {
    this.transaction = transaction;
    this.#schema = transaction.bucket(bucket).schema(schema);
    this.#counters = counters;
  }

  /** Reads rows in the batches in which they come; leaving early ends the request. Throws VastError. */
  async *scan(table: StoredTable, { columns, where, limit, wide = false }: Scan): AsyncGenerator<Found[]> {
    this.#counters.scans++;
    const batches = this.#table(table).select({
      columns,
      where,
      rowIds: true,
      splits: 1,
      subSplits: wide ? FIBERS : 1,
      ...(limit === undefined ? {} : { limit }),
    });
    for await (const batch of batches) {
      this.#counters.rows += batch.numRows;
      yield decodeRows(batch);
    }
  }

  /** All rows of a scan. */
  async read(table: StoredTable, scan: Scan): Promise<Found[]> {
    let rows: Found[] = [];
    for await (const batch of this.scan(table, scan)) rows = rows.concat(batch);
    return rows;
  }

  /** Appends whole rows. Nothing may be read from the table in this transaction afterwards. */
  async insert(table: StoredTable, rows: readonly Cells[]): Promise<void> {
    if (rows.length > 0) await this.#table(table).insert(encodeRows(table.schema.fields, rows));
  }

  /** Replaces the named columns of rows. */
  async update(table: StoredTable, columns: readonly string[], rows: readonly Found[]): Promise<void> {
    if (rows.length === 0) return;
    const fields = table.schema.fields.filter(({ name }) => columns.includes(name));
    await this.#table(table).update(this.#sorted(fields, rows));
  }

  /** Deletes rows by their ids. */
  async delete(table: StoredTable, ids: readonly bigint[]): Promise<void> {
    if (ids.length === 0) return;
    const values = BigUint64Array.from(ids).sort();
    await this.#table(table).delete({ sorted: false, values });
  }

  /**
   * Rolls back, as often as it takes while the cluster is troubled, since others wait for what the transaction holds.
   * What cannot be rolled back expires, which may take minutes.
   */
  async letGo(): Promise<void> {
    for (let attempt = 1; attempt <= ROLLBACKS; attempt++) {
      try {
        return await this.transaction.rollback();
      } catch (error) {
        if (!isPassing(error)) return;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  #sorted(fields: StoredTable["schema"]["fields"], rows: readonly Found[]): RecordBatch {
    return encodeUpdates(
      fields,
      rows.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    );
  }

  #table({ name, schema }: StoredTable): Table {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const table = this.#schema.table(name, { columns: schema, sorted: false });
    this.#tables.set(name, table);
    return table;
  }
}

/** A client and where its tables are. */
export class Database {
  readonly client: VastClient;
  readonly place: Place;
  readonly counters: Counters = { scans: 0, rows: 0, reruns: 0 };

  constructor(client: VastClient, place: Place) {
    this.client = client;
    this.place = place;
  }

  /** Begins a transaction. */
  async begin(): Promise<Session> {
    return new Session(await this.client.begin(), this.place, this.counters);
  }

  /** Outside all transactions, where each read sees what is committed at its own moment. */
  outside(): Session {
    return new Session(this.client.outside(), this.place, this.counters);
  }
}

/** Fewer and shorter tries than the client's own: a request is waiting, and transactions are run again as a whole. */
const RETRY = { attempts: 8, baseMs: 50, capMs: 2000, totalMs: 15_000 };

/** Connects to a cluster. Close the client in the end. Throws `unavailable` when no endpoint answers. */
export async function openDatabase({ client, bucket, schema }: DatabaseOptions): Promise<Database> {
  const retry = { ...RETRY, ...client.retry };
  return new Database(await told(() => connectVast({ ...client, retry })), { bucket, schema });
}
