import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { openStores } from "../main.ts";
import { rebuildTables } from "../services/rebuild.ts";
import type { Loss, Rebuilt } from "../services/rebuild-losses.ts";
import { type Command, EXIT_CODES } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { interruptible } from "./interrupt.ts";
import { openCommandLog, openProgress, openReport } from "./report.ts";

const FLAGS = [
  {
    flag: "--dry-run",
    says: "rebuild into a throw-away database and say what that gave; also while a server runs",
  },
  { flag: "--json", says: "report as JSON" },
] as const;

const HELP = `Usage: tams media rebuild [OPTION...]

Restores the database from the sidecars (\`*.tams\`) that the server keeps beside the media: Sources, Flows with their
tags and collections, Profiles, Objects with their instances, Segments, and what the service says of itself. Webhooks
are not kept there, since they have secrets, nor are requests and uploads under way: register and send those again.
Storage Backends must have the ids that they had.

Stop every server first. The database must be empty; a rebuild that was interrupted goes on when it is run again. What
could not be restored is listed as it is found:
  broken   a sidecar that cannot be read
  bytes    an instance whose bytes are gone
  flow     a Segment whose Flow has no sidecar
  clash    a Segment that overlaps another of its Flow
  unused   something that nothing refers to, left behind by a deletion
  missing  something that others refer to and that has no sidecar

${describeFlags(FLAGS)}
${EXIT_CODES}`;

/** `tams media rebuild`. */
export const rebuild: Command = {
  name: "rebuild",
  summary: "restore an empty database from the media stores",
  run: async (args) => {
    const given = readFlags(args, FLAGS);
    if (given.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const { config } = readConfig(given.settings);
    const json = given.own.has("--json");
    if (!given.own.has("--dry-run"))
      return interruptible("Interrupted; run it again and it goes on.", () =>
        rebuildInto(config, json, false),
      );
    const folder = await mkdtemp(join(tmpdir(), "tams-dry-run-"));
    try {
      const scratch: Config = { ...config, dataFolder: folder, engine: { kind: "embedded" } };
      return await interruptible("Interrupted.", () => rebuildInto(scratch, json, true), folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function rebuildInto(config: Config, json: boolean, dryRun: boolean): Promise<number> {
  const { app, close } = await openStores(config, { log: openCommandLog() });
  try {
    const report = openReport<Loss>(json, "losses", lossLine);
    const progress = openProgress();
    const rebuilt = await rebuildTables(app, {
      loss: report.item,
      progress: (so) => progress(() => `So far: ${countsOf(so)}.`),
    });
    const nothing = rebuilt.flows + rebuilt.objects + rebuilt.profiles + rebuilt.settings === 0;
    report.end({ dryRun, rebuilt }, textOf(rebuilt, dryRun, nothing));
    return nothing || rebuilt.losses > 0 ? 3 : 0;
  } finally {
    await close();
  }
}

function textOf(rebuilt: Rebuilt, dryRun: boolean, nothing: boolean): string {
  if (nothing) return "The media stores have no sidecars to rebuild from.\n";
  const lost = rebuilt.losses === 0 ? "nothing was lost" : `${rebuilt.losses} losses, listed above`;
  return `${dryRun ? "A rebuild would restore" : "Restored"} ${countsOf(rebuilt)}; ${lost}.\n`;
}

function countsOf({ settings: _s, losses: _l, ...rebuilt }: Readonly<Rebuilt>): string {
  return Object.entries(rebuilt)
    .map(([what, number]) => `${number} ${what}`)
    .join(", ");
}

function lossLine({ what, backend, key, entity, reason }: Loss): string {
  const place = [backend, key].filter((part) => part !== undefined).join("/");
  return [what.padEnd(7), place, entity, reason]
    .filter((part) => part !== undefined && part !== "")
    .join("  ");
}
