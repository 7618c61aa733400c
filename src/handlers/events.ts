import { listDeliveries } from "../events/deliveries.ts";
import { eventId } from "../events/event.ts";
import { listEvents } from "../events/log.ts";
import { requestReplay } from "../events/replay.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const events = {
  GET_events: async ({ query, base }, app) => {
    const page = await listEvents(app, query, base);
    const body = page.items.map(([{ seq }, envelope]) => ({ id: eventId(seq), ...envelope }));
    return { status: 200, body, page: pageInfo(page, query) };
  },
  "POST_events-replay": async ({ body }, app) => ({ status: 202, body: await requestReplay(app, body) }),
  "GET_webhooks-webhookId-deliveries": async ({ path, query }, app) => {
    const page = await listDeliveries(app, path.webhookId, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
} satisfies Partial<Handlers>;
