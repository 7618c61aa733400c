import { existsSync } from "node:fs";
import path from "node:path";
import { MAIN_FILE } from "./bundle.ts";

/** The repository's root. */
export const ROOT = path.join(import.meta.dirname, "..");
/** Our contract's folder. */
export const API = path.join(ROOT, "api");
/** Where generated files go. */
export const GENERATED = path.join(ROOT, "src/contract/generated");

/** Prints a text, on the error stream when the exit code says so, and returns the code. */
export function say(text: string, code = 0): number {
  (code === 0 ? process.stdout : process.stderr).write(text.endsWith("\n") ? text : `${text}\n`);
  return code;
}

/** The sentence to say when one of the folders holds no contract, or undefined. */
export function missingContract(...folders: readonly string[]): string | undefined {
  const lost = folders.find((folder) => !existsSync(path.join(folder, MAIN_FILE)));
  return lost === undefined ? undefined : `${lost} has no ${MAIN_FILE}.`;
}

/** Runs a command; what it throws (a wrong option, an unreadable contract) becomes one line and exit code 2. */
export async function runCommand(command: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = say(error instanceof Error ? error.message : String(error), 2);
  }
}
