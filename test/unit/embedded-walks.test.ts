import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect } from "chai";
import fc from "fast-check";
import { migrate } from "../../src/storage/embedded/migrations.ts";
import { Reader } from "../../src/storage/embedded/pool.ts";
import { openView } from "../../src/storage/embedded/view.ts";
import type { Condition, Query, Scalar, Where } from "../../src/storage/engine.ts";
import type { Row } from "../../src/storage/tables.ts";
import { type Check, extentRow, flowRow, longer, randomCases } from "../support/random-queries.ts";
import { segmentRow } from "../support/rows.ts";
import { CountingReader, insertRows } from "../support/sqlite-rows.ts";

describe("embedded engine: walks in windows", () => {
  let db: Database.Database;
  beforeEach(() => {
    db = new Database(":memory:");
    migrate(db);
  });
  afterEach(() => db.close());

  describe("answer as if every row were looked at", () => {
    const check: Check = async (table, rows, query, expected) => {
      insertRows(db, table, rows);
      const windows = fc.integer({ min: 1, max: 9 });
      const property = fc.asyncProperty(query, windows, async (asked, turn) => {
        const { view } = openView(new Reader(db), turn);
        expect(await view.select(table, asked)).to.eql(expected(asked));
      });
      await fc.assert(property, { numRuns: 1500 });
    };

    for (const one of randomCases) {
      it(`for ${one.title}`, async () => {
        insertRows(db, "flow_extents", one.extents);
        await one.run(check);
      });
    }
  });

  describe("go through a bounded number of rows at a time", () => {
    const FLOWS = 1000;
    const TURN = 64;
    /** SQLite steps on to one more row before it finds that it has enough. */
    const MOST = TURN + 1;
    let reader: CountingReader;
    beforeEach(() => {
      const rows = Array.from({ length: FLOWS }, (_, n) =>
        flowRow(n, {
          codec: n % 2 === 0 ? "a" : "b",
          status: n % 2 === 0 ? "s" : "t",
          frame_width: 1920,
          init_segments: n === 500,
          label: `l${n % 7}`,
          unlabelled: false,
        }),
      );
      insertRows(db, "flows", rows);
      insertRows(
        db,
        "flow_extents",
        rows.map(({ id }, n) => extentRow(id, n % 100 === 0 ? 9 : 1)),
      );
      insertRows(
        db,
        "tags",
        rows.map(({ id }) => ({ kind: "flow", entity_id: id, name: "common", position: 0, value: "x" })),
      );
      reader = new CountingReader(db);
    });
    const select = (query: Query<"flows">): Promise<Row<"flows">[]> =>
      openView(reader, TURN).view.select("flows", query);
    const total = (): number => reader.counts.reduce((sum, count) => sum + count, 0);

    const tagged = (not: boolean): Condition<"flows"> => ({
      exists: "tags",
      on: "entity_id",
      equals: "id",
      where: [
        { column: "kind", op: "eq", value: "flow" },
        { column: "name", op: "eq", value: "common" },
      ],
      not,
    });
    const eq = (column: keyof Row<"flows">, value: Scalar): Condition<"flows"> => ({
      column,
      op: "eq",
      value,
    });
    const listings: [string, Where<"flows">, number][] = [
      ["a filter without an index that one row meets", [eq("init_segments", true)], 1],
      ["two common filters that no row meets both of", [eq("codec", "a"), eq("status", "t")], 0],
      ["a common filter and a tag that all have and none may", [eq("frame_width", 1920), tagged(true)], 0],
      ["extents that no index finds, few of them", [longer({ not: false, value: 9 })], 10],
      ["extents that no index finds, none of them on the walk", [longer({ not: true, value: 1 })], 0],
      [
        "a common filter and a list that none is in",
        [eq("codec", "a"), { column: "status", in: ["t", "u"] }],
        0,
      ],
    ];
    for (const [title, where, count] of listings) {
      it(`in a listing by ${title}`, async () => {
        for (const order of ["created", "label", "metadata_updated"] as const) {
          for (const reverse of [false, true]) {
            reader.counts.length = 0;
            const rows = await select({ where, order, reverse, limit: 100 });
            expect(rows).to.have.length(count);
            expect(Math.max(...reader.counts), order).to.be.at.most(MOST);
          }
        }
      });
    }

    it("in a walk through all rows, which the counts then add up to", async () => {
      await select({ where: [eq("init_segments", true)], order: "created", limit: 100 });
      expect(total()).to.be.at.least(2 * FLOWS);
      reader.counts.length = 0;
      expect(await select({ order: "label" })).to.have.length(FLOWS);
      expect(total()).to.be.within(FLOWS, FLOWS + reader.counts.length);
      expect(Math.max(...reader.counts)).to.be.within(TURN, MOST);
    });

    it("in one statement, and no more rows than asked for, where an index answers the whole query", async () => {
      for (const where of [[], [eq("codec", "a")], [eq("frame_width", 1920)]]) {
        for (const after of [{}, { after: [flowRow(600).created, flowRow(600).id] }]) {
          reader.counts.length = 0;
          expect(await select({ where, order: "created", limit: 50, ...after })).to.have.length(50);
          expect(reader.counts).to.have.length(1);
          expect(reader.counts[0]).to.be.within(50, 51);
        }
      }
    });

    it("from the rows that a semi-join finds, where few match and no index answers it", async () => {
      const where = [longer({ not: false, value: 9 })];
      expect(await select({ where, order: "created", limit: 100 })).to.have.length(10);
      expect(reader.statements.map(({ sql }) => sql).join()).not.to.contain("flows_by_created");
    });

    describe("of the segments of a flow", () => {
      beforeEach(() =>
        insertRows(
          db,
          "segments",
          Array.from({ length: 500 }, (_, n) => segmentRow("f", n)),
        ),
      );
      const starts = async (query: Query<"segments">): Promise<number[]> =>
        (await openView(reader, TURN).view.select("segments", { ...query, order: "time" })).map(
          (row) => row.start_s,
        );
      const inFlow: Condition<"segments"> = { column: "flow_id", op: "eq", value: "f" };

      it("at the page key in a range, however deep it is", async () => {
        const froms: Where<"segments"> = [
          { columns: ["start_s", "start_x"], op: "ge", values: [10, 0] },
          { column: "start_s", op: "ge", value: 10 },
        ];
        for (const from of froms) {
          reader.counts.length = 0;
          const where: Where<"segments"> = [
            from,
            inFlow,
            { columns: ["end_s", "end_x"], op: "gt", values: [12, 0] },
          ];
          const page = await starts({ where, after: ["f", 400, 0], limit: 5 });
          expect(page).to.eql([401, 402, 403, 404, 405]);
          expect(Math.max(...reader.counts)).to.be.at.most(MOST);
          expect(reader.counts).to.have.length(2);
        }
      });

      it("from an object's own index, if it is asked for", async () => {
        const where: Where<"segments"> = [inFlow, { column: "object_id", op: "eq", value: "object-300" }];
        expect(await starts({ where, limit: 5 })).to.eql([300]);
        expect(reader.counts).to.eql([1]);
      });
    });

    it("with a turn for others after each window", async () => {
      let turns = 0;
      let isDone = false;
      const others = async (): Promise<void> => {
        for (; !isDone; turns++) await setImmediate();
      };
      const running = others();
      await select({ where: [eq("init_segments", true)], order: "created", limit: 100 });
      isDone = true;
      await running;
      expect(turns).to.be.at.least(FLOWS / TURN - 1);
    });

    it("until the view ends, which ends the query too", async () => {
      const { view, end } = openView(reader, TURN);
      const query = view.select("flows", {
        where: [eq("init_segments", true)],
        order: "created",
        limit: 100,
      });
      end();
      expect(String(await query.catch((error: unknown) => error))).to.match(/view has ended/);
      expect(total()).to.be.below(FLOWS);
    });
  });
});
