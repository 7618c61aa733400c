import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Contract } from "../src/compliance/contract.ts";
import { settingsOf as callersOf } from "../src/compliance/options.ts";
import { tests } from "../src/compliance/tests/all.ts";
import { startJudged } from "./compliance/own.ts";
import { mutations } from "./mutation/all.ts";
import { Hunter, type HuntingGround, type Outcome, type Subject } from "./mutation/hunt.ts";
import type { Mutation } from "./mutation/mutation.ts";
import { isEnough, lineOf, summary } from "./mutation/report.ts";
import { spread } from "./mutation/sample.ts";

const FAST_SIZE = 40;
const HELP = `Usage: npm run mutation [-- [--fast] [--only ID]... [--parallel N] [--json FILE]]

Proves that the compliance suite can fail: a proxy in front of this server breaks one behaviour at a time, and the tests
bound to the operations that it touches are run against the proxy until one fails. A mutation that none of them notices
has survived. Exits with 1 when fewer than 95 % are caught.

  --fast        about ${FAST_SIZE} mutations, spread over every area
  --only ID     this mutation, or those of a topic; may repeat
  --parallel N  mutations at a time, each with a server of its own (2)
  --json FILE   writes every outcome to a file
  --list        lists the mutations and ends
`;

interface Settings {
  readonly chosen: readonly Mutation[];
  readonly parallel: number;
  readonly json?: string;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const settings = settingsOf(args);
  if (typeof settings === "number") return settings;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const started = performance.now();
  const outcomes = await hunted(settings, stop.signal);
  if (settings.json !== undefined)
    await writeFile(settings.json, `${JSON.stringify(outcomes, undefined, 2)}\n`);
  process.stdout.write(summary(outcomes, (performance.now() - started) / 1000));
  return !stop.signal.aborted && isEnough(outcomes) ? 0 : 1;
}

/** What was asked for, or the exit code when that was no hunt. */
function settingsOf(args: readonly string[]): Settings | number {
  const options = {
    fast: { type: "boolean" },
    only: { type: "string", multiple: true },
    parallel: { type: "string", default: "2" },
    json: { type: "string" },
    list: { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const chosen = chosenOf(values.only ?? [], values.fast === true);
  if (values.list) {
    for (const { id, breaks, behaviours } of chosen)
      console.log(`${id}: ${breaks} [${behaviours.join(", ")}]`);
    return 0;
  }
  if (chosen.length === 0) {
    console.error("No mutation has such an id.");
    return 2;
  }
  const parallel = Math.max(1, Number(values.parallel) || 1);
  return { chosen, parallel, ...(values.json !== undefined && { json: values.json }) };
}

function chosenOf(only: readonly string[], isFast: boolean): readonly Mutation[] {
  if (only.length > 0)
    return mutations.filter(({ id }) => only.some((name) => `${id}/`.startsWith(`${name}/`)));
  return isFast ? spread(mutations, FAST_SIZE) : mutations;
}

async function hunted(settings: Settings, signal: AbortSignal): Promise<Outcome[]> {
  const ground = {
    contract: new Contract("8.2"),
    tests,
    unfit: new Map<string, string | undefined>(),
    signal,
  };
  const outcomes: Outcome[] = [];
  const told = (outcome: Outcome) => {
    outcomes.push(outcome);
    console.log(lineOf(outcome, outcomes.length, settings.chosen.length));
  };
  const [late, others] = parted(settings.chosen);
  await inLanes(others, settings.parallel, ground, told);
  // The second kind of server: it tells the limit by its own environment.
  process.env["TAMS_DELETE_ASYNC_SEGMENTS"] = "0";
  const lateGround = { ...ground, unfit: new Map<string, string | undefined>() };
  await inLanes(late, settings.parallel, lateGround, told);
  for (const [id, reason] of [...ground.unfit, ...lateGround.unfit])
    if (reason !== undefined) console.log(`Not counted, fails without a mutation: ${id}: ${reason}`);
  return outcomes;
}

function parted(chosen: readonly Mutation[]): [Mutation[], Mutation[]] {
  const isLate = ({ lateDeletes }: Mutation) => lateDeletes === true;
  return [chosen.filter(isLate), chosen.filter((mutation) => !isLate(mutation))];
}

/** Hunts mutations, several at a time, each lane in front of a server of its own: tests that must be alone are alone on it. */
async function inLanes(
  chosen: readonly Mutation[],
  width: number,
  ground: HuntingGround,
  told: (outcome: Outcome) => void,
): Promise<void> {
  const queue = [...chosen];
  const lane = async () => {
    await withServer(async (subject) => {
      const hunter = new Hunter(subject, ground);
      for (let next = queue.shift(); next !== undefined && !ground.signal.aborted; next = queue.shift()) {
        const outcome = await hunter.hunt(next);
        // What was stopped half way says nothing.
        if (!ground.signal.aborted) told(outcome);
      }
    });
  };
  await Promise.all(Array.from({ length: Math.min(width, chosen.length) }, lane));
}

async function withServer(use: (subject: Subject) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "tams-mutation-"));
  try {
    const { server, callers } = await startJudged(folder);
    try {
      await use(callersOf(["--url", server.url, ...callers], {}));
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
