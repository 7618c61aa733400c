import type { PageInfo, Query, Schemas } from "../contract/operations.ts";
import type { Row } from "../storage/tables.ts";
import {
  ETERNITY,
  formatTimeRange,
  isEmpty,
  parseTimeRange,
  span,
  type TimeRange,
} from "../time/timerange.ts";
import type { App } from "./app.ts";
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

/** A page of Segments, and what its paging headers say (SEG-001 to SEG-026). An unknown Flow has none (SEG-002). */
export async function listSegments(
  app: App,
  flowId: string,
  query: ListQuery,
  base: string,
): Promise<{ segments: Segment[]; page: PageInfo }> {
  const range = query.timerange === undefined ? ETERNITY : parseTimeRange(query.timerange);
  return app.engine.read(async (view) => {
    const extent = await view.get("flow_extents", { flow_id: flowId });
    const where = overlapping(flowId, range, extent?.longest ?? 0);
    if (query.object_id !== undefined) where.push({ column: "object_id", op: "eq", value: query.object_id });
    const found: Page<Row<"segments">> = isEmpty(range)
      ? { items: [], limit: pageLimit(app, query.limit) }
      : await selectPage(app, view, { table: "segments", order: "time", where }, query);
    const objects = await loadObjects(
      app,
      view,
      found.items.map((row) => row.object_id),
    );
    const urls = urlMaker(app, urlFilters(query as UrlQuery), base);
    const segments = found.items.map((row) =>
      presentSegment(row, objects, urls, query.include_object_timerange === true),
    );
    return { segments, page: pageInfo(found, query.reverse_order === true) };
  });
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
