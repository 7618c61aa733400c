/**
 * What goes wrong, and how often: each a probability from 0 to 1, except `seed` and `lateMs`. Absent is never. Calls are told
 * apart by chance from one generator, so that the same calls in the same order meet the same faults.
 */
export interface Faults {
  readonly seed?: number;
  /** 503 `SlowDown` instead of carrying a call out. */
  readonly slowDown?: number;
  /** 503 `SlowDown` for a select that goes on after its first answer. */
  readonly slowDownMidSelect?: number;
  /** 503 without `SlowDown`. */
  readonly unavailable?: number;
  /** The connection is cut before a call is carried out. */
  readonly cutBefore?: number;
  /** The connection is cut after a call was carried out, instead of its answer. */
  readonly cutAfter?: number;
  /** As `cutBefore`, for commits only. */
  readonly cutCommitBefore?: number;
  /** As `cutAfter`, for commits only. */
  readonly cutCommitAfter?: number;
  /** A commit is answered with 409, and the transaction is rolled back. */
  readonly conflictAtCommit?: number;
  /** An update or delete of rows is answered with 409. */
  readonly conflictAtUpdate?: number;
  /** A call finds that its transaction has expired: rolled back, and 404. */
  readonly expiredTransaction?: number;
  /** An answer of QueryData is cut at any of its bytes. */
  readonly cutAnswer?: number;
  /** An answer of QueryData has a FAILED marker between any two frames, and ends. */
  readonly failAnswer?: number;
  /** An answer of QueryData has keep-alive frames between its frames. */
  readonly keepAlives?: number;
  /** An answer of QueryData has several record batches for each leaf. */
  readonly leafBatches?: number;
  /** A sub-split of an answer of QueryData has several result batches. */
  readonly resultBatches?: number;
  /** The sub-splits of an answer of QueryData take turns frame by frame, instead of one after another. */
  readonly interleaved?: number;
  /** An answer of QueryData is sent byte by byte; of a long one its beginning and its end. */
  readonly oneByteChunks?: number;
  /** A frame of QueryData comes late by up to `lateMs` milliseconds (10 if absent). */
  readonly lateFrames?: number;
  readonly lateMs?: number;
}

/** The name of a fault that has a probability. */
export type FaultName = Exclude<keyof Faults, "seed" | "lateMs">;

/** Every fault, for settings that name them. */
export const FAULT_NAMES: readonly FaultName[] = [
  "slowDown",
  "slowDownMidSelect",
  "unavailable",
  "cutBefore",
  "cutAfter",
  "cutCommitBefore",
  "cutCommitAfter",
  "conflictAtCommit",
  "conflictAtUpdate",
  "expiredTransaction",
  "cutAnswer",
  "failAnswer",
  "keepAlives",
  "leafBatches",
  "resultBatches",
  "interleaved",
  "oneByteChunks",
  "lateFrames",
];

/** Draws faults from a seeded generator. */
export class FaultSource {
  #faults: Faults = {};
  #state = 0;

  /** Replaces all faults, and starts the generator again. */
  set(faults: Faults): void {
    this.#faults = faults;
    this.#state = (faults.seed ?? 1) >>> 0;
  }

  get lateMs(): number {
    return this.#faults.lateMs ?? 10;
  }

  /** Whether this fault happens now. */
  happens(name: FaultName): boolean {
    const probability = this.#faults[name] ?? 0;
    return probability > 0 && this.next() < probability;
  }

  /** A whole number from 0 to below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** The next number from 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
