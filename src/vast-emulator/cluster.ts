import type { Call } from "./call.ts";
import { type Catalog, emptyFolder, type Folder, getFolder } from "./catalog.ts";
import { Counters } from "./counters.ts";
import { FaultSource } from "./faults.ts";
import { TabularError } from "./query/tabular-error.ts";
import type { Quirks } from "./quirks.ts";
import { missing } from "./refusal.ts";
import { type Transaction, Transactions } from "./transactions.ts";

/** What every call works on. */
export interface Cluster {
  readonly transactions: Transactions;
  /** Per bucket, the roots that its snapshots keep. */
  readonly snapshots: Map<string, Map<string, Folder>>;
  readonly counters: Counters;
  readonly faults: FaultSource;
  readonly quirks: Quirks;
  /** Refuses what no official client was seen to send. */
  readonly strict: boolean;
  /** Numbers of schemas, tables and projections; never one twice. */
  readonly nextId: () => number;
}

/** A cluster with empty buckets. `expiry`: milliseconds after which an unused transaction is rolled back. */
export function openCluster(
  buckets: readonly string[],
  expiry: number,
  strict: boolean,
  quirks: Quirks = new Set(),
): Cluster {
  let last = 0;
  const nextId = (): number => ++last;
  const folders = buckets.map((name) => [name, emptyFolder(nextId())] as const);
  return {
    transactions: new Transactions({ buckets: new Map(folders) }, expiry, quirks),
    snapshots: new Map(),
    counters: new Counters(),
    faults: new FaultSource(),
    quirks,
    strict,
    nextId,
  };
}

/** Keeps what is committed in a bucket under a name, for reading. */
export function takeSnapshot(cluster: Cluster, bucket: string, name: string): void {
  const root = getFolder(cluster.transactions.committed, [bucket]);
  const snapshots = cluster.snapshots.get(bucket) ?? new Map<string, Folder>();
  cluster.snapshots.set(bucket, snapshots.set(name, root));
}

/** Does a call's reading on what its transaction, or its snapshot, sees. */
export function reading<Result>(cluster: Cluster, call: Call, read: (catalog: Catalog) => Result): Result {
  return cluster.transactions.within(call.txid, ({ view }) => {
    if (call.snapshot === undefined) return read(view);
    const [bucket = ""] = call.path;
    const root = cluster.snapshots.get(bucket)?.get(call.snapshot);
    if (root === undefined) throw missing(`${bucket}/.snapshot/${call.snapshot}`);
    return read({ buckets: new Map([[bucket, root]]) });
  });
}

/** Does a call's writing in its transaction, or in one of its own. Throws a 403 for a snapshot. */
export function writing<Result>(cluster: Cluster, call: Call, write: (tx: Transaction) => Result): Result {
  if (call.snapshot !== undefined) {
    throw new TabularError(403, "AccessDenied", `The snapshot ${call.snapshot} can only be read.`);
  }
  return cluster.transactions.within(call.txid, write);
}

/** The lock names of everything above a path: its bucket and schemas. */
export function above(path: readonly string[]): readonly string[] {
  return path.slice(0, -1).map((_, index) => path.slice(0, index + 1).join("/"));
}
