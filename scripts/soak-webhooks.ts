import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { flagsOf } from "./soak/flags.ts";
import { Storm, type StormSettings } from "./soak/storm.ts";

const HELP = `Usage: npm run soak:webhooks [-- OPTION...]

Proves that webhooks lose nothing. Starts a server with its data in a temporary folder, changes thousands of flows, sources
and segments through its API, and ends it with \`kill -9\` at random moments, while receivers answer 500 or 429, hang, reset
connections, close them within an answer, are slow, or do not listen, and recover. In the end:

  every acknowledged change is in the event log, once, and in order for its source; refused ones are not; the ids have no
  gaps; and who follows the log knows exactly the flows, sources and segments that the server has
  every event has reached every webhook whose filters it passes at least once, with a valid signature and the bytes that
  the log shows, apart from the signatures of URLs; nothing about a flow or source was sent before what came earlier was taken
  events that had been taken came again only as often as the kills explain

  --events N    events that acknowledged changes make, 100 to 1000000 (10000)
  --kills N     kills, 0 to 1000 (20)
  --seconds N   time over which the changes are spread, 10 to 86400 (180)
  --short       1500 events and 5 kills in 45 seconds, unless other flags say otherwise
  --seed N      repeat the choices of an earlier run, which printed its seed; timing still differs
  --keep        keep the temporary folder, with the server's data and log
  --help        this text

Progress goes to stderr. Exits with 1 at the first violation, saying what was expected and what was found, and keeps the
folder.
`;

interface Settings extends StormSettings {
  readonly keep: boolean;
}

// Whatever a failed run has left open must not keep this program; servers end with it.
process.exit(await main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  try {
    const settings = settingsOf(args);
    if (settings === undefined) process.stdout.write(HELP);
    else console.log(await soak(settings));
    return 0;
  } catch (thrown) {
    console.error(`soak:webhooks: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

function settingsOf(args: readonly string[]): Settings | undefined {
  const short = args.includes("--short");
  const given = flagsOf(
    args,
    {
      events: { least: 100, most: 1_000_000, standard: short ? 1500 : 10_000 },
      kills: { least: 0, most: 1000, standard: short ? 5 : 20 },
      seconds: { least: 10, most: 86_400, standard: short ? 45 : 180 },
      seed: { least: 0, most: 2 ** 32 - 1, standard: randomInt(2 ** 32) },
    },
    ["short", "keep"],
  );
  return given && { ...given.numbers, keep: given.switches.keep };
}

/** Resolves to the figure. */
async function soak(settings: Settings): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "tams-soak-"));
  const started = performance.now();
  const say = (line: string): void =>
    console.error(`[${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s] ${line}`);
  say(`seed ${settings.seed}, ${settings.events} events, ${settings.kills} kills, data in ${folder}`);
  const run = await Storm.prepare(folder, settings, say);
  let failed = true;
  try {
    const figure = await run.go();
    failed = false;
    return figure;
  } finally {
    await run.end();
    if (failed || settings.keep) console.error(`Kept in ${folder}; the seed was ${settings.seed}`);
    else await rm(folder, { recursive: true, force: true });
  }
}
