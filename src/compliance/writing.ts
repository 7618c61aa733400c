import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "./options.ts";

/** Writes a file and the folders that it lies in. Throws UsageError when it cannot. */
export async function writeReport(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(path.resolve(file)), { recursive: true });
    await writeFile(file, text);
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
}
