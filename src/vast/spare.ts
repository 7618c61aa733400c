/** Bodies below this many bytes are not worth keeping. */
const LEAST = 65_536;

/**
 * Memory for bodies, of which one is kept for the next: a program that inserts much would else have its garbage
 * collected every few megabytes, since V8 counts what lies outside of its heap.
 */
export class SpareBytes {
  readonly #most: number;
  #spare: ArrayBuffer | undefined;

  /** `most`: bytes that are kept at most. */
  constructor(most: number) {
    this.#most = most;
  }

  /** So many bytes that hold anything, for the caller alone until it gives them back, which it need not. */
  readonly take = (count: number): Uint8Array => {
    const spare = this.#spare;
    if (spare === undefined || spare.byteLength < count) {
      return new Uint8Array(count);
    }
    this.#spare = undefined;
    return new Uint8Array(spare, 0, count);
  };

  /** Only for what nobody will read or write any more. */
  giveBack({ buffer }: Uint8Array): void {
    const size = buffer.byteLength;
    const isFit = buffer instanceof ArrayBuffer && size >= LEAST && size <= this.#most;
    if (isFit && size > (this.#spare?.byteLength ?? 0)) {
      this.#spare = buffer;
    }
  }
}
