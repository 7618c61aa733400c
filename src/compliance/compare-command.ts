import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { mustHaveText, UsageError } from "./options.ts";
import { comparisonText, type NamedReport } from "./report/compare.ts";
import { comparisonPage } from "./report/html-compare.ts";
import { paintFor } from "./report/paint.ts";
import { parseReport } from "./report.ts";
import { mustBeApart, mustBeWritable, writeReport } from "./writing.ts";

/**
 * Writes how several runs differ, by area and behaviour, and as a page where `--html` names a file. Resolves to 0;
 * throws UsageError for files that are no reports or cannot be written.
 */
export async function compareCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const { files, page } = given(args);
  if (files.length < 2)
    throw new UsageError("compare takes two or more reports that --json wrote, such as a.json b.json.");
  mustBeApart({ html: page }, files);
  if (page !== undefined) await mustBeWritable(page);
  const names = namesOf(files);
  const runs: NamedReport[] = [];
  for (const [index, file] of files.entries())
    runs.push({ name: names[index] ?? file, report: await reportOf(file) });
  const isTerminal = Boolean(process.stdout.isTTY) && env["NO_COLOR"] === undefined;
  if (page !== undefined) await writeReport(page, comparisonPage(runs));
  process.stdout.write(comparisonText(runs, paintFor(isTerminal)));
  return 0;
}

function given(args: readonly string[]): { files: string[]; page: string | undefined } {
  const { positionals, values } = parsed(args);
  mustHaveText("html", values.html);
  return { files: positionals, page: values.html };
}

function parsed(args: readonly string[]) {
  try {
    const options = { html: { type: "string" } } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What to call the runs: their files' names, or the files as they were given where two names would be the same. */
function namesOf(files: readonly string[]): string[] {
  const short = files.map((file) => path.basename(file, ".json"));
  if (new Set(short).size === files.length) return short;
  const long = files.map((file) => file.replace(/\.json$/, ""));
  return long.map((name, index) => (long.indexOf(name) === index ? name : `${name} (${index + 1})`));
}

async function reportOf(file: string): Promise<NamedReport["report"]> {
  const text = await readFile(file, "utf8").catch((cause) => refuse(file, reasonOf(cause), cause));
  if (text.trimStart().startsWith("<"))
    return refuse(file, "It is XML or HTML; compare reads what --json wrote.");
  try {
    return parseReport(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return refuse(file, "It is not JSON.", cause);
    return refuse(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "There is no such file.";
  if (code === "EISDIR") return "It is a folder.";
  return cause instanceof Error ? cause.message : String(cause);
}

function refuse(file: string, why: string, cause?: unknown): never {
  throw new UsageError(`${file} cannot be compared: ${why}`, { cause });
}
