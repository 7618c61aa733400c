import { randomBytes } from "node:crypto";
import type { Catalog, Ledger } from "./catalog.ts";
import { type Asking, holdRows, NameLocks, releaseRows } from "./locks.ts";
import { TabularError } from "./query/tabular-error.ts";
import type { Quirks } from "./quirks.ts";
import { conflict } from "./refusal.ts";

/** A change of a catalog. It runs once when it is asked for, and again at the commit if others committed meanwhile. */
export type Change = (catalog: Catalog) => Catalog;

/** An open transaction: what it sees, and what it has done. */
export interface Transaction extends Asking {
  /** The catalog as it was at the begin, with the transaction's own changes. */
  view: Catalog;
  readonly base: Catalog;
  readonly changes: Change[];
  readonly rows: { readonly ledger: Ledger; readonly ids: Float64Array }[];
  /** In milliseconds of `performance.now`. */
  used: number;
}

/**
 * The transactions of a cluster. Each sees the catalog as it was when it began, and its own changes; what two of them
 * change is refused to the second at once. To begin costs nothing that grows with the data.
 */
export class Transactions {
  #committed: Catalog;
  #commits = 0;
  readonly #open = new Map<bigint, Transaction>();
  readonly #names = new NameLocks();
  readonly #expiry: number;
  #ledgers = new Set<Ledger>();
  readonly #quirks: Quirks;

  /** `expiry`: milliseconds after which a transaction that nobody uses is rolled back. */
  constructor(catalog: Catalog, expiry: number, quirks: Quirks = new Set()) {
    this.#quirks = quirks;
    this.#committed = catalog;
    this.#expiry = expiry;
  }

  /** What everybody who begins now sees. */
  get committed(): Catalog {
    return this.#committed;
  }

  /** How many are open, expired ones not counted. */
  get open(): number {
    this.expire();
    return this.#open.size;
  }

  begin(): Transaction {
    this.expire();
    const transaction = this.#make(randomId());
    this.#open.set(transaction.id, transaction);
    return transaction;
  }

  /** The open transaction of this id, which is thereby kept alive. Throws a 404 for one that is not open. */
  get(id: bigint): Transaction {
    this.expire();
    const transaction = this.#open.get(id);
    if (transaction === undefined) {
      throw new TabularError(404, "NoSuchTransaction", `There is no open transaction ${id}.`);
    }
    transaction.used = performance.now();
    if (this.#quirks.has("readCommitted")) this.#catchUp(transaction);
    return transaction;
  }

  /** Does one call's work in the transaction, or for id 0 in one of its own that commits at once. */
  within<Result>(id: bigint, work: (transaction: Transaction) => Result): Result {
    const isNone = id === 0n || (this.#quirks.has("anyTransaction") && !this.#open.has(id));
    if (!isNone) return work(this.get(id));
    this.expire();
    const alone = this.#make(randomId());
    try {
      const result = work(alone);
      this.#apply(alone);
      return result;
    } catch (cause) {
      this.#release(alone);
      throw cause;
    }
  }

  commit(transaction: Transaction): void {
    this.#open.delete(transaction.id);
    if (this.#quirks.has("lateConflicts")) this.#mustBeFirst(transaction);
    this.#apply(transaction);
  }

  rollback(transaction: Transaction): void {
    this.#open.delete(transaction.id);
    this.#release(transaction);
  }

  /** Does a change in a transaction's view, and keeps it for the commit. */
  change(transaction: Transaction, change: Change): void {
    transaction.view = change(transaction.view);
    if (this.#quirks.has("instantChanges")) this.#committed = change(this.#committed);
    else transaction.changes.push(change);
  }

  /** Uses these names until the end of the transaction. Throws a 409 if somebody changes one of them. */
  use(transaction: Transaction, ...names: readonly string[]): void {
    if (this.#quirks.has("noNameConflicts")) return;
    for (const name of names) this.#names.use(transaction, name);
  }

  /** Changes these names. Throws a 409 if somebody else uses or changes one of them. */
  own(transaction: Transaction, ...names: readonly string[]): void {
    if (this.#quirks.has("noNameConflicts")) return;
    for (const name of names) this.#names.own(transaction, name);
  }

  /** Takes rows of a table to change them. Throws a 409 if one is not to be had. */
  hold(transaction: Transaction, ledger: Ledger, ids: Float64Array): void {
    const { id } = transaction;
    if (this.#quirks.has("tableConflicts") && [...ledger.held.values()].some((holder) => holder !== id)) {
      throw conflict("Another open transaction has changed rows of the table.");
    }
    const isLax = this.#quirks.has("noRowConflicts") || this.#quirks.has("lateConflicts");
    if (!isLax) holdRows(transaction, ledger, ids);
    transaction.rows.push({ ledger, ids });
  }

  /** Rolls back what nobody has used for too long. */
  expire(): void {
    const limit = performance.now() - this.#expiry;
    for (const transaction of this.#open.values()) if (transaction.used < limit) this.rollback(transaction);
  }

  /** Gives a transaction what others have committed, under its own changes. */
  #catchUp(transaction: Transaction): void {
    transaction.view = transaction.changes.reduce((catalog, change) => change(catalog), this.#committed);
  }

  /** Throws a 409, and rolls back, if a row was changed by a commit since the begin; else keeps others from following. */
  #mustBeFirst(transaction: Transaction): void {
    const { rows, began } = transaction;
    if (rows.some(({ ledger, ids }) => ids.some((row) => (ledger.changed.get(row) ?? 0) > began))) {
      this.#release(transaction);
      throw conflict("A row was changed after the transaction began.");
    }
    for (const { ledger, ids } of rows) for (const row of ids) ledger.held.set(row, transaction.id);
  }

  #make(id: bigint): Transaction {
    return {
      id,
      began: this.#commits,
      view: this.#committed,
      base: this.#committed,
      changes: [],
      rows: [],
      used: performance.now(),
    };
  }

  #apply(transaction: Transaction): void {
    if (transaction.changes.length === 0) {
      this.#release(transaction);
      return;
    }
    this.#committed =
      this.#committed === transaction.base
        ? transaction.view
        : transaction.changes.reduce((catalog, change) => change(catalog), this.#committed);
    this.#commits++;
    this.#release(transaction, this.#commits);
  }

  #release(transaction: Transaction, commit?: number): void {
    this.#names.release(transaction.id, commit);
    for (const { ledger, ids } of transaction.rows) {
      releaseRows(transaction.id, ledger, ids, commit);
      if (commit !== undefined) this.#ledgers.add(ledger);
    }
    this.#forget();
  }

  /** Only transactions that were open at a commit can conflict with it later. */
  #forget(): void {
    let oldest = this.#commits;
    for (const { began } of this.#open.values()) oldest = Math.min(oldest, began);
    this.#names.forget(oldest);
    const kept = new Set<Ledger>();
    for (const ledger of this.#ledgers) {
      if (oldest === this.#commits) ledger.changed.clear();
      else kept.add(ledger);
    }
    this.#ledgers = kept;
  }
}

/** Opaque to clients, and not in a row: some of the bits of the ids that the vendor's documents show. */
function randomId(): bigint {
  for (;;) {
    const id = randomBytes(8).readBigUInt64LE();
    if (id > 1n) return id;
  }
}
