import { getService, ROOT, updateService } from "../services/service.ts";
import { listBackends } from "../services/storage-backends.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const service = {
  GET_root: async () => ({ status: 200, body: [...ROOT] }),
  GET_service: async (_, app) => ({ status: 200, body: await getService(app) }),
  POST_service: async ({ body, principal }, app) => {
    await updateService(app, principal, body);
    return { status: 200, body: null };
  },
  "GET_storage-backends": async ({ query, principal }, app) => {
    const page = listBackends(app, principal, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
} satisfies Partial<Handlers>;
