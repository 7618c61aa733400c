import type { Table as ArrowTable, Schema as Columns, RecordBatch } from "apache-arrow";
import type { VastClient, VastOptions } from "../vast/client.ts";
import type { RowIds } from "../vast/row-ids.ts";
import type { Schema } from "../vast/schema.ts";
import type { Table } from "../vast/table.ts";
import type { Transaction } from "../vast/transaction.ts";
import type { VastRequest, VastResponse } from "../vast/transport.ts";
import type { Idle } from "./idle.ts";
import { KEYED } from "./rows.ts";

/** A cluster under examination, and where on it. */
export interface Cluster {
  readonly client: VastClient;
  readonly options: VastOptions;
  readonly bucket: string;
  /** The examination's own schema. */
  readonly schema: string;
  readonly idle: Idle;
  /** Milliseconds after which a call counts as one that waits for another transaction. */
  readonly waitMs: number;
  /** Milliseconds that it is given for what it does in its own time. */
  readonly backgroundMs: number;
}

/** Where one check works: transactions that end with it, and tables in the examination's schema. */
export class Ground {
  readonly cluster: Cluster;
  /** Ends every call of the check but rollbacks. */
  readonly signal: AbortSignal;
  readonly #open: Transaction[] = [];

  constructor(cluster: Cluster, signal: AbortSignal) {
    this.cluster = cluster;
    this.signal = signal;
  }

  get client(): VastClient {
    return this.cluster.client;
  }

  /** The path of the schema, or of a table in it, on the wire. */
  path(table?: string): string {
    const { bucket, schema } = this.cluster;
    return `/${bucket}/${schema}${table === undefined ? "" : `/${table}`}`;
  }

  /**
   * Begins a transaction, which is rolled back with the check if it is still open. The signal does not cut its calls
   * off: a begin whose answer is not read would stay open on the cluster.
   */
  async begin(): Promise<Transaction> {
    this.signal.throwIfAborted();
    const transaction = await this.client.begin();
    this.#open.push(transaction);
    return transaction;
  }

  /** No transaction: each call stands alone. */
  outside(): Transaction {
    return this.client.outside({ signal: this.signal });
  }

  /** The examination's schema as a transaction sees it. */
  schema(transaction: Transaction): Schema {
    return transaction.bucket(this.cluster.bucket).schema(this.cluster.schema);
  }

  /** A table of the schema whose columns are known, as a transaction sees it. */
  table(transaction: Transaction, name: string, columns: Columns = KEYED): Table {
    return this.schema(transaction).table(name, { columns, sorted: false });
  }

  /** Does something with the schema in a transaction that is committed. */
  async commit<Result>(work: (schema: Schema, transaction: Transaction) => Promise<Result>): Promise<Result> {
    this.signal.throwIfAborted();
    return await this.client.transaction((tx) => work(this.schema(tx), tx));
  }

  /** Makes a table with rows, and commits it. Gives the ids of the rows. */
  async fill(name: string, rows: ArrowTable | RecordBatch): Promise<RowIds> {
    return await this.commit(async (schema) => {
      const table = await schema.createTable(name, rows.schema);
      return await table.insert(rows);
    });
  }

  /** Sends a call as it is, past what the client checks beforehand. */
  send(request: VastRequest): Promise<VastResponse> {
    return this.client.transport.send({ whole: true, signal: this.signal, ...request });
  }

  /** Rolls back what the check left open. */
  async end(): Promise<void> {
    const signal = AbortSignal.timeout(5000);
    await Promise.allSettled(this.#open.splice(0).map((transaction) => transaction.rollback({ signal })));
  }
}
