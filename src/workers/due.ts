import { type LoggedEvent, loggedEvent } from "../events/event.ts";
import { type Envelope, payloads } from "../events/payload.ts";
import { readableEvents } from "../events/readers.ts";
import type { App } from "../services/app.ts";
import { webhookOwnerNow } from "../services/webhook-owner.ts";
import { storedWebhook } from "../services/webhooks.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";

type Delivery = Row<"deliveries">;

/** A delivery whose time has come, with what is to be sent. */
export interface Due {
  readonly row: Delivery;
  readonly event: LoggedEvent;
  readonly envelope: Envelope;
}

/**
 * What there is to do for a Webhook: `due` now, `withheld` since its owner may not read it any more, or `nextAt` in ms since
 * 1970; nothing of it when nothing waits.
 */
export interface Queue {
  readonly due: readonly Due[];
  readonly withheld: readonly Delivery[];
  readonly nextAt?: number;
}

/** Deliveries in one round, and characters of their events, so that many rounds fit into memory. */
const ROUND = 64;
const ROUND_CHARACTERS = 1024 * 1024;
/** Deliveries looked at for a round while some wait for their next attempt. */
const LOOK = 256;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 300_000;

/** The oldest deliveries of a Webhook that wait, in the order of the log. */
export function pendingDeliveries(view: View, webhookId: string, limit: number): Promise<Delivery[]> {
  const where = [
    { column: "webhook_id", op: "eq", value: webhookId } as const,
    { column: "state", op: "eq", value: "pending" } as const,
  ];
  return view.select("deliveries", { where, order: "queue", limit });
}

/**
 * The oldest deliveries that may be sent now. One that failed waits for its next attempt, and with it all later ones of
 * the same Flow or Source (EV-009); those of others go on, so that an event that a receiver chokes on holds up no more.
 * Whether the Webhook's owner may read them is asked now, whatever was so when they were logged (AUTH-080).
 */
export async function dueDeliveries(app: App, webhook: Row<"webhooks">): Promise<Queue> {
  const owner = await webhookOwnerNow(app, webhook);
  return app.engine.read(async (view) => {
    const first = await pendingDeliveries(view, webhook.id, ROUND);
    const rows = first.some(hasFailed) ? await pendingDeliveries(view, webhook.id, LOOK) : first;
    const logged = await view.select("events", {
      where: [{ column: "seq", in: rows.map((row) => row.seq) }],
    });
    const { chosen, nextAt } = choose(rows, logged, {
      now: app.now().getTime(),
      since: webhook.active_since,
    });
    const events = chosen.map(({ event }) => event);
    const readable = owner === undefined ? [] : await readableEvents(view, owner, events);
    const envelopes =
      owner === undefined
        ? []
        : await payloads(app, owner, view, readable, storedWebhook(webhook), app.base());
    const told = new Map(readable.map(({ seq }, at) => [seq, envelopes[at]]));
    const due = chosen.flatMap((each) => {
      const envelope = told.get(each.row.seq);
      return envelope === undefined ? [] : [{ ...each, envelope }];
    });
    const withheld = chosen.filter(({ row }) => !told.has(row.seq)).map(({ row }) => row);
    return { due, withheld, ...(nextAt === undefined ? {} : { nextAt }) };
  });
}

/** Whether a delivery was tried in vain. */
export function hasFailed(row: Delivery): boolean {
  return row.attempts > 0;
}

interface Choice {
  readonly chosen: readonly Omit<Due, "envelope">[];
  readonly nextAt?: number;
}

/** A delivery waits for its next attempt unless it failed before the Webhook was last set to send. */
function choose(
  rows: readonly Delivery[],
  logged: readonly Row<"events">[],
  { now, since }: { readonly now: number; readonly since: number },
): Choice {
  const events = new Map(logged.map((row) => [row.seq, row]));
  const held = new Set<string>();
  const chosen: Omit<Due, "envelope">[] = [];
  let nextAt: number | undefined;
  let characters = 0;
  for (const row of rows) {
    const stored = events.get(row.seq);
    if (stored === undefined || chosen.length === ROUND || characters > ROUND_CHARACTERS) continue;
    const lanes = lanesOf(stored);
    const waits = hasFailed(row) && row.updated >= since && nextAttempt(row) > now;
    if (waits) nextAt = Math.min(nextAt ?? Number.POSITIVE_INFINITY, nextAttempt(row));
    if (waits || lanes.some((lane) => held.has(lane))) {
      for (const lane of lanes) held.add(lane);
      continue;
    }
    chosen.push({ row, event: loggedEvent(stored) });
    characters += stored.doc.length;
  }
  return { chosen, ...(nextAt === undefined ? {} : { nextAt }) };
}

/** Events of one Flow keep their order, and so do those of one Source (EV-009). */
export function lanesOf({ flow_id, source_id }: Pick<Row<"events">, "flow_id" | "source_id">): string[] {
  return [source_id, ...(flow_id === null ? [] : [flow_id])];
}

/** Delays double; what spreads them follows from the row, since every process must come to the same time. */
function nextAttempt({ seq, attempts, updated }: Delivery): number {
  const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 30));
  const spread = 0.5 + ((Math.imul(seq % 2 ** 31, 2654435761) ^ (attempts * 40503)) >>> 0) / 2 ** 32;
  return updated + delay * spread;
}
