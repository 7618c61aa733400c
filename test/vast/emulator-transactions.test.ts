import { setTimeout as sleep } from "node:timers/promises";
import { Field, Int64, Schema, Table } from "apache-arrow";
import { expect } from "chai";
import type { VastClient } from "../../src/vast/client.ts";
import { type RowIds, rowIdsOf } from "../../src/vast/row-ids.ts";
import type { Transaction } from "../../src/vast/transaction.ts";
import { batchesOf, emulated, kindOf, makeTable, rowsOf, sendRaw, tableIn, textsOf } from "./emulated.ts";

const TABULAR = { "tabular-api-version-id": "1" };

describe("vast emulator: transactions", () => {
  const { start, connect } = emulated();

  async function open(sortKey: readonly string[] = []): Promise<VastClient> {
    const client = await connect(await start());
    await makeTable(client, sortKey);
    return client;
  }

  const read = async (tx: Transaction): Promise<string[]> =>
    textsOf(await batchesOf(tableIn(tx), { subSplits: 1, splits: 1 }));

  async function idsOf(tx: Transaction, a: bigint): Promise<RowIds> {
    const where = [{ column: "a", anyOf: [{ op: "eq", value: a } as const] }];
    const [batch] = await batchesOf(tableIn(tx), { rowIds: true, where });
    if (batch === undefined) throw new Error(`There is no row ${a}.`);
    return rowIdsOf(batch);
  }

  async function update(tx: Transaction, a: bigint, b: string): Promise<void> {
    const where = [{ column: "a", anyOf: [{ op: "eq", value: a } as const] }];
    const [found] = await batchesOf(tableIn(tx), { columns: [], rowIds: true, where });
    const ids = found?.getChild("$row_id");
    const changed = rowsOf([null], [b]).getChild("b");
    if (ids === null || ids === undefined || changed === null) throw new Error(`There is no row ${a}.`);
    await tableIn(tx).update(new Table({ $row_id: ids, b: changed }));
  }

  it("shows a transaction what was committed before it began, and its own changes", async () => {
    const client = await open();
    await client.transaction((tx) => tableIn(tx).insert(rowsOf([1n], ["one"])));
    const [reader, writer] = [await client.begin(), await client.begin()];
    await tableIn(writer).insert(rowsOf([2n], ["two"]));
    expect(await read(writer)).to.eql(["1:one", "2:two"]);
    expect(await read(reader)).to.eql(["1:one"]);
    await writer.commit();
    expect(await read(reader)).to.eql(["1:one"]);
    expect(await client.transaction(read)).to.eql(["1:one", "2:two"]);
  });

  it("keeps what two transactions insert side by side, and commits both", async () => {
    const client = await open();
    const [one, two] = [await client.begin(), await client.begin()];
    await tableIn(one).insert(rowsOf([1n], ["one"]));
    await tableIn(two).insert(rowsOf([2n], ["two"]));
    await tableIn(one).insert(rowsOf([3n], ["three"]));
    await two.commit();
    await one.commit();
    expect((await client.transaction(read)).sort()).to.eql(["1:one", "2:two", "3:three"]);
  });

  it("refuses at once to change a row that another open transaction has changed", async () => {
    for (const sortKey of [[], ["a"]]) {
      const client = await open(sortKey);
      await client.transaction((tx) => tableIn(tx).insert(rowsOf([1n, 2n], ["one", "two"])));
      const [one, two] = [await client.begin(), await client.begin()];
      await update(one, 1n, "first");
      expect(await kindOf(update(two, 1n, "second"))).to.equal("conflict");
      expect(await kindOf(tableIn(two).delete(await idsOf(two, 1n)))).to.equal("conflict");
      await update(two, 2n, "other");
      await one.rollback();
      await update(two, 1n, "second");
      await two.commit();
      expect((await client.transaction(read)).sort()).to.eql(["1:second", "2:other"]);
    }
  });

  it("refuses to change a row that was changed by a commit after the transaction began", async () => {
    const client = await open();
    await client.transaction((tx) => tableIn(tx).insert(rowsOf([1n], ["one"])));
    const late = await client.begin();
    await client.transaction((tx) => update(tx, 1n, "first"));
    expect(await kindOf(update(late, 1n, "second"))).to.equal("conflict");
    await late.rollback();
    await client.transaction((tx) => update(tx, 1n, "second"));
    expect(await client.transaction(read)).to.eql(["1:second"]);
  });

  it("takes no row of an update of which one row is refused", async () => {
    const client = await open();
    await client.transaction((tx) => tableIn(tx).insert(rowsOf([1n, 2n], ["one", "two"])));
    const [one, two, three] = [await client.begin(), await client.begin(), await client.begin()];
    await tableIn(one).delete(await idsOf(one, 2n));
    const both = await batchesOf(tableIn(two), { rowIds: true, splits: 1, subSplits: 1 });
    const ids = both[0] === undefined ? undefined : rowIdsOf(both[0]);
    if (ids === undefined) throw new Error("There are no rows.");
    expect(await kindOf(tableIn(two).delete(ids))).to.equal("conflict");
    await update(three, 1n, "free");
    await three.commit();
  });

  it("undoes a rollback's rows and tables, and gives no row id of it again", async () => {
    const client = await open();
    const tx = await client.begin();
    const lost = await tableIn(tx).insert(rowsOf([1n], ["lost"]));
    await tx
      .bucket("vastdb")
      .schema("s")
      .createTable("other", new Schema([new Field("x", new Int64(), true)]));
    await tx.rollback();
    const kept = await client.transaction((other) => tableIn(other).insert(rowsOf([2n], ["kept"])));
    expect([lost.values, kept.values]).to.eql([BigUint64Array.of(0n), BigUint64Array.of(1n)]);
    expect(await client.transaction(read)).to.eql(["2:kept"]);
    const tables = await client.transaction((other) => other.bucket("vastdb").schema("s").tables());
    expect(tables.map(({ name }) => name)).to.eql(["t"]);
  });

  it("commits each call that has no transaction at once", async () => {
    const client = await open();
    await tableIn(client.outside()).insert(rowsOf([1n], ["one"]));
    expect(await client.transaction(read)).to.eql(["1:one"]);
    const holder = await client.begin();
    await update(holder, 1n, "held");
    expect(await kindOf(update(client.outside(), 1n, "alone"))).to.equal("conflict");
  });

  it("rolls back what nobody uses for too long; a call in time keeps it alive", async () => {
    const emulator = await start({ transactionExpiryMs: 800 });
    const client = await connect(emulator);
    await makeTable(client);
    const [idle, used] = [await client.begin(), await client.begin()];
    await tableIn(idle).insert(rowsOf([1n], ["idle"]));
    await tableIn(used).insert(rowsOf([2n], ["used"]));
    for (let wait = 0; wait < 4; wait++) {
      await sleep(300);
      await used.keepAlive();
    }
    expect(await kindOf(idle.keepAlive())).to.equal("notFound");
    await used.commit();
    expect(await client.transaction(read)).to.eql(["2:used"]);
    expect(emulator.openTransactions).to.equal(0);
  });

  it("does not know a transaction that has ended", async () => {
    const emulator = await start();
    const begun = await sendRaw(emulator, { method: "POST", target: "/?transaction", headers: TABULAR });
    const headers = { ...TABULAR, "tabular-txid": String(begun.headers["tabular-txid"]) };
    const statuses: number[] = [];
    for (const method of ["GET", "PUT", "PUT", "DELETE", "GET"]) {
      statuses.push((await sendRaw(emulator, { method, target: "/?transaction", headers })).status);
    }
    expect(statuses).to.eql([200, 200, 404, 404, 404]);
  });

  it("refuses at once to change a table, schema or column that another open transaction changes", async () => {
    const client = await open();
    const [one, two] = [await client.begin(), await client.begin()];
    await tableIn(one).renameColumn("a", "aa");
    expect(await kindOf(tableIn(two).renameColumn("a", "aaa"))).to.equal("conflict");
    expect(await kindOf(tableIn(two).dropColumns(["a"]))).to.equal("conflict");
    expect(await kindOf(tableIn(two).drop())).to.equal("conflict");
    expect(await kindOf(two.bucket("vastdb").schema("s").rename("s2"))).to.equal("conflict");
    await tableIn(two).renameColumn("b", "bb");
    await one.commit();
    await two.commit();
    const columns = await client.transaction((tx) => tableIn(tx).columns());
    expect(columns.names).to.eql(["aa", "bb"]);
  });

  it("refuses to drop a table that others write to, and to write to one that is being dropped", async () => {
    const client = await open();
    const [writer, dropper] = [await client.begin(), await client.begin()];
    await tableIn(writer).insert(rowsOf([1n], ["one"]));
    expect(await kindOf(tableIn(dropper).drop())).to.equal("conflict");
    await writer.rollback();
    await tableIn(dropper).drop();
    const late = await client.begin();
    expect(await kindOf(tableIn(late).insert(rowsOf([2n], ["two"])))).to.equal("conflict");
    await dropper.commit();
    expect(await kindOf(tableIn(late).insert(rowsOf([2n], ["two"])))).to.equal("conflict");
    expect(await kindOf(client.transaction((tx) => tableIn(tx).insert(rowsOf([2n], ["two"]))))).to.equal(
      "notFound",
    );
  });

  it("refuses the same new name to the second of two transactions", async () => {
    const client = await open();
    const [one, two] = [await client.begin(), await client.begin()];
    await one.bucket("vastdb").schema("n").create();
    expect(await kindOf(two.bucket("vastdb").schema("n").create())).to.equal("conflict");
    await two.bucket("vastdb").schema("m").create();
    await one.commit();
    await two.commit();
    const schemas = await client.transaction((tx) => tx.bucket("vastdb").schemas());
    expect(schemas.map(({ name }) => name).sort()).to.eql(["m", "n", "s"]);
  });

  it("adds a column while another transaction inserts, whose rows then have nulls there", async () => {
    const client = await open();
    const [writer, changer] = [await client.begin(), await client.begin()];
    await tableIn(writer).insert(rowsOf([1n], ["one"]));
    await tableIn(changer).addColumns(new Schema([new Field("c", new Int64(), true)]));
    await changer.commit();
    await writer.commit();
    const [batch] = await client.transaction((tx) => batchesOf(tableIn(tx), { columns: ["a", "c"] }));
    expect([batch?.getChild("a")?.get(0), batch?.getChild("c")?.get(0)]).to.eql([1n, null]);
  });
});
