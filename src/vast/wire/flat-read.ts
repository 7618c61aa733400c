import { VastError } from "../errors.ts";

/** Thrown for bytes that are no FlatBuffer of the expected shape: an offset or a length points outside of them. */
export class MalformedBufferError extends VastError {
  constructor(message: string, cause?: unknown) {
    super("protocol", message, { cause });
    this.name = "MalformedBufferError";
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A table inside a FlatBuffer, read in place. Slots that the writer did not know or left out read as their
 * default, slots that the reader does not know are never looked at, and every access is checked against the
 * buffer. A table may share a vtable that lies after it, so the distance to the vtable is signed.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;
  readonly #vtable: number;
  readonly #slots: number;

  /** Throws MalformedBufferError if the table or its vtable does not lie inside the bytes. */
  constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
    this.#vtable = at - within(() => view.getInt32(at, true));
    this.#slots = (within(() => view.getUint16(this.#vtable, true)) - 4) / 2;
  }

  /** The root table of a buffer without size prefix. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(
      view,
      within(() => view.getUint32(0, true)),
    );
  }

  has(slot: number): boolean {
    return this.#position(slot) !== undefined;
  }

  bool(slot: number): boolean {
    return this.#scalar(slot, false, (view, at) => view.getUint8(at) !== 0);
  }

  int8(slot: number, absent = 0): number {
    return this.#scalar(slot, absent, (view, at) => view.getInt8(at));
  }

  uint8(slot: number, absent = 0): number {
    return this.#scalar(slot, absent, (view, at) => view.getUint8(at));
  }

  int16(slot: number, absent = 0): number {
    return this.#scalar(slot, absent, (view, at) => view.getInt16(at, true));
  }

  uint16(slot: number, absent = 0): number {
    return this.#scalar(slot, absent, (view, at) => view.getUint16(at, true));
  }

  int32(slot: number, absent = 0): number {
    return this.#scalar(slot, absent, (view, at) => view.getInt32(at, true));
  }

  uint32(slot: number, absent = 0): number {
    return this.#scalar(slot, absent, (view, at) => view.getUint32(at, true));
  }

  int64(slot: number, absent = 0n): bigint {
    return this.#scalar(slot, absent, (view, at) => view.getBigInt64(at, true));
  }

  uint64(slot: number, absent = 0n): bigint {
    return this.#scalar(slot, absent, (view, at) => view.getBigUint64(at, true));
  }

  float32(slot: number): number {
    return this.#scalar(slot, 0, (view, at) => view.getFloat32(at, true));
  }

  float64(slot: number): number {
    return this.#scalar(slot, 0, (view, at) => view.getFloat64(at, true));
  }

  /** A vector of bytes, or a string's bytes as they are; undefined if absent. The bytes are a view, not a copy. */
  bytes(slot: number): Uint8Array | undefined {
    const vector = this.#vector(slot, 1);
    return vector && new Uint8Array(this.#view.buffer, this.#view.byteOffset + vector.start, vector.length);
  }

  /** A string; undefined if absent. Bytes that are not UTF-8 are malformed. */
  text(slot: number): string | undefined {
    const bytes = this.bytes(slot);
    return bytes && within(() => UTF8.decode(bytes));
  }

  /** A table, or the value of a union; undefined if absent. */
  table(slot: number): FlatTable | undefined {
    const at = this.#position(slot);
    return at === undefined ? undefined : new FlatTable(this.#view, this.#target(at));
  }

  /** A vector of tables; empty if absent. */
  tables(slot: number): readonly FlatTable[] {
    const vector = this.#vector(slot, 4);
    if (vector === undefined) {
      return [];
    }
    const { start, length } = vector;
    return Array.from({ length }, (_, index) => new FlatTable(this.#view, this.#target(start + 4 * index)));
  }

  #position(slot: number): number | undefined {
    if (slot >= this.#slots) {
      return undefined;
    }
    const offset = within(() => this.#view.getUint16(this.#vtable + 4 + 2 * slot, true));
    return offset === 0 ? undefined : this.#at + offset;
  }

  #scalar<Value>(slot: number, absent: Value, read: (view: DataView, at: number) => Value): Value {
    const at = this.#position(slot);
    return at === undefined ? absent : within(() => read(this.#view, at));
  }

  #target(at: number): number {
    return at + within(() => this.#view.getUint32(at, true));
  }

  #vector(slot: number, size: number): { start: number; length: number } | undefined {
    const at = this.#position(slot);
    if (at === undefined) {
      return undefined;
    }
    const target = this.#target(at);
    const length = within(() => this.#view.getUint32(target, true));
    if (target + 4 + length * size > this.#view.byteLength) {
      throw new MalformedBufferError(`A FlatBuffers vector of ${length} elements runs over the end.`);
    }
    return { start: target + 4, length };
  }
}

/** DataView and TextDecoder throw RangeError and TypeError for what is, here, a malformed buffer. */
function within<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new MalformedBufferError("A FlatBuffers offset points outside of its buffer.", cause);
  }
}
