import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromWriter, PackedWrite, ToWriter, Verdict } from "./changes.ts";
import { unavailable } from "./connection.ts";

/** Rows after which a batch is closed, so that one answer is not kept waiting for all that follows. */
const BATCH_ROWS = 50_000;

/** The writer thread's program: `.ts` where the sources run as they are, `.js` in the package. */
export const WRITER = new URL(`./writer${extname(import.meta.url)}`, import.meta.url);

interface Pending {
  readonly write: PackedWrite;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: Error) => void;
}

/** Hands writes to the writer thread. Whatever waits when the thread is free goes as one batch. */
export class Committer {
  readonly #worker: Worker;
  readonly #onFault: (error: Error) => void;
  readonly #waiting: Pending[] = [];
  #running: Pending[] = [];
  #isReady = false;
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
  commit(write: PackedWrite): Promise<Verdict> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    this.#waiting.push({ write, resolve, reject });
    this.#sendBatch();
    return promise;
  }

  /** Closes the thread; call when no write is queued. */
  async close(): Promise<void> {
    if (this.#dead !== undefined) return;
    this.#send({ close: true });
    await this.#closed.promise;
  }

  #receive(message: FromWriter): void {
    if (message === "closed") {
      this.#isClosed = true;
      return;
    }
    if (message === "ready") {
      this.#isReady = true;
      this.#ready.resolve();
    } else {
      const answered = this.#running;
      this.#running = [];
      answered.forEach(({ resolve, reject }, position) => {
        const verdict = message.verdicts[position];
        if (verdict === undefined) reject(unavailable("The writer thread gave no answer."));
        else resolve(verdict);
      });
    }
    this.#sendBatch();
  }

  #sendBatch(): void {
    if (!this.#isReady || this.#running.length > 0 || this.#waiting.length === 0) return;
    let rows = 0;
    const end = this.#waiting.findIndex(({ write }) => {
      rows += write.changes.reduce((sum, change) => sum + change.rows.length, 0);
      return rows >= BATCH_ROWS;
    });
    this.#running = this.#waiting.splice(0, end === -1 ? this.#waiting.length : end + 1);
    this.#send({ batch: this.#running.map((pending) => pending.write) });
  }

  #send(message: ToWriter): void {
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
    for (const { reject } of [...this.#running.splice(0), ...this.#waiting.splice(0)]) reject(dead);
    this.#onFault(dead);
  }
}
