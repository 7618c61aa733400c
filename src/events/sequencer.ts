import type { Schemas } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import { EVENT_LOG } from "../services/catalog.ts";
import { jobRow } from "../services/jobs.ts";
import { EVENTS } from "../services/transaction.ts";
import { insert, inserted, remove, update } from "../storage/changes.ts";
import type { Change, Outcome, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { eventRow, type LoggedEvent } from "./event.ts";
import { matches } from "./filters.ts";
import { outboxEvent } from "./outbox.ts";
import { type Owners, ownersOf } from "./owners.ts";
import { mightReadThen } from "./readers.ts";

type Webhook = Schemas["webhook-get"];

/** Events that get their places in one write, or fewer where there are so many Webhooks that each may need a lot of rows. */
const BATCH = 200;
const DELIVERIES = 10_000;

/**
 * Gives waiting events their places in the log, with a delivery for each Webhook whose filters they pass. Any process may:
 * the key makes them take turns, so places are without gaps and a reader that has seen one has missed none before it.
 * Resolves to how many there were.
 */
export async function sequence(app: App): Promise<number> {
  const waiting = await app.engine.read((view) => view.select("event_outbox", { limit: 1 }));
  if (waiting.length === 0) return 0;
  return (await sequenceBatch(app)).count;
}

async function sequenceBatch(app: App): Promise<Omit<Logged, "changes">> {
  const logged = await knowingOwners(app, (owners) =>
    app.engine.write([EVENTS], async (view) => {
      const { changes, ...result } = await logChanges(app, view, owners);
      return { result, changes: result.strangers.length > 0 ? [] : changes };
    }),
  );
  if (logged.isSent) app.nudge();
  return logged;
}

/** Runs a write again, which has changed nothing, until all owners are known that it has to judge by. */
async function knowingOwners<Result extends { readonly strangers: readonly Row<"webhooks">[] }>(
  app: App,
  write: (owners: Owners) => Promise<Result>,
): Promise<Result> {
  const owners = ownersOf(app);
  await owners.renew();
  for (;;) {
    const result = await write(owners);
    if (result.strangers.length === 0) return result;
    await owners.learn(result.strangers);
  }
}

/**
 * A write that changes which Webhooks get events: those that happened before it get their places first, by the old rules,
 * and later ones by the new (EV-071, EV-100). `work` is told the changes that come before its own in the same write.
 */
export async function writeWebhook<Result>(
  app: App,
  keys: readonly string[],
  work: (view: View, before: readonly Change[]) => Promise<Outcome<Result>>,
): Promise<Result> {
  // Few are left for the write itself, whose size is bounded.
  while ((await sequenceBatch(app)).isFull);
  const done = await knowingOwners(app, (owners) =>
    app.engine.write<Written<Result>>([...keys, EVENTS], async (view) => {
      const { strangers, ...logged } = await logChanges(app, view, owners);
      if (strangers.length > 0) return { result: { strangers }, changes: [] };
      const { result, changes } = await work(view, logged.changes);
      return { result: { strangers, answer: { result } }, changes: [...logged.changes, ...changes] };
    }),
  );
  app.nudge();
  // Only a write without strangers ends, and that has an answer.
  return (done.answer as { readonly result: Result }).result;
}

interface Written<Result> {
  readonly strangers: readonly Row<"webhooks">[];
  readonly answer?: { readonly result: Result };
}

/** The id of the one job that sends a Webhook's deliveries: its lease is what keeps two processes from sending them. */
export function deliveryJob(webhookId: string): string {
  return `webhook-${webhookId}`;
}

/** Starts the job of a Webhook unless there is one, or one in the changes before; only in a write that holds `EVENTS`. */
export async function startDelivery(
  app: App,
  view: View,
  webhookId: string,
  before: readonly Change[] = [],
): Promise<Change[]> {
  const id = deliveryJob(webhookId);
  if (inserted(before, "jobs").some((job) => job.id === id)) return [];
  if ((await view.get("jobs", { id })) !== undefined) return [];
  return insert("jobs", [{ ...jobRow(app, "webhook", webhookId, { webhookId }), id }]);
}

/** Makes the job of a Webhook due now if it waits for its next attempt; only in a write that holds the job's key. */
export async function hastenDelivery(app: App, view: View, webhookId: string): Promise<Change[]> {
  const job = await view.get("jobs", { id: deliveryJob(webhookId) });
  if (job === undefined || job.owner !== null) return [];
  return update("jobs", [{ ...job, attempts: 0, run_at: app.now().getTime() }]);
}

/** A delivery that waits to be sent. */
export function pendingDelivery(app: App, webhookId: string, seq: number): Row<"deliveries"> {
  return {
    webhook_id: webhookId,
    seq,
    state: "pending",
    attempts: 0,
    first: null,
    updated: app.now().getTime(),
    status: null,
    latency: null,
    error: null,
  };
}

interface Logged {
  readonly count: number;
  /** Whether more may wait than one write takes. */
  readonly isFull: boolean;
  /** Whether some Webhook gets one of the events. */
  readonly isSent: boolean;
  /** Webhooks of whose owners nothing is known yet: then the changes are not all. */
  readonly strangers: readonly Row<"webhooks">[];
  readonly changes: readonly Change[];
}

const NOTHING: Logged = { count: 0, isFull: false, isSent: false, strangers: [], changes: [] };

async function logChanges(app: App, view: View, owners: Owners): Promise<Logged> {
  const active = await view.select("webhooks", {
    where: [{ column: "status", in: ["created", "started"] }],
  });
  const limit = Math.max(1, Math.min(BATCH, Math.floor(DELIVERIES / Math.max(1, active.length))));
  const rows = await view.select("event_outbox", { order: "age", limit });
  if (rows.length === 0) return NOTHING;
  const head = await view.get("settings", { name: EVENT_LOG });
  // A log starts at the time, so that a database made anew gives no id that receivers know. The document was made below.
  const last = head === undefined ? app.now().getTime() : (JSON.parse(head.doc) as { last: number }).last;
  const events = rows.map((row, at): LoggedEvent => ({ ...outboxEvent(row), seq: last + 1 + at }));
  const next = { name: EVENT_LOG, doc: JSON.stringify({ last: last + events.length }) };
  const { strangers, changes: deliveries } = await deliveryChanges(app, view, { events, active, owners });
  const changes: Change[] = [
    head === undefined ? { insert: "settings", rows: [next] } : { update: "settings", rows: [next] },
    ...remove("event_outbox", rows),
    ...insert(
      "events",
      events.map(({ seq, ...event }) => eventRow(seq, event)),
    ),
    ...deliveries,
  ];
  const count = rows.length;
  return { count, isFull: count === limit, isSent: deliveries.length > 0, strangers, changes };
}

interface Sendable {
  readonly events: readonly LoggedEvent[];
  readonly active: readonly Row<"webhooks">[];
  readonly owners: Owners;
}

/** What an owner may not read is no event of his Webhook's; when it is sent that is asked again (AUTH-080). */
async function deliveryChanges(
  app: App,
  view: View,
  { events, active, owners }: Sendable,
): Promise<Pick<Logged, "strangers" | "changes">> {
  const changes: Change[] = [];
  const strangers: Row<"webhooks">[] = [];
  for (const row of active) {
    // The document was made from a validated Webhook (`services/webhooks.ts`).
    const webhook = JSON.parse(row.doc) as Webhook;
    const matching = events.filter((event) => matches(event, webhook));
    if (matching.length === 0) continue;
    const owner = owners.ask(row);
    if (owner === undefined) strangers.push(row);
    const due = matching.filter((event) => owner?.principal && mightReadThen(owner.principal, event));
    if (due.length === 0) continue;
    changes.push(
      ...insert(
        "deliveries",
        due.map(({ seq }) => pendingDelivery(app, row.id, seq)),
      ),
      ...(await startDelivery(app, view, row.id)),
    );
  }
  return { strangers, changes };
}
