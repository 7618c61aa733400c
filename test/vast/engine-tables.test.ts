import { Field, Int64, Schema, Utf8 } from "apache-arrow";
import { expect } from "chai";
import { type Database, openDatabase } from "../../src/storage/vast/database.ts";
import { openVastEngine, type VastEngine, type VastEngineOptions } from "../../src/storage/vast/engine.ts";
import { LOCKS } from "../../src/storage/vast/locks.ts";
import {
  disableProjections,
  enableProjections,
  ensureProjections,
  projectionStatus,
  projections,
} from "../../src/storage/vast/projections.ts";
import { allTables, locksTable, stateTable, textsTable } from "../../src/storage/vast/stored.ts";
import { ensureTables, type Step, schemaOf, tableStatus } from "../../src/storage/vast/tables.ts";
import type { Emulator } from "../../src/vast-emulator/server.ts";
import { faultOf, increment, put, segmentRow, select, sourceRow } from "../support/rows.ts";
import { engineOn, newEmulator } from "../support/vast.ts";

describe("VAST engine: its tables", () => {
  let emulator: Emulator;
  let options: VastEngineOptions;
  let database: Database;
  before(async () => {
    emulator = await newEmulator();
  });
  beforeEach(async () => {
    options = engineOn(emulator);
    database = await openDatabase(options);
  });
  afterEach(() => database.client.close());
  after(() => emulator.close());

  /** An engine on the schema, for the time of some work. */
  const withEngine = async (work: (engine: VastEngine) => Promise<void>): Promise<void> => {
    const engine = await openVastEngine(options);
    await work(engine).finally(() => engine.close());
  };

  it("are all missing, then all ready", async () => {
    const before = await tableStatus(database);
    expect(before.map(({ state }) => state)).to.eql(allTables.map(() => "missing"));
    await ensureTables(database);
    const after = await tableStatus(database);
    expect(after.map(({ table, state }) => `${table} ${state}`)).to.eql(
      allTables.map(({ name }) => `${name} ready`),
    );
    expect(after.find(({ table }) => table === "locks")?.rows).to.equal(BigInt(LOCKS));
  });

  it("are not called missing where the whole bucket is", async () => {
    const nowhere = await openDatabase({ ...options, bucket: "no-such-bucket" });
    const thrown = await tableStatus(nowhere).catch((error: unknown) => error);
    expect(String(thrown)).to.match(/The bucket no-such-bucket does not exist/);
    await nowhere.client.close();
  });

  it("are changed by a second start in nothing", async () => {
    await ensureTables(database);
    emulator.counters.reset();
    await ensureTables(database);
    const writes = Object.keys(emulator.counters.calls).filter(
      (call) => !/^(GET|HEAD) |transaction|^HEAD/.test(call),
    );
    expect(writes).to.eql([]);
  });

  it("are created once the cluster is well again, though a broken try could not be undone at once", async () => {
    let undoing = 0;
    const troubled = await newEmulator({
      onCall: ({ method, command, status }) => {
        if (command === "projection" && method === "POST" && undoing === 0)
          troubled.setFaults({ unavailable: 1 });
        if (command !== "transaction" || method !== "DELETE" || status !== 503) return;
        undoing++;
        if (undoing === 2) troubled.setFaults({});
      },
    });
    try {
      const engine = await openVastEngine({ ...engineOn(troubled), projections: true });
      await engine.close();
      expect(undoing).to.equal(2);
      expect(troubled.openTransactions).to.equal(0);
    } finally {
      await troubled.close();
    }
  });

  it("get the columns they lack, empty", async () => {
    await withEngine((engine) => put(engine, { insert: "sources", rows: [sourceRow("a")] }));
    await schemaOf(database, database.outside()).table("sources").dropColumns(["doc_rest"]);
    const [missing] = (await tableStatus(database)).filter(({ state }) => state === "differs");
    expect(missing).to.include({ table: "sources" });
    expect(missing?.differences).to.eql(["doc_rest is missing"]);
    await withEngine(async (engine) => {
      expect(await select(engine, "sources")).to.eql([sourceRow("a")]);
    });
  });

  it("are refused where a column has another type, which is named", async () => {
    await ensureTables(database);
    const sources = schemaOf(database, database.outside()).table("sources");
    await sources.dropColumns(["label"]);
    await sources.addColumns(new Schema([new Field("label", new Int64(), true)]));
    const refused: unknown = await openVastEngine(options).catch((error: unknown) => error);
    expect(String(refused)).to.include("sources.label is Int64 in place of Utf8");
    expect((await tableStatus(database)).filter(({ state }) => state === "differs")).to.have.length(1);
  });

  it("keep columns that somebody added", async () => {
    await ensureTables(database);
    const more = new Schema([new Field("mine", new Utf8(), true)]);
    await schemaOf(database, database.outside()).table("sources").addColumns(more);
    await withEngine(async (engine) => {
      await put(engine, { insert: "sources", rows: [sourceRow("a")] });
      expect(await select(engine, "sources")).to.eql([sourceRow("a")]);
    });
  });

  it("go through each step of history once, in order, and never back", async () => {
    await ensureTables(database);
    const ran: number[] = [];
    const history = [2, 3].map((version): Step => ({ version, up: async () => void ran.push(version) }));
    await ensureTables(database, history);
    await ensureTables(database, history);
    expect(ran).to.eql([2, 3]);
    const newer: unknown = await ensureTables(database).catch((error: unknown) => error);
    expect(String(newer)).to.include("of version 3 and this program knows versions up to 1");
  });

  it("are refused without a lock, which would serialise nothing", async () => {
    await ensureTables(database);
    const outside = database.outside();
    const [lock] = await outside.read(locksTable, { columns: ["stripe"], where: [] });
    await outside.delete(locksTable, [lock?.id ?? 0n]);
    expect(String(await openVastEngine(options).catch((error: unknown) => error))).to.include("lacks a row");
  });

  describe("of documents longer than a cell", () => {
    const parts = async (): Promise<number> =>
      (await database.outside().read(textsTable, { columns: ["id"], where: [] })).length;
    const long = (letter: string): string => `{"x":"${letter.repeat(400_000)}é👩🏽‍🚀"}`;

    it("keep them whole, and nothing of them when they are replaced or deleted", async () => {
      await withEngine(async (engine) => {
        await put(engine, {
          insert: "settings",
          rows: ["a", "b"].map((name) => ({ name, doc: long(name) })),
        });
        expect(await select(engine, "settings")).to.have.deep.members(
          ["a", "b"].map((name) => ({ name, doc: long(name) })),
        );
        expect(await parts()).to.equal(6);
        await put(engine, { update: "settings", rows: [{ name: "a", doc: long("c") }] });
        expect(await parts()).to.equal(6);
        await put(engine, { update: "settings", rows: [{ name: "a", doc: "short" }] });
        expect(await parts()).to.equal(3);
        await put(engine, { delete: "settings", keys: [{ name: "b" }] });
        expect(await parts()).to.equal(0);
        expect(await select(engine, "settings")).to.eql([{ name: "a", doc: "short" }]);
      });
    });

    it("refuse other values that no cell holds, as the client's mistake", async () => {
      await withEngine(async (engine) => {
        const rows = [sourceRow("a", { label: "x".repeat(200_000) })];
        expect(await faultOf(put(engine, { insert: "sources", rows }))).to.equal("invalid");
      });
    });
  });

  it("refuse a fraction, a missing value and a null where none may be as a mistake of their caller", async () => {
    await withEngine(async (engine) => {
      const rows = [
        segmentRow("f", 0.5),
        { ...segmentRow("f", 1), doc: undefined },
        { ...segmentRow("f", 2), doc: null },
        segmentRow("f", 3, { start_x: 2 ** 31 }),
      ];
      for (const row of rows) {
        const written = put(engine, { insert: "segments", rows: [misfit(row)] });
        expect(await faultOf(written)).to.match(/^Error: .*(doc|start_s|start_x)/);
      }
      expect(await select(engine, "segments")).to.eql([]);
    });
  });

  describe("projections", () => {
    const present = async (): Promise<number> =>
      (await projectionStatus(database)).projections.filter(({ exists }) => exists).length;

    it("are created at the first start, whoever comes first, and serve every query", async () => {
      const engines = await Promise.all(
        [1, 2, 3].map(() => openVastEngine({ ...options, projections: true })),
      );
      expect(await present()).to.equal(projections.length);
      const [one] = engines;
      await put(one!, { insert: "segments", rows: [segmentRow("f", 1), segmentRow("f", 2)] });
      await increment(one!, "n");
      const where = [{ column: "object_id", op: "eq", value: "object-2" }] as const;
      expect(await select(one!, "segments", { where })).to.eql([segmentRow("f", 2)]);
      for (const engine of engines) await engine.close();
    });

    it("stay away once they were disabled, until they are enabled", async () => {
      await ensureTables(database);
      await ensureProjections(database);
      expect(await disableProjections(database)).to.have.length(projections.length);
      await ensureProjections(database);
      expect(await present()).to.equal(0);
      expect((await projectionStatus(database)).enabled).to.equal(false);
      expect(await enableProjections(database)).to.have.length(projections.length);
      expect(await enableProjections(database)).to.eql([]);
      expect(await projectionStatus(database)).to.include({ enabled: true });
    });

    it("of others are left alone", async () => {
      await ensureTables(database);
      const sources = schemaOf(database, database.outside()).table("sources");
      await sources.createProjection("mine", { sorted: ["label"], unsorted: ["id"] });
      await ensureProjections(database);
      await disableProjections(database);
      expect((await sources.projections()).map(({ name }) => name)).to.eql(["mine"]);
    });
  });

  it("note their version in a row", async () => {
    await ensureTables(database);
    const rows = await database.outside().read(stateTable, { columns: ["name", "value"], where: [] });
    expect(rows.map(({ cells }) => cells)).to.eql([{ name: "version", value: "1" }]);
  });
});

/** A row that its type forbids, as a mistake in plain JavaScript or a cast would make it. */
function misfit(row: object): ReturnType<typeof segmentRow> {
  return row as ReturnType<typeof segmentRow>;
}
