import { didYouMean } from "../config/suggest.ts";
import type { VastSettings } from "../config/vast.ts";
import { vastOptions } from "../main.ts";
import { checkList, examine, type Finding } from "../vast-doctor/examine.ts";
import { type Command, EXIT_CODES, UsageError } from "./command.ts";
import { describeFlags, type Given, readFlags } from "./flags.ts";
import { openProgress, openReport } from "./report.ts";
import { vastSettings } from "./vast-tables.ts";

const FLAGS = [
  {
    flag: "--only",
    value: "NAMES",
    says: "only these checks, separated by commas, and those that they need",
  },
  {
    flag: "--idle",
    value: "SECONDS",
    says: "leave a transaction alone for so long (default 70; 0: not at all)",
  },
  { flag: "--timeout", value: "SECONDS", says: "what a check may take (default 30)" },
  { flag: "--json", says: "report as JSON" },
] as const;

const WIDTH = Math.max(...checkList.map(({ name }) => name.length));

const HELP = `Usage: tams doctor vast [OPTION...]

Tries on your VAST cluster what only a cluster can prove: what the server relies on, and what nobody has published. Says of each
check whether the cluster does as the server assumes, and if not, what that means for you and what to do. It works in a schema
of its own in the bucket of the settings, which is removed again, also after Ctrl-C, and looks at nothing else there. A server
may run meanwhile. Keys are never printed, so you can send the report to whoever asks for it; all that differs is welcome.

  ok       the cluster does as assumed
  differs  it does otherwise, and the server works all the same
  FAILED   it does otherwise, or cannot be reached, and the server cannot do without
  untried  it cannot be found out here

${describeFlags(FLAGS)}
Checks (* the server cannot do without):
${checkList.map(({ name, about, isNeeded }) => `  ${name.padEnd(WIDTH)} ${isNeeded ? "*" : " "} ${about}\n`).join("")}
${EXIT_CODES}
0 also where something differs; 3 where something failed.
`;

/** `tams doctor vast`. */
export const doctorVast: Command = {
  name: "vast",
  summary: "try on a VAST cluster what only a cluster can prove, and say what differs",
  run: async (args) => {
    const given = readFlags(args, FLAGS);
    if (given.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const only = readNames(given);
    const idleMs = readSeconds(given, "--idle", 70);
    const patience = readSeconds(given, "--timeout", 30);
    if (patience === 0) throw new UsageError("The flag --timeout needs more than 0 seconds.");
    const settings = vastSettings(given);
    const interrupted = new AbortController();
    const stop = (): void => interrupted.abort();
    // Once: a second signal ends the program at once, as it does others.
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
    try {
      const conduct = { signal: interrupted.signal, patience, idleMs, ...(only !== undefined && { only }) };
      return await report(settings, conduct, given.own.has("--json"));
    } finally {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
    }
  },
};

function readNames({ own }: Given): readonly string[] | undefined {
  const only = own.get("--only")?.split(",");
  const names = checkList.map(({ name }) => name);
  for (const name of only ?? []) {
    if (!names.includes(name)) throw new UsageError(`There is no check ${name}.${didYouMean(name, names)}`);
  }
  return only;
}

/** In milliseconds. */
function readSeconds({ own }: Given, flag: string, standard: number): number {
  const text = own.get(flag) ?? String(standard);
  if (/^\d{1,5}(\.\d{1,3})?$/.test(text)) return Number(text) * 1000;
  throw new UsageError(`The flag ${flag} needs a number of seconds, not ${JSON.stringify(text)}.`);
}

type Conduct = Omit<Parameters<typeof examine>[1], "starting">;

async function report(settings: VastSettings, conduct: Conduct, json: boolean): Promise<number> {
  const tally = { ok: 0, differs: 0, failed: 0, untried: 0 };
  const progress = openProgress();
  const out = openReport<Finding>(json, "checks", textOf);
  const starting = (check: string): void => progress(() => `${check} ...`);
  const { client, bucket } = vastOptions(settings);
  for await (const finding of examine({ client, bucket }, { ...conduct, starting })) {
    tally[finding.result]++;
    out.item(finding);
  }
  const interrupted = conduct.signal.aborted;
  const counts = `${tally.ok} ok, ${tally.differs} differ, ${tally.failed} FAILED, ${tally.untried} untried`;
  const end = interrupted ? "; interrupted, and what was made is removed" : "";
  out.end({ ...tally, interrupted }, `${counts}${end}.\n${verdictOf(tally)}`);
  if (interrupted) return 1;
  return tally.failed === 0 ? 0 : 3;
}

function verdictOf({ failed, differs }: { readonly failed: number; readonly differs: number }): string {
  if (failed > 0) return "The server should not be used on this cluster before what FAILED is mended.\n";
  return differs > 0 ? "The server can be used on this cluster. Please send us what differs.\n" : "";
}

const WORDS = { ok: "ok", differs: "differs", failed: "FAILED", untried: "untried" } as const;
const INDENT = " ".repeat(9);

function textOf({ check, about, result, milliseconds, detail, advice }: Finding): string {
  const time = result === "untried" ? "" : `${milliseconds} ms`;
  const first = `${WORDS[result].padEnd(7)}  ${check.padEnd(WIDTH)}  ${time.padStart(9)}  ${about}`;
  const seen = detail === undefined ? "" : `\n${INDENT}${detail}`;
  return `${first}${seen}${advice === undefined || advice === "" ? "" : `\n${INDENT}-> ${advice}`}`;
}
