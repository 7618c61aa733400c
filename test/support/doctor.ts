import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";

const START = join(import.meta.dirname, "..", "..", "src", "start.mjs");

/** One check, as the report has it. */
export interface Reported {
  readonly backend: string;
  readonly check: string;
  readonly result: string;
  readonly milliseconds: number;
  readonly detail?: string;
  readonly advice?: string;
}

/** What `tams doctor media` came to. */
export interface Visit {
  readonly status: number | null;
  readonly checks: readonly Reported[];
  readonly stdout: string;
  readonly stderr: string;
  /** The check of this name. Fails where it was not made. */
  check(name: string): Reported;
  /** The names of the checks with this result, in order. */
  named(result: string): readonly string[];
}

/** Who runs the command, and what happens to it meanwhile. */
export interface Run {
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves when the command is to be interrupted, as by Ctrl-C. */
  readonly interrupt?: () => Promise<unknown>;
}

/** Runs the command on these backends, as they are in the settings, with a report in JSON. */
export async function doctor(
  data: string,
  backends: readonly object[],
  flags: readonly string[] = [],
  run: Run = {},
): Promise<Visit> {
  const ran = await doctorText(data, backends, ["--json", ...flags], run);
  const { checks } = JSON.parse(ran.stdout) as { checks: Reported[] };
  return {
    ...ran,
    checks,
    check: (name) => {
      const found = checks.find(({ check }) => check === name);
      if (found === undefined) throw new Error(`There was no check "${name}".`);
      return found;
    },
    named: (result) => checks.filter((one) => one.result === result).map(({ check }) => check),
  };
}

/** The same with whatever the flags make it print. */
export async function doctorText(
  data: string,
  backends: readonly object[],
  flags: readonly string[],
  { env = {}, interrupt }: Run = {},
): Promise<Pick<Visit, "status" | "stdout" | "stderr">> {
  const settings = { TAMS_DATA: data, TAMS_STORAGE_BACKENDS: JSON.stringify(backends) };
  const child = spawn(process.execPath, [START, "doctor", "media", ...flags], {
    env: { ...process.env, ...settings, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  const closed = once(child, "close");
  if (interrupt !== undefined) {
    await interrupt();
    child.kill("SIGINT");
  }
  await closed;
  return { status: child.exitCode, ...said };
}

/** That a check failed in these words, with advice in those. */
export function expectTrouble(found: Reported, detail: RegExp, advice: RegExp, result = "failed"): void {
  expect(found.result, JSON.stringify(found)).to.equal(result);
  expect(found.detail).to.match(detail);
  expect(found.advice).to.match(advice);
}
