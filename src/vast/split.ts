import type { Field, RecordBatch, Schema } from "apache-arrow";
import { type Answer, AnswerAssembler } from "./answers.ts";
import { makeBatch } from "./columns.ts";
import { isVastError, VastError } from "./errors.ts";
import { FINISHED, readFrames } from "./frames.ts";
import { rebuildColumns } from "./nested.ts";
import { backoffMs, pause } from "./retry.ts";
import type { Target } from "./target.ts";
import type { Transport, VastResponse } from "./transport.ts";

/** A query, ready to be sent. */
export interface Query {
  readonly target: Target;
  readonly body: Uint8Array;
  /** The leaves of the answer, in order, each wrapped in its ancestors. */
  readonly leaves: readonly Field[];
  /** The columns of a batch. */
  readonly schema: Schema;
  readonly subSplits: number;
  readonly rowGroups: number;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What all workers of one select share. */
export interface Work {
  readonly transport: Transport;
  readonly query: Query;
  readonly signal: AbortSignal;
  /** How many rows each sub-split may send in one answer, at the time of asking. */
  readonly rowsPerAnswer: () => number;
}

/** Which share of the table, and the endpoint to read it from. */
export interface Split {
  readonly split: number;
  readonly total: number;
  readonly endpoint: number;
}

/** Answers without any progress that are borne: a cluster that goes on so would keep its client asking for ever. */
const MAX_STALLS = 3;

/** The share that stands for an estimate of the rows that match, instead of rows. */
const ESTIMATE_SPLIT = 4_294_967_292;
const ROW_GROUP = 65_536;

/**
 * Reads one split to its end. Positions of its sub-splits move on with each batch that was handed over, so that an
 * answer that breaks off is asked for again from there, at the next endpoint; how often in a row, the retry policy
 * says. Waiting for `emit` is what slows the cluster down.
 * @throws VastError `protocol` for an answer that makes no sense, `internal` when the cluster gives up, whatever
 * `emit` throws, and what is left of a refused or broken request when the policy is used up.
 */
export async function readSplit(
  work: Work,
  split: Split,
  emit: (batch: RecordBatch) => Promise<void>,
): Promise<void> {
  const reader = new SplitReader(work, split, emit);
  while (!reader.finished) {
    await reader.ask();
  }
}

class SplitReader {
  readonly #work: Work;
  readonly #split: Split;
  readonly #emit: (batch: RecordBatch) => Promise<void>;
  readonly #positions: bigint[];
  #progress = 0;
  #stalls = 0;
  #failures = 0;
  #failingSince = 0;

  constructor(work: Work, split: Split, emit: (batch: RecordBatch) => Promise<void>) {
    this.#work = work;
    this.#split = split;
    this.#emit = emit;
    this.#positions = Array.from({ length: work.query.subSplits }, () => 0n);
  }

  get finished(): boolean {
    return this.#positions.every((position) => position === FINISHED);
  }

  /** One request and its answer. What the transport throws has been retried already. */
  async ask(): Promise<void> {
    const { rowsPerAnswer } = this.#work;
    const before = this.#progress;
    const response = await request(this.#work, {
      split: `${this.#split.split},${this.#split.total},${this.#work.query.rowGroups}`,
      endpoint: (this.#split.endpoint + this.#failures) % this.#work.transport.endpoints,
      positions: this.#positions,
      headers: {
        "tabular-limit-rows": String(rowsPerAnswer()),
        ...(this.#failures > 0 ? { "tabular-retry-count": String(this.#failures) } : {}),
      },
    });
    try {
      await this.#read(response);
    } catch (thrown) {
      await this.#pause(thrown);
      return;
    }
    this.#failures = 0;
    this.#stalls = this.#progress === before ? this.#stalls + 1 : 0;
    if (this.#stalls >= MAX_STALLS) {
      throw new VastError(
        "protocol",
        `The cluster makes no progress with split ${this.#split.split} of a query.`,
      );
    }
  }

  async #read(response: VastResponse): Promise<void> {
    const assembler = new AnswerAssembler(this.#work.query.leaves);
    for await (const frame of readFrames(response.stream())) {
      const answer = assembler.add(frame);
      if (answer !== undefined) {
        await this.#take(answer);
      }
    }
    assembler.end();
  }

  async #take({ stream, next, rows, leaves }: Answer): Promise<void> {
    const position = this.#positions[stream];
    if (position === undefined || position === FINISHED || (rows > 0 && position === next)) {
      throw new VastError(
        "protocol",
        `The cluster sent rows of sub-split ${stream} that it was not to send.`,
      );
    }
    if (rows > 0) {
      const { schema } = this.#work.query;
      await this.#emit(makeBatch(schema, rows, rebuildColumns(schema.fields, leaves)));
    }
    if (position !== next) {
      this.#positions[stream] = next;
      this.#progress += 1;
      this.#failures = 0;
    }
  }

  /** Waits before an answer that broke off is asked for again, or throws if it is not to be. */
  async #pause(thrown: unknown): Promise<void> {
    const { transport, signal } = this.#work;
    const now = performance.now();
    this.#failingSince = this.#failures === 0 ? now : this.#failingSince;
    this.#failures += 1;
    const left = this.#failingSince + transport.retry.totalMs - now;
    const over = signal.aborted || this.#failures >= transport.retry.attempts || left <= 0;
    if (over || !isVastError(thrown) || !thrown.mayRetry) {
      throw thrown;
    }
    await pause(Math.min(backoffMs(transport.retry, this.#failures), left), signal);
  }
}

interface Question {
  readonly split: string;
  readonly endpoint: number;
  readonly positions: readonly bigint[];
  readonly headers: Readonly<Record<string, string>>;
}

async function request({ transport, query, signal }: Work, question: Question): Promise<VastResponse> {
  const { target, body, params } = query;
  const starts = question.positions.map((position, index) => [
    `tabular-start-row-id-${index}`,
    `${index},${position}`,
  ]);
  return await transport.send({
    method: "GET",
    path: target.path,
    command: "data",
    params,
    headers: {
      "tabular-split": question.split,
      "tabular-num-of-subsplits": String(question.positions.length),
      "tabular-request-format": "string",
      "tabular-response-format": "string",
      ...Object.fromEntries(starts),
      ...query.headers,
      ...question.headers,
    },
    body,
    txid: target.txid,
    endpoint: question.endpoint,
    signal,
  });
}

/**
 * How many rows of a sorted table will match, roughly: the cluster answers with one row for each row group that it
 * would read. 0 if it does not know, or its answer breaks off.
 */
export async function estimateRows(work: Work): Promise<number> {
  const split = `${ESTIMATE_SPLIT},1,1`;
  const response = await request(work, { split, endpoint: 0, positions: [0n], headers: {} });
  try {
    for await (const { message } of readFrames(response.stream())) {
      if (message.kind === "batch") {
        return message.header.rows * ROW_GROUP;
      }
    }
  } catch (thrown) {
    if (!isVastError(thrown, "connection", "timeout", "slowDown")) {
      throw thrown;
    }
  }
  return 0;
}
