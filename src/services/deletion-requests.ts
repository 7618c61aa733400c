import { randomUUID } from "node:crypto";
import type { Principal, Query, Schemas } from "../contract/operations.ts";
import { notFound } from "../errors.ts";
import { remove, update } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange, parseTimeRange, type TimeRange } from "../time/timerange.ts";
import { accountOf, mustBeAdmin, mustHold } from "./access.ts";
import type { App } from "./app.ts";
import { flowClassesOf } from "./flow-access.ts";
import { enqueue } from "./jobs.ts";
import { type Page, selectPage } from "./paging.ts";
import { keyOf, writeAll } from "./transaction.ts";

export type DeletionRequest = Schemas["deletion-request"];
/** What a request's row keeps: the document clients see, the filter that it has no field for (DEL-019), and whose it is. */
export interface StoredRequest {
  readonly request: DeletionRequest;
  readonly owner?: string;
  readonly objectId?: string;
}

/** Unexpired requests in the order asked for (DEL-001 to DEL-004), for administrators (AUTH-062). */
export async function listDeletionRequests(
  app: App,
  principal: Principal,
  query: Query<"GET_flow-delete-requests">,
): Promise<Page<DeletionRequest>> {
  mustBeAdmin(principal, "list Deletion Requests");
  const where = [{ column: "expiry", op: "gt", value: app.now().toISOString() } as const];
  const listing = { table: "deletion_requests", order: query.sort_by ?? "created", where } as const;
  const page = await app.engine.read((view) => selectPage(app, view, listing, query));
  return { ...page, items: page.items.map((row) => storedRequest(row).request) };
}

/**
 * The request, or notFound when unknown, or finished and expired (DEL-010, DEL-015), or hidden: it is shown to whom made it,
 * and for as long as its Flow is there to whom may delete that (AUTH-062).
 */
export async function getDeletionRequest(
  app: App,
  principal: Principal,
  id: string,
): Promise<DeletionRequest> {
  return app.engine.read(async (view) => {
    const row = await view.get("deletion_requests", { id });
    if (row === undefined || (isFinished(row) && row.expiry <= app.now().toISOString()))
      throw notFound("Deletion Request", id);
    if (row.owner !== accountOf(principal) && principal.grants !== undefined) {
      const flow = await view.get("flows", { id: row.flow_id });
      if (flow === undefined) throw notFound("Deletion Request", id);
      mustHold(principal, "delete", flowClassesOf(flow), { kind: "Deletion Request", id });
    }
    return storedRequest(row).request;
  });
}

/** Only these are forgotten: a request that waits for long, for example while a store is gone, is still to be done. */
const FINISHED: readonly string[] = ["done", "error"];

function isFinished(row: Row<"deletion_requests">): boolean {
  return FINISHED.includes(row.status);
}

/** The document was made by `requestRow`. */
export function storedRequest(row: Row<"deletion_requests">): StoredRequest {
  return JSON.parse(row.doc) as StoredRequest;
}

/** The row of a request. */
function requestRow(stored: StoredRequest): Row<"deletion_requests"> {
  const { id, flow_id, status, created, expiry } = stored.request;
  const doc = JSON.stringify(stored);
  const owner = stored.owner ?? null;
  return { id, flow_id, status, created: created ?? "", expiry: expiry ?? "", owner, doc };
}

interface Asked {
  readonly flowId: string;
  readonly range: TimeRange;
  readonly deleteFlow: boolean;
  readonly objectId?: string | undefined;
}

/** A new request and the changes that store it and set a worker on it. */
export function openRequest(
  app: App,
  principal: Principal,
  asked: Asked,
): { request: DeletionRequest; changes: Change[] } {
  const created = app.now();
  const timerange = formatTimeRange(asked.range);
  const request: DeletionRequest = {
    id: randomUUID(),
    flow_id: asked.flowId,
    timerange_to_delete: timerange,
    timerange_remaining: timerange,
    delete_flow: asked.deleteFlow,
    created: created.toISOString(),
    created_by: principal.name,
    updated: created.toISOString(),
    expiry: expiryFrom(app, created),
    status: "created",
  };
  const filter = asked.objectId === undefined ? {} : { objectId: asked.objectId };
  const row = requestRow({ request, owner: accountOf(principal), ...filter });
  return {
    request,
    changes: [
      { insert: "deletion_requests", rows: [row] },
      ...enqueue(app, "deletion", request.id, { requestId: request.id }),
    ],
  };
}

/** The change that records progress; it also keeps the request from expiring while it is worked on. */
export function requestProgress(
  app: App,
  stored: StoredRequest,
  progress: Partial<DeletionRequest>,
): Change[] {
  const now = app.now();
  const request = {
    ...stored.request,
    ...progress,
    updated: now.toISOString(),
    expiry: expiryFrom(app, now),
  };
  return update("deletion_requests", [requestRow({ ...stored, request })]);
}

/** The range a request covers. */
export function requestedRange({ request }: StoredRequest): TimeRange {
  return parseTimeRange(request.timerange_to_delete);
}

/** Records that a request was given up, with the reason (DEL-013). Its Flow takes writes again, a new DELETE too. */
export async function failRequest(app: App, id: string, reason: string): Promise<void> {
  const keysOf = async (view: View): Promise<string[]> => {
    const row = await view.get("deletion_requests", { id });
    return [keyOf("request", id), ...(row === undefined ? [] : [keyOf("flow", row.flow_id)])];
  };
  await writeAll(app.engine, keysOf, async (view) => {
    const row = await view.get("deletion_requests", { id });
    if (row === undefined || row.status === "done") return { result: undefined, changes: [] };
    const error = { type: "internal", summary: reason, time: app.now().toISOString() };
    const flow = await view.get("flows", { id: row.flow_id });
    return {
      result: undefined,
      changes: [
        ...requestProgress(app, storedRequest(row), { status: "error", error }),
        ...update("flows", flow?.deletion_id === id ? [{ ...flow, deletion_id: null }] : []),
      ],
    };
  });
}

/** Forgets finished requests past their expiry. Returns how many. */
export async function purgeRequests(app: App, limit: number): Promise<number> {
  const now = app.now().toISOString();
  const where = [
    { column: "expiry", op: "le", value: now } as const,
    { column: "status", in: FINISHED } as const,
  ];
  const rows = await app.engine.read((view) => view.select("deletion_requests", { where, limit }));
  if (rows.length === 0) return 0;
  const keys = rows.map((row) => keyOf("request", row.id));
  return app.engine.write(keys, async () => ({
    result: rows.length,
    changes: remove("deletion_requests", rows),
  }));
}

function expiryFrom(app: App, time: Date): string {
  return new Date(time.getTime() + app.settings.deletionRequestSeconds * 1000).toISOString();
}
