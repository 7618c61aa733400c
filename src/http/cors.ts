import type { IncomingMessage } from "node:http";
import { compileOrigins } from "./guard.ts";

/** Headers that let browsers read replies from other origins. */
export interface Cors {
  /** For any reply. */
  headers(request: IncomingMessage): Readonly<Record<string, string>>;
  /** For the answer to `OPTIONS`, which asks for no credentials (TAMS X-177). */
  preflight(request: IncomingMessage, methods: readonly string[]): Readonly<Record<string, string>>;
}

const none: Readonly<Record<string, string>> = {};
const exposed = [
  ...["Link", "Location", "X-Paging-Limit", "X-Paging-NextKey", "X-Paging-Count", "X-Paging-Reverse-Order"],
  ...[
    "X-Paging-Timerange",
    "X-Request-Id",
    "ETag",
    "Content-Range",
    "Accept-Ranges",
    "Retry-After",
    "WWW-Authenticate",
  ],
].join(", ");
const usual = "Authorization, Content-Type, Content-MD5, Range, X-Request-Id, X-Amz-Checksum-Sha256";
const tokens = /^[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}$/;

/** CORS for the configured origins: `*` is any, `loopback` any of this machine, an empty list none (TAMS X-081). */
export function compileCors(origins: readonly string[]): Cors {
  const any = origins.includes("*");
  const allows = compileOrigins(origins);
  const anyHeaders = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": exposed };
  const headers = (request: IncomingMessage): Readonly<Record<string, string>> => {
    if (any) return anyHeaders;
    const { origin } = request.headers;
    if (origins.length === 0) return none;
    if (origin === undefined || !allows(origin)) return { Vary: "Origin" };
    return {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Expose-Headers": exposed,
      Vary: "Origin",
    };
  };
  return {
    headers,
    preflight: (request, methods) => {
      if (headers(request)["Access-Control-Allow-Origin"] === undefined) return none;
      const asked = request.headers["access-control-request-headers"];
      return {
        "Access-Control-Allow-Methods": methods.join(", "),
        "Access-Control-Allow-Headers": asked !== undefined && tokens.test(asked) ? asked : usual,
        "Access-Control-Max-Age": "600",
      };
    },
  };
}
