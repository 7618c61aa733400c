import { type RecordBatch, RecordBatchReader, type Schema } from "apache-arrow";
import { checkBuffers } from "./check-buffers.ts";
import { checkLengths, checkMessages } from "./check-stream.ts";
import { END_OF_STREAM, schemaMessage } from "./ipc-write.ts";
import { malformed, TabularError, unsupportedType } from "./tabular-error.ts";

/**
 * The batch of an insert, update or delete: schema, exactly one record batch, end of stream. Its buffers are copies,
 * aligned for typed arrays, and outlive the body. Throws TabularError for any other body.
 */
export function decodeRows(body: Uint8Array): RecordBatch {
  const { batches } = readStream(body);
  const [batch, ...more] = batches;
  if (batch === undefined || more.length > 0) {
    throw malformed(`Rows come as exactly one record batch, not ${batches.length}.`);
  }
  batch.data.children.forEach(checkBuffers);
  return batch;
}

/**
 * The schema of a create, add or drop: a bare schema message from Python, an empty batch and an end of stream after
 * it from Java, an end of stream from JavaScript. Throws TabularError for any other body, and for rows.
 */
export function decodeSchema(body: Uint8Array): Schema {
  const { schema, batches } = readStream(body);
  if (batches.some(({ numRows }) => numRows > 0)) {
    throw malformed("Only a schema is expected here, but rows come with it.");
  }
  return schema;
}

function readStream(body: Uint8Array): { schema: Schema; batches: readonly RecordBatch[] } {
  try {
    const stream = Uint8Array.from(body);
    const headers = checkMessages(stream);
    const reader = RecordBatchReader.from(stream).open();
    // Kept first: the reader forgets it when it is done.
    const { schema } = reader;
    for (const header of headers) {
      checkLengths(header, schema);
    }
    // For a stream without batches, Arrow answers an empty one of its own.
    return { schema, batches: headers.length === 0 ? [] : [...reader] };
  } catch (cause) {
    throw toRefusal(cause);
  }
}

/** Arrow throws plain errors for broken streams, and for types it does not know. */
function toRefusal(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof TabularError) {
    return cause;
  }
  return /unrecognized type/i.test(cause.message)
    ? unsupportedType(`The body has a column of a type that no table has. ${cause.message}`)
    : malformed(`The body is no Arrow stream. ${cause.message}`, cause);
}

/** An Arrow stream of a schema alone, with its end marker: a page of columns. */
export function encodeSchema(schema: Schema): Uint8Array {
  return Buffer.concat([schemaMessage(schema), END_OF_STREAM]);
}
