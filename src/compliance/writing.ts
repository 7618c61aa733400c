import { constants, realpathSync, type Stats } from "node:fs";
import { access, mkdir, open, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "./options.ts";

/** Files to write, by the flag that names each. */
type Targets = Readonly<Record<string, string | undefined>>;

/** Throws UsageError when two of the files are the same one, or when one is among those that are read. */
export function mustBeApart(targets: Targets, inputs: readonly string[] = []): void {
  const known = new Map(inputs.map((file) => [placeOf(file), `${file}, which is read`]));
  for (const [flag, file] of Object.entries(targets)) {
    if (file === undefined) continue;
    const other = known.get(placeOf(file));
    if (other !== undefined) throw new UsageError(`--${flag} ${file} would overwrite ${other}.`);
    known.set(placeOf(file), `what --${flag} writes`);
  }
}

/** Links that lead to one file are that file. */
function placeOf(file: string): string {
  const whole = path.resolve(file);
  try {
    return realpathSync(whole);
  } catch {
    // A file that is not there yet is where its folder is.
    const folder = path.dirname(whole);
    return folder === whole ? whole : path.join(placeOf(folder), path.basename(whole));
  }
}

/** Makes the folders of a file and sees that it can be written, without changing it. Throws UsageError. */
export async function mustBeWritable(file: string): Promise<void> {
  await tried(file, async () => {
    const found = await folderMade(file);
    if (found?.isDirectory()) throw new Error("It is a folder");
    if (found !== undefined) return await access(file, constants.W_OK);
    await (await open(file, "wx")).close();
    await rm(file);
  });
}

/** Writes a file and the folders that it lies in. Throws UsageError when it cannot. */
export async function writeReport(file: string, text: string): Promise<void> {
  await tried(file, async () => {
    await folderMade(file);
    await writeFile(file, text);
  });
}

async function tried(file: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${file} cannot be written: ${reason}.`, { cause });
  }
}

/** Makes the folders of a file; resolves to what is in its place. */
async function folderMade(file: string): Promise<Stats | undefined> {
  await makeFolder(path.dirname(path.resolve(file)));
  return await seen(file);
}

/** Folder by folder: `mkdir` with `recursive` never ends in a file system that refuses one as `/proc` does. */
async function makeFolder(folder: string): Promise<void> {
  if ((await seen(folder))?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder).catch(async (cause: unknown) => {
    // Somebody else may have made it in between.
    if (!(await seen(folder))?.isDirectory()) throw cause;
  });
}

async function seen(place: string): Promise<Stats | undefined> {
  try {
    return await stat(place);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}
