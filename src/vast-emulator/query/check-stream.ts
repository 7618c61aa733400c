import { type Field, MessageHeader, type Schema } from "apache-arrow";
import { FlatTable } from "../../vast/wire/flat-read.ts";
import { childrenOf } from "./columns.ts";
import { malformed } from "./tabular-error.ts";

/** How many rows a batch without columns may claim, nothing else bounding it. */
const MAX_ROWS = 1 << 24;

/**
 * Checks the metadata of every message in an Arrow stream before Arrow reads it, which follows counts and offsets
 * into memory that is not there. Throws TabularError or MalformedBufferError. Answers the streams' record batches.
 */
export function checkMessages(stream: Uint8Array): readonly BatchHeader[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const batches: BatchHeader[] = [];
  for (let start = 0; start < stream.length; ) {
    const isMarked = view.getUint32(start, true) === 0xffff_ffff;
    const metadata = start + (isMarked ? 8 : 4);
    const length = view.getUint32(metadata - 4, true);
    if (length === 0) {
      break;
    }
    if (metadata + length > stream.length) {
      throw malformed(`A message's metadata has ${length} bytes, more than the body.`);
    }
    const message = FlatTable.root(stream.subarray(metadata, metadata + length));
    const bodyLength = Number(message.int64(3));
    start = metadata + length + bodyLength;
    if (bodyLength < 0 || start > stream.length) {
      throw malformed(`A message has ${bodyLength} bytes, more than the body.`);
    }
    batches.push(...checkMessage(message, bodyLength));
  }
  return batches;
}

/** The lengths that a record batch claims: its own, and those of its columns, depth first. */
export interface BatchHeader {
  readonly rows: number;
  readonly lengths: readonly number[];
}

function checkMessage(message: FlatTable, bodyLength: number): readonly BatchHeader[] {
  const header = message.table(2);
  if (header === undefined) {
    throw malformed("A message of the stream says nothing.");
  }
  switch (message.uint8(1)) {
    case MessageHeader.Schema:
      header.tables(1).forEach(checkField);
      checkPairs(header.tables(2));
      return [];
    case MessageHeader.RecordBatch:
      return [readBatch(header, bodyLength)];
    default:
      throw malformed("A stream has a schema and record batches, and no other messages.");
  }
}

function checkField(field: FlatTable): void {
  field.text(0);
  field.table(3);
  checkPairs(field.tables(6));
  field.tables(5).forEach(checkField);
}

function checkPairs(pairs: readonly FlatTable[]): void {
  for (const pair of pairs) {
    pair.text(0);
    pair.text(1);
  }
}

/** Every row takes a bit of the body at least. */
function readBatch(header: FlatTable, bodyLength: number): BatchHeader {
  const lengths = structs(header, 1).map(([length]) => length);
  const rows = Number(header.int64(0));
  const most = lengths.length === 0 ? MAX_ROWS : 8 * bodyLength;
  for (const length of [rows, ...lengths]) {
    if (length < 0 || length > most) {
      throw malformed(`A record batch claims ${length} rows, but has ${bodyLength} bytes.`);
    }
  }
  for (const [offset, length] of structs(header, 2)) {
    if (offset < 0 || length < 0 || offset + length > bodyLength || offset % 8 !== 0) {
      throw malformed(
        `A record batch has a buffer at ${offset} of ${length} bytes in a body of ${bodyLength}.`,
      );
    }
  }
  return { rows, lengths };
}

/** A vector of structs of two 64-bit numbers: Arrow's FieldNode and Buffer. */
function structs(table: FlatTable, slot: number): readonly (readonly [number, number])[] {
  const head = table.bytes(slot);
  if (head === undefined) {
    return [];
  }
  const view = new DataView(head.buffer, head.byteOffset);
  return Array.from({ length: head.length }, (_, index) => [
    Number(view.getBigInt64(16 * index, true)),
    Number(view.getBigInt64(16 * index + 8, true)),
  ]);
}

/** Throws TabularError unless every column of a batch has as many rows as the batch. */
export function checkLengths({ rows, lengths }: BatchHeader, schema: Schema): void {
  let node = 0;
  for (const field of schema.fields) {
    if (lengths[node] !== rows) {
      throw malformed(`Column '${field.name}' has ${lengths[node]} rows in a record batch of ${rows}.`);
    }
    node += nodesOf(field);
  }
}

function nodesOf(field: Field): number {
  return childrenOf(field).reduce((sum, child) => sum + nodesOf(child), 1);
}
