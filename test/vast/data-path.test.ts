import { Field, Int64, type RecordBatch, Schema, Utf8, vectorFromArray } from "apache-arrow";
import { expect } from "chai";
import { connectVast, type VastClient } from "../../src/vast/client.ts";
import { cutBatch, makeBatch } from "../../src/vast/columns.ts";
import { countRowIds, rowIdColumn, rowIdField, rowIdsOf } from "../../src/vast/row-ids.ts";
import type { SelectOptions } from "../../src/vast/select.ts";
import type { Table } from "../../src/vast/table.ts";
import type { Faults } from "../../src/vast-emulator/faults.ts";
import { type Emulator, startEmulator } from "../../src/vast-emulator/server.ts";
import { batchOf, plainValues, pyarrowColumns } from "../unit/vast/columns.ts";

const KEYS = { accessKeyId: "key", secretAccessKey: "secret" };
const ROWS = 300_000;

/** Every type, and three rows: what pyarrow made of them is what must come back. */
const columns = pyarrowColumns.filter(({ name, values }) => values.length === 3 && name !== "nn");
const everything = makeBatch(
  new Schema(columns.flatMap((column) => batchOf(column).schema.fields)),
  3,
  columns.flatMap((column) => batchOf(column).data.children),
);

/** Rows numbered in column `n`, with a text. */
function numbered(rows: number): RecordBatch {
  const schema = new Schema([new Field("n", new Int64(), true), new Field("s", new Utf8(), true)]);
  const numbers = BigInt64Array.from({ length: rows }, (_, row) => BigInt(row));
  const texts = Array.from({ length: rows }, (_, row) => (row % 5 === 0 ? null : `row ${row}`));
  return makeBatch(schema, rows, [
    vectorFromArray(numbers).data[0]!,
    vectorFromArray(texts, new Utf8()).data[0]!,
  ]);
}

async function valuesOf(table: Table, options: SelectOptions): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const { data, numRows } of table.select(options)) {
    const values = data.children.map(plainValues);
    for (let row = 0; row < numRows; row += 1) {
      rows.push(values.map((column) => column[row]));
    }
  }
  return rows;
}

describe("vast: the data path on the emulator", () => {
  let emulator: Emulator;
  let client: VastClient;

  before(async () => {
    emulator = await startEmulator({ ...KEYS, strict: true });
    // Naming one address several times is more parallel work on it.
    const endpoints = [emulator.url, emulator.url, emulator.url];
    client = await connectVast({ ...KEYS, endpoints, retry: { attempts: 20, baseMs: 1, capMs: 5 } });
    await client.transaction(async (tx) => tx.bucket("vastdb").schema("d").create());
  });
  after(async () => {
    await client.close();
    await emulator.close();
  });
  afterEach(() => emulator.setFaults({}));

  /** Makes a table with the rows, commits it, and does the work in a transaction of its own. */
  async function withTable(
    name: string,
    rows: RecordBatch,
    sortKey: readonly string[],
    work: (table: Table) => Promise<void>,
  ): Promise<void> {
    await client.transaction(async (tx) => {
      const table = await tx.bucket("vastdb").schema("d").createTable(name, rows.schema, { sortKey });
      expect(countRowIds(await table.insert(rows))).to.equal(rows.numRows);
    });
    await client.transaction(async (tx) => work(tx.bucket("vastdb").schema("d").table(name)));
  }

  const answers: readonly (readonly [string, Faults])[] = [
    ["calmly", {}],
    ["byte by byte", { oneByteChunks: 1 }],
    ["with keep-alives, late and interleaved", { keepAlives: 1, lateFrames: 0.2, lateMs: 2, interleaved: 1 }],
    ["in several batches a leaf and several results", { leafBatches: 1, resultBatches: 1 }],
    ["cut again and again", { cutAnswer: 0.6, slowDown: 0.2, slowDownMidSelect: 0.2, resultBatches: 1 }],
  ];
  for (const sortKey of [[], ["i32"]]) {
    const kind = sortKey.length === 0 ? "plain" : "sorted";
    it(`keeps every value of every type in a ${kind} table, whatever way answers come`, async () => {
      const names = columns.map(({ name }) => name);
      await withTable(`types_${kind}`, everything, sortKey, async (table) => {
        for (const [way, faults] of answers) {
          emulator.setFaults(faults);
          const rows = await valuesOf(table, { columns: names, splits: 1 });
          expect(rows, way).to.have.deep.members(
            [0, 1, 2].map((row) => columns.map(({ values }) => values[row])),
          );
        }
      });
    });

    it(`updates every type in a ${kind} table by row id, given in any order`, async () => {
      const changed = columns.filter(({ name }) => !sortKey.includes(name));
      await withTable(`changes_${kind}`, everything, sortKey, async (table) => {
        const ids = [];
        for await (const batch of table.select({ columns: ["i64"], rowIds: true, splits: 1 })) {
          ids.push(rowIdsOf(batch));
        }
        // The values of the first row go into all of them, and the ids descend.
        const first = cutBatch(everything, 0, 1);
        for (const each of ids) {
          for (let row = countRowIds(each) - 1; row >= 0; row -= 1) {
            const id = rowIdColumn(each).slice(row, 1);
            const fields = changed.map(
              ({ name }) => first.schema.fields.find((field) => field.name === name)!,
            );
            const data = fields.map((field) => first.data.children[first.schema.fields.indexOf(field)]!);
            await table.update(makeBatch(new Schema([...fields, rowIdField(each.sorted)]), 1, [...data, id]));
          }
        }
        const rows = await valuesOf(table, { columns: changed.map(({ name }) => name), splits: 1 });
        expect(rows).to.eql([0, 1, 2].map(() => changed.map(({ values }) => values[0])));
      });
    });

    it(`inserts 100 columns into a ${kind} table in groups, its sort key among the last`, async () => {
      const key = sortKey.length === 0 ? [] : ["c98", "c3"];
      const fields = Array.from({ length: 100 }, (_, index) => new Field(`c${index}`, new Utf8(), true));
      // Too heavy for one request.
      const text = (index: number, row: number) => String(index * 10 + row).padEnd(10_000, ".");
      const wide = makeBatch(
        new Schema(fields),
        5,
        fields.map(
          (_, index) =>
            vectorFromArray(
              [0, 1, 2, 3, 4].map((row) => text(index, row)),
              new Utf8(),
            ).data[0]!,
        ),
      );
      await withTable(`wide_${kind}`, wide, key, async (table) => {
        const rows = await valuesOf(table, { columns: fields.map(({ name }) => name), splits: 1 });
        expect(rows).to.have.deep.members(
          [0, 1, 2, 3, 4].map((row) => fields.map((_, index) => text(index, row))),
        );
      });
    });
  }

  it("reads 300,000 rows once over several splits and endpoints, calmly and through broken answers", async function () {
    this.timeout(60_000);
    await withTable("many", numbered(ROWS), [], async (table) => {
      const broken = { cutAnswer: 0.6, slowDownMidSelect: 0.3, interleaved: 0.5, resultBatches: 0.8 };
      emulator.counters.reset();
      for (const faults of [{}, ...[1, 2, 3, 4, 5].map((seed) => ({ ...broken, seed }))]) {
        emulator.setFaults(faults);
        const seen = new Uint8Array(ROWS);
        const options = { columns: ["s", "n"], splits: 3, subSplits: 2, rowGroupsPerSubSplit: 1 };
        for await (const { data } of table.select(options)) {
          const [texts, numbers] = data.children;
          const values = numbers!.values as BigInt64Array;
          expect(texts!.length).to.equal(values.length);
          for (const value of values) {
            seen[Number(value)]! += 1;
          }
        }
        expect(seen.every((count) => count === 1)).to.equal(true);
      }
      expect(emulator.counters.faults["cutAnswer"]).to.be.at.least(5);
      expect(emulator.counters.faults["slowDownMidSelect"]).to.be.at.least(1);
    });
  });

  it("deletes exactly the rows of the ids given, tens of thousands of them", async () => {
    await withTable("deletions", numbered(100_000), [], async (table) => {
      const where = [{ column: "n", anyOf: [{ op: "ge" as const, value: 30_000n }] }];
      let gone = 0;
      const found = [];
      for await (const batch of table.select({ columns: [], rowIds: true, where, splits: 1 })) {
        found.push(rowIdsOf(batch));
      }
      for (const ids of found) {
        gone += countRowIds(ids);
        await table.delete(ids);
      }
      expect(gone).to.equal(70_000);
      const left = await valuesOf(table, { columns: ["n"], splits: 1 });
      expect(left.map(([value]) => Number(value)).toSorted((one, other) => one - other)).to.eql([
        ...Array(30_000).keys(),
      ]);
    });
  });

  it("has the cluster send little more than a limit asks for, or than a reader takes that leaves", async () => {
    await withTable("limited", numbered(200_000), [], async (table) => {
      emulator.counters.reset();
      expect(await valuesOf(table, { columns: ["n"], limit: 100 })).to.have.length(100);
      expect(emulator.counters.rowsReturned).to.equal(100);
      for await (const batch of table.select({ columns: [], splits: 1 })) {
        expect(batch.numCols).to.equal(0);
        break;
      }
      let counted = 0;
      for await (const { numRows } of table.select({ columns: [], splits: 3 })) {
        counted += numRows;
      }
      expect(counted).to.equal(200_000);
    });
  });

  it("passes on that the cluster gave a query up", async () => {
    await withTable("given_up", numbered(10), [], async (table) => {
      emulator.setFaults({ failAnswer: 1 });
      const thrown = await valuesOf(table, { columns: ["n"], splits: 1 }).catch((error: unknown) => error);
      expect(thrown).to.include({ kind: "internal" });
      emulator.setFaults({});
    });
  });
});
