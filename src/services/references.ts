import { remove, update } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { enqueue } from "./jobs.ts";
import { keyOf } from "./transaction.ts";

type Segments = readonly Row<"segments">[];

/** The keys of the Objects that Segments use, their init Objects included. */
export async function referenceKeys(view: View, segments: Segments): Promise<string[]> {
  const objects = await objectsOf(view, segments);
  return objects
    .flatMap((row) => [row.id, ...(row.init_object_id === null ? [] : [row.init_object_id])])
    .map((id) => keyOf("object", id));
}

/**
 * What deleting these Segments of one Flow does to their Objects: fewer references, and where none is left, no
 * Object, no instances, and a job that removes the bytes (SEG-107, SEG-108, FLW-126, FLW-127, TRAP-040, TRAP-041).
 */
export async function releaseReferences(
  app: App,
  view: View,
  flowId: string,
  segments: Segments,
): Promise<Change[]> {
  const objects = await objectsOf(view, segments);
  const fewer = countUses(objects, segments);
  const ids = [...fewer.keys()];
  if (ids.length === 0) return [];
  const references = await view.select("object_flows", { where: [{ column: "object_id", in: ids }] });
  const left = references.map((row) =>
    row.flow_id === flowId ? { ...row, segments: row.segments - (fewer.get(row.object_id) ?? 0) } : row,
  );
  const used = new Set(left.filter((row) => row.segments > 0).map((row) => row.object_id));
  const ours = left.filter((row) => row.flow_id === flowId);
  return [
    ...update(
      "object_flows",
      ours.filter((row) => row.segments > 0),
    ),
    ...remove(
      "object_flows",
      ours.filter((row) => row.segments <= 0),
    ),
    ...(await forgetObjects(
      app,
      view,
      ids.filter((id) => !used.has(id)),
    )),
  ];
}

/** What removes Objects with their instances, and leaves their bytes to a job. */
export async function forgetObjects(app: App, view: View, ids: readonly string[]): Promise<Change[]> {
  if (ids.length === 0) return [];
  const instances = await view.select("object_instances", { where: [{ column: "object_id", in: ids }] });
  return [
    ...remove(
      "objects",
      ids.map((id) => ({ id })),
    ),
    ...remove("object_instances", instances),
    ...removeBytes(app, instances),
  ];
}

/** The jobs that remove the bytes of controlled instances; what others keep is never touched (OBJ-047). */
export function removeBytes(app: App, instances: readonly Row<"object_instances">[]): Change[] {
  const stored = instances.filter((row) => row.storage_id !== null);
  return [...Map.groupBy(stored, (row) => row.storage_id ?? "")].flatMap(([storageId, rows]) =>
    enqueue(app, "removal", storageId, { storageId, keys: rows.map((row) => row.key) }),
  );
}

async function objectsOf(view: View, segments: Segments): Promise<Row<"objects">[]> {
  const ids = [...new Set(segments.map((row) => row.object_id))];
  return ids.length === 0 ? [] : view.select("objects", { where: [{ column: "id", in: ids }] });
}

function countUses(objects: readonly Row<"objects">[], segments: Segments): Map<string, number> {
  const inits = new Map(objects.map((row) => [row.id, row.init_object_id]));
  const uses = new Map<string, number>();
  for (const { object_id } of segments) {
    for (const id of [object_id, inits.get(object_id) ?? null])
      if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}
