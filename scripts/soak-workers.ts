import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bodyOf } from "./crash/client.ts";
import { Random } from "./crash/random.ts";
import { numberText } from "./crash/tally.ts";
import { must } from "./crash/violation.ts";
import { flagsOf } from "./soak/flags.ts";
import { isolation } from "./soak/isolation.ts";
import { Pair, type Process } from "./soak/pair.ts";
import { mustLogNoErrors } from "./soak/server-log.ts";
import { takeOver } from "./soak/take-over.ts";
import { judge, settled } from "./soak/verdict.ts";

/** Part of the rate alone that a live receiver must keep beside dead ones. */
const LEAST_RATIO = 0.7;
/** Part of the deliveries that each of two processes must send. */
const LEAST_SHARE = 0.05;

const HELP = `Usage: npm run soak:workers [-- OPTION...]

Proves that two server processes on one data folder share the work of their webhooks. Each signs with a secret of its own,
beside a common one, so receivers can tell who sent what.

  calm       clients use one process, the other and both; every event is delivered to every webhook, in order, and not one
             twice; both processes send at least ${LEAST_SHARE * 100} % of the deliveries
  take-over  one process is killed with \`kill -9\` while it sends, and then the other one, in turns; the survivor takes over
             within the lease of 15 s and a poll, with 2 s for the machine; nothing is lost and all is in order
  isolation  one process sends a backlog to a live receiver, by turns alone and beside 5 that never answer; beside them it
             must keep at least ${LEAST_RATIO} of its rate, the best of three each

  --events N      events of the calm part, 100 to 100000 (2000)
  --take-overs N  processes that are killed, 0 to 100 (2)
  --backlog N     events of each backlog, 100 to 100000 (1500)
  --seed N        repeat the choices of an earlier run, which printed its seed; timing still differs
  --keep          keep the temporary folder, with the data and log
  --help          this text

Progress goes to stderr. Exits with 1 at the first violation, saying what was expected and what was found, and keeps the
folder.
`;

/** Changes a second in the calm part, and events while a process is killed. */
const CALM_RATE = 100;
const TAKE_OVER_EVENTS = 900;

interface Settings {
  readonly numbers: Readonly<Record<"events" | "take-overs" | "backlog" | "seed", number>>;
  readonly switches: Readonly<Record<"keep", boolean>>;
}

type Say = (line: string) => void;

// Whatever a failed run has left open must not keep this program; servers end with it.
process.exit(await main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  try {
    const settings = settingsOf(args);
    if (settings === undefined) process.stdout.write(HELP);
    else console.log(await soak(settings));
    return 0;
  } catch (thrown) {
    console.error(`soak:workers: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

function settingsOf(args: readonly string[]): Settings | undefined {
  return flagsOf(
    args,
    {
      events: { least: 100, most: 100_000, standard: 2000 },
      "take-overs": { least: 0, most: 100, standard: 2 },
      backlog: { least: 100, most: 100_000, standard: 1500 },
      seed: { least: 0, most: 2 ** 32 - 1, standard: randomInt(2 ** 32) },
    },
    ["keep"],
  );
}

/** Resolves to the figure. */
async function soak({ numbers, switches }: Settings): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "tams-soak-"));
  const started = performance.now();
  const say: Say = (line) =>
    console.error(`[${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s] ${line}`);
  say(`seed ${numbers.seed}, data in ${folder}`);
  const pair = await Pair.start(folder, new Random(numbers.seed));
  let failed = true;
  try {
    const parts = [await calm(pair, numbers.events, say)];
    await mustLogNoErrors(folder);
    parts.push(await takeOvers(pair, numbers["take-overs"], say));
    parts.push(await besideTheDead(pair, numbers.backlog, say));
    await mustLogNoErrors(folder);
    failed = false;
    return `soak:workers: ok, ${parts.join("; ")}`;
  } finally {
    await pair.end();
    if (failed || switches.keep) console.error(`Kept in ${folder}; the seed was ${numbers.seed}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

async function calm(pair: Pair, events: number, say: Say): Promise<string> {
  const { a, b, ledger, subscriptions } = pair;
  const third = Math.ceil(events / 3);
  // Who has a webhook in hand keeps it while there is more to send, so nothing may be left before the next part.
  for (const through of [[a], [b], [a, b]]) {
    await pair.write(third, (third / CALM_RATE) * 1000, through);
    await settled(a.client, ledger, subscriptions, say);
    say(`calm: ${[a, b].map(({ name }) => `${pair.sentBy(name)} sent by ${name}`).join(", ")}`);
  }
  const { log, deliveries, repeats } = await judge(b.client, ledger, subscriptions);
  must(repeats === 0 && deliveries === log.length * subscriptions.length, "no delivery twice", () =>
    String(repeats),
  );
  const shares = [a, b].map(({ name }) => pair.sentBy(name) / deliveries);
  const share = Math.min(...shares);
  must(share >= LEAST_SHARE, "both processes to send", () => `shares of ${shares.join(" and ")}`);
  say(`calm: ${log.length} events, ${deliveries} deliveries, shares of ${shares.map(percent).join(" and ")}`);
  return `${numberText(deliveries)} deliveries of ${numberText(log.length)} events by two processes (${shares.map(percent).join(" and ")}), none twice`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed()} %`;
}

async function takeOvers(pair: Pair, count: number, say: Say): Promise<string> {
  const { a, b, ledger, subscriptions } = pair;
  let longest = 0;
  for (let turn = 0; turn < count; turn++) {
    const roles: readonly [Process, Process] = turn % 2 === 0 ? [a, b] : [b, a];
    longest = Math.max(longest, await takeOver(pair, roles, TAKE_OVER_EVENTS, say));
  }
  await judge(a.client, ledger, subscriptions);
  for (const each of subscriptions) each.mustRepeatLittle(count);
  const { repeats } = pair;
  say(`take-over: ${count} kills, ${ledger.unsure} changes unsure, ${repeats} repeats`);
  return `${count} take-overs within ${(longest / 1000).toFixed(1)} s, ${repeats} repeats, none lost`;
}

/** All webhooks so far go, and one process with them, so that only what is measured costs anything. */
async function besideTheDead(pair: Pair, backlog: number, say: Say): Promise<string> {
  const { a, b } = pair;
  for (const { id } of pair.subscriptions)
    bodyOf(await a.client.send("DELETE", `/service/webhooks/${id}`), 204);
  await b.server.kill();
  const { alone, beside } = await isolation(pair, a, backlog, say);
  const ratio = beside / alone;
  must(ratio >= LEAST_RATIO, `at least ${LEAST_RATIO} of the rate beside dead receivers`, () =>
    ratio.toFixed(2),
  );
  return `${beside.toFixed()} deliveries a second beside 5 dead receivers, ${ratio.toFixed(2)} of ${alone.toFixed()} alone`;
}
