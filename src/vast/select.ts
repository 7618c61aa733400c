import { type RecordBatch, Schema } from "apache-arrow";
import { cutBatch } from "./columns.ts";
import { aborted } from "./errors.ts";
import { BoundedQueue } from "./queue.ts";
import { refusal } from "./row-checks.ts";
import { ROW_ID, rowIdField } from "./row-ids.ts";
import { estimateRows, type Query, readSplit, type Work } from "./split.ts";
import type { Target } from "./target.ts";
import type { Transport } from "./transport.ts";
import type { Filter } from "./wire/filter.ts";
import { planQuery } from "./wire/query.ts";

/** What is read, and how the work is divided. */
export interface SelectOptions {
  /** The table's columns, which save asking for them. */
  readonly schema?: Schema | undefined;
  /** Names of columns to read, in the order wanted; none counts rows: batches then have rows but no columns. */
  readonly columns: readonly string[];
  /** Default: every row. */
  readonly where?: Filter | undefined;
  /** Appends column `$row_id`, for updates and deletes; default false. */
  readonly rowIds?: boolean | undefined;
  /** Rows to read at most, of whichever come first. */
  readonly limit?: number | undefined;
  /** Shares of the table, read side by side over the endpoints. Default: one for each 4 million rows. */
  readonly splits?: number | undefined;
  /** Parallel readers that the cluster uses for each split, 1 to 64; default 4, with a limit 1. */
  readonly subSplits?: number | undefined;
  /** Row groups of 65,536 rows that such a reader takes at a time; default 8, which projections need. */
  readonly rowGroupsPerSubSplit?: number | undefined;
  /** The semi-sorted projection to read, whatever the cluster would choose. */
  readonly projection?: string | undefined;
  /** Whether the cluster may choose a projection; default true. */
  readonly useProjections?: boolean | undefined;
  /** Place in the cluster's queue, lower first, from 0; default: its end. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a select must know of its table beside the options. */
export interface SelectTable {
  readonly schema: Schema;
  /** How many rows it has; asked only when that decides the number of splits. Absent: one split. */
  readonly rows?: (() => Promise<bigint | number>) | undefined;
}

const ROWS_PER_SPLIT = 4_000_000;
const ROWS_PER_ANSWER = 131_072;
const MAX_SUB_SPLITS = 64;

/**
 * Reads rows in batches, none empty. Answers that break off are resumed where they stopped: no row is repeated, none
 * lost. No more is asked of the cluster than is taken here, save one batch for each endpoint; leaving early ends all
 * requests. Rows come in no order, except with one split, one sub-split and one row group: then as inserted.
 * @throws VastError `badRequest` for what cannot be asked, `aborted`, `protocol` for an answer that makes no sense,
 * and what the cluster answers.
 */
export async function* select(
  transport: Transport,
  target: Target,
  options: SelectOptions & SelectTable,
): AsyncGenerator<RecordBatch> {
  const { limit, signal: outer } = options;
  const query = queryOf(target, options);
  if (limit === 0) {
    return;
  }
  const stop = new AbortController();
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal]);
  let left = limit ?? Number.POSITIVE_INFINITY;
  const work = {
    transport,
    query,
    signal,
    rowsPerAnswer: () => Math.max(1, Math.min(left, ROWS_PER_ANSWER)),
  };
  const splits = await splitCount(work, options);
  const queue = new BoundedQueue<RecordBatch>(Math.min(splits, transport.endpoints));
  const workers = startWorkers(work, splits, queue, (thrown) => {
    queue.fail(thrown);
    stop.abort();
  });
  try {
    for (let batch = await nextOf(queue, outer); batch !== undefined; batch = await nextOf(queue, outer)) {
      const rows = Math.min(left, batch.numRows);
      left -= rows;
      yield cutBatch(batch, 0, rows);
      if (left === 0) {
        return;
      }
    }
  } finally {
    stop.abort();
    queue.fail(aborted(stop.signal));
    await workers;
  }
}

async function nextOf(queue: BoundedQueue<RecordBatch>, signal: AbortSignal | undefined) {
  if (signal?.aborted) {
    throw aborted(signal);
  }
  return await queue.next();
}

/** One worker for each endpoint takes splits until none is left. Resolves when all have ended, and never rejects. */
async function startWorkers(
  work: Work,
  splits: number,
  queue: BoundedQueue<RecordBatch>,
  fail: (thrown: unknown) => void,
): Promise<void> {
  let taken = 0;
  const run = async (endpoint: number) => {
    for (let split = taken++; split < splits; split = taken++) {
      await readSplit(work, { split, total: splits, endpoint }, (batch) => queue.push(batch));
    }
  };
  const workers = Array.from({ length: Math.min(splits, work.transport.endpoints) }, (_, endpoint) =>
    run(endpoint).catch(fail),
  );
  await Promise.all(workers);
  queue.close();
}

/** Splits are only of use when there are several endpoints to read them from, and rows enough for each. */
async function splitCount(work: Work, { splits, limit, rows }: SelectOptions & SelectTable): Promise<number> {
  const few = limit !== undefined && limit <= ROWS_PER_ANSWER;
  if (splits !== undefined || few || work.transport.endpoints === 1 || rows === undefined) {
    return splits ?? 1;
  }
  const estimate = work.query.target.sorted ? await estimateRows(work) : 0;
  const count = estimate > 0 ? estimate : Number(await rows());
  return Math.max(1, Math.floor(count / ROWS_PER_SPLIT));
}

function queryOf(target: Target, options: SelectOptions & SelectTable): Query {
  const { columns, where = [], rowIds = false, rowGroupsPerSubSplit = 8, limit } = options;
  const { subSplits = limit === undefined ? 4 : 1 } = options;
  checkNumbers({ ...options, subSplits, rowGroupsPerSubSplit });
  const names = rowIds && !columns.includes(ROW_ID) ? [...columns, ROW_ID] : columns;
  const known = new Schema([...options.schema.fields, rowIdField(target.sorted)]);
  const { body, leaves } = planQuery(known, where, names);
  const fields = names.flatMap((name) => known.fields.find((field) => field.name === name) ?? []);
  return {
    target,
    body,
    leaves,
    schema: new Schema(fields),
    subSplits,
    rowGroups: rowGroupsPerSubSplit,
    params: options.projection === undefined ? {} : { name: options.projection },
    headers: {
      "tabular-enable-sorted-projections": options.useProjections === false ? "False" : "True",
      ...(options.priority === undefined ? {} : { "tabular-schedule-id": String(options.priority) }),
    },
  };
}

function checkNumbers(options: SelectOptions): void {
  const { limit, splits, subSplits, rowGroupsPerSubSplit, priority } = options;
  checkNumber("limit", limit, 0);
  checkNumber("splits", splits, 1);
  checkNumber("subSplits", subSplits, 1, MAX_SUB_SPLITS);
  checkNumber("rowGroupsPerSubSplit", rowGroupsPerSubSplit, 1);
  checkNumber("priority", priority, 0);
}

function checkNumber(
  name: string,
  value: number | undefined,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) {
    throw refusal(`Option ${name} is ${value}; it must be an integer from ${least} to ${most}.`);
  }
}
