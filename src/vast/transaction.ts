import { Bucket } from "./bucket.ts";
import { isBroken, isVastError, VastError } from "./errors.ts";
import { withRetry } from "./retry.ts";
import { type Session, sendingBy } from "./session.ts";
import type { Transport, VastRequest, VastResponse } from "./transport.ts";

/** What a transaction is opened with. */
export interface TransactionOptions {
  /** Ends every call of the transaction except its rollback. */
  readonly signal?: AbortSignal | undefined;
}

/** How a transaction holds on to its endpoint and to life. */
export interface Hold {
  /** Index of the endpoint that it uses as long as that is healthy. */
  readonly endpoint: number;
  /** Milliseconds without a call after which one is made to keep it open. */
  readonly keepAliveMs: number;
  /** Told once, when nothing more will come of the transaction. */
  readonly ended: (transaction: OpenTransaction) => void;
}

/**
 * Reads and writes that see one state of the database, as it was at the beginning, plus their own; committed or
 * rolled back as a whole, over any number of buckets and tables. Writing what another open transaction wrote throws
 * `conflict` at once: roll back and run the whole of it again. Do not read a table while appending to it: the
 * cluster does not promise that such a read ends.
 */
export interface Transaction {
  /** As the cluster numbers it; 0 where each call stands alone. */
  readonly id: bigint;
  /** The bucket of that name, whether it exists or not. */
  bucket(name: string): Bucket;
  /** Tells the cluster that the transaction is in use; done by itself every so often. Throws what it answers. */
  keepAlive(): Promise<void>;
  /**
   * Makes it last. A commit whose answer was lost is tried again; if the cluster then refuses, or cannot be
   * reached, this throws `outcomeUnknown`: look at the data to learn whether it happened.
   */
  commit(): Promise<void>;
  /** Undoes it; nothing to do if the cluster no longer knows it. The signal is for this call alone. */
  rollback(options?: TransactionOptions): Promise<void>;
}

/** Begins a transaction. One whose answer is lost is begun again; the other expires. */
export async function beginTransaction(
  transport: Transport,
  hold: Hold,
  { signal }: TransactionOptions,
): Promise<OpenTransaction> {
  const { endpoint } = hold;
  const request: VastRequest = { ...TRANSACTION, method: "POST", idempotent: true, endpoint, signal };
  const response = await transport.send(request);
  await response.bytes();
  const id = response.headers["tabular-txid"] ?? "";
  if (!/^\d+$/.test(id)) throw new VastError("protocol", "The transaction that was begun has no number.");
  return new OpenTransaction(transport, BigInt(id), hold, signal);
}

/** No transaction: each call stands alone, so that one that writes rows in several requests may stop halfway. */
export function outsideTransactions(transport: Transport, { signal }: TransactionOptions = {}): Transaction {
  const done = (): Promise<void> => Promise.resolve();
  const send = (request: VastRequest): Promise<VastResponse> =>
    transport.send({ ...request, signal: bothSignals(signal, request.signal) });
  const session: Session = { transport: sendingBy(transport, send), txid: 0n };
  return {
    id: 0n,
    bucket: (name) => new Bucket(session, name),
    keepAlive: done,
    commit: done,
    rollback: done,
  };
}

const TRANSACTION = { path: "/", command: "transaction", whole: true } as const;

/** A rollback that failed stays one that is being made: the next try sends it again. */
type State = "open" | "being committed" | "committed" | "not committed" | "being rolled back" | "rolled back";

/** A transaction that the cluster has begun. */
export class OpenTransaction implements Transaction {
  readonly id: bigint;
  readonly #transport: Transport;
  readonly #hold: Hold;
  readonly #signal: AbortSignal | undefined;
  readonly #session: Session;
  #alarm: NodeJS.Timeout | undefined;
  #state: State = "open";

  constructor(transport: Transport, id: bigint, hold: Hold, signal: AbortSignal | undefined) {
    this.id = id;
    this.#transport = transport;
    this.#hold = hold;
    this.#signal = signal;
    const send = (request: VastRequest): Promise<VastResponse> => this.#send(request);
    this.#session = { transport: sendingBy(transport, send), txid: id };
    this.#rearm();
  }

  bucket(name: string): Bucket {
    return new Bucket(this.#session, name);
  }

  async keepAlive(): Promise<void> {
    const response = await this.#send({ ...TRANSACTION, method: "GET", txid: this.id });
    await response.bytes();
  }

  async commit(): Promise<void> {
    this.#mustBeOpen();
    this.#finish("being committed");
    try {
      await this.#commitAtLast();
      this.#state = "committed";
    } catch (thrown) {
      this.#state = "not committed";
      throw thrown;
    }
  }

  async rollback({ signal }: TransactionOptions = {}): Promise<void> {
    if (this.#state === "rolled back") return;
    if (this.#state === "being committed" || this.#state === "committed") this.#mustBeOpen();
    this.#finish("being rolled back");
    try {
      await this.#conclude("DELETE", { idempotent: true, signal });
    } catch (thrown) {
      if (!isVastError(thrown, "notFound")) throw thrown;
    }
    this.#state = "rolled back";
  }

  /** Once an answer was lost, only a commit that is answered with success says what happened. */
  async #commitAtLast(): Promise<void> {
    let lost = false;
    try {
      await withRetry(this.#transport.retry, this.#signal, async () => {
        try {
          await this.#conclude("PUT", { idempotent: false, signal: this.#signal });
        } catch (thrown) {
          lost ||= mayHaveHappened(thrown);
          throw lost && isBroken(thrown) ? again(thrown) : thrown;
        }
      });
    } catch (thrown) {
      throw lost ? unknownOutcome(this.id, thrown) : thrown;
    }
  }

  async #conclude(method: "PUT" | "DELETE", how: Pick<VastRequest, "idempotent" | "signal">): Promise<void> {
    const { endpoint } = this.#hold;
    const response = await this.#transport.send({ ...TRANSACTION, method, txid: this.id, endpoint, ...how });
    await response.bytes();
  }

  async #send(request: VastRequest): Promise<VastResponse> {
    this.#mustBeOpen();
    this.#rearm();
    const signal = bothSignals(this.#signal, request.signal);
    return await this.#transport.send({ endpoint: this.#hold.endpoint, ...request, signal });
  }

  #mustBeOpen(): void {
    if (this.#state === "open") return;
    throw new VastError("badRequest", `Transaction ${this.id} is ${this.#state} and takes no further calls.`);
  }

  #finish(state: State): void {
    this.#state = state;
    clearTimeout(this.#alarm);
    this.#hold.ended(this);
  }

  /** Each call puts the next keep-alive off. The alarm alone must not keep a process alive. */
  #rearm(): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#ring(), this.#hold.keepAliveMs).unref();
  }

  #ring(): void {
    this.keepAlive().catch((thrown: unknown) => {
      // Refused for good: the next call will be told why. Otherwise the next alarm is set already.
      if (!isBroken(thrown) && !isVastError(thrown, "slowDown", "unavailable")) clearTimeout(this.#alarm);
    });
  }
}

function mayHaveHappened(thrown: unknown): boolean {
  return (
    isVastError(thrown, "connection", "timeout", "protocol", "aborted") &&
    thrown.status === undefined &&
    thrown.sent
  );
}

/** The same, to be tried again: committing twice does no harm, the second is refused. */
function again({ kind, message, sent, cause }: VastError): VastError {
  return new VastError(kind, message, { mayRetry: true, sent, cause });
}

function unknownOutcome(id: bigint, cause: unknown): VastError {
  const message = `Transaction ${id} may or may not be committed: the answer was lost, and asking again did not help.`;
  return new VastError("outcomeUnknown", message, { cause });
}

function bothSignals(
  first: AbortSignal | undefined,
  second: AbortSignal | undefined,
): AbortSignal | undefined {
  return first === undefined || second === undefined ? (first ?? second) : AbortSignal.any([first, second]);
}
