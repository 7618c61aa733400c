import {
  type DeletionRequest,
  getDeletionRequest,
  listDeletionRequests,
} from "../services/deletion-requests.ts";
import { type Handlers, pageInfo } from "./map.ts";

/** The answer to a DELETE: done, or accepted and where to follow it (FLW-121, FLW-123, SEG-103). */
export function deleted(request: DeletionRequest | undefined, base: string) {
  if (request === undefined) return { status: 204 } as const;
  return {
    status: 202,
    body: request,
    headers: { Location: `${base}/flow-delete-requests/${request.id}` },
  } as const;
}

export const deletions = {
  "GET_flow-delete-requests": async ({ query, principal }, app) => {
    const page = await listDeletionRequests(app, principal, query);
    return { status: 200, body: [...page.items], page: pageInfo(page, query) };
  },
  "GET_flow-delete-requests-request-id": async ({ path, principal }, app) => ({
    status: 200,
    body: await getDeletionRequest(app, principal, path["request-id"]),
  }),
} satisfies Partial<Handlers>;
