/** S3 takes this many parts of one upload. */
const MOST_PARTS = 10_000;
const MEBIBYTE = 1024 * 1024;

/**
 * How large the parts of an upload are, by their number from 0, so that 10,000 of them suffice: all alike where the size is
 * known, and else larger and larger, twice every thousand parts.
 */
export function partSizes(partSize: number, size?: number): (index: number) => number {
  if (size === undefined) return (index) => partSize * 2 ** Math.floor(index / 1000);
  const needed = Math.ceil(size / MOST_PARTS / MEBIBYTE) * MEBIBYTE;
  const each = Math.max(partSize, needed);
  return () => each;
}

/** A part of an upload. */
export interface Part {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** Cuts a stream into parts. The last may be smaller and, if it is the only one, empty. */
export async function* partsOf(
  chunks: AsyncIterable<Uint8Array>,
  sizeOf: (index: number) => number,
): AsyncGenerator<Part, void> {
  let held: Uint8Array[] = [];
  let length = 0;
  let index = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    // A part is cut off once there is more than it, so that the last is known to be the last.
    while (length + rest.length > sizeOf(index)) {
      const wanted = sizeOf(index) - length;
      held.push(rest.subarray(0, wanted));
      const bytes = Buffer.concat(held);
      [held, length, rest] = [[], 0, rest.subarray(wanted)];
      index++;
      yield { bytes, isLast: false };
    }
    if (rest.length === 0) continue;
    held.push(rest);
    length += rest.length;
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}
