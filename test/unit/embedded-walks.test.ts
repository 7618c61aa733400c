import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect } from "chai";
import fc from "fast-check";
import { walks } from "../../src/storage/definitions.ts";
import { migrate } from "../../src/storage/embedded/migrations.ts";
import { Reader } from "../../src/storage/embedded/pool.ts";
import { openView } from "../../src/storage/embedded/view.ts";
import type { Condition, Query, Scalar, Where } from "../../src/storage/engine.ts";
import type { OrderName, Row, TableName } from "../../src/storage/tables.ts";
import { holds, sorted } from "../support/naive-query.ts";
import { objectRow, segmentRow } from "../support/rows.ts";
import { CountingReader, insertRows, scalarOf } from "../support/sqlite-rows.ts";

describe("embedded engine: walks in windows", () => {
  let db: Database.Database;
  beforeEach(() => {
    db = new Database(":memory:");
    migrate(db);
  });
  afterEach(() => db.close());

  describe("answer as if every row were looked at", () => {
    const check = async <T extends TableName>(
      table: T,
      rows: readonly Row<T>[],
      query: fc.Arbitrary<Query<T>>,
      matches: (row: Row<T>, condition: Condition<T>) => boolean,
    ): Promise<void> => {
      insertRows(db, table, rows);
      const windows = fc.integer({ min: 1, max: 9 });
      const property = fc.asyncProperty(query, windows, async (asked, turn) => {
        const { view } = openView(new Reader(db), turn);
        const expected = sorted(table, rows, asked).filter((row) =>
          (asked.where ?? []).every((condition) => matches(row, condition)),
        );
        expect(await view.select(table, asked)).to.eql(expected.slice(0, asked.limit));
      });
      await fc.assert(property, { numRuns: 1500 });
    };

    it("for flows, where dates and labels tie, by filters with and without an index", async () => {
      const rows = Array.from({ length: 40 }, (_, n) =>
        flowRow(n, {
          codec: at([null, "a", "b"], n % 3),
          status: at([null, "s", "t"], (n * 7) % 3),
          frame_width: at([null, 1, 2], (n >> 1) % 3),
          init_segments: n % 11 === 0,
          label: at(["", "l", "m"], n % 3),
          unlabelled: n % 6 === 0,
          created: at(["c1", "c2", "c3"], (n >> 2) % 3),
        }),
      );
      insertRows(
        db,
        "flow_extents",
        rows.flatMap(({ id }, n) => (n % 4 === 0 ? [] : [extentRow(id, n % 5)])),
      );
      const columns = ["codec", "status", "frame_width", "init_segments", "label", "created", "id"] as const;
      const where = fc.array(
        fc.oneof(
          fc
            .constantFrom(...columns)
            .chain((column) => conditionOn<"flows">(column, valueLike(rows, column))),
          fc.record({ not: fc.boolean(), value: fc.integer({ min: 0, max: 5 }) }).map(longer),
        ),
        { maxLength: 4 },
      );
      await check("flows", rows, queries("flows", rows, where), (row, condition) => {
        if (!("exists" in condition)) return holds(row, condition);
        const n = rows.indexOf(row);
        const [count] = condition.where;
        const least = count !== undefined && "value" in count ? Number(count.value) : 0;
        return (n % 4 !== 0 && n % 5 >= least) !== (condition.not ?? false);
      });
    });

    it("for objects, whose order has nulls", async () => {
      const rows = Array.from({ length: 30 }, (_, n) =>
        objectRow(`o${String(n).padStart(2, "0")}`, {
          expires: at([null, "e1", "e2", "e3"], (n * 5) % 4),
          state: at(["allocated", "registered"], n % 2),
          flow_id: at([null, "f"], (n >> 2) % 2),
        }),
      );
      const columns = ["expires", "state", "flow_id", "id"] as const;
      const where = fc.array(
        fc
          .constantFrom(...columns)
          .chain((column) => conditionOn<"objects">(column, valueLike(rows, column))),
        { maxLength: 3 },
      );
      await check("objects", rows, queries("objects", rows, where), holds);
    });

    it("for segments, between bounds of one and of two columns", async () => {
      const rows = Array.from({ length: 40 }, (_, n) =>
        segmentRow(at(["f", "g", "h"], n % 3), n >> 3, {
          start_x: n,
          end_s: (n >> 3) + (n % 4),
          object_id: `o${n % 5}`,
        }),
      );
      const columns = ["flow_id", "start_s", "start_x", "end_s", "object_id"] as const;
      const bound = fc
        .record({
          columns: fc.constantFrom(["start_s", "start_x"] as const, ["end_s", "end_x"] as const),
          op: fc.constantFrom("lt", "le", "gt", "ge"),
          values: fc.tuple(fc.integer({ min: -1, max: 6 }), fc.integer({ min: 0, max: 40 })),
        })
        .map((condition): Condition<"segments"> => condition);
      const where = fc.array(
        fc.oneof(
          fc
            .constantFrom(...columns)
            .chain((column) => conditionOn<"segments">(column, valueLike(rows, column))),
          bound,
        ),
        { maxLength: 5 },
      );
      await check("segments", rows, queries("segments", rows, where), holds);
    });
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

function flowRow(n: number, more: Partial<Row<"flows">> = {}): Row<"flows"> {
  const date = `2026-01-01T00:${String(n).padStart(4, "0")}`;
  return {
    id: `f${String((n * 7) % 1000).padStart(3, "0")}`,
    source_id: "s",
    format: "video",
    codec: null,
    label: "",
    unlabelled: true,
    status: null,
    profile_id: null,
    frame_width: null,
    frame_height: null,
    init_segments: false,
    read_only: false,
    deletion_id: null,
    created: date,
    metadata_updated: date,
    doc: "{}",
    ...more,
  };
}

function extentRow(flow_id: string, count: number): Row<"flow_extents"> {
  const bounds = { start_s: 0, start_x: 0, end_s: 1, end_x: 0 };
  return { flow_id, ...bounds, longest: 1, count, segments_updated: null };
}

/** Flows with an extent of at least so many Segments, which no index answers. */
function longer({ not, value }: { not: boolean; value: number }): Condition<"flows"> {
  const where = [{ column: "count", op: "ge", value }] as const;
  return { exists: "flow_extents", on: "flow_id", equals: "id", where, not };
}

function at<Value>(values: readonly Value[], position: number): Value {
  const value = values[position];
  if (value === undefined) throw new Error(`There is no value ${position}.`);
  return value;
}

function valueLike<R extends object>(rows: readonly R[], column: keyof R & string): fc.Arbitrary<Scalar> {
  return fc.constantFrom(...rows.map((row) => scalarOf(row, column)));
}

function conditionOn<T extends TableName>(
  column: keyof Row<T> & string,
  value: fc.Arbitrary<Scalar>,
): fc.Arbitrary<Condition<T>> {
  return fc.oneof(
    value.map((one) => ({ column, op: "eq" as const, value: one })),
    fc.record({
      column: fc.constant(column),
      op: fc.constantFrom("eq", "ne", "lt", "le", "gt", "ge"),
      value,
    }),
    fc.record({ column: fc.constant(column), in: fc.array(value, { maxLength: 3 }) }),
    fc.record({ column: fc.constant(column), isNull: fc.boolean() }),
  );
}

/** Queries in any order and direction, some after a key: that of a row, or one made of the values of several. */
function queries<T extends TableName>(
  table: T,
  rows: readonly Row<T>[],
  where: fc.Arbitrary<Where<T>>,
): fc.Arbitrary<Query<T>> {
  return fc.constantFrom(...orderNames(table)).chain((order) => {
    const columns = walks[table][order]?.columns ?? [];
    const row = fc.constantFrom(...rows);
    const ofOne = row.map((one) => columns.map((column) => scalarOf(one, column)));
    const ofMany = fc.tuple(...columns.map((column) => row.map((one) => scalarOf(one, column))));
    return fc.record(
      {
        where,
        order: fc.constant(order),
        reverse: fc.boolean(),
        after: fc.oneof(ofOne, ofMany),
        limit: fc.integer({ min: 0, max: 12 }),
      },
      { requiredKeys: ["order", "where"] },
    );
  });
}

/** Tables declare different orders; these were read off the declaration of this one. */
function orderNames<T extends TableName>(table: T): OrderName<T>[] {
  return Object.keys(walks[table]) as OrderName<T>[];
}
