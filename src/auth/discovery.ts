import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import type { OidcSettings } from "../config/auth.ts";

const FETCH_MS = 5000;
const DOCUMENT_MAX = 1024 * 1024;

/** The key set of an issuer, as text (RFC 7517). Rejects with a reason when it cannot be had or is none. */
export async function fetchKeys({ issuer, jwksUri }: OidcSettings, signal: AbortSignal): Promise<string> {
  const place = jwksUri ?? (await discover(issuer, signal));
  const text = await fetchText(place, signal);
  toKeys(text);
  return text;
}

/** Where the keys are (OpenID Connect Discovery section 4). Rejects for a document that is about another issuer. */
async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const place = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const document: unknown = JSON.parse(await fetchText(place, signal));
  const has = (name: string): unknown =>
    typeof document === "object" && document !== null ? Reflect.get(document, name) : undefined;
  if (has("issuer") !== issuer) throw new Error(`${place} is of the issuer ${JSON.stringify(has("issuer"))}`);
  const found = has("jwks_uri");
  const url = typeof found === "string" ? URL.parse(found) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== new URL(issuer).protocol))
    throw new Error(`${place} has no jwks_uri that is as safe as the issuer`);
  return url.href;
}

async function fetchText(place: string, closing: AbortSignal): Promise<string> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(FETCH_MS)]);
  const headers = { Accept: "application/json" };
  const response = await fetch(place, { headers, redirect: "error", signal });
  if (response.status !== 200) throw new Error(`${place} answered ${response.status}`);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > DOCUMENT_MAX) throw new Error(`${place} answered more than ${DOCUMENT_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What finds the key for a token in a key set. Throws for what is no key set; of its keys only those for signatures are used. */
export function toKeys(text: string): JWTVerifyGetKey {
  return createLocalJWKSet(toKeySet(JSON.parse(text)));
}

/** The one cast: `createLocalJWKSet` checks what it is given. */
function toKeySet(content: unknown): JSONWebKeySet {
  return content as JSONWebKeySet;
}

/** The ids of the keys, for the log. */
export function kidsOf(text: string): readonly unknown[] {
  return toKeySet(JSON.parse(text)).keys.map(({ kid }) => kid ?? null);
}
