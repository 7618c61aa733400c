import type { PageInfo, Principal, Query, Schemas } from "../contract/operations.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import {
  ETERNITY,
  formatTimeRange,
  isEmpty,
  parseTimeRange,
  span,
  type TimeRange,
} from "../time/timerange.ts";
import { maySee } from "./access.ts";
import type { App } from "./app.ts";
import { flowClassesOf, mustHoldFlow } from "./flow-access.ts";
import {
  type KnownObjects,
  loadObjects,
  type UrlMaker,
  type UrlQuery,
  urlFilters,
  urlMaker,
} from "./get-urls.ts";
import { type Page, pageLimit, selectPage } from "./paging.ts";
import { overlapping, rangeOf } from "./segment-times.ts";

export type Segment = Schemas["flow-segment"];
type ListQuery = Query<"GET_flows-flowId-segments">;

/**
 * A page of Segments, and what its paging headers say (SEG-001 to SEG-026). An unknown Flow has none (SEG-002), and so,
 * in every respect, has one that is hidden from the caller (AUTH-055). Throws forbidden where he may do all but read.
 */
export async function listSegments(
  app: App,
  principal: Principal,
  flowId: string,
  query: ListQuery,
  base: string,
): Promise<{ segments: Segment[]; page: PageInfo }> {
  const range = query.timerange === undefined ? ETERNITY : parseTimeRange(query.timerange);
  return app.engine.read(async (view) => {
    const isShown = await isFlowShown(view, principal, flowId);
    const extent = isShown ? await view.get("flow_extents", { flow_id: flowId }) : undefined;
    const where = overlapping(flowId, range, extent?.longest ?? 0);
    if (!isShown) where.push({ column: "flow_id", in: [] });
    if (query.object_id !== undefined) where.push({ column: "object_id", op: "eq", value: query.object_id });
    const found: Page<Row<"segments">> = isEmpty(range)
      ? { items: [], limit: pageLimit(app, query.limit) }
      : await selectPage(app, view, { table: "segments", order: "time", where }, query);
    const objects = await loadObjects(
      app,
      view,
      found.items.map((row) => row.object_id),
    );
    const urls = urlMaker(app, principal, urlFilters(query as UrlQuery), base);
    const segments = found.items.map((row) =>
      presentSegment(row, objects, urls, query.include_object_timerange === true),
    );
    return { segments, page: pageInfo(found, query.reverse_order === true) };
  });
}

/** Throws forbidden for a caller who may do something with the Flow and not read it; one that is hidden has no Segments (AUTH-055). */
export async function mustListSegments(app: App, principal: Principal, flowId: string): Promise<void> {
  await app.engine.read((view) => isFlowShown(view, principal, flowId));
}

/** Whether the caller may read the Segments of a Flow; false for one that he must take for unknown. */
async function isFlowShown(view: View, principal: Principal, flowId: string): Promise<boolean> {
  if (principal.grants === undefined) return true;
  const flow = await view.get("flows", { id: flowId });
  if (flow === undefined) return false;
  if (maySee(principal, flowClassesOf(flow))) {
    mustHoldFlow(principal, "read", flow);
    return true;
  }
  const rule = "nothing gives the caller any permission on the Flow, so it has no Segments for him";
  principal.note?.({ allowed: false, asked: `read Flow ${flowId}`, rule });
  return false;
}

function pageInfo(page: Page<Row<"segments">>, reverse: boolean): PageInfo {
  return {
    limit: page.limit,
    ...(page.next === undefined ? {} : { next: page.next }),
    count: page.items.length,
    reverse,
    timerange: formatTimeRange(span(page.items.map(rangeOf))),
  };
}

/** A row as clients see it: what was registered, and what belongs to the Object (DM-007, SEG-014 to SEG-020). */
export function presentSegment(
  row: Row<"segments">,
  objects: KnownObjects,
  urls: UrlMaker,
  withObjectTime: boolean,
): Segment {
  const object = objects.object(row.object_id);
  const objectTime = object === undefined ? undefined : objectRange(object);
  const getUrls = urls(objects.instances(row.object_id));
  return {
    object_id: row.object_id,
    timerange: formatTimeRange(rangeOf(row)),
    // The document was made by `registerSegments` from a validated body.
    ...(JSON.parse(row.doc) as Partial<Segment>),
    ...(withObjectTime && objectTime ? { object_timerange: formatTimeRange(objectTime) } : {}),
    ...(object?.key_frame_count == null ? {} : { key_frame_count: object.key_frame_count }),
    ...(object?.init_object_id == null
      ? {}
      : { init_object: presentInit(object.init_object_id, objects, urls) }),
    ...(getUrls === undefined ? {} : { get_urls: getUrls }),
  };
}

function presentInit(id: string, objects: KnownObjects, urls: UrlMaker): NonNullable<Segment["init_object"]> {
  const getUrls = urls(objects.instances(id));
  return { object_id: id, ...(getUrls === undefined ? {} : { get_urls: getUrls }) };
}

/** An Object's own timerange; init Objects have none. */
export function objectRange(row: Row<"objects">): TimeRange | undefined {
  if (row.start_s === null || row.start_x === null || row.end_s === null || row.end_x === null)
    return undefined;
  return { start: { s: row.start_s, x: row.start_x }, end: { s: row.end_s, x: row.end_x } };
}
