import type { OperationId, Path, Principal } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import { mustTakeChanges } from "../services/flow-access.ts";
import { getFlow, mustTakePut, mustTakeWrites } from "../services/flows.ts";
import { mustBeRegistered } from "../services/objects.ts";
import { mustCreateProfile } from "../services/profiles.ts";
import { mustListSegments } from "../services/segments.ts";
import { mustDescribe } from "../services/service.ts";
import { mustTakeSourceWrites } from "../services/sources.ts";
import { getWebhook, mustTakeWebhook } from "../services/webhooks.ts";

/** What is asked of a request that is bad in itself, so that 404 and 403 win over 400 (X-043, FP-007). */
export type Preconditions = {
  readonly [Id in OperationId]?: (path: Path<Id>, app: App, principal: Principal) => Promise<void>;
};

const flowTakesWrites = ({ flowId }: { flowId: string }, app: App, principal: Principal): Promise<void> =>
  mustTakeWrites(app, principal, flowId);
const flowShows = async ({ flowId }: { flowId: string }, app: App, principal: Principal): Promise<void> => {
  await getFlow(app, principal, flowId);
};
const sourceTakesWrites = (
  { sourceId }: { sourceId: string },
  app: App,
  principal: Principal,
): Promise<void> => mustTakeSourceWrites(app, principal, sourceId);
const listsSegments = ({ flowId }: { flowId: string }, app: App, principal: Principal): Promise<void> =>
  mustListSegments(app, principal, flowId);
const webhookShows = async (
  { webhookId }: { webhookId: string },
  app: App,
  principal: Principal,
): Promise<void> => {
  await getWebhook(app, principal, webhookId);
};
const takesSegments = ({ flowId }: { flowId: string }, app: App, principal: Principal): Promise<void> =>
  mustTakeChanges(app, principal, "write", flowId);
const objectShows = ({ objectId }: { objectId: string }, app: App, principal: Principal): Promise<void> =>
  mustBeRegistered(app, principal, "read", objectId);
const objectTakesWrites = (
  { objectId }: { objectId: string },
  app: App,
  principal: Principal,
): Promise<void> => mustBeRegistered(app, principal, "write", objectId);

export const preconditions: Preconditions = {
  POST_service: async (_, __, principal) => mustDescribe(principal),
  "POST_profiles-profileId": async ({ profileId }, _, principal) => mustCreateProfile(principal, profileId),
  "GET_webhooks-webhookId-deliveries": webhookShows,
  "HEAD_webhooks-webhookId-deliveries": webhookShows,
  PUT_webhooks: ({ webhookId }, app, principal) => mustTakeWebhook(app, principal, webhookId),
  "PUT_sources-sourceId-tags-name": sourceTakesWrites,
  "PUT_sources-sourceId-description": sourceTakesWrites,
  "PUT_sources-sourceId-label": sourceTakesWrites,
  "GET_flows-flowId": flowShows,
  "HEAD_flows-flowId": flowShows,
  "PUT_flows-flowId": ({ flowId }, app, principal) => mustTakePut(app, principal, flowId),
  "PUT_flows-flowId-tags-name": flowTakesWrites,
  "PUT_flows-flowId-description": flowTakesWrites,
  "PUT_flows-flowId-label": flowTakesWrites,
  "PUT_flows-flowId-read-only": ({ flowId }, app, principal) =>
    mustTakeWrites(app, principal, flowId, { evenReadOnly: true }),
  "PUT_flows-flowId-flow-collection": flowTakesWrites,
  "PUT_flows-flowId-max-bit-rate": flowTakesWrites,
  "PUT_flows-flowId-avg-bit-rate": flowTakesWrites,
  "GET_flows-flowId-segments": listsSegments,
  "HEAD_flows-flowId-segments": listsSegments,
  "POST_flows-flowId-segments": takesSegments,
  "DELETE_flows-flowId-segments": ({ flowId }, app, principal) =>
    mustTakeChanges(app, principal, "delete", flowId),
  "POST_flows-flowId-storage": takesSegments,
  GET_objects: objectShows,
  HEAD_objects: objectShows,
  "POST_objects-instances": objectTakesWrites,
  "DELETE_objects-instances": objectTakesWrites,
};
