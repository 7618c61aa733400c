import { randomUUID } from "node:crypto";
import type { App } from "../services/app.ts";
import type { JobDocuments, JobKind } from "../services/jobs.ts";
import { keyOf } from "../services/transaction.ts";
import { remove, update } from "../storage/changes.ts";
import type { Row } from "../storage/tables.ts";

type Job = Row<"jobs">;

/** How one kind of job is done. Every job is safe to run twice, since a dead worker's job is taken over. */
export interface JobHandler<K extends JobKind> {
  /** After so many failures the job is given up, visibly: it stays as `failed`, with its last error. */
  readonly attempts: number;
  /** Does one step and resolves to whether the job is done; called again at once while it is not. */
  step(app: App, document: JobDocuments[K], signal: AbortSignal): Promise<boolean>;
  /** Called once when the job is given up. */
  giveUp?(app: App, document: JobDocuments[K], reason: string): Promise<void>;
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
}

const TIMING: Timing = { leaseMs: 15_000, firstRetryMs: 500, longestRetryMs: 300_000, concurrency: 4 };

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
  readonly #owner = randomUUID();
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #polling: Promise<void> | undefined;
  #again = false;

  constructor(app: App, handlers: JobHandlers, sweeps: readonly Sweep[], timing: Timing) {
    this.#app = app;
    this.#handlers = handlers;
    this.#sweeps = sweeps;
    this.#timing = timing;
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
    const free = this.#timing.concurrency - this.#running.size;
    if (free <= 0) return;
    const now = this.#app.now().getTime();
    const where = [
      { column: "state", op: "eq", value: "waiting" } as const,
      { column: "run_at", op: "le", value: now } as const,
    ];
    const due = await this.#app.engine.read((view) =>
      view.select("jobs", { where, order: "due", limit: free }),
    );
    for (const job of due) {
      const claimed = await this.#claim(job.id);
      if (claimed !== undefined) this.#start(claimed);
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
        owner: this.#owner,
        attempts: job.attempts + 1,
        run_at: now + this.#timing.leaseMs,
      };
      return { result: claimed, changes: update("jobs", [claimed]) };
    });
  }

  #start(job: Job): void {
    const done = this.#run(job)
      .catch((error: unknown) =>
        this.#app.log.error("A job could not be put away", { job: job.id, error: messageOf(error) }),
      )
      .finally(() => {
        this.#running.delete(job.id);
        this.nudge();
      });
    this.#running.set(job.id, done);
  }

  async #run(claimed: Job): Promise<void> {
    const kind = claimed.kind as JobKind;
    let job = claimed;
    const renewal = setInterval(
      () => void this.#renew(job.id).catch(() => undefined),
      this.#timing.leaseMs / 3,
    );
    try {
      await this.#steps(kind, job, () => {
        // Only failures without progress between them lead to giving up.
        job = { ...claimed, attempts: 1 };
      });
    } catch (error) {
      clearInterval(renewal);
      if (this.#stopping.signal.aborted) await this.#putBack(job);
      else await this.#fail(kind, job, messageOf(error));
    } finally {
      clearInterval(renewal);
    }
  }

  async #steps<K extends JobKind>(kind: K, job: Job, progressed: () => void): Promise<void> {
    const handler: JobHandler<K> = this.#handlers[kind];
    const signal = this.#stopping.signal;
    while (!(await handler.step(this.#app, documentOf(kind, job), signal))) {
      progressed();
      if (signal.aborted) return this.#putBack(job);
    }
    await this.#settle(job, () => []);
  }

  /** Leaves a job that was cut short by a stop to the next worker; that was no failure of the job. */
  async #putBack(job: Job): Promise<void> {
    await this.#settle(job, (mine) => [
      { ...mine, owner: null, attempts: job.attempts - 1, run_at: this.#app.now().getTime() },
    ]);
  }

  /** Puts a job back for later, or gives it up after its last attempt. */
  async #fail<K extends JobKind>(kind: K, job: Job, reason: string): Promise<void> {
    const handler: JobHandler<K> = this.#handlers[kind];
    const last = job.attempts >= handler.attempts;
    this.#app.log[last ? "error" : "warn"](
      last ? "A job was given up" : "A job failed and will be tried again",
      {
        job: job.id,
        kind,
        attempts: job.attempts,
        error: reason,
      },
    );
    if (last) await handler.giveUp?.(this.#app, documentOf(kind, job), reason);
    const delay =
      Math.min(this.#timing.longestRetryMs, this.#timing.firstRetryMs * 2 ** (job.attempts - 1)) *
      (0.5 + Math.random());
    const run_at = Math.round(this.#app.now().getTime() + delay);
    await this.#settle(job, (mine) => [
      {
        ...mine,
        owner: null,
        attempts: job.attempts,
        error: reason,
        run_at,
        state: last ? "failed" : "waiting",
      },
    ]);
  }

  async #renew(id: string): Promise<void> {
    await this.#settleById(id, (mine) => [
      { ...mine, run_at: this.#app.now().getTime() + this.#timing.leaseMs },
    ]);
  }

  async #settle(job: Job, next: (mine: Job) => readonly Job[]): Promise<void> {
    await this.#settleById(job.id, next);
  }

  /** Rewrites the job, or deletes it when nothing is to follow; only while it is still this worker's. */
  async #settleById(id: string, next: (mine: Job) => readonly Job[]): Promise<void> {
    await this.#app.engine.write([keyOf("job", id)], async (view) => {
      const mine = await view.get("jobs", { id });
      if (mine === undefined || mine.owner !== this.#owner) return { result: undefined, changes: [] };
      const [after] = next(mine);
      return {
        result: undefined,
        changes: after === undefined ? remove("jobs", [mine]) : update("jobs", [after]),
      };
    });
  }
}

/** The document was made by `enqueue` for this kind. */
function documentOf<K extends JobKind>(_kind: K, job: Job): JobDocuments[K] {
  return JSON.parse(job.doc) as JobDocuments[K];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
