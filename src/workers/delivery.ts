import { setTimeout as sleep } from "node:timers/promises";
import { eventId, type LoggedEvent, loggedEvent } from "../events/event.ts";
import { type Envelope, payloads } from "../events/payload.ts";
import type { DeliveryOutcome, Sender } from "../events/send.ts";
import type { App } from "../services/app.ts";
import { EVENTS, keyOf } from "../services/transaction.ts";
import { storedWebhook, webhookInError, webhookStarted } from "../services/webhooks.ts";
import { remove, update } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { inLanes } from "./lanes.ts";
import { type JobHandler, TryLater } from "./worker.ts";

type Delivery = Row<"deliveries">;
type Due = { readonly row: Delivery; readonly event: LoggedEvent; readonly envelope: Envelope };
type Sent = { readonly row: Delivery; readonly outcome: DeliveryOutcome };

/** Deliveries in one round, and how many of them are under way at once, of different Flows and Sources. */
const ROUND = 64;
const AT_ONCE = 8;
/** No delivery starts later in its round: URLs are signed for the round, and it is what a killed process repeats. */
const ROUND_MS = 5000;
/** Rows dropped or deleted in one write. */
const BATCH = 500;
/** Receivers that refused this many events in a row are not sent more. */
const REFUSALS = 20;
/** Time deliveries under way get to finish when the process stops. */
const GRACE_MS = 2000;

/**
 * Sends a Webhook's events, each Flow's and Source's in order, at least once (EV-007 to EV-011). Every round is recorded
 * before the next one, so a process that dies repeats one round at most. A receiver that fails is tried again later,
 * with one event until it answers; none waits for another Webhook's (EV-102).
 */
export function delivery(sender: Sender): JobHandler<"webhook"> {
  return {
    attempts: Number.POSITIVE_INFINITY,
    places: 64,
    hasMore: { keys: [EVENTS], ask: (view, { webhookId }) => isPending(view, webhookId) },
    step: async (app, { webhookId }, signal) => {
      const row = await app.engine.read((view) => view.get("webhooks", { id: webhookId }));
      if (row === undefined) return forget(app, webhookId);
      if (row.status === "disabled" || row.status === "error") return drop(app, webhookId);
      const due = await dueDeliveries(app, row);
      if (due.length === 0) return true;
      if (row.status === "created") await webhookStarted(app, webhookId);
      const sent = await sendRound({ app, sender, webhook: row }, due, signal);
      await record(app, sent);
      return conclude(app, row, sent);
    },
  };
}

async function isPending(view: View, webhookId: string): Promise<boolean> {
  return (await pendingRows(view, webhookId, 1)).length > 0;
}

function pendingRows(view: View, webhookId: string, limit: number): Promise<Delivery[]> {
  const where = [
    { column: "webhook_id", op: "eq", value: webhookId } as const,
    { column: "state", op: "eq", value: "pending" } as const,
  ];
  return view.select("deliveries", { where, order: "queue", limit });
}

/** The oldest deliveries with what is to be sent; only the first where that one has failed before. */
async function dueDeliveries(app: App, webhook: Row<"webhooks">): Promise<Due[]> {
  return app.engine.read(async (view) => {
    const pending = await pendingRows(view, webhook.id, ROUND);
    const rows = (pending[0]?.attempts ?? 0) > 0 ? pending.slice(0, 1) : pending;
    const logged = await view.select("events", {
      where: [{ column: "seq", in: rows.map((row) => row.seq) }],
    });
    const events = new Map(logged.map((row) => [row.seq, loggedEvent(row)]));
    const known = rows.flatMap((row) => {
      const event = events.get(row.seq);
      return event === undefined ? [] : [{ row, event }];
    });
    const envelopes = await payloads(
      app,
      view,
      known.map(({ event }) => event),
      storedWebhook(webhook),
      app.base(),
    );
    return known.flatMap((each, at) => {
      const envelope = envelopes[at];
      return envelope === undefined ? [] : [{ ...each, envelope }];
    });
  });
}

interface Round {
  readonly app: App;
  readonly sender: Sender;
  /** As it was when the round began. */
  readonly webhook: Row<"webhooks">;
}

/**
 * Once one delivery is to be tried again no further ones start: the receiver is in trouble. Nor do they when the Webhook
 * is not any more what it was: what a client changed holds from the next delivery on (EV-092, EV-104, WH-060).
 */
async function sendRound(
  { app, sender, webhook }: Round,
  due: readonly Due[],
  signal: AbortSignal,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  const began = performance.now();
  const trouble = new AbortController();
  const cut = new AbortController();
  const stop = (): void => {
    trouble.abort();
    void sleep(GRACE_MS, undefined, { ref: false }).then(() => cut.abort());
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const { api_key_name: name } = storedWebhook(webhook);
  const apiKey = name && webhook.api_key_value ? { name, value: webhook.api_key_value } : undefined;
  try {
    await inLanes(due, AT_ONCE, lanesOf, async ({ row, envelope }) => {
      if (performance.now() - began > ROUND_MS || !(await isUnchanged(app, webhook))) trouble.abort();
      if (trouble.signal.aborted) return;
      const body = JSON.stringify(envelope);
      const message = { url: webhook.url, eventId: eventId(row.seq), body, ...(apiKey && { apiKey }) };
      const outcome = await sender.send(message, cut.signal);
      if (cut.signal.aborted && outcome.kind !== "delivered") return;
      if (outcome.kind === "retry") trouble.abort();
      sent.push({ row, outcome });
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
  return sent;
}

/** Its status moves on by itself to `started`. */
async function isUnchanged(app: App, { id, doc, api_key_value }: Row<"webhooks">): Promise<boolean> {
  const row = await app.engine.read((view) => view.get("webhooks", { id }));
  const isActive = row?.status === "created" || row?.status === "started";
  return isActive && row.doc === doc && row.api_key_value === api_key_value;
}

/** Events of one Flow keep their order, and so do those of one Source (EV-009). */
function lanesOf({ event }: Due): string[] {
  return [event.sourceId, ...(event.flowId === undefined ? [] : [event.flowId])];
}

async function record(app: App, sent: readonly Sent[]): Promise<void> {
  const [first] = sent;
  if (first === undefined) return;
  const now = app.now().getTime();
  const rows = sent.map(
    ({ row, outcome }): Delivery => ({
      ...row,
      state: STATES[outcome.kind],
      attempts: row.attempts + 1,
      first: row.first ?? now - Math.round(outcome.latencyMs),
      updated: now,
      status: outcome.status ?? null,
      latency: Math.round(outcome.latencyMs),
      error: outcome.error ?? null,
    }),
  );
  const { webhook_id } = first.row;
  await app.engine.write([keyOf("webhook", webhook_id)], async (view) => {
    const where = [
      { column: "webhook_id", op: "eq", value: webhook_id } as const,
      { column: "seq", in: rows.map((row) => row.seq) } as const,
      { column: "state", op: "eq", value: "pending" } as const,
    ];
    // A process that lost the job meanwhile must not take back what the next one has recorded.
    const attempts = new Map(
      (await view.select("deliveries", { where })).map((row) => [row.seq, row.attempts] as const),
    );
    const open = rows.filter((row) => attempts.get(row.seq) === row.attempts - 1);
    return { result: undefined, changes: update("deliveries", open) };
  });
}

const STATES = { delivered: "delivered", retry: "pending", refused: "failed" } as const;

/** Goes on, waits, or gives the Webhook up (EV-094, EV-097, EV-098). Resolves to whether all is done. */
async function conclude(app: App, webhook: Row<"webhooks">, sent: readonly Sent[]): Promise<boolean> {
  const gone = sent.find(({ outcome }) => outcome.status === 410);
  const refused = sent.find(({ outcome }) => outcome.kind === "refused");
  const failed = sent.find(({ outcome }) => outcome.kind === "retry");
  if (gone !== undefined || (refused !== undefined && (await refusesAll(app, webhook.id)))) {
    const { error } = (gone ?? refused)?.outcome ?? {};
    await webhookInError(app, webhook, error ?? "The receiver refuses all events.");
    return false;
  }
  if (failed === undefined) return false;
  const { row, outcome } = failed;
  const reason = outcome.error ?? "The receiver does not take the event.";
  const since = Math.max(row.first ?? app.now().getTime(), await lastTaken(app, webhook.id));
  if (app.now().getTime() - since >= app.settings.webhookGiveUpSeconds * 1000) {
    await webhookInError(app, webhook, reason);
    return false;
  }
  if (outcome.retryAfterMs !== undefined) throw new TryLater(reason, outcome.retryAfterMs);
  throw new Error(reason);
}

/**
 * When the receiver took the last event that it took, in ms since 1970: events that failed together in a long outage are
 * not what it is given up for once it is back.
 */
async function lastTaken(app: App, webhookId: string): Promise<number> {
  const where = [
    { column: "webhook_id", op: "eq", value: webhookId } as const,
    { column: "state", op: "eq", value: "delivered" } as const,
  ];
  const [last] = await app.engine.read((view) =>
    view.select("deliveries", { where, order: "queue", reverse: true, limit: 1 }),
  );
  return last?.updated ?? 0;
}

async function refusesAll(app: App, webhookId: string): Promise<boolean> {
  const where = [
    { column: "webhook_id", op: "eq", value: webhookId } as const,
    { column: "state", in: ["delivered", "failed"] } as const,
  ];
  const last = await app.engine.read((view) =>
    view.select("deliveries", { where, order: "log", reverse: true, limit: REFUSALS }),
  );
  return last.length === REFUSALS && last.every((row) => row.state === "failed");
}

/** What waits when a Webhook is disabled or in error is not sent later (EV-092, EV-100); it can be replayed. */
async function drop(app: App, webhookId: string): Promise<boolean> {
  return app.engine.write([keyOf("webhook", webhookId)], async (view) => {
    const row = await view.get("webhooks", { id: webhookId });
    const isActive = row?.status === "created" || row?.status === "started";
    const rows = isActive ? [] : await pendingRows(view, webhookId, BATCH);
    const updated = app.now().getTime();
    const changes = update(
      "deliveries",
      rows.map((each) => ({ ...each, state: "dropped", updated })),
    );
    return { result: !isActive && rows.length < BATCH, changes };
  });
}

/** The records of a Webhook that is deleted go with it. */
async function forget(app: App, webhookId: string): Promise<boolean> {
  return app.engine.write([keyOf("webhook", webhookId)], async (view) => {
    const where = [{ column: "webhook_id", op: "eq", value: webhookId } as const];
    const rows = await view.select("deliveries", { where, order: "log", limit: BATCH });
    return { result: rows.length < BATCH, changes: remove("deliveries", rows) };
  });
}
