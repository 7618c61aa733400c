import { connectVast, type VastClient, type VastOptions } from "../vast/client.ts";
import type { Transaction } from "../vast/transaction.ts";

/** Longer than any examination, so that the client sends no keep-alive of its own. */
const NEVER = 2 ** 31 - 1;

/** A transaction that nobody uses while other checks are made, to see whether the cluster keeps it. */
export class Idle {
  /** Milliseconds that it is left alone; 0 if the check is not wanted. */
  readonly milliseconds: number;
  readonly #options: VastOptions;
  #client: VastClient | undefined;
  #transaction: Transaction | undefined;
  #since = 0;

  constructor(options: VastOptions, milliseconds: number) {
    this.#options = options;
    this.milliseconds = milliseconds;
  }

  /** Begins it, if that is wanted and not done yet. */
  async begin(): Promise<Transaction | undefined> {
    if (this.milliseconds === 0) return undefined;
    this.#client ??= await connectVast({ ...this.#options, keepAliveMs: NEVER });
    this.#transaction ??= await this.#client.begin();
    this.#since ||= performance.now();
    return this.#transaction;
  }

  /** Milliseconds until it has been left alone long enough. */
  get left(): number {
    return Math.max(0, this.#since + this.milliseconds - performance.now());
  }

  /** Rolls it back. */
  async close(): Promise<void> {
    await this.#client?.close();
  }
}
