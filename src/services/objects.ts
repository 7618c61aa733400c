import type { Permission, Principal, Query, Schemas } from "../contract/operations.ts";
import { notFound } from "../errors.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange } from "../time/timerange.ts";
import type { App } from "./app.ts";
import { heldFlows, mustHoldObject } from "./flow-access.ts";
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

/**
 * The Object with a page of the Flows that use it, as far as the caller may read them, or notFound until it is registered
 * and used by one that he may read (OBJ-001 to OBJ-013, AUTH-059).
 */
export async function getObject(
  app: App,
  principal: Principal,
  id: string,
  query: Query<"GET_objects">,
  base: string,
): Promise<{ object: ObjectDocument; page: Page<unknown> }> {
  return app.engine.read(async (view) => {
    const row = await registeredObject(view, principal, "read", id);
    const where = [
      { column: "object_id", op: "eq", value: id } as const,
      ...heldFlows<"object_flows">(principal, "read", "flow_id"),
      ...tagConditions<"object_flows">("flow", tagTests(query, "flow_tag"), "flow_id"),
    ];
    const page = await selectPage(app, view, { table: "object_flows", order: "flow", where }, query);
    const known = await loadObjects(app, view, [id]);
    const object = presentObject(
      row,
      known,
      urlMaker(app, principal, urlFilters(query as UrlQuery), base),
      page.items.map((item) => item.flow_id),
    );
    const first = await firstFlow(view, principal, row);
    return {
      object: { ...object, ...(first === undefined ? {} : { first_referenced_by_flow: first }) },
      page,
    };
  });
}

/**
 * The row of a registered Object; notFound for unknown, merely allocated and hidden ones (OBJ-002, STO-018), forbidden
 * where the caller has another permission than this.
 */
export async function registeredObject(
  view: View,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<Row<"objects">> {
  const row = await view.get("objects", { id });
  if (row === undefined || row.state !== "registered") throw notFound("Object", id);
  await mustHoldObject(view, principal, permission, id);
  return row;
}

/** Throws what `registeredObject` throws. */
export async function mustBeRegistered(
  app: App,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<void> {
  await app.engine.read((view) => registeredObject(view, principal, permission, id));
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

/** The Flow that registered the Object, for as long as it uses it (OBJ-005) and the caller may read it. */
async function firstFlow(view: View, principal: Principal, row: Row<"objects">): Promise<string | undefined> {
  if (row.first_flow === null) return undefined;
  const [reference] = await view.select("object_flows", {
    where: [
      { column: "object_id", op: "eq", value: row.id },
      { column: "flow_id", op: "eq", value: row.first_flow },
      ...heldFlows<"object_flows">(principal, "read", "flow_id"),
    ],
    limit: 1,
  });
  return reference?.flow_id;
}
