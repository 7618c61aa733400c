import type { Query, Schemas } from "../contract/operations.ts";
import { notFound } from "../errors.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange } from "../time/timerange.ts";
import type { App } from "./app.ts";
import {
  type KnownObjects,
  loadObjects,
  type UrlMaker,
  type UrlQuery,
  urlFilters,
  urlMaker,
} from "./get-urls.ts";
import { type Page, selectPage } from "./paging.ts";
import { objectRange } from "./segments.ts";
import { tagConditions, tagTests } from "./tags.ts";

type ObjectDocument = Schemas["object"];

/** The Object with a page of the Flows that use it, or notFound until it is registered (OBJ-001 to OBJ-013). */
export async function getObject(
  app: App,
  id: string,
  query: Query<"GET_objects">,
  base: string,
): Promise<{ object: ObjectDocument; page: Page<unknown> }> {
  return app.engine.read(async (view) => {
    const row = await registeredObject(view, id);
    const where = [
      { column: "object_id", op: "eq", value: id } as const,
      ...tagConditions<"object_flows">("flow", tagTests(query, "flow_tag"), "flow_id"),
    ];
    const page = await selectPage(app, view, { table: "object_flows", order: "flow", where }, query);
    const known = await loadObjects(app, view, [id]);
    const object = presentObject(
      row,
      known,
      urlMaker(app, urlFilters(query as UrlQuery), base),
      page.items.map((item) => item.flow_id),
    );
    const first = await firstFlow(view, row);
    return {
      object: { ...object, ...(first === undefined ? {} : { first_referenced_by_flow: first }) },
      page,
    };
  });
}

/** The row of a registered Object; notFound for unknown and for merely allocated ones (OBJ-002, STO-018). */
export async function registeredObject(view: View, id: string): Promise<Row<"objects">> {
  const row = await view.get("objects", { id });
  if (row === undefined || row.state !== "registered") throw notFound("Object", id);
  return row;
}

/** Throws notFound unless the Object is registered. */
export async function mustBeRegistered(app: App, id: string): Promise<void> {
  await app.engine.read((view) => registeredObject(view, id));
}

function presentObject(
  row: Row<"objects">,
  known: KnownObjects,
  urls: UrlMaker,
  flows: string[],
): ObjectDocument {
  const range = objectRange(row);
  const getUrls = urls(known.instances(row.id));
  return {
    id: row.id,
    referenced_by_flows: flows,
    ...(range === undefined ? {} : { timerange: formatTimeRange(range) }),
    ...(row.key_frame_count === null ? {} : { key_frame_count: row.key_frame_count }),
    ...(row.init_object_id === null ? {} : { init_object: presentInit(row.init_object_id, known, urls) }),
    ...(getUrls === undefined ? {} : { get_urls: getUrls }),
  };
}

function presentInit(
  id: string,
  known: KnownObjects,
  urls: UrlMaker,
): NonNullable<ObjectDocument["init_object"]> {
  const getUrls = urls(known.instances(id));
  return { id, ...(getUrls === undefined ? {} : { get_urls: getUrls }) };
}

/** The Flow that registered the Object, for as long as it uses it (OBJ-005). */
async function firstFlow(view: View, row: Row<"objects">): Promise<string | undefined> {
  if (row.first_flow === null) return undefined;
  const reference = await view.get("object_flows", { object_id: row.id, flow_id: row.first_flow });
  return reference?.flow_id;
}
