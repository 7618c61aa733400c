import { isVastError, VastError } from "./errors.ts";
import type { Transport, VastRequest, VastResponse } from "./transport.ts";

/** What the objects of a transaction share: how to reach the cluster, and as part of what. */
export interface Session {
  readonly transport: Transport;
  /** 0 is no transaction: each call stands alone. */
  readonly txid: bigint;
}

/** The same transport, with another way to send. */
export function sendingBy(
  { version, endpoints, retry }: Transport,
  send: (request: VastRequest) => Promise<VastResponse>,
): Transport {
  return { version, endpoints, retry, send };
}

/** An answer that was read whole. */
export interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A call within the session whose answer is small: sends it and reads the answer. */
export async function call(session: Session, request: VastRequest): Promise<Answer> {
  const response = await session.transport.send({ whole: true, txid: session.txid, ...request });
  return { headers: response.headers, body: await response.bytes() };
}

/** What was found; undefined if the cluster says that the thing asked about, or what should hold it, is not there. */
export async function unlessMissing<Found>(asked: Promise<Found>): Promise<Found | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (isVastError(thrown, "notFound")) return undefined;
    throw thrown;
  }
}

/** A `protocol` error that names the call. */
export function misunderstood(request: VastRequest, how: string): VastError {
  const { method, path, command } = request;
  return new VastError(
    "protocol",
    `${method} ${path}${command === undefined ? "" : `?${command}`} was answered ${how}.`,
  );
}

/**
 * Refuses names that the cluster could not tell apart from something else: empty ones, and ones with a slash, which
 * separates the levels of a path, or with control characters. Throws `badRequest`.
 */
export function checkName(what: string, name: string): string {
  if (name === "" || name === "." || name === ".." || /[/\p{Cc}]/u.test(name)) {
    throw new VastError(
      "badRequest",
      `"${name}" is no name for a ${what}: it is empty, relative, or has a slash or control character.`,
    );
  }
  return name;
}

/** As `checkName`, for names with slashes between them. */
export function checkPath(what: string, path: string): string {
  for (const name of path.split("/")) checkName(what, name);
  return path;
}
