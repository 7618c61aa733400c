import type { Engine, Outcome, View } from "../engine.ts";
import { StripeQueues, stripesOf } from "../stripes.ts";
import { plainChanges } from "./changes.ts";
import { type Counters, type Database, type DatabaseOptions, openDatabase } from "./database.ts";
import { answered, told, unavailable } from "./faults.ts";
import { LOCKS, ROW_STRIPES, readLocks, STRIPES } from "./locks.ts";
import { throughOutages } from "./outages.ts";
import { ensureProjections } from "./projections.ts";
import { keyText, Snapshot } from "./snapshot.ts";
import { stateTable } from "./stored.ts";
import { ensureTables } from "./tables.ts";
import { openView } from "./view.ts";
import { writeUntilCurrent } from "./write.ts";

/** What the engine is opened with. */
export interface VastEngineOptions extends DatabaseOptions {
  /** Create the projections that are missing, unless they were switched off; default true. */
  readonly projections?: boolean;
}

/** The engine on a VAST Database. */
export interface VastEngine extends Engine {
  /** What was asked of the cluster so far. */
  readonly counters: Readonly<Counters>;
}

const CHECK_SECONDS = 5;

/**
 * Connects to a cluster and creates or upgrades what the engine keeps there; any number of processes may do so at
 * once, and share it from then on. Throws `unavailable` when that cannot be done.
 */
export async function openVastEngine(options: VastEngineOptions): Promise<VastEngine> {
  const database = await openDatabase(options);
  try {
    await ensureTables(database);
    if (options.projections ?? true) await ensureProjections(database);
    await throughOutages(() => told(() => mustHaveLocks(database)));
    return new EngineOnVast(database);
  } catch (error) {
    await database.client.close();
    throw error;
  }
}

/** A missing lock would be found by the first write that needs it; a second one of a stripe would lock nothing. */
async function mustHaveLocks(database: Database): Promise<void> {
  const all = Array.from({ length: LOCKS }, (_, stripe) => stripe);
  await readLocks(database.outside(), all);
}

class EngineOnVast implements VastEngine {
  readonly #database: Database;
  readonly #queues = new StripeQueues();
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  get counters(): Readonly<Counters> {
    return this.#database.counters;
  }

  read<Result>(work: (view: View) => Promise<Result>): Promise<Result> {
    return this.#track(() => this.#read(work));
  }

  write<Result>(keys: readonly string[], work: (view: View) => Promise<Outcome<Result>>): Promise<Result> {
    const stripes = stripesOf(keys, STRIPES);
    return this.#track(() =>
      stripes.length === 0 ? this.#writeRows(work) : this.#writeStripes(stripes, work),
    );
  }

  check(): Promise<void> {
    return this.#track(() => beforeDeadline(this.#touch(), CHECK_SECONDS));
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  /** A snapshot that breaks off is of no use any more, so the work is run again on a new one. */
  #read<Result>(work: (view: View) => Promise<Result>): Promise<Result> {
    return throughOutages(() => this.#readOnce(work));
  }

  async #readOnce<Result>(work: (view: View) => Promise<Result>): Promise<Result> {
    const session = await answered(() => this.#database.begin());
    const { view, end } = openView(new Snapshot(session));
    try {
      return await work(view);
    } finally {
      end();
      // Nobody needs to wait for the end of what changed nothing.
      void this.#follow(session.transaction.rollback().catch(() => undefined));
    }
  }

  #writeStripes<Result>(
    stripes: readonly number[],
    work: (view: View) => Promise<Outcome<Result>>,
  ): Promise<Result> {
    return this.#queues.run(stripes, () => writeUntilCurrent(this.#database, stripes, work));
  }

  /**
   * A write that names no key has the rows it changes for keys, so that no two such writes insert one row twice. The
   * rows are known only from its work, so that is run once to see them.
   */
  async #writeRows<Result>(work: (view: View) => Promise<Outcome<Result>>): Promise<Result> {
    const first = await this.#read(async (view) => {
      const outcome = await work(view);
      return { stripes: rowStripesOf(outcome), result: outcome.result };
    });
    if (first.stripes.length === 0) return first.result;
    for (let held = first.stripes; ; ) {
      const done = await this.#writeStripes(held, (view) => runWithin(held, view, work));
      if ("result" in done) return done.result;
      held = done.needed;
    }
  }

  async #touch(): Promise<void> {
    await throughOutages(async () => {
      const session = await this.#database.begin();
      try {
        await session.read(stateTable, { columns: ["name"], where: [], limit: 1 });
      } catch (error) {
        // Its keep-alives would hold it open for as long as this process lives.
        void this.#follow(session.transaction.rollback().catch(() => undefined));
        throw error;
      }
      await session.transaction.rollback();
    });
  }

  async #track<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) throw unavailable("The store is closed.");
    return await this.#follow(work());
  }

  async #follow<Result>(running: Promise<Result>): Promise<Result> {
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    await this.#database.client.close();
  }
}

/** What a run of a write without keys came to: its result, or the stripes it needs beside those it has. */
type Rows<Result> = { readonly result: Result } | { readonly needed: number[] };

/** Runs the work, and leaves out what it changes if that takes stripes that are not held. */
async function runWithin<Result>(
  held: readonly number[],
  view: View,
  work: (view: View) => Promise<Outcome<Result>>,
): Promise<Outcome<Rows<Result>>> {
  const outcome = await work(view);
  const needed = rowStripesOf(outcome);
  if (needed.some((stripe) => !held.includes(stripe))) return { result: { needed }, changes: [] };
  return { result: { result: outcome.result }, changes: outcome.changes };
}

function rowStripesOf(outcome: Outcome<unknown>): number[] {
  const names = plainChanges(outcome.changes).flatMap(({ table, rows }) =>
    rows.map((row) => `${table} ${keyText(table, row)}`),
  );
  return stripesOf(names, ROW_STRIPES).map((stripe) => STRIPES + stripe);
}

async function beforeDeadline(work: Promise<void>, seconds: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(unavailable(`The VAST Database gave no answer in ${seconds} seconds.`)),
    seconds * 1000,
  );
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
