import { listDeliveries } from "../events/deliveries.ts";
import { eventId } from "../events/event.ts";
import { filtersOf } from "../events/filters.ts";
import { listEvents, placeOf } from "../events/log.ts";
import { transformsOf } from "../events/payload.ts";
import { requestReplay } from "../events/replay.ts";
import { openEventStream } from "../events/stream.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const events = {
  GET_events: async ({ query, principal, base }, app) => {
    const page = await listEvents(app, principal, query, base);
    const body = page.items.map(([{ seq }, envelope]) => ({ id: eventId(seq), ...envelope }));
    return { status: 200, body, page: pageInfo(page, query) };
  },
  "POST_events-replay": async ({ body, principal }, app) => ({
    status: 202,
    body: await requestReplay(app, principal, body),
  }),
  "GET_events-stream": async ({ query, header, principal, base, signal }, app) => {
    const last = header["last-event-id"] || undefined;
    const place = last === undefined ? placeOf(query.after, "after") : placeOf(last, "last-event-id");
    const options = { base, signal, ...(place === undefined ? {} : { after: place }) };
    const body = await openEventStream(app, principal, filtersOf(query), transformsOf(query), options);
    return { status: 200, headers: STREAM_HEADERS, body };
  },
  "GET_webhooks-webhookId-deliveries": async ({ path, query, principal }, app) => {
    const page = await listDeliveries(app, principal, path.webhookId, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
} satisfies Partial<Handlers>;

/** Proxies are to pass events on as they come, and to keep none. */
const STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no",
};
