import type { IncomingMessage } from "node:http";
import type { HttpSettings } from "./settings.ts";

/** Finds the public base URL of a request: absolute, with the base path, without a trailing slash. */
export type BaseOf = (request: IncomingMessage) => string;

const safeHost = /^(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;
const safePrefix = /^(?:\/[A-Za-z0-9._~-]+)*\/?$/;

/** The configured address, else what a trusted proxy says, else the `Host` header (TAMS X-067). */
export function compileBase(settings: HttpSettings): BaseOf {
  const proto = settings.tlsCertFile === "" ? "http" : "https";
  if (settings.publicUrl !== undefined) {
    const base = trim(settings.publicUrl);
    return () => base;
  }
  return (request) => {
    const said = settings.trustProxy ? forwarded(request) : {};
    const host = allowed(said.host, safeHost) ?? allowed(request.headers.host, safeHost) ?? local(request);
    const prefix = allowed(said.prefix, safePrefix) ?? "";
    return `${said.proto ?? proto}://${host}${trim(prefix)}${settings.basePath}`;
  };
}

interface Said {
  readonly proto?: "http" | "https";
  readonly host?: string;
  readonly prefix?: string;
}

/** `Forwarded` (RFC 7239) wins over `X-Forwarded-*`; of several proxies the first speaks for the client. */
function forwarded(request: IncomingMessage): Said {
  const standard = pairsOf(first(request.headers.forwarded));
  const host = standard.get("host") ?? first(request.headers["x-forwarded-host"]);
  const proto = (standard.get("proto") ?? first(request.headers["x-forwarded-proto"]))?.toLowerCase();
  const prefix = first(request.headers["x-forwarded-prefix"]);
  return {
    ...(proto === "http" || proto === "https" ? { proto } : {}),
    ...(host === undefined ? {} : { host }),
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** The parameters of one element of `Forwarded`, by lower-case name (RFC 7239, section 4). */
export function pairsOf(element: string | undefined): Map<string, string> {
  const pairs = (element ?? "").split(";").map((pair) => /^\s*([a-z]+)="?([^"]*)"?\s*$/i.exec(pair));
  return new Map(
    pairs.filter((pair) => pair !== null).map((pair) => [(pair[1] ?? "").toLowerCase(), pair[2] ?? ""]),
  );
}

function first(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(",")[0]?.trim();
}

function allowed(text: string | undefined, pattern: RegExp): string | undefined {
  return text !== undefined && pattern.test(text) ? text : undefined;
}

function local(request: IncomingMessage): string {
  const { localAddress = "127.0.0.1", localPort = 80 } = request.socket;
  return localAddress.includes(":") ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
}

function trim(url: string): string {
  return url.replace(/\/+$/, "");
}
