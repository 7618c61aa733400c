import { randomUUID } from "node:crypto";
import type { Principal, Schemas } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import type { App } from "../services/app.ts";
import { type JobDocuments, jobRow } from "../services/jobs.ts";
import { EVENT_EXPIRY, EVENTS, keyOf } from "../services/transaction.ts";
import { webhookOwnerNow } from "../services/webhook-owner.ts";
import { storedWebhook, webhookRowFor } from "../services/webhooks.ts";
import { insert, update } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { eventId, loggedEvent } from "./event.ts";
import { matches } from "./filters.ts";
import { type LogRange, logRange, selectWindow } from "./log.ts";
import { readableEvents } from "./readers.ts";
import { pendingDelivery, startDelivery } from "./sequencer.ts";

type Request = Schemas["event-replay-post"];
type Replay = Schemas["event-replay"];
type ReplayJob = JobDocuments["replay"];

/** Events looked at in one write. */
const BATCH = 500;

/**
 * Sets a worker on sending a part of the log to a Webhook again, and answers its first and last event. Throws notFound or
 * forbidden without write on the Webhook, invalid where the bounds are at fault or it takes no events.
 */
export async function requestReplay(
  app: App,
  principal: Principal,
  { webhook_id: webhookId, ...bounds }: Request,
): Promise<Replay> {
  const id = randomUUID();
  const replay = await app.engine.write([keyOf("job", id)], async (view) => {
    mustBeActive(await webhookRowFor(view, principal, "write", webhookId));
    const range = await keptRange(view, await logRange(view, bounds));
    if (range === undefined) return { result: { webhook_id: webhookId }, changes: [] };
    const job = { ...jobRow(app, "replay", webhookId, { jobId: id, webhookId, range }), id };
    const ends = { first: eventId(range.first), last: eventId(range.last) };
    return { result: { webhook_id: webhookId, ...ends }, changes: insert("jobs", [job]) };
  });
  app.nudge();
  return replay;
}

function mustBeActive(row: Row<"webhooks">): void {
  if (isActive(row)) return;
  const state = row.status === "error" ? "in error" : row.status;
  throw invalid(`The webhook_id names a Webhook that is ${state}; set it to created first.`, "webhook_id");
}

function isActive(row: Row<"webhooks">): boolean {
  return row.status === "created" || row.status === "started";
}

/** The range cut to what is kept now; undefined when that is nothing. */
async function keptRange(view: View, range: LogRange): Promise<LogRange | undefined> {
  const all = { range, filters: {} };
  const [first] = await selectWindow(view, all, { limit: 1 });
  const [last] = await selectWindow(view, all, { reverse: true, limit: 1 });
  return first && last ? { ...range, first: first.seq, last: last.seq } : undefined;
}

/**
 * One step of a replay: the events of a batch that pass the Webhook's filters, and that its owner may read now, are to be
 * sent again, and the job's row says where the next batch starts, in one write, so that any process may take over at any point. Resolves to whether
 * the replay is through; it also is when the Webhook takes no events any more.
 */
export async function stepReplay(app: App, { jobId, webhookId }: ReplayJob): Promise<boolean> {
  const keys = [keyOf("job", jobId), keyOf("webhook", webhookId), EVENTS, EVENT_EXPIRY];
  const owned = await app.engine.read((view) => view.get("webhooks", { id: webhookId }));
  const owner = owned && (await webhookOwnerNow(app, owned));
  if (owned === undefined || owner === undefined) return true;
  const done = await app.engine.write(keys, async (view) => {
    const job = await view.get("jobs", { id: jobId });
    const webhook = await view.get("webhooks", { id: webhookId });
    if (job === undefined || webhook === undefined || !isActive(webhook))
      return { result: true, changes: [] };
    if (webhook.owner !== owned.owner) return { result: false, changes: [] };
    const document = documentOf(job);
    const rows = await nextRows(view, document.range, webhook);
    const last = rows.at(-1);
    if (last === undefined) return { result: true, changes: [] };
    const next = { ...document, range: { ...document.range, first: last.seq + 1 } };
    const changes = [
      ...(await sendAgain(app, owner, view, { webhook, rows })),
      ...update("jobs", [{ ...job, doc: JSON.stringify(next) }]),
    ];
    return { result: rows.length < BATCH, changes };
  });
  app.nudge();
  return done;
}

/** The document was made here; the row's is ahead of the one that the worker was given with its claim. */
function documentOf(job: Row<"jobs">): ReplayJob {
  return JSON.parse(job.doc) as ReplayJob;
}

function nextRows(view: View, range: LogRange, webhook: Row<"webhooks">): Promise<Row<"events">[]> {
  return selectWindow(view, { range, filters: storedWebhook(webhook) }, { limit: BATCH });
}

/** What waits to be sent is left alone; all else starts anew, as if it had not been tried. */
async function sendAgain(
  app: App,
  owner: Principal,
  view: View,
  { webhook, rows }: { readonly webhook: Row<"webhooks">; readonly rows: readonly Row<"events">[] },
): Promise<Change[]> {
  const filters = storedWebhook(webhook);
  const passing = rows.map(loggedEvent).filter((event) => matches(event, filters));
  const wanted = (await readableEvents(view, owner, passing)).map((event) => event.seq);
  if (wanted.length === 0) return [];
  const where = [
    { column: "webhook_id", op: "eq", value: webhook.id } as const,
    { column: "seq", in: wanted } as const,
  ];
  const states = new Map(
    (await view.select("deliveries", { where })).map((row) => [row.seq, row.state] as const),
  );
  const pending = (seqs: readonly number[]): Row<"deliveries">[] =>
    seqs.map((seq) => pendingDelivery(app, webhook.id, seq));
  return [
    ...update("deliveries", pending(wanted.filter((seq) => (states.get(seq) ?? "pending") !== "pending"))),
    ...insert("deliveries", pending(wanted.filter((seq) => !states.has(seq)))),
    ...(await startDelivery(app, view, webhook.id)),
  ];
}
