import { createHmac } from "node:crypto";
import { invalid } from "../errors.ts";

/** What one attempt sends. */
interface Message {
  readonly id: string;
  readonly time: Date;
  readonly body: Uint8Array;
  readonly apiKey: { readonly name: string; readonly value: string } | undefined;
}

/** Who sends: this server's version, and what it signs with in the form `whsec_` and base64. */
interface Origin {
  readonly version: string;
  readonly secrets: readonly string[];
}

/** Whether this server sets the header itself, so that a Webhook's API key cannot have its name. */
export function isReservedHeader(name: string): boolean {
  return OURS.has(name.toLowerCase());
}

/**
 * The headers of a delivery: EV-005, EV-006 and those of Standard Webhooks, with a signature only where there are
 * secrets. Invalid where the API key's name is one of the headers that this server sets.
 */
export function deliveryHeaders(
  { id, time, body, apiKey }: Message,
  { version, secrets }: Origin,
): Record<string, string> {
  if (apiKey !== undefined && isReservedHeader(apiKey.name))
    throw invalid(`api_key_name cannot be ${apiKey.name}, which this server sets itself.`, "api_key_name");
  const timestamp = String(Math.floor(time.getTime() / 1000));
  const signed = secrets.map((secret) => signature(secret, `${id}.${timestamp}.`, body));
  return {
    "Content-Type": "application/json",
    "Content-Length": String(body.length),
    "User-Agent": `vast-tams/${version}`,
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    // One of each secret: receivers that know only the old or only the new one agree while secrets are changed.
    ...(signed.length === 0 ? {} : { "webhook-signature": signed.join(" ") }),
    ...(apiKey === undefined ? {} : { [apiKey.name]: apiKey.value }),
  };
}

/** Headers that say what is sent by whom, and where it ends: a Webhook's own would break or forge a delivery. */
const OURS = new Set([
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
]);

function signature(secret: string, prefix: string, body: Uint8Array): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(prefix).update(body).digest("base64")}`;
}
