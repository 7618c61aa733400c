import { expect } from "chai";
import type { Query } from "../../src/storage/engine.ts";
import type { Row } from "../../src/storage/tables.ts";
import { type Database, openDatabase } from "../../src/storage/vast/database.ts";
import { openVastEngine, type VastEngine } from "../../src/storage/vast/engine.ts";
import { storedTables } from "../../src/storage/vast/stored.ts";
import { mostRows } from "../../src/storage/vast/windows.ts";
import type { Emulator } from "../../src/vast-emulator/server.ts";
import { Client } from "../support/client.ts";
import { uuid } from "../support/make.ts";
import { segmentRow, select } from "../support/rows.ts";
import { startApp } from "../support/start.ts";
import { engineOn, newEmulator, settingsOf } from "../support/vast.ts";

const MANY = 1_000_000;
const CROWD = 100_000;
const PART = 50_000;

/** What pages cost, in rows that the cluster returned: never in time, and never more for a deeper page. */
describe("VAST engine: pages of a Flow of 1,000,000 Segments", function () {
  this.timeout(180_000);
  const even = uuid();
  const crowded = uuid();
  const schema = "pages";
  let emulator: Emulator;
  let engine: VastEngine;
  before(async () => {
    emulator = await newEmulator();
    engine = await openVastEngine(engineOn(emulator, schema));
    const database = await openDatabase(engineOn(emulator, schema));
    // One a second, and all in one second.
    await fill(database, even, MANY, (n) => ({ start_s: n, start_x: 0, end_s: n + 1, end_x: 0 }));
    await fill(database, crowded, CROWD, (n) => ({
      start_s: 7,
      start_x: 10 * n,
      end_s: 7,
      end_x: 10 * n + 10,
    }));
    await database.client.close();
  });
  after(async () => {
    await engine.close();
    await emulator.close();
  });

  /** A page, and how many rows came for it. */
  const page = async (
    flow: string,
    more: Query<"segments">,
  ): Promise<{ rows: Row<"segments">[]; came: number }> => {
    emulator.counters.reset();
    const where = [{ column: "flow_id", op: "eq", value: flow } as const, ...(more.where ?? [])];
    const rows = await select(engine, "segments", { order: "time", limit: 100, ...more, where });
    return { rows, came: emulator.counters.rowsReturned };
  };
  const seconds = (rows: readonly Row<"segments">[]): number[] => rows.map((row) => row.start_s);
  const range = (first: number, step: number): number[] =>
    Array.from({ length: 100 }, (_, n) => first + n * step);

  it("read one window in the middle, both ways, and hardly more rows than the page has", async () => {
    const forward = await page(even, { after: [even, MANY / 2, 0] });
    expect(seconds(forward.rows)).to.eql(range(MANY / 2 + 1, 1));
    const back = await page(even, { after: [even, MANY / 2, 0], reverse: true });
    expect(seconds(back.rows)).to.eql(range(MANY / 2 - 1, -1));
    // 1.25 times the page, and the row of extents.
    for (const { came } of [forward, back]) expect(came).to.be.at.most(126);
  });

  it("cost no more at the beginning, at the end and in a range than in the middle", async () => {
    const last = { columns: ["start_s", "start_x"], op: "lt", values: [MANY / 4, 0] } as const;
    const late = { columns: ["end_s", "end_x"], op: "gt", values: [MANY / 4, 0] } as const;
    const pages = [
      { found: await page(even, {}), expected: range(0, 1) },
      { found: await page(even, { reverse: true }), expected: range(MANY - 1, -1) },
      { found: await page(even, { where: [last], reverse: true }), expected: range(MANY / 4 - 1, -1) },
      {
        found: await page(even, { where: [late, { column: "start_s", op: "ge", value: MANY / 4 - 2 }] }),
        expected: range(MANY / 4, 1),
      },
    ];
    for (const { found, expected } of pages) {
      expect(seconds(found.rows)).to.eql(expected);
      expect(found.came).to.be.at.most(130);
    }
  });

  it("read a bounded number of rows where a hundred thousand start in one second", async () => {
    for (const reverse of [false, true]) {
      const { rows, came } = await page(crowded, { after: [crowded, 7, 500_000], reverse });
      expect(rows.map((row) => row.start_x)).to.eql(range(reverse ? 499_990 : 500_010, reverse ? -10 : 10));
      // At most one cut window of a second, and one for each halving of its nanoseconds.
      expect(came).to.be.at.most(33 * mostRows(100));
    }
  });

  it("find what an Object is used for in a range without reading the range", async () => {
    const { rows, came } = await page(even, {
      where: [{ column: "object_id", op: "eq", value: `object-${MANY - 3}` }],
    });
    expect(seconds(rows)).to.eql([MANY - 3]);
    expect(came).to.be.at.most(2);
  });

  it("are as cheap through the API (SEG-001, X-069)", async () => {
    const server = await startApp({ engine: { kind: "vast", vast: settingsOf(emulator, schema) } });
    const api = new Client(server.base);
    // The workers look for jobs meanwhile, which there are none of.
    emulator.counters.reset();
    const { body, headers } = await api.get<{ timerange: string }[]>(
      `/flows/${even}/segments?timerange=${MANY / 2}:0_&limit=100`,
    );
    expect(body.map(({ timerange }) => timerange)).to.eql(
      range(MANY / 2, 1).map((s) => `[${s}:0_${s + 1}:0)`),
    );
    expect(headers.get("link")).to.include("next");
    expect(emulator.counters.rowsReturned).to.be.at.most(140);
    await server.close();
  });
});

type Times = Pick<Row<"segments">, "start_s" | "start_x" | "end_s" | "end_x">;

/** Puts Segments past the engine, which would look for each of their keys first. */
async function fill(
  database: Database,
  flow: string,
  count: number,
  times: (n: number) => Times,
): Promise<void> {
  const session = await database.begin();
  for (let from = 0; from < count; from += PART) {
    const rows = Array.from({ length: Math.min(PART, count - from) }, (_, n) =>
      segmentRow(flow, from + n, times(from + n)),
    );
    await session.insert(storedTables.segments, rows);
  }
  const { start_s, start_x } = times(0);
  const { end_s, end_x } = times(count - 1);
  const extent = { flow_id: flow, start_s, start_x, end_s, end_x, longest: 1, count, segments_updated: null };
  await session.insert(storedTables.flow_extents, [extent]);
  await session.transaction.commit();
}
