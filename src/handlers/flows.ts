import { allocateObjects } from "../services/allocations.ts";
import { deleteFlow } from "../services/deletions.ts";
import { getFlow, listFlows, putFlow } from "../services/flows.ts";
import { deleted } from "./deletions.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const flows = {
  GET_flows: async ({ query, principal }, app) => {
    const page = await listFlows(app, principal, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
  "GET_flows-flowId": async ({ path, query, principal }, app) => ({
    status: 200,
    body: await getFlow(app, principal, path.flowId, query),
  }),
  "PUT_flows-flowId": async ({ path, body, principal }, app) => {
    const { created, flow } = await putFlow(app, principal, path.flowId, body);
    return created ? { status: 201, body: flow } : { status: 204 };
  },
  "DELETE_flows-flowId": async ({ path, principal, base }, app) =>
    deleted(await deleteFlow(app, principal, path.flowId), base),
  "POST_flows-flowId-storage": async ({ path, body, principal, base }, app) => ({
    status: 201,
    body: await allocateObjects(app, principal, path.flowId, body ?? {}, base),
  }),
} satisfies Partial<Handlers>;
