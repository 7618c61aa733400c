import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect } from "chai";
import { FILE } from "../src/storage/embedded/connection.ts";
import { openEmbeddedEngine } from "../src/storage/embedded/engine.ts";
import type { Engine } from "../src/storage/engine.ts";
import { describeEngine, type OpenEngine } from "./engine.suite.ts";
import { counter, faultOf, increment, put, segmentRow, select, sourceRow } from "./support/rows.ts";

describeEngine("embedded", openInTemporaryFolder);

describe("engine: embedded, in a folder", () => {
  let folder: string;
  const opened: Engine[] = [];
  const openHere = async (
    options: { writer?: URL; onFault?: (error: Error) => void } = {},
  ): Promise<Engine> => {
    const engine = await openEmbeddedEngine({ folder, ...options });
    opened.push(engine);
    return engine;
  };
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    for (const engine of opened.splice(0)) await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("is created once by several that open it at the same time", async () => {
    const engines = await Promise.all(Array.from({ length: 5 }, () => openHere()));
    await Promise.all(
      engines.map((engine, n) => put(engine, { insert: "sources", rows: [sourceRow(`s${n}`)] })),
    );
    for (const engine of engines) expect(await select(engine, "sources")).to.have.length(5);
  });

  it("loses no update of two processes on one key", async () => {
    const children = [startChild(folder, "increment", 100), startChild(folder, "increment", 100)];
    const engine = await openHere();
    await Promise.all([
      ...Array.from({ length: 100 }, () => increment(engine, "shared")),
      ...children.map(ended),
    ]);
    expect(await engine.read((view) => counter(view, "shared"))).to.equal(300);
  });

  it("keeps every write that was acknowledged before its process was killed", async () => {
    const child = startChild(folder, "insert", 0);
    let acknowledged = -1;
    child.on("message", (n) => {
      acknowledged = Number(n);
      if (acknowledged >= 50) child.kill("SIGKILL");
    });
    await once(child, "exit");
    const kept = await select(await openHere(), "settings");
    const expected = Array.from({ length: acknowledged + 1 }, (_, n) => `n${n}`);
    expect(kept.map((row) => row.name)).to.include.members(expected);
    expect(acknowledged).to.be.at.least(50);
  });

  it("has a read see the snapshot it began with while another engine writes", async () => {
    const [one, two] = [await openHere(), await openHere()];
    await one.read(async (view) => {
      await increment(two, "n");
      expect(await counter(view, "n")).to.equal(0);
    });
    expect(await one.read((view) => counter(view, "n"))).to.equal(1);
  });

  it("runs a write again when another engine changed its key, and applies only the last run", async () => {
    const [one, two] = [await openHere(), await openHere()];
    let runs = 0;
    await one.write(["setting:n"], async (view) => {
      const seen = await counter(view, "n");
      if (++runs === 1) await increment(two, "n");
      return {
        result: seen,
        changes: [{ insert: "settings", rows: [{ name: `run ${runs} saw ${seen}`, doc: "" }] }],
      };
    });
    expect((await select(one, "settings")).map((row) => row.name).sort()).to.eql(["n", "run 2 saw 1"]);
  });

  it("gives up as unavailable when a key changes under every run", async () => {
    const [one, two] = [await openHere(), await openHere()];
    const write = one.write(["setting:n"], async () => {
      await increment(two, "n");
      return { result: 0, changes: [{ insert: "settings", rows: [{ name: "never", doc: "" }] }] };
    });
    expect(await faultOf(write)).to.equal("unavailable");
    expect((await select(one, "settings")).map((row) => row.name)).to.eql(["n"]);
  });

  it("keeps its log short while reads never pause", async () => {
    const engine = await openHere();
    let isDone = false;
    const reads = Array.from({ length: 4 }, async () => {
      while (!isDone) await engine.read(async (view) => [await view.select("settings"), await nextTurn()]);
    });
    const doc = "x".repeat(100_000);
    await put(engine, { insert: "settings", rows: [{ name: "n", doc }] });
    for (let n = 0; n < 1500; n++)
      await put(engine, { update: "settings", rows: [{ name: "n", doc: `${doc}${n}` }] });
    isDone = true;
    await Promise.all(reads);
    // 150 MB were written through it.
    expect((await stat(join(folder, `${FILE}-wal`))).size).to.be.below(80_000_000);
  });

  it("leaves one file when it is closed", async () => {
    const engine = await openHere();
    await increment(engine, "n");
    await engine.close();
    expect(await readdir(folder)).to.eql([FILE]);
  });

  describe("in an outage", () => {
    it("is unavailable when its file was removed, and does not answer from what is left", async () => {
      const engine = await openHere();
      await put(engine, { insert: "sources", rows: [sourceRow("a")] });
      await rm(folder, { recursive: true });
      expect(await faultOf(select(engine, "sources"))).to.equal("unavailable");
      expect(await faultOf(put(engine, { insert: "sources", rows: [sourceRow("b")] }))).to.equal(
        "unavailable",
      );
      expect(await faultOf(engine.check())).to.equal("unavailable");
    });

    it("acknowledges no write whose file was removed before it was durable", async () => {
      const engine = await openHere();
      const written = engine.write(["k"], async () => {
        await rm(folder, { recursive: true });
        return { result: undefined, changes: [{ insert: "sources", rows: [sourceRow("a")] }] };
      });
      expect(await faultOf(written)).to.equal("unavailable");
    });

    it("is unavailable when another file took the place of its own", async () => {
      const engine = await openHere();
      await rename(join(folder, FILE), join(folder, "moved"));
      await writeFile(join(folder, FILE), "");
      expect(await faultOf(select(engine, "sources"))).to.equal("unavailable");
      expect(await faultOf(increment(engine, "n"))).to.equal("unavailable");
    });

    it("is unavailable, not empty, when its pages cannot be read", async () => {
      const first = await openHere();
      await put(first, {
        insert: "segments",
        rows: Array.from({ length: 5000 }, (_, n) => segmentRow("f", n)),
      });
      await first.close();
      const engine = await openHere();
      const file = await open(join(folder, FILE), "r+");
      const { size } = await file.stat();
      await file.write(Buffer.alloc(size - 65_536, 0xa5), 0, undefined, 65_536);
      await file.close();
      expect(await faultOf(select(engine, "segments", { order: "time" }))).to.equal("unavailable");
    });

    it("cannot be opened on a file that is no database, or in a folder that is a file", async () => {
      await writeFile(
        join(folder, FILE),
        "This is not a database, and long enough to be seen as none.".repeat(100),
      );
      expect(await faultOf(openHere())).to.equal("unavailable");
      expect(await faultOf(openEmbeddedEngine({ folder: join(folder, FILE) }))).to.equal("unavailable");
    });

    it("refuses what waits and all that comes when the writer thread dies, and says so once", async () => {
      const faults: Error[] = [];
      const writer = new URL("./support/dying-writer.ts", import.meta.url);
      const engine = await openHere({ writer, onFault: (error) => faults.push(error) });
      const waiting = ["a", "b"].map((id) => put(engine, { insert: "sources", rows: [sourceRow(id)] }));
      for (const write of waiting) expect(await faultOf(write)).to.equal("unavailable");
      expect(await faultOf(increment(engine, "n"))).to.equal("unavailable");
      expect(await faultOf(engine.check())).to.equal("unavailable");
      expect(await select(engine, "sources"), "reads go on").to.eql([]);
      expect(faults).to.have.length(1);
      expect(faults[0]?.cause).to.be.instanceOf(Error);
    });

    it("waits for a process that holds the lock, and meanwhile the event loop runs", async () => {
      const engine = await openHere();
      const other = new Database(join(folder, FILE));
      other.exec("BEGIN IMMEDIATE");
      const write = increment(engine, "n");
      for (let turn = 0; turn < 20; turn++) await nextTurn();
      expect(await select(engine, "settings"), "reads are not held up").to.eql([]);
      other.exec("COMMIT");
      other.close();
      expect(await write).to.equal(1);
    });
  });

  describe("given a row that no column can hold", () => {
    it("refuses a fraction, a missing value and a null where none may be as a mistake of its caller", async () => {
      const engine = await openHere();
      const rows = [
        segmentRow("f", 0.5),
        { ...segmentRow("f", 1), doc: undefined },
        { ...segmentRow("f", 2), doc: null },
      ];
      for (const row of rows) {
        const written = put(engine, { insert: "segments", rows: [misfit(row)] });
        expect(await faultOf(written)).to.match(/^Error: .*(doc|start_s)/);
      }
      expect(await select(engine, "segments")).to.eql([]);
    });
  });
});

async function openInTemporaryFolder(): Promise<OpenEngine> {
  const folder = await temporaryFolder();
  let engine = await openEmbeddedEngine({ folder });
  return {
    engine,
    async reopen() {
      await engine.close();
      engine = await openEmbeddedEngine({ folder });
      return engine;
    },
    async destroy() {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "tams-engine-"));
}

function startChild(folder: string, task: "increment" | "insert", count: number): ChildProcess {
  const program = fileURLToPath(new URL("./support/embedded-child.ts", import.meta.url));
  return fork(program, [folder, task, String(count)]);
}

async function ended(child: ChildProcess): Promise<void> {
  const [code]: unknown[] = await once(child, "exit");
  expect(code, "the other process failed").to.equal(0);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A row that its type forbids, as a mistake in plain JavaScript or a cast would make it. */
function misfit(row: object): ReturnType<typeof segmentRow> {
  return row as ReturnType<typeof segmentRow>;
}
