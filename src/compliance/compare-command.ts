import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "./options.ts";
import { column } from "./report/paint.ts";
import { parseReport, type Report } from "./report.ts";
import { judgedOf, type Standing, standings, tally } from "./score.ts";

/** A report and what to call it. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/** Writes how several runs differ, by behaviour. Resolves to 0; throws UsageError for files that are no reports. */
export async function compareCommand(args: readonly string[]): Promise<number> {
  const { files } = given(args);
  if (files.length < 2) throw new UsageError("compare takes two or more JSON reports.");
  const runs = await Promise.all(files.map(named));
  process.stdout.write(comparisonText(runs));
  return 0;
}

function given(args: readonly string[]): { files: string[] } {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    return { files: positionals };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function named(file: string): Promise<NamedReport> {
  try {
    return { name: path.basename(file, ".json"), report: parseReport(await readFile(file, "utf8")) };
  } catch (cause) {
    throw new UsageError(`${file} cannot be compared: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/** The scores of several runs side by side, and every behaviour on which they disagree. */
function comparisonText(runs: readonly NamedReport[]): string {
  const tallies = runs.map(({ report }) => tally(report));
  const scores = column([
    ["", ...runs.map(({ name }) => name)],
    ["server", ...runs.map(({ report }) => `${report.server.type} ${report.server.apiVersion}`)],
    ["hold", ...tallies.map((counts) => `${counts.passed} of ${judgedOf(counts)}`)],
    ["failed", ...tallies.map(({ failed }) => String(failed))],
    ["warned", ...tallies.map(({ warned }) => String(warned))],
    ["differ", ...tallies.map(({ differs }) => String(differs))],
  ]);
  const rows = disagreements(runs);
  if (rows.length === 0) return `${scores}\n\nThe runs agree on every behaviour.\n`;
  return `${scores}\n\nThe runs disagree on ${rows.length} behaviours:\n${column(rows)}\n`;
}

function disagreements(runs: readonly NamedReport[]): string[][] {
  const all = runs.map(({ report }) => standings(report));
  const ids = [...new Set(all.flatMap((standing) => [...standing.keys()]))];
  return ids.flatMap((id) => {
    const row = all.map((standing): Standing => standing.get(id) ?? "untested");
    if (new Set(row).size === 1) return [];
    const statement = runs.map(({ report }) => report.behaviours[id]?.statement).find(Boolean) ?? "";
    return [[id, ...row, statement]];
  });
}
