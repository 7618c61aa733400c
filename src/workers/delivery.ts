import { setTimeout as sleep } from "node:timers/promises";
import { eventId } from "../events/event.ts";
import type { DeliveryOutcome, Sender } from "../events/send.ts";
import type { App } from "../services/app.ts";
import { EVENTS, keyOf } from "../services/transaction.ts";
import { storedWebhook, webhookInError, webhookStarted } from "../services/webhooks.ts";
import { remove, update } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { type Due, dueDeliveries, hasFailed, lanesOf, pendingDeliveries } from "./due.ts";
import { inLanes } from "./lanes.ts";
import { type JobHandler, TryLater } from "./worker.ts";

type Delivery = Row<"deliveries">;
type Sent = { readonly row: Delivery; readonly outcome: DeliveryOutcome };

/** Deliveries under way at once, of different Flows and Sources; fewer once some have failed. */
const AT_ONCE = 8;
const AT_ONCE_IN_TROUBLE = 2;
/** So many failures in a round are not one event's. */
const FAILURES = 3;
/** Attempts at an event before its Webhook is given up, however long ago the first was. */
const LEAST_ATTEMPTS = 3;
/** No delivery starts later in its round: URLs are signed for the round, and it is what a killed process repeats. */
const ROUND_MS = 5000;
/** Rows dropped or deleted in one write. */
const BATCH = 500;
/** Receivers that refused this many events in a row are not sent more. */
const REFUSALS = 20;
/** While some events wait for their next attempt, new ones of other Flows and Sources wait so long at most. */
const LOOK_AGAIN_MS = 1000;
const WAITING = "Some events failed, and wait for their next attempt.";
/** Time deliveries under way get to finish when the process stops. */
const GRACE_MS = 2000;

/**
 * Sends a Webhook's events, each Flow's and Source's in order, at least once (EV-007 to EV-011). Every round is recorded
 * before the next one, so a process that dies repeats one round at most. A receiver that fails is tried again later,
 * with a few events until it answers; none waits for another Webhook's (EV-102).
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
      const { due, withheld, nextAt } = await dueDeliveries(app, row);
      if (withheld.length > 0) await withhold(app, withheld);
      if (due.length === 0 && withheld.length > 0) return false;
      if (due.length === 0 && nextAt === undefined) return true;
      if (due.length === 0)
        throw new TryLater(
          WAITING,
          Math.max(0, Math.min(LOOK_AGAIN_MS, (nextAt ?? 0) - app.now().getTime())),
        );
      if (row.status === "created") await webhookStarted(app, webhookId);
      const sent = await sendRound({ app, sender, webhook: row }, due, signal);
      await record(app, sent);
      return conclude(app, row, sent);
    },
  };
}

async function isPending(view: View, webhookId: string): Promise<boolean> {
  return (await pendingDeliveries(view, webhookId, 1)).length > 0;
}

interface Round {
  readonly app: App;
  readonly sender: Sender;
  /** As it was when the round began. */
  readonly webhook: Row<"webhooks">;
}

/**
 * Once some deliveries are to be tried again no further ones start: the receiver is in trouble. Nor do they when the Webhook
 * is not any more what it was: what a client changed holds from the next delivery on (EV-092, EV-104, WH-060).
 */
async function sendRound(
  { app, sender, webhook }: Round,
  due: readonly Due[],
  signal: AbortSignal,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  let failures = 0;
  const places = due.some(({ row }) => hasFailed(row)) ? AT_ONCE_IN_TROUBLE : AT_ONCE;
  const began = performance.now();
  const held = new Set<string>();
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
    await inLanes(due, places, lanesOfDue, async ({ row, event, envelope }) => {
      if (held.has(event.sourceId) || held.has(event.flowId ?? "")) return;
      if (performance.now() - began > ROUND_MS || !(await isUnchanged(app, webhook))) trouble.abort();
      if (trouble.signal.aborted) return;
      const body = JSON.stringify(envelope);
      const message = { url: webhook.url, eventId: eventId(row.seq), body, ...(apiKey && { apiKey }) };
      const outcome = await sender.send(message, cut.signal);
      if (cut.signal.aborted && outcome.kind !== "delivered") return;
      sent.push({ row, outcome });
      if (outcome.kind !== "retry") return;
      for (const lane of lanesOfDue({ event })) held.add(lane);
      if (++failures === FAILURES || outcome.retryAfterMs !== undefined) trouble.abort();
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

function lanesOfDue({ event }: Pick<Due, "event">): string[] {
  return lanesOf({ flow_id: event.flowId ?? null, source_id: event.sourceId });
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
  const seqs = rows.map((row) => row.seq);
  await app.engine.write([keyOf("webhook", webhook_id)], async (view) => {
    // A process that lost the job meanwhile must not take back what the next one has recorded.
    const attempts = new Map(
      (await openRows(view, webhook_id, seqs)).map((row) => [row.seq, row.attempts] as const),
    );
    const open = rows.filter((row) => attempts.get(row.seq) === row.attempts - 1);
    return { result: undefined, changes: update("deliveries", open) };
  });
}

function openRows(view: View, webhookId: string, seqs: readonly number[]): Promise<Delivery[]> {
  const where = [
    { column: "webhook_id", op: "eq", value: webhookId } as const,
    { column: "seq", in: seqs } as const,
    { column: "state", op: "eq", value: "pending" } as const,
  ];
  return view.select("deliveries", { where });
}

const STATES = { delivered: "delivered", retry: "pending", refused: "failed" } as const;

/** Goes on, waits, or gives the Webhook up (EV-094, EV-097, EV-098). Resolves to whether all is done. */
async function conclude(app: App, webhook: Row<"webhooks">, sent: readonly Sent[]): Promise<boolean> {
  const gone = sent.find(({ outcome }) => outcome.status === 410);
  const refused = sent.find(({ outcome }) => outcome.kind === "refused");
  if (gone !== undefined || (refused !== undefined && (await refusesAll(app, webhook)))) {
    const { error } = (gone ?? refused)?.outcome ?? {};
    await webhookInError(app, webhook, error ?? "The receiver refuses all events.");
    return false;
  }
  const failed = sent.filter(({ outcome }) => outcome.kind === "retry");
  const [first] = failed;
  if (first === undefined) return false;
  const reason = first.outcome.error ?? "The receiver does not take the event.";
  const taken = await lastTaken(app, webhook.id);
  if (failed.some(({ row }) => isOver(app, row, taken))) {
    await webhookInError(app, webhook, reason);
    return false;
  }
  await giveUpEvents(app, failed, taken);
  const wish = failed.find(({ outcome }) => outcome.retryAfterMs !== undefined)?.outcome.retryAfterMs;
  if (wish !== undefined) throw new TryLater(reason, wish);
  // While others are taken, those that failed wait by themselves.
  if (sent.length > failed.length) return false;
  throw new Error(reason);
}

/** Whether the receiver has taken nothing for so long that it is given up. */
function isOver(app: App, row: Delivery, taken: number): boolean {
  const since = Math.max(row.first ?? app.now().getTime(), taken);
  const isLong = app.now().getTime() - since >= app.settings.webhookGiveUpSeconds * 1000;
  return isLong && row.attempts + 1 >= LEAST_ATTEMPTS;
}

/** An event that a receiver chokes on, which takes all others, is given up alone, after twice the time. */
async function giveUpEvents(app: App, failed: readonly Sent[], taken: number): Promise<void> {
  const until = app.now().getTime() - 2 * app.settings.webhookGiveUpSeconds * 1000;
  const over = failed.filter(({ row }) => row.first !== null && row.first < until && taken > row.first);
  const [first] = over;
  if (first === undefined) return;
  const { webhook_id } = first.row;
  const seqs = over.map(({ row }) => row.seq);
  await app.engine.write([keyOf("webhook", webhook_id)], async (view) => {
    const pending = await openRows(view, webhook_id, seqs);
    return {
      result: undefined,
      changes: update(
        "deliveries",
        pending.map((row) => ({ ...row, state: "failed" })),
      ),
    };
  });
  app.log.warn("Events were given up that their receiver chokes on", {
    webhook: webhook_id,
    events: seqs.map(eventId),
  });
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

/** What was refused before the Webhook was last set to `created` is forgiven. */
async function refusesAll(app: App, { id, active_since }: Row<"webhooks">): Promise<boolean> {
  const where = [
    { column: "webhook_id", op: "eq", value: id } as const,
    { column: "state", in: ["delivered", "failed"] } as const,
    { column: "updated", op: "ge", value: active_since } as const,
  ];
  const last = await app.engine.read((view) =>
    view.select("deliveries", { where, order: "log", reverse: true, limit: REFUSALS }),
  );
  return last.length === REFUSALS && last.every((row) => row.state === "failed");
}

/** What the owner may not read is not sent, and not later either. */
async function withhold(app: App, withheld: readonly Delivery[]): Promise<void> {
  const [first] = withheld;
  if (first === undefined) return;
  const { webhook_id } = first;
  await app.engine.write([keyOf("webhook", webhook_id)], async (view) => {
    const open = await openRows(
      view,
      webhook_id,
      withheld.map((row) => row.seq),
    );
    const updated = app.now().getTime();
    const error = "The Webhook's owner may not read the event.";
    const dropped = open.map((row) => ({ ...row, state: "dropped", updated, error }));
    return { result: undefined, changes: update("deliveries", dropped) };
  });
}

/** What waits when a Webhook is disabled or in error is not sent later (EV-092, EV-100); it can be replayed. */
async function drop(app: App, webhookId: string): Promise<boolean> {
  return app.engine.write([keyOf("webhook", webhookId)], async (view) => {
    const row = await view.get("webhooks", { id: webhookId });
    const isActive = row?.status === "created" || row?.status === "started";
    const rows = isActive ? [] : await pendingDeliveries(view, webhookId, BATCH);
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
