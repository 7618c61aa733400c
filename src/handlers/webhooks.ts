import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  replaceWebhook,
} from "../services/webhooks.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const webhooks = {
  GET_webhooks: async ({ query, principal }, app) => {
    const page = await listWebhooks(app, principal, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
  POST_webhooks: async ({ body, principal, base }, app) => {
    const webhook = await createWebhook(app, principal, body);
    return { status: 201, body: webhook, headers: { Location: `${base}/service/webhooks/${webhook.id}` } };
  },
  "GET_webhooks-webhookId": async ({ path, principal }, app) => ({
    status: 200,
    body: await getWebhook(app, principal, path.webhookId),
  }),
  PUT_webhooks: async ({ path, body, principal }, app) => ({
    status: 201,
    body: await replaceWebhook(app, principal, path.webhookId, body),
  }),
  "DELETE_webhooks-webhookId": async ({ path, principal }, app) => {
    await deleteWebhook(app, principal, path.webhookId);
    return { status: 204 };
  },
} satisfies Partial<Handlers>;
