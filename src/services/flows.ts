import { randomUUID } from "node:crypto";
import type { Principal, Query } from "../contract/operations.ts";
import { StoreError } from "../errors.ts";
import { insert, update } from "../storage/changes.ts";
import type { Change, Condition, Outcome, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange, parseTimeRange } from "../time/timerange.ts";
import type { App } from "./app.ts";
import { checkCollection, collectionChanges, collectionKeys } from "./collections.ts";
import { type Flow, flowRow, flowRowOf, noExtent, presentFlows, storedFlow } from "./flow-document.ts";
import { checkReplacement, type FlowBody, mustBeWritable, technicalFields } from "./flow-rules.ts";
import { selectFlowsOver } from "./flow-times.ts";
import { type Page, selectPage } from "./paging.ts";
import { spanOver } from "./segment-times.ts";
import { collectedBy, labelled, mustHaveFormat, newSource } from "./sources.ts";
import { checkTags, tagChanges, tagConditions, tagTests } from "./tags.ts";
import { keyOf } from "./transaction.ts";

type ListQuery = Query<"GET_flows">;

/** Flows that match, in the order asked for (FLW-001 to FLW-016). */
export async function listFlows(app: App, query: ListQuery): Promise<Page<Flow>> {
  const where = flowConditions(query);
  const order = query.sort_by ?? "created";
  const range = query.timerange === undefined ? undefined : parseTimeRange(query.timerange);
  return app.engine.read(async (view) => {
    const page =
      range === undefined
        ? await selectPage(app, view, { table: "flows", order, where }, query)
        : await selectFlowsOver(app, view, { order, where, range }, query);
    return { ...page, items: await presentFlows(view, page.items) };
  });
}

const EXACT = [
  "source_id",
  "format",
  "codec",
  "profile_id",
  "status",
  "frame_width",
  "frame_height",
  "init_segments",
] as const;

function flowConditions(query: ListQuery): Condition<"flows">[] {
  const where: Condition<"flows">[] = [
    ...tagConditions<"flows">("flow", tagTests(query, "tag"), "id"),
    ...collectedBy<"flows">("flow_edges", "id", query.collected_by_ids),
  ];
  for (const column of EXACT) {
    const value = query[column];
    if (value !== undefined) where.push({ column, op: "eq", value });
  }
  if (query.label !== undefined) where.push(...labelled<"flows">(query.label));
  return where;
}

/** The Flow, or notFound; with its timerange if asked, within a range if given (FLW-020 to FLW-029). */
export async function getFlow(app: App, id: string, query: Query<"GET_flows-flowId"> = {}): Promise<Flow> {
  return app.engine.read(async (view) => {
    const row = await flowRowOf(view, id);
    const within = query.timerange === undefined ? undefined : parseTimeRange(query.timerange);
    const [flow] = await presentFlows(view, [row]);
    if (flow === undefined || query.include_timerange !== true) return flow ?? storedFlow(row);
    return { ...flow, timerange: formatTimeRange(await spanOver(view, id, within)) };
  });
}

/** Throws notFound, or forbidden where the Flow may not be written: the better answer to a request that is bad too. */
export async function mustTakeWrites(
  app: App,
  id: string,
  options: { readonly evenReadOnly?: boolean } = {},
): Promise<void> {
  mustBeWritable(await app.engine.read((view) => flowRowOf(view, id)), options);
}

/** As `mustTakeWrites`, but a Flow yet to be created is fine. */
export async function mustTakePut(app: App, id: string): Promise<void> {
  const row = await app.engine.read((view) => view.get("flows", { id }));
  if (row !== undefined) mustBeWritable(row);
}

/** Creates the Flow, with its Source if that is new, or replaces it whole (FLW-030 to FLW-116). */
export async function putFlow(
  app: App,
  principal: Principal,
  id: string,
  body: FlowBody,
): Promise<{ created: boolean; flow: Flow }> {
  if (body.id !== id)
    throw new StoreError("notFound", `The body's id ${body.id} is not the path's ${id}.`, { field: "id" });
  checkTags(app, body.tags ?? {});
  const keys = [keyOf("flow", id), keyOf("source", body.source_id), ...collectionKeys(body.flow_collection)];
  return app.engine.write(keys, async (view) => {
    const before = await view.get("flows", { id });
    if (before !== undefined) mustBeWritable(before);
    const technical = await technicalFields(view, body, before && storedFlow(before));
    await checkCollection(app, view, id, body.flow_collection ?? []);
    const draft = draftFlow(body, technical);
    return before === undefined
      ? create(app, principal, view, draft)
      : replaceWhole(app, principal, view, draft, before);
  });
}

/** What the server keeps or derives by itself is never taken from a body (FLW-063, TRAP-010). */
const SERVER_OWNED = [
  "timerange",
  "created",
  "metadata_updated",
  "segments_updated",
  "collected_by",
  "profile_id",
] as const;

/** The Flow a body asks for. Its technical part and its common part were each validated. */
function draftFlow(body: FlowBody, technical: Partial<Flow>): Flow {
  const own: readonly string[] = SERVER_OWNED;
  const common = Object.fromEntries(Object.entries(body).filter(([field]) => !own.includes(field)));
  return { ...common, ...technical, tags: body.tags ?? {} } as Flow;
}

async function create(
  app: App,
  principal: Principal,
  view: View,
  draft: Flow,
): Promise<Outcome<{ created: boolean; flow: Flow }>> {
  const now = app.now().toISOString();
  const flow: Flow = {
    ...draft,
    created_by: draft.created_by ?? principal.name,
    metadata_version: draft.metadata_version ?? randomUUID(),
    created: now,
    metadata_updated: now,
  };
  const source = await mustHaveFormat(view, flow.source_id, flow.format);
  const changes: Change[] = [
    ...(source === undefined ? newSource(flow, flow.source_id, now) : []),
    ...insert("flows", [flowRow(flow, null)]),
    ...insert("flow_extents", [noExtent(flow.id)]),
    ...tagChanges("flow", flow.id, {}, flow.tags ?? {}),
    ...(await collectionChanges(view, flow)),
  ];
  return { result: { created: true, flow }, changes };
}

async function replaceWhole(
  app: App,
  principal: Principal,
  view: View,
  draft: Flow,
  beforeRow: Row<"flows">,
): Promise<Outcome<{ created: boolean; flow: Flow }>> {
  const before = storedFlow(beforeRow);
  const flow = changedFlow(app, principal, before, draft);
  const row = flowRow(flow, beforeRow.deletion_id);
  const extent = await view.get("flow_extents", { flow_id: flow.id });
  checkReplacement(beforeRow, row, extent?.count ?? 0);
  const changes = [...(await flowChanges(view, before, flow))];
  return { result: { created: false, flow }, changes };
}

/** A changed Flow's bookkeeping: who and when, and a new version unless the client named one (FLW-093 to FLW-095). */
export function changedFlow(app: App, principal: Principal, before: Flow, draft: Flow): Flow {
  const { metadata_version: sent } = draft;
  const { created, created_by } = before;
  return {
    ...draft,
    ...(created === undefined ? {} : { created }),
    ...(created_by === undefined ? {} : { created_by }),
    updated_by: principal.name,
    metadata_updated: app.now().toISOString(),
    metadata_version: sent === undefined || sent === before.metadata_version ? randomUUID() : sent,
  };
}

/**
 * The changes that make a stored Flow another one, with its tags, its collection and its Source's relations. Those follow
 * all Flows of the Source, so they are only looked at where the collection changes, and then the Source's key must be held.
 */
export async function flowChanges(view: View, before: Flow, after: Flow): Promise<Change[]> {
  const collects = (flow: Flow): string => JSON.stringify(flow.flow_collection ?? []);
  return [
    ...update("flows", [flowRow(after, null)]),
    ...tagChanges("flow", after.id, before.tags ?? {}, after.tags ?? {}),
    ...(collects(before) === collects(after) ? [] : await collectionChanges(view, after)),
  ];
}
