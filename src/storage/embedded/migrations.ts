import { closeSync, mkdirSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, isBusy, openWriter, toStoreError, unavailable } from "./connection.ts";
import { createStatements, missingColumns } from "./schema.ts";

/** One step of the database's history: `up` brings a database of the version before to `version`. */
export interface Step {
  readonly version: number;
  readonly up: (db: Connection) => void;
}

/**
 * Every step since version 1, oldest first. A change to `tables.ts` after a release needs a step here; a fresh
 * folder takes none, it is created as `tables.ts` says.
 */
const steps: readonly Step[] = [];

const OPENING_SECONDS = 30;

/**
 * Creates the database in `folder`, or brings it to the newest version. Several processes may do so at once.
 * Throws `unavailable` when the folder cannot be used or its database is newer than `history` knows.
 */
export async function prepareFolder(folder: string, file: string, history = steps): Promise<void> {
  const deadline = Date.now() + OPENING_SECONDS * 1000;
  for (;;) {
    try {
      makePrivate(folder, file);
      return prepareFile(file, history);
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw explain(folder, error);
      await sleep(5 + Math.random() * 20);
    }
  }
}

/** What is new is for this user alone: rows hold hashes of passwords and secrets of Webhooks. SQLite's other files follow. */
function makePrivate(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
}

/** Creates or upgrades an open database in one transaction; all of it happens or nothing. */
export function migrate(db: Connection, history = steps): void {
  db.transaction(() => {
    const newest = newestVersion(history);
    const found = readVersion(db);
    if (found === undefined) create(db);
    else if (found > newest) throw tooNew(found, newest);
    else for (const step of history) if (step.version > found) step.up(db);
    if (found !== newest) writeVersion(db, newest);
  }).immediate();
}

function prepareFile(file: string, history: readonly Step[]): void {
  const db = openWriter(file);
  try {
    migrate(db, history);
    const missing = missingColumns(db);
    if (missing.length > 0) {
      throw unavailable(
        `The database lacks ${missing.join(", ")}: a migration step is missing, or the folder is of an unreleased version.`,
      );
    }
  } finally {
    db.close();
  }
}

function newestVersion(history: readonly Step[]): number {
  return history.reduce((newest, step) => Math.max(newest, step.version), 1);
}

function readVersion(db: Connection): number | undefined {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'").get();
  if (exists === undefined) return undefined;
  return db.prepare<[], { version: number }>("SELECT version FROM schema_version").get()?.version;
}

function create(db: Connection): void {
  db.exec(
    "CREATE TABLE schema_version (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT",
  );
  for (const statement of createStatements()) db.exec(statement);
}

function writeVersion(db: Connection, version: number): void {
  db.prepare(
    "INSERT INTO schema_version VALUES (1, ?) ON CONFLICT DO UPDATE SET version = excluded.version",
  ).run(version);
}

function tooNew(found: number, newest: number): Error {
  return unavailable(
    `The database is of version ${found} and this program knows versions up to ${newest}: start a newer program or use another folder.`,
  );
}

function explain(folder: string, error: unknown): unknown {
  const isOutage = error instanceof Error && ("syscall" in error || toStoreError(error) !== error);
  if (!isOutage) return error;
  return unavailable(`The folder ${folder} cannot be used: ${error.message}.`, error);
}
