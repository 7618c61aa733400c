import type { StorageBackend } from "../media/store.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { type Entity, entityOf, idsOf, type Stale } from "./catalog.ts";
import { apartBackend, apartKey, objectSidecar, type Sidecar, sidecarKey } from "./catalog-sidecars.ts";
import { storedFlow } from "./flow-document.ts";
import { toProfile } from "./profiles.ts";
import { storedSource } from "./sources.ts";
import { findBackend } from "./storage-backends.ts";

/** A sidecar to write, or keys of sidecars to remove, each with the entity it was of. */
export type Step =
  | {
      readonly backend: StorageBackend;
      readonly key: string;
      readonly entity: Entity;
      readonly sidecar: Sidecar;
    }
  | { readonly backend: StorageBackend; readonly keys: ReadonlyMap<string, Entity> };

/** What makes the sidecars of these entities say what this snapshot says. */
export async function planSidecars(app: App, view: View, stale: Stale): Promise<Step[]> {
  const plan = new Plan(app);
  await planSettings(plan, view, idsOf("setting", stale.entities));
  await planProfiles(plan, view, idsOf("profile", stale.entities));
  await planSources(plan, view, idsOf("source", stale.entities));
  await planFlows(plan, view, idsOf("flow", stale.entities));
  await planObjects(plan, view, idsOf("object", stale.entities), stale);
  return plan.steps();
}

class Plan {
  readonly backends: readonly StorageBackend[];
  readonly written: string;
  readonly #writes: Step[] = [];
  readonly #removals = new Map<StorageBackend, Map<string, Entity>>();
  readonly #find: (id: string) => StorageBackend | undefined;

  constructor(app: App) {
    this.backends = app.backends;
    this.written = app.now().toISOString();
    this.#find = (id) => findBackend(app, id);
  }

  /** Beside the bytes at an instance; an instance on a backend that is no longer configured cannot be reached. */
  beside(storageId: string, key: string, sidecar: Sidecar): boolean {
    const backend = this.#find(storageId);
    if (backend === undefined) return false;
    this.#write(backend, sidecarKey(key), sidecar);
    return true;
  }

  apart(sidecar: Sidecar): void {
    const backend = apartBackend(this.backends);
    if (backend !== undefined) this.#write(backend, apartKey(sidecar.entity, sidecar.id), sidecar);
  }

  removeBeside(storageId: string, key: string, entity: Entity): void {
    const backend = this.#find(storageId);
    if (backend !== undefined) this.#remove(backend, sidecarKey(key), entity);
  }

  /** From every backend, since another one may have been the default when it was written. */
  removeApart(kind: Sidecar["entity"], id: string): void {
    for (const backend of this.backends) this.#remove(backend, apartKey(kind, id), entityOf(kind, id));
  }

  steps(): Step[] {
    return [...this.#writes, ...[...this.#removals].map(([backend, keys]) => ({ backend, keys }))];
  }

  #write(backend: StorageBackend, key: string, sidecar: Sidecar): void {
    this.#writes.push({ backend, key, entity: entityOf(sidecar.entity, sidecar.id), sidecar });
  }

  #remove(backend: StorageBackend, key: string, entity: Entity): void {
    const keys = this.#removals.get(backend) ?? new Map<string, Entity>();
    this.#removals.set(backend, keys.set(key, entity));
  }
}

async function planSettings(plan: Plan, view: View, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const row = await view.get("settings", { name });
    if (row === undefined) plan.removeApart("setting", name);
    else plan.apart({ ...envelope(plan, name), entity: "setting", doc: JSON.parse(row.doc) as object });
  }
}

async function planProfiles(plan: Plan, view: View, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await view.select("profiles", { where: [{ column: "id", in: ids }] });
  for (const row of rows) plan.apart({ ...envelope(plan, row.id), entity: "profile", doc: toProfile(row) });
  removeOthers(plan, "profile", ids, rows);
}

async function planSources(plan: Plan, view: View, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await view.select("sources", { where: [{ column: "id", in: ids }] });
  for (const row of rows) plan.apart({ ...envelope(plan, row.id), entity: "source", doc: storedSource(row) });
  removeOthers(plan, "source", ids, rows);
}

async function planFlows(plan: Plan, view: View, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await view.select("flows", { where: [{ column: "id", in: ids }] });
  const extents = await view.select("flow_extents", { where: [{ column: "flow_id", in: ids }] });
  const updated = new Map(extents.map((row) => [row.flow_id, row.segments_updated]));
  for (const row of rows) {
    const segments_updated = updated.get(row.id) ?? null;
    plan.apart({ ...envelope(plan, row.id), entity: "flow", doc: storedFlow(row), segments_updated });
  }
  removeOthers(plan, "flow", ids, rows);
}

async function planObjects(plan: Plan, view: View, ids: readonly string[], stale: Stale): Promise<void> {
  const objects = await registered(view, ids);
  const found = [...objects.keys()];
  const instances =
    found.length === 0
      ? []
      : await view.select("object_instances", { where: [{ column: "object_id", in: found }] });
  const segments =
    found.length === 0 ? [] : await view.select("segments", { where: [{ column: "object_id", in: found }] });
  const instancesOf = Map.groupBy(instances, (row) => row.object_id);
  const segmentsOf = Map.groupBy(segments, (row) => row.object_id);
  const moved = new Set(stale.moved);
  for (const id of ids) {
    const row = objects.get(id);
    const beside =
      row !== undefined &&
      planObject(plan, objectSidecar(row, instancesOf.get(id) ?? [], segmentsOf.get(id) ?? [], plan.written));
    if (row === undefined || (beside && moved.has(id))) plan.removeApart("object", id);
  }
  // Keys are never used twice, so an instance that went is not among those that are.
  for (const [storageId, key, id] of stale.removed) plan.removeBeside(storageId, key, entityOf("object", id));
}

/** Writes it beside every instance of ours; without any, apart. Resolves to whether there is an instance of ours. */
function planObject(plan: Plan, sidecar: Sidecar & { readonly entity: "object" }): boolean {
  const reached = sidecar.stored.filter(({ storage_id, key }) => plan.beside(storage_id, key, sidecar));
  if (reached.length === 0) plan.apart(sidecar);
  return reached.length > 0;
}

/** Merely allocated Objects are not content yet, and have no sidecar. */
async function registered(view: View, ids: readonly string[]): Promise<Map<string, Row<"objects">>> {
  if (ids.length === 0) return new Map();
  const rows = await view.select("objects", { where: [{ column: "id", in: ids }] });
  return new Map(rows.filter((row) => row.state === "registered").map((row) => [row.id, row]));
}

function removeOthers(
  plan: Plan,
  kind: "profile" | "source" | "flow",
  ids: readonly string[],
  rows: readonly { readonly id: string }[],
): void {
  const found = new Set(rows.map((row) => row.id));
  for (const id of ids) if (!found.has(id)) plan.removeApart(kind, id);
}

function envelope(plan: Plan, id: string): { catalog: 1; id: string; written: string } {
  return { catalog: 1, id, written: plan.written };
}
