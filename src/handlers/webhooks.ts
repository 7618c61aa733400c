import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  replaceWebhook,
} from "../services/webhooks.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const webhooks = {
  GET_webhooks: async ({ query }, app) => {
    const page = await listWebhooks(app, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
  POST_webhooks: async ({ body, base }, app) => {
    const webhook = await createWebhook(app, body);
    return { status: 201, body: webhook, headers: { Location: `${base}/service/webhooks/${webhook.id}` } };
  },
  "GET_webhooks-webhookId": async ({ path }, app) => ({
    status: 200,
    body: await getWebhook(app, path.webhookId),
  }),
  PUT_webhooks: async ({ path, body }, app) => ({
    status: 201,
    body: await replaceWebhook(app, path.webhookId, body),
  }),
  "DELETE_webhooks-webhookId": async ({ path }, app) => {
    await deleteWebhook(app, path.webhookId);
    return { status: 204 };
  },
} satisfies Partial<Handlers>;
