import { randomUUID } from "node:crypto";
import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Query, Schemas } from "../contract/operations.ts";
import { invalid, notFound } from "../errors.ts";
import { isReservedHeader } from "../events/delivery-headers.ts";
import { deliveryJob, hastenDelivery, startDelivery, writeWebhook } from "../events/sequencer.ts";
import { update } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { outboundGuard } from "./outbound.ts";
import { type Page, selectPage } from "./paging.ts";
import { checkTags, tagChanges, tagConditions, tagTests } from "./tags.ts";
import { keyOf } from "./transaction.ts";

type Webhook = Schemas["webhook-get"];
type NewWebhook = Schemas["webhook-post"];
type ChangedWebhook = Schemas["webhook-put"];

/** Webhooks by url, without their secrets (WH-001 to WH-007). */
export async function listWebhooks(app: App, query: Query<"GET_webhooks">): Promise<Page<Webhook>> {
  const where = tagConditions<"webhooks">("webhook", tagTests(query, "tag"), "id");
  const page = await app.engine.read((view) =>
    selectPage(app, view, { table: "webhooks", order: "url", where }, query),
  );
  return { ...page, items: page.items.map(storedWebhook) };
}

/** The Webhook, without its secret, or notFound. */
export async function getWebhook(app: App, id: string): Promise<Webhook> {
  return storedWebhook(await app.engine.read((view) => rowOf(view, id)));
}

/** Registers a Webhook under a new id, whatever others say the same (WH-010 to WH-023). */
export async function createWebhook(app: App, body: NewWebhook): Promise<Webhook> {
  check(app, body);
  const { api_key_value, ...shown } = body;
  const webhook = withoutError({ ...shown, id: randomUUID(), status: body.status ?? "created" });
  const row = toRow(webhook, api_key_value ?? null, app.now().toISOString(), app.now());
  await writeWebhook(app, [keyOf("webhook", webhook.id)], async () => ({
    result: undefined,
    changes: [
      { insert: "webhooks", rows: [row] },
      ...tagChanges("webhook", webhook.id, {}, webhook.tags ?? {}),
    ],
  }));
  return webhook;
}

/** Replaces a Webhook; only a secret left out stays (WH-040 to WH-051, AMB-030). */
export async function replaceWebhook(app: App, id: string, body: ChangedWebhook): Promise<Webhook> {
  return writeWebhook(app, [keyOf("webhook", id), keyOf("job", deliveryJob(id))], async (view) => {
    const before = await rowOf(view, id);
    if (body.id !== id) throw invalid(`The body's id ${body.id} is not the path's ${id}.`, "id");
    check(app, body);
    if (before.status === "error" && body.status === "disabled") {
      throw invalid("A Webhook in error cannot be disabled; set it to created or delete it.", "status");
    }
    const { api_key_value, ...webhook } = body;
    const secret = api_key_value === undefined ? before.api_key_value : api_key_value || null;
    const tags = tagChanges("webhook", id, storedWebhook(before).tags ?? {}, webhook.tags ?? {});
    const row = toRow(withoutError(webhook), secret, before.created, app.now());
    // Who repairs a Webhook does not wait for the next attempt, nor do deliveries that are to be dropped.
    const job = await hastenDelivery(app, view, id);
    return { result: storedWebhook(row), changes: [{ update: "webhooks", rows: [row] }, ...tags, ...job] };
  });
}

/** Forgets a Webhook, or notFound. Its job removes the records of its deliveries. */
export async function deleteWebhook(app: App, id: string): Promise<void> {
  await writeWebhook(app, [keyOf("webhook", id), keyOf("job", deliveryJob(id))], async (view) => {
    const before = await rowOf(view, id);
    const tags = tagChanges("webhook", id, storedWebhook(before).tags ?? {}, {});
    const job = [...(await startDelivery(app, view, id)), ...(await hastenDelivery(app, view, id))];
    return { result: undefined, changes: [{ delete: "webhooks", keys: [{ id }] }, ...tags, ...job] };
  });
}

/** Says that sending has begun (EV-091). */
export async function webhookStarted(app: App, id: string): Promise<void> {
  await app.engine.write([keyOf("webhook", id)], async (view) => {
    const row = await view.get("webhooks", { id });
    const isNew = row?.status === "created";
    return { result: undefined, changes: isNew ? update("webhooks", [{ ...row, status: "started" }]) : [] };
  });
}

/**
 * Stops sending for good and says why (EV-094); the client may set it to `created` again. Nothing happens to a Webhook
 * that a client has changed since it was as `judged`.
 */
export async function webhookInError(app: App, judged: Row<"webhooks">, reason: string): Promise<void> {
  const { id } = judged;
  const isDone = await writeWebhook(app, [keyOf("webhook", id)], async (view) => {
    const row = await view.get("webhooks", { id });
    const isSame = row?.doc === judged.doc && row.api_key_value === judged.api_key_value;
    if (!isSame || row.status === "disabled") return { result: false, changes: [] };
    const error = { type: "delivery", summary: reason, time: app.now().toISOString() };
    const webhook = { ...storedWebhook(row), status: "error", error };
    const changed = { ...row, status: "error", doc: JSON.stringify(webhook) };
    return { result: true, changes: update("webhooks", [changed]) };
  });
  if (isDone) app.log.warn("A webhook was put in error", { webhook: id, reason });
}

async function rowOf(view: View, id: string): Promise<Row<"webhooks">> {
  const row = await view.get("webhooks", { id });
  if (row === undefined) throw notFound("Webhook", id);
  return row;
}

function check(app: App, body: NewWebhook | ChangedWebhook): void {
  outboundGuard(app.settings.outboundAllow).check(body.url, "url");
  checkTags(app, body.tags ?? {});
  for (const field of LISTS) {
    if ((body[field]?.length ?? 0) > app.settings.listMax) {
      throw invalid(`${field} may have at most ${app.settings.listMax} members.`, field);
    }
  }
  if (isReservedHeader(body.api_key_name ?? ""))
    throw invalid(
      `api_key_name cannot be ${body.api_key_name}, which this server sets itself.`,
      "api_key_name",
    );
  if (body.api_key_name !== undefined)
    checkHeader("api_key_name", () => validateHeaderName(body.api_key_name ?? ""));
  checkHeader("api_key_value", () => validateHeaderValue("x", body.api_key_value ?? ""));
}

const LISTS = [
  "events",
  "flow_ids",
  "source_ids",
  "flow_collected_by_ids",
  "source_collected_by_ids",
  "accept_get_urls",
  "accept_storage_ids",
] as const;

function checkHeader(field: string, validate: () => void): void {
  try {
    validate();
  } catch {
    throw invalid(`${field} cannot be sent in an HTTP header.`, field);
  }
}

/** A client's `error` is not ours to keep: only the server says what went wrong (WH-047). */
function withoutError(webhook: Omit<ChangedWebhook, "api_key_value"> & { error?: unknown }): Webhook {
  const { error: _, ...rest } = webhook;
  return rest;
}

function toRow(webhook: Webhook, secret: string | null, created: string, now: Date): Row<"webhooks"> {
  const { id, url, status } = webhook;
  const active_since = now.getTime();
  return { id, url, status, api_key_value: secret, created, active_since, doc: JSON.stringify(webhook) };
}

/** The Webhook of a row, without its secret; the document was made here from a validated body. */
export function storedWebhook(row: Row<"webhooks">): Webhook {
  return { ...(JSON.parse(row.doc) as Webhook), status: row.status as Webhook["status"] };
}
