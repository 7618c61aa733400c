/** How many stripes the keys of the embedded engine share. Two keys on one stripe only wait for each other needlessly. */
export const STRIPES = 65_536;

/** A stripe that no key hashes to, for `check`. */
export const CHECK_STRIPE = -1;

/** The stripe of a key among so many (a power of two): FNV-1a over UTF-16 code units, the same in every process. */
export function stripeOf(key: string, stripes = STRIPES): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < key.length; position++) {
    hash = Math.imul(hash ^ key.charCodeAt(position), 0x01000193);
  }
  return ((hash >>> 16) ^ hash) & (stripes - 1);
}

/** The distinct stripes of some keys, ascending. */
export function stripesOf(keys: readonly string[], stripes = STRIPES): number[] {
  return [...new Set(keys.map((key) => stripeOf(key, stripes)))].sort((left, right) => left - right);
}

interface Ticket {
  readonly stripes: readonly number[];
  /** In how many of its queues it is not yet first. */
  waiting: number;
  readonly start: () => void;
}

/**
 * One queue a stripe. A ticket joins all its queues at once, so two tickets that meet in several queues stand in
 * the same order in each: nobody waits in a circle and nobody is overtaken.
 */
export class StripeQueues {
  readonly #queues = new Map<number, Ticket[]>();

  /** Runs `work` once everything that came before on any of these stripes has settled. */
  async run<Result>(stripes: readonly number[], work: () => Promise<Result>): Promise<Result> {
    const ticket = await this.#join(stripes);
    try {
      return await work();
    } finally {
      this.#leave(ticket);
    }
  }

  #join(stripes: readonly number[]): Promise<Ticket> {
    return new Promise((resolve) => {
      const ticket: Ticket = { stripes, waiting: 0, start: () => resolve(ticket) };
      for (const stripe of stripes) {
        const queue = this.#queues.get(stripe);
        if (queue === undefined) this.#queues.set(stripe, [ticket]);
        else if (queue.push(ticket) > 1) ticket.waiting++;
      }
      if (ticket.waiting === 0) ticket.start();
    });
  }

  #leave(ticket: Ticket): void {
    for (const stripe of ticket.stripes) {
      const queue = this.#queues.get(stripe);
      queue?.shift();
      const next = queue?.[0];
      if (next === undefined) this.#queues.delete(stripe);
      else if (--next.waiting === 0) next.start();
    }
  }
}
