import { parseArgs } from "node:util";
import { type Behaviour, behaviours } from "./behaviours.ts";
import { UsageError } from "./options.ts";
import { column } from "./report/paint.ts";
import { levelsOf } from "./selection.ts";
import { tests } from "./tests/all.ts";

/** Writes every test and what it judges, and the behaviours that no test judges; as JSON with `--json`. */
export function listCommand(args: readonly string[]): number {
  process.stdout.write(isJson(args) ? `${JSON.stringify(listing(), undefined, 1)}\n` : listText());
  return 0;
}

function isJson(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { json: { type: "boolean" } } }).values.json ?? false;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function listing() {
  return {
    tests: tests.map((test) => ({ ...test, run: undefined, levels: levelsOf(test) })),
    behaviours: behaviours.map((behaviour) => ({ ...behaviour, tests: judging(behaviour) })),
  };
}

function judging({ id }: Behaviour): string[] {
  return tests.filter(({ behaviours }) => behaviours.includes(id)).map((test) => test.id);
}

function listText(): string {
  const rows = tests.map((test) => [test.area, test.id, levelsOf(test).join(""), test.behaviours.join(" ")]);
  const lines = [column([["AREA", "TEST", "LEVELS", "BEHAVIOURS"], ...rows])];
  const without = behaviours.filter((behaviour) => judging(behaviour).length === 0);
  const open = without.filter(({ test }) => test === "blackBox");
  const hidden = without.filter(({ test }) => test === "notTestable");
  if (open.length > 0) lines.push(`Without a test (${open.length}): ${open.map(({ id }) => id).join(" ")}`);
  lines.push(`A black box cannot judge (${hidden.length}):`);
  lines.push(column(hidden.map(({ id, why = "" }) => [`  ${id}`, why])));
  return `${lines.join("\n\n")}\n`;
}
