import { StoreError } from "../errors.ts";
import type { ObjectHead, StorageBackend } from "./store.ts";

/**
 * Copies one object within a store or from one to another, as an instance copy does (TAMS `/objects/{objectId}/instances`).
 * Bytes that cross stores are streamed and must arrive with the size and, where both stores know it, the SHA-256 they had;
 * if not, the copy is removed and `unavailable` thrown. Safe to run twice.
 */
export async function copyBetween(
  from: StorageBackend,
  fromKey: string,
  to: StorageBackend,
  toKey: string,
  signal?: AbortSignal,
): Promise<ObjectHead> {
  if (from.id === to.id) return from.store.copy(fromKey, toKey);
  const body = await from.store.read(fromKey);
  try {
    const written = await to.store.write(toKey, body.stream, {
      contentType: body.contentType,
      checks: checksOf(body),
      ...(signal && { signal }),
    });
    return await verified(body, written, to, toKey);
  } catch (thrown) {
    // To the store the bytes were a client's upload; here they are ours, so nobody has asked for anything invalid.
    if (!(thrown instanceof StoreError) || thrown.fault !== "invalid") throw thrown;
    throw new StoreError(
      "unavailable",
      `Object ${fromKey} could not be copied whole.`,
      {},
      { cause: thrown },
    );
  } finally {
    body.stream.destroy();
  }
}

function checksOf(head: ObjectHead): { size: number; sha256?: string } {
  const { size, sha256 } = head;
  return sha256 === undefined ? { size } : { size, sha256: Buffer.from(sha256, "hex").toString("base64") };
}

async function verified(
  original: ObjectHead,
  copy: ObjectHead,
  to: StorageBackend,
  key: string,
): Promise<ObjectHead> {
  const known = original.sha256 !== undefined && copy.sha256 !== undefined;
  if (copy.size === original.size && (!known || copy.sha256 === original.sha256)) return copy;
  await to.store.remove([key]);
  throw new StoreError(
    "unavailable",
    `The copy of object ${key} on storage backend ${to.id} differs from its original.`,
  );
}
