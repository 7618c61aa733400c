import { StoreError } from "../errors.ts";
import { insert, remove, update } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import {
  CATALOG,
  type Entity,
  entityOf,
  idsOf,
  isCatalogued,
  type Stale,
  staleChange,
  staleOf,
} from "./catalog.ts";
import { planSidecars, type Step } from "./catalog-plan.ts";
import { writeSidecar } from "./catalog-sidecars.ts";
import { jobRow } from "./jobs.ts";
import { inParallel } from "./parallel.ts";
import { keyOf } from "./transaction.ts";

/** The one job that writes sidecars: its lease is what keeps two processes from writing the same ones. */
const JOB = "catalog";
/** Rows and entities of one step, and sidecars written at a time. */
const ROWS = 200;
const ENTITIES = 1000;
const AT_ONCE = 8;

/** Starts the job where sidecars are out of date. Resolves to how many jobs that made. */
export async function wakeCatalog(app: App): Promise<number> {
  if (!app.settings.catalog) return 0;
  const due = await app.engine.read(
    async (view) =>
      (await view.get("jobs", { id: JOB })) === undefined &&
      ((await view.select("catalog_changes", { limit: 1 })).length > 0 || (await nextOf(view)) !== undefined),
  );
  if (!due) return 0;
  return app.engine.write([keyOf("job", JOB)], async (view) => {
    if (await view.get("jobs", { id: JOB })) return { result: 0, changes: [] };
    return { result: 1, changes: insert("jobs", [{ ...jobRow(app, "catalog", JOB, {}), id: JOB }]) };
  });
}

/**
 * Writes the sidecars that the oldest changes ask for, then forgets those changes; a crash between repeats work and
 * loses none. Resolves to whether nothing is left to do. Throws `unavailable` when no sidecar could be written.
 */
export async function stepCatalog(app: App, signal: AbortSignal): Promise<boolean> {
  const { rows, stale, steps } = await app.engine.read(async (view) => {
    const rows = await oldestChanges(view);
    const stale = merged(rows.map(staleOf));
    return { rows, stale, steps: rows.length === 0 ? [] : await planSidecars(app, view, stale) };
  });
  if (rows.length === 0) return stepBackfill(app);
  const failed = await carryOut(steps, signal);
  const left = stale.entities.filter((entity) => failed.has(entity));
  await settle(app, rows, stale, left);
  if (left.length > 0) {
    const reason = `${left.length} of ${stale.entities.length} sidecars were not written; ${left[0]}: ${failed.get(left[0] ?? "flow:")}`;
    if (left.length === stale.entities.length) throw new StoreError("unavailable", reason);
    app.log.warn("The catalog is incomplete for now", { reason });
  }
  return false;
}

async function oldestChanges(view: View): Promise<Row<"catalog_changes">[]> {
  const rows = await view.select("catalog_changes", { order: "age", limit: ROWS });
  let entities = 0;
  const cut = rows.findIndex((row) => {
    entities += staleOf(row).entities.length;
    return entities > ENTITIES;
  });
  return cut < 0 ? rows : rows.slice(0, Math.max(cut, 1));
}

function merged(all: readonly Stale[]): Stale {
  return {
    entities: [...new Set(all.flatMap((stale) => stale.entities))],
    moved: [...new Set(all.flatMap((stale) => stale.moved))],
    removed: all.flatMap((stale) => stale.removed),
  };
}

/** Does every step it can, and resolves to the entities of those it could not do, with the reason. */
async function carryOut(steps: readonly Step[], signal: AbortSignal): Promise<Map<Entity, string>> {
  const failed = new Map<Entity, string>();
  await inParallel(steps, AT_ONCE, async (step) => {
    if (signal.aborted) return;
    try {
      if ("sidecar" in step) await writeSidecar(step.backend, step.key, step.sidecar);
      else await removeAll(step, failed);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const entities = "sidecar" in step ? [step.entity] : step.keys.values();
      for (const entity of entities) failed.set(entity, reason);
    }
  });
  signal.throwIfAborted();
  return failed;
}

async function removeAll(
  { backend, keys }: Extract<Step, { keys: unknown }>,
  failed: Map<Entity, string>,
): Promise<void> {
  for (const { key, reason } of await backend.store.remove([...keys.keys()])) {
    const entity = keys.get(key);
    if (entity !== undefined) failed.set(entity, reason);
  }
}

/**
 * Forgets the changes that were carried out; what failed goes to the end of the queue. If somebody else has settled some
 * of them meanwhile, this process was taken for dead and may have written over newer sidecars, so all are due again.
 */
async function settle(
  app: App,
  rows: readonly Row<"catalog_changes">[],
  stale: Stale,
  left: readonly Entity[],
): Promise<void> {
  const ids = rows.map((row) => row.id);
  await app.engine.write([keyOf("setting", CATALOG)], async (view) => {
    const still = await view.select("catalog_changes", { where: [{ column: "id", in: ids }] });
    const again = still.length < rows.length ? stale : partOf(stale, left);
    const changes: Change[] = again.entities.length === 0 ? [] : staleChange(again);
    return { result: undefined, changes: [...remove("catalog_changes", still), ...changes] };
  });
}

/** What is left to do for some of the entities; the rest is done, and would otherwise be done again with each of them. */
function partOf({ moved, removed }: Stale, entities: readonly Entity[]): Stale {
  const objects = new Set(idsOf("object", entities));
  return {
    entities,
    moved: moved.filter((id) => objects.has(id)),
    removed: removed.filter(([, , id]) => objects.has(id)),
  };
}

const BACKFILL = ["profiles", "sources", "flows", "objects"] as const;
const ORDERS = { profiles: "created", sources: "created", flows: "created", objects: "expiry" } as const;
const PAGE = 500;

/** Where a walk through what was stored before the catalog was switched on goes on. */
interface Place {
  readonly table: (typeof BACKFILL)[number];
  readonly after?: readonly (string | null)[];
}

/** Where the walk goes on; undefined when it is through. */
async function nextOf(view: View): Promise<Place | undefined> {
  const row = await view.get("settings", { name: CATALOG });
  if (row === undefined) return { table: BACKFILL[0] };
  // The document was made by `placeRow`.
  return (JSON.parse(row.doc) as { next?: Place }).next;
}

function placeRow(next: Place | undefined): Row<"settings"> {
  return { name: CATALOG, doc: JSON.stringify(next === undefined ? {} : { next }) };
}

/** Queues the sidecars of a page of what was there before; resolves to whether that walk is through. */
async function stepBackfill(app: App): Promise<boolean> {
  return app.engine.write([keyOf("setting", CATALOG)], async (view) => {
    const from = await nextOf(view);
    if (from === undefined) return { result: true, changes: [] };
    const first = await view.get("settings", { name: CATALOG });
    const { entities, next } = await pageFrom(view, from);
    if (first === undefined) entities.push(...(await settingsOf(view)));
    const row = placeRow(next);
    return {
      result: next === undefined && entities.length === 0,
      changes: [
        ...(first === undefined ? insert("settings", [row]) : update("settings", [row])),
        ...(entities.length === 0 ? [] : staleChange({ entities, moved: [], removed: [] })),
      ],
    };
  });
}

async function settingsOf(view: View): Promise<Entity[]> {
  const rows = await view.select("settings");
  return rows.filter(({ name }) => isCatalogued(name)).map(({ name }) => entityOf("setting", name));
}

/** The next page that is not empty, and where to go on after it. */
async function pageFrom(view: View, place: Place): Promise<{ entities: Entity[]; next: Place | undefined }> {
  for (let at: Place | undefined = place; at !== undefined; at = tableAfter(at)) {
    const ids: readonly { readonly id: string; readonly sort: string | null }[] = await idsFrom(view, at);
    const last = ids.at(-1);
    if (last === undefined) continue;
    const kind = at.table.slice(0, -1) as "profile" | "source" | "flow" | "object";
    const next = { table: at.table, after: [last.sort, last.id] };
    return { entities: ids.map(({ id }) => entityOf(kind, id)), next };
  }
  return { entities: [], next: undefined };
}

async function idsFrom(
  view: View,
  { table, after }: Place,
): Promise<readonly { readonly id: string; readonly sort: string | null }[]> {
  const page = { limit: PAGE, ...(after === undefined ? {} : { after }) };
  if (table === "objects") {
    const rows = await view.select(table, { order: ORDERS[table], ...page });
    return rows.map(({ id, expires }) => ({ id, sort: expires }));
  }
  const rows = await view.select(table, { order: ORDERS[table], ...page });
  return rows.map(({ id, created }) => ({ id, sort: created }));
}

function tableAfter({ table }: Place): Place | undefined {
  const next = BACKFILL[BACKFILL.indexOf(table) + 1];
  return next === undefined ? undefined : { table: next };
}

/** The change that counts the catalog as written for all there is, as a rebuild without losses leaves it. */
export function catalogComplete(): Change[] {
  return insert("settings", [placeRow(undefined)]);
}

/** Forgets that the catalog was complete, for a server without one: switched on again, all is written anew. */
export async function forgetCatalog(app: App): Promise<void> {
  await app.engine.write([keyOf("setting", CATALOG)], async () => ({
    result: undefined,
    changes: remove("settings", [{ name: CATALOG }]),
  }));
}
