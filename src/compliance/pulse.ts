import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.ts";

const ASKS = 5;
const PAUSE_MS = 1000;
const LONGEST_MS = 10_000;

/** Tells a server that is gone from one that left a request without an answer. */
export class Pulse {
  /** Since when no answer came, and to what, in a sentence; undefined while the server answers. */
  gone: string | undefined;
  readonly #client: Client;
  readonly #signal: AbortSignal;
  readonly #patience: number;
  #asking: Promise<void> | undefined;

  /** `patience` is how many times as long as usual to wait for a server that may be starting again. */
  constructor(client: Client, signal: AbortSignal, patience: number) {
    this.#client = client;
    this.#signal = signal;
    this.#patience = patience;
  }

  /** After a request without an answer, asks for the service until there is one or it is given up; resolves to `gone`. */
  async check(): Promise<string | undefined> {
    if (this.gone === undefined && this.#client.silence !== undefined) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = undefined;
      });
      await this.#asking;
    }
    return this.gone;
  }

  async #ask(): Promise<void> {
    for (let count = 1; count <= ASKS && this.#client.silence !== undefined; count += 1) {
      if (count > 1)
        await sleep(PAUSE_MS * this.#patience, undefined, { signal: this.#signal }).catch(() => 0);
      if (this.#signal.aborted || (await this.#answers())) return;
    }
    const { silence } = this.#client;
    if (silence === undefined || this.#signal.aborted) return;
    this.gone = `The server no longer answers since ${silence.since}: ${silence.how}`;
  }

  /** Any answer will do; it ends the silence that the client knows of. */
  async #answers(): Promise<boolean> {
    const timeoutMs = Math.min(this.#client.target.timeoutMs, LONGEST_MS);
    const answer = this.#client.call("GET", "/service", { timeoutMs }, () => undefined, this.#signal);
    return await answer.then(
      () => true,
      () => false,
    );
  }
}
