import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { openDiskStore } from "../../src/media/disk/store.ts";
import { isSidecarKey } from "../../src/services/catalog-sidecars.ts";
import type { Upload } from "./client.ts";

/** The file that marks the folder of a disk store. */
const MARK = "storage-id";
const PAGE = 1000;

/** The key under which the bytes of an upload are kept: the last part of the address they are sent to. */
export function keyOf({ put_url }: Upload): string {
  return decodeURIComponent(new URL(put_url.url).pathname.split("/").at(-1) ?? "");
}

/** The names of all files under a folder, at any depth. */
export async function fileNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** The keys that the media store in a data folder counts as media, as the store itself reads its folder. */
export async function storedKeys(data: string): Promise<ReadonlySet<string>> {
  const [mark] = (await readdir(data, { recursive: true, withFileTypes: true })).filter(
    ({ name }) => name === MARK,
  );
  if (mark === undefined) throw new Error(`There is no media store in ${data}.`);
  const storageId = await readFile(path.join(mark.parentPath, MARK), "utf8");
  const store = await openDiskStore({ storageId, folder: mark.parentPath, secret: Buffer.alloc(32) });
  const keys = new Set<string>();
  for (let page = await store.list({ limit: PAGE }); page.length > 0; ) {
    for (const key of page) if (!isSidecarKey(key)) keys.add(key);
    page = await store.list({ limit: PAGE, after: page.at(-1) ?? "" });
  }
  await store.close();
  return keys;
}
