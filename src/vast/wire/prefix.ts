/**
 * The least byte string that sorts after all that begin with this prefix: its last byte plus one, where bytes that
 * are 0xff are dropped first. Undefined if there is none, as for a prefix of 0xff alone. It may be no valid UTF-8.
 */
export function prefixEnd(prefix: Uint8Array): Uint8Array | undefined {
  const last = prefix.findLastIndex((byte) => byte !== 0xff);
  if (last < 0) {
    return undefined;
  }
  const end = prefix.slice(0, last + 1);
  end[last] = (prefix[last] ?? 0) + 1;
  return end;
}
