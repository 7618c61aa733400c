import { randomUUID } from "node:crypto";
import type { Principal, Query } from "../contract/operations.ts";
import { StoreError } from "../errors.ts";
import { insert, update } from "../storage/changes.ts";
import type { Change, Condition, Outcome, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange, parseTimeRange } from "../time/timerange.ts";
import {
  classesOf,
  classesOfNew,
  maySee,
  mustChangeClasses,
  mustCreate,
  mustHold,
  withClasses,
} from "./access.ts";
import type { App } from "./app.ts";
import { checkCollection, collectionChanges, collectionKeys } from "./collections.ts";
import { flowRowFor, mustHoldFlow, seesFlow } from "./flow-access.ts";
import { type Flow, flowRow, noExtent, shownFlow, storedFlow } from "./flow-document.ts";
import { checkReplacement, type FlowBody, mustBeWritable, technicalFields } from "./flow-rules.ts";
import { selectFlowsOver } from "./flow-times.ts";
import type { Page } from "./paging.ts";
import { carriedOn } from "./propagation.ts";
import { collectedBy, readableEnds } from "./relations.ts";
import { mustBeSparing } from "./retention-tags.ts";
import { spanOver } from "./segment-times.ts";
import { labelled, mustHaveFormat, newSource, storedSource } from "./sources.ts";
import { checkTags, type Tags, tagChanges, tagConditions, tagTests } from "./tags.ts";
import { keyOf } from "./transaction.ts";
import { selectVisible } from "./visible.ts";

type ListQuery = Query<"GET_flows">;

/** Flows that match and that the caller may read, in the order asked for (FLW-001 to FLW-016, AUTH-046). */
export async function listFlows(app: App, principal: Principal, query: ListQuery): Promise<Page<Flow>> {
  const conditions = flowConditions(query);
  const order = query.sort_by ?? "created";
  const range = query.timerange === undefined ? undefined : parseTimeRange(query.timerange);
  return app.engine.read(async (view) => {
    const collected = await collectedBy<"flows">(view, principal, "flow_edges", query.collected_by_ids);
    const where = [...conditions, ...collected];
    const page =
      range === undefined
        ? await selectVisible(app, view, principal, { table: "flows", order, where }, query)
        : await selectFlowsOver(app, view, principal, { order, where, range }, query);
    return { ...page, items: await presentFlows(view, principal, page.items) };
  });
}

/**
 * Rows as clients see them, with what the other tables know, in few reads for any number of Flows. Collectors that the
 * caller may not read are left out of `collected_by`, which nobody sends back; `flow_collection` stays whole (AUTH-064).
 */
async function presentFlows(
  view: View,
  principal: Principal,
  rows: readonly Row<"flows">[],
): Promise<Flow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const edges = await view.select("flow_edges", { where: [{ column: "child", in: ids }] });
  const extents = await view.select("flow_extents", { where: [{ column: "flow_id", in: ids }] });
  const updated = new Map(extents.map((row) => [row.flow_id, row.segments_updated]));
  const shown = await readableEnds(
    view,
    principal,
    "flow_edges",
    edges.map((edge) => edge.parent),
  );
  const parents = Map.groupBy(
    edges.filter((edge) => shown.has(edge.parent)),
    (edge) => edge.child,
  );
  return rows.map((row) =>
    shownFlow(row, { collectors: parents.get(row.id) ?? [], segmentsUpdated: updated.get(row.id) }),
  );
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
  const where = tagConditions<"flows">("flow", tagTests(query, "tag"), "id");
  for (const column of EXACT) {
    const value = query[column];
    if (value !== undefined) where.push({ column, op: "eq", value });
  }
  if (query.label !== undefined) where.push(...labelled<"flows">(query.label));
  return where;
}

/**
 * The Flow, or notFound; with its timerange if asked, within a range if given (FLW-020 to FLW-029). Takes read (AUTH-048).
 */
export async function getFlow(
  app: App,
  principal: Principal,
  id: string,
  query: Query<"GET_flows-flowId"> = {},
): Promise<Flow> {
  return app.engine.read(async (view) => {
    const row = await flowRowFor(view, principal, "read", id);
    const within = query.timerange === undefined ? undefined : parseTimeRange(query.timerange);
    const [flow] = await presentFlows(view, principal, [row]);
    if (flow === undefined || query.include_timerange !== true) return flow ?? storedFlow(row);
    return { ...flow, timerange: formatTimeRange(await spanOver(view, id, within)) };
  });
}

/** Throws notFound, or forbidden where the Flow may not be written: the better answer to a request that is bad too. */
export async function mustTakeWrites(
  app: App,
  principal: Principal,
  id: string,
  options: { readonly evenReadOnly?: boolean } = {},
): Promise<void> {
  mustBeWritable(await app.engine.read((view) => flowRowFor(view, principal, "write", id)), options);
}

/** As `mustTakeWrites`, but a Flow yet to be created is fine, and so, for now, is one that is hidden from the caller. */
export async function mustTakePut(app: App, principal: Principal, id: string): Promise<void> {
  const row = await app.engine.read((view) => view.get("flows", { id }));
  if (row !== undefined && seesFlow(principal, row)) mustTakePutOver(principal, row);
}

function mustTakePutOver(principal: Principal, row: Row<"flows">): void {
  mustHoldFlow(principal, "write", row);
  mustBeWritable(row);
}

/**
 * Creates the Flow, with its Source if that is new, or replaces it whole (FLW-030 to FLW-116). Takes write on the Flow that
 * is there (AUTH-049), and what `mustJoinSource` and `classesOfNew` ask for one that is new. To whom the Flow is hidden, all
 * that would be wrong with a new one is said first, so that nobody finds out about ids by bodies that cannot be (AUTH-035).
 */
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
  const result = await app.engine.write(keys, async (view) => {
    const there = await view.get("flows", { id });
    const before = there && seesFlow(principal, there) ? there : undefined;
    if (before === undefined) await mustJoinSource(view, principal, body.source_id);
    else mustTakePutOver(principal, before);
    const stored = before && storedFlow(before);
    const technical = await technicalFields(view, body, stored);
    const after = body.flow_collection ?? [];
    await checkCollection(app, view, principal, { id, before: stored?.flow_collection, after });
    const draft = draftFlow(body, technical);
    const outcome =
      before === undefined
        ? await create(app, principal, view, draft)
        : await replaceWhole(app, principal, view, draft, before);
    if (there !== undefined && before === undefined) mustHoldFlow(principal, "write", there);
    return carriedOn(app, principal, view, outcome);
  });
  if (app.propagates()) app.nudge();
  return result;
}

/**
 * Throws unless the caller may add a Flow to the Source: that takes write on it, or to be one who creates where there is
 * none (AUTH-050). One who does not create gets the same answer for a Source that is hidden from him as for none.
 */
async function mustJoinSource(view: View, principal: Principal, id: string): Promise<void> {
  if (principal.grants === undefined) return;
  const row = await view.get("sources", { id });
  const classes = row && classesOf(storedSource(row).tags);
  if (classes === undefined || !maySee(principal, classes)) mustCreate(principal, `Source ${id}`);
  if (classes !== undefined) mustHold(principal, "write", classes, { kind: "Source", id });
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
    tags: tagsOfNew(principal, draft.tags ?? {}),
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

/** The tags of a new Flow, with its maker's classes where he named none (AUTH-070, AUTH-074). */
function tagsOfNew(principal: Principal, tags: Tags): Tags {
  const named = classesOf(tags);
  const classes = classesOfNew(principal, named);
  return classes === named ? tags : withClasses(tags, classes);
}

async function replaceWhole(
  app: App,
  principal: Principal,
  view: View,
  draft: Flow,
  beforeRow: Row<"flows">,
): Promise<Outcome<{ created: boolean; flow: Flow }>> {
  const before = storedFlow(beforeRow);
  // A body without classes takes those away that the Flow has (AUTH-072).
  mustChangeClasses(principal, classesOf(before.tags), classesOf(draft.tags));
  mustBeSparing(principal, beforeRow, draft);
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
