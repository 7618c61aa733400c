import { StoreError } from "../errors.ts";
import type { Checks, ObjectHead, StorageBackend } from "./store.ts";

/**
 * Copies one object within a store or from one to another, as an instance copy does (TAMS `/objects/{objectId}/instances`).
 * Stores that can do it among themselves do. Else the bytes are streamed and must arrive with the size they had and the
 * SHA-256 or MD5, where it is known; if not, nothing is kept and `unavailable` thrown. Safe to run twice.
 */
export async function copyBetween(
  from: StorageBackend,
  fromKey: string,
  to: StorageBackend,
  toKey: string,
  signal?: AbortSignal,
): Promise<ObjectHead> {
  if (from.id === to.id) return from.store.copy(fromKey, toKey);
  return (
    (await to.store.copyFrom?.(from.store, fromKey, toKey)) ??
    (await streamBetween(from, fromKey, to, toKey, signal))
  );
}

async function streamBetween(
  from: StorageBackend,
  fromKey: string,
  to: StorageBackend,
  toKey: string,
  signal?: AbortSignal,
): Promise<ObjectHead> {
  const body = await from.store.read(fromKey);
  try {
    const written = await to.store.write(toKey, body.stream, {
      contentType: body.contentType,
      checks: checksOf(body),
      ...(signal && { signal }),
      ...(body.metadata && { metadata: body.metadata }),
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

function checksOf({ size, sha256, md5 }: ObjectHead): Checks {
  if (sha256 !== undefined) return { size, sha256: Buffer.from(sha256, "hex").toString("base64") };
  return md5 === undefined ? { size } : { size, md5 };
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
