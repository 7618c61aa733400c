import { setTimeout as sleep } from "node:timers/promises";
import { Field, Int64, type RecordBatch, Schema, Table, Utf8, vectorFromArray } from "apache-arrow";
import { expect } from "chai";
import { connectVast, type VastClient, type VastOptions } from "../../src/vast/client.ts";
import { isVastError, type VastErrorKind } from "../../src/vast/errors.ts";
import { countRowIds, rowIdsOf } from "../../src/vast/row-ids.ts";
import type { SelectOptions } from "../../src/vast/select.ts";
import type { Table as VastTable } from "../../src/vast/table.ts";
import type { Transaction } from "../../src/vast/transaction.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/vast-emulator/server.ts";

const KEYS = { accessKeyId: "key", secretAccessKey: "secret" };
const COLUMNS = new Schema([new Field("a", new Int64(), true), new Field("b", new Utf8(), true)]);
const BIG = 2n ** 62n + 1n;
const ROWS = new Table({
  a: vectorFromArray([1n, BIG, 3n], new Int64()),
  b: vectorFromArray(["x", null, "z"], new Utf8()),
});

describe("vast: the client on the emulator", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(more: Partial<EmulatorOptions> = {}): Promise<Emulator> {
    const emulator = await startEmulator({ ...KEYS, strict: true, ...more });
    ends.push(() => emulator.close());
    return emulator;
  }

  async function connect(emulator: Emulator, more: Partial<VastOptions> = {}): Promise<VastClient> {
    const client = await connectVast({
      ...KEYS,
      endpoints: [emulator.url],
      retry: { attempts: 10, baseMs: 1 },
      ...more,
    });
    ends.push(() => client.close());
    return client;
  }

  const tableIn = (tx: Transaction): VastTable => tx.bucket("vastdb").schema("s").table("t");

  async function make(client: VastClient, sortKey: readonly string[] = []): Promise<void> {
    await client.transaction(async (tx) => {
      const schema = tx.bucket("vastdb").schema("s");
      await schema.create();
      expect(countRowIds(await (await schema.createTable("t", COLUMNS, { sortKey })).insert(ROWS))).to.equal(
        3,
      );
    });
  }

  async function batches(table: VastTable, options: Partial<SelectOptions> = {}): Promise<RecordBatch[]> {
    const found: RecordBatch[] = [];
    for await (const batch of table.select({ columns: ["a", "b"], ...options })) found.push(batch);
    return found;
  }

  const text = (found: readonly RecordBatch[]): string[] =>
    found.flatMap((batch) => batch.toArray().map((row) => `${row["a"]} ${row["b"]}`)).sort();

  async function kindOf(work: Promise<unknown>): Promise<VastErrorKind | undefined> {
    return await work.then(
      () => undefined,
      (thrown: unknown) => (isVastError(thrown) ? thrown.kind : undefined),
    );
  }

  for (const sortKey of [[], ["a"]]) {
    const which = sortKey.length === 0 ? "a plain" : "a sorted";
    it(`inserts, selects, updates and deletes rows of ${which} table`, async () => {
      const client = await connect(await start());
      await make(client, sortKey);
      const tx = await client.begin();
      const table = tableIn(tx);
      expect(await table.sortKey()).to.deep.equal(sortKey);
      expect(text(await batches(table))).to.deep.equal(["1 x", "3 z", `${BIG} null`]);
      const where = [{ column: "a", anyOf: [{ op: "ge" as const, value: 3 }] }];
      const [found] = await batches(table, { columns: ["b"], rowIds: true, where });
      const ids = found!.getChild("$row_id")!;
      await table.update(new Table({ $row_id: ids, b: vectorFromArray(["new", "new"], new Utf8()) }));
      expect(text(await batches(table))).to.deep.equal(["1 x", "3 new", `${BIG} new`]);
      await table.delete(rowIdsOf(found!));
      expect(text(await batches(table))).to.deep.equal(["1 x"]);
      await tx.rollback();
      expect(text(await client.transaction((tx) => batches(tableIn(tx))))).to.have.length(3);
    });
  }

  it("leads a table through all changes of its columns, projections, sort key and name", async () => {
    const client = await connect(await start());
    await make(client);
    await client.transaction(async (tx) => {
      const table = tableIn(tx);
      await table.addColumns(new Schema([new Field("c", new Int64(), true)]));
      await table.renameColumn("c", "d");
      await table.dropColumns(["b"]);
      expect((await table.columns()).fields.map(({ name }) => name)).to.deep.equal(["a", "d"]);
      await table.createProjection("p", { sorted: ["a"], unsorted: ["d"] });
      await table.renameProjection("p", "q");
      expect((await table.projections()).map(({ name }) => name)).to.deep.equal(["q"]);
      expect((await table.projectionStats("q")).rows).to.be.a("bigint");
      await table.dropProjection("q");
      expect(await table.projections()).to.deep.equal([]);
      await table.setSortKey(["a"]);
      const renamed = await table.rename("u");
      expect([await table.info(), (await renamed.info())?.sorted]).to.deep.equal([undefined, true]);
      expect((await renamed.stats()).rows).to.equal(3n);
      await renamed.drop();
      await tx.bucket("vastdb").schema("s").drop();
      expect(await tx.bucket("vastdb").schemas()).to.deep.equal([]);
    });
  });

  it("reads a list that is longer than a page", async () => {
    const client = await connect(await start());
    const wide = new Schema(
      Array.from({ length: 10_050 }, (_, index) => new Field(`c${index}`, new Int64(), true)),
    );
    await client.transaction(async (tx) => {
      const schema = tx.bucket("vastdb").schema("s");
      await schema.create();
      const table = await schema.createTable("wide", wide);
      expect((await table.columns()).fields.at(-1)?.name).to.equal("c10049");
    });
  });

  it("reads what a snapshot holds, whatever has become of it since", async () => {
    const emulator = await start();
    const client = await connect(emulator);
    await make(client);
    emulator.takeSnapshot("vastdb", "then");
    await client.transaction((tx) => tableIn(tx).drop());
    await client.transaction(async (tx) => {
      expect(await tx.bucket("vastdb").snapshots("th")).to.deep.equal(["then"]);
      const table = tx.bucket("vastdb").snapshot("then").schema("s").table("t");
      expect(text(await batches(table))).to.have.length(3);
    });
  });

  it("tells the second of two writers at once, and lets it run again", async () => {
    const client = await connect(await start());
    await make(client);
    const [first, second] = [await client.begin(), await client.begin()];
    await tableIn(first).renameColumn("a", "x");
    expect(await kindOf(tableIn(second).renameColumn("a", "y"))).to.equal("conflict");
    await second.rollback();
    await first.commit();
    await client.transaction((tx) => tableIn(tx).renameColumn("x", "y"));
    const columns = await client.transaction((tx) => tableIn(tx).columns());
    expect(columns.fields[0]?.name).to.equal("y");
  });

  it("connects with any keys, for only the first call is checked", async () => {
    const client = await connect(await start(), { secretAccessKey: "wrong" });
    expect(await kindOf(client.begin())).to.equal("forbidden");
  });

  it("says that the outcome is unknown of a commit whose answer was cut, made or not", async () => {
    const emulator = await start();
    const client = await connect(emulator, { retry: { attempts: 2, baseMs: 1 } });
    await make(client);
    const drop = (tx: Transaction): Promise<void> => tableIn(tx).drop();
    const exists = async (): Promise<boolean> => (await tableIn(client.outside()).info()) !== undefined;
    emulator.setFaults({ cutCommitBefore: 1 });
    expect([await kindOf(client.transaction(drop)), await exists()]).to.deep.equal(["outcomeUnknown", true]);
    emulator.setFaults({ cutCommitAfter: 1 });
    expect([await kindOf(client.transaction(drop)), await exists()]).to.deep.equal(["outcomeUnknown", false]);
  });

  it("keeps a transaction alive that is used by nobody for longer than the cluster waits", async () => {
    const client = await connect(await start({ transactionExpiryMs: 400 }), { keepAliveMs: 40 });
    await make(client);
    const tx = await client.begin();
    await sleep(1_000);
    expect(text(await batches(tableIn(tx)))).to.have.length(3);
  });

  it("reads right through a cluster that is busy and cuts connections", async () => {
    const emulator = await start();
    const client = await connect(emulator);
    await make(client);
    emulator.setFaults({
      seed: 1,
      slowDown: 0.2,
      slowDownMidSelect: 0.2,
      cutBefore: 0.1,
      cutAnswer: 0.2,
      keepAlives: 0.5,
    });
    for (let count = 0; count < 50; count++) {
      expect(text(await batches(tableIn(client.outside()), { splits: 2 }))).to.deep.equal([
        "1 x",
        "3 z",
        `${BIG} null`,
      ]);
    }
  });
});
