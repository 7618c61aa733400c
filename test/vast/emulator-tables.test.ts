import { Field, Int32, Int64, Schema, Table, Utf8, vectorFromArray } from "apache-arrow";
import { expect } from "chai";
import type { VastClient } from "../../src/vast/client.ts";
import type { Transaction } from "../../src/vast/transaction.ts";
import {
  batchesOf,
  COLUMNS,
  emulated,
  kindOf,
  makeTable,
  rowsOf,
  sendRaw,
  tableIn,
  textsOf,
} from "./emulated.ts";

const TABULAR = { "tabular-txid": "0", "tabular-api-version-id": "1" };
const LIST = {
  ...TABULAR,
  "tabular-next-key": "0",
  "tabular-list-count-only": "False",
  "tabular-name-prefix": "",
};
const IN_ORDER = { splits: 1, subSplits: 1 };

describe("vast emulator: schemas and tables", () => {
  const { start, connect } = emulated();

  const bucket = (tx: Transaction) => tx.bucket("vastdb");
  const open = async (): Promise<VastClient> => connect(await start());

  it("nests schemas, and lists only what is directly in one, in the order of creation", async () => {
    const client = await open();
    await client.transaction(async (tx) => {
      for (const path of ["z", "a", "z/inner", "z/inner/deep"]) await bucket(tx).schema(path).create();
      await bucket(tx).schema("z/inner").createTable("t", COLUMNS);
    });
    await client.transaction(async (tx) => {
      const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);
      expect(names(await bucket(tx).schemas())).to.eql(["z", "a"]);
      expect(names(await bucket(tx).schema("z").schemas())).to.eql(["inner"]);
      expect(names(await bucket(tx).schema("z/inner").tables())).to.eql(["t"]);
      expect(await kindOf(bucket(tx).schema("none/inner").create())).to.equal("notFound");
      expect(await kindOf(bucket(tx).schema("z").drop())).to.equal("conflict");
      await bucket(tx).schema("z").rename("y");
      expect(names(await bucket(tx).schema("y/inner").tables())).to.eql(["t"]);
      expect(await bucket(tx).schema("z").exists()).to.equal(false);
    });
  });

  it("refuses a schema that would move into itself", async () => {
    const client = await open();
    await client.transaction((tx) => bucket(tx).schema("z").create());
    expect(await kindOf(client.transaction((tx) => bucket(tx).schema("z").rename("z/in")))).to.equal(
      "badRequest",
    );
  });

  it("lists in pages that neither repeat nor leave out, also when something is created in between", async () => {
    const emulator = await start();
    const client = await connect(emulator);
    const names = Array.from({ length: 7 }, (_, place) => `s${place}`);
    await client.transaction(async (tx) => {
      for (const name of names) await bucket(tx).schema(name).create();
    });
    const headers = { ...LIST, "tabular-max-keys": "3" };
    const sizes: string[] = [];
    for (let key = "0", more = true; more; ) {
      const reply = await sendRaw(emulator, {
        method: "GET",
        target: "/vastdb?schema",
        headers: { ...headers, "tabular-next-key": key },
      });
      const next = String(reply.headers["tabular-next-key"]);
      sizes.push(`${reply.headers["tabular-list-count"]}`);
      expect(next).not.to.equal(key);
      key = next;
      if (sizes.length === 1) await client.transaction((tx) => bucket(tx).schema("late").create());
      more = reply.headers["tabular-is-truncated"] === "true";
    }
    expect(sizes).to.eql(["3", "3", "2"]);
  });

  it("finds one by its exact name, and those with a prefix", async () => {
    const client = await open();
    await client.transaction(async (tx) => {
      for (const name of ["ab", "abc", "b"]) await bucket(tx).schema(name).create();
      expect((await bucket(tx).schemas("ab")).map(({ name }) => name)).to.eql(["ab", "abc"]);
      expect(await bucket(tx).schema("ab").exists()).to.equal(true);
      expect(await bucket(tx).schema("a").exists()).to.equal(false);
    });
  });

  it("moves a table to another schema with its rows", async () => {
    const client = await open();
    await makeTable(client);
    await client.transaction(async (tx) => {
      await tableIn(tx).insert(rowsOf([1n], ["one"]));
      await bucket(tx).schema("other").create();
      const table = await tableIn(tx).rename("t2", { schema: "other" });
      expect(textsOf(await batchesOf(table))).to.eql(["1:one"]);
      expect(await bucket(tx).schema("s").tables()).to.eql([]);
    });
  });

  it("lists columns by both spellings of the command", async () => {
    const emulator = await start();
    await makeTable(await connect(emulator));
    const headers = { ...LIST, "tabular-max-keys": "10" };
    const [python, java] = await Promise.all(
      ["column", "columns"].map((command) =>
        sendRaw(emulator, { method: "GET", target: `/vastdb/s/t?${command}`, headers }),
      ),
    );
    expect(python?.status).to.equal(200);
    expect(java?.body).to.eql(python?.body);
  });

  it("adds columns with nulls, renames them with their values, and forgets those that are dropped", async () => {
    const client = await open();
    await makeTable(client);
    await client.transaction(async (tx) => {
      const table = tableIn(tx);
      await table.insert(rowsOf([1n], ["one"]));
      await table.addColumns(new Schema([new Field("c", new Int32(), true)]));
      await table.renameColumn("a", "x");
      await table.dropColumns(["b"]);
      await table.addColumns(new Schema([new Field("b", new Utf8(), true)]));
      expect((await table.columns()).names).to.eql(["x", "c", "b"]);
      const [batch] = await batchesOf(table, { columns: ["x", "c", "b"] });
      expect(batch?.toArray().map((row) => ({ ...row }))).to.eql([{ x: 1n, c: null, b: null }]);
      expect(await kindOf(table.addColumns(new Schema([new Field("c", new Int32(), true)])))).not.to.equal(
        "none",
      );
    });
  });

  it("gives decimal row ids in a sorted table, and lists its sort key; others have none", async () => {
    const client = await open();
    await makeTable(client, ["b", "a"]);
    await client.transaction(async (tx) => {
      expect(await tableIn(tx).sortKey()).to.eql(["b", "a"]);
      const ids = await tableIn(tx).insert(rowsOf([3n, 1n, 2n], ["z", "x", "y"]));
      expect(ids.sorted).to.equal(true);
      const words = ids.sorted ? ids.values : new Uint32Array();
      expect([0, 1, 2].map((row) => words[row * 4])).to.eql([0, 1, 2]);
      expect(words[3] !== 0 || words[2] !== 0, "the upper half is opaque").to.equal(true);
      await tableIn(tx).delete(ids);
      expect((await tableIn(tx).stats()).rows).to.equal(0n);
      expect(await kindOf(tableIn(tx).setSortKey(["a"]))).to.equal("badRequest");
      await bucket(tx).schema("s").createTable("plain", COLUMNS);
      expect((await bucket(tx).schema("s").table("plain").info())?.sorted).to.equal(false);
    });
  });

  it("refuses to update the columns of the sort key", async () => {
    const client = await open();
    await makeTable(client, ["a"]);
    const result = client.transaction(async (tx) => {
      await tableIn(tx).insert(rowsOf([1n], ["one"]));
      const [batch] = await batchesOf(tableIn(tx), { columns: [], rowIds: true });
      const ids = batch?.getChild("$row_id");
      if (!ids) throw new Error("There is no row.");
      await tableIn(tx).update(new Table({ $row_id: ids, a: vectorFromArray([2n], new Int64()) }));
    });
    expect(await kindOf(result)).to.equal("badRequest");
  });

  it("counts rows in statistics, deleted ones not", async () => {
    const client = await open();
    await makeTable(client);
    await client.transaction(async (tx) => {
      const ids = await tableIn(tx).insert(rowsOf([1n, 2n, 3n], ["a", "b", "c"]));
      expect((await tableIn(tx).stats()).rows).to.equal(3n);
      if (!ids.sorted) await tableIn(tx).delete({ sorted: false, values: ids.values.slice(0, 2) });
      expect((await tableIn(tx).stats()).rows).to.equal(1n);
    });
    expect(await client.transaction(async (tx) => (await tableIn(tx).stats()).rows)).to.equal(1n);
  });

  it("answers in the order of the projection that serves a select", async () => {
    const client = await open();
    await makeTable(client);
    await client.transaction(async (tx) => {
      await tableIn(tx).createProjection("by_b", { sorted: ["b"], unsorted: ["a"] });
      await tableIn(tx).createProjection("only_a", { sorted: ["a"], unsorted: [] });
      await tableIn(tx).insert(rowsOf([1n, 2n, 3n, 4n], ["y", null, "x", "z"]));
    });
    const read = (options: object): Promise<string[]> =>
      client.transaction(async (tx) => textsOf(await batchesOf(tableIn(tx), { ...IN_ORDER, ...options })));
    const where = [{ column: "b", anyOf: [{ op: "ge", value: "x" } as const] }];
    expect(await read({})).to.eql(["1:y", "2:null", "3:x", "4:z"]);
    expect(await read({ where })).to.eql(["3:x", "1:y", "4:z"]);
    expect(await read({ where, useProjections: false })).to.eql(["1:y", "3:x", "4:z"]);
    expect(await read({ projection: "by_b" })).to.eql(["3:x", "1:y", "4:z", "2:null"]);
    expect(await kindOf(read({ projection: "only_a" }))).to.equal("badRequest");
    expect(await kindOf(read({ projection: "none" }))).to.equal("notFound");
    await client.transaction(async (tx) => {
      expect((await tableIn(tx).projections()).map(({ name }) => name)).to.eql(["by_b", "only_a"]);
      expect((await tableIn(tx).projectionColumns("by_b")).names).to.eql(["b", "a"]);
      await tableIn(tx).renameProjection("by_b", "new");
      await tableIn(tx).dropProjection("only_a");
      expect((await tableIn(tx).projections()).map(({ name }) => name)).to.eql(["new"]);
    });
  });

  it("pages through a projection without losing or repeating a row", async () => {
    const emulator = await start({ faults: { resultBatches: 1, leafBatches: 1 } });
    const client = await connect(emulator);
    await makeTable(client);
    const count = 3000;
    const numbers = Array.from({ length: count }, (_, row) => BigInt((row * 7919) % count));
    await client.transaction(async (tx) => {
      await tableIn(tx).createProjection("by_a", { sorted: ["a"], unsorted: ["b"] });
      await tableIn(tx).insert(rowsOf(numbers, numbers.map(String)));
    });
    const found = await client.transaction(async (tx) =>
      textsOf(await batchesOf(tableIn(tx), { ...IN_ORDER, projection: "by_a" })),
    );
    expect(found).to.eql(Array.from({ length: count }, (_, row) => `${row}:${row}`));
  });

  it("reads a bucket as it was when its snapshot was taken, and lets nobody write there", async () => {
    const emulator = await start();
    const client = await connect(emulator);
    await makeTable(client);
    await client.transaction((tx) => tableIn(tx).insert(rowsOf([1n], ["one"])));
    emulator.takeSnapshot("vastdb", "before");
    await client.transaction((tx) => tableIn(tx).insert(rowsOf([2n], ["two"])));
    emulator.takeSnapshot("vastdb", "after");
    await client.transaction(async (tx) => {
      expect(await bucket(tx).snapshots()).to.eql(["after", "before"]);
      expect(await bucket(tx).snapshots("bef")).to.eql(["before"]);
      const old = bucket(tx).snapshot("before").schema("s").table("t");
      expect(textsOf(await batchesOf(old))).to.eql(["1:one"]);
      expect(await kindOf(old.insert(rowsOf([3n], ["three"])))).to.equal("forbidden");
      expect(await kindOf(bucket(tx).snapshot("none").schema("s").table("t").columns())).to.equal("notFound");
    });
  });

  it("looks at few rows for a limited select, and returns no more than asked for", async () => {
    const emulator = await start();
    const client = await connect(emulator);
    await makeTable(client);
    const numbers = Array.from({ length: 100_000 }, (_, row) => BigInt(row));
    await client.transaction((tx) => tableIn(tx).insert(rowsOf(numbers, numbers.map(String))));
    emulator.counters.reset();
    const found = await client.transaction((tx) => batchesOf(tableIn(tx), { ...IN_ORDER, limit: 10 }));
    expect(textsOf(found)).to.have.length(10);
    expect(emulator.counters.rowsReturned).to.equal(10);
    expect(emulator.counters.rowsScanned).to.be.below(5000);
  });
});
