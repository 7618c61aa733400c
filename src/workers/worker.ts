import { randomUUID } from "node:crypto";
import type { App } from "../services/app.ts";
import type { JobDocuments, JobKind } from "../services/jobs.ts";
import { keyOf } from "../services/transaction.ts";
import { remove, update } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";

type Job = Row<"jobs">;

/** How one kind of job is done. Every job is safe to run twice, since a dead worker's job is taken over. */
export interface JobHandler<K extends JobKind> {
  /** After so many failures the job is given up, visibly: it stays as `failed`, with its last error. */
  readonly attempts: number;
  /** Jobs of this kind at once in a process, apart from all others; without it the kind shares the common places. */
  readonly places?: number;
  /** A job that recurs is not deleted when it is done, but due again so much later. */
  everyMs?(app: App): number;
  /** Does one step and resolves to whether the job is done; called again at once while it is not. */
  step(app: App, document: JobDocuments[K], signal: AbortSignal): Promise<boolean>;
  /**
   * Whether work has come up since the last step said it was done, asked in the write that ends the job, which holds
   * `keys`: who makes such work holds them too, so a job that is not there any more is never relied on.
   */
  readonly hasMore?: {
    readonly keys: readonly string[];
    ask(view: View, document: JobDocuments[K]): Promise<boolean>;
  };
  /** Called once when the job is given up. */
  giveUp?(app: App, document: JobDocuments[K], reason: string): Promise<void>;
}

/** Thrown by a step that knows when to try again; that is no failure, and counts as none. */
export class TryLater extends Error {
  readonly afterMs: number;

  constructor(reason: string, afterMs: number) {
    super(reason);
    this.name = "TryLater";
    this.afterMs = afterMs;
  }
}

/** A handler for each kind of job: a kind without one does not compile. */
export type JobHandlers = { readonly [K in JobKind]: JobHandler<K> };

/** Work that recurs without a row: each sweep says how much it did, and runs again at once while it finds some. */
export type Sweep = (app: App) => Promise<number>;

export interface Workers {
  /** Looks for work now. */
  nudge(): void;
  /** Takes no more work, lets running steps finish, and resolves. */
  stop(): Promise<void>;
}

interface Timing {
  /** A claim lasts this long and is renewed at a third of it, so a dead worker's job waits at most this long. */
  readonly leaseMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  readonly concurrency: number;
  /** A job with much to do makes room after so long where all places are taken, so that none waits for its end. */
  readonly turnMs: number;
}

const TIMING: Timing = {
  leaseMs: 15_000,
  firstRetryMs: 500,
  longestRetryMs: 300_000,
  concurrency: 4,
  turnMs: 5000,
};

/** Starts looking for jobs: at once, when nudged, and every so often for what other processes left. */
export function startWorkers(
  app: App,
  handlers: JobHandlers,
  sweeps: readonly Sweep[],
  timing: Timing = TIMING,
): Workers {
  return new Loop(app, handlers, sweeps, timing);
}

class Loop implements Workers {
  readonly #app: App;
  readonly #handlers: JobHandlers;
  readonly #sweeps: readonly Sweep[];
  readonly #timing: Timing;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  readonly #pools: readonly Pool[];
  readonly #timer: NodeJS.Timeout;
  #polling: Promise<void> | undefined;
  #again = false;

  constructor(app: App, handlers: JobHandlers, sweeps: readonly Sweep[], timing: Timing) {
    this.#app = app;
    this.#handlers = handlers;
    this.#sweeps = sweeps;
    this.#timing = timing;
    this.#pools = poolsOf(handlers, timing.concurrency);
    this.#timer = setInterval(() => this.nudge(), app.settings.workerPollMs);
    this.#timer.unref();
    this.nudge();
  }

  nudge(): void {
    if (this.#stopping.signal.aborted) return;
    this.#again = true;
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = undefined;
      // A nudge that came after the last look and before this line has found nobody to look.
      if (this.#again) this.nudge();
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await this.#polling;
    await Promise.all(this.#running.values());
  }

  async #poll(): Promise<void> {
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false;
      try {
        await this.#claimDue();
        for (const sweep of this.#sweeps) if ((await sweep(this.#app)) > 0) this.#again = true;
      } catch (error) {
        // The next tick tries again; nothing is lost, since jobs are rows.
        this.#again = false;
        this.#app.log.error("Workers cannot look for jobs", { error: messageOf(error) });
        return;
      }
    }
  }

  async #claimDue(): Promise<void> {
    for (const pool of this.#pools) {
      const free = pool.places - pool.running.size;
      if (free <= 0) continue;
      const where = [
        { column: "state", op: "eq", value: "waiting" } as const,
        { column: "run_at", op: "le", value: this.#app.now().getTime() } as const,
        { column: "kind", in: pool.kinds } as const,
      ];
      const due = await this.#app.engine.read((view) =>
        view.select("jobs", { where, order: "due", limit: free }),
      );
      for (const job of due) {
        // A process that slept finds its own claims run out; it renews those of jobs that still run here.
        const claimed = this.#running.has(job.id) ? undefined : await this.#claim(job.id);
        if (claimed !== undefined) this.#start(claimed, pool);
      }
    }
  }

  async #claim(id: string): Promise<Job | undefined> {
    return this.#app.engine.write([keyOf("job", id)], async (view) => {
      const job = await view.get("jobs", { id });
      const now = this.#app.now().getTime();
      if (job === undefined || job.state !== "waiting" || job.run_at > now)
        return { result: undefined, changes: [] };
      const claimed = {
        ...job,
        owner: randomUUID(),
        attempts: job.attempts + 1,
        run_at: now + this.#timing.leaseMs,
      };
      return { result: claimed, changes: update("jobs", [claimed]) };
    });
  }

  #start(job: Job, pool: Pool): void {
    pool.running.add(job.id);
    const done = this.#run(job, pool)
      .catch((error: unknown) =>
        this.#app.log.error("A job could not be put away", { job: job.id, error: messageOf(error) }),
      )
      .finally(() => {
        this.#running.delete(job.id);
        pool.running.delete(job.id);
        this.nudge();
      });
    this.#running.set(job.id, done);
  }

  async #run(claimed: Job, pool: Pool): Promise<void> {
    const kind = claimed.kind as JobKind;
    let job = claimed;
    const lost = new AbortController();
    const renew = async (): Promise<void> => {
      if (!(await this.#renew(job))) lost.abort();
    };
    const renewal = setInterval(() => void renew().catch(() => undefined), this.#timing.leaseMs / 3);
    try {
      if (job.attempts > this.#handlers[kind].attempts)
        throw new Error(job.error ?? "Every process that took the job died of it.");
      const progressed = (): void => {
        // Only failures without progress between them lead to giving up.
        job = { ...claimed, attempts: 1 };
      };
      await this.#steps(kind, job, { lost: lost.signal, mustYield: this.#turn(pool), progressed });
    } catch (error) {
      clearInterval(renewal);
      // Whoever took the job over says what becomes of it.
      if (lost.signal.aborted) return;
      if (this.#stopping.signal.aborted) await this.#putBack(job);
      else await this.#fail(kind, job, error);
    } finally {
      clearInterval(renewal);
    }
  }

  /** Says when a job that starts now has had its turn. */
  #turn(pool: Pool): () => boolean {
    const started = performance.now();
    return () => pool.running.size >= pool.places && performance.now() - started >= this.#timing.turnMs;
  }

  async #steps<K extends JobKind>(kind: K, job: Job, { lost, mustYield, progressed }: Turn): Promise<void> {
    const handler: JobHandler<K> = this.#handlers[kind];
    const signal = AbortSignal.any([this.#stopping.signal, lost]);
    for (;;) {
      while (!(await handler.step(this.#app, documentOf(kind, job), signal))) {
        progressed();
        if (signal.aborted) return this.#putBack(job);
        if (mustYield()) return this.#putBack({ ...job, attempts: 1 });
      }
      if (await this.#finish(handler, kind, job)) return;
    }
  }

  /** Deletes a job that is done, unless more has come up for it meanwhile. */
  async #finish<K extends JobKind>(handler: JobHandler<K>, kind: K, job: Job): Promise<boolean> {
    const { hasMore } = handler;
    const everyMs = handler.everyMs?.(this.#app);
    const keys = [keyOf("job", job.id), ...(hasMore?.keys ?? [])];
    return this.#app.engine.write(keys, async (view) => {
      const mine = await view.get("jobs", { id: job.id });
      if (mine === undefined || mine.owner !== job.owner) return { result: true, changes: [] };
      const goesOn = (await hasMore?.ask(view, documentOf(kind, job))) === true;
      if (goesOn) return { result: false, changes: [] };
      if (everyMs === undefined) return { result: true, changes: remove("jobs", [mine]) };
      const run_at = this.#app.now().getTime() + everyMs;
      return { result: true, changes: update("jobs", [{ ...mine, owner: null, attempts: 0, run_at }]) };
    });
  }

  /** Leaves a job that is not done to the next worker, behind those that wait; that was no failure of the job. */
  async #putBack(job: Job): Promise<void> {
    await this.#settle(job, (mine) => [
      { ...mine, owner: null, attempts: job.attempts - 1, run_at: this.#app.now().getTime() },
    ]);
  }

  /** Puts a job back for later, or gives it up after its last attempt. */
  async #fail<K extends JobKind>(kind: K, job: Job, error: unknown): Promise<void> {
    const reason = messageOf(error);
    const handler: JobHandler<K> = this.#handlers[kind];
    const isAsked = error instanceof TryLater;
    const last = !isAsked && job.attempts >= handler.attempts;
    this.#app.log[last ? "error" : isAsked ? "debug" : "warn"](
      last ? "A job was given up" : "A job failed and will be tried again",
      {
        job: job.id,
        kind,
        attempts: job.attempts,
        error: reason,
      },
    );
    if (last) await handler.giveUp?.(this.#app, documentOf(kind, job), reason);
    const backoff = Math.min(
      this.#timing.longestRetryMs,
      this.#timing.firstRetryMs * 2 ** Math.min(job.attempts - 1, 30),
    );
    // Who may be asked again at once is asked again soon.
    const soonest = this.#timing.firstRetryMs * (0.5 + Math.random());
    const delay = isAsked ? Math.max(error.afterMs, soonest) : backoff * (0.5 + Math.random());
    const run_at = Math.round(this.#app.now().getTime() + delay);
    await this.#settle(job, (mine) => [
      {
        ...mine,
        owner: null,
        attempts: isAsked ? job.attempts - 1 : job.attempts,
        error: reason,
        run_at,
        state: last ? "failed" : "waiting",
      },
    ]);
  }

  /**
   * Resolves to whether the claim still holds. The attempts are written with it, so that a job that gets on is not given
   * up for its processes' deaths.
   */
  async #renew(job: Job): Promise<boolean> {
    const { attempts } = job;
    return this.#settle(job, (mine) => [
      { ...mine, attempts, run_at: this.#app.now().getTime() + this.#timing.leaseMs },
    ]);
  }

  /** Rewrites the job while this claim of it holds; else it resolves to false. */
  async #settle({ id, owner }: Job, next: (mine: Job) => readonly Job[]): Promise<boolean> {
    return this.#app.engine.write([keyOf("job", id)], async (view) => {
      const mine = await view.get("jobs", { id });
      if (mine === undefined || mine.owner !== owner) return { result: false, changes: [] };
      return { result: true, changes: update("jobs", next(mine)) };
    });
  }
}

/** What a run of a job knows beside it. */
interface Turn {
  /** Aborts when another worker has taken the job over. */
  readonly lost: AbortSignal;
  /** Whether others are to have the place. */
  mustYield(): boolean;
  /** A step got on. */
  progressed(): void;
}

/** Kinds of jobs that share places in a process. */
interface Pool {
  readonly kinds: readonly string[];
  readonly places: number;
  readonly running: Set<string>;
}

function poolsOf(handlers: JobHandlers, places: number): Pool[] {
  const all = Object.entries(handlers);
  const common = all.flatMap(([kind, handler]) => (handler.places === undefined ? [kind] : []));
  const apart = all.flatMap(([kind, handler]) =>
    handler.places === undefined
      ? []
      : [{ kinds: [kind], places: handler.places, running: new Set<string>() }],
  );
  return [{ kinds: common, places, running: new Set<string>() }, ...apart];
}

/** The document was made by `enqueue` for this kind. */
function documentOf<K extends JobKind>(_kind: K, job: Job): JobDocuments[K] {
  return JSON.parse(job.doc) as JobDocuments[K];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
