import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { bundle, EXTENSIONS_FILE, MAIN_FILE, readInternal, SCHEMAS, schemaNames } from "./bundle.ts";
import { carryWords, type Versions, withOurComponents } from "./carry.ts";
import { API, GENERATED, missingContract, runCommand, say } from "./command.ts";
import { compareContracts, countOf, summaryOf } from "./compare.ts";
import { badExamples } from "./examples.ts";
import { generate, writeTo } from "./generate.ts";
import { type JsonObject, objectAt, textAt } from "./json.ts";
import { canonical } from "./meaning.ts";
import { mapKeywords } from "./position.ts";

const HELP = `Usage: npm run contract:import -- DIR [--dry-run] [--with-prose] [--api DIR] [--out DIR]

Replaces the structure of our contract by another version's and keeps our words: descriptions, titles and examples stay
wherever the same place exists, and so do extensions.yaml and examples/. Then generates what follows from it. Comments
inside a changed file are lost, except those at its top. DIR holds ${MAIN_FILE} and schemas/.

  --dry-run     Only list the files that would change.
  --with-prose  Give places that are new to us the words of DIR.
  --api DIR     Our contract's folder; api/ by default.
  --out DIR     Where to write the generated files; src/contract/generated/ by default.
  --help        This text.
`;

interface Import {
  readonly api: string;
  readonly from: string;
  readonly versions: Versions;
}

/** One file that an import changes, relative to the contract's folder; without a text it goes away. */
export interface FileChange {
  readonly file: string;
  readonly kind: "added" | "changed" | "removed";
  readonly text?: string;
}

/** What importing the contract in `from` would change in `api`. Files that would say the same are left alone. */
export function planImport(api: string, from: string, withProse = false): readonly FileChange[] {
  const [ours, theirs] = [schemaNames(api), schemaNames(from)];
  const alone = { extensions: false };
  const versions = { ours: bundle(api, alone), theirs: bundle(from, alone), withProse };
  const files = [MAIN_FILE, ...theirs.map(schemaFile)];
  const written = files.flatMap((file) => fileChange({ api, from, versions }, file));
  const gone = ours.filter((name) => !theirs.includes(name));
  return [...written, ...gone.map((name): FileChange => ({ file: schemaFile(name), kind: "removed" }))];
}

/** Carries out a plan. */
export function applyImport(api: string, changes: readonly FileChange[]): void {
  for (const { file, text } of changes) {
    const target = path.join(api, file);
    if (text === undefined) rmSync(target);
    else writeFileSync(target, text);
  }
}

function schemaFile(name: string): string {
  return `schemas/${name}.json`;
}

function fileChange({ api, from, versions }: Import, file: string): FileChange[] {
  const target = path.join(api, file);
  const known = existsSync(target);
  const ours = known ? readInternal(api, file) : {};
  const carried = carryWords(versions, ours, readInternal(from, file));
  const result = file === MAIN_FILE ? asOurMain(api, ours, carried) : carried;
  if (known && JSON.stringify(canonical(ours)) === JSON.stringify(canonical(result))) return [];
  const before = known ? readFileSync(target, "utf8") : "";
  return [
    { file, kind: known ? "changed" : "added", text: render(file, withFileRefs(from, file, result), before) },
  ];
}

function asOurMain(api: string, ours: JsonObject, carried: JsonObject): JsonObject {
  const extensions = existsSync(path.join(api, EXTENSIONS_FILE)) ? [readInternal(api, EXTENSIONS_FILE)] : [];
  return withOurInfo(ours, withOurComponents(ours, carried, extensions));
}

/** Turns the references of the bundle into references between the files of a folder. */
function withFileRefs(from: string, file: string, content: JsonObject): JsonObject {
  const files = new Set(schemaNames(from));
  return mapKeywords(content, (keywords) => {
    const [name = "", ...rest] = (textAt(keywords, "$ref") ?? "").replace(SCHEMAS, "").split("/");
    if (!textAt(keywords, "$ref")?.startsWith(SCHEMAS) || !files.has(name)) return keywords;
    const target = file === MAIN_FILE ? schemaFile(name) : `${name}.json`;
    return { ...keywords, $ref: rest.length === 0 ? target : `${target}#/${rest.join("/")}` };
  });
}

/** The form that api/ is kept in, so that an import changes no line it need not. */
const YAML_FORM = {
  lineWidth: 110,
  indentSeq: false,
  aliasDuplicateObjects: false,
  blockQuote: "literal",
} as const;

/** Who publishes the document and how to reach them is ours to say; only the version is theirs. */
function withOurInfo(ours: JsonObject, result: JsonObject): JsonObject {
  const version = textAt(objectAt(result, "info"), "version") ?? "";
  return { ...result, info: { ...objectAt(ours, "info"), version } };
}

function render(file: string, content: JsonObject, before: string): string {
  if (file.endsWith(".json")) return `${JSON.stringify(content, null, 2)}\n`;
  const top = /^(?:#.*\n)*/.exec(before)?.[0] ?? "";
  return top + stringify(content, YAML_FORM);
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      api: { type: "string", default: API },
      out: { type: "string", default: GENERATED },
      "dry-run": { type: "boolean", default: false },
      "with-prose": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0) return say(HELP, 2);
  const lost = missingContract(values.api, from);
  if (lost !== undefined) return say(lost, 2);
  const changes = planImport(values.api, from, values["with-prose"]);
  for (const { kind, file } of changes) say(`${kind} ${file}`);
  if (values["dry-run"]) return say(`${changes.length} files would change.`);
  return carryOut(values.api, from, values.out, changes);
}

async function carryOut(
  api: string,
  from: string,
  out: string,
  changes: readonly FileChange[],
): Promise<number> {
  const before = new Set(badExamples(api).map(({ pointer }) => pointer));
  applyImport(api, changes);
  refuseDifference(api, from);
  const generated = await generate(api);
  writeTo(out, generated);
  say(`${changes.length} files changed, ${generated.size} generated.`);
  const bad = badExamples(api).filter(({ pointer }) => !before.has(pointer));
  for (const { pointer, why } of bad) say(`example no longer valid: ${pointer} ${why}`);
  return say("Now run `npm run typecheck`: it lists every operation, status and field that is left to do.");
}

/** Carrying words must never change what the contract demands. */
function refuseDifference(api: string, from: string): void {
  const alone = { extensions: false };
  const left = compareContracts(bundle(api, alone), bundle(from, alone));
  if (countOf(left) === 0) return;
  throw new Error(`${api} still differs from ${from} after the import: ${summaryOf(left)}.`);
}

if (import.meta.main) await runCommand(run);
