import { getSource, listSources } from "../services/sources.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const sources = {
  GET_sources: async ({ query, principal }, app) => {
    const page = await listSources(app, principal, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
  "GET_sources-sourceId": async ({ path, principal }, app) => ({
    status: 200,
    body: await getSource(app, principal, path.sourceId),
  }),
} satisfies Partial<Handlers>;
