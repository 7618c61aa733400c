import { type LookupAddress, type LookupAllOptions, lookup as lookupName } from "node:dns";
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from "node:http";
import { request as requestTls, Agent as TlsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { invalid, StoreError } from "../errors.ts";
import { addressRanges, destinationOf, isPublicAddress } from "./outbound-address.ts";

/** Decides which addresses this server may connect to on a client's word (WH-020, TRAP-060). */
export interface OutboundGuard {
  /**
   * The URL if it is http(s), on a usual port, without credentials, and names no host that plainly is not public; else
   * throws invalid. A host that is an address is never looked up, so every URL is checked again when it is called.
   */
  check(url: string, field: string): URL;
  /** A DNS lookup that knows only public addresses, so what was checked is what is connected to; else invalid. */
  readonly lookup: LookupFunction;
}

/** All addresses of a name, as `lookup` of node:dns finds them. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** A guard that lets through public addresses, and the hosts and CIDR ranges in `allow`. */
export function outboundGuard(allow: readonly string[], resolve: Resolve = lookupName): OutboundGuard {
  const isRange = (entry: string) => entry.includes("/") || destinationOf(entry) !== undefined;
  const open = addressRanges(allow.filter(isRange));
  const names = new Set(allow.filter((entry) => !isRange(entry)).map(bareHost));
  const rules: Rules = {
    allows: (host) => {
      const address = destinationOf(host);
      return address === undefined ? names.has(host) : open.has(address);
    },
    mayReach: (host) => {
      const address = destinationOf(host);
      return address !== undefined && isPublicAddress(address);
    },
  };
  return {
    check: (url, field) => checkUrl(url, field, rules),
    lookup: guardedLookup(rules, resolve),
  };
}

/** What a guard asks about a bare host: a name in lower case, or an address. */
interface Rules {
  /** The operator said so. */
  allows(host: string): boolean;
  /** It is an address of the public Internet. */
  mayReach(host: string): boolean;
}

/** Names with a mix of addresses are reached by those that pass: no other is handed on. */
function guardedLookup(rules: Rules, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    const named = rules.allows(bareHost(hostname));
    const passes = ({ address }: LookupAddress) => named || rules.allows(address) || rules.mayReach(address);
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const usable = addresses.filter(passes);
      const first = usable[0];
      if (first === undefined) return callback(invalid(`${hostname} has no public address.`, "url"), "", 0);
      return options.all ? callback(null, usable) : callback(null, first.address, first.family);
    });
  };
}

function checkUrl(text: string, field: string, rules: Rules): URL {
  if (!URL.canParse(text)) throw invalid("The URL is not absolute, or its host cannot be one.", field);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw invalid("The URL must be http or https.", field);
  if (url.username !== "" || url.password !== "") throw invalid("The URL must not carry credentials.", field);
  // The URL parser has already made dotted decimals of every spelling of an IPv4 address, and ASCII of every name.
  const host = bareHost(url.hostname);
  if (rules.allows(host)) return url;
  if (destinationOf(host) === undefined ? isLocalName(host) : !rules.mayReach(host))
    throw invalid(`${host} is not a public host.`, field);
  // Empty when it is the protocol's own. The well-known ports belong to services that read no HTTP (RFC 6335, 6).
  if (url.port !== "" && url.port !== "80" && url.port !== "443" && Number(url.port) < 1024)
    throw invalid(`Port ${url.port} of ${host} is not one for HTTP.`, field);
  return url;
}

/** Without brackets and trailing dots, in lower case. */
function bareHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, "")
    .replace(/\.+$/, "")
    .toLowerCase();
}

/** Names that never leave a machine or a site (RFC 6761, 6762, 8375); what others stand for, only lookup tells. */
function isLocalName(host: string): boolean {
  return /(^|\.)(localhost|localdomain|local|internal|home\.arpa)$/.test(host);
}

/** Sends requests by connections of its own, each made through the guard. */
export interface Caller {
  /** A request to a URL that the guard has checked. */
  request(url: URL, options: CallOptions): ClientRequest;
  /** Cuts every connection. */
  close(): void;
}

type CallOptions = Omit<
  RequestOptions,
  "agent" | "lookup" | "createConnection" | "socketPath" | "host" | "port"
>;

const IDLE_MS = 30_000;

/**
 * Opens one. Its agents share no connection with the process's own, which may have been made without the guard, and
 * know no proxy: one named in the environment would look names up by itself.
 */
export function openCaller({ lookup }: OutboundGuard, { keepAlive }: { keepAlive: boolean }): Caller {
  // With keep-alive, an agent closes what was idle for its timeout; a running request is not touched.
  const options = { keepAlive, lookup, ...(keepAlive ? { timeout: IDLE_MS } : {}) };
  const plain = new Agent(options);
  const tls = new TlsAgent(options);
  return {
    request: (url, call) =>
      url.protocol === "https:"
        ? requestTls(url, { ...call, agent: tls })
        : request(url, { ...call, agent: plain }),
    close: () => {
      plain.destroy();
      tls.destroy();
    },
  };
}

const FETCH_TIMEOUT_MS = 30_000;

/** The bytes behind a public URL, for a copy. Redirects are not followed; `unavailable` unless the answer is 200. */
export async function fetchPublic(
  allow: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<{ stream: Readable; contentType: string; size?: number }> {
  const guard = outboundGuard(allow);
  const url = guard.check(text, "url");
  const caller = openCaller(guard, { keepAlive: false });
  const response = await new Promise<IncomingMessage>((resolveWith, reject) => {
    const call = caller.request(url, { signal, timeout: FETCH_TIMEOUT_MS });
    call.on("response", resolveWith);
    call.on("error", reject);
    call.on("timeout", () => call.destroy(new Error(`${url.host} does not answer.`)));
    call.end();
  });
  if (response.statusCode !== 200) {
    response.destroy();
    throw new StoreError("unavailable", `${url.host} answered ${response.statusCode} to a copy.`);
  }
  const size = Number(response.headers["content-length"] ?? Number.NaN);
  const contentType = response.headers["content-type"] ?? "application/octet-stream";
  return { stream: response, contentType, ...(Number.isSafeInteger(size) ? { size } : {}) };
}
