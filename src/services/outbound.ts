import { lookup as resolve } from "node:dns";
import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { BlockList, isIP } from "node:net";
import type { Readable } from "node:stream";
import { invalid, StoreError } from "../errors.ts";

const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
const NOT_PUBLIC_V6 = [
  "::/128",
  "::1/128",
  "64:ff9b::/96",
  "100::/64",
  "2001::/23",
  "2002::/16",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
];

/** Decides which addresses this server may connect to on a client's word (WH-020, TRAP-060). */
export interface OutboundGuard {
  /** Throws invalid for a URL that is not http(s), carries credentials, or plainly names a host that is not public. */
  check(url: string, field: string): URL;
  /** A DNS lookup that fails for addresses that are not public: what was checked is what is connected to. */
  readonly lookup: LookupFunction;
}

/** A guard that lets through public addresses, and the hosts and CIDR ranges in `allow`. */
export function outboundGuard(allow: readonly string[]): OutboundGuard {
  const closed = blockList([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6]);
  const open = blockList(allow.filter((entry) => entry.includes("/") || isIP(entry) > 0));
  const hosts = new Set(allow.map((entry) => entry.toLowerCase()));
  const mayReach = (address: string): boolean => {
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    return open.check(address, family) || !closed.check(address, family);
  };
  return {
    check: (url, field) =>
      checkUrl(
        url,
        field,
        (host) => hosts.has(host) || (isIP(host) === 0 ? !isLocalName(host) : mayReach(host)),
      ),
    lookup: (hostname, options, callback) => {
      const allowed = hosts.has(hostname.toLowerCase());
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        const usable = (addresses ?? []).filter(({ address }) => allowed || mayReach(address));
        const first = usable[0];
        if (error || first === undefined)
          return callback(error ?? new Error(`${hostname} has no public address.`), "", 0);
        return options.all ? callback(null, usable) : callback(null, first.address, first.family);
      });
    },
  };
}

function checkUrl(text: string, field: string, mayName: (host: string) => boolean): URL {
  if (!URL.canParse(text)) throw invalid(`"${text}" is not an absolute URL.`, field);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw invalid("The URL must be http or https.", field);
  if (url.username !== "" || url.password !== "") throw invalid("The URL must not carry credentials.", field);
  // The URL parser has already turned decimal, octal and hexadecimal hosts into dotted form.
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (!mayName(host)) throw invalid(`${host} is not a public host.`, field);
  return url;
}

function isLocalName(host: string): boolean {
  const name = host.replace(/\.$/, "");
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name.endsWith(".local") ||
    name.endsWith(".internal")
  );
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, prefix === undefined ? (family === "ipv6" ? 128 : 32) : Number(prefix), family);
  }
  return list;
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
  const get = url.protocol === "https:" ? getHttps : getHttp;
  const response = await new Promise<IncomingMessage>((resolveWith, reject) => {
    const request = get(url, { lookup: guard.lookup, signal, timeout: FETCH_TIMEOUT_MS }, resolveWith);
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error(`${url.host} does not answer.`)));
  });
  if (response.statusCode !== 200) {
    response.destroy();
    throw new StoreError("unavailable", `${url.host} answered ${response.statusCode} to a copy.`);
  }
  const size = Number(response.headers["content-length"] ?? Number.NaN);
  const contentType = response.headers["content-type"] ?? "application/octet-stream";
  return { stream: response, contentType, ...(Number.isSafeInteger(size) ? { size } : {}) };
}
