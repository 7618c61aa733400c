import type { IncomingHttpHeaders } from "node:http";
import { decodePath, splitTarget } from "./auth.ts";
import type { Path } from "./catalog.ts";
import { badRequest } from "./refusal.ts";

/** One request, as the protocol sees it. */
export interface Call {
  readonly method: string;
  /** Bucket, schemas, table; empty for `/`. */
  readonly path: Path;
  /** Name of the snapshot in whose catalog the path is. */
  readonly snapshot: string | undefined;
  /** The first query parameter that has no value: `table`, `rows`; empty if there is none. */
  readonly command: string;
  /** Which of the parameters the command is; official clients send it first. */
  readonly commandPlace: number;
  readonly params: ReadonlyMap<string, string>;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** 0 for a call that stands alone. */
  readonly txid: bigint;
}

/** What is answered with status 200. */
export interface Reply {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | Iterable<Uint8Array>;
  /** Of the body; VAST's own replies say XML even where they are none. */
  readonly type?: string;
}

/** Request headers by lower-case name. */
export class Headers {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get names(): readonly string[] {
    return Object.keys(this.#headers);
  }

  text(name: string): string | undefined {
    const value = this.#headers[name];
    return typeof value === "string" ? value : value?.join(",");
  }

  /** False if it is absent; Python spells `True`, Java `true`. */
  flag(name: string): boolean {
    return this.text(name)?.toLowerCase() === "true";
  }

  /** A whole number from 0 to 2^53. Throws a 400 for anything else. */
  count(name: string, absent: number): number {
    return Number(this.big(name, BigInt(absent)));
  }

  /** An unsigned 64-bit number. Throws a 400 for anything else. */
  big(name: string, absent: bigint): bigint {
    const text = this.text(name);
    if (text === undefined) return absent;
    const value = /^\d{1,20}$/.test(text) ? BigInt(text) : -1n;
    if (value < 0n || value >= 2n ** 64n)
      throw badRequest(`The header ${name} is not an unsigned number: ${text}.`);
    return value;
  }
}

const SNAPSHOT = ".snapshot";

/** Reads a request's target and headers. Throws a 400 for what is no call of this protocol. */
export function readCall(
  method: string,
  target: string,
  headers: IncomingHttpHeaders,
  body: Uint8Array,
): Call {
  const [path, query] = splitTarget(target);
  const names = decodePath(path).split("/").slice(1);
  if (names.at(-1) === "") names.pop();
  if (names.includes("")) throw badRequest(`The path ${path} has an empty name.`);
  const [bucket = "", dot, snapshot, ...rest] = names;
  const read = new Headers(headers);
  return {
    method,
    path: dot === SNAPSHOT ? [bucket, ...rest] : names,
    snapshot: dot === SNAPSHOT ? (snapshot ?? "") : undefined,
    ...readQuery(query),
    headers: read,
    body,
    txid: read.big("tabular-txid", 0n),
  };
}

function readQuery(query: string): Pick<Call, "command" | "commandPlace" | "params"> {
  const pairs = query.split("&").filter((pair) => pair !== "");
  const commandPlace = pairs.findIndex((pair) => !pair.includes("="));
  const params = new Map(new URLSearchParams(pairs.filter((pair) => pair.includes("=")).join("&")));
  return { command: pairs[commandPlace] ?? "", commandPlace, params };
}

/** The value of a query parameter. Throws a 400 if it is absent or empty. */
export function param(call: Call, name: string): string {
  const value = call.params.get(name);
  if (value === undefined || value === "") throw badRequest(`The query parameter ${name} is missing.`);
  return value;
}
