import { spawn } from "node:child_process";
import path from "node:path";
import type { Counters } from "../../src/vast-emulator/counters.ts";
import type { Faults } from "../../src/vast-emulator/faults.ts";
import type { Emulator } from "../../src/vast-emulator/server.ts";
import { REPEATED } from "./repeated.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");

/** What a run of tests came to, and what the cluster saw of it. */
export interface Result {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Those of the passed that failed at first. */
  readonly repeated: number;
  readonly seconds: number;
  readonly counters: Counters;
}

/** What a run is made of. */
export interface Run {
  readonly files: readonly string[];
  /** Processes of mocha that take the files in turns. */
  readonly jobs: number;
  readonly faults: Faults;
  /** Where test servers find their tables, as test/support/vast.ts reads it. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the files with the emulator's counters set back, and shows what mocha says. */
export async function runTests(emulator: Emulator, { files, jobs, faults, env }: Run): Promise<Result> {
  emulator.counters.reset();
  emulator.setFaults(faults);
  const started = performance.now();
  const isTroubled = Object.keys(faults).length > 0;
  const options = ["--jobs", String(jobs), ...(isTroubled ? AGAIN : [])];
  const { code, output } = await mocha([...options, ...files], env);
  const count = (word: string): number =>
    Number(new RegExp(`^\\s*(\\d+) ${word}`, "m").exec(output)?.[1] ?? 0);
  return {
    ok: code === 0,
    passed: count("passing"),
    failed: count("failing"),
    skipped: count("pending"),
    repeated: output.split(REPEATED).length - 1,
    seconds: Math.round((performance.now() - started) / 1000),
    counters: Object.assign(Object.create(null), emulator.counters),
  };
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Tests wait for retries, so they have more time than usual. */
const OPTIONS = ["--parallel", "--forbid-only", "--reporter", "dot", "--timeout", "90000"];

/** Where faults strike at random, one test in thousands is unlucky at every try it makes; a second time it is not luck. */
const AGAIN = ["--retries", "1", "--require", "scripts/test-vast/repeated.ts"];

function mocha(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const program = path.join(ROOT, "node_modules/mocha/bin/mocha.js");
  const child = spawn(process.execPath, [program, ...OPTIONS, ...args], {
    cwd: ROOT,
    // With CI set, a skipped test is a failure.
    env: { ...process.env, CI: process.env["CI"] ?? "1", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, output }));
  });
}
