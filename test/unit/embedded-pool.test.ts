import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { FILE, openWriter } from "../../src/storage/embedded/connection.ts";
import { prepareFolder } from "../../src/storage/embedded/migrations.ts";
import { type Reader, ReadPool } from "../../src/storage/embedded/pool.ts";
import { openView } from "../../src/storage/embedded/view.ts";
import { segmentRow } from "../support/rows.ts";
import { insertRows } from "../support/sqlite-rows.ts";

const SIZE = 3;

describe("embedded engine: the pool of connections", () => {
  let folder: string;
  let pool: ReadPool;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tams-pool-"));
    await prepareFolder(folder, join(folder, FILE));
    pool = new ReadPool(join(folder, FILE), SIZE);
  });
  afterEach(() => {
    pool.close();
    rmSync(folder, { recursive: true });
  });

  it("never lends a connection to two at a time, nor more than its size, and keeps nobody waiting", async () => {
    const lent = new Set<Reader>();
    const used = new Set<Reader>();
    let most = 0;
    const borrow = async (turns: number): Promise<void> =>
      pool.use(async (reader) => {
        expect(lent.has(reader), "this connection is lent already").to.equal(false);
        lent.add(reader);
        used.add(reader);
        most = Math.max(most, lent.size);
        reader.begin([]);
        for (let turn = 0; turn < turns; turn++) await setImmediate();
        lent.delete(reader);
      });
    // Three rounds: who comes after others have waited must not get what was handed to those.
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 20 }, (_, n) => borrow((n * 7) % 5)));
      await Promise.all([borrow(2), setImmediate().then(() => borrow(1)), borrow(3), borrow(1), borrow(2)]);
    }
    expect(most).to.equal(SIZE);
    expect(used.size).to.equal(SIZE);
  });

  it("hands a connection back to the one who waited longest, without its snapshot", async () => {
    const gates = Array.from({ length: SIZE }, () => Promise.withResolvers<void>());
    const holders = gates.map((gate) =>
      pool.use(async (reader) => {
        reader.begin([]);
        await gate.promise;
        return reader;
      }),
    );
    const order: number[] = [];
    const waiters = [0, 1].map((n) =>
      pool.use(async (reader) => {
        order.push(n);
        // SQLite refuses a transaction within a transaction.
        reader.begin([]);
        return reader;
      }),
    );
    await setImmediate();
    expect(order).to.eql([]);
    gates[1]?.resolve();
    expect(await waiters[0]).to.equal(await holders[1]);
    await Promise.all(waiters);
    expect(order).to.eql([0, 1]);
    for (const gate of gates) gate.resolve();
    await Promise.all(holders);
  });

  it("keeps its snapshot through all windows of a query, whatever is written between them", async () => {
    const writer = openWriter(join(folder, FILE));
    const segments = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => segmentRow("f", from + n));
    insertRows(writer, "segments", segments(0, 300));
    const rows = await pool.use(async (reader) => {
      reader.begin([]);
      const where = [{ column: "object_id", op: "ne", value: "object-0" }] as const;
      const selected = openView(reader, 16).view.select("segments", { where, order: "time" });
      insertRows(writer, "segments", segments(300, 100));
      return selected;
    });
    writer.close();
    expect(rows).to.have.length(299);
  });

  it("lends a connection again after work that failed", async () => {
    for (let n = 0; n < 2 * SIZE; n++) {
      const failed = pool.use(async (reader) => {
        reader.begin([]);
        throw new Error("mine");
      });
      expect(await failed.catch(String)).to.equal("Error: mine");
    }
    expect(await pool.use(async (reader) => reader.begin([1]))).to.eql([0]);
  });
});
