import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromWriter, PackedWrite, ToWriter, Verdict } from "./changes.ts";
import { unavailable } from "./connection.ts";

/** Rows after which a batch is closed, so that one answer is not kept waiting for all that follows. */
const BATCH_ROWS = 50_000;

/** The writer thread's program: `.ts` where the sources run as they are, `.js` in the package. */
const WRITER = new URL(`./writer${extname(import.meta.url)}`, import.meta.url);

interface Pending {
  readonly write: PackedWrite;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/** Someone who wants the write lock first, and knows the write only then. */
interface Locker {
  readonly start: () => void;
  readonly reject: (error: unknown) => void;
}

/** Hands writes to the writer thread. Whatever waits when the thread is free goes as one batch. */
export class Committer {
  readonly #worker: Worker;
  readonly #onFault: (error: Error) => void;
  readonly #waiting: Pending[] = [];
  readonly #lockers: Locker[] = [];
  #running: Pending[] = [];
  #locker: Locker | undefined;
  /** From a message to the thread until its answer; also until it has the database open. */
  #isBusy = true;
  #isClosed = false;
  #dead: Error | undefined;
  readonly #ready = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<void>();

  constructor(file: string, onFault: (error: Error) => void, program = WRITER) {
    this.#onFault = onFault;
    this.#worker = new Worker(program, { workerData: file, name: "tams-writer" });
    this.#worker.on("message", (message: FromWriter) => this.#receive(message));
    this.#worker.on("error", (error) => this.#die(error));
    this.#worker.on("exit", () => this.#die(undefined));
  }

  /** Resolves when the thread has the database open; throws `unavailable` if it cannot. */
  opened(): Promise<void> {
    return this.#ready.promise;
  }

  /** Queues a write. Throws `unavailable` when the thread has died. */
  async commit(write: PackedWrite): Promise<Verdict> {
    if (this.#dead !== undefined) throw this.#dead;
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    this.#waiting.push({ write, resolve, reject });
    this.#sendNext();
    return promise;
  }

  /**
   * Takes the write lock, then asks for the write: no process can commit between the snapshot that `prepare` takes
   * and the write, unless `prepare` needs longer than the lock is held.
   */
  async commitLocked<Prepared extends { readonly write: PackedWrite }>(
    prepare: () => Promise<Prepared>,
  ): Promise<{ readonly prepared: Prepared; readonly verdict: Verdict }> {
    if (this.#dead !== undefined) throw this.#dead;
    const locked = Promise.withResolvers<void>();
    this.#lockers.push({ start: locked.resolve, reject: locked.reject });
    this.#sendNext();
    await locked.promise;
    const prepared = await prepare().catch((error: unknown) => {
      this.#start([]);
      throw error;
    });
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    this.#start([{ write: prepared.write, resolve, reject }]);
    return { prepared, verdict: await promise };
  }

  /** Closes the thread; call when no write is queued. */
  async close(): Promise<void> {
    if (this.#dead !== undefined) return;
    this.#send("close");
    await this.#closed.promise;
  }

  #receive(message: FromWriter): void {
    if (message === "closed") {
      this.#isClosed = true;
    } else if (message === "locked") {
      this.#locker?.start();
      this.#locker = undefined;
    } else {
      if (message === "ready") this.#ready.resolve();
      else this.#answer(message.verdicts);
      this.#isBusy = false;
      this.#sendNext();
    }
  }

  #answer(verdicts: readonly Verdict[]): void {
    const answered = this.#running;
    this.#running = [];
    answered.forEach(({ resolve, reject }, position) => {
      const verdict = verdicts[position];
      if (verdict === undefined) reject(unavailable("The writer thread gave no answer."));
      else resolve(verdict);
    });
  }

  #sendNext(): void {
    if (this.#isBusy) return;
    this.#locker = this.#lockers.shift();
    if (this.#locker !== undefined) this.#send("lock");
    else if (this.#waiting.length > 0) this.#start(this.#takeBatch());
  }

  #takeBatch(): Pending[] {
    let rows = 0;
    const end = this.#waiting.findIndex(({ write }) => {
      rows += write.changes.reduce((sum, change) => sum + change.rows.length, 0);
      return rows >= BATCH_ROWS;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end + 1);
  }

  #start(batch: Pending[]): void {
    if (this.#dead !== undefined) {
      for (const { reject } of batch) reject(this.#dead);
      return;
    }
    this.#running = batch;
    this.#send({ batch: batch.map((pending) => pending.write) });
  }

  #send(message: ToWriter): void {
    this.#isBusy = true;
    this.#worker.postMessage(message);
  }

  #die(cause: unknown): void {
    this.#closed.resolve();
    if (this.#isClosed || this.#dead !== undefined) return;
    const dead = unavailable(
      "The thread that writes to the database has ended; start the server again.",
      cause,
    );
    this.#dead = dead;
    this.#ready.reject(dead);
    const holders = this.#locker === undefined ? [] : [this.#locker];
    const waiting = [...holders, ...this.#lockers, ...this.#running.splice(0), ...this.#waiting.splice(0)];
    for (const { reject } of waiting) reject(dead);
    this.#onFault(dead);
  }
}
