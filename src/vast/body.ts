import type { IncomingMessage } from "node:http";
import { aborted, type VastError } from "./errors.ts";

/** What may end the reading of a body early. */
export interface BodyOptions {
  /** Milliseconds that one piece may be awaited; the reader's own pauses do not count. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** What the reader is to be told of a failure of the connection, or of the error it was ended with. */
  readonly failure: (thrown: unknown) => VastError;
  /** What it is to be told of silence. */
  readonly silence: () => VastError;
}

/**
 * The body of an answer, pulled piece by piece, so that a slow reader slows the cluster down and nothing piles up.
 * Leaving early closes the connection. One that is cut short throws; it never looks like a shorter one.
 */
export function readBody(incoming: IncomingMessage, options: BodyOptions): AsyncIterable<Uint8Array> {
  const { signal } = options;
  const abort = (): void => {
    if (signal !== undefined) incoming.destroy(aborted(signal, true));
  };
  signal?.addEventListener("abort", abort);
  incoming.once("close", () => signal?.removeEventListener("abort", abort));
  // A connection that breaks before the reader begins must not become an uncaught error; the reader will see it.
  incoming.on("error", () => undefined);
  return pieces(incoming, options);
}

async function* pieces(incoming: IncomingMessage, options: BodyOptions): AsyncGenerator<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  try {
    for (;;) {
      const timer = setTimeout(() => incoming.destroy(options.silence()), options.timeoutMs);
      const piece = await iterator.next().finally(() => clearTimeout(timer));
      if (piece.done === true) return;
      yield piece.value;
    }
  } catch (thrown) {
    throw options.failure(thrown);
  } finally {
    if (!incoming.readableEnded) incoming.destroy();
  }
}
