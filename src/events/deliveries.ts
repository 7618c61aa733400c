import type { Query, Schemas } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import { type Page, selectPage } from "../services/paging.ts";
import { getWebhook } from "../services/webhooks.ts";
import type { Row } from "../storage/tables.ts";
import { eventId } from "./event.ts";

type Delivery = Schemas["delivery"];

/** What became of a Webhook's events, the latest first, or notFound. */
export async function listDeliveries(
  app: App,
  webhookId: string,
  query: Query<"GET_webhooks-webhookId-deliveries">,
): Promise<Page<Delivery>> {
  await getWebhook(app, webhookId);
  return app.engine.read(async (view) => {
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
    return { ...page, items: page.items.map((row) => present(row, known.get(row.seq))) };
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
