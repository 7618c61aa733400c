/** Bits of a value: bitmaps are least significant bit first (Arrow columnar format). */
export function bitAt(bits: Uint8Array, index: number): boolean {
  return (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}

/** Sets one bit of a bitmap to 1. */
export function setBit(bits: Uint8Array, index: number): void {
  bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
}

/** The bytes that a number of bits need. */
export function bitmapSize(length: number): number {
  return (length + 7) >> 3;
}

/** Copies bits into a bitmap whose bits are still 0 there. */
export function copyBits(from: Uint8Array, at: number, length: number, to: Uint8Array, toAt: number): void {
  if ((at & 7) === 0 && (toAt & 7) === 0) {
    const whole = length >> 3;
    to.set(from.subarray(at >> 3, (at >> 3) + whole), toAt >> 3);
    copyBitByBit(from, at + whole * 8, length & 7, to, toAt + whole * 8);
  } else {
    copyBitByBit(from, at, length, to, toAt);
  }
}

function copyBitByBit(from: Uint8Array, at: number, length: number, to: Uint8Array, toAt: number): void {
  for (let index = 0; index < length; index += 1) {
    if (bitAt(from, at + index)) {
      setBit(to, toAt + index);
    }
  }
}

/** A bitmap of its own of `length` bits from `at`; bits behind the last are 0. */
export function sliceBits(bits: Uint8Array, at: number, length: number): Uint8Array {
  const slice = new Uint8Array(bitmapSize(length));
  copyBits(bits, at, length, slice, 0);
  return slice;
}

/** Sets `length` bits from `at` to 1. */
export function fillBits(bits: Uint8Array, at: number, length: number): void {
  for (let index = at; index < at + length; index += 1) {
    if ((index & 7) === 0 && index + 8 <= at + length) {
      bits[index >> 3] = 0xff;
      index += 7;
    } else {
      setBit(bits, index);
    }
  }
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

/** How many of the first `length` bits are 1. */
export function countBits(bits: Uint8Array, length: number): number {
  let count = 0;
  for (let index = 0; index < length >> 3; index += 1) {
    count += ONES[bits[index] ?? 0] ?? 0;
  }
  const rest = (bits[length >> 3] ?? 0) & ((1 << (length & 7)) - 1);
  return count + (ONES[rest] ?? 0);
}
