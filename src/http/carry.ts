import type { Exchange } from "./exchange.ts";
import { encode } from "./paging.ts";
import type { Pair } from "./query.ts";

const TOKEN = "access_token";

/** The parameters that links to other pages keep: a token only where it was what proved who calls (TAMS X-174). */
export function carriedPairs({ pairs, urlToken }: Exchange): readonly Pair[] {
  return pairs.filter(([name, value]) => name !== TOKEN || value === urlToken);
}

/** A URL of this API with the token, so that a browser that follows it is still known; other URLs stay as they are. */
export function withToken(url: string, token: string, base: string): string {
  const isOurs = url === base || url.startsWith(`${base}/`) || url.startsWith(`${base}?`);
  return isOurs ? `${url}${url.includes("?") ? "&" : "?"}${TOKEN}=${encode(token)}` : url;
}
