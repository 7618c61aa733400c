import { Data, type DataType, type Field, type RecordBatch, Schema } from "apache-arrow";
import { wrapLeaf } from "../../vast/wire/leaves.ts";
import { columnNamed } from "./cells.ts";
import type { DecodedQuery } from "./decode.ts";
import { gatherRuns } from "./gather.ts";
import { batchMessage, END_OF_STREAM, schemaMessage } from "./ipc-write.ts";
import { type Runs, RunsBuilder } from "./runs.ts";

/** The `nextRowId` of a sub-split that has no more rows. */
export const FINISHED = 2n ** 48n - 1n;

/** The frame that means "still at it"; it may stand between any two others. */
export const KEEP_ALIVE: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff);

/** The frame that ends an answer. */
export const COMPLETED: Uint8Array = Uint8Array.of(0xfe, 0xff, 0xff, 0xff);

/** The frame that breaks an answer off: its error code, and no message. */
export function failed(code: bigint): Uint8Array {
  const frame = new Uint8Array(16);
  const view = new DataView(frame.buffer);
  view.setUint32(0, 0xffff_fffd, true);
  view.setBigUint64(4, code, true);
  return frame;
}

/** Rows of one batch, in the order in which they are answered. */
export interface Rows {
  readonly batch: RecordBatch;
  readonly indices: Uint32Array;
}

/** One result batch of one sub-split. */
export interface Answer {
  readonly query: DecodedQuery;
  /** The number of the sub-split. */
  readonly stream: number;
  /** What to answer, possibly nothing; the batches have the columns that the query lists. */
  readonly rows: readonly Rows[];
  /** Where the sub-split goes on; `FINISHED` if it does not. */
  readonly nextRowId: bigint;
  /** Into how many record batches each leaf is cut; by default one. Without rows there is none. */
  readonly batchesPerLeaf?: number;
  /** What the frames before the very last one say as `nextRowId`; by default the same. Clients must not heed it. */
  readonly earlyRowId?: bigint;
}

/**
 * The frames of one result batch, each whole: for every projected leaf a schema, its record batches and an end
 * marker, numbered with the stream. A query that projects nothing gets one batch of no columns.
 */
export function* encodeAnswer(answer: Answer): Generator<Uint8Array> {
  const { stream, nextRowId, earlyRowId = nextRowId } = answer;
  let held: Uint8Array | undefined;
  for (const message of messages(answer)) {
    if (held !== undefined) {
      yield frame(stream, earlyRowId, held);
    }
    held = message;
  }
  if (held !== undefined) {
    yield frame(stream, nextRowId, held);
  }
}

function frame(stream: number, nextRowId: bigint, message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + message.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, stream, true);
  view.setBigUint64(4, nextRowId, true);
  bytes.set(message, 12);
  return bytes;
}

function* messages({ query, rows, batchesPerLeaf = 1 }: Answer): Generator<Uint8Array> {
  const batches = [...new Set(rows.map(({ batch }) => batch))];
  const pieces = cut(rows, batches, batchesPerLeaf);
  const leaves = query.projection.flatMap((number) => query.columns[number] ?? []);
  for (const leaf of leaves) {
    const field = wrapLeaf(leaf);
    const sources = batches.map((batch) =>
      narrow(columnNamed(batch, leaf.path[0]?.name), leaf.path, field.type),
    );
    // The official clients go by position: the name is theirs to know.
    yield schemaMessage(new Schema([field.clone({ name: "" })]));
    for (const runs of pieces) {
      yield batchMessage(runs.rows, [gatherRuns(field.type, sources, runs)]);
    }
    yield END_OF_STREAM;
  }
  if (leaves.length === 0) {
    yield schemaMessage(new Schema([]));
    for (const { rows: count } of pieces) {
      yield batchMessage(count, []);
    }
    yield END_OF_STREAM;
  }
}

/** The rows as references into the batches, cut into so many pieces of about the same size; none is empty. */
function cut(rows: readonly Rows[], batches: readonly RecordBatch[], count: number): readonly Runs[] {
  const places = new Map(batches.map((batch, place) => [batch, place]));
  const total = rows.reduce((sum, { indices }) => sum + indices.length, 0);
  const size = Math.ceil(total / count);
  const pieces: Runs[] = [];
  let piece = new RunsBuilder();
  let filled = 0;
  for (const { batch, indices } of rows) {
    const source = places.get(batch) ?? 0;
    for (const index of indices) {
      piece.add(source, index, 1);
      filled += 1;
      if (filled === size) {
        pieces.push(piece.build());
        piece = new RunsBuilder();
        filled = 0;
      }
    }
  }
  return filled === 0 ? pieces : [...pieces, piece.build()];
}

/** A column with only one leaf left in it, under the type that wraps it; the buffers stay where they are. */
function narrow(data: Data, [field, ...below]: readonly Field[], type: DataType): Data {
  const [next] = below;
  const wrapped: Field | undefined = type.children?.[0];
  if (field === undefined || next === undefined || wrapped === undefined) {
    return data;
  }
  const child = childOf(data, next.name);
  const children = [narrow(child, below, wrapped.type)];
  return new Data<DataType>(type, data.offset, data.length, data.nullCount, data.buffers, children);
}

/** A struct's member goes by its name; the items of lists and the entries of maps are only children. */
function childOf({ type, children }: Data, name: string): Data {
  const fields: readonly Field[] = type.children ?? [];
  const index = children.length === 1 ? 0 : fields.findIndex((field) => field.name === name);
  const child = children[index];
  if (child === undefined) {
    throw new RangeError(`The type ${type} has no member '${name}'.`);
  }
  return child;
}

/** Options of `interleave`. */
export interface Interleaving {
  /** After every so many frames comes a keep-alive; by default never. */
  readonly keepAliveEvery?: number;
}

/** One frame of each stream in turn until all have ended, as sub-splits that run at the same time would send them. */
export function* interleave(
  streams: readonly Iterable<Uint8Array>[],
  { keepAliveEvery = Number.POSITIVE_INFINITY }: Interleaving = {},
): Generator<Uint8Array> {
  let open = streams.map((stream) => stream[Symbol.iterator]());
  let sent = 0;
  while (open.length > 0) {
    const turns = open.map((iterator) => ({ iterator, turn: iterator.next() }));
    for (const { turn } of turns) {
      if (!turn.done) {
        yield turn.value;
        sent += 1;
        if (sent % keepAliveEvery === 0) {
          yield KEEP_ALIVE;
        }
      }
    }
    open = turns.filter(({ turn }) => !turn.done).map(({ iterator }) => iterator);
  }
}
