import Database from "better-sqlite3";
import { expect } from "chai";
import type { Principal } from "../src/contract/operations.ts";
import type { App } from "../src/services/app.ts";
import { classified } from "../src/services/classes.ts";
import { type Flow, flowRow, storedFlow } from "../src/services/flow-document.ts";
import type { Page } from "../src/services/paging.ts";
import { selectVisible } from "../src/services/visible.ts";
import { inserted } from "../src/storage/changes.ts";
import { migrate } from "../src/storage/embedded/migrations.ts";
import { openView } from "../src/storage/embedded/view.ts";
import type { Change, Condition, View } from "../src/storage/engine.ts";
import type { OrderName, Row } from "../src/storage/tables.ts";
import { openDatabase } from "../src/storage/vast/database.ts";
import { openVastEngine, type VastEngine } from "../src/storage/vast/engine.ts";
import { storedTables } from "../src/storage/vast/stored.ts";
import type { Emulator } from "../src/vast-emulator/server.ts";
import { CountingReader, insertRows } from "./support/sqlite-rows.ts";
import { engineOn, newEmulator } from "./support/vast.ts";
import { idOf, readerOf } from "./support/world.ts";

const MANY = 100_000;
const PART = 20_000;
const LIMIT = 100;
const VIDEO = "urn:x-nmos:format:video";
const TENTH = readerOf(["tenth"]);
const HUNDREDTH = readerOf(["hundredth"]);
const BOTH = readerOf(["hundredth", "tenth", "nothing"]);

/** Lists of `selectVisible` ask an app for its limits only. */
const app = { settings: { pageLimitDefault: LIMIT, pageLimitMax: 1000 } } as App;

interface Asked {
  readonly order?: OrderName<"flows">;
  readonly where?: readonly Condition<"flows">[];
  readonly reverse_order?: boolean;
}

/** Every hundredth of the Flows has a class, every tenth another, and the rest one that nobody here may read. */
function flowOf(n: number): Flow {
  const created = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  const auth_classes = n % 100 === 0 ? ["hundredth", "tenth"] : [n % 10 === 0 ? "tenth" : "hidden"];
  return {
    id: idOf("flow", n),
    source_id: idOf("source", n % 7),
    format: VIDEO,
    codec: "video/h264",
    label: `label ${String((n * 7919) % MANY).padStart(6, "0")}`,
    essence_parameters: { frame_width: 1920, frame_height: 1080 },
    tags: { auth_classes },
    created,
    metadata_updated: created,
  } as unknown as Flow;
}

/** The rows of some Flows, those of their classes as the server derives them. */
async function rowsOf(
  from: number,
): Promise<{ flows: readonly Row<"flows">[]; classes: readonly Row<"flow_classes">[] }> {
  const rows = Array.from({ length: PART }, (_, n) => flowRow(flowOf(from + n), null));
  const changes: Change[] = [];
  const recording = classified({
    read: () => Promise.reject(new Error("Nothing is read for new rows.")),
    write: async (_, work) => {
      const outcome = await work(NO_VIEW);
      changes.push(...outcome.changes);
      return outcome.result;
    },
    check: async () => undefined,
    close: async () => undefined,
  });
  await recording.write([], async () => ({ result: undefined, changes: [{ insert: "flows", rows }] }));
  return { flows: inserted(changes, "flows"), classes: inserted(changes, "flow_classes") };
}

const NO_VIEW: View = {
  select: () => Promise.reject(new Error("Nothing is read for new rows.")),
  get: () => Promise.reject(new Error("Nothing is read for new rows.")),
};

type Pages = (caller: Principal, asked: Asked, page: string | undefined) => Promise<Page<Row<"flows">>>;

/** Every item, walked page by page, and the most rows that any page cost. */
async function walk(
  pages: Pages,
  cost: () => number,
  caller: Principal,
  asked: Asked = {},
): Promise<{ ids: string[]; most: number }> {
  const ids: string[] = [];
  let most = 0;
  for (let page: string | undefined, first = true; first || page !== undefined; first = false) {
    const found: Page<Row<"flows">> = await pages(caller, asked, page);
    most = Math.max(most, cost());
    for (const row of found.items) ids.push(storedFlow(row).id);
    if (found.next !== undefined) expect(found.items).to.have.length(LIMIT);
    page = found.next;
  }
  return { ids, most };
}

function expectedIds(every: number, asked: Asked = {}, keep = (_: number): boolean => true): string[] {
  const numbers = Array.from({ length: MANY / every }, (_, n) => n * every).filter(keep);
  if (asked.order === "label")
    numbers.sort((left, right) => ((left * 7919) % MANY) - ((right * 7919) % MANY));
  else numbers.reverse();
  if (asked.reverse_order === true) numbers.reverse();
  return numbers.map((n) => idOf("flow", n));
}

const list = (
  view: View,
  caller: Principal,
  { order = "created", where = [], ...asked }: Asked,
  page?: string,
) =>
  selectVisible(
    app,
    view,
    caller,
    { table: "flows", order, where },
    { ...asked, ...(page !== undefined && { page }) },
  );

describe("a listing of 100,000 Flows of which the caller may read few (AUTH-046)", () => {
  describe("on the embedded engine", function () {
    this.timeout(120_000);
    const db = new Database(":memory:");
    const reader = new CountingReader(db);
    const { view } = openView(reader);
    before(async () => {
      migrate(db);
      for (let from = 0; from < MANY; from += PART) {
        const { flows, classes } = await rowsOf(from);
        insertRows(db, "flows", flows);
        insertRows(db, "flow_classes", classes);
      }
    });
    after(() => db.close());
    const pages: Pages = (caller, asked, page) => {
      reader.counts.length = 0;
      return list(view, caller, asked, page);
    };
    const cost = (): number => reader.counts.reduce((sum, count) => sum + count, 0);
    /** A page and the row that tells of a further one: in the class, with the row where the walk enters, and as documents. */
    const PAGE = 2 * (LIMIT + 1) + 1;

    for (const asked of [
      {},
      { reverse_order: true },
      { order: "label" },
      { order: "metadata_updated", reverse_order: true },
    ] as const) {
      it(`has all of them, and each page reads its own rows whatever is hidden: ${JSON.stringify(asked)}`, async () => {
        const tenth = await walk(pages, cost, TENTH, asked);
        expect(tenth.ids).to.eql(expectedIds(10, asked));
        expect(tenth.most).to.be.at.most(PAGE);
        const hundredth = await walk(pages, cost, HUNDREDTH, asked);
        expect(hundredth.ids).to.eql(expectedIds(100, asked));
        expect(hundredth.most, "ten times as much hidden").to.be.at.most(PAGE);
      });
    }

    it("reads as many rows of each of the caller's classes, and shows a Flow of two of them once", async () => {
      const { ids, most } = await walk(pages, cost, BOTH);
      expect(ids).to.eql(expectedIds(10));
      expect(most).to.be.at.most(PAGE + LIMIT + 2);
    });

    it("reads no more with filters that hidden Flows meet too", async () => {
      for (const [column, value] of [
        ["format", VIDEO],
        ["codec", "video/h264"],
        ["frame_width", 1920],
        ["source_id", idOf("source", 3)],
      ] as const) {
        const where = [{ column, op: "eq", value } as const];
        const { ids, most } = await walk(pages, cost, TENTH, { where });
        expect(ids).to.eql(expectedIds(10, {}, (n) => column !== "source_id" || n % 7 === 3));
        expect(most, column).to.be.at.most(PAGE);
      }
    });

    it("reads next to nothing for who may read nothing", async () => {
      const { ids, most } = await walk(pages, cost, readerOf(["nothing"]));
      expect([ids, most]).to.eql([[], 0]);
    });
  });

  describe("on VAST", function () {
    this.timeout(120_000);
    let emulator: Emulator;
    let engine: VastEngine;
    before(async () => {
      emulator = await newEmulator();
      engine = await openVastEngine(engineOn(emulator, "scale"));
      const database = await openDatabase(engineOn(emulator, "scale"));
      const session = await database.begin();
      for (let from = 0; from < MANY; from += PART) {
        const { flows, classes } = await rowsOf(from);
        await session.insert(storedTables.flows, flows);
        await session.insert(storedTables.flow_classes, classes);
      }
      await session.transaction.commit();
      await database.client.close();
    });
    after(async () => {
      await engine.close();
      await emulator.close();
    });
    const pages: Pages = (caller, asked, page) => {
      emulator.counters.reset();
      return engine.read((view) => list(view, caller, asked, page));
    };
    const cost = (): number => emulator.counters.rowsReturned;

    it("has all of them, and the cluster returns keys of what is readable only", async () => {
      // VAST has no order: the keys of what matches come, and then the page's rows; what is hidden never does.
      const spare = 20 * LIMIT;
      const hundredth = await walk(pages, cost, HUNDREDTH);
      expect(hundredth.ids).to.eql(expectedIds(100));
      expect(hundredth.most).to.be.at.most(MANY / 100 + spare);
      const first = await pages(TENTH, {}, undefined);
      expect(cost()).to.be.at.most(MANY / 10 + spare);
      const second = await pages(TENTH, {}, first.next);
      expect(cost()).to.be.at.most(MANY / 10 + spare);
      const ids = [...first.items, ...second.items].map(({ id }) => id);
      expect(ids).to.eql(expectedIds(10).slice(0, 2 * LIMIT));
    });
  });
});
