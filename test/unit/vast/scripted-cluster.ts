import { type Data, Field, Int64, type RecordBatch, Schema, Utf8, vectorFromArray } from "apache-arrow";
import { makeBatch } from "../../../src/vast/columns.ts";
import { FINISHED } from "../../../src/vast/frames.ts";
import type { RetryPolicy } from "../../../src/vast/retry.ts";
import { rowIdColumn } from "../../../src/vast/row-ids.ts";
import type { Transport, VastRequest, VastResponse } from "../../../src/vast/transport.ts";
import { readField } from "../../../src/vast/wire/arrow-field-read.ts";
import { FlatTable } from "../../../src/vast/wire/flat-read.ts";
import { batchFrames, COMPLETED } from "./answer-frames.ts";

/** The table that the scripted cluster has: `a` is the row's number, `s` its text, null for each third. */
export const schema = new Schema([new Field("a", new Int64(), true), new Field("s", new Utf8(), true)]);

/** One query as it arrived. */
export interface Asked {
  readonly split: number;
  readonly total: number;
  readonly rowGroups: number;
  readonly positions: readonly bigint[];
  readonly limit: number;
  readonly endpoint: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What becomes of an answer on its way: its chunks, or an error in between. */
export type Line = (
  answer: Uint8Array,
  asked: Asked,
  count: number,
) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** How the scripted cluster is. */
export interface Script {
  readonly rows: number;
  readonly endpoints?: number;
  readonly retry?: RetryPolicy;
  /** Rows of a row group; real ones have 65,536. */
  readonly groupRows?: number;
  readonly sorted?: boolean;
  /** Rows of a sub-split that it sends in one answer at most, whatever is asked. */
  readonly most?: number;
  readonly line?: Line;
  /** Rows that the estimate answers with. */
  readonly estimate?: number;
  /** Answers already made, by their positions, which clusters of the same script may share. */
  readonly answers?: Map<string, Uint8Array>;
  /** Thrown instead of an answer. */
  readonly refuse?: (asked: Asked, count: number) => Error | undefined;
}

const ESTIMATE = 4_294_967_292;

/**
 * Answers queries about one table as a cluster divides it, in memory: a transport in place of HTTP, for what a
 * select does with answers. It counts what is asked and how many answers are being read.
 */
export class ScriptedCluster implements Transport {
  readonly version = [5, 4, 0, 1] as const;
  readonly endpoints: number;
  readonly retry: RetryPolicy;
  readonly asked: Asked[] = [];
  readonly requests: VastRequest[] = [];
  open = 0;
  pulled = 0;
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
    this.endpoints = script.endpoints ?? 1;
    this.retry = script.retry ?? { attempts: 10, baseMs: 0, totalMs: 60_000 };
  }

  async send(request: VastRequest): Promise<VastResponse> {
    request.signal?.throwIfAborted();
    const asked = readQuestion(request);
    this.requests.push(request);
    this.asked.push(asked);
    const refused = this.#script.refuse?.(asked, this.asked.length - 1);
    if (refused !== undefined) {
      throw refused;
    }
    const key = String(asked.positions);
    const made = this.#script.answers?.get(key);
    const answer =
      made ?? (asked.split === ESTIMATE ? this.#estimate(request) : this.#answer(request, asked));
    this.#script.answers?.set(key, answer);
    const line = this.#script.line ?? ((bytes: Uint8Array) => [bytes]);
    const chunks = line(answer, asked, this.asked.length - 1);
    return {
      status: 200,
      headers: {},
      bytes: async () => answer,
      stream: () => this.#stream(chunks, request),
    };
  }

  async *#stream(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, { signal }: VastRequest) {
    this.open += 1;
    try {
      for await (const chunk of chunks) {
        signal?.throwIfAborted();
        this.pulled += 1;
        yield chunk;
      }
    } finally {
      this.open -= 1;
    }
  }

  #estimate(request: VastRequest): Uint8Array {
    const numbers = Array.from({ length: this.#script.estimate ?? 0 }, (_, row) => row);
    return Buffer.concat([
      ...batchFrames(this.#rows(request, numbers), { stream: 0, next: FINISHED }),
      COMPLETED,
    ]);
  }

  #answer(request: VastRequest, asked: Asked): Uint8Array {
    const frames = asked.positions.flatMap((position, stream) => {
      if (position === FINISHED) {
        return [];
      }
      const mine = this.#numbersOf(asked, stream).filter((row) => BigInt(row) >= position);
      const taken = mine.slice(0, Math.min(asked.limit, this.#script.most ?? asked.limit));
      const next = taken.length < mine.length ? BigInt(mine[taken.length]!) : FINISHED;
      return batchFrames(this.#rows(request, taken), { stream, next });
    });
    return Buffer.concat([...frames, COMPLETED]);
  }

  /** Section 7.7: blocks of row groups go round the sub-splits of all splits. */
  #numbersOf({ total, split, rowGroups, positions }: Asked, stream: number): number[] {
    const { rows, groupRows = 4 } = this.#script;
    const fibers = total * positions.length;
    const numbers = Array.from({ length: rows }, (_, row) => row);
    return numbers.filter((row) => {
      const block = Math.floor(Math.floor(row / groupRows) / rowGroups) % fibers;
      return block === split * positions.length + stream;
    });
  }

  #rows({ body }: VastRequest, numbers: number[]): RecordBatch {
    const fields = projected(body!);
    return makeBatch(
      new Schema(fields),
      numbers.length,
      fields.map(({ name }) => this.#column(name, numbers)),
    );
  }

  #column(name: string, numbers: number[]): Data {
    if (name === "$row_id") {
      return this.#script.sorted === true
        ? rowIdColumn({ sorted: true, values: Uint32Array.from(numbers.flatMap((row) => [row, 0, 7, 0])) })
        : rowIdColumn({ sorted: false, values: BigUint64Array.from(numbers, BigInt) });
    }
    const values = name === "a" ? numbers.map(BigInt) : numbers.map(textOf);
    return vectorFromArray(values, name === "a" ? new Int64() : (new Utf8() as never)).data[0]!;
  }
}

/** The value of column `s` in a row. */
export function textOf(row: number): string | null {
  return row % 3 === 0 ? null : `row ${row}`;
}

function readQuestion({ headers = {}, endpoint = 0 }: VastRequest): Asked {
  const [split = 0, total = 0, rowGroups = 0] = headers["tabular-split"]!.split(",").map(Number);
  const count = Number(headers["tabular-num-of-subsplits"]);
  const positions = Array.from({ length: count }, (_, stream) => {
    const [number, position] = headers[`tabular-start-row-id-${stream}`]!.split(",");
    return number === String(stream) ? BigInt(position!) : -1n;
  });
  const limit = Number(headers["tabular-limit-rows"] ?? Number.POSITIVE_INFINITY);
  return { split, total, rowGroups, positions, limit, endpoint, headers };
}

/** The columns that a body asks for: its schema lists those of the filter behind them. */
function projected(body: Uint8Array): Field[] {
  const source = FlatTable.root(body).table(1)!;
  const fields = source.table(3)!.tables(1).map(readField);
  return fields.slice(0, source.tables(4).length);
}
