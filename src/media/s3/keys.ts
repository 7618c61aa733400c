import { invalid } from "../../errors.ts";

const LONGEST = 1024;

/**
 * The key in the bucket. Throws `invalid` for one that S3 cannot have, or that changes on its way: listings cannot carry
 * control characters, and clients resolve `.` and `..` in a URL before they send it (RFC 3986 5.2.4).
 */
export function requireKey(prefix: string, key: string): string {
  if (isKey(prefix, key)) return prefix + key;
  throw invalid(
    `The object key ${JSON.stringify(key.slice(0, 200))} is not 1 to ${LONGEST} bytes without control characters and dot segments.`,
  );
}

/** Whether `requireKey` takes it. The object that consoles make for a folder, say, has none after the prefix. */
export function isKey(prefix: string, key: string): boolean {
  const whole = prefix + key;
  return key !== "" && isSafe(whole) && Buffer.byteLength(whole) <= LONGEST;
}

function isSafe(key: string): boolean {
  return !/\p{Cc}|\p{Cs}|(^|\/)\.{1,2}(\/|$)/u.test(key);
}
