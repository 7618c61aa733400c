import Database from "better-sqlite3";
import { expect } from "chai";
import { definitions, tableNames, walks } from "../../src/storage/definitions.ts";
import { migrate } from "../../src/storage/embedded/migrations.ts";
import { Reader } from "../../src/storage/embedded/pool.ts";
import { indexes } from "../../src/storage/embedded/schema.ts";
import { openView } from "../../src/storage/embedded/view.ts";
import type { Sql } from "../../src/storage/embedded/where.ts";
import type { Query, Scalar } from "../../src/storage/engine.ts";
import type { TableName } from "../../src/storage/tables.ts";

/** A reader that keeps the statements it answers, but for the counts that choose a plan. */
class Recorder extends Reader {
  readonly statements: Sql[] = [];

  override all(sql: string, params: Sql["params"]): ReturnType<Reader["all"]> {
    if (!sql.startsWith("SELECT count")) this.statements.push({ sql, params });
    return super.all(sql, params);
  }
}

describe("embedded engine: query plans", () => {
  const db = new Database(":memory:");
  before(() => migrate(db));
  after(() => db.close());

  /** How SQLite goes about each statement that fetches rows or seeks a key, in the order they are issued. */
  const plansOf = async <T extends TableName>(table: T, query: Query<T>): Promise<string[]> => {
    const recorder = new Recorder(db);
    await openView(recorder).view.select(table, query);
    return recorder.statements.map(({ sql, params }) => {
      const steps = db.prepare<Scalar[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
      return steps.map((step) => step.detail).join("; ");
    });
  };

  for (const table of tableNames) {
    for (const order of Object.keys(walks[table])) {
      for (const reverse of [false, true]) {
        it(`seeks a page of ${table} by ${order}${reverse ? " backwards" : ""} in an index and sorts nothing`, async () => {
          for (const query of pagesOf(table, order, reverse)) {
            for (const plan of await plansOf(table, query)) {
              expect(plan).to.match(
                query.after === undefined ? /USING (COVERING )?INDEX|PRIMARY KEY|^SCAN/ : /SEARCH t0 USING/,
              );
              expect(plan).not.to.contain("TEMP B-TREE");
            }
          }
        });
      }
    }
  }

  it("enters the segments of a flow at the page key, not at the start of the flow", async () => {
    const where = [{ column: "flow_id", op: "eq", value: "f" }] as const;
    const [plan] = await plansOf("segments", { where, order: "time", after: ["f", 5, 0], limit: 100 });
    expect(plan).to.equal("SEARCH t0 USING PRIMARY KEY (flow_id=? AND (start_s,start_x)>(?,?))");
  });

  it("reads only a window of a flow for the segments that overlap a range", async () => {
    for (const reverse of [false, true]) {
      const [plan] = await plansOf("segments", {
        where: [
          { column: "flow_id", op: "eq", value: "f" },
          { column: "start_s", op: "ge", value: 5 },
          { columns: ["start_s", "start_x"], op: "lt", values: [9, 1] },
          { columns: ["end_s", "end_x"], op: "gt", values: [7, 0] },
        ],
        order: "time",
        reverse,
        limit: 100,
      });
      expect(plan).to.match(/^SEARCH t0 USING PRIMARY KEY \(flow_id=\? AND .*start_s>.*<\(\?,\?\)\)$/);
    }
  });

  it("walks a filtered listing in its order within the filter", async () => {
    const where = [{ column: "format", op: "eq", value: "urn:x-nmos:format:video" }] as const;
    const [plan] = await plansOf("flows", {
      where,
      order: "created",
      after: ["2026-01-01", "f"],
      limit: 100,
    });
    expect(plan).to.match(/SEARCH t0 USING INDEX flows_of_format \(format=\? AND \(created,id\)<\(\?,\?\)\)/);
    expect(plan).not.to.contain("TEMP B-TREE");
  });

  it("finds rows by every declared lookup in an index", () => {
    for (const table of tableNames) {
      for (const lookup of definitions[table].lookups) {
        const filter = lookup.map((column) => `"${column}" = ?`).join(" AND ");
        const plan = db.prepare<Scalar[], { detail: string }>(
          `EXPLAIN QUERY PLAN SELECT * FROM "${table}" WHERE ${filter}`,
        );
        const [step] = plan.all(...lookup.map(() => "x"));
        expect(step?.detail, `${table} by ${lookup.join(", ")}`).to.match(
          /^SEARCH .*USING (COVERING )?(INDEX|(INTEGER )?PRIMARY KEY)/,
        );
      }
    }
  });

  it("starts from the tags when few rows have them, and from the order when many do", async () => {
    const insertTag = db.prepare("INSERT INTO tags VALUES ('flow', ?, ?, 0, 'x')");
    db.transaction(() => {
      for (let n = 0; n < 5000; n++) insertTag.run(`f${n}`, "common");
      insertTag.run("f1", "rare");
    })();
    const planFor = async (name: string): Promise<string | undefined> => {
      const tag = [
        { column: "kind", op: "eq", value: "flow" },
        { column: "name", op: "eq", value: name },
      ] as const;
      const where = [{ exists: "tags", on: "entity_id", equals: "id", where: tag }] as const;
      return (await plansOf("flows", { where, order: "created", limit: 100 })).at(-1);
    };
    expect(await planFor("rare")).to.match(
      /SEARCH t1 .*SEARCH t0 USING INDEX sqlite_autoindex_flows_1 \(id=\?\)/,
    );
    expect(await planFor("common")).to.match(/^SCAN t0 USING INDEX flows_by_created; .*SEARCH t1/);
    expect(await planFor("common")).not.to.contain("TEMP B-TREE");
  });

  it("starts from rare tags for a caller's class too, and else walks the class in its order (AUTH-046)", async () => {
    const insertTag = db.prepare("INSERT OR IGNORE INTO tags VALUES ('flow', ?, ?, 0, 'x')");
    const insertRow = db.prepare(
      "INSERT INTO flow_classes VALUES (?, 's', 'v', null, '', 1, null, null, null, null, 0, '2026', '2026', 'c')",
    );
    db.transaction(() => {
      for (let n = 0; n < 5000; n++) insertRow.run(`f${n}`);
      for (let n = 0; n < 5000; n++) insertTag.run(`f${n}`, "usual");
      insertTag.run("f1", "odd");
    })();
    const planFor = async (name: string): Promise<string | undefined> => {
      const tag = [
        { column: "kind", op: "eq", value: "flow" },
        { column: "name", op: "eq", value: name },
      ] as const;
      const where = [
        { exists: "tags", on: "entity_id", equals: "id", where: tag },
        { column: "class", op: "eq", value: "c" },
      ] as const;
      return (await plansOf("flow_classes", { where, order: "created", limit: 100 })).at(-1);
    };
    expect(await planFor("odd")).to.match(/SEARCH t1 .*SEARCH t0 USING PRIMARY KEY \(id=\?/);
    expect(await planFor("usual")).to.match(
      /^SEARCH t0 USING INDEX flow_classes_by_created \(class=\?.*SEARCH t1/,
    );
    expect(await planFor("usual")).not.to.contain("TEMP B-TREE");
  });

  it("has no index that another one contains", () => {
    for (const table of tableNames) {
      const columns = indexes[table].map((index) => index.columns.join());
      for (const one of columns) {
        expect(
          columns.filter((other) => `${other},`.startsWith(`${one},`)),
          table,
        ).to.eql([one]);
      }
    }
  });
});

/** A first page and one after a key; where the order's first column may be null, after a null key too. */
function pagesOf(table: TableName, order: string, reverse: boolean): Query<typeof table>[] {
  const { columns } = walks[table][order] ?? { columns: [] };
  const isNumber = (column: string): boolean =>
    String(definitions[table].columns[column]?.type).startsWith("Int");
  const key = columns.map((column) => (isNumber(column) ? 1 : "x"));
  const keys =
    definitions[table].columns[columns[0] ?? ""]?.nullable === true ? [key, [null, ...key.slice(1)]] : [key];
  const page = { order: declared(order), reverse, limit: 100 };
  return [page, ...keys.map((after) => ({ ...page, after }))];
}

/** Tables declare different orders; this one was read off the declaration of the table it is used with. */
function declared(order: string): never {
  return order as never;
}
