import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../auth/auth.ts";
import type { Principal } from "../contract/operations.ts";
import type { Operation } from "../contract/table.ts";
import { anonymous } from "./principals.ts";
import { type Pair, splitQuery } from "./query.ts";
import type { Match } from "./routes.ts";

/** What the exchange has read of its request, before the contract looked at it. */
export interface Received {
  path: Record<string, string>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  body: unknown;
}

/** What kept a request from being done, for the record of decisions. */
export type RefusedBy = "credentials" | "scope" | "permission" | "origin" | "rate";

/**
 * One request and its reply, from the first header to the last byte. It is also what openapi-backend is given as
 * its request: `method` in lower case, `path` raw, without base path and query.
 */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  readonly method: string;
  /** Undefined when the request is for something outside the base path. */
  readonly path: string | undefined;
  readonly search: string;
  readonly started = performance.now();
  readonly received: Received = { path: {}, query: {}, header: {}, body: undefined };
  /** The raw bytes of a JSON body, until they are parsed. */
  bytes: Buffer | undefined;
  match: Match | undefined;
  operation: Operation | undefined;
  /** Who calls, as handlers are told. */
  principal: Principal;
  /** Who proved to call, and how; undefined where nobody did, or nobody was asked. */
  caller: Caller | undefined;
  /** The token in the URL, if that was what proved it: links carry it on (TAMS X-174). */
  urlToken: string | undefined;
  /** Asks whether the credentials would still let their caller in; undefined where there were none. */
  stillProven: (() => Promise<boolean>) | undefined;
  refusedBy: RefusedBy | undefined;
  /** The last rule that stood against the caller, for the audit log: what it hides is answered as if it was not there. */
  rule: string | undefined;
  /** Why the request is refused, until the preconditions had their say. */
  refusal: unknown;
  /** Body bytes of the reply. */
  sent = 0;
  /** Told of the reply's status just before it is written. */
  onStatus: ((status: number) => void) | undefined;
  /** Bytes flow to or from the client, so the time limit of requests is not for this one. */
  streaming = false;
  #abort: AbortController | undefined;
  #aborted = false;
  #pairs: readonly Pair[] | undefined;

  /** The principal is who counts as calling until somebody is known to. */
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    basePath: string,
    principal: Principal = anonymous,
  ) {
    this.principal = principal;
    this.request = request;
    this.response = response;
    this.id = requestId(request.headers["x-request-id"]);
    this.method = (request.method ?? "GET").toLowerCase();
    const target = toOrigin(request.url ?? "/");
    const question = target.indexOf("?");
    this.search = question < 0 ? "" : target.slice(question + 1);
    this.path = below(basePath, question < 0 ? target : target.slice(0, question));
  }

  /** The query in order, decoded; throws `invalid` where it cannot be. */
  get pairs(): readonly Pair[] {
    this.#pairs ??= splitQuery(this.search);
    return this.#pairs;
  }

  /** Made when first asked for, since most requests never look at it. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#aborted) this.#abort.abort();
    return this.#abort.signal;
  }

  /** Tells whoever works on this request that nobody waits any more. */
  abort(): void {
    this.#aborted = true;
    this.#abort?.abort();
  }
}

/** Ids from outside are taken when they are short and plain; others would be a way into the log. */
function requestId(header: string | string[] | undefined): string {
  return typeof header === "string" && /^[A-Za-z0-9._:~-]{1,128}$/.test(header) ? header : randomUUID();
}

/** A proxy-style target (`GET http://host/path`) is read as its path. */
function toOrigin(target: string): string {
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?]*/i, "");
}

function below(basePath: string, path: string): string | undefined {
  if (basePath === "" || path === basePath) return basePath === "" ? path : "/";
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}
