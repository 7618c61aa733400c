import type { ClientRequest, IncomingMessage } from "node:http";

/** What a receiver said, as far as deliveries ask. */
export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
}

/** Bytes of an answer's body that are read, so that its connection can serve again; more cut the connection. */
const BODY_MAX = 64 * 1024;

/** A connection that served before and was closed meanwhile gives one of these before any answer. */
const STALE = new Set(["ECONNRESET", "EPIPE"]);

/**
 * The answer to a request that has its body. Its status counts once its headers are there, however its body ends.
 * Undefined if the request took a kept connection that the receiver was closing: it may go again by another. Rejects
 * with whatever kept an answer away.
 */
export function answerTo(request: ClientRequest): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    let answered = false;
    request.on("response", (response) => {
      answered = true;
      void drained(response).then(() => resolve(toAnswer(response)));
    });
    // A protocol we did not ask for: the connection is of no use, and without a listener nothing would be heard of it.
    request.on("upgrade", (response, socket) => {
      answered = true;
      socket.destroy();
      resolve(toAnswer(response));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (answered) return;
      if (request.reusedSocket && STALE.has(error.code ?? "")) resolve(undefined);
      else reject(error);
    });
    request.on("close", () => {
      if (!answered) reject(new Error("The connection was closed."));
    });
  });
}

/** Resolves when the body has ended, failed, or been cut for its length. */
function drained(response: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let read = 0;
    response.on("data", (chunk: Buffer) => {
      read += chunk.length;
      if (read > BODY_MAX) response.destroy();
    });
    response.on("error", () => resolve());
    response.on("close", () => resolve());
  });
}

function toAnswer({ statusCode = 0, headers }: IncomingMessage): Answer {
  const retryAfter = headers["retry-after"];
  return { status: statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
