import { randomUUID } from "node:crypto";
import { deleted, insert, inserted, updated } from "../storage/changes.ts";
import type { Change, Engine, View } from "../storage/engine.ts";
import type { Row, TableName } from "../storage/tables.ts";

/**
 * The catalog: sidecars in the media stores from which the tables can be rebuilt. Since every write's changes are data,
 * what a write makes stale is noted in that same write; `catalog-sweep.ts` writes the sidecars later.
 */

/** Everything that has a sidecar. Webhooks have none: their secrets do not belong where media is. */
export type EntityKind = "setting" | "profile" | "source" | "flow" | "object";
/** One entity by name, such as `flow:ID`. */
export type Entity = `${EntityKind}:${string}`;

/** What one write made stale; the document of a row of `catalog_changes`. */
export interface Stale {
  readonly entities: readonly Entity[];
  /** Objects among them whose instances changed, so that their sidecars may lie elsewhere now. */
  readonly moved: readonly string[];
  /** Backends and keys of instances that went, whose rows nobody can ask any more. */
  readonly removed: readonly (readonly [storageId: string, key: string, objectId: string])[];
}

/** The row of `settings` that says how far the catalog of a database was written when it was switched on. */
export const CATALOG = "catalog";

/** The row of `settings` that stands while a rebuild is not through. */
export const REBUILD = "rebuild";

/** The row of `settings` that says how far the event log goes. */
export const EVENT_LOG = "events";

/** Whether a setting says something of the service, and nothing of this database only. */
export function isCatalogued(name: string): boolean {
  return name !== CATALOG && name !== REBUILD && name !== EVENT_LOG;
}

/** An engine that notes, in each write itself, which sidecars the write makes stale: no crash can forget one. */
export function catalogued(engine: Engine): Engine {
  return {
    read: (work) => engine.read(work),
    write: (keys, work) =>
      engine.write(keys, async (view) => {
        const { result, changes } = await work(view);
        return { result, changes: [...changes, ...(await staleChanges(view, changes))] };
      }),
    check: () => engine.check(),
    close: () => engine.close(),
  };
}

async function staleChanges(view: View, changes: readonly Change[]): Promise<Change[]> {
  const moved = movedObjects(changes);
  const entities = new Set([...touched(changes), ...moved.map((id) => entityOf("object", id))]);
  if (entities.size === 0) return [];
  const removed = await removedKeys(view, changes);
  return staleChange({ entities: [...entities], moved, removed });
}

/** Entities in one row, so that its document fits the cells of any engine (126 KB on VAST). */
const ENTITIES = 200;

/** The rows that ask for these sidecars to be written again. */
export function staleChange(stale: Stale): Change[] {
  const moved = new Set(stale.moved);
  const removed = Map.groupBy(stale.removed, ([, , objectId]) => objectId);
  const rows = Array.from({ length: Math.ceil(stale.entities.length / ENTITIES) }, (_, at) => {
    const entities = stale.entities.slice(at * ENTITIES, (at + 1) * ENTITIES);
    const objects = idsOf("object", entities);
    const part: Stale = {
      entities,
      moved: objects.filter((id) => moved.has(id)),
      removed: objects.flatMap((id) => removed.get(id) ?? []),
    };
    const id = `${String(Date.now()).padStart(15, "0")}-${randomUUID()}`;
    return { id, doc: JSON.stringify(part) };
  });
  return insert("catalog_changes", rows);
}

/** The document was made by `staleChange`. */
export function staleOf(row: Row<"catalog_changes">): Stale {
  return JSON.parse(row.doc) as Stale;
}

/** The name of an entity. */
export function entityOf(kind: EntityKind, id: string): Entity {
  return `${kind}:${id}`;
}

/** The ids of one kind among some entities. */
export function idsOf(kind: EntityKind, entities: readonly Entity[]): string[] {
  const start = `${kind}:`;
  return entities.filter((entity) => entity.startsWith(start)).map((entity) => entity.slice(start.length));
}

/** What a sidecar says of an entity is in these rows; relations and tags follow from the documents. */
function touched(changes: readonly Change[]): Entity[] {
  const settings = [...written(changes, "settings"), ...deleted(changes, "settings")];
  const objects = written(changes, "objects").filter((row) => row.state === "registered");
  const plain = (["profile", "source", "flow"] as const).flatMap((kind) =>
    [...written(changes, `${kind}s`), ...deleted(changes, `${kind}s`)].map(({ id }) => entityOf(kind, id)),
  );
  return [
    ...settings.filter(({ name }) => isCatalogued(name)).map(({ name }) => entityOf("setting", name)),
    ...plain,
    ...written(changes, "flow_extents").map((row) => entityOf("flow", row.flow_id)),
    ...[...objects, ...deleted(changes, "objects")].map(({ id }) => entityOf("object", id)),
    ...segmentObjects(changes).map((id) => entityOf("object", id)),
  ];
}

/**
 * The Objects whose Segments change. The key of a deleted Segment does not name its Object, but the count of the
 * Object's Segments changes with it (`references.ts`).
 */
function segmentObjects(changes: readonly Change[]): string[] {
  const counted =
    deleted(changes, "segments").length === 0
      ? []
      : [...written(changes, "object_flows"), ...deleted(changes, "object_flows")];
  return [...written(changes, "segments"), ...counted].map((row) => row.object_id);
}

/** Objects with other instances than before. One that is merely allocated has no sidecar yet. */
function movedObjects(changes: readonly Change[]): string[] {
  const waiting = new Set(
    written(changes, "objects").flatMap((row) => (row.state === "registered" ? [] : [row.id])),
  );
  const instances = [...written(changes, "object_instances"), ...deleted(changes, "object_instances")];
  return [...new Set(instances.map((row) => row.object_id))].filter((id) => !waiting.has(id));
}

async function removedKeys(view: View, changes: readonly Change[]): Promise<Stale["removed"]> {
  const gone = deleted(changes, "object_instances");
  if (gone.length === 0) return [];
  const names = new Set(gone.map((row) => JSON.stringify([row.object_id, row.ref])));
  const ids = [...new Set(gone.map((row) => row.object_id))];
  const rows = await view.select("object_instances", { where: [{ column: "object_id", in: ids }] });
  return rows.flatMap((row) =>
    row.storage_id !== null && names.has(JSON.stringify([row.object_id, row.ref]))
      ? [[row.storage_id, row.key, row.object_id] as const]
      : [],
  );
}

/** The rows of one table that the changes insert or update. */
function written<T extends TableName>(changes: readonly Change[], table: T): readonly Row<T>[] {
  return [...inserted(changes, table), ...updated(changes, table)];
}
