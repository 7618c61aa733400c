import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { openEmbeddedEngine } from "../src/storage/embedded/engine.ts";
import type { Engine, Outcome, View } from "../src/storage/engine.ts";
import type { Row } from "../src/storage/tables.ts";

const HELP = `Usage: node scripts/bench-engine.ts [--folder DIR] [--rows N] [--seconds N] [--rounds N]

Measures the embedded engine against bare better-sqlite3 in the same run, on the same disk:
durable inserts that check for an overlap (1, 32 and 128 clients, a Flow each; 32 on one Flow),
gets by key, and pages of 100 deep in a Flow of N rows against one of a hundredth.
The last line has the ratios; they, not the rates, compare across machines.

  --folder DIR   where the databases go; default: the temporary folder
  --rows N       rows of the long Flow; default 1000000
  --seconds N    time for each rate; default 2
  --rounds N     interleaved rounds, of which the median counts; default 3`;

const { values: options } = parseArgs({
  options: {
    folder: { type: "string", default: tmpdir() },
    rows: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) console.log(HELP);
else await main(Number(options.rows), Number(options.seconds) * 1000, Number(options.rounds));

async function main(rows: number, milliseconds: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(options.folder, "tams-bench-"));
  const engine = await openEmbeddedEngine({ folder });
  try {
    const results = new Map<string, number[]>();
    for (let round = 0; round < rounds; round++) {
      record(results, "bare", bareInserts(join(folder, `bare-${round}.sqlite`), milliseconds));
      for (const clients of [1, 32, 128]) {
        record(
          results,
          `${clients} clients`,
          await insertRate(engine, clients, milliseconds, `${round}-${clients}-`),
        );
      }
      record(results, "32 on one flow", await insertRate(engine, 32, milliseconds, `${round}-one`, true));
    }
    await load(engine, "short", Math.max(1000, Math.round(rows / 100)));
    await load(engine, "long", rows);
    for (let round = 0; round < rounds; round++) {
      record(results, "gets", await rate(milliseconds, () => getOne(engine, rows)));
      record(results, "short pages", await rate(milliseconds, () => page(engine, "short", rows / 100)));
      record(results, "long pages", await rate(milliseconds, () => page(engine, "long", rows)));
    }
    report(results);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
}

function report(results: ReadonlyMap<string, readonly number[]>): void {
  const median = (name: string): number => {
    const sorted = (results.get(name) ?? []).toSorted((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  for (const name of results.keys()) {
    const unit = `${Math.round(median(name)).toLocaleString("en")}/s, ${(1e6 / median(name)).toFixed(1)} us each`;
    console.log(`${name.padEnd(16)} ${unit}`);
  }
  const ratio = (one: string, other: string): string => (median(one) / median(other)).toFixed(2);
  const inserts = ["1 clients", "32 clients", "128 clients", "32 on one flow"].map(
    (name) => `${name} ${ratio(name, "bare")}`,
  );
  console.log(
    `ratios: checked inserts to bare: ${inserts.join(", ")}; page deep in long to short flow ${ratio("long pages", "short pages")}`,
  );
}

function record(results: Map<string, number[]>, name: string, perSecond: number): void {
  results.set(name, [...(results.get(name) ?? []), perSecond]);
}

/** Runs `work` again and again, one at a time, and returns how often a second. */
async function rate(milliseconds: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < milliseconds; count++) await work();
  return (count * 1000) / (performance.now() - start);
}

/** Durable checked inserts a second of all clients together. */
async function insertRate(
  engine: Engine,
  clients: number,
  milliseconds: number,
  prefix: string,
  shared = false,
) {
  let next = 0;
  const client = async (_: unknown, n: number): Promise<number> => {
    const flow = shared ? prefix : `${prefix}${n}`;
    let own = 0;
    const insert = (): Promise<void> => {
      const row = segment(flow, shared ? next++ : own++);
      return engine.write([`flow:${flow}`], (view) => checkedInsert(view, row));
    };
    return rate(milliseconds, insert);
  };
  const rates = await Promise.all(Array.from({ length: clients }, client));
  return rates.reduce((sum, one) => sum + one, 0);
}

async function checkedInsert(view: View, row: Row<"segments">): Promise<Outcome<undefined>> {
  const overlaps = await view.select("segments", {
    where: [
      { column: "flow_id", op: "eq", value: row.flow_id },
      { column: "start_s", op: "ge", value: row.start_s - 10 },
      { columns: ["start_s", "start_x"], op: "lt", values: [row.end_s, row.end_x] },
      { columns: ["end_s", "end_x"], op: "gt", values: [row.start_s, row.start_x] },
    ],
    limit: 1,
  });
  if (overlaps.length > 0) throw new Error(`Segment ${row.start_s} of ${row.flow_id} overlaps.`);
  return { result: undefined, changes: [{ insert: "segments", rows: [row] }] };
}

/** The same insert and check without an engine: one connection, one commit each. */
function bareInserts(file: string, milliseconds: number): number {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec(
    `CREATE TABLE segments (flow_id TEXT NOT NULL, start_s INTEGER NOT NULL, start_x INTEGER NOT NULL, end_s INTEGER NOT NULL,
      end_x INTEGER NOT NULL, object_id TEXT NOT NULL, created TEXT NOT NULL, doc TEXT NOT NULL,
      PRIMARY KEY (flow_id, start_s, start_x)) WITHOUT ROWID;
     CREATE INDEX by_object ON segments (object_id, flow_id, start_s, start_x);`,
  );
  const overlap = db.prepare(
    "SELECT 1 FROM segments WHERE flow_id = ? AND start_s >= ? AND (start_s, start_x) < (?, ?) AND (end_s, end_x) > (?, ?) LIMIT 1",
  );
  const insert = db.prepare("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const one = db.transaction((row: Row<"segments">) => {
    const found = overlap.get(row.flow_id, row.start_s - 10, row.end_s, row.end_x, row.start_s, row.start_x);
    if (found !== undefined) throw new Error("Overlap.");
    insert.run(...Object.values(row));
  });
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < milliseconds; count++) one.immediate(segment("f", count));
  const perSecond = (count * 1000) / (performance.now() - start);
  db.close();
  return perSecond;
}

async function load(engine: Engine, flow: string, rows: number): Promise<void> {
  for (let start = 0; start < rows; start += 10_000) {
    const batch = Array.from({ length: Math.min(10_000, rows - start) }, (_, n) => segment(flow, start + n));
    await engine.write([`flow:${flow}`], async () => ({
      result: 0,
      changes: [{ insert: "segments", rows: batch }],
    }));
  }
}

async function getOne(engine: Engine, rows: number): Promise<void> {
  const key = { flow_id: "long", start_s: Math.floor(Math.random() * rows), start_x: 0 };
  const row = await engine.read((view) => view.get("segments", key));
  if (row === undefined) throw new Error(`Segment ${key.start_s} is missing.`);
}

/** A page of 100 from the last tenth of a Flow. */
async function page(engine: Engine, flow: string, rows: number): Promise<void> {
  const from = Math.floor(rows * (0.9 + Math.random() * 0.09));
  const found = await engine.read((view) =>
    view.select("segments", {
      where: [{ column: "flow_id", op: "eq", value: flow }],
      order: "time",
      after: [flow, from, 0],
      limit: 100,
    }),
  );
  if (found.length === 0) throw new Error(`Flow ${flow} has no page after ${from}.`);
}

function segment(flow: string, second: number): Row<"segments"> {
  return {
    flow_id: flow,
    start_s: second,
    start_x: 0,
    end_s: second + 1,
    end_x: 0,
    object_id: `object-${flow}-${second}`,
    created: "2026-01-01T00:00:00.000000Z",
    doc: `{"object_id":"object-${flow}-${second}","timerange":"[${second}:0_${second + 1}:0)","sample_offset":0,"sample_count":50,"key_frame_count":1}`,
  };
}
