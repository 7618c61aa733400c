import { createInterface } from "node:readline/promises";
import { didYouMean } from "../config/suggest.ts";
import { readConfig } from "../config.ts";
import { StoreError } from "../errors.ts";
import { openStores } from "../main.ts";
import type { App } from "../services/app.ts";
import { mustBeInhabited } from "../services/rebuild.ts";
import { differencesIn, unreachableInstances, waitingCatalogChanges } from "../services/reconcile.ts";
import { type Difference, removeOrphans } from "../services/reconcile-check.ts";
import { type Command, EXIT_CODES, UsageError } from "./command.ts";
import { describeFlags, type Given, readFlags } from "./flags.ts";
import { interruptible } from "./interrupt.ts";
import { openCommandLog, openProgress, openReport } from "./report.ts";

const FLAGS = [
  { flag: "--backend", value: "LABEL", says: "only this Storage Backend" },
  { flag: "--json", says: "report as JSON" },
  { flag: "--delete-orphans", says: "then delete bytes and sidecars without a row, after a question" },
  { flag: "--even-registered", says: "delete also when orphans have their sidecars, see above" },
  { flag: "--yes", says: "delete without the question, for use without a terminal" },
  { flag: "--dry-run", says: "with --delete-orphans: only say how much would be deleted" },
] as const;

const HELP = `Usage: tams media reconcile [OPTION...]

Compares what lies in the media stores with what the database says, key by key, and reports what only one of them has:
  orphan       bytes that no instance of an Object names
  sidecar      a \`.tams\` file of something that is not there
  missing      an instance whose bytes are not there; one that waits for its upload counts once its time is up
  unreachable  an instance on a Storage Backend that is not configured

A server may run meanwhile: every difference is looked at twice, and again before it is deleted. Nothing is deleted that
is younger than the time for which allocations wait (TAMS_MIN_OBJECT_TIMEOUT_SECONDS, and a minute); it is marked as
young. After the loss of a database, run \`tams media rebuild\` first: to another one, everything is an orphan. So if
orphans have their sidecars beside them, nothing is deleted unless --even-registered says that this is the database.

${describeFlags(FLAGS)}
${EXIT_CODES}
0 also when all differences were orphans and are deleted now.
`;

/** `tams media reconcile`. */
export const reconcile: Command = {
  name: "reconcile",
  summary: "compare the media stores with the database, and delete orphans if asked to",
  run: async (args) => {
    const given = readFlags(args, FLAGS);
    if (given.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const deleting = given.own.has("--delete-orphans") && !given.own.has("--dry-run");
    if (deleting && !given.own.has("--yes") && !process.stdin.isTTY) {
      throw new UsageError("Without a terminal there is nobody to ask: add --yes to delete orphans.");
    }
    const { config } = readConfig(given.settings);
    const { app, close } = await openStores(config, { log: openCommandLog() });
    try {
      const chosen = { ...app, backends: backendsOf(app, given) };
      return await interruptible("Interrupted; the report is incomplete.", () => compare(chosen, app, given));
    } finally {
      await close();
    }
  },
};

function backendsOf(app: App, { own }: Given): App["backends"] {
  const label = own.get("--backend");
  if (label === undefined) return app.backends;
  const found = app.backends.filter((backend) => backend.label === label);
  if (found.length > 0) return found;
  const labels = app.backends.map((backend) => backend.label);
  throw new UsageError(`There is no Storage Backend ${label}.${didYouMean(label, labels)}`);
}

/** What was found and done; all but `young`, which are orphans and sidecars too, add up to the differences. */
type Tally = Record<Difference["what"] | "young" | "registered" | "deleted" | "refused", number>;

async function compare(chosen: App, all: App, { own }: Given): Promise<number> {
  const tally: Tally = {
    orphan: 0,
    sidecar: 0,
    missing: 0,
    unreachable: 0,
    young: 0,
    registered: 0,
    deleted: 0,
    refused: 0,
  };
  const report = openReport<Difference>(own.has("--json"), "differences", differenceLine);
  for await (const difference of everyDifference(chosen, own.has("--backend") ? undefined : all)) {
    tally[difference.what]++;
    if (difference.young) tally.young++;
    else if (difference.registered) tally.registered++;
    report.item(difference);
  }
  const deletable = tally.orphan + tally.sidecar - tally.young;
  if (own.has("--delete-orphans") && deletable > 0) {
    if (!own.has("--dry-run")) await mustBeInhabited(all);
    if (!own.has("--even-registered")) mustNotBeAnothers(tally);
    if (await isWanted(own, deletable)) await deleteOrphans(chosen, tally);
  }
  const catalogWaiting = await waitingCatalogChanges(all);
  const left = tally.orphan + tally.sidecar + tally.missing + tally.unreachable - tally.deleted;
  report.end({ ...tally, deletable, catalogWaiting }, textOf(tally, catalogWaiting));
  return left === 0 ? 0 : 3;
}

/** Bytes that some database registered are no rubbish of this one. */
function mustNotBeAnothers({ registered }: Tally): void {
  if (registered === 0) return;
  throw new StoreError(
    "conflict",
    `${registered} orphans have their sidecars, so some database registered them, and nothing is deleted: ` +
      "run `tams media rebuild` into an empty database, or add --even-registered if this is the right one.",
  );
}

async function* everyDifference(chosen: App, all: App | undefined): AsyncGenerator<Difference> {
  const progress = openProgress();
  for (const backend of chosen.backends) {
    const say = differencesIn(chosen, backend, (seen) =>
      progress(
        () => `${seen.backend}: ${seen.keys} keys, ${seen.rows} rows, ${seen.differences} differences.`,
      ),
    );
    for await (const found of say) yield* found;
  }
  if (all !== undefined) for await (const found of unreachableInstances(all)) yield* found;
}

async function isWanted(own: ReadonlyMap<string, string>, deletable: number): Promise<boolean> {
  if (own.has("--dry-run")) {
    process.stderr.write(`${deletable} orphans and sidecars would be deleted.\n`);
    return false;
  }
  if (own.has("--yes")) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = `Delete ${deletable} orphans and sidecars for good? Only "yes" does it: `;
    return (await terminal.question(question)).trim().toLowerCase() === "yes";
  } finally {
    terminal.close();
  }
}

/** Walks once more, so that only what is an orphan now goes. */
async function deleteOrphans(app: App, tally: Tally): Promise<void> {
  const progress = openProgress();
  for (const backend of app.backends) {
    for await (const found of differencesIn(app, backend, () => undefined)) {
      for (const { difference, refused } of await removeOrphans(app, backend, found)) {
        tally[refused === undefined ? "deleted" : "refused"]++;
        if (refused !== undefined) process.stderr.write(`${difference.key} stays: ${refused}\n`);
      }
      progress(() => `${backend.label}: ${tally.deleted} deleted.`);
    }
  }
}

function textOf(tally: Tally, catalogWaiting: number): string {
  const { orphan, sidecar, missing, unreachable, young, deleted, refused } = tally;
  const found = `${orphan} orphans, ${sidecar} sidecars, ${missing} missing, ${unreachable} unreachable`;
  const waiting =
    catalogWaiting === 0 ? "" : `; sidecars of ${catalogWaiting} writes are still to be written`;
  return `${found} (${young} young); ${deleted} deleted, ${refused} refused${waiting}.\n`;
}

function differenceLine({
  what,
  backend,
  key,
  object,
  size,
  modified,
  young,
  registered,
}: Difference): string {
  const about = [
    object === undefined ? undefined : `object ${object}`,
    size === undefined ? undefined : `${size} bytes`,
    modified,
    young ? "young" : undefined,
    registered ? "registered" : undefined,
  ];
  return [what.padEnd(11), backend, key, ...about].filter((part) => part !== undefined).join("  ");
}
