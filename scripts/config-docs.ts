import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { envExample, settingsTable } from "../src/config/describe.ts";

const ROOT = path.join(import.meta.dirname, "..");
const BEGIN = "<!-- config:begin -->";
const END = "<!-- config:end -->";
const HELP = `Usage: node scripts/config-docs.ts [--check]

Writes the table of settings between ${BEGIN} and ${END} in README.md, and .env.example whole, from src/config.
With --check it writes nothing and fails when either is stale.
`;

const { values } = parseArgs({
  options: { help: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
});
if (values.help) process.stdout.write(HELP);
else process.exitCode = refresh(values.check);

function refresh(checkOnly: boolean): number {
  const stale = [["README.md", withTable] as const, [".env.example", () => envExample()] as const].filter(
    ([name, make]) => isStale(name, make, checkOnly),
  );
  if (!checkOnly || stale.length === 0) return 0;
  process.stderr.write(
    `Stale: ${stale.map(([name]) => name).join(", ")}. Run \`node scripts/config-docs.ts\`.\n`,
  );
  return 1;
}

/** Whether the file differs from what it should be; if so and allowed, it is written. A README to come is no fault. */
function isStale(
  name: string,
  make: (text: string | undefined) => string | undefined,
  checkOnly: boolean,
): boolean {
  const file = path.join(ROOT, name);
  const before = read(file);
  const after = make(before);
  if (after === undefined || after === before) return false;
  if (!checkOnly) writeFileSync(file, after);
  return true;
}

function withTable(readme: string | undefined): string | undefined {
  const begin = readme?.indexOf(BEGIN) ?? -1;
  const end = readme?.indexOf(END) ?? -1;
  if (readme === undefined || begin < 0 || end < begin) return undefined;
  return `${readme.slice(0, begin)}${BEGIN}\n\n${settingsTable()}\n\n${readme.slice(end)}`;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
