import type { Data, DataType, Field } from "apache-arrow";
import { Schema } from "apache-arrow";
import { type RecordBatch as BatchHeader, Message } from "apache-arrow/ipc/metadata/message";
import { bitmapSize, countBits } from "./bits.ts";
import { VastError } from "./errors.ts";
import { childFields, layoutOf, makeColumn } from "./layout.ts";

/** What the metadata of an Arrow message announces; the body of a batch follows it. */
export type Metadata =
  | { readonly kind: "schema"; readonly schema: Schema }
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
  const { header, bodyLength } = decode(bytes);
  if (header instanceof Schema) {
    return { kind: "schema", schema: header };
  }
  if (header === undefined || header.compression !== null) {
    throw new VastError("protocol", "An Arrow message is neither a schema nor an uncompressed record batch.");
  }
  return { kind: "batch", header, bodyLength };
}

function decode(bytes: Uint8Array): { header?: Schema | BatchHeader; bodyLength: number } {
  try {
    const message = Message.decode(bytes);
    const { bodyLength } = message;
    if (bodyLength < 0 || bodyLength > MAX_BODY) {
      throw new RangeError(`A body of ${bodyLength} bytes.`);
    }
    if (message.isSchema()) {
      return { header: message.header(), bodyLength };
    }
    return message.isRecordBatch() ? { header: message.header(), bodyLength } : { bodyLength };
  } catch (cause) {
    throw new VastError("protocol", "The metadata of an Arrow message cannot be read.", { cause });
  }
}

/**
 * The columns of a record batch, of the types asked for. They share the body where it is aligned.
 * @throws VastError `protocol` when the batch has not the buffers that these types need.
 */
export function loadColumns(types: readonly DataType[], header: BatchHeader, body: Uint8Array): Data[] {
  const loader = new Loader(header, body);
  return types.map((type) => loader.load(type, header.length));
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
    const { validity, nulls } = this.#validity(length, node.nullCount);
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
    if (offsets.some((offset, index) => offset < (offsets[index - 1] ?? 0))) {
      throw malformed("has offsets that do not ascend");
    }
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

function malformed(what: string): VastError {
  return new VastError("protocol", `A record batch in the cluster's answer ${what}.`);
}
