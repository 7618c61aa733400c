import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { FromWriter, PackedWrite, ToWriter, Verdict } from "./changes.ts";
import { unavailable } from "./connection.ts";

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

/** Hands writes to the writer thread, which takes whatever waits when it is free as one batch. */
export class Committer {
  readonly #worker: Worker;
  readonly #onFault: (error: Error) => void;
  /** Sent and not yet answered; answers come in this order. */
  readonly #sent: Pending[] = [];
  readonly #lockers: Locker[] = [];
  /** Who has the lock or will have it next. Until that write is sent, others are held back. */
  #locker: Locker | undefined;
  readonly #held: Pending[] = [];
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
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    const pending = { write, resolve, reject };
    if (this.#locker === undefined) this.#post(pending);
    else this.#held.push(pending);
    return promise;
  }

  /**
   * Takes the write lock, then asks for the write: no process can commit between the snapshot that `prepare` takes
   * and the write, unless `prepare` needs longer than the lock is held.
   */
  async commitLocked<Prepared extends { readonly write: PackedWrite }>(
    prepare: () => Promise<Prepared>,
  ): Promise<{ readonly prepared: Prepared; readonly verdict: Verdict }> {
    await this.#lock();
    const prepared = await prepare().catch((error: unknown) => {
      this.#send("unlock");
      this.#passOn();
      throw error;
    });
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    this.#post({ write: prepared.write, resolve, reject });
    this.#passOn();
    return { prepared, verdict: await promise };
  }

  /** Closes the thread; call when no write is queued. */
  async close(): Promise<void> {
    if (this.#dead !== undefined) return;
    this.#send("close");
    await this.#closed.promise;
  }

  #lock(): Promise<void> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#lockers.push({ start: resolve, reject });
    if (this.#locker === undefined) this.#passOn();
    return promise;
  }

  /** Sends what was held back, then gives the lock to the next who wants it. */
  #passOn(): void {
    this.#locker = this.#lockers.shift();
    for (const pending of this.#held.splice(0)) this.#post(pending);
    if (this.#locker !== undefined) this.#send("lock");
  }

  #post(pending: Pending): void {
    if (this.#dead !== undefined) {
      pending.reject(this.#dead);
      return;
    }
    this.#sent.push(pending);
    this.#send(pending.write);
  }

  #send(message: ToWriter): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWriter): void {
    if (message === "ready") this.#ready.resolve();
    else if (message === "closed") this.#isClosed = true;
    else if (message === "locked") this.#locker?.start();
    else for (const verdict of message.verdicts) this.#sent.shift()?.resolve(verdict);
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
    const lockers = this.#locker === undefined ? this.#lockers : [this.#locker, ...this.#lockers];
    for (const { reject } of [...lockers, ...this.#sent.splice(0), ...this.#held.splice(0)]) reject(dead);
    this.#onFault(dead);
  }
}
