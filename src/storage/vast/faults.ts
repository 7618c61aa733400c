import { StoreError } from "../../errors.ts";
import { isVastError, type VastErrorKind } from "../../vast/errors.ts";

/** The database cannot answer now; `cause` is for the log. */
export function unavailable(message: string, cause?: unknown): StoreError {
  return new StoreError("unavailable", message, { retryAfter: 1 }, cause === undefined ? {} : { cause });
}

/**
 * What the client threw, as `unavailable`; anything else (a bug, a fault already named) stays as it is. The message may
 * reach clients of the API, so it names no address or table: those are in the cause.
 */
export function toStoreError(error: unknown): unknown {
  if (!isVastError(error)) return error;
  return unavailable(`The VAST Database cannot answer now (${WORDS[error.kind] ?? "it refused"}).`, error);
}

const WORDS: Readonly<Partial<Record<VastErrorKind, string>>> = {
  slowDown: "it is overloaded",
  unavailable: "it is unavailable",
  timeout: "it is silent",
  connection: "it cannot be reached",
  conflict: "others are changing the same",
  outcomeUnknown: "a commit was not answered",
};

/** Does something with the client for a request; what that throws is `unavailable`. */
export async function answered<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}

/** As `answered`, for whoever runs the server: the message says what the cluster said. */
export async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isVastError(error)
      ? unavailable(`The VAST Database cannot be used: ${error.message}`, error)
      : error;
  }
}

/** True if this comes of an error of the client of one of the kinds, or of any; a StoreError carries it as its cause. */
export function comesOf(error: unknown, ...kinds: readonly VastErrorKind[]): boolean {
  if (isVastError(error, ...kinds)) return true;
  return error instanceof StoreError && isVastError(error.cause, ...kinds);
}

/** What no repetition mends, since the request itself is at fault or not allowed. */
const FINAL: readonly VastErrorKind[] = [
  "badRequest",
  "forbidden",
  "notImplemented",
  "capacity",
  "tooLarge",
  "tooWide",
  "unsupportedVersion",
  "unsupportedType",
  "aborted",
];

/** True if a transaction that failed like this may succeed when it is run again from its beginning. */
export function isPassing(error: unknown): boolean {
  return comesOf(error) && !comesOf(error, ...FINAL);
}
