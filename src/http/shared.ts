import type { Cors } from "./cors.ts";
import type { Exchange } from "./exchange.ts";
import type { ReplyHeaders } from "./send.ts";

/** How replies are guarded. */
export interface Guarding {
  /** Who calls decides what is shown. */
  readonly auth: boolean;
  readonly tls: boolean;
}

const guarded: ReplyHeaders = {
  "Cache-Control": "private",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
const overTls: ReplyHeaders = { "Strict-Transport-Security": "max-age=31536000" };

/** Makes the headers that every reply carries (HDR-07, AUTH-004); without authentication and TLS they are few. */
export function compileShared(
  cors: Cors,
  { auth, tls }: Guarding,
  isClosing: () => boolean,
): (exchange: Exchange) => ReplyHeaders {
  const fixed: ReplyHeaders = { ...(auth && guarded), ...(tls && overTls) };
  const plain = (exchange: Exchange): ReplyHeaders => ({
    ...cors.headers(exchange.request),
    "X-Request-Id": exchange.id,
    ...(isClosing() ? { Connection: "close" } : {}),
  });
  if (!auth && !tls) return plain;
  return (exchange) => {
    const headers = { ...plain(exchange), ...fixed };
    if (!auth) return headers;
    headers["Vary"] = headers["Vary"] === undefined ? "Authorization" : `${headers["Vary"]}, Authorization`;
    // Its URL is itself the secret.
    if (exchange.urlToken !== undefined) headers["Cache-Control"] = "no-store";
    return headers;
  };
}
