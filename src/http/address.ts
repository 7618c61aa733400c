import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { pairsOf } from "./base.ts";
import type { HttpSettings } from "./settings.ts";

/** Finds the address of a request's client, IPv4 in its own form even where it came over IPv6. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * The address of the connection, or behind a trusted proxy the one that it names. Of several that one counts which the proxy
 * itself added, the last: what stands before it may be the client's own invention.
 */
export function compileAddress({ trustProxy }: Pick<HttpSettings, "trustProxy">): AddressOf {
  if (!trustProxy) return connected;
  return (request) => forwardedFor(request) ?? connected(request);
}

function connected({ socket }: IncomingMessage): string {
  return unmapped(socket.remoteAddress ?? "");
}

/** `Forwarded` (RFC 7239) wins over `X-Forwarded-For`; names and `unknown` are no addresses. */
function forwardedFor({ headers }: IncomingMessage): string | undefined {
  const standard = pairsOf(last(headers.forwarded)).get("for");
  return addressIn(standard) ?? addressIn(last(headers["x-forwarded-for"]));
}

function last(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header.join(",") : header)?.split(",").at(-1)?.trim();
}

/** Without brackets and port, as in `[2001:db8::1]:4711` and `192.0.2.1:80`. */
function addressIn(text: string | undefined): string | undefined {
  const found = /^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/.exec(text ?? "") ?? /^([0-9.]+):\d+$/.exec(text ?? "");
  const address = unmapped(found?.[1] ?? text ?? "");
  return isIP(address) > 0 ? address : undefined;
}

function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
