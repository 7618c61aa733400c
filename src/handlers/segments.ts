import { deleteSegments } from "../services/deletions.ts";
import { registerSegment, registerSegments } from "../services/segment-register.ts";
import { listSegments } from "../services/segments.ts";
import { deleted } from "./deletions.ts";
import type { Handlers } from "./map.ts";

export const segments = {
  "GET_flows-flowId-segments": async ({ path, query, principal, base }, app) => {
    const { segments: body, page } = await listSegments(app, principal, path.flowId, query, base);
    return { status: 200, body, page };
  },
  "POST_flows-flowId-segments": async ({ path, body, principal }, app) => {
    if (!Array.isArray(body)) {
      await registerSegment(app, principal, path.flowId, body);
      return { status: 201, body: null };
    }
    const refused = await registerSegments(app, principal, path.flowId, body);
    return refused.length === 0
      ? { status: 201, body: null }
      : { status: 200, body: { failed_segments: refused } };
  },
  "DELETE_flows-flowId-segments": async ({ path, query, principal, base }, app) =>
    deleted(await deleteSegments(app, principal, path.flowId, query), base),
} satisfies Partial<Handlers>;
