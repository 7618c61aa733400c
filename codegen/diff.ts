import path from "node:path";
import { parseArgs } from "node:util";
import { tables } from "../src/storage/tables.ts";
import { bundle, MAIN_FILE } from "./bundle.ts";
import { API, missingContract, ROOT, runCommand, say } from "./command.ts";
import {
  type Changed,
  type Comparison,
  compareContracts,
  countOf,
  type Difference,
  summaryOf,
} from "./compare.ts";
import type { Json } from "./json.ts";
import { type Columns, columnsOf, type HandledBy, handlersOf } from "./touched.ts";

const HELP = `Usage: npm run contract:diff -- DIR [--api DIR]

Compares our contract with another version of it, by operation, and names the handlers and table columns that the
differences touch. Added means that DIR has it and we do not. Descriptions, examples, and our own extensions are not
compared. DIR holds ${MAIN_FILE} and schemas/.

  --api DIR  Our contract's folder; api/ by default.
  --help     This text.

Exits 0 when it could compare: the last line says what it found. Exits 2 when it could not.
`;
const LONGEST = 100;

/** The report of a comparison, ending with the summary line. */
export function report(comparison: Comparison, handlers: string, columns: Columns): readonly string[] {
  if (countOf(comparison) === 0) return [summaryOf(comparison)];
  const { added, removed, changed, elsewhere } = comparison;
  const touched = handlersOf([...removed, ...changed], handlers);
  return [
    ...added.map(({ name, id }) => `added ${name} (${id})`),
    ...removed.map(({ name, id }) => `removed ${name} (${id})`),
    ...[...changed, ...elsewhere].flatMap(changeLines),
    ...section(
      "handlers touched",
      [...touched, ...missing(added)].map(({ id, where }) => `${id}: ${where}`),
    ),
    ...section("columns touched", columnsOf([...changed, ...elsewhere], columns)),
    summaryOf(comparison),
  ];
}

function missing(added: readonly Changed[]): HandledBy[] {
  return added.map(({ id = "", name }) => ({
    id,
    where: name.startsWith("HEAD ") ? "derived: heads" : "a handler to write",
  }));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function changeLines({ name, id, differences, gained, lost }: Changed): string[] {
  return [
    `changed ${id === undefined ? name : `${name} (${id})`}`,
    ...differences.map((one) => `  ${differenceLine(one)}`),
    ...(gained.length > 0 ? [`  names only there: ${gained.join(", ")}`] : []),
    ...(lost.length > 0 ? [`  names only here: ${lost.join(", ")}`] : []),
  ];
}

function differenceLine({ pointer, ours, theirs }: Difference): string {
  const place = placeOf(pointer);
  if (ours === undefined) return `added ${place}: ${brief(theirs)}`;
  if (theirs === undefined) return `removed ${place}: ${brief(ours)}`;
  return `changed ${place}: ours ${brief(ours)}, there ${brief(theirs)}`;
}

/** Names what a pointer starts with; the rest of it stays a pointer. */
function placeOf(pointer: string): string {
  const parameter = /^\/parameters\/(\S+) ([^/]+)(.*)$/.exec(pointer);
  if (parameter) return `${parameter[1]} parameter ${parameter[2]}${rest(parameter[3])}`;
  const response = /^\/responses\/(\d+)(?:\/headers\/([^/]+))?(.*)$/.exec(pointer);
  if (response)
    return `status ${response[1]}${response[2] ? ` header ${response[2]}` : ""}${rest(response[3])}`;
  const body = /^\/requestBody(.*)$/.exec(pointer);
  return body ? `request body${rest(body[1])}` : pointer || "value";
}

function rest(pointer = ""): string {
  return pointer === "" ? "" : ` ${pointer}`;
}

function brief(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "";
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

function run(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { api: { type: "string", default: API }, help: { type: "boolean", default: false } },
  });
  if (values.help) return say(HELP);
  const [other, ...more] = positionals;
  if (other === undefined || more.length > 0) return say(HELP, 2);
  const lost = missingContract(values.api, other);
  if (lost !== undefined) return say(lost, 2);
  const alone = { extensions: false };
  const comparison = compareContracts(bundle(values.api, alone), bundle(other, alone));
  return say(report(comparison, path.join(ROOT, "src/handlers"), tables).join("\n"));
}

if (import.meta.main) await runCommand(run);
