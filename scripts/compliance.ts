import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startJudged } from "./compliance/own.ts";

const ROOT = path.join(import.meta.dirname, "..");
const PROGRAM = path.join(ROOT, "src/compliance/start.mjs");
const HELP = `Usage: npm run compliance [-- [--out DIR] [--parallel N] OPTION...]
       npm run compliance -- --url URL OPTION...

Without --url starts this server with the embedded engine, two disk stores, accounts and a policy in an empty temporary folder,
on a free port, and tests it by tams-compliance with --strict. Reports are written to DIR (.cache/compliance/): report.json, report.xml
and report.html. With --url, and for the commands compare and list, everything is passed on to tams-compliance.

A run of all tests is followed by a short one of those that meet what an earlier run has left, since TAMS cannot delete it.

All other options are those of tams-compliance: see npm run compliance -- list --help.
`;

/** What says which tests are run. */
const SELECTIONS = ["--id", "--area", "--level", "--operation"];
/** The tests about what stays in the store, which have to pass in a store in use as well. */
const AGAIN = ["profiles", "flows-profiles", "tag-filters/profiles", "deletion-requests", "head"].flatMap(
  (id) => ["--id", id],
);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const isElsewhere = args.some((arg) => arg === "--url" || arg.startsWith("--url="));
  const isCommand = args[0] === "compare" || args[0] === "list";
  if (args.includes("--help") && !isElsewhere && !isCommand) {
    process.stdout.write(HELP);
    return 0;
  }
  return isElsewhere || isCommand ? await program(args) : await own(args);
}

/** Tests a server that lives as long as the run. */
async function own(args: readonly string[]): Promise<number> {
  const { out, rest } = outOf(args);
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "tams-compliance-"));
  const { server, callers } = await startJudged(folder);
  try {
    const files = ["--json", "report.json", "--junit", "report.xml", "--html", "report.html"].map((arg) =>
      arg.startsWith("--") ? arg : path.join(out, arg),
    );
    const base = ["--url", server.url, "--strict", ...callers];
    const code = await program([...base, ...files, ...rest]);
    if (code !== 0 || rest.some((arg) => SELECTIONS.includes(arg.split("=")[0] ?? ""))) return code;
    console.log("\nOnce more, beside what the first run has left:");
    return await program([...base, ...AGAIN]);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function outOf(args: readonly string[]): { out: string; rest: string[] } {
  const rest = [...args];
  const place = rest.indexOf("--out");
  const [, given] = place < 0 ? [] : rest.splice(place, 2);
  return { out: path.resolve(given ?? path.join(ROOT, ".cache/compliance")), rest };
}

/** Runs tams-compliance, which answers Ctrl-C by itself; resolves to its exit code. */
async function program(args: readonly string[]): Promise<number> {
  process.on("SIGINT", () => undefined);
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}
