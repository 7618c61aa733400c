import type { ClientRequest } from "node:http";
import { invalid, StoreError } from "../errors.ts";
import type { App, ServiceSettings } from "../services/app.ts";
import { type Caller, type OutboundGuard, openCaller, outboundGuard } from "../services/outbound.ts";
import { type Answer, answerTo } from "./answer.ts";
import { deliveryHeaders } from "./delivery-headers.ts";
import { retryAfterMs } from "./retry-after.ts";

/** One event for one Webhook. */
export interface Delivery {
  readonly url: string;
  /** The same at every attempt, so that receivers know an event they had (EV-008). */
  readonly eventId: string;
  /** JSON. */
  readonly body: string;
  /** `api_key_name` and `api_key_value` (EV-005). */
  readonly apiKey?: { readonly name: string; readonly value: string };
}

/** What came of one attempt (EV-098): taken, worth another attempt, or not wanted. */
export interface DeliveryOutcome {
  readonly kind: "delivered" | "retry" | "refused";
  /** Absent without an answer. */
  readonly status?: number;
  readonly latencyMs: number;
  /** A sentence for the Webhook's owner, without secrets (EV-111); absent when delivered. */
  readonly error?: string;
  /** How long the receiver wants to be left alone. */
  readonly retryAfterMs?: number;
}

/** Sends events to receivers. */
export interface Sender {
  /** One attempt. Never rejects: a server that stops is an outcome too, to be tried again. */
  send(delivery: Delivery, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Cuts what is under way. */
  close(): void;
}

/** The part of the App that senders need. */
export interface SenderOptions {
  readonly settings: Pick<ServiceSettings, "outboundAllow" | "webhookTimeoutMs" | "webhookSigningSecrets">;
  readonly versions: Pick<App["versions"], "service">;
  now(): Date;
}

/** A sender that keeps connections between deliveries, and makes each new one through the guard (EV-101, WH-020). */
export function openSender(
  options: SenderOptions,
  guard: OutboundGuard = outboundGuard(options.settings.outboundAllow),
): Sender {
  const caller = openCaller(guard, { keepAlive: true });
  const closing = new AbortController();
  return {
    send: async (delivery, signal) => {
      const started = performance.now();
      const conclusion = await withinLimit(options, [signal, closing.signal], (limit) =>
        attempt({ options, guard, caller }, delivery, limit),
      );
      return { ...conclusion, latencyMs: Math.round(performance.now() - started) };
    },
    close: () => {
      closing.abort();
      caller.close();
    },
  };
}

type Conclusion = Omit<DeliveryOutcome, "latencyMs">;

/** Runs an attempt under a signal that ends it after its time, or with the first of the given ones. */
async function withinLimit(
  { settings: { webhookTimeoutMs } }: SenderOptions,
  signals: readonly AbortSignal[],
  run: (limit: AbortSignal) => Promise<Conclusion>,
): Promise<Conclusion> {
  const limit = new AbortController();
  let reason = `The receiver did not answer within ${webhookTimeoutMs} ms.`;
  const stop = (): void => {
    reason = "This server stopped before the receiver answered.";
    limit.abort();
  };
  const timer = setTimeout(() => limit.abort(), webhookTimeoutMs);
  for (const signal of signals) signal.addEventListener("abort", stop);
  try {
    if (signals.some((signal) => signal.aborted)) stop();
    return await run(limit.signal);
  } catch (error) {
    if (error instanceof StoreError) return { kind: "refused", error: error.message };
    return { kind: "retry", error: limit.signal.aborted ? reason : connectionError(error) };
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener("abort", stop);
  }
}

interface Sending {
  readonly options: SenderOptions;
  readonly guard: OutboundGuard;
  readonly caller: Caller;
}

/** Throws what kept an answer away; StoreError when it is the Webhook itself that cannot be called. */
async function attempt(sending: Sending, delivery: Delivery, limit: AbortSignal): Promise<Conclusion> {
  const url = sending.guard.check(delivery.url, "url");
  let answer: Answer | undefined;
  // A kept connection that turns out closed is no fault of the receiver; each such one is gone then, so this ends.
  while (answer === undefined) answer = await answerTo(post(sending, url, delivery, limit));
  return concludeFrom(answer, sending.options.now());
}

function post(
  { options, caller }: Sending,
  url: URL,
  delivery: Delivery,
  signal: AbortSignal,
): ClientRequest {
  // As bytes: Node would write a text in one piece with the headers, and change what is not ASCII in those.
  const body = Buffer.from(delivery.body);
  const headers = deliveryHeaders(
    { id: delivery.eventId, time: options.now(), body, apiKey: delivery.apiKey },
    { version: options.versions.service, secrets: options.settings.webhookSigningSecrets },
  );
  return requestOf(() => caller.request(url, { method: "POST", headers, signal })).end(body);
}

/** Making a request throws only for what it is made of, such as a header that cannot be sent. */
function requestOf(make: () => ClientRequest): ClientRequest {
  try {
    return make();
  } catch {
    throw invalid("The Webhook's header for its API key cannot be sent.", "api_key_name");
  }
}

function concludeFrom({ status, retryAfter }: Answer, now: Date): Conclusion {
  if (status >= 200 && status < 300) return { kind: "delivered", status };
  const error = `The receiver answered ${status}.`;
  if (status === 408 || status === 429 || (status >= 500 && status < 600)) {
    const wait = retryAfterMs(retryAfter, now);
    return { kind: "retry", status, error, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status >= 300 && status < 400)
    return { kind: "refused", status, error: `The receiver answered ${status}; redirects are not followed.` };
  return { kind: "refused", status, error };
}

/** Only the code: messages of the system carry addresses, which are not for those who may read of a Webhook. */
function connectionError(error: unknown): string {
  const { code } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return `The connection to the receiver failed${code === undefined ? "" : ` (${code})`}.`;
}
