import type { Field, RecordBatch } from "apache-arrow";
import { byteSize, cutBatch } from "./columns.ts";
import { VastError } from "./errors.ts";
import { encodeBatchStream } from "./ipc.ts";
import { childFields } from "./layout.ts";
import { SpareBytes } from "./spare.ts";

/** Bytes that a body may have: 90 % of the cluster's 5 MiB, as the official SDK has it. */
export const BODY_LIMIT = 4_718_592;

/** Rows that one insert may have. */
export const INSERT_ROWS = 524_288;

/** Rows that one update or delete may have; the lower of the official clients' two limits. */
export const CHANGE_ROWS = 65_536;

/** Where the memory of bodies comes from: give it back once the cluster has carried out the whole request. */
export const bodies = new SpareBytes(BODY_LIMIT);

/** Rows of a batch as the body of a request. */
export interface Slice {
  readonly body: Uint8Array;
  readonly begin: number;
  readonly rows: number;
}

/**
 * Cuts a batch into bodies that the cluster takes, in order and one at a time, so that memory holds but one.
 * A size that proved too large is halved and stays so. No rows give no slice.
 * @throws VastError `tooWide` when one row alone does not fit.
 */
export function* slicesOf(batch: RecordBatch, maxRows: number): Generator<Slice> {
  let rows = firstGuess(batch, maxRows);
  for (let begin = 0; begin < batch.numRows; ) {
    const count = Math.min(rows, batch.numRows - begin);
    const body = encodeBatchStream(cutBatch(batch, begin, count), bodies.take);
    if (body.byteLength <= BODY_LIMIT) {
      yield { body, begin, rows: count };
      begin += count;
    } else if (count === 1) {
      throw new VastError(
        "tooWide",
        `Row ${begin} needs ${body.byteLength} bytes with these ${batch.numCols} columns; a request holds ${BODY_LIMIT}.`,
      );
    } else {
      rows = Math.floor(count / 2);
    }
  }
}

/** Bytes that a message has at most about a field, beside its texts, which UTF-8 makes up to three times as long. */
const BYTES_PER_FIELD = 400;

/** Whether all rows are sure to go into one body with all their columns. */
export function fitsOneBody(batch: RecordBatch, maxRows: number): boolean {
  const { fields, metadata } = batch.schema;
  const message = BYTES_PER_FIELD + metadataSize(fields) + textSize(metadata);
  return batch.numRows <= maxRows && message + bytesIn(batch) <= BODY_LIMIT;
}

function metadataSize(fields: readonly Field[]): number {
  return fields.reduce((sum, { name, metadata, type }) => {
    const own = BYTES_PER_FIELD + 3 * name.length + textSize(metadata);
    return sum + own + metadataSize(childFields(type));
  }, 0);
}

function textSize(metadata: ReadonlyMap<string, string>): number {
  let size = 0;
  for (const [key, value] of metadata) {
    size += BYTES_PER_FIELD + 3 * (key.length + value.length);
  }
  return size;
}

function firstGuess(batch: RecordBatch, maxRows: number): number {
  const bytes = bytesIn(batch);
  const fitting = bytes === 0 ? batch.numRows : Math.floor((0.9 * batch.numRows * BODY_LIMIT) / bytes);
  return Math.max(1, Math.min(fitting, maxRows));
}

function bytesIn(batch: RecordBatch): number {
  return batch.data.children.reduce((sum, column) => sum + byteSize(column), 0);
}
