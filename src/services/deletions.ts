import type { Principal, Query } from "../contract/operations.ts";
import { remove, update } from "../storage/changes.ts";
import type { Change, Condition, Outcome, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import {
  ETERNITY,
  formatTimeRange,
  isEmpty,
  NEVER,
  parseTimeRange,
  type TimeRange,
} from "../time/timerange.ts";
import { unrestricted } from "./access.ts";
import type { App } from "./app.ts";
import { collectionChanges, collectorKeys, leaveCollections } from "./collections.ts";
import {
  type DeletionRequest,
  openRequest,
  requestedRange,
  requestProgress,
  type StoredRequest,
  storedRequest,
} from "./deletion-requests.ts";
import { flowRowFor } from "./flow-access.ts";
import { extentRange, flowRow, noExtent, storedFlow } from "./flow-document.ts";
import { mustBeWritable } from "./flow-rules.ts";
import { changedFlow } from "./flows.ts";
import { referenceKeys, releaseReferences } from "./references.ts";
import { coveredBy, rangeOf } from "./segment-times.ts";
import { storedSource } from "./sources.ts";
import { tagChanges } from "./tags.ts";
import { keyOf, writeAll } from "./transaction.ts";

type Segments = readonly Row<"segments">[];
/** Segments that one step of a long deletion takes. */
const BATCH = 500;

/**
 * Deletes a Flow with its Segments now (undefined), or opens a request where that is too much (FLW-120 to FLW-130). Takes
 * delete on the Flow (AUTH-053), and nothing else: what collects it forgets it.
 */
export async function deleteFlow(
  app: App,
  principal: Principal,
  id: string,
): Promise<DeletionRequest | undefined> {
  const few = (view: View): Promise<Row<"segments">[]> => segmentsToDelete(app, view, id, ETERNITY);
  const keysOf = async (view: View): Promise<string[]> => {
    const row = await flowRowFor(view, principal, "delete", id);
    const segments = await few(view);
    if (segments.length > app.settings.deleteAsyncSegments) return [keyOf("flow", id)];
    return [...(await flowKeys(view, row)), ...(await referenceKeys(view, segments))];
  };
  const request = await writeAll(
    app.engine,
    keysOf,
    async (view): Promise<Outcome<DeletionRequest | undefined>> => {
      const row = await flowRowFor(view, principal, "delete", id);
      if (row.deletion_id !== null) return { result: await openOne(view, row.deletion_id), changes: [] };
      mustBeWritable(row);
      const segments = await few(view);
      if (segments.length <= app.settings.deleteAsyncSegments) {
        return { result: undefined, changes: await eraseFlow(app, view, principal, row, segments) };
      }
      const range = extentRange(await view.get("flow_extents", { flow_id: id }));
      const { request, changes } = openRequest(app, principal, { flowId: id, range, deleteFlow: true });
      return {
        result: request,
        changes: [...changes, ...update("flows", [flowRow(storedFlow(row), request.id)])],
      };
    },
  );
  app.nudge();
  return request;
}

async function openOne(view: View, id: string): Promise<DeletionRequest | undefined> {
  const row = await view.get("deletion_requests", { id });
  return row === undefined ? undefined : storedRequest(row).request;
}

/**
 * Deletes the Segments wholly inside a range now (undefined), or opens a request (SEG-100 to SEG-112, DEL-019). Takes delete
 * on the Flow (AUTH-053).
 */
export async function deleteSegments(
  app: App,
  principal: Principal,
  flowId: string,
  query: Query<"DELETE_flows-flowId-segments">,
): Promise<DeletionRequest | undefined> {
  const range = query.timerange === undefined ? ETERNITY : parseTimeRange(query.timerange);
  const objectId = query.object_id;
  const few = (view: View): Promise<Row<"segments">[]> =>
    segmentsToDelete(app, view, flowId, range, objectId);
  const isFew = (segments: Segments): boolean => segments.length <= app.settings.deleteAsyncSegments;
  const keysOf = async (view: View): Promise<string[]> => {
    mustBeWritable(await flowRowFor(view, principal, "delete", flowId));
    const segments = await few(view);
    return [keyOf("flow", flowId), ...(isFew(segments) ? await referenceKeys(view, segments) : [])];
  };
  const request = await writeAll(
    app.engine,
    keysOf,
    async (view): Promise<Outcome<DeletionRequest | undefined>> => {
      mustBeWritable(await flowRowFor(view, principal, "delete", flowId));
      const segments = await few(view);
      if (isFew(segments))
        return { result: undefined, changes: await eraseSegments(app, view, flowId, segments) };
      const { request: opened, changes } = openRequest(app, principal, {
        flowId,
        range,
        deleteFlow: false,
        objectId,
      });
      return { result: opened, changes };
    },
  );
  app.nudge();
  return request;
}

/** At most one Segment more than may be deleted at once. */
async function segmentsToDelete(
  app: App,
  view: View,
  flowId: string,
  range: TimeRange,
  objectId?: string,
): Promise<Row<"segments">[]> {
  if (isEmpty(range)) return [];
  const where = deletable(flowId, range, objectId);
  return view.select("segments", { where, order: "time", limit: app.settings.deleteAsyncSegments + 1 });
}

function deletable(flowId: string, range: TimeRange, objectId: string | undefined): Condition<"segments">[] {
  const where = coveredBy(flowId, range);
  return objectId === undefined ? where : [...where, { column: "object_id", op: "eq", value: objectId }];
}

/**
 * One step of a long deletion: a batch of Segments, or, when none is left, the Flow and the end. Each step is a
 * write of its own that says what remains, so any process may take over at any point (DEL-011 to DEL-017).
 * Resolves to whether the request is finished.
 */
export async function stepDeletion(app: App, requestId: string): Promise<boolean> {
  const keysOf = async (view: View): Promise<string[]> => {
    const stored = await openRequestOf(view, requestId);
    if (stored === undefined) return [keyOf("request", requestId)];
    const segments = await nextBatch(view, stored);
    const flow =
      segments.length === 0 && stored.request.delete_flow
        ? await view.get("flows", { id: stored.request.flow_id })
        : undefined;
    const flows = flow === undefined ? [keyOf("flow", stored.request.flow_id)] : await flowKeys(view, flow);
    return [keyOf("request", requestId), ...flows, ...(await referenceKeys(view, segments))];
  };
  return writeAll(app.engine, keysOf, async (view): Promise<Outcome<boolean>> => {
    const stored = await openRequestOf(view, requestId);
    if (stored === undefined) return { result: true, changes: [] };
    const segments = await nextBatch(view, stored);
    const last = segments.at(-1);
    if (last === undefined) return { result: true, changes: await finish(app, view, stored) };
    const remaining = formatTimeRange({ start: rangeOf(last).end, end: requestedRange(stored).end });
    const progress = requestProgress(app, stored, { status: "started", timerange_remaining: remaining });
    return {
      result: false,
      changes: [...(await eraseSegments(app, view, stored.request.flow_id, segments)), ...progress],
    };
  });
}

async function openRequestOf(view: View, id: string): Promise<StoredRequest | undefined> {
  const row = await view.get("deletion_requests", { id });
  return row === undefined || row.status === "done" || row.status === "error"
    ? undefined
    : storedRequest(row);
}

/**
 * Only Segments that were there when the request was made: what clients register meanwhile is theirs to keep. A Flow
 * that goes takes no more Segments, so all of its go with it, whatever the clocks of several processes say.
 */
async function nextBatch(view: View, stored: StoredRequest): Promise<Row<"segments">[]> {
  const { delete_flow, flow_id, created } = stored.request;
  const where = deletable(flow_id, delete_flow ? ETERNITY : requestedRange(stored), stored.objectId);
  if (!delete_flow) where.push({ column: "created", op: "le", value: created ?? "" });
  return view.select("segments", { where, order: "time", limit: BATCH });
}

async function finish(app: App, view: View, stored: StoredRequest): Promise<Change[]> {
  const { delete_flow, flow_id, created_by } = stored.request;
  const row = delete_flow ? await view.get("flows", { id: flow_id }) : undefined;
  const principal = unrestricted("system:deletion", created_by ?? "");
  return [
    ...(row === undefined ? [] : await eraseFlow(app, view, principal, row, [])),
    ...requestProgress(app, stored, { status: "done", timerange_remaining: formatTimeRange(NEVER) }),
  ];
}

/** The keys of all that goes or changes with a Flow, its Segments' Objects apart. */
async function flowKeys(view: View, row: Row<"flows">): Promise<string[]> {
  return [keyOf("flow", row.id), keyOf("source", row.source_id), ...(await collectorKeys(view, row.id))];
}

async function eraseSegments(app: App, view: View, flowId: string, segments: Segments): Promise<Change[]> {
  if (segments.length === 0) return [];
  const extent = (await view.get("flow_extents", { flow_id: flowId })) ?? noExtent(flowId);
  return [
    ...remove("segments", segments),
    ...(await releaseReferences(app, view, flowId, segments)),
    ...update("flow_extents", [await shrunk(app, view, extent, segments)]),
  ];
}

/** The extents without these Segments: its ends are those of the first and last that stay. */
async function shrunk(
  app: App,
  view: View,
  extent: Row<"flow_extents">,
  gone: Segments,
): Promise<Row<"flow_extents">> {
  const starts = new Set(gone.map((row) => `${row.start_s}:${row.start_x}`));
  const where = [{ column: "flow_id", op: "eq", value: extent.flow_id } as const];
  const stays = async (reverse: boolean): Promise<Row<"segments"> | undefined> => {
    const rows = await view.select("segments", { where, order: "time", reverse, limit: gone.length + 1 });
    return rows.find((row) => !starts.has(`${row.start_s}:${row.start_x}`));
  };
  const [first, last] = [await stays(false), await stays(true)];
  const segments_updated = app.now().toISOString();
  if (first === undefined || last === undefined) return { ...noExtent(extent.flow_id), segments_updated };
  const { start_s, start_x } = first;
  return {
    ...extent,
    start_s,
    start_x,
    end_s: last.end_s,
    end_x: last.end_x,
    count: extent.count - gone.length,
    segments_updated,
  };
}

/** A Flow goes with its Segments, its places in collections, and its Source if it was the last (SRC-029, FLW-114). */
async function eraseFlow(
  app: App,
  view: View,
  principal: Principal,
  row: Row<"flows">,
  segments: Segments,
): Promise<Change[]> {
  const flow = storedFlow(row);
  const siblings = await view.select("flows", {
    where: [{ column: "source_id", op: "eq", value: row.source_id }],
    limit: 2,
  });
  return [
    ...remove("segments", segments),
    ...(await releaseReferences(app, view, row.id, segments)),
    ...remove("flow_extents", [{ flow_id: row.id }]),
    ...(await leaveCollections(app, view, row.id, (collector) =>
      changedFlow(app, principal, collector, collector),
    )),
    ...(await collectionChanges(view, flow, true)),
    ...tagChanges("flow", row.id, flow.tags ?? {}, {}),
    ...remove("flows", [{ id: row.id }]),
    ...(siblings.length > 1 ? [] : await eraseSource(view, row.source_id)),
  ];
}

async function eraseSource(view: View, id: string): Promise<Change[]> {
  const row = await view.get("sources", { id });
  if (row === undefined) return [];
  return [...tagChanges("source", id, storedSource(row).tags ?? {}, {}), ...remove("sources", [{ id }])];
}
