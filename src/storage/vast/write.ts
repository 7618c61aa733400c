import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isVastError } from "../../vast/errors.ts";
import type { Outcome, View } from "../engine.ts";
import { applyChanges } from "./apply.ts";
import { plainChanges } from "./changes.ts";
import type { Database, Session } from "./database.ts";
import { comesOf, unavailable } from "./faults.ts";
import { areCurrent, type Lock, readLocks, takeLocks, wasCommitted } from "./locks.ts";
import { goOn, type Outage } from "./outages.ts";
import { Snapshot } from "./snapshot.ts";
import { openView } from "./view.ts";

type Work<Result> = (view: View) => Promise<Outcome<Result>>;

/** Runs of a write that take the locks after their work; only writes of other processes make more than one necessary. */
const RACES = 3;
/** Runs that take the locks first instead, after the races were lost, so that only the taking is a race. */
const LOCKED_RUNS = 60;
/** Milliseconds; the wait after a lost race is drawn from 0 to a cap that doubles from the first to the last of these. */
const WAIT = { first: 4, last: 400 };
/** Tries to find out what became of a commit. */
const INQUIRIES = 8;

/** What a run came to: its result, or nothing that counts, so that it must be run again. */
type Run<Result> = { readonly result: Result } | "stale";

/**
 * Runs the work on snapshots until its changes are committed without anybody else having changed the stripes since.
 * Throws `unavailable` when that does not come about.
 */
export async function writeUntilCurrent<Result>(
  database: Database,
  stripes: readonly number[],
  work: Work<Result>,
): Promise<Result> {
  let outage: Outage | undefined;
  for (let run = 0; run < RACES + LOCKED_RUNS; run++) {
    if (run > 0) await backOff(database, run);
    try {
      const done = await runOnce(database, stripes, work, run >= RACES);
      if (done !== "stale") return done.result;
      outage = undefined;
    } catch (error) {
      outage = comesOf(error, "conflict") ? undefined : goOn(outage, error);
    }
  }
  throw unavailable(`The same rows changed under a write ${RACES + LOCKED_RUNS} times; it was given up.`);
}

/** Waits for a time that nobody else waits for too ("full jitter"). */
async function backOff(database: Database, run: number): Promise<void> {
  database.counters.reruns++;
  await sleep(Math.random() * Math.min(WAIT.last, WAIT.first * 2 ** run));
}

async function runOnce<Result>(
  database: Database,
  stripes: readonly number[],
  work: Work<Result>,
  locksFirst: boolean,
): Promise<Run<Result>> {
  const session = await database.begin();
  try {
    return await runIn(database, session, stripes, work, locksFirst);
  } finally {
    // Nothing to do after a commit.
    if (session.isOpen) await session.letGo();
  }
}

async function runIn<Result>(
  database: Database,
  session: Session,
  stripes: readonly number[],
  work: Work<Result>,
  locksFirst: boolean,
): Promise<Run<Result>> {
  const locks = await readLocks(session, stripes);
  const name = randomBytes(9).toString("base64url");
  const take = async (): Promise<boolean> => {
    await takeLocks(session, locks, name);
    return await areCurrent(database.outside(), locks);
  };
  if (locksFirst && !(await take())) return "stale";
  const snapshot = new Snapshot(session);
  const { view, end } = openView(snapshot);
  const outcome = await work(view).finally(end);
  const changes = plainChanges(outcome.changes);
  // A write that changes nothing commits nothing, its locks included.
  if (changes.length === 0) return outcome;
  if (!locksFirst && !(await take())) return "stale";
  await applyChanges(snapshot, changes);
  return (await commit(database, session, locks, name)) ? outcome : "stale";
}

/** False if the commit did not happen, for certain. Throws `unavailable` if nobody can tell. */
async function commit(
  database: Database,
  session: Session,
  locks: readonly Lock[],
  name: string,
): Promise<boolean> {
  session.isOpen = false;
  try {
    await session.transaction.commit();
    return true;
  } catch (error) {
    if (isVastError(error, "conflict")) {
      session.isOpen = true;
      throw error;
    }
    return await inquire(database, session, locks, name, error);
  }
}

/**
 * Finds out what became of a commit whose answer was lost. First the transaction is rolled back, so that it is over
 * either way and a late commit cannot follow; then the lock of its first stripe tells whether it had happened.
 */
async function inquire(
  database: Database,
  session: Session,
  locks: readonly Lock[],
  name: string,
  cause: unknown,
): Promise<boolean> {
  for (let inquiry = 0; inquiry < INQUIRIES; inquiry++) {
    await sleep(Math.random() * Math.min(1000, 10 * 4 ** inquiry));
    try {
      await endForCertain(session);
      const state = await wasCommitted(database.outside(), locks, name);
      if (state !== "unknown") return state === "committed";
      break;
    } catch (error) {
      if (!isVastError(error)) throw error;
    }
  }
  throw unavailable("The answer to a commit was lost, and the write may or may not have happened.", cause);
}

/** Resolves when the transaction is over, by whatever means: an answer that there is nothing to roll back will do. */
async function endForCertain(session: Session): Promise<void> {
  try {
    await session.transaction.rollback();
  } catch (error) {
    if (!isVastError(error, "badRequest", "notFound")) throw error;
  }
}
