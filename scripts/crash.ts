import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Client } from "./crash/client.ts";
import { deletion } from "./crash/deletion.ts";
import { paging } from "./crash/paging.ts";
import { Random } from "./crash/random.ts";
import { registration } from "./crash/registration.ts";
import { MortalServer } from "./crash/server.ts";
import type { Stage } from "./crash/stage.ts";
import { numberText, Tally, tableOf, totalOf } from "./crash/tally.ts";
import { uploads } from "./crash/uploads.ts";

const HELP = `Usage: npm run crash [-- OPTION...]

Proves that a server which is killed loses nothing that it acknowledged. Starts one on a free port with its data in a
temporary folder and ends it with \`kill -9\` at random moments, again and again on the same data, in four scenes:

  registration  clients register segments in bulk; after each kill every acknowledged segment is listed once, a request
                without an answer is stored whole or not at all, none overlap, and objects are known as the listing says
  deletion      flows are deleted by workers; what was begun finishes by itself, shared objects stay with their bytes
  uploads       clients upload megabytes; what was acknowledged is there to the byte, anything else is whole or not found
  paging        a long flow is walked forward and backward over the kills, with each segment once

  --kills N     kills in each scene, 1 to 1000 (20)
  --segments N  segments of the flow that is walked, 500 to 100000; flows that are deleted have a fifth (10000)
  --seed S      repeat the choices of an earlier run, which printed its seed; timing still differs
  --keep        keep the temporary folder, with the server's data and log
  --help        this text

A killed process loses what it had in memory, not what it had given to the operating system: this is no proof against
power cuts. Exits with 1 at the first violation, saying what was expected and what was found, and keeps the folder.
`;

const SCENES = { registration, deletion, uploads, paging };

interface Settings {
  readonly kills: number;
  readonly segments: number;
  readonly seed: number;
  readonly keep: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const settings = settingsOf(args);
    if (settings !== undefined) return await crash(settings);
    process.stdout.write(HELP);
    return 0;
  } catch (thrown) {
    console.error(`crash: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function crash(settings: Settings): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "tams-crash-"));
  console.log(`seed ${settings.seed}, ${settings.kills} kills a scene, data in ${folder}`);
  const server = await MortalServer.create(folder);
  let failed = true;
  try {
    await server.start();
    const tallies = await scenes(server, settings);
    failed = false;
    const { kills, acknowledged } = totalOf(tallies);
    console.log(`\n${tableOf(tallies)}\n`);
    const figures = `${numberText(kills)} kills, ${numberText(acknowledged)} acknowledged writes all there`;
    console.log(`crash: ok, ${figures}, nothing half done`);
    return 0;
  } finally {
    await server.kill();
    if (failed || settings.keep) console.error(`Kept in ${folder}; the seed was ${settings.seed}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

async function scenes(server: MortalServer, { kills, segments, seed }: Settings): Promise<readonly Tally[]> {
  const started = performance.now();
  const tallies: Tally[] = [];
  for (const [name, scene] of Object.entries(SCENES)) {
    const tally = new Tally(name);
    tallies.push(tally);
    const say = (line: string) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`[${seconds.padStart(5)} s] ${name}: ${line}`);
    };
    const random = new Random(seed).fork(name);
    const stage: Stage = { server, client: new Client(server.url), random, kills, segments, say };
    try {
      await scene(stage, tally);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${name}, after kill ${tally.kills}: ${reason}`, { cause });
    }
  }
  return tallies;
}

function settingsOf(args: readonly string[]): Settings | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "20" },
      segments: { type: "string", default: "10000" },
      seed: { type: "string", default: String(randomInt(2 ** 32)) },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    kills: wholeNumber("--kills", values.kills, 1, 1000),
    segments: wholeNumber("--segments", values.segments, 500, 100_000),
    seed: wholeNumber("--seed", values.seed, 0, 2 ** 32 - 1),
    keep: values.keep,
  };
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < least || value > most)
    throw new Error(`${flag} is a whole number from ${least} to ${most}.`);
  return value;
}
