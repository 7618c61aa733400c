import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ifPresent } from "./files.ts";
import { isRecordName } from "./layout.ts";

/** What to list, as the seam has it. */
export interface ListOptions {
  readonly prefix?: string;
  readonly after?: string;
  readonly limit: number;
}

/**
 * The first `limit` keys in ascending order. Shards are chosen by hash, so a page reads the names of every shard, but keeps
 * no more than a page and one 256th of the store at a time.
 */
export async function listKeys(objects: string, options: ListOptions): Promise<readonly string[]> {
  let page: readonly string[] = [];
  for (const top of await readdir(objects)) {
    const found = await keysUnder(join(objects, top), options);
    if (found.length > 0) page = [...page, ...found].sort().slice(0, options.limit);
  }
  return page;
}

async function keysUnder(top: string, { prefix = "", after }: ListOptions): Promise<readonly string[]> {
  const shards = await Promise.all((await namesIn(top)).map((shard) => namesIn(join(top, shard))));
  return shards
    .flat()
    .filter((name) => isRecordName(name) && name.startsWith(prefix) && (after === undefined || name > after));
}

/** A folder that goes away meanwhile has no names. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return (await ifPresent(readdir(folder))) ?? [];
}
