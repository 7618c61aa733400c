import type { OperationId, Path } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import { getFlow, mustTakePut, mustTakeWrites } from "../services/flows.ts";
import { mustBeRegistered } from "../services/objects.ts";
import { getSource } from "../services/sources.ts";
import { getWebhook } from "../services/webhooks.ts";

/** What is asked of a request that is bad in itself, so that 404 and 403 win over 400 (X-043, FP-007). */
export type Preconditions = { readonly [Id in OperationId]?: (path: Path<Id>, app: App) => Promise<void> };

const flowTakesWrites = ({ flowId }: { flowId: string }, app: App): Promise<void> =>
  mustTakeWrites(app, flowId);
const flowExists = async ({ flowId }: { flowId: string }, app: App): Promise<void> => {
  await getFlow(app, flowId);
};
const sourceExists = async ({ sourceId }: { sourceId: string }, app: App): Promise<void> => {
  await getSource(app, sourceId);
};
const objectExists = ({ objectId }: { objectId: string }, app: App): Promise<void> =>
  mustBeRegistered(app, objectId);

export const preconditions: Preconditions = {
  PUT_webhooks: async ({ webhookId }, app) => {
    await getWebhook(app, webhookId);
  },
  "PUT_sources-sourceId-tags-name": sourceExists,
  "PUT_sources-sourceId-description": sourceExists,
  "PUT_sources-sourceId-label": sourceExists,
  "GET_flows-flowId": flowExists,
  "HEAD_flows-flowId": flowExists,
  "PUT_flows-flowId": ({ flowId }, app) => mustTakePut(app, flowId),
  "PUT_flows-flowId-tags-name": flowTakesWrites,
  "PUT_flows-flowId-description": flowTakesWrites,
  "PUT_flows-flowId-label": flowTakesWrites,
  "PUT_flows-flowId-read-only": ({ flowId }, app) => mustTakeWrites(app, flowId, { evenReadOnly: true }),
  "PUT_flows-flowId-flow-collection": flowTakesWrites,
  "PUT_flows-flowId-max-bit-rate": flowTakesWrites,
  "PUT_flows-flowId-avg-bit-rate": flowTakesWrites,
  "POST_flows-flowId-segments": flowTakesWrites,
  "DELETE_flows-flowId-segments": flowTakesWrites,
  "POST_flows-flowId-storage": flowTakesWrites,
  GET_objects: objectExists,
  HEAD_objects: objectExists,
  "POST_objects-instances": objectExists,
  "DELETE_objects-instances": objectExists,
};
