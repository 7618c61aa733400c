import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StoreError } from "../../errors.ts";

/** The code of a failed system call, for example `ENOENT`; undefined for any other failure. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string"
    ? thrown.code
    : undefined;
}

/** What a failed system call means to a caller of the store: the disk cannot answer now. Faults with a name pass through. */
export function outage(thrown: unknown, doing: string): unknown {
  const code = codeOf(thrown);
  if (thrown instanceof StoreError || code === undefined) return thrown;
  const reason = code === "ENOSPC" || code === "EDQUOT" ? "the disk is full" : code;
  return new StoreError(
    "unavailable",
    `The media folder could not ${doing}: ${reason}.`,
    {},
    { cause: thrown },
  );
}

/** The result of `work`, or undefined where it meets an absent file. */
export async function ifPresent<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT") return undefined;
    throw thrown;
  }
}

/** Writes a whole new file and flushes it; the name is not durable until its folder is flushed too. */
export async function writeFlushed(path: string, content: Buffer | string, mode = 0o666): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder durable. Windows has no such call and journals names by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes `folder`, which lies `depth` levels under one that exists, and makes every new level durable. */
export async function makeFolder(folder: string, depth: number): Promise<void> {
  if ((await mkdir(folder, { recursive: true })) === undefined) return;
  let parent = folder;
  for (let level = 0; level < depth; level++) {
    parent = dirname(parent);
    await flushFolder(parent);
  }
}

/**
 * The content of `folder/name`, which is made with `content` if it does not exist. Of several processes that try at once
 * one wins, and all of them get what the winner wrote.
 */
export async function createOnce(
  folder: string,
  name: string,
  content: Buffer,
  mode: number,
): Promise<Buffer> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const existing = await ifPresent(readFile(path));
  if (existing !== undefined) return existing;
  const draft = join(folder, `.${name}.${randomUUID()}`);
  await writeFlushed(draft, content, mode);
  try {
    await link(draft, path);
  } catch (thrown) {
    if (codeOf(thrown) !== "EEXIST") throw thrown;
  } finally {
    await unlink(draft);
  }
  await flushFolder(folder);
  return readFile(path);
}
