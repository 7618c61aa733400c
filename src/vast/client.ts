import { type HttpTransport, openTransport } from "./http-transport.ts";
import type { RetryPolicy } from "./retry.ts";
import {
  beginTransaction,
  type OpenTransaction,
  outsideTransactions,
  type Transaction,
  type TransactionOptions,
} from "./transaction.ts";
import type { Transport } from "./transport.ts";
import type { ClusterVersion } from "./version.ts";

/** Where the cluster is, who asks, and how patiently. */
export interface VastOptions {
  /**
   * URLs such as `http://172.19.101.1`; the last number of an IPv4 address may be a range (`http://172.19.101.1-16`).
   * Transactions spread over them; one that breaks is avoided for a while.
   */
  readonly endpoints: readonly string[];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of the signature; clusters do not check it. Default `vast`. */
  readonly region?: string;
  /** Milliseconds without a byte from the cluster while one is awaited; default 30,000. */
  readonly timeoutMs?: number;
  /** Milliseconds until a new connection stands; default 5,000. */
  readonly connectTimeoutMs?: number;
  /** Default: 10 attempts within 60 s, waits of up to 1, 2, 4 … s. */
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds without a call after which an open transaction is kept alive by one; default 60,000. */
  readonly keepAliveMs?: number;
  /** For `https:` endpoints. */
  readonly tls?: { readonly ca?: string; readonly rejectUnauthorized?: boolean };
  /** Free texts for the cluster's logs. */
  readonly tags?: readonly string[];
  /** What the cluster's logs call this client; default `vast-tams`. */
  readonly clientName?: string;
}

/** A cluster, connected to. Safe to share: transactions know nothing of each other. */
export interface VastClient {
  /** Major, minor, patch and protocol number of the cluster. */
  readonly version: ClusterVersion;
  /** For calls that the objects do not have. */
  readonly transport: Transport;
  /** Begins a transaction, to be committed or rolled back by the caller. */
  begin(options?: TransactionOptions): Promise<Transaction>;
  /**
   * Runs the work in a transaction: commits when it resolves, rolls back and throws on what it throws. It is run
   * once: whoever gets a `conflict` decides whether to run it again.
   */
  transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** No transaction: each call stands alone. */
  outside(options?: TransactionOptions): Transaction;
  /** Rolls back what is open, then closes all connections. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;
const GIVE_UP_MS = 5_000;

/**
 * Connects to a cluster and asks for its version. Throws `unsupportedVersion` if it is no VAST cluster or older
 * than 5.0.0.10, `connection` or `timeout` if none of the endpoints answers. Keys are checked by the first call.
 */
export async function connectVast(options: VastOptions): Promise<VastClient> {
  const { timeoutMs = 30_000, connectTimeoutMs = 5_000, keepAliveMs = KEEP_ALIVE_MS } = options;
  const transport = await openTransport({ ...options, timeoutMs, connectTimeoutMs });
  return new ConnectedClient(transport, keepAliveMs);
}

class ConnectedClient implements VastClient {
  readonly version: ClusterVersion;
  readonly transport: HttpTransport;
  readonly #keepAliveMs: number;
  readonly #open = new Set<OpenTransaction>();

  constructor(transport: HttpTransport, keepAliveMs: number) {
    this.transport = transport;
    this.version = transport.version;
    this.#keepAliveMs = keepAliveMs;
  }

  async begin(options: TransactionOptions = {}): Promise<Transaction> {
    const hold = {
      endpoint: this.transport.nextEndpoint(),
      keepAliveMs: this.#keepAliveMs,
      ended: (ended: OpenTransaction) => this.#open.delete(ended),
    };
    const transaction = await beginTransaction(this.transport, hold, options);
    this.#open.add(transaction);
    return transaction;
  }

  async transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    const transaction = await this.begin(options);
    try {
      const result = await work(transaction);
      await transaction.commit();
      return result;
    } catch (thrown) {
      await giveUp(transaction);
      throw thrown;
    }
  }

  outside(options: TransactionOptions = {}): Transaction {
    return outsideTransactions(this.transport, options);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(giveUp));
    this.transport.close();
  }
}

/** Rolls back, if that can be done soon: the cluster lets what it hears no more of expire. */
async function giveUp(transaction: Transaction): Promise<void> {
  await transaction.rollback({ signal: AbortSignal.timeout(GIVE_UP_MS) }).catch(() => undefined);
}
