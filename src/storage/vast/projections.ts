import { tableNames } from "../definitions.ts";
import type { TableName } from "../tables.ts";
import type { Database, Session } from "./database.ts";
import { told } from "./faults.ts";
import { stateTable, storedTables } from "./stored.ts";
import { readState, schemaOf, withoutRivals } from "./tables.ts";

/** A sorted copy of a table that the cluster keeps, and reads by itself where a filter is on its first columns. */
export interface Projection {
  readonly table: TableName;
  readonly name: string;
  /** What it is sorted by; it has all other columns too, so that a filter by these reads nothing else. */
  readonly sorted: readonly string[];
}

/**
 * By what the server's queries enter each table, most selective first. Small tables have none: reading them whole
 * costs less. Listings by date or label read the columns of their order alone, which no sorting makes fewer.
 */
const SORTED_BY: Readonly<Partial<Record<TableName, readonly (readonly string[])[]>>> = {
  sources: [["id"]],
  source_classes: [["class", "created"], ["id"]],
  source_edges: [["parent", "position"], ["child"]],
  flows: [["id"], ["source_id"]],
  flow_classes: [["class", "created"], ["class", "source_id"], ["id"]],
  flow_edges: [["parent", "position"], ["child"]],
  flow_extents: [["flow_id"]],
  segments: [
    ["flow_id", "start_s", "start_x"],
    ["object_id", "flow_id", "start_s"],
  ],
  objects: [["id"], ["expires", "id"], ["flow_id", "state"]],
  object_instances: [
    ["object_id", "ref"],
    ["storage_id", "key"],
  ],
  object_flows: [
    ["object_id", "flow_id"],
    ["flow_id", "object_id"],
  ],
  tags: [
    ["entity_id", "kind", "name"],
    ["name", "value", "kind"],
  ],
  jobs: [["state", "run_at"]],
  events: [["seq"], ["time", "seq"], ["flow_id", "seq"], ["source_id", "seq"]],
  deliveries: [["webhook_id", "state", "seq"], ["seq"]],
  auth_log: [["id"], ["actor_id", "id"], ["resource", "id"]],
};

/** Every projection the server has use for. */
export const projections: readonly Projection[] = tableNames.flatMap((table) =>
  (SORTED_BY[table] ?? []).map((sorted) => ({ table, name: `tams_by_${sorted.join("_")}`, sorted })),
);

/** A projection and how far the cluster has got with it. */
export interface ProjectionStatus extends Projection {
  readonly exists: boolean;
  readonly rows: bigint;
  readonly bytes: bigint;
  /** Per cent of blocks that changed since they were sorted, and of the first filling that is done. */
  readonly dirty: bigint;
  readonly synced: bigint;
}

const SWITCH = "projections";

/** Creates the projections that are missing, unless they were disabled. Others' projections stay as they are. */
export async function ensureProjections(database: Database): Promise<void> {
  await withoutRivals(database, async (session) => {
    const state = await readState(session, SWITCH);
    return state?.cells["value"] === "off" ? false : await createMissing(database, session);
  });
}

/** Whether they are switched on, and how far the cluster has got with each. Changes nothing. */
export async function projectionStatus(
  database: Database,
): Promise<{ readonly enabled: boolean; readonly projections: ProjectionStatus[] }> {
  return await told(async () => {
    const outside = database.outside();
    const state = await readState(outside, SWITCH);
    const present = await presentIn(database, outside);
    const all = projections.map((one) => statusOf(database, outside, one, present.has(keyOf(one))));
    return { enabled: state?.cells["value"] !== "off", projections: await Promise.all(all) };
  });
}

/** Creates those that are missing, now and at every start from now on. Gives the names of the new ones. */
export async function enableProjections(database: Database): Promise<string[]> {
  let before = new Set<string>();
  await withoutRivals(database, async (session) => {
    before = await presentIn(database, session);
    await createMissing(database, session);
    await setSwitch(session, "on");
    return true;
  });
  return projections.map(keyOf).filter((key) => !before.has(key));
}

/** Drops those that the server created, and creates none from now on. Gives the names of those dropped. */
export async function disableProjections(database: Database): Promise<string[]> {
  let dropped: Projection[] = [];
  await withoutRivals(database, async (session) => {
    const present = await presentIn(database, session);
    dropped = projections.filter((one) => present.has(keyOf(one)));
    const schema = schemaOf(database, session);
    for (const { table, name } of dropped) await schema.table(table).dropProjection(name);
    await setSwitch(session, "off");
    return true;
  });
  return dropped.map(keyOf);
}

async function createMissing(database: Database, session: Session): Promise<boolean> {
  const present = await presentIn(database, session);
  const missing = projections.filter((one) => !present.has(keyOf(one)));
  const schema = schemaOf(database, session);
  for (const { table, name, sorted } of missing) {
    const columns = storedTables[table].schema.fields.map((field) => field.name);
    const unsorted = columns.filter((column) => !sorted.includes(column));
    await schema.table(table).createProjection(name, { sorted, unsorted });
  }
  return missing.length > 0;
}

/** The server's projections that there are, as `table.name`. */
async function presentIn(database: Database, session: Session): Promise<Set<string>> {
  const schema = schemaOf(database, session);
  const tables = [...new Set(projections.map(({ table }) => table))];
  const found = await Promise.all(
    tables.map(async (table) =>
      (await schema.table(table).projections()).map(({ name }) => `${table}.${name}`),
    ),
  );
  return new Set(found.flat());
}

async function setSwitch(session: Session, value: "on" | "off"): Promise<void> {
  const row = await readState(session, SWITCH);
  if (row === undefined) await session.insert(stateTable, [{ name: SWITCH, value }]);
  else await session.update(stateTable, ["value"], [{ id: row.id, cells: { value } }]);
}

async function statusOf(
  database: Database,
  session: Session,
  projection: Projection,
  exists: boolean,
): Promise<ProjectionStatus> {
  if (!exists) return { ...projection, exists, rows: 0n, bytes: 0n, dirty: 0n, synced: 0n };
  const table = schemaOf(database, session).table(projection.table);
  const { rows, bytes, dirtyPercent, syncPercent } = await table.projectionStats(projection.name);
  return { ...projection, exists, rows, bytes, dirty: dirtyPercent, synced: syncPercent };
}

function keyOf({ table, name }: Projection): string {
  return `${table}.${name}`;
}
