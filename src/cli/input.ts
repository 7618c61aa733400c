import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { UsageError } from "./command.ts";

/** The bytes of a file that an argument names, or of stdin for `-`. Throws a `UsageError` that names what cannot be read. */
export async function readInput(file: string): Promise<Buffer> {
  if (file === "-") return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const reason = code === "ENOENT" ? "there is no such file" : code;
    throw new UsageError(`${file} cannot be read: ${reason}.`);
  }
}
