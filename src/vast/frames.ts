import type { Field } from "apache-arrow";
import { VastError } from "./errors.ts";
import { type BatchHeader, readMetadata, readPrefix } from "./ipc-load.ts";
import { readSchema } from "./wire/arrow-field-read.ts";

/** One Arrow IPC message of one sub-split; the body of a batch is its own and aligned to 8 bytes. */
export type FrameMessage =
  | { readonly kind: "schema"; readonly fields: readonly Field[] }
  | { readonly kind: "batch"; readonly header: BatchHeader; readonly body: Uint8Array }
  | { readonly kind: "end" };

/** A frame of an answer to QueryData. */
export interface Frame {
  /** Number of the sub-split. */
  readonly stream: number;
  /** Row number to resume that sub-split at, meaningful on the frame that completes its last leaf. */
  readonly next: bigint;
  readonly message: FrameMessage;
}

/** The `next` of a sub-split that has no further rows. */
export const FINISHED = 281_474_976_710_655n;

const KEEP_ALIVE = 0xff_ff_ff_ff;
const COMPLETED = 0xff_ff_ff_fe;
const FAILED = 0xff_ff_ff_fd;

type Step =
  | { readonly at: "stream" }
  | { readonly at: "head"; readonly stream: number }
  | { readonly at: "prefix"; readonly stream: number; readonly next: bigint }
  | { readonly at: "metadata"; readonly stream: number; readonly next: bigint; readonly length: number }
  | {
      readonly at: "body";
      readonly stream: number;
      readonly next: bigint;
      readonly header: BatchHeader;
      readonly length: number;
    }
  | { readonly at: "failure" }
  | { readonly at: "completed" };

/**
 * Reads frames from chunks that may be cut anywhere. Keep-alives are skipped, and so is whatever follows the marker
 * of completion. Every call that can, throws VastError: `internal` for the cluster's marker of failure, `protocol`
 * for bytes that are no frames.
 */
export class FrameParser {
  readonly #bytes = new ByteQueue();
  #step: Step = { at: "stream" };

  /** Whether the marker of completion was read: nothing after it matters. */
  get completed(): boolean {
    return this.#step.at === "completed";
  }

  /** Takes a chunk and answers the frames that it completes. The chunk is not kept changed nor written to. */
  push(chunk: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    if (!this.completed) {
      this.#bytes.push(chunk);
    }
    for (let progress = true; progress && !this.completed; ) {
      progress = this.#advance(frames);
    }
    return frames;
  }

  /** Call at the end of the answer: a clean end between two frames needs no marker of completion. */
  end(): void {
    if (this.#step.at === "failure") {
      throw failure();
    }
    if (!this.completed && (this.#step.at !== "stream" || this.#bytes.length > 0)) {
      throw new VastError("protocol", "The answer to a query ends in the middle of a frame.");
    }
  }

  #advance(frames: Frame[]): boolean {
    const step = this.#step;
    const count = needed(step, this.#bytes);
    const bytes = step.at === "body" ? this.#bytes.takeOwn(count) : this.#bytes.take(count);
    if (bytes === undefined) {
      return false;
    }
    const { next, frame } = follow(step, bytes);
    this.#step = next;
    if (frame !== undefined) {
      frames.push(frame);
    }
    return true;
  }
}

function needed(step: Step, bytes: ByteQueue): number {
  switch (step.at) {
    case "stream":
      return 4;
    case "head":
      return 8;
    case "prefix":
      // The end of a stream may be four zero bytes, so that the other four belong to the next frame.
      return bytes.startsWithZeroes() ? 4 : 8;
    case "metadata":
    case "body":
      return step.length;
    default:
      return 12;
  }
}

function follow(step: Step, bytes: Uint8Array): { next: Step; frame?: Frame } {
  switch (step.at) {
    case "stream":
      return { next: afterStream(viewOf(bytes).getUint32(0, true)) };
    case "head":
      return { next: { at: "prefix", stream: step.stream, next: viewOf(bytes).getBigUint64(0, true) } };
    case "prefix": {
      const length = readPrefix(bytes);
      return length === 0 ? framed(step, { kind: "end" }) : { next: { ...step, at: "metadata", length } };
    }
    case "metadata":
      return afterMetadata(step, bytes);
    case "body":
      return framed(step, { kind: "batch", header: step.header, body: bytes });
    default:
      throw failure(viewOf(bytes).getBigUint64(0, true));
  }
}

function afterStream(stream: number): Step {
  switch (stream) {
    case KEEP_ALIVE:
      return { at: "stream" };
    case COMPLETED:
      return { at: "completed" };
    case FAILED:
      return { at: "failure" };
    default:
      return { at: "head", stream };
  }
}

function afterMetadata(
  step: { stream: number; next: bigint },
  bytes: Uint8Array,
): { next: Step; frame?: Frame } {
  const metadata = readMetadata(bytes);
  if (metadata.kind === "schema") {
    return framed(step, { kind: "schema", fields: readSchema(metadata.schema) });
  }
  const { stream, next } = step;
  return { next: { at: "body", stream, next, header: metadata.header, length: metadata.bodyLength } };
}

function framed({ stream, next }: { stream: number; next: bigint }, message: FrameMessage) {
  const after: Step = { at: "stream" };
  return { next: after, frame: { stream, next, message } };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function failure(code?: bigint): VastError {
  const reason = code === undefined ? "" : ` with error ${code}`;
  return new VastError("internal", `The cluster gave up a query${reason}.`, { code: code?.toString() });
}

/** Bytes that are wanted as one, of which the first are there. */
interface Filling {
  readonly bytes: Uint8Array;
  filled: number;
}

/** Chunks in their order. */
class ByteQueue {
  #chunks: Uint8Array[] = [];
  #first = 0;
  #at = 0;
  /** What is awaited by `takeOwn`: chunks go there at once, while the processor still has them at hand. */
  #filling: Filling | undefined;
  length = 0;

  push(chunk: Uint8Array): void {
    const rest = this.#filling === undefined ? chunk : this.#fill(this.#filling, chunk);
    if (rest.byteLength > 0) {
      this.#chunks.push(rest);
      this.length += rest.byteLength;
    }
  }

  startsWithZeroes(): boolean {
    return this.length >= 4 && this.#peek(4).every((byte) => byte === 0);
  }

  /** The next bytes, or undefined while there are not so many. They may be part of a chunk. */
  take(count: number): Uint8Array | undefined {
    if (this.length < count) {
      return undefined;
    }
    const bytes = this.#peek(count);
    this.#drop(count);
    return bytes;
  }

  /** As `take`, but a copy in any case. Once this was asked for in vain, nothing else may be before it is there. */
  takeOwn(count: number): Uint8Array | undefined {
    const filling = this.#filling ?? this.#begin(count);
    const isThere = filling.filled === count;
    this.#filling = isThere ? undefined : filling;
    return isThere ? filling.bytes : undefined;
  }

  #begin(count: number): Filling {
    const filled = Math.min(count, this.length);
    const bytes = unset(count);
    this.#copyTo(bytes.subarray(0, filled));
    this.#drop(filled);
    return { bytes, filled };
  }

  /** What is left of the chunk. */
  #fill(filling: Filling, chunk: Uint8Array): Uint8Array {
    const count = Math.min(chunk.byteLength, filling.bytes.byteLength - filling.filled);
    filling.bytes.set(count === chunk.byteLength ? chunk : chunk.subarray(0, count), filling.filled);
    filling.filled += count;
    return chunk.subarray(count);
  }

  #peek(count: number): Uint8Array {
    const chunk = this.#chunks[this.#first];
    return chunk !== undefined && this.#at + count <= chunk.byteLength
      ? chunk.subarray(this.#at, this.#at + count)
      : this.#copy(count);
  }

  #copy(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    this.#copyTo(bytes);
    return bytes;
  }

  #copyTo(bytes: Uint8Array): void {
    let filled = 0;
    let at = this.#at;
    for (let index = this.#first; filled < bytes.byteLength; index += 1) {
      const part = this.#chunks[index]?.subarray(at, at + bytes.byteLength - filled) ?? bytes;
      bytes.set(part, filled);
      filled += part.byteLength;
      at = 0;
    }
  }

  #drop(count: number): void {
    this.length -= count;
    this.#at += count;
    let chunk = this.#chunks[this.#first];
    while (chunk !== undefined && this.#at >= chunk.byteLength) {
      this.#at -= chunk.byteLength;
      this.#first += 1;
      chunk = this.#chunks[this.#first];
    }
    if (this.#first > 64 || chunk === undefined) {
      this.#chunks = this.#chunks.slice(this.#first);
      this.#first = 0;
    }
  }
}

/** Memory that is aligned to 8 bytes and holds anything: every byte of it is written before one is read. */
function unset(count: number): Uint8Array {
  const { buffer } = Buffer.allocUnsafeSlow(count);
  return new Uint8Array(buffer, 0, count);
}

/**
 * The frames of a streamed answer. The rest of the answer behind its completion is read and dropped, so that the
 * connection can be used again, and it no longer matters whether that breaks.
 */
export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const parser = new FrameParser();
  try {
    for await (const chunk of chunks) {
      yield* parser.push(chunk);
    }
  } catch (thrown) {
    if (!parser.completed) {
      throw thrown;
    }
  }
  parser.end();
}
