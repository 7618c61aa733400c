import { randomUUID } from "node:crypto";
import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Permission, Principal, Query, Schemas } from "../contract/operations.ts";
import { invalid, notFound } from "../errors.ts";
import { isReservedHeader } from "../events/delivery-headers.ts";
import { deliveryJob, hastenDelivery, startDelivery, writeWebhook } from "../events/sequencer.ts";
import { update } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import {
  accountOf,
  classesOf,
  classesOfNew,
  mayHold,
  mustChangeClasses,
  mustHold,
  type Owner,
  ownerOf,
  UNCLASSIFIED,
  withClasses,
} from "./access.ts";
import type { App } from "./app.ts";
import { classesOfFlows, classesOfSources } from "./flow-access.ts";
import { outboundGuard } from "./outbound.ts";
import type { Page } from "./paging.ts";
import { checkTags, tagChanges, tagConditions, tagTests } from "./tags.ts";
import { keyOf } from "./transaction.ts";
import { selectVisible } from "./visible.ts";
import { ownerClass, ownerText, webhookClasses, webhookOwner, withOwn } from "./webhook-owner.ts";

type Webhook = Schemas["webhook-get"];
type NewWebhook = Schemas["webhook-post"];
type ChangedWebhook = Schemas["webhook-put"];

/** Webhooks by url, without their secrets (WH-001 to WH-007): those that the caller may read (AUTH-042). */
export async function listWebhooks(
  app: App,
  principal: Principal,
  query: Query<"GET_webhooks">,
): Promise<Page<Webhook>> {
  const where = tagConditions<"webhooks">("webhook", tagTests(query, "tag"), "id");
  const page = await app.engine.read((view) =>
    selectVisible(app, view, withOwn(principal), { table: "webhooks", order: "url", where }, query),
  );
  return { ...page, items: page.items.map(storedWebhook) };
}

/** The Webhook, without its secret, or notFound. */
export async function getWebhook(app: App, principal: Principal, id: string): Promise<Webhook> {
  return storedWebhook(await app.engine.read((view) => webhookRowFor(view, principal, "read", id)));
}

/** Throws notFound or forbidden unless the caller may write the Webhook. */
export async function mustTakeWebhook(app: App, principal: Principal, id: string): Promise<void> {
  await app.engine.read((view) => webhookRowFor(view, principal, "write", id));
}

/**
 * Registers a Webhook under a new id, whatever others say the same (WH-010 to WH-023). It is its maker's: what is sent is
 * what he may read then, whatever it filters by (AUTH-044, AUTH-080).
 */
export async function createWebhook(app: App, principal: Principal, body: NewWebhook): Promise<Webhook> {
  check(app, body);
  const { api_key_value, ...shown } = body;
  const tags = newTags(principal, body.tags);
  const webhook = withoutError({
    ...shown,
    ...(tags === undefined ? {} : { tags }),
    id: randomUUID(),
    status: body.status ?? "created",
  });
  const kept = { secret: api_key_value ?? null, created: app.now().toISOString(), owner: ownerOf(principal) };
  const row = toRow(webhook, kept, app.now());
  await writeWebhook(app, [keyOf("webhook", webhook.id)], async (view) => {
    await mustReadFilters(view, principal, body);
    return {
      result: undefined,
      changes: [
        { insert: "webhooks", rows: [row] },
        ...tagChanges("webhook", webhook.id, {}, webhook.tags ?? {}),
      ],
    };
  });
  return webhook;
}

/** A Webhook without classes is its owner's alone, so nobody has to name one; those named must be his to give (AUTH-070). */
function newTags(principal: Principal, tags: NewWebhook["tags"]): NewWebhook["tags"] {
  const named = classesOf(tags);
  const isOwn = named[0] === UNCLASSIFIED && principal.grants?.newClasses.length === 0;
  const classes = isOwn ? named : classesOfNew(principal, named);
  return classes === named ? tags : withClasses(tags ?? {}, classes);
}

/**
 * Throws invalid for a Flow or Source in the filters that the caller may not read, whether it exists or not (AUTH-043): an
 * unknown id in a body is as bad, and the answer is not to tell one from the other.
 */
async function mustReadFilters(
  view: View,
  principal: Principal,
  body: NewWebhook | ChangedWebhook,
): Promise<void> {
  if (principal.grants === undefined) return;
  for (const [kind, fields, classesOfAll] of FILTERS) {
    for (const field of fields) {
      const ids = [...new Set(body[field] ?? [])];
      const classes = await classesOfAll(view, ids);
      const mayRead = (known: readonly string[] | undefined): boolean =>
        known !== undefined && mayHold(principal, "read", known);
      const hidden = ids.find((id) => !mayRead(classes.get(id)));
      const rule =
        hidden === undefined ? "the caller may read all of them" : `${kind} ${hidden} is not his to read`;
      principal.note?.({ allowed: hidden === undefined, asked: `filter by ${field}`, rule });
      if (hidden !== undefined) throw invalid(`There is no ${kind} ${hidden} that you may read.`, field);
    }
  }
}

const FILTERS = [
  ["Flow", ["flow_ids", "flow_collected_by_ids"], classesOfFlows],
  ["Source", ["source_ids", "source_collected_by_ids"], classesOfSources],
] as const;

/** Replaces a Webhook; only a secret left out stays (WH-040 to WH-051, AMB-030). */
export async function replaceWebhook(
  app: App,
  principal: Principal,
  id: string,
  body: ChangedWebhook,
): Promise<Webhook> {
  return writeWebhook(app, [keyOf("webhook", id), keyOf("job", deliveryJob(id))], async (view) => {
    const before = await webhookRowFor(view, principal, "write", id);
    if (body.id !== id) throw invalid(`The body's id ${body.id} is not the path's ${id}.`, "id");
    check(app, body);
    if (before.status === "error" && body.status === "disabled") {
      throw invalid("A Webhook in error cannot be disabled; set it to created or delete it.", "status");
    }
    mustChangeWebhookClasses(principal, before, body);
    await mustReadFilters(view, principal, body);
    const { api_key_value, ...webhook } = body;
    const owner = ownerAfter(principal, before, body);
    const secret = api_key_value === undefined ? before.api_key_value : api_key_value || null;
    const tags = tagChanges("webhook", id, storedWebhook(before).tags ?? {}, webhook.tags ?? {});
    const row = toRow(withoutError(webhook), { secret, created: before.created, owner }, app.now());
    // Who repairs a Webhook does not wait for the next attempt, nor do deliveries that are to be dropped.
    const job = await hastenDelivery(app, view, id);
    return { result: storedWebhook(row), changes: [{ update: "webhooks", rows: [row] }, ...tags, ...job] };
  });
}

/** Its owner may share a Webhook as he likes, since he holds every permission on it (AUTH-071). */
function mustChangeWebhookClasses(
  principal: Principal,
  before: Row<"webhooks">,
  { tags }: ChangedWebhook,
): void {
  const own = ownerClass(webhookOwner(before));
  mustChangeClasses(withOwn(principal), webhookClasses(before), [...classesOf(tags), own]);
}

/** What may change without what is sent, or where to. */
const ASIDE: readonly string[] = ["tags", "status", "error"];

/**
 * Whose a Webhook is after a change. Whoever says what is sent and where to answers for it: else one who may write a
 * Webhook, and no more, could have sent to himself what its owner may read. A change of anything else leaves it with its
 * owner: else an administrator who sets a tag would have everything sent there. Throws invalid where the new owner would
 * send the secret of the old one to a place of his choice.
 */
function ownerAfter(principal: Principal, row: Row<"webhooks">, body: ChangedWebhook): Owner {
  const owner = webhookOwner(row);
  const { api_key_value: secret, ...after } = body;
  const before = storedWebhook(row);
  const isSame = secret === undefined && sendingOf(before) === sendingOf(after);
  if (accountOf(owner) === accountOf(principal)) return ownerOf(principal);
  if (isSame) return owner;
  const isTaken = secret === undefined && row.api_key_value !== null && before.url !== after.url;
  const isRestricted = principal.grants !== undefined || !principal.scopes.has("admin");
  if (isTaken && isRestricted) {
    throw invalid(
      "The url is changed by another than the owner, so api_key_value must be given anew.",
      "api_key_value",
    );
  }
  return ownerOf(principal);
}

function sendingOf(webhook: object): string {
  const parts = Object.entries(webhook).filter(
    ([field, value]) => value !== undefined && !ASIDE.includes(field),
  );
  return JSON.stringify(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Forgets a Webhook, or notFound. Its job removes the records of its deliveries. */
export async function deleteWebhook(app: App, principal: Principal, id: string): Promise<void> {
  await writeWebhook(app, [keyOf("webhook", id), keyOf("job", deliveryJob(id))], async (view, logged) => {
    const before = await webhookRowFor(view, principal, "delete", id);
    const tags = tagChanges("webhook", id, storedWebhook(before).tags ?? {}, {});
    const job = [...(await startDelivery(app, view, id, logged)), ...(await hastenDelivery(app, view, id))];
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

/** The row of a Webhook on which the caller holds a permission; throws notFound or forbidden (AUTH-035). */
export async function webhookRowFor(
  view: View,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<Row<"webhooks">> {
  const row = await view.get("webhooks", { id });
  if (row === undefined) throw notFound("Webhook", id);
  const classes = principal.grants === undefined ? [] : webhookClasses(row);
  mustHold(withOwn(principal), permission, classes, { kind: "Webhook", id });
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

/** What a Webhook's row keeps and nobody is shown. */
interface Kept {
  readonly secret: string | null;
  readonly created: string;
  readonly owner: Owner;
}

function toRow(webhook: Webhook, { secret, created, owner }: Kept, now: Date): Row<"webhooks"> {
  const { id, url, status } = webhook;
  return {
    id,
    url,
    status,
    api_key_value: secret,
    created,
    active_since: now.getTime(),
    owner: ownerText(owner),
    doc: JSON.stringify(webhook),
  };
}

/** The Webhook of a row, without its secret; the document was made here from a validated body. */
export function storedWebhook(row: Row<"webhooks">): Webhook {
  return { ...(JSON.parse(row.doc) as Webhook), status: row.status as Webhook["status"] };
}
