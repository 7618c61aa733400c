import type { Ledger } from "./catalog.ts";
import { conflict } from "./refusal.ts";

/** Who asks for a lock: a transaction, with the number of the last commit that it can see. */
export interface Asking {
  readonly id: bigint;
  readonly began: number;
}

interface Holders {
  owner: bigint | undefined;
  readonly users: Set<bigint>;
}

/**
 * Locks on names, held until the end of a transaction. The first to ask has it; whoever comes second is refused at once, as
 * the official test of two renamings asserts, and so is whoever began before the last change was committed.
 */
export class NameLocks {
  readonly #holders = new Map<string, Holders>();
  readonly #changed = new Map<string, number>();

  /** Uses something that must stay as it is: its changers are refused, its users are not. */
  use(asking: Asking, name: string): void {
    const holders = this.#of(asking, name);
    holders.users.add(asking.id);
  }

  /** Changes something: everybody else is refused. */
  own(asking: Asking, name: string): void {
    const holders = this.#of(asking, name);
    for (const user of holders.users) if (user !== asking.id) throw taken(name);
    holders.owner = asking.id;
  }

  /** Ends what a transaction holds. With the number of its commit, what it owned counts as changed by it. */
  release(id: bigint, commit?: number): void {
    for (const [name, holders] of this.#holders) {
      if (holders.owner === id) {
        holders.owner = undefined;
        if (commit !== undefined) this.#changed.set(name, commit);
      }
      holders.users.delete(id);
      if (holders.owner === undefined && holders.users.size === 0) this.#holders.delete(name);
    }
  }

  /** Forgets changes that every open transaction can see. */
  forget(oldest: number): void {
    for (const [name, commit] of this.#changed) if (commit <= oldest) this.#changed.delete(name);
  }

  #of(asking: Asking, name: string): Holders {
    if ((this.#changed.get(name) ?? 0) > asking.began) {
      throw conflict(`${name} was changed after the transaction began.`);
    }
    let holders = this.#holders.get(name);
    if (holders === undefined) {
      holders = { owner: undefined, users: new Set() };
      this.#holders.set(name, holders);
    }
    if (holders.owner !== undefined && holders.owner !== asking.id) throw taken(name);
    return holders;
  }
}

function taken(name: string): Error {
  return conflict(`Another open transaction holds ${name}.`);
}

/**
 * Takes rows for an update or delete. Throws a 409, and takes none, if another open transaction has changed one of them or one was
 * changed by a commit that this transaction cannot see.
 */
export function holdRows(asking: Asking, { held, changed }: Ledger, ids: Float64Array): void {
  for (const id of ids) {
    const holder = held.get(id);
    if (holder !== undefined && holder !== asking.id) {
      throw conflict(`Another open transaction has changed row ${id}.`);
    }
    if ((changed.get(id) ?? 0) > asking.began) {
      throw conflict(`Row ${id} was changed after the transaction began.`);
    }
  }
  for (const id of ids) held.set(id, asking.id);
}

/** Ends what a transaction holds of some rows. With the number of its commit, they count as changed by it. */
export function releaseRows(id: bigint, { held, changed }: Ledger, ids: Float64Array, commit?: number): void {
  for (const row of ids) {
    if (held.get(row) !== id) continue;
    held.delete(row);
    if (commit !== undefined) changed.set(row, commit);
  }
}
