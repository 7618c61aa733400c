import { setTimeout as sleep } from "node:timers/promises";
import { type Field, Schema } from "apache-arrow";
import type { Schema as VastSchema } from "../../vast/schema.ts";
import type { Database, Session } from "./database.ts";
import { comesOf, isPassing, told, unavailable } from "./faults.ts";
import { lockRows } from "./locks.ts";
import { allTables, locksTable, type StoredTable, stateTable } from "./stored.ts";

/** One step of the database's history: `up` brings the tables of the version before to `version`, in one transaction. */
export interface Step {
  readonly version: number;
  readonly up: (session: Session) => Promise<void>;
}

/**
 * Every step since version 1, oldest first. Columns that may be null need none, they are added where they are missing;
 * a change of what rows mean needs a step here. A fresh schema takes none, it is created as `tables.ts` says.
 */
const steps: readonly Step[] = [];

/** How a table in the database compares with its declaration. */
export interface TableStatus {
  readonly table: string;
  /** `differs` names columns that are missing or of another type. */
  readonly state: "ready" | "missing" | "differs";
  readonly differences: readonly string[];
  /** As the cluster counts them, which it may do late; 0 where there is no table. */
  readonly rows: bigint;
  readonly bytes: bigint;
}

const OPENING_SECONDS = 60;
/** Tries in which something breaks that may pass; to create the tables takes a hundred calls. */
const OPENINGS = 20;

/**
 * Creates what is missing and brings it to the newest version, in one transaction: all of it happens or nothing, and
 * of several processes that do so at once one comes first and the others find it done. Throws `unavailable` when the
 * bucket is not there, a column has another type than declared, or the tables are newer than `history` knows.
 */
export async function ensureTables(database: Database, history = steps): Promise<void> {
  await withoutRivals(database, async (session) => {
    const schema = await prepareSchema(database, session);
    const present = new Set((await schema.tables()).map(({ name }) => name));
    const changed = await Promise.all(allTables.map((table) => ensureTable(schema, table, present)));
    const hasGrown = changed.includes(true);
    const isFresh = !present.has(stateTable.name);
    if (!present.has(locksTable.name)) await session.insert(locksTable, lockRows());
    return (await migrate(session, history, isFresh)) || hasGrown;
  });
}

/** How the tables in the database compare with their declarations. Changes nothing. Throws `unavailable` without the bucket. */
export async function tableStatus(database: Database): Promise<TableStatus[]> {
  return await told(async () => {
    const outside = database.outside();
    await mustHaveBucket(database, outside);
    const schema = schemaOf(database, outside);
    const present = new Set((await schema.exists()) ? (await schema.tables()).map(({ name }) => name) : []);
    return await Promise.all(allTables.map((table) => statusOf(schema, table, present)));
  });
}

/**
 * Does something in one transaction, which is committed if that changed anything, and again if another process did
 * the like at the same time.
 */
export async function withoutRivals(
  database: Database,
  work: (session: Session) => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + OPENING_SECONDS * 1000;
  for (let run = 0; ; run++) {
    try {
      return await inTransaction(database, work);
    } catch (error) {
      const isRival = comesOf(error, "conflict", "exists");
      if (!(isRival || (isPassing(error) && run < OPENINGS)) || performance.now() > deadline) throw error;
      await sleep(Math.random() * Math.min(500, 20 * 2 ** run));
    }
  }
}

async function inTransaction(
  database: Database,
  work: (session: Session) => Promise<boolean>,
): Promise<void> {
  const session = await told(() => database.begin());
  try {
    if (await told(() => work(session))) await told(() => session.transaction.commit());
    else await session.letGo();
  } catch (error) {
    await session.letGo();
    throw error;
  }
}

/** The schema in which a session finds the tables. */
export function schemaOf({ place }: Database, { transaction }: Session): VastSchema {
  return transaction.bucket(place.bucket).schema(place.schema);
}

async function mustHaveBucket({ place: { bucket } }: Database, { transaction }: Session): Promise<void> {
  if (await transaction.bucket(bucket).exists()) return;
  throw unavailable(`The bucket ${bucket} does not exist, or these keys may not see it.`);
}

async function prepareSchema(database: Database, session: Session): Promise<VastSchema> {
  await mustHaveBucket(database, session);
  const schema = schemaOf(database, session);
  await schema.create({ ifMissing: true });
  return schema;
}

/** Creates a table or the columns it lacks. True if anything was missing. */
async function ensureTable(
  schema: VastSchema,
  table: StoredTable,
  present: ReadonlySet<string>,
): Promise<boolean> {
  if (!present.has(table.name)) {
    await schema.createTable(table.name, table.schema);
    return true;
  }
  const { missing, wrong } = compare(table, await schema.table(table.name).columns());
  if (wrong.length > 0) {
    throw unavailable(
      `The database is not of this program: ${wrong.map((one) => `${table.name}.${one}`).join(", ")}.`,
    );
  }
  if (missing.length > 0) await schema.table(table.name).addColumns(new Schema(missing));
  return missing.length > 0;
}

/** True if the version had to be written. */
async function migrate(session: Session, history: readonly Step[], isFresh: boolean): Promise<boolean> {
  const newest = history.reduce((most, step) => Math.max(most, step.version), 1);
  if (isFresh) {
    await session.insert(stateTable, [{ name: "version", value: String(newest) }]);
    return true;
  }
  const row = await readState(session, "version");
  const found = Number(row?.cells["value"] ?? 1);
  if (found > newest) {
    throw unavailable(
      `The tables are of version ${found} and this program knows versions up to ${newest}: start a newer program or use another schema.`,
    );
  }
  if (found === newest || row === undefined) return false;
  for (const step of history) if (step.version > found) await step.up(session);
  await session.update(stateTable, ["value"], [{ id: row.id, cells: { value: String(newest) } }]);
  return true;
}

/** The row of the engine's own notes with this name. */
export async function readState(session: Session, name: string) {
  const where = [{ column: "name", anyOf: [{ op: "eq", value: name }] }] as const;
  const [row] = await session.read(stateTable, { columns: ["name", "value"], where });
  return row;
}

async function statusOf(
  schema: VastSchema,
  table: StoredTable,
  present: ReadonlySet<string>,
): Promise<TableStatus> {
  const { name } = table;
  if (!present.has(name)) return { table: name, state: "missing", differences: [], rows: 0n, bytes: 0n };
  const { missing, wrong } = compare(table, await schema.table(name).columns());
  const { rows, bytes } = await schema.table(name).stats();
  const differences = [...missing.map((field) => `${field.name} is missing`), ...wrong];
  return { table: name, state: differences.length > 0 ? "differs" : "ready", differences, rows, bytes };
}

/** Columns that others added stay as they are. */
function compare(table: StoredTable, found: Schema): { missing: Field[]; wrong: string[] } {
  const types = new Map(found.fields.map(({ name, type }) => [name, String(type)]));
  const missing = table.schema.fields.filter(({ name }) => !types.has(name));
  const wrong = table.schema.fields
    .filter(({ name, type }) => types.has(name) && types.get(name) !== String(type))
    .map(({ name, type }) => `${name} is ${types.get(name)} in place of ${type}`);
  return { missing, wrong };
}
