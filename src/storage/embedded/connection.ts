import { statSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreError } from "../../errors.ts";

/** An open SQLite database. */
export type Connection = Database.Database;
/** What SQLite stores: booleans are 0 and 1. */
export type SqlValue = string | number | null;

/** The name of the database in its folder. */
export const FILE = "tams.sqlite";

/**
 * Opens the database for reading. No memory mapping: a failing disk under a mapping kills the process, where a
 * failed read is an error that can be told.
 */
export function openReader(file: string): Connection {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 250 });
  db.pragma("cache_size = -16384");
  return db;
}

/** Opens the database for writing; creates the file. Waits for other processes by blocking for up to `seconds`. */
export function openWriter(file: string, seconds = 0): Connection {
  const db = new Database(file, { timeout: seconds * 1000 });
  try {
    if (db.pragma("journal_mode", { simple: true }) !== "wal") db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = OFF");
    db.pragma("cache_size = -65536");
    db.pragma("wal_autocheckpoint = 0");
    db.pragma("journal_size_limit = 67108864");
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** The identity of the file at a path, by which a database that was removed or replaced is noticed. */
export function fileIdentity(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "missing" : `${stat.dev}:${stat.ino}`;
}

/** True when another connection holds the lock and trying again may help. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}

/** True when a row with this primary key exists already. */
export function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    (error.code === "SQLITE_CONSTRAINT_PRIMARYKEY" || error.code === "SQLITE_CONSTRAINT_UNIQUE")
  );
}

/** True when the rows, not the database, are at fault: a null or a value of another type than the column's. */
export function isBadRow(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_CONSTRAINT"))
  );
}

/** What SQLite could not do, as `unavailable`; anything else (a bug, a fault already named) stays as it is. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  return unavailable(`The database cannot answer: ${error.message}.`, error);
}

/** The store cannot answer now; `cause` is for the log. */
export function unavailable(message: string, cause?: unknown): StoreError {
  return new StoreError("unavailable", message, { retryAfter: 1 }, cause === undefined ? {} : { cause });
}
