import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { startEmulator } from "../../src/vast-emulator/server.ts";
import { EMULATOR_KEYS, keysOfSdk } from "./keys.ts";
import { CACHE, startPython } from "./python.ts";

/** What became of one of the SDK's tests, named `test_file::test[parameters]`. */
interface Outcome {
  readonly test: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Empty for a test that passed. */
  readonly message: string;
}

/** Tests that cannot pass on an emulator, and why. A `*` in a name stands for any text. */
interface Excuse {
  readonly reason: string;
  readonly tests: readonly string[];
}

/** The figures of a run, and what is wrong with it: a sentence each, none if all is well. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly excused: number;
  readonly problems: readonly string[];
}

/** The file that takes as long as all others: it runs beside them, on a cluster of its own. */
const LONG_FILE = "test_tables.py";

/**
 * Runs all test files that the SDK has installed. Those that do not pass must be in `excused.json`, and what is there
 * must not pass: the list is exact.
 */
export async function runSuite(log: (line: string) => void): Promise<SuiteResult> {
  const files = (await readdir(await testFolder())).filter((name) => /^test_.*\.py$/.test(name)).sort();
  const others = files.filter((name) => name !== LONG_FILE);
  const runs = await Promise.all([runFiles("tables", [LONG_FILE], log), runFiles("others", others, log)]);
  const outcomes = runs.flat();
  const excuses = parseExcuses(await readFile(path.join(import.meta.dirname, "excused.json"), "utf8"));
  return judge(outcomes, excuses);
}

async function testFolder(): Promise<string> {
  const library = path.join(CACHE, "venv/lib");
  const [version = ""] = await readdir(library);
  return path.join(library, version, "site-packages/vastdb/tests");
}

async function runFiles(
  name: string,
  files: readonly string[],
  log: (line: string) => void,
): Promise<readonly Outcome[]> {
  const folder = path.join(CACHE, "results");
  await mkdir(folder, { recursive: true });
  const [junit, outcomes] = [path.join(folder, `${name}.xml`), path.join(folder, `${name}.json`)];
  const emulator = await startEmulator({
    ...EMULATOR_KEYS,
    onError: (cause) => console.error("The emulator failed:", cause),
  });
  try {
    const child = startPython("run_suite.py", [emulator.url, junit, outcomes, ...files], keysOfSdk(), {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    if (code !== 0) throw new Error(`The SDK's tests did not run to their end.\n${output}`);
    log(`SDK tests, ${name}: ${output.trim().split("\n").at(-1)}`);
    return parseOutcomes(await readFile(outcomes, "utf8"));
  } finally {
    await emulator.close();
  }
}

function judge(outcomes: readonly Outcome[], excuses: readonly Excuse[]): SuiteResult {
  const patterns = excuses.flatMap(({ reason, tests }) =>
    tests.map((test) => ({ test, reason, matches: matcher(test) })),
  );
  const excuseOf = ({ test }: Outcome) => patterns.find(({ matches }) => matches(test));
  const passed = outcomes.filter(({ outcome }) => outcome === "passed");
  const others = outcomes.filter(({ outcome }) => outcome !== "passed");
  const failed = others.filter((outcome) => excuseOf(outcome) === undefined);
  const idle = patterns.filter(({ matches }) => !outcomes.some(({ test }) => matches(test)));
  const needless = passed.filter((outcome) => excuseOf(outcome) !== undefined);
  return {
    passed: passed.length,
    failed: failed.length,
    excused: others.length - failed.length,
    problems: [
      ...failed.map(({ test, outcome, message }) => `${test} ${outcome}: ${firstLine(message)}`),
      ...needless.map(({ test }) => `${test} passes: excused.json need not name it.`),
      ...idle.map(({ test }) => `${test} is in excused.json, and there is no such test.`),
    ],
  };
}

/** Whether a name is one that a pattern means. */
function matcher(pattern: string): (name: string) => boolean {
  const [begin = "", end] = pattern.split("*");
  return (name) =>
    end === undefined
      ? name === pattern
      : name.startsWith(begin) && name.endsWith(end) && name.length >= begin.length + end.length;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").slice(0, 300);
}

/** As `run_suite.py` writes them. */
function parseOutcomes(json: string): readonly Outcome[] {
  return JSON.parse(json) as readonly Outcome[];
}

/** As `excused.json` has them. */
function parseExcuses(json: string): readonly Excuse[] {
  return JSON.parse(json) as readonly Excuse[];
}
