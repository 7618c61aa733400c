import type { Principal, Query, Schemas } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import { type Page, selectPage } from "../services/paging.ts";
import { webhookRowFor } from "../services/webhooks.ts";
import type { Row } from "../storage/tables.ts";
import { eventId, loggedEvent } from "./event.ts";
import { readableEvents } from "./readers.ts";

type Delivery = Schemas["delivery"];

/**
 * What became of a Webhook's events, the latest first, or notFound. Those that the caller may not read are left out of their
 * page, which then has fewer.
 */
export async function listDeliveries(
  app: App,
  principal: Principal,
  webhookId: string,
  query: Query<"GET_webhooks-webhookId-deliveries">,
): Promise<Page<Delivery>> {
  return app.engine.read(async (view) => {
    await webhookRowFor(view, principal, "read", webhookId);
    const ofWebhook = { column: "webhook_id", op: "eq", value: webhookId } as const;
    const listing =
      query.state === undefined
        ? ({ table: "deliveries", order: "log", where: [ofWebhook] } as const)
        : ({
            table: "deliveries",
            order: "queue",
            where: [ofWebhook, { column: "state", op: "eq", value: query.state }],
          } as const);
    const request = { ...query, reverse_order: query.reverse_order !== true };
    const page = await selectPage(app, view, listing, request);
    const seqs = page.items.map((row) => row.seq);
    const events = await view.select("events", { where: [{ column: "seq", in: seqs }] });
    const known = new Map(events.map((row) => [row.seq, row]));
    const readable = await readableEvents(view, principal, events.map(loggedEvent));
    const shown = new Set(readable.map((event) => event.seq));
    const items = page.items.filter((row) => principal.grants === undefined || shown.has(row.seq));
    return { ...page, items: items.map((row) => present(row, known.get(row.seq))) };
  });
}

function present(row: Row<"deliveries">, event: Row<"events"> | undefined): Delivery {
  return {
    event_id: eventId(row.seq),
    ...(event === undefined ? {} : told(event)),
    // The table's states are the contract's.
    state: row.state as Delivery["state"],
    attempts: row.attempts,
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.latency === null ? {} : { latency_ms: row.latency }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.first === null ? {} : { first_attempt: new Date(row.first).toISOString() }),
    updated: new Date(row.updated).toISOString(),
  };
}

/** The row was made by `eventRow`. */
function told(event: Row<"events">): Pick<Delivery, "event_type" | "event_timestamp"> {
  return {
    event_type: event.type as NonNullable<Delivery["event_type"]>,
    event_timestamp: new Date(event.time).toISOString(),
  };
}
