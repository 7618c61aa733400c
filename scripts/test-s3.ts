import { spawn } from "node:child_process";
import { glob } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { installS3Server } from "./s3/install.ts";

const ROOT = path.join(import.meta.dirname, "..");
const PATTERNS = ["test/s3/**/*.test.ts", "test/**/*s3*.test.ts"];

const HELP = `Usage: npm run test:s3 [-- MOCHA-OPTION...]

Runs the tests that need a real S3 server, which it builds first if need be (scripts/s3-server.ts --help). They are those in
test/s3 and those with s3 in their names: ${PATTERNS.join(", ")}.
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
    return await runTests(args);
  } catch (thrown) {
    console.error(`s3: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function runTests(args: readonly string[]): Promise<number> {
  const files = new Set<string>();
  for await (const file of glob(PATTERNS, { cwd: ROOT })) files.add(file);
  const mocha = path.join(ROOT, "node_modules/mocha/bin/mocha.js");
  const child = spawn(process.execPath, [mocha, "--forbid-only", ...args, ...[...files].sort()], {
    cwd: ROOT,
    // A skipped test is a failure then.
    env: { ...process.env, CI: process.env["CI"] ?? "1" },
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
  const passed = count("passing");
  console.log(`s3: ${passed} passed, ${count("failing")} failed, ${count("pending")} skipped`);
  return code === 0 && passed > 0 ? 0 : 1;
}
