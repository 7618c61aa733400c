import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { API, GENERATED, missingContract, runCommand, say } from "./command.ts";
import { type Generated, generate, staleIn, writeTo } from "./generate.ts";
import { operationsOf } from "./openapi.ts";
import { scopeFaults } from "./scopes.ts";

const HELP = `Usage: npm run codegen -- [--check] [--api DIR] [--out DIR]

Writes everything that follows from the contract: the bundled document, TypeScript types, the route table and the
validators.

  --check    Write nothing; exit 1 when a file would change, or when an operation has no scopes.
  --api DIR  The contract's folder; api/ by default.
  --out DIR  Where to write; src/contract/generated/ by default.
  --help     This text.
`;

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: "boolean", default: false },
      api: { type: "string", default: API },
      out: { type: "string", default: GENERATED },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);
  const lost = missingContract(values.api);
  if (lost !== undefined) return say(lost, 2);
  const started = performance.now();
  const generated = await generate(values.api);
  const faults = scopeFaults(values.api, operationsOf(bundle(values.api)));
  for (const fault of faults) say(fault);
  if (!values.check) return write(values.out, generated, started);
  return faults.length > 0 ? 1 : check(values.out, generated);
}

function check(out: string, generated: Generated): number {
  const stale = staleIn(out, generated);
  if (stale.length === 0) return say("The generated files are what the contract says.");
  for (const name of stale) say(`stale: ${shown(out, name)}`);
  return say(
    "The generated files do not follow from the contract; run `npm run codegen` and commit the result.",
    1,
  );
}

function write(out: string, generated: Generated, started: number): number {
  writeTo(out, generated);
  for (const [name, text] of generated) {
    say(`${shown(out, name)}  ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
  }
  return say(`Wrote ${generated.size} files in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

function shown(folder: string, name: string): string {
  return path.relative(process.cwd(), path.join(folder, name));
}

await runCommand(run);
