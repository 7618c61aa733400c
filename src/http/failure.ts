import { Unauthenticated } from "../auth/auth.ts";
import { StoreError } from "../errors.ts";
import type { Log } from "../services/app.ts";
import type { Exchange, RefusedBy } from "./exchange.ts";
import { HttpProblem, type Problem, toProblem } from "./problem.ts";
import { ReplyFault } from "./reply.ts";
import { type ReplyHeaders, sendProblem } from "./send.ts";

/** What answering a failure needs from the server. */
export interface FailureOptions {
  readonly log: Log;
  readonly onReplyFault?: (fault: ReplyFault) => void;
  shared(exchange: Exchange): ReplyHeaders;
  /** `WWW-Authenticate` of a 401 that names no challenges itself; absent where authentication is off. */
  readonly challenges?: string;
}

/** Answers an exchange whose work threw. The client gets a problem, the log the cause. */
export function fail(exchange: Exchange, thrown: unknown, options: FailureOptions): void {
  const { response } = exchange;
  if (thrown instanceof ReplyFault) options.onReplyFault?.(thrown);
  if (!(response.destroyed && isDeparture(thrown))) logFailure(exchange, thrown, options.log);
  if (response.headersSent) {
    if (!response.writableEnded) response.destroy();
    return;
  }
  exchange.refusedBy ??= refuserOf(thrown);
  if (!response.destroyed)
    sendProblem(exchange, problemOf(thrown, exchange, options), options.shared(exchange));
}

/** What somebody is refused is for nobody else, and no cache; a 401 names the schemes on offer (AUTH-003). */
function problemOf(thrown: unknown, { id }: Exchange, { challenges }: FailureOptions): Problem {
  const problem = toProblem(thrown, id);
  if (challenges === undefined) return problem;
  const own = thrown instanceof Unauthenticated ? thrown.challenges.join(", ") : challenges;
  const offered = problem.status === 401 ? { "WWW-Authenticate": own } : {};
  return { ...problem, headers: { ...problem.headers, ...offered, "Cache-Control": "no-store" } };
}

/** What the entrance refuses it notes itself; of the rest, services refuse for want of permission, and the guard pages. */
function refuserOf(thrown: unknown): RefusedBy | undefined {
  if (thrown instanceof StoreError && thrown.fault === "forbidden") return "permission";
  return thrown instanceof HttpProblem && thrown.status === 403 ? "origin" : undefined;
}

const departures: ReadonlySet<unknown> = new Set([
  "ERR_STREAM_PREMATURE_CLOSE",
  "ABORT_ERR",
  "ECONNRESET",
  "EPIPE",
]);

/** What streams and aborted work throw when the client has left, which is no news to the log beyond its line. */
function isDeparture(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && departures.has(thrown.code);
}

/** Answers a request that took too long; its work is told to stop, and what it still returns is dropped. */
export function failLate(exchange: Exchange, options: FailureOptions): void {
  exchange.abort();
  const thrown = exchange.request.complete
    ? new StoreError("unavailable", "The request took too long and was given up.", { retryAfter: 5 })
    : new HttpProblem(408, "timeout", "The body of the request did not arrive in time.", {
        Connection: "close",
      });
  fail(exchange, thrown, options);
}

function logFailure({ id, operation }: Exchange, thrown: unknown, log: Log): void {
  const fields = { id, operation: operation?.id };
  if (thrown instanceof ReplyFault) {
    log.error(thrown.message, { ...fields, status: thrown.status, schemaPath: thrown.schemaPath });
  } else if (thrown instanceof StoreError) {
    if (thrown.fault === "unavailable") log.warn(thrown.message, { ...fields, cause: toText(thrown.cause) });
  } else if (!(thrown instanceof HttpProblem)) {
    log.error("The request failed inside the server.", { ...fields, cause: toText(thrown) });
  }
}

function toText(cause: unknown): string | undefined {
  if (cause === undefined) return undefined;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
