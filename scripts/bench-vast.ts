import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { connectVast, type VastClient } from "../src/vast/client.ts";
import { encodeBatchStream } from "../src/vast/ipc.ts";
import { type Cluster, type Peer, startCluster, startPeer } from "./bench-vast/peers.ts";
import { report } from "./bench-vast/report.ts";
import { rowsOf, type Shape, schemaOf } from "./bench-vast/tables.ts";
import { type Measured, type Pair, type Scene, scenes } from "./bench-vast/work.ts";
import { installSdk } from "./vast-sdk/python.ts";

const HELP = `Usage: npm run bench:vast [-- OPTION...]

Measures this project's VAST client against the official Python SDK: each in a process of its own, on one emulator in a third,
with the same rows in the same tables. They take turns, who begins changes with every round, and the median of the
rounds' ratios counts. The first run installs the SDK (in .cache/vast-sdk).

  --rounds N    rounds of which the median counts, 1 to 50 (5)
  --rows N      rows of the long table, 10000 to 5000000 (1000000)
  --scale N     how much else is done, as a factor above 0 (1)
  --only NAME   one scene, such as insert, or several with commas
  --help        this text

Where the emulator takes most of the time, both clients wait for it and the times say little about them. So the processor
time of the clients is given too, for the same work, and decides where both wait for most of the time. In the scene
"unread select" nobody looks at what was read: there pyarrow, which is C++, only moves memory. It is told, but apart.
The last line has the ratios of time. Exits with 0 when ours is ahead in every scene but that, and with 1 otherwise.
`;

const BUCKET = "bench";
const SCHEMA = "bench";
const SHORT_ROWS = 1000;
const BATCH_ROWS = 10_000;
const WIDE_ROWS = 500;

interface Settings {
  readonly rounds: number;
  readonly rows: number;
  readonly scale: number;
  readonly only: readonly string[] | undefined;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const settings = readSettings(args);
    if (settings !== undefined) return await bench(settings);
    process.stdout.write(HELP);
    return 0;
  } catch (thrown) {
    console.error(`bench:vast: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function bench(settings: Settings): Promise<number> {
  await installSdk(console.log);
  const folder = await mkdtemp(path.join(tmpdir(), "bench-vast-"));
  const cluster = await startCluster(BUCKET);
  const vast = await connectVast({ endpoints: [cluster.url], ...cluster.keys });
  try {
    await prepare(vast, folder, settings.rows);
    return report(await measureAll(vast, cluster, folder, settings));
  } finally {
    await vast.close();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files of rows that both insert, and the tables that both read. */
async function prepare(vast: VastClient, folder: string, rows: number): Promise<void> {
  const mixed = rowsOf("mixed", 0, BATCH_ROWS);
  await writeFile(path.join(folder, "mixed.arrow"), encodeBatchStream(mixed));
  await writeFile(path.join(folder, "wide.arrow"), encodeBatchStream(rowsOf("wide", 0, WIDE_ROWS)));
  await vast.transaction(async (transaction) => {
    const schema = transaction.bucket(BUCKET).schema(SCHEMA);
    await schema.create();
    const short = await schema.createTable("short", schemaOf("mixed"));
    await short.insert(rowsOf("mixed", 0, SHORT_ROWS));
    const long = await schema.createTable("long", schemaOf("mixed"));
    for (let first = 0; first < rows; first += BATCH_ROWS) {
      await long.insert(rowsOf("mixed", first, Math.min(BATCH_ROWS, rows - first)));
    }
  });
  console.log(`A table of ${rows.toLocaleString("en")} rows is there.`);
}

async function measureAll(
  vast: VastClient,
  cluster: Cluster,
  folder: string,
  { rounds, rows, scale, only }: Settings,
): Promise<Map<Scene, Pair[]>> {
  const where = { cluster, bucket: BUCKET, schema: SCHEMA, folder };
  const peers = { ours: startPeer({ ...where, which: "ours" }), sdk: startPeer({ ...where, which: "sdk" }) };
  try {
    const results = new Map<Scene, Pair[]>();
    for (const scene of scenes(scale, rows, SHORT_ROWS)) {
      if (only !== undefined && !only.includes(scene.name)) continue;
      const pairs: Pair[] = [];
      // The first round warms both up, and does not count.
      for (let round = 0; round <= rounds; round++) {
        const pair = await inTurn(vast, peers, scene, round % 2 === 0);
        if (round > 0) pairs.push(pair);
      }
      results.set(scene, pairs);
    }
    return results;
  } finally {
    await Promise.all([peers.ours.stop(), peers.sdk.stop()]);
  }
}

async function inTurn(
  vast: VastClient,
  peers: Readonly<Record<"ours" | "sdk", Peer>>,
  scene: Scene,
  oursFirst: boolean,
): Promise<Pair> {
  const first = oursFirst ? "ours" : "sdk";
  const second = oursFirst ? "sdk" : "ours";
  const one = await measure(vast, peers[first], scene);
  const two = await measure(vast, peers[second], scene);
  if (one.count !== two.count) {
    throw new Error(`In ${scene.name}, ${first} came to ${one.count} and ${second} to ${two.count}.`);
  }
  return oursFirst ? { ours: one, sdk: two } : { ours: two, sdk: one };
}

async function measure(vast: VastClient, peer: Peer, { fresh, task }: Scene): Promise<Measured> {
  if (fresh === undefined) return await peer.measure(task);
  await replaceTable(vast, task.table, fresh);
  return await peer.measure(task);
}

/** A new table for each turn: what was inserted before is not in anybody's way. */
async function replaceTable(vast: VastClient, name: string, shape: Shape): Promise<void> {
  await vast.transaction(async (transaction) => {
    const schema = transaction.bucket(BUCKET).schema(SCHEMA);
    if ((await schema.table(name).info()) !== undefined) await schema.table(name).drop();
    await schema.createTable(name, schemaOf(shape));
  });
}

function readSettings(args: readonly string[]): Settings | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "5" },
      rows: { type: "string", default: "1000000" },
      scale: { type: "string", default: "1" },
      only: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const scale = Number(values.scale);
  if (!(scale > 0)) throw new Error(`--scale takes a number above 0, not ${values.scale}.`);
  return {
    rounds: wholeNumber("--rounds", values.rounds, 1, 50),
    rows: wholeNumber("--rows", values.rows, BATCH_ROWS, 5_000_000),
    scale,
    only: values.only?.split(","),
  };
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${flag} takes a whole number from ${least} to ${most}, not ${text}.`);
}
