import { createHmac, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A fresh secret in the form that the server's settings take. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Seconds that a delivery's time may differ from ours: both are of one machine. */
const SKEW = 60;

/** Whether a delivery is signed with this secret, as Standard Webhooks has it, and says when it was sent. */
export function isSigned(secret: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const [id, time, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    String(headers[name]),
  );
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < SKEW)) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const made = createHmac("sha256", key).update(`${id}.${time}.`).update(body).digest("base64");
  return (signatures ?? "").split(" ").includes(`v1,${made}`);
}
