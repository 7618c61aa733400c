import { type Data, MessageReader, type RecordBatch, type Schema } from "apache-arrow";
import { sliceBits } from "./bits.ts";
import { cut, elementsOf, makeBatch, nullsOf, offsetsOf, textBytes, validityOf } from "./columns.ts";
import { VastError } from "./errors.ts";
import { loadColumns, type Metadata, readMetadata, readPrefix } from "./ipc-load.ts";
import { type BufferRange, batchMetadata, type ColumnNode, schemaMetadata } from "./ipc-metadata.ts";
import { bytesOf, layoutOf, valueBytes } from "./layout.ts";

const CONTINUATION = 0xff_ff_ff_ff;
const PREFIX = 8;
const END_OF_STREAM = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/** An encapsulated schema message, as `?table` and `?column` take it: no batch, no end-of-stream marker. */
export function encodeSchema(schema: Schema): Uint8Array {
  return join([encapsulate(schemaMetadata(schema))], newBytes);
}

/**
 * An Arrow IPC stream of one batch as pyarrow writes it and `?rows` takes it: schema, record batch, end of stream;
 * metadata version 5, buffers aligned to 8 bytes, neither dictionaries nor compression.
 * `allocate` gives the memory, which may hold anything.
 * @throws VastError `unsupportedType` for a type that VAST does not have.
 */
export function encodeBatchStream(batch: RecordBatch, allocate: Allocate = newBytes): Uint8Array {
  const body = new BodyWriter();
  for (const column of batch.data.children) {
    body.add(column);
  }
  const metadata = batchMetadata(batch.numRows, body.nodes, body.ranges, body.length);
  const schema = encapsulate(schemaMetadata(batch.schema));
  return join([schema, encapsulate(metadata), ...body.parts, [END_OF_STREAM]], allocate);
}

/** Gives so many bytes. */
export type Allocate = (count: number) => Uint8Array;

const newBytes: Allocate = (count) => new Uint8Array(count);

/** Pieces of a message with their padding to 8 bytes: zeroes follow a piece that is shorter. */
type Pieces = readonly Uint8Array[];

function encapsulate(metadata: Uint8Array): Pieces {
  const prefix = new DataView(new ArrayBuffer(PREFIX));
  prefix.setUint32(0, CONTINUATION, true);
  prefix.setUint32(4, padded(metadata.byteLength), true);
  return [bytesOf(prefix), metadata];
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function join(messages: readonly Pieces[], allocate: Allocate): Uint8Array {
  const pieces = messages.flat();
  const bytes = allocate(pieces.reduce((sum, piece) => sum + padded(piece.byteLength), 0));
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece.byteLength;
    bytes.set(piece, at);
    at += padded(piece.byteLength);
    bytes.fill(0, end, at);
  }
  return bytes;
}

/** Collects the nodes and buffers of columns, depth first, as a record batch lists them. */
class BodyWriter {
  readonly nodes: ColumnNode[] = [];
  readonly ranges: BufferRange[] = [];
  readonly parts: Pieces[] = [];
  length = 0;

  add(column: Data): void {
    const nulls = nullsOf(column);
    this.nodes.push({ length: column.length, nulls });
    this.#buffer(nulls === 0 ? undefined : validityOf(column));
    this.#values(column);
  }

  #values(column: Data): void {
    const layout = layoutOf(column.type);
    if (layout.kind === "bits") {
      this.#buffer(sliceBits(valueBytes(column), column.offset, column.length));
    } else if (layout.kind === "fixed") {
      this.#buffer(valueBytes(column).subarray(0, column.length * layout.width));
    } else if (layout.kind === "bytes") {
      this.#buffer(bytesOf(rebasedOffsets(column)));
      this.#buffer(textBytes(column));
    } else if (layout.kind === "struct") {
      for (const child of column.children) {
        this.add(cut(child, 0, column.length));
      }
    } else {
      if (layout.kind === "list") {
        this.#buffer(bytesOf(rebasedOffsets(column)));
      }
      this.add(elementsOf(column));
    }
  }

  #buffer(bytes: Uint8Array | undefined): void {
    const length = bytes?.byteLength ?? 0;
    this.ranges.push({ offset: this.length, length });
    if (bytes !== undefined) {
      this.parts.push([bytes]);
      this.length += padded(length);
    }
  }
}

function rebasedOffsets(column: Data): Int32Array {
  const offsets = offsetsOf(column);
  const begin = offsets[0] ?? 0;
  return begin === 0 ? offsets : offsets.map((offset) => offset - begin);
}

/**
 * Reads the Arrow schema that a stream begins with, as lists of columns send it; what follows is not looked at.
 * @throws VastError `protocol` when there is none.
 */
export function decodeSchema(bytes: Uint8Array): Schema {
  for (const { metadata } of messagesOf(bytes)) {
    if (metadata.kind === "schema") {
      return wholeSchema(bytes);
    }
  }
  throw new VastError("protocol", "An answer that should be an Arrow schema has none.");
}

/**
 * Reads a whole Arrow IPC stream of the types that VAST has, with or without its end-of-stream marker. Columns share
 * the given bytes where these are aligned.
 * @throws VastError `protocol` for a stream that is cut or has no schema, `unsupportedType` for other types.
 */
export function decodeBatches(bytes: Uint8Array): RecordBatch[] {
  const batches: RecordBatch[] = [];
  let schema: Schema | undefined;
  for (const { metadata, body } of messagesOf(bytes)) {
    if (metadata.kind === "schema") {
      schema = wholeSchema(bytes);
    } else {
      const types = schemaFirst(schema).fields.map((field) => field.type);
      batches.push(
        makeBatch(schemaFirst(schema), metadata.header.rows, loadColumns(types, metadata.header, body)),
      );
    }
  }
  schemaFirst(schema);
  return batches;
}

/** By Arrow's own decoder, which keeps custom metadata, and types that VAST does not have. */
function wholeSchema(stream: Uint8Array): Schema {
  try {
    return schemaFirst(new MessageReader(stream).readSchema() ?? undefined);
  } catch (cause) {
    throw new VastError("protocol", "An Arrow schema cannot be read.", { cause });
  }
}

function schemaFirst(schema: Schema | undefined): Schema {
  if (schema === undefined) {
    throw new VastError("protocol", "An Arrow stream does not begin with its schema.");
  }
  return schema;
}

function* messagesOf(bytes: Uint8Array): Generator<{ metadata: Metadata; body: Uint8Array }> {
  let at = 0;
  while (at < bytes.byteLength) {
    const length = readPrefix(bytes.subarray(at, at + PREFIX));
    if (length === 0) {
      return;
    }
    const metadata = readMetadata(whole(bytes, at + PREFIX, length));
    const bodyLength = metadata.kind === "batch" ? metadata.bodyLength : 0;
    yield { metadata, body: whole(bytes, at + PREFIX + length, bodyLength) };
    at += PREFIX + length + bodyLength;
  }
}

function whole(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (at + length > bytes.byteLength) {
    throw new VastError(
      "protocol",
      `An Arrow stream ends ${at + length - bytes.byteLength} bytes too early.`,
    );
  }
  return bytes.subarray(at, at + length);
}
