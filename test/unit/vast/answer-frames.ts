import {
  Data,
  DataType,
  type Field,
  FixedSizeList,
  List,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
} from "apache-arrow";

// Answers to queries made by hand: Arrow messages by apache-arrow's own writer.

/** A leaf of a column inside its ancestors, of which each has only this child; a map is a list of structs. */
export interface WrappedLeaf {
  readonly field: Field;
  readonly data: Data;
}

/** The leaves of a column as they arrive. */
export function explode(field: Field, data: Data): WrappedLeaf[] {
  const type: DataType = field.type;
  const fields: Field[] = type.children ?? [];
  if (fields.length === 0) {
    return [{ field, data }];
  }
  return fields.flatMap((child, index) =>
    explode(child, data.children[index]!).map((leaf) => {
      const wrapped = wrapping(type, leaf.field);
      const buffers = { 0: data.valueOffsets, 2: data.nullBitmap };
      return {
        field: field.clone({ type: wrapped }),
        data: new Data(wrapped, data.offset, data.length, data.nullCount, buffers, [leaf.data]),
      };
    }),
  );
}

function wrapping(type: DataType, child: Field): DataType {
  if (DataType.isStruct(type)) {
    return new Struct([child]);
  }
  return DataType.isFixedSizeList(type) ? new FixedSizeList(type.listSize, child) : new List(child);
}

/** The messages of one leaf's little Arrow stream: schema, a batch for each of `parts`, end of stream. */
export function leafMessages(field: Field, parts: readonly Data[]): Uint8Array[] {
  return streamMessages(
    [field],
    parts.map((part) => ({ rows: part.length, columns: [part] })),
  );
}

/** The messages of an Arrow stream of some fields, or none. */
export function streamMessages(
  fields: Field[],
  batches: readonly { readonly rows: number; readonly columns: Data[] }[],
): Uint8Array[] {
  const schema = new Schema(fields);
  const made = batches.map(
    ({ rows, columns }) =>
      new RecordBatch(schema, new Data(new Struct(fields), 0, rows, 0, undefined, columns)),
  );
  return splitMessages(tableToIPC(new Table(schema, made), "stream"));
}

/** Cuts an Arrow stream into its messages; a batch's body belongs to it. */
function splitMessages(stream: Uint8Array): Uint8Array[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const messages: Uint8Array[] = [];
  for (let at = 0; at < stream.byteLength; ) {
    const begin = at;
    const length = view.getInt32(at + 4, true);
    at += 8 + length + (length === 0 ? 0 : bodyLength(view, at + 8));
    messages.push(stream.slice(begin, at));
  }
  return messages;
}

/** Slot 3 of the Message table, whose vtable lies in front of it. */
function bodyLength(view: DataView, root: number): number {
  const table = root + view.getUint32(root, true);
  const vtable = table - view.getInt32(table, true);
  const slot = view.getUint16(vtable, true) > 10 ? view.getUint16(vtable + 10, true) : 0;
  return slot === 0 ? 0 : Number(view.getBigInt64(table + slot, true));
}

/** One frame: a message of a sub-split with the position to resume at. */
export function frame(stream: number, next: bigint, message: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(12));
  head.setUint32(0, stream, true);
  head.setBigUint64(4, next, true);
  return Buffer.concat([new Uint8Array(head.buffer), message]);
}

/** A frame that says nothing. */
export const KEEP_ALIVE = Uint8Array.of(255, 255, 255, 255);

/** The frame after the last one. */
export const COMPLETED = Uint8Array.of(254, 255, 255, 255);

/** The frame of a query that the cluster gave up. */
export function failed(code: bigint): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(16));
  bytes.setUint32(0, 0xff_ff_ff_fd, true);
  bytes.setBigUint64(4, code, true);
  return new Uint8Array(bytes.buffer);
}

/** Which sub-split a batch is of, where it is to be resumed, and into how many batches each leaf is cut. */
export interface Placing {
  readonly stream: number;
  readonly next: bigint;
  readonly parts?: number;
}

/** The frames of one result batch, leaf by leaf. */
export function batchFrames(batch: RecordBatch, { stream, next, parts = 1 }: Placing): Uint8Array[] {
  const leaves = batch.schema.fields.flatMap((field, index) => explode(field, batch.data.children[index]!));
  const messages =
    leaves.length === 0
      ? streamMessages([], batch.numRows === 0 ? [] : [{ rows: batch.numRows, columns: [] }])
      : leaves.flatMap(({ field, data }) =>
          leafMessages(field, data.length === 0 ? [] : cutInto(data, parts)),
        );
  return messages.map((message) => frame(stream, next, message));
}

function cutInto(data: Data, parts: number): Data[] {
  const size = Math.ceil(data.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const begin = Math.min(part * size, data.length);
    return data.slice(begin, Math.min(size, data.length - begin));
  });
}
