import { randomInt } from "node:crypto";
import { glob } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Counters } from "../src/vast-emulator/counters.ts";
import type { Faults } from "../src/vast-emulator/faults.ts";
import { type Emulator, startEmulator } from "../src/vast-emulator/server.ts";
import { type Result, runTests } from "./test-vast/run.ts";

const ROOT = path.join(import.meta.dirname, "..");

/** The tests of the API, of the engine that it stands on, and of the command that judges a running server. */
const FILES = ["test/api/**/*.test.ts", "test/engine.vast.test.ts", "test/cli/doctor-media.test.ts"];

/**
 * A request of the API makes some thirty calls, a start of the server a hundred and a test some two hundred. So nearly
 * every test meets faults of each sort: what only looks odd is frequent, and what breaks a transaction rare enough for
 * most to succeed. No select of these tests needs a second request, which `slowDownMidSelect` would be about.
 */
const FAULTS: Faults = {
  slowDown: 0.015,
  unavailable: 0.001,
  cutBefore: 0.002,
  cutAfter: 0.001,
  cutCommitBefore: 0.02,
  cutCommitAfter: 0.02,
  conflictAtCommit: 0.02,
  conflictAtUpdate: 0.01,
  expiredTransaction: 0.0005,
  cutAnswer: 0.005,
  failAnswer: 0.001,
  keepAlives: 0.05,
  leafBatches: 0.05,
  resultBatches: 0.05,
  interleaved: 0.05,
  oneByteChunks: 0.01,
  lateFrames: 0.02,
  lateMs: 5,
};

const KEYS = { accessKeyId: "test-vast", secretAccessKey: "secret-of-the-tests" };
const BUCKET = "tams";

/** More tests than this that pass only when repeated are no bad luck. */
const MOST_REPEATED = 3;

const HELP = `Usage: npm run test:vast [-- OPTION... [FILE...]]

Runs the tests of the API and of the engine with every server's tables in a VAST Database, twice: once calm, and once
while one call in a few is answered with 503 or 409, its connection cut before or after it was carried out, its
transaction expired, or its answer sent byte by byte, late, in pieces, or not to the end. The database is the emulator, strict, in
the process of this script. No test may be skipped. With faults a failed test is repeated once, and named; more than
${MOST_REPEATED} of those are a failure.

  FILE          test files; without any, all of test/api, test/engine.vast.test.ts, test/cli/doctor-media.test.ts
  --only WHICH  one run only: calm or faults
  --seed N      of the faults (any); the same calls in the same order meet the same, but two processes of tests race
  --jobs N      processes of tests, 1 to 16 (2)
  --help        this text

The last line is the figure. Exits with 0 when all passed, and faults happened where they should, and with 1 otherwise.
`;

interface Settings {
  readonly files: readonly string[];
  readonly runs: readonly RunName[];
  readonly seed: number;
  readonly jobs: number;
}

type RunName = "calm" | "faults";

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const settings = await readSettings(args);
    if (settings !== undefined) return await testVast(settings);
    process.stdout.write(HELP);
    return 0;
  } catch (thrown) {
    console.error(`test:vast: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function testVast(settings: Settings): Promise<number> {
  const emulator = await startEmulator({
    ...KEYS,
    buckets: [BUCKET],
    strict: true,
    onError: (cause) => console.error("The emulator failed:", cause),
  });
  try {
    const results = new Map<RunName, Result>();
    for (const name of settings.runs) results.set(name, await run(name, emulator, settings));
    return report(results);
  } finally {
    await emulator.close();
  }
}

async function run(name: RunName, emulator: Emulator, { files, seed, jobs }: Settings): Promise<Result> {
  console.log(name === "calm" ? "Calm." : `With faults, of seed ${seed}.`);
  const env = {
    TAMS_TEST_ENGINE: "vast",
    TAMS_TEST_VAST_ENDPOINT: emulator.url,
    TAMS_TEST_VAST_BUCKET: BUCKET,
    TAMS_TEST_VAST_ACCESS_KEY_ID: KEYS.accessKeyId,
    TAMS_TEST_VAST_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  };
  const faults = name === "calm" ? {} : { ...FAULTS, seed };
  const result = await runTests(emulator, { files, jobs, faults, env });
  console.log(`${result.seconds} s; the emulator counted:`);
  console.log(describe(result.counters));
  return result;
}

function describe(counters: Counters): string {
  const { calls, faults, errors, ...rows } = counters;
  const list = (each: object): string =>
    Object.entries(each)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  return [
    `  ${sum(calls)} calls: ${list(calls)}`,
    `  ${list(rows)}`,
    `  ${sum(faults)} faults: ${list(faults)}`,
    `  ${sum(errors)} errors: ${list(errors)}\n`,
  ].join("\n");
}

function report(results: ReadonlyMap<RunName, Result>): number {
  const all = [...results.values()];
  const injected = sum(results.get("faults")?.counters.faults ?? {});
  const unseen = results.has("faults") ? unseenIn(results.get("faults")?.counters.faults ?? {}) : [];
  if (unseen.length > 0) console.log(`These faults never happened: ${unseen.join(", ")}.`);
  const [first] = all;
  const uneven = all.some(
    ({ passed, failed }) => passed + failed !== (first?.passed ?? 0) + (first?.failed ?? 0),
  );
  if (uneven) console.log("The two runs did not run the same number of tests.");
  const skipped = all.reduce((total, result) => total + result.skipped, 0);
  const failed = all.reduce((total, result) => total + result.failed, 0);
  const repeated = results.get("faults")?.repeated ?? 0;
  const passed = [
    ...(results.has("calm") ? [`${results.get("calm")?.passed} API tests passed calm`] : []),
    ...(results.has("faults")
      ? [
          `${results.get("faults")?.passed} with faults (${injected} faults injected; ${repeated} only when repeated)`,
        ]
      : []),
  ];
  const ok =
    all.every((result) => result.ok && result.passed > 0) &&
    skipped === 0 &&
    unseen.length === 0 &&
    repeated <= MOST_REPEATED &&
    !uneven;
  console.log(`${passed.join(", ")}; ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return ok ? 0 : 1;
}

/** A few files may well be over before every fault had its turn; the suite may not. */
function unseenIn(happened: Readonly<Record<string, number>>): string[] {
  return Object.keys(FAULTS).filter((name) => name !== "lateMs" && happened[name] === undefined);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

async function readSettings(args: readonly string[]): Promise<Settings | undefined> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      seed: { type: "string", default: String(randomInt(2 ** 31)) },
      jobs: { type: "string", default: "2" },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return undefined;
  const { only } = values;
  if (only !== undefined && only !== "calm" && only !== "faults") {
    throw new Error(`--only takes calm or faults, not ${only}.`);
  }
  return {
    files: positionals.length > 0 ? positionals : await filesOf(FILES),
    runs: only === undefined ? ["calm", "faults"] : [only],
    seed: wholeNumber("--seed", values.seed, 0, 2 ** 32 - 1),
    jobs: wholeNumber("--jobs", values.jobs, 1, 16),
  };
}

async function filesOf(patterns: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: ROOT })) files.push(file);
  return files.sort();
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${flag} takes a whole number from ${least} to ${most}, not ${text}.`);
}
