import { join } from "node:path";
import { StoreError } from "../../errors.ts";
import type { Engine, Outcome, View } from "../engine.ts";
import { CHECK_STRIPE, StripeQueues, stripesOf } from "../stripes.ts";
import { type PackedWrite, packChanges, type Verdict } from "./changes.ts";
import { Committer } from "./committer.ts";
import { FILE, unavailable } from "./connection.ts";
import { prepareFolder } from "./migrations.ts";
import { ReadPool } from "./pool.ts";
import { openView } from "./view.ts";

/** Where the embedded engine keeps its rows, and who hears of a fault that no caller can be told. */
export interface EmbeddedOptions {
  /** Created if absent. Several processes may open one folder; it must be on a local disk. */
  readonly folder: string;
  /** Called once, when the writer thread has died and every later write will be refused. */
  readonly onFault?: (error: Error) => void;
  /** The writer thread's program, for tests of what happens when it dies. */
  readonly writer?: URL;
}

const READERS = 8;
/** Runs of a write that race the writes of other processes; only those ever make a rerun necessary. */
const RACES = 3;
/** Runs that hold the write lock instead, after the races were lost. Only work that takes seconds loses these too. */
const LOCKED_RUNS = 2;
const CHECK_SECONDS = 5;

/** Opens, creates or upgrades the database in a folder. Throws `unavailable` when that cannot be done. */
export async function openEmbeddedEngine(options: EmbeddedOptions): Promise<Engine> {
  const file = join(options.folder, FILE);
  await prepareFolder(options.folder, file);
  const committer = new Committer(file, options.onFault ?? (() => undefined), options.writer);
  await committer.opened();
  try {
    return new EmbeddedEngine(new ReadPool(file, READERS), committer);
  } catch (error) {
    await committer.close();
    throw error;
  }
}

const NOTHING: PackedWrite = { stripes: [], versions: [], changes: [] };

interface Prepared<Result> {
  readonly result: Result;
  readonly write: PackedWrite;
}

class EmbeddedEngine implements Engine {
  readonly #pool: ReadPool;
  readonly #committer: Committer;
  readonly #queues = new StripeQueues();
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(pool: ReadPool, committer: Committer) {
    this.#pool = pool;
    this.#committer = committer;
  }

  read<Result>(work: (view: View) => Promise<Result>): Promise<Result> {
    return this.#track(async () => (await this.#snapshot([], work)).answer);
  }

  write<Result>(keys: readonly string[], work: (view: View) => Promise<Outcome<Result>>): Promise<Result> {
    const stripes = stripesOf(keys);
    return this.#track(() => this.#queues.run(stripes, () => this.#writeUntilCurrent(stripes, work)));
  }

  check(): Promise<void> {
    return this.#track(() => beforeDeadline(this.#touch(), CHECK_SECONDS));
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #snapshot<Result>(stripes: readonly number[], work: (view: View) => Promise<Result>) {
    return this.#pool.use(async (reader) => {
      const versions = reader.begin(stripes);
      const { view, end } = openView(reader);
      try {
        return { versions, answer: await work(view) };
      } finally {
        end();
      }
    });
  }

  async #writeUntilCurrent<Result>(
    stripes: readonly number[],
    work: (view: View) => Promise<Outcome<Result>>,
  ) {
    const prepare = (): Promise<Prepared<Result>> => this.#prepare(stripes, work);
    for (let run = 0; run < RACES; run++) {
      const { result, write } = await prepare();
      if (write === NOTHING || isCommitted(await this.#committer.commit(write))) return result;
    }
    for (let run = 0; run < LOCKED_RUNS; run++) {
      const { prepared, verdict } = await this.#committer.commitLocked(prepare);
      if (isCommitted(verdict)) return prepared.result;
    }
    throw unavailable(`The same rows changed under a write ${RACES + LOCKED_RUNS} times; it was given up.`);
  }

  async #prepare<Result>(
    stripes: readonly number[],
    work: (view: View) => Promise<Outcome<Result>>,
  ): Promise<Prepared<Result>> {
    const { versions, answer } = await this.#snapshot(stripes, work);
    const changes = packChanges(answer.changes);
    // A write that changes nothing commits nothing, its versions included.
    const write = changes.length === 0 ? NOTHING : { stripes, versions, changes };
    return { result: answer.result, write };
  }

  async #touch(): Promise<void> {
    await this.#snapshot([CHECK_STRIPE], async () => undefined);
    isCommitted(await this.#committer.commit({ stripes: [CHECK_STRIPE], versions: [null], changes: [] }));
  }

  async #track<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) throw unavailable("The store is closed.");
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #finish(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.#pool.close();
    await this.#committer.close();
  }
}

/** False if the write must run again; throws what no rerun can mend. */
function isCommitted(verdict: Verdict): boolean {
  if (verdict.state !== "committed" && verdict.state !== "stale") throw refusal(verdict);
  return verdict.state === "committed";
}

function refusal({ state, message }: Verdict): Error {
  if (state === "duplicate")
    return new StoreError("conflict", `A row with this key exists already (${message}).`);
  if (state === "unavailable") return unavailable(message ?? "The database cannot write.");
  return new Error(`A change does not fit its table (${message}).`);
}

async function beforeDeadline(work: Promise<void>, seconds: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(unavailable(`The database gave no answer in ${seconds} seconds.`)),
    seconds * 1000,
  );
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
