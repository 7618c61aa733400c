import { spawn } from "node:child_process";
import { glob } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { installS3Server } from "./s3/install.ts";

const ROOT = path.join(import.meta.dirname, "..");

interface Run {
  readonly patterns: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What is about buckets alone, and what is about media wherever they are. */
const RUNS: readonly Run[] = [
  { patterns: ["test/s3/**/*.test.ts", "test/**/*s3*.test.ts"], env: {} },
  {
    patterns: [
      "test/api/{deletion-requests,deletions,get-urls,instances,objects,storage,storage-backends,system,workers}.test.ts",
      "test/api/segments-*.test.ts",
    ],
    env: { TAMS_TEST_MEDIA: "s3" },
  },
];

const HELP = `Usage: npm run test:s3 [-- MOCHA-OPTION...]

Runs the tests that need a real S3 server, which it builds first if need be (scripts/s3-server.ts --help): those in test/s3
and those with s3 in their names, and then those of the API that are about media, with their default backend in a bucket.
None may be skipped. What follows -- goes to mocha: for example \`-- --grep copies\`.

The last line is the count. Exits with 0 when all passed and with 1 otherwise.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { help: { type: "boolean", default: false } },
    strict: false,
    allowPositionals: true,
  });
  if (values["help"] === true) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    console.log(`S3 server: ${path.basename(await installS3Server(console.log))}`);
    const results: Result[] = [];
    for (const run of RUNS) results.push(await runTests(run, args));
    const sum = (count: "passed" | "failed" | "skipped") =>
      results.reduce((total, each) => total + each[count], 0);
    console.log(`s3: ${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
    return results.every(({ ok }) => ok) && sum("passed") > 0 ? 0 : 1;
  } catch (thrown) {
    console.error(`s3: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

interface Result {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

async function runTests({ patterns, env }: Run, args: readonly string[]): Promise<Result> {
  const files = new Set<string>();
  for await (const file of glob(patterns, { cwd: ROOT })) files.add(file);
  const mocha = path.join(ROOT, "node_modules/mocha/bin/mocha.js");
  const child = spawn(process.execPath, [mocha, "--forbid-only", ...args, ...[...files].sort()], {
    cwd: ROOT,
    // A skipped test is a failure then.
    env: { ...process.env, CI: process.env["CI"] ?? "1", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const count = (word: string): number =>
    Number(new RegExp(`^\\s*(\\d+) ${word}`, "m").exec(output)?.[1] ?? 0);
  return {
    ok: code === 0,
    passed: count("passing"),
    failed: count("failing"),
    skipped: count("pending"),
  };
}
