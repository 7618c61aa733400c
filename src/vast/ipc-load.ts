import type { Data, DataType, Field } from "apache-arrow";
import { bitmapSize, countBits } from "./bits.ts";
import { VastError } from "./errors.ts";
import { type BufferRange, type ColumnNode, messageKind } from "./ipc-metadata.ts";
import { childFields, layoutOf, makeColumn } from "./layout.ts";
import { FlatTable } from "./wire/flat-read.ts";

/** The header of a record batch. */
export interface BatchHeader {
  readonly rows: number;
  readonly nodes: readonly ColumnNode[];
  readonly buffers: readonly BufferRange[];
}

/** What the metadata of an Arrow message announces: Arrow's Schema table, or a batch whose body follows. */
export type Metadata =
  | { readonly kind: "schema"; readonly schema: FlatTable }
  | { readonly kind: "batch"; readonly header: BatchHeader; readonly bodyLength: number };

const CONTINUATION = 0xff_ff_ff_ff;
const MAX_METADATA = 256 * 1024 * 1024;
const MAX_BODY = 2 ** 32;

/**
 * Reads the prefix of an encapsulated message: the bytes of metadata that follow it, 0 for the end of the stream,
 * whose short form is four zero bytes.
 * @throws VastError `protocol` for any other prefix, those of Arrow before 0.15 included.
 */
export function readPrefix(prefix: Uint8Array): number {
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const marker = prefix.byteLength < 4 ? undefined : view.getUint32(0, true);
  if (marker === 0) {
    return 0;
  }
  const length = prefix.byteLength < 8 ? undefined : view.getUint32(4, true);
  if (marker !== CONTINUATION || length === undefined || length > MAX_METADATA) {
    throw new VastError("protocol", "An Arrow message has no valid prefix.");
  }
  return length;
}

/**
 * Decodes the metadata of a message.
 * @throws VastError `protocol` for what is neither a schema nor an uncompressed record batch.
 */
export function readMetadata(bytes: Uint8Array): Metadata {
  const message = FlatTable.root(bytes);
  const kind = message.uint8(1);
  const header = message.table(2);
  if (header !== undefined && kind === messageKind.schema) {
    return { kind: "schema", schema: header };
  }
  if (header === undefined || kind !== messageKind.batch || header.has(3)) {
    throw new VastError("protocol", "An Arrow message is neither a schema nor an uncompressed record batch.");
  }
  return { kind: "batch", header: readBatch(header), bodyLength: countOf(message.int64(3), MAX_BODY) };
}

function readBatch(batch: FlatTable): BatchHeader {
  return {
    rows: countOf(batch.int64(0)),
    nodes: readPairs(batch, 1).map(([length, nulls]) => ({
      length: countOf(length),
      nulls: nullCount(nulls),
    })),
    buffers: readPairs(batch, 2).map(([offset, length]) => ({
      offset: countOf(offset),
      length: countOf(length),
    })),
  };
}

/** A vector of structs of two 64-bit integers each. */
function readPairs(table: FlatTable, slot: number): (readonly [bigint, bigint])[] {
  const elements = table.bytes(slot) ?? new Uint8Array(0);
  const { buffer, byteOffset, length } = elements;
  if (byteOffset + length * 16 > buffer.byteLength) {
    throw malformed("lists more columns than it has");
  }
  const view = new DataView(buffer, byteOffset, length * 16);
  return Array.from({ length }, (_, index) => [
    view.getBigInt64(index * 16, true),
    view.getBigInt64(index * 16 + 8, true),
  ]);
}

function countOf(count: bigint, most = Number.MAX_SAFE_INTEGER): number {
  if (count < 0n || count > most) {
    throw malformed(`has a length of ${count}`);
  }
  return Number(count);
}

/** A negative count of nulls says that it is not known. */
function nullCount(count: bigint): number {
  return count < 0n ? -1 : countOf(count);
}

/**
 * The columns of a record batch, of the types asked for. They share the body where it is aligned.
 * @throws VastError `protocol` when the batch has not the buffers that these types need.
 */
export function loadColumns(types: readonly DataType[], header: BatchHeader, body: Uint8Array): Data[] {
  const loader = new Loader(header, body);
  return types.map((type) => loader.load(type, header.rows));
}

class Loader {
  readonly #header: BatchHeader;
  readonly #body: Uint8Array;
  #node = 0;
  #buffer = 0;

  constructor(header: BatchHeader, body: Uint8Array) {
    this.#header = header;
    this.#body = body;
  }

  /** `rows`: how many the parent prescribes; a list leaves it open. */
  load(type: DataType, rows?: number): Data {
    const node = this.#header.nodes[this.#node++];
    if (node === undefined || (rows !== undefined && node.length !== rows)) {
      throw malformed(`has ${node?.length ?? "no"} rows for a column of ${rows ?? "any number of"} rows`);
    }
    const { length } = node;
    const { validity, nulls } = this.#validity(length, node.nulls);
    const layout = layoutOf(type);
    switch (layout.kind) {
      case "bits":
        return makeColumn(type, length, nulls, { validity, values: this.#bytes(bitmapSize(length)) });
      case "fixed":
        return makeColumn(type, length, nulls, { validity, values: this.#bytes(length * layout.width) });
      case "bytes": {
        const offsets = this.#offsets(length);
        return makeColumn(type, length, nulls, {
          validity,
          offsets,
          values: this.#bytes(offsets[length] ?? 0),
        });
      }
      case "list": {
        const offsets = this.#offsets(length);
        return makeColumn(
          type,
          length,
          nulls,
          { validity, offsets },
          this.#elements(type, offsets[length] ?? 0),
        );
      }
      case "fixedList":
        return makeColumn(type, length, nulls, { validity }, this.#children(type, length * layout.run));
      default:
        return makeColumn(type, length, nulls, { validity }, this.#children(type, length));
    }
  }

  #children(type: DataType, rows: number): Data[] {
    return childFields(type).map((field: Field) => this.load(field.type, rows));
  }

  #elements(type: DataType, atLeast: number): Data[] {
    const children = childFields(type).map((field) => this.load(field.type));
    if ((children[0]?.length ?? 0) < atLeast) {
      throw malformed("has lists that reach beyond their elements");
    }
    return children;
  }

  #validity(length: number, nulls: number) {
    const bitmap = this.#range();
    if (nulls === 0) {
      return { nulls };
    }
    if (bitmap.byteLength < bitmapSize(length)) {
      throw malformed("has nulls without a validity bitmap");
    }
    const validity = bitmap.subarray(0, bitmapSize(length));
    return { validity, nulls: nulls > 0 ? nulls : length - countBits(validity, length) };
  }

  #offsets(length: number): Int32Array {
    const bytes = this.#range();
    if (length === 0) {
      return new Int32Array(1);
    }
    const size = (length + 1) * 4;
    if (bytes.byteLength < size) {
      throw malformed("has too few offsets");
    }
    const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    const offsets = new Int32Array(own.buffer, own.byteOffset, length + 1);
    checkAscending(offsets);
    return offsets;
  }

  #bytes(atLeast: number): Uint8Array {
    const bytes = this.#range();
    if (bytes.byteLength < atLeast) {
      throw malformed(`has ${bytes.byteLength} bytes of values where ${atLeast} are needed`);
    }
    return bytes.subarray(0, atLeast);
  }

  #range(): Uint8Array {
    const range = this.#header.buffers[this.#buffer++];
    if (range === undefined || range.offset < 0 || range.offset + range.length > this.#body.byteLength) {
      throw malformed("has buffers outside of its body");
    }
    return this.#body.subarray(range.offset, range.offset + range.length);
  }
}

function checkAscending(offsets: Int32Array): void {
  let last = 0;
  for (let index = 0; index < offsets.length; index += 1) {
    const offset = offsets[index] ?? 0;
    if (offset < last) {
      throw malformed("has offsets that do not ascend");
    }
    last = offset;
  }
}

function malformed(what: string): VastError {
  return new VastError("protocol", `A record batch in the cluster's answer ${what}.`);
}
