import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { badRequest, forbidden } from "./refusal.ts";

/** The one key pair that a server knows. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A request as it came over the wire: `target` is the request line's, still encoded. */
export interface Signed {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const FORM = /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * Throws a 403 `TabularError` unless AWS Signature Version 4 is right over the headers that it lists, for service `s3` and any region,
 * the empty one included. The path may be encoded once (Java) or twice (Python).
 */
export function mustBeSigned(request: Signed, keys: Keys): void {
  const given = readAuthorization(request.headers.authorization);
  if (given.accessKeyId !== keys.accessKeyId) {
    throw forbidden("InvalidAccessKeyId", "The access key id is not known here.");
  }
  const hash = createHash("sha256").update(request.body).digest("hex");
  const claimed = request.headers["x-amz-content-sha256"];
  if (claimed !== undefined && claimed !== hash) {
    throw badRequest("The body has another hash than its header says.", "XAmzContentSHA256Mismatch");
  }
  const wanted = Buffer.from(given.signature, "hex");
  for (const canonical of canonicalRequests(request, given.signedHeaders, hash)) {
    if (timingSafeEqual(signatureOf(canonical, request, given, keys), wanted)) return;
  }
  throw forbidden("SignatureDoesNotMatch", "The signature is not the one of this request and key.");
}

function readAuthorization(header: string | undefined): Authorization {
  const [, credential = "", signedHeaders = "", signature = ""] = FORM.exec(header ?? "") ?? [];
  const parts = credential.split("/");
  const [date, region, service, end] = parts.slice(-4);
  if (date === undefined || region === undefined || service !== "s3" || end !== "aws4_request") {
    throw forbidden("AccessDenied", "The request has no signature of version 4 for s3.");
  }
  const names = signedHeaders.split(";");
  if (!names.includes("host")) throw forbidden("AccessDenied", "The signature leaves out the host.");
  return {
    accessKeyId: parts.slice(0, -4).join("/"),
    date,
    region,
    service,
    signedHeaders: names,
    signature,
  };
}

function* canonicalRequests(request: Signed, names: readonly string[], hash: string): Iterable<string> {
  const [path = "/", query = ""] = splitTarget(request.target);
  const headers = names.map((name) => `${name}:${headerText(request.headers[name])}\n`).join("");
  for (const uri of new Set([path, encodePath(decodePath(path)), encodePath(path)])) {
    for (const pairs of new Set([canonicalQuery(query), canonicalQuery(query.replaceAll("+", "%20"))])) {
      yield [request.method, uri, pairs, headers, names.join(";"), hash].join("\n");
    }
  }
}

/** The request target's path and query, both as they were sent. */
export function splitTarget(target: string): readonly [string, string] {
  const at = target.indexOf("?");
  return at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
}

/** A path's characters, or a 400 `TabularError` where its escapes are broken. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest("The path has a broken escape.", "InvalidURI");
  }
}

function headerText(value: string | readonly string[] | undefined): string {
  const text = value === undefined ? "" : typeof value === "string" ? value : value.join(",");
  return text.trim().replace(/ +/g, " ");
}

function encodePath(path: string): string {
  return encodeURIComponent(path)
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A parameter without a value gets an empty one: `?table` counts as `table=`. */
function canonicalQuery(query: string): string {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return pairs
    .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
    .sort()
    .join("&");
}

function signatureOf(canonical: string, request: Signed, given: Authorization, keys: Keys): Buffer {
  const scope = `${given.date}/${given.region}/${given.service}/aws4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const time = headerText(request.headers["x-amz-date"]);
  const text = ["AWS4-HMAC-SHA256", time, scope, hash].join("\n");
  const steps = [given.date, given.region, given.service, "aws4_request", text];
  let key: Buffer = Buffer.from(`AWS4${keys.secretAccessKey}`);
  for (const step of steps) key = createHmac("sha256", key).update(step).digest();
  return key;
}
