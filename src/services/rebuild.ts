import { StoreError } from "../errors.ts";
import { insert, remove } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { TableName } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { isCatalogued, REBUILD } from "./catalog.ts";
import { catalogComplete } from "./catalog-sweep.ts";
import { rebuildFlows, rebuildProfiles, rebuildSettings, rebuildSources } from "./rebuild-entities.ts";
import { type Listener, newRebuild, REBUILD_KEY, type Rebuilt } from "./rebuild-losses.ts";
import { rebuildObjects } from "./rebuild-objects.ts";
import { mendRelations } from "./rebuild-relations.ts";

/**
 * Restores the tables from the sidecars in the media stores. `app.engine` must be empty, or hold a rebuild that was
 * interrupted, which then goes on. Throws `conflict` otherwise, and `unavailable` when a store does not answer.
 */
export async function rebuildTables(app: App, listener: Listener): Promise<Rebuilt> {
  await begin(app);
  const rebuild = newRebuild(app, listener);
  await rebuildSettings(rebuild);
  await rebuildProfiles(rebuild);
  await rebuildSources(rebuild);
  await rebuildFlows(rebuild);
  await rebuildObjects(rebuild);
  await mendRelations(rebuild);
  await end(app, rebuild.rebuilt.losses === 0);
  return rebuild.rebuilt;
}

async function begin(app: App): Promise<void> {
  await app.engine.write([REBUILD_KEY], async (view) => {
    if (await view.get("settings", { name: REBUILD })) return { result: undefined, changes: [] };
    const found = await whatIsThere(view);
    if (found.length > 0)
      throw new StoreError("conflict", `The database is not empty: it has ${found.join(", ")}.`);
    return { result: undefined, changes: insert("settings", [{ name: REBUILD, doc: "{}" }]) };
  });
}

/** With losses, the server writes the whole catalog anew when it starts, so that it says what there is. */
async function end(app: App, complete: boolean): Promise<void> {
  await app.engine.write([REBUILD_KEY], async () => ({
    result: undefined,
    changes: [...remove("settings", [{ name: REBUILD }]), ...(complete ? catalogComplete() : [])],
  }));
}

/** Throws `conflict` for a database that is empty or half rebuilt, in which nothing can be told from an orphan. */
export async function mustBeInhabited(app: App): Promise<void> {
  const [found, marked] = await app.engine.read(async (view) => [
    await whatIsThere(view),
    await view.get("settings", { name: REBUILD }),
  ]);
  if (found.length > 0 && marked === undefined) return;
  throw new StoreError(
    "conflict",
    `The database is ${marked === undefined ? "empty" : "only half rebuilt"}, so nothing is deleted: run \`tams media rebuild\` first.`,
  );
}

const TABLES: readonly (readonly [TableName, string])[] = [
  ["sources", "Sources"],
  ["flows", "Flows"],
  ["objects", "Objects"],
  ["profiles", "Profiles"],
  ["webhooks", "Webhooks"],
  ["deletion_requests", "Deletion Requests"],
];
const MOST = 1000;

async function whatIsThere(view: View): Promise<string[]> {
  const found: string[] = [];
  for (const [table, name] of TABLES) {
    const { length } = await view.select(table, { limit: MOST + 1 });
    if (length > 0) found.push(`${length > MOST ? `more than ${MOST}` : length} ${name}`);
  }
  const settings = (await view.select("settings")).filter((row) => isCatalogued(row.name));
  return settings.length > 0 ? [...found, "a service description"] : found;
}
