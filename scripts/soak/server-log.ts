import { readFile } from "node:fs/promises";
import path from "node:path";
import { must } from "../crash/violation.ts";

/** Throws if a server of this folder has logged an error: receivers in trouble and kills are reasons for warnings only. */
export async function mustLogNoErrors(folder: string): Promise<void> {
  const lines = (await readFile(path.join(folder, "server.log"), "utf8")).split("\n");
  const errors = lines.filter((line) => line.includes('"level":"error"'));
  must(errors.length === 0, "no errors in the servers' log", () => `${errors.length}, first ${errors[0]}`);
}
