import { readdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { discard } from "./commit.ts";
import { flushFolder, ifPresent, outage } from "./files.ts";
import { bytesName, type Layout, type ObjectRecord, requireKey, shardOf } from "./layout.ts";

const HOUR = 3_600_000;
const AT_ONCE = 32;

/** A key that could not be removed, and why. */
export interface RemoveFailure {
  readonly key: string;
  readonly reason: string;
}

/** Removes objects, absent ones included, and makes that durable; a failure of one key does not stop the others. */
export async function removeKeys(
  layout: Layout,
  keys: readonly string[],
  find: (key: string) => Promise<ObjectRecord | undefined>,
): Promise<readonly RemoveFailure[]> {
  const failures: RemoveFailure[] = [];
  for (let first = 0; first < keys.length; first += AT_ONCE) {
    const batch = keys.slice(first, first + AT_ONCE);
    const results = await Promise.all(batch.map((key) => removeKey(layout, key, find)));
    failures.push(...results.filter((result) => result !== undefined));
  }
  return failures;
}

async function removeKey(
  layout: Layout,
  key: string,
  find: (key: string) => Promise<ObjectRecord | undefined>,
): Promise<RemoveFailure | undefined> {
  try {
    requireKey(key);
    const shard = shardOf(layout, key);
    const names = await ifPresent(readdir(shard));
    if (names === undefined) return undefined;
    // A damaged record is removed like a whole one.
    const record = await find(key).catch(() => undefined);
    for (const name of names.filter((candidate) => candidate.startsWith(bytesName(key, "")))) {
      // Bytes that no record names belong to a writer at work, or to one that died long ago.
      const path = join(shard, name);
      if (name === bytesName(key, record?.version ?? "") || (await isOlder(path, HOUR))) await discard(path);
    }
    // The record last: a removal that dies halfway can be repeated and finds its bytes.
    await discard(join(shard, key));
    await flushFolder(shard);
    return undefined;
  } catch (thrown) {
    const failure = outage(thrown, `remove object ${key}`);
    return { key, reason: failure instanceof Error ? failure.message : String(failure) };
  }
}

/** Removes what crashed uploads left behind, once nobody can be writing it any more. */
export async function removeOldUploads(uploads: string): Promise<void> {
  for (const name of await readdir(uploads)) {
    const path = join(uploads, name);
    if (await isOlder(path, 24 * HOUR)) await ifPresent(unlink(path));
  }
}

async function isOlder(path: string, age: number): Promise<boolean> {
  const found = await ifPresent(stat(path));
  return found !== undefined && Date.now() - found.mtimeMs > age;
}
