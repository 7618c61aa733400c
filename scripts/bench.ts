import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HELP = `Usage: npm run bench [-- --help]

Measures the hot paths beside bare baselines in the same run, one program after the other; the last line of each has the
ratios, which compare across machines where rates do not. Each has options of its own (--help):

  node scripts/bench-http.ts    the HTTP pipeline against a bare node:http server
  node scripts/bench-engine.ts  the embedded engine against bare better-sqlite3
`;

const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
if (values.help) process.stdout.write(HELP);
else for (const name of ["bench-http.ts", "bench-engine.ts"]) bench(name);

function bench(name: string): void {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const { status } = spawnSync(process.execPath, [program], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
