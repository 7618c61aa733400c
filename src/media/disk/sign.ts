import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { forbidden } from "../../errors.ts";

/** The bytes of the secret, or a key made of them once, which signs several times faster. */
export type SigningSecret = Buffer | KeyObject;

/** What one signed URL of the disk store allows: `GET` also allows HEAD, `PUT` binds the content type. */
export interface LocalUrl {
  /** The public base URL of the API, without a trailing slash. */
  readonly base: string;
  readonly storageId: string;
  readonly key: string;
  readonly method: "GET" | "PUT";
  /** Milliseconds since 1970; rounded up to whole seconds, so that a URL never lives shorter than promised. */
  readonly expires: number;
  /** For `PUT`: the only content type the URL accepts. */
  readonly contentType?: string;
}

/** A request that came in on `/media/{storageId}/{key}` with `expires` and `signature` in its query. */
export interface LocalRequest {
  readonly method: string;
  readonly storageId: string;
  readonly key: string;
  /** Unix seconds, as the query has them. */
  readonly expires: string | number;
  readonly signature: string;
  /** The `Content-Type` header, which matters for `PUT` only. */
  readonly contentType?: string | undefined;
}

/** The URL without credentials of its own, for callers that send the API's (TAMS X-146). */
export function plainLocalUrl(url: Pick<LocalUrl, "base" | "storageId" | "key">): string {
  return `${url.base}/media/${url.storageId}/${url.key}`;
}

/** The same URL with `expires` and an HMAC-SHA256 `signature` of everything it allows, for `min_presigned_url_timeout` (TAMS X-144). */
export function signLocalUrl(url: LocalUrl, secret: SigningSecret): string {
  const expires = String(Math.ceil(url.expires / 1000));
  const signature = sign(
    [url.method, url.storageId, url.key, expires, typeOf(url.method, url.contentType)],
    secret,
  );
  return `${plainLocalUrl(url)}?expires=${expires}&signature=${signature}`;
}

/**
 * Returns when the request is what a URL of ours allows at `now` (milliseconds since 1970). Throws `forbidden` otherwise,
 * with one sentence for a signature that does not fit and another for a URL that fitted once but has expired.
 */
export function verifyLocalUrl(request: LocalRequest, secret: SigningSecret, now: number): void {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const expires = String(request.expires);
  const expected = sign(
    [method, request.storageId, request.key, expires, typeOf(method, request.contentType)],
    secret,
  );
  // The signature comes first: only the maker of a URL is told that it has expired.
  if (!sameText(expected, request.signature) || !/^\d{1,12}$/.test(expires)) {
    throw forbidden(
      `The signature does not allow ${request.method} of object ${request.key} with this content type and expiry.`,
    );
  }
  if (now >= Number(expires) * 1000) throw forbidden(`The URL of object ${request.key} has expired.`);
}

/** JSON keeps the parts apart, so that no two different requests have one text to sign. */
function sign(parts: readonly string[], secret: SigningSecret): string {
  return createHmac("sha256", secret).update(JSON.stringify(parts)).digest("base64url");
}

function typeOf(method: string, contentType: string | undefined): string {
  return method === "PUT" ? (contentType ?? "").trim().toLowerCase() : "";
}

function sameText(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
