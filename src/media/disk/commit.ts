import { constants, copyFile, link, open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, flushFolder, ifPresent, makeFolder, writeFlushed } from "./files.ts";
import { bytesName, type Layout, type ObjectRecord, SHARD_DEPTH, shardOf } from "./layout.ts";

/**
 * Puts the bytes at `path` and their record in place, durably and in one visible step. Resolves to false, leaving nothing,
 * when `ifAbsent` is set and the key has a record already.
 */
export async function commit(
  layout: Layout,
  path: string,
  record: ObjectRecord,
  ifAbsent: boolean,
): Promise<boolean> {
  const shard = shardOf(layout, record.key);
  const bytes = join(shard, bytesName(record.key, record.version));
  const draft = join(layout.uploads, `${record.version}.json`);
  await makeFolder(shard, SHARD_DEPTH);
  await writeFlushed(draft, JSON.stringify(record));
  try {
    await rename(path, bytes);
    await (ifAbsent ? link : rename)(draft, join(shard, record.key));
  } catch (thrown) {
    await discard(bytes);
    if (ifAbsent && codeOf(thrown) === "EEXIST") return false;
    throw thrown;
  } finally {
    await discard(draft);
  }
  await flushFolder(shard);
  return true;
}

/** Copies bytes to a new file and flushes it; file systems that can share blocks do. */
export async function duplicate(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const file = await open(to, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes a file that need not exist. */
export async function discard(path: string): Promise<void> {
  await ifPresent(unlink(path));
}
