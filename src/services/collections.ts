import type { Principal } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import { replace, update } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { mayHold } from "./access.ts";
import type { App } from "./app.ts";
import { flowClassesOf } from "./flow-access.ts";
import { type Collection, type Flow, flowRow, storedFlow } from "./flow-document.ts";
import { COLLECTIONS, keyOf } from "./transaction.ts";

/** The keys of a write that gives the Flow this collection: its members may not go meanwhile. */
export function collectionKeys(collection: Collection | undefined): string[] {
  if (collection === undefined || collection.length === 0) return [];
  return [COLLECTIONS, ...collection.map((item) => keyOf("flow", item.id))];
}

/**
 * Throws invalid unless members are distinct, registered, and do not lead back to the Flow (FLW-056, FLW-057, FLW-112). What
 * the caller may not read is to him as if it were not registered, but for members that the Flow has already: so a
 * collection, which is shown whole, can be put back (AUTH-052, AUTH-064).
 */
export async function checkCollection(
  app: App,
  view: View,
  principal: Principal,
  flow: { readonly id: string; readonly before: Collection | undefined; readonly after: Collection },
): Promise<void> {
  const { id: flowId, after: collection } = flow;
  if (collection.length > app.settings.listMax) {
    throw invalid(`A collection may have at most ${app.settings.listMax} members.`, "flow_collection");
  }
  const ids = collection.map((item) => item.id);
  const last = new Map(ids.map((id, at) => [id, at]));
  const repeated = ids.find((id, at) => last.get(id) !== at);
  if (repeated !== undefined) throw invalid(`Flow ${repeated} is listed twice.`, "flow_collection");
  if (ids.includes(flowId)) throw invalid(`Flow ${flowId} cannot collect itself.`, "flow_collection");
  const members = new Set((flow.before ?? []).map((item) => item.id));
  const rows = await view.select("flows", { where: [{ column: "id", in: ids }] });
  const readable = rows.filter(
    (row) =>
      principal.grants === undefined || members.has(row.id) || mayHold(principal, "read", flowClassesOf(row)),
  );
  const known = new Set(readable.map((row) => row.id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw invalid(`Flow ${missing} is not registered here.`, "flow_collection");
  await mustNotLeadTo(view, flowId, ids);
}

async function mustNotLeadTo(view: View, flowId: string, members: readonly string[]): Promise<void> {
  const seen = new Set<string>();
  for (let level = members; level.length > 0; ) {
    for (const id of level) seen.add(id);
    const edges = await view.select("flow_edges", { where: [{ column: "parent", in: level }] });
    if (edges.some((edge) => edge.child === flowId)) {
      throw invalid(`A member of the collection already collects Flow ${flowId}.`, "flow_collection");
    }
    level = [...new Set(edges.map((edge) => edge.child).filter((id) => !seen.has(id)))];
  }
}

/** The rows behind a Flow's `flow_collection`, in its order. */
export function edgeRows(flowId: string, collection: Collection): Row<"flow_edges">[] {
  return collection.map((item, position) => ({
    parent: flowId,
    child: item.id,
    role: item.role ?? null,
    position,
  }));
}

/** What makes the rows follow a Flow's collection, those of its Source included (FLW-110, FLW-111, SRC-028). */
export async function collectionChanges(view: View, flow: Flow, gone = false): Promise<Change[]> {
  const before = await view.select("flow_edges", { where: [{ column: "parent", op: "eq", value: flow.id }] });
  const after = gone ? [] : edgeRows(flow.id, flow.flow_collection ?? []);
  if (before.length === 0 && after.length === 0) return [];
  const sources = await sourceEdgeChanges(
    view,
    flow.source_id,
    new Map([[flow.id, after]]),
    gone ? [flow] : [flow],
    gone,
  );
  return [...replace("flow_edges", before, after), ...sources];
}

/** The keys of the Flows that collect this one, and of their Sources: its deletion changes them all. */
export async function collectorKeys(view: View, flowId: string): Promise<string[]> {
  const parents = await collectors(view, flowId);
  return parents.flatMap((row) => [keyOf("flow", row.id), keyOf("source", row.source_id)]);
}

async function collectors(view: View, flowId: string): Promise<Row<"flows">[]> {
  return view.select("flows", {
    where: [
      {
        exists: "flow_edges",
        on: "parent",
        equals: "id",
        where: [{ column: "child", op: "eq", value: flowId }],
      },
    ],
  });
}

/** What removes a Flow from every collection, as a change of each collecting Flow's metadata (FLW-114). */
export async function leaveCollections(
  app: App,
  view: View,
  flowId: string,
  changed: (flow: Flow) => Flow,
): Promise<Change[]> {
  const changes: Change[] = [];
  const left = new Map<string, Map<string, Row<"flow_edges">[]>>();
  for (const row of await collectors(view, flowId)) {
    const flow = storedFlow(row);
    const rest = (flow.flow_collection ?? []).filter((item) => item.id !== flowId);
    const after = changed({ ...flow, flow_collection: rest });
    const before = await view.select("flow_edges", {
      where: [{ column: "parent", op: "eq", value: row.id }],
    });
    changes.push(
      ...update("flows", [flowRow(after, row.deletion_id)]),
      ...replace("flow_edges", before, edgeRows(row.id, rest)),
    );
    const edges = left.get(row.source_id) ?? new Map<string, Row<"flow_edges">[]>();
    left.set(row.source_id, edges.set(row.id, edgeRows(row.id, rest)));
  }
  for (const [sourceId, edges] of left)
    changes.push(...(await sourceEdgeChanges(view, sourceId, edges, [], false)));
  app.log.debug("Flow left its collections", { flowId, sources: left.size });
  return changes;
}

/**
 * What makes a Source's `source_collection` follow its Flows, oldest first, of which some have new edges
 * (`edges`, by Flow). `extra` are Flows that may not be stored yet; with `gone` they are about to go instead.
 */
async function sourceEdgeChanges(
  view: View,
  sourceId: string,
  edges: ReadonlyMap<string, Row<"flow_edges">[]>,
  extra: readonly Flow[],
  gone: boolean,
): Promise<Change[]> {
  const stored = await view.select("flows", { where: [{ column: "source_id", op: "eq", value: sourceId }] });
  const known = new Set(stored.map((row) => row.id));
  const added = gone ? [] : extra.filter((flow) => !known.has(flow.id));
  const ordered = [...stored, ...added].sort(byAge).map((flow) => flow.id);
  const kept = await view.select("flow_edges", {
    where: [{ column: "parent", in: ordered.filter((id) => !edges.has(id)) }],
  });
  const byParent = Map.groupBy(kept, (edge) => edge.parent);
  const all = ordered.flatMap(
    (id) => edges.get(id) ?? (byParent.get(id) ?? []).sort((a, b) => a.position - b.position),
  );
  const members = await view.select("flows", {
    where: [{ column: "id", in: [...new Set(all.map((edge) => edge.child))] }],
  });
  const sourceOf = new Map(members.map((row) => [row.id, row.source_id]));
  const before = await view.select("source_edges", {
    where: [{ column: "parent", op: "eq", value: sourceId }],
  });
  return replace("source_edges", before, sourceEdges(sourceId, all, sourceOf));
}

/** Oldest first; of Flows made in the same millisecond, by id. */
function byAge(
  a: { readonly id: string; readonly created?: string },
  b: { readonly id: string; readonly created?: string },
): number {
  const [before = "", after = ""] = [a.created, b.created];
  if (before !== after) return before < after ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What makes a Source's `source_collection` what its stored Flows say. */
export function inferredCollection(view: View, sourceId: string): Promise<Change[]> {
  return sourceEdgeChanges(view, sourceId, new Map(), [], false);
}

/** Flow edges as Source edges: several Flows of one Source merge, and the first role wins (SRC-027). */
function sourceEdges(
  sourceId: string,
  edges: readonly Row<"flow_edges">[],
  sourceOf: ReadonlyMap<string, string>,
): Row<"source_edges">[] {
  const merged = new Map<string, string | null>();
  for (const edge of edges) {
    const child = sourceOf.get(edge.child);
    if (child === undefined || child === sourceId) continue;
    merged.set(child, merged.get(child) ?? edge.role);
  }
  return [...merged].map(([child, role], position) => ({ parent: sourceId, child, role, position }));
}
