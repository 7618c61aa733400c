import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
import { StoreError } from "../../errors.ts";
import type { Bucket } from "./bucket.ts";

/** S3 takes this many keys in one request. */
const BATCH = 1000;

/** A key that could not be removed, and why. */
export interface RemoveFailure {
  readonly key: string;
  readonly reason: string;
}

/** Removes objects, absent ones included. What single keys were refused for is in the result; an outage is thrown. */
export async function removeObjects(
  bucket: Bucket,
  keys: readonly string[],
): Promise<readonly RemoveFailure[]> {
  const failures: RemoveFailure[] = [];
  const targets: string[] = [];
  for (const key of keys) {
    const target = targetOf(bucket, key);
    if (typeof target === "string") targets.push(target);
    else failures.push(target);
  }
  for (let first = 0; first < targets.length; first += BATCH) {
    failures.push(...(await removeBatch(bucket, targets.slice(first, first + BATCH))));
  }
  return failures;
}

function targetOf(bucket: Bucket, key: string): string | RemoveFailure {
  try {
    return bucket.target(key).Key;
  } catch (thrown) {
    if (thrown instanceof StoreError) return { key, reason: thrown.message };
    throw thrown;
  }
}

async function removeBatch(bucket: Bucket, keys: readonly string[]): Promise<readonly RemoveFailure[]> {
  const command = new DeleteObjectsCommand({
    Bucket: bucket.name,
    Delete: { Quiet: true, Objects: keys.map((Key) => ({ Key })) },
  });
  const { Errors = [] } = await bucket.ask("remove objects", bucket.client.send(command));
  return Errors.filter(({ Code }) => Code !== "NoSuchKey").map(({ Key = "", Code, Message }) => ({
    key: Key.slice(bucket.prefix.length),
    reason: [Code, Message].filter((text) => text !== undefined && text !== "").join(": "),
  }));
}
