import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Applier } from "./applier.ts";
import type { FromWriter, PackedWrite, ToWriter, Verdict } from "./changes.ts";
import { type Connection, fileIdentity, isBadRow, isBusy, isDuplicate, openWriter } from "./connection.ts";

/** Rows after which a batch is closed, so that its first write is not kept waiting for all that follows. */
const BATCH_ROWS = 50_000;
/** Longest wait for other processes' transactions. */
const LOCK_SECONDS = 10;
/** Longest that `lock` holds up other processes. Without it, the versions still tell whether a write is current. */
const HOLD_MILLISECONDS = 2000;
/** Pages in the log from which it is copied back into the database, and from which readers are waited for. */
const COPY_PAGES = 1000;
const TRUNCATE_PAGES = 16_384;
const IDLE_MILLISECONDS = 500;

/** The writer thread: applies whole batches, each in one transaction that costs one flush. */
function main(port: MessagePort, file: string): void {
  const db = openWriter(file, LOCK_SECONDS);
  // From here on `beginImmediate` does the waiting.
  db.pragma("busy_timeout = 0");
  const applier = new Applier(db);
  const identity = fileIdentity(file);
  const send = (message: FromWriter): void => port.postMessage(message);
  const isThere = (): boolean => fileIdentity(file) === identity;
  let timer: NodeJS.Timeout | undefined;
  const commands = {
    lock: () => {
      lock(db);
      send("locked");
      timer = setTimeout(rollback, HOLD_MILLISECONDS, db);
    },
    unlock: () => rollback(db),
    close: () => {
      close(db);
      send("closed");
      port.close();
    },
  };
  const receive = (message: ToWriter): void => {
    clearTimeout(timer);
    if (typeof message === "string") {
      commands[message]();
      return;
    }
    const { batch, next } = takeBatch(port, message);
    send({ verdicts: commitBatch(db, applier, batch, isThere) });
    // The writes are durable and answered; only the next batch waits for the copying.
    checkpoint(db, COPY_PAGES);
    timer = setTimeout(checkpoint, IDLE_MILLISECONDS, db, 1);
    if (next !== undefined) receive(next);
  };
  port.on("message", receive);
  send("ready");
}

/** Everything that waits, up to a command or a batch that is large enough. */
function takeBatch(
  port: MessagePort,
  first: PackedWrite,
): { batch: PackedWrite[]; next: ToWriter | undefined } {
  const batch = [first];
  for (let rows = rowsOf(first); rows < BATCH_ROWS; ) {
    const received: { message: ToWriter } | undefined = receiveMessageOnPort(port);
    if (received === undefined) break;
    if (typeof received.message === "string") return { batch, next: received.message };
    rows += rowsOf(received.message);
    batch.push(received.message);
  }
  return { batch, next: undefined };
}

function rowsOf(write: PackedWrite): number {
  return write.changes.reduce((sum, change) => sum + change.rows.length, 0);
}

/** Takes the write lock ahead of a batch. If that fails the batch tries again, and it has someone to tell. */
function lock(db: Connection): void {
  try {
    beginImmediate(db);
  } catch {
    rollback(db);
  }
}

/** One transaction for the whole batch. A write that fails by itself leaves the others alone. */
function commitBatch(
  db: Connection,
  applier: Applier,
  batch: readonly PackedWrite[],
  isThere: () => boolean,
): Verdict[] {
  try {
    if (!db.inTransaction) beginImmediate(db);
    const verdicts = batch.map((write) => applyWrite(db, applier, write));
    db.exec("COMMIT");
    // SQLite commits happily to a file that was deleted under it.
    return isThere() ? verdicts : failAll(batch, "The database file was removed or replaced.");
  } catch (error) {
    rollback(db);
    return failAll(
      batch,
      `The database cannot write: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function applyWrite(db: Connection, applier: Applier, write: PackedWrite): Verdict {
  if (!applier.isCurrent(write)) return { state: "stale" };
  applier.savepoint();
  try {
    applier.apply(write);
    applier.release();
    return { state: "committed" };
  } catch (error) {
    if (!db.inTransaction || !isBadRow(error)) throw error;
    applier.rollbackToSavepoint();
    applier.release();
    return { state: isDuplicate(error) ? "duplicate" : "bad", message: String(error) };
  }
}

function failAll(batch: readonly PackedWrite[], message: string): Verdict[] {
  return batch.map(() => ({ state: "unavailable", message }));
}

/**
 * Takes the write lock. SQLite's own busy handler backs off to 100 ms between tries, so a process that commits
 * without pause would starve the others; short random naps give everyone the same odds.
 */
function beginImmediate(db: Connection): void {
  const deadline = Date.now() + LOCK_SECONDS * 1000;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      db.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      Atomics.wait(clock, 0, 0, 0.2 + Math.random());
    }
  }
}

function rollback(db: Connection): void {
  try {
    if (db.inTransaction) db.exec("ROLLBACK");
  } catch {
    // The verdict already says that nothing of the batch was kept, and SQLite rolls back what has no commit record.
  }
}

/** Copies the log into the database once it has `pages`. What cannot be copied now is copied another time. */
function checkpoint(db: Connection, pages: number): void {
  try {
    const log = logPages(db, "NOOP");
    if (log < pages) return;
    if (logPages(db, "PASSIVE") < TRUNCATE_PAGES) return;
    db.pragma("busy_timeout = 1000");
    logPages(db, "TRUNCATE");
  } catch {
    // The log is only longer for it; a failing disk shows in the next commit.
  } finally {
    db.pragma("busy_timeout = 0");
  }
}

function logPages(db: Connection, mode: "NOOP" | "PASSIVE" | "TRUNCATE"): number {
  return db.prepare<[], { log: number }>(`PRAGMA wal_checkpoint(${mode})`).get()?.log ?? 0;
}

function close(db: Connection): void {
  checkpoint(db, 1);
  db.close();
}

if (parentPort !== null) main(parentPort, String(workerData));
