import { spawn } from "node:child_process";
import { glob } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";

const ROOT = path.join(import.meta.dirname, "..");

/** What proves who is let in and what he may do, in groups that run beside each other. */
const GROUPS: readonly (readonly string[])[] = [
  ["test/auth/permissions.test.ts"],
  ["test/auth/credentials.test.ts", "test/auth/scopes.test.ts", "test/auth/order.test.ts"],
  ["test/api/access-*.test.ts", "test/api/auth-*.test.ts", "test/api/{audit,oidc,propagation,tls}.test.ts"],
  [
    "test/{access-scale,visible-model,visible-classes}.test.ts",
    "test/cli/{auth,token,user}.test.ts",
    "test/unit/{access,audit,auth-*,config-auth,jwt,policy,scopes}.test.ts",
  ],
];

const HELP = `Usage: npm run test:auth [-- --matrix]

Proves authentication and authorisation: every operation with credentials, scopes and permissions of every kind, compared
with a model of its own (test/support/auth-model.ts); the rules of each kind of resource and the ways around them; a real
OpenID provider whose keys change; what listings of 100,000 Flows cost; accounts, tokens, audit log and commands.

  --matrix  only the comparison with the model
  --help    this text

The last line says how many cells were compared. Exits with 0 when everything passed and nothing was skipped, and with 1
otherwise.
`;

interface Count {
  readonly passed: number;
  readonly cells: number;
  readonly ok: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ args: [...args], options: { matrix: flag, help: flag } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const started = performance.now();
  const counts = await Promise.all((values.matrix ? GROUPS.slice(0, 2) : GROUPS).map(run));
  const sum = (count: (one: Count) => number): number => counts.reduce((all, one) => all + count(one), 0);
  const cells = sum((one) => one.cells);
  const ok = counts.every((one) => one.ok) && cells > 0;
  const seconds = Math.round((performance.now() - started) / 1000);
  const figure = `${cells.toLocaleString("en")} (operation, credential, permission) cells checked`;
  console.log(`${figure}: ${ok ? "ok" : "FAILED"}, ${sum((one) => one.passed)} tests passed, ${seconds} s`);
  return ok ? 0 : 1;
}

/** Runs one group in a process of its own, and shows what it printed once it has ended. */
async function run(patterns: readonly string[]): Promise<Count> {
  const files = (await Promise.all(patterns.map(matching))).flat();
  const mocha = path.join(ROOT, "node_modules/mocha/bin/mocha.js");
  const args = [
    mocha,
    "--forbid-only",
    "--forbid-pending",
    "--reporter",
    "dot",
    "--timeout",
    "60000",
    ...files,
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, TAMS_AUTH_COUNT: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const take = (chunk: string): void => {
    output += chunk;
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.stdout.write(`\n${patterns.join(" ")}${output}`);
  const count = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? 0);
  const passed = count(/^\s*(\d+) passing/m);
  const pending = count(/^\s*(\d+) pending/m);
  return { passed, cells: count(/^cells: (\d+)$/m), ok: code === 0 && passed > 0 && pending === 0 };
}

/** The files of a pattern. Throws for one that has none: what is proved must not shrink unseen. */
async function matching(pattern: string): Promise<readonly string[]> {
  const files = await arrayOf(glob(pattern, { cwd: ROOT }));
  if (files.length === 0) throw new Error(`No test is at ${pattern}.`);
  return files.sort();
}

async function arrayOf<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
