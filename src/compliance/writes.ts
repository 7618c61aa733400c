import { setImmediate } from "node:timers/promises";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
/** How long a request that changes something may go on after its test was stopped. */
const GRACE_MS = 5000;

/**
 * The requests of a test that change something. They are not cut off at once when the test is stopped: the server may
 * do what they ask all the same, and then nobody would know what was made.
 */
export class Writes {
  readonly #open = new Set<Promise<unknown>>();

  /** Sends a request by a signal that is late where the request changes something; `signal` is the test's. */
  async send<Result>(
    method: string,
    signal: AbortSignal,
    send: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    if (SAFE.has(method) || signal.aborted) return await send(signal);
    const late = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      timer = setTimeout(() => late.abort(signal.reason), GRACE_MS);
    };
    signal.addEventListener("abort", stop, { once: true });
    const sent = send(late.signal);
    this.#open.add(sent);
    try {
      return await sent;
    } finally {
      this.#open.delete(sent);
      signal.removeEventListener("abort", stop);
      clearTimeout(timer);
    }
  }

  /** Resolves when all are answered or given up, and the test has seen that. */
  async settled(): Promise<void> {
    do {
      await Promise.allSettled(this.#open);
      await setImmediate();
    } while (this.#open.size > 0);
  }
}
