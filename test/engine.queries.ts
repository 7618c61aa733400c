import { expect } from "chai";
import type { Engine, Query, Where } from "../src/storage/engine.ts";
import type { Row } from "../src/storage/tables.ts";
import {
  eventRow,
  ids,
  objectRow,
  put,
  segmentKey,
  segmentRow,
  select,
  sourceRow,
  tagRow,
} from "./support/rows.ts";

/** What an engine answers to a query: the part of `engine.suite.ts` about conditions, orders and pages. */
export function describeQueries(engine: () => Engine): void {
  describe("conditions", () => describeConditions(engine));
  describe("semi-joins", () => describeSemiJoins(engine));
  describe("orders", () => describeOrders(engine));
  describe("pages", () => describePages(engine));
}

function describeConditions(engine: () => Engine): void {
  const seconds = (where: Where<"segments">): Promise<number[]> =>
    select(engine(), "segments", { where, order: "time" }).then((rows) => rows.map((row) => row.start_s));
  beforeEach(() =>
    put(engine(), { insert: "segments", rows: [-1, 0, 1, 2, 3].map((s) => segmentRow("f", s)) }),
  );

  it("compares a column with a value in six ways", async () => {
    expect(await seconds([{ column: "start_s", op: "eq", value: 1 }])).to.eql([1]);
    expect(await seconds([{ column: "start_s", op: "ne", value: 1 }])).to.eql([-1, 0, 2, 3]);
    expect(await seconds([{ column: "start_s", op: "lt", value: 1 }])).to.eql([-1, 0]);
    expect(await seconds([{ column: "start_s", op: "le", value: 1 }])).to.eql([-1, 0, 1]);
    expect(await seconds([{ column: "start_s", op: "gt", value: 1 }])).to.eql([2, 3]);
    expect(await seconds([{ column: "start_s", op: "ge", value: 1 }])).to.eql([1, 2, 3]);
  });

  it("requires every condition", async () => {
    const low = { column: "start_s", op: "ge", value: 0 } as const;
    expect(
      await seconds([
        low,
        { column: "start_s", op: "lt", value: 3 },
        { column: "object_id", op: "ne", value: "object-1" },
      ]),
    ).to.eql([0, 2]);
  });

  it("matches any value of a list, however long, and nothing with an empty one", async () => {
    expect(await seconds([{ column: "start_s", in: [3, 99, -1, 3] }])).to.eql([-1, 3]);
    expect(await seconds([{ column: "start_s", in: [] }])).to.eql([]);
    const long = Array.from({ length: 5000 }, (_, position) => `object-${position + 1}`);
    expect(await seconds([{ column: "object_id", in: long }])).to.eql([1, 2, 3]);
  });

  it("compares two columns as one bound of time", async () => {
    const rows = [segmentRow("g", 5, { start_x: 0 }), segmentRow("g", 5, { start_x: 7 }), segmentRow("g", 6)];
    await put(engine(), { insert: "segments", rows });
    const inFlow = { column: "flow_id", op: "eq", value: "g" } as const;
    const starts = async (op: "lt" | "le" | "gt" | "ge"): Promise<number[][]> => {
      const where = [inFlow, { columns: ["start_s", "start_x"], op, values: [5, 7] }] as const;
      return (await select(engine(), "segments", { where, order: "time" })).map((row) => [
        row.start_s,
        row.start_x,
      ]);
    };
    expect(await starts("lt")).to.eql([[5, 0]]);
    expect(await starts("le")).to.eql([
      [5, 0],
      [5, 7],
    ]);
    expect(await starts("gt")).to.eql([[6, 0]]);
    expect(await starts("ge")).to.eql([
      [5, 7],
      [6, 0],
    ]);
  });

  it("finds the segments that overlap a window", async () => {
    const overlap: Where<"segments"> = [
      { column: "flow_id", op: "eq", value: "f" },
      { columns: ["start_s", "start_x"], op: "lt", values: [2, 1] },
      { columns: ["end_s", "end_x"], op: "gt", values: [1, 0] },
      { column: "start_s", op: "ge", value: 0 },
    ];
    expect(await seconds(overlap)).to.eql([1, 2]);
  });

  it("tells null from a value, and no comparison is true of null", async () => {
    const rows = [objectRow("none"), objectRow("some", { flow_id: "f", size: 0 })];
    await put(engine(), { insert: "objects", rows });
    const found = async (...where: Where<"objects">): Promise<string[]> =>
      (await select(engine(), "objects", { where })).map((row) => row.id).sort();
    expect(await found({ column: "flow_id", isNull: true })).to.eql(["none"]);
    expect(await found({ column: "flow_id", isNull: false })).to.eql(["some"]);
    expect(await found({ column: "flow_id", op: "ne", value: "x" })).to.eql(["some"]);
    expect(await found({ column: "flow_id", op: "eq", value: null })).to.eql([]);
    expect(await found({ column: "flow_id", op: "ne", value: null })).to.eql([]);
    expect(await found({ column: "flow_id", in: [null, "f"] })).to.eql(["some"]);
    expect(await found({ column: "size", op: "lt", value: 1 })).to.eql(["some"]);
  });

  it("compares booleans", async () => {
    await put(engine(), {
      insert: "sources",
      rows: [sourceRow("a"), sourceRow("b", { unlabelled: false, label: "l" })],
    });
    expect(await ids(engine(), { where: [{ column: "unlabelled", op: "eq", value: true }] })).to.eql(["a"]);
    expect(await ids(engine(), { where: [{ column: "unlabelled", in: [false] }] })).to.eql(["b"]);
  });
}

function describeSemiJoins(engine: () => Engine): void {
  const tagged = (name: string, values: readonly string[], not = false): Where<"sources">[number] => ({
    exists: "tags",
    on: "entity_id",
    equals: "id",
    where: [
      { column: "kind", op: "eq", value: "source" },
      { column: "name", op: "eq", value: name },
      { column: "value", in: values },
    ],
    not,
  });
  beforeEach(async () => {
    const rows = ["a", "b", "c", "d"].map((id) =>
      sourceRow(id, { created: `2026-01-0${id.charCodeAt(0) - 96}` }),
    );
    const tags = [
      tagRow("a", "genre", "news"),
      tagRow("a", "genre", "live", 1),
      tagRow("b", "genre", "live"),
      tagRow("c", "genre", null),
      tagRow("c", "lang", "en"),
    ];
    const other = { ...tagRow("d", "genre", "news"), kind: "flow" };
    await put(engine(), { insert: "sources", rows }, { insert: "tags", rows: [...tags, other] });
  });

  it("keeps the rows that have a row elsewhere, each once", async () => {
    expect(await ids(engine(), { where: [tagged("genre", ["news"])] })).to.eql(["a"]);
    expect(await ids(engine(), { where: [tagged("genre", ["news", "live"])] })).to.eql(["a", "b"]);
    expect(await ids(engine(), { where: [tagged("genre", [])] })).to.eql([]);
  });

  it("keeps the rows that have no such row", async () => {
    expect(await ids(engine(), { where: [tagged("genre", ["news"], true)] })).to.eql(["b", "c", "d"]);
  });

  it("takes several, and orders and pages the answer", async () => {
    const both = [tagged("genre", ["live"]), tagged("genre", ["news"], true)];
    expect(await ids(engine(), { where: both })).to.eql(["b"]);
    const where = [tagged("genre", ["news", "live"])];
    const page: Query<"sources"> = { where, order: "created", limit: 1 };
    const first = await select(engine(), "sources", page);
    expect(first.map((row) => row.id)).to.eql(["b"]);
    const after = [first[0]?.created ?? "", first[0]?.id ?? ""];
    expect((await select(engine(), "sources", { ...page, after })).map((row) => row.id)).to.eql(["a"]);
  });
}

function describeOrders(engine: () => Engine): void {
  it("sorts by the declared order, ties by its last column, and exactly in reverse", async () => {
    const days: Record<string, string> = {
      a: "2026-01-02",
      b: "2026-01-01",
      c: "2026-01-02",
      d: "2026-01-03",
    };
    await put(engine(), {
      insert: "sources",
      rows: Object.entries(days).map(([id, created]) => sourceRow(id, { created })),
    });
    const order = { order: "created" } as const;
    const forward = (await select(engine(), "sources", order)).map((row) => row.id);
    expect(forward).to.eql(["d", "c", "a", "b"]);
    const back = (await select(engine(), "sources", { ...order, reverse: true })).map((row) => row.id);
    expect(back).to.eql(forward.toReversed());
  });

  it("sorts text by code point, not by alphabet or UTF-16", async () => {
    const labels = ["Z", "a", "ä", "\u{fffd}", "\u{1f600}", "", "aa", "A"];
    const rows = labels.map((label, position) => sourceRow(`s${position}`, { label, unlabelled: false }));
    await put(engine(), { insert: "sources", rows: [...rows, sourceRow("none")] });
    const sorted = (await select(engine(), "sources", { order: "label" })).map((row) =>
      row.unlabelled ? null : row.label,
    );
    expect(sorted).to.eql(["", "A", "Z", "a", "aa", "ä", "\u{fffd}", "\u{1f600}", null]);
  });

  it("puts nulls before values, after them in reverse, and pages across that border", async () => {
    const expiries = { a: null, b: "2026-01-02", c: null, d: "2026-01-01", e: "2026-01-02" };
    await put(engine(), {
      insert: "objects",
      rows: Object.entries(expiries).map(([id, expires]) => objectRow(id, { expires })),
    });
    for (const reverse of [false, true]) {
      const expected = reverse ? ["e", "b", "d", "c", "a"] : ["a", "c", "d", "b", "e"];
      for (const limit of [1, 2, 3, 5]) {
        expect((await walkObjects(engine(), limit, reverse)).map((row) => row.id)).to.eql(expected);
      }
    }
  });
}

function describePages(engine: () => Engine): void {
  const inFlow: Where<"segments"> = [{ column: "flow_id", op: "eq", value: "f" }];

  it("gives no more rows than the limit, and none for a limit of zero", async () => {
    await put(engine(), { insert: "segments", rows: [1, 2, 3].map((second) => segmentRow("f", second)) });
    expect(await select(engine(), "segments", { order: "time", limit: 2 })).to.have.length(2);
    expect(await select(engine(), "segments", { limit: 2 })).to.have.length(2);
    expect(await select(engine(), "segments", { order: "time", limit: 0 })).to.eql([]);
  });

  it("goes on strictly beyond the page key, whether or not that row exists", async () => {
    await put(engine(), { insert: "segments", rows: [1, 3, 5].map((second) => segmentRow("f", second)) });
    const starts = async (after: readonly [string, number, number], reverse: boolean): Promise<number[]> =>
      (await select(engine(), "segments", { where: inFlow, order: "time", after, reverse })).map(
        (row) => row.start_s,
      );
    expect(await starts(["f", 3, 0], false)).to.eql([5]);
    expect(await starts(["f", 2, 0], false)).to.eql([3, 5]);
    expect(await starts(["f", 3, 0], true)).to.eql([1]);
    expect(await starts(["f", 5, 0], false)).to.eql([]);
    expect(await starts(["a", 9, 0], false), "the key is of a flow before this one").to.eql([1, 3, 5]);
    expect(await starts(["z", 0, 0], false), "the key is of a flow after this one").to.eql([]);
  });

  it("walks a table whose key is a number, both ways, whatever is asked of its other columns", async () => {
    const rows = Array.from({ length: 700 }, (_, at) =>
      eventRow(at + 1, at % 7 === 0 ? null : `flow-${at % 3}`),
    );
    await put(engine(), { insert: "events", rows });
    const asked: Where<"events">[] = [
      [],
      [{ column: "flow_id", isNull: true }],
      [{ column: "flow_id", in: ["flow-1", "flow-2"] }],
      [
        { column: "time", op: "ge", value: 20_000 },
        { column: "seq", op: "le", value: 650 },
      ],
    ];
    const kept = [
      () => true,
      (row: Row<"events">) => row.flow_id === null,
      (row: Row<"events">) => row.flow_id === "flow-1" || row.flow_id === "flow-2",
      (row: Row<"events">) => row.time >= 20_000 && row.seq <= 650,
    ];
    for (const [at, where] of asked.entries()) {
      const expected = rows.filter((row) => kept[at]?.(row)).map((row) => row.seq);
      for (const reverse of [false, true]) {
        const got: number[] = [];
        for (let page: Row<"events">[] = [], first = true; first || page.length > 0; first = false) {
          const after = got.length === 0 ? {} : { after: [got.at(-1) ?? 0] };
          page = await select(engine(), "events", { where, order: "log", reverse, limit: 33, ...after });
          got.push(...page.map((row) => row.seq));
        }
        expect(got).to.eql(reverse ? expected.toReversed() : expected);
      }
    }
  });

  it("yields every row that stays exactly once, while others come and go", async () => {
    const stay = Array.from({ length: 300 }, (_, position) => position * 10);
    const come = stay.map((second) => segmentRow("f", second + 3));
    const go = stay.map((second) => segmentRow("f", second + 6));
    await put(engine(), {
      insert: "segments",
      rows: [...stay.map((second) => segmentRow("f", second)), ...go],
    });
    const seen: number[] = [];
    let after: readonly [string, number, number] | undefined;
    for (let round = 0; ; round++) {
      const query: Query<"segments"> = { where: inFlow, order: "time", limit: 7, ...(after && { after }) };
      const page = await select(engine(), "segments", query);
      seen.push(...page.map((row) => row.start_s));
      const last = page.at(-1);
      if (last === undefined) break;
      after = ["f", last.start_s, last.start_x];
      await put(
        engine(),
        { insert: "segments", rows: come.slice(round * 4, round * 4 + 4) },
        { delete: "segments", keys: go.slice(round * 4, round * 4 + 4).map(segmentKey) },
      );
    }
    expect(seen.filter((second) => second % 10 === 0)).to.eql(stay);
    expect(new Set(seen).size).to.equal(seen.length);
  });
}

async function walkObjects(engine: Engine, limit: number, reverse: boolean): Promise<Row<"objects">[]> {
  const all: Row<"objects">[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last && { after: [last.expires, last.id] };
    const page = await select(engine, "objects", { order: "expiry", limit, reverse, ...after });
    if (page.length === 0) return all;
    all.push(...page);
  }
}
