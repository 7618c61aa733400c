import path from "node:path";
import { parseArgs } from "node:util";
import { generate, staleIn, writeTo } from "./generate.ts";

const HELP = `Usage: npm run codegen -- [--check] [--api DIR] [--out DIR]

Writes everything that follows from the contract: the bundled document, TypeScript types, the route table and the
validators.

  --check    Write nothing; exit 1 when a file would change.
  --api DIR  The contract's folder; api/ by default.
  --out DIR  Where to write; src/contract/generated/ by default.
  --help     This text.
`;
const ROOT = path.join(import.meta.dirname, "..");

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    api: { type: "string", default: path.join(ROOT, "api") },
    out: { type: "string", default: path.join(ROOT, "src/contract/generated") },
    help: { type: "boolean", default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else await run(values.api, values.out, values.check);

async function run(api: string, out: string, check: boolean): Promise<void> {
  const started = performance.now();
  const generated = await generate(api);
  if (check) return report(out, staleIn(out, generated));
  writeTo(out, generated);
  for (const [name, text] of generated) print(`${path.join(shown(out), name)}  ${kilobytes(text)} kB`);
  print(`Wrote ${generated.size} files in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

function report(out: string, stale: readonly string[]): void {
  if (stale.length === 0) return print("The generated files are what the contract says.");
  for (const name of stale) print(`stale: ${path.join(shown(out), name)}`);
  print("The generated files do not follow from api/; run `npm run codegen` and commit the result.");
  process.exitCode = 1;
}

function shown(folder: string): string {
  return path.relative(process.cwd(), folder) || ".";
}

function kilobytes(text: string): string {
  return (Buffer.byteLength(text) / 1000).toFixed(0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
