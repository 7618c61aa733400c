import { expect } from "chai";
import type { Engine } from "../src/storage/engine.ts";
import type { Row } from "../src/storage/tables.ts";
import { describeQueries } from "./engine.queries.ts";
import {
  counter,
  faultOf,
  ids,
  increment,
  objectRow,
  put,
  segmentKey,
  segmentRow,
  select,
  sourceRow,
  tagRow,
} from "./support/rows.ts";

/** An engine over an empty store, made for one test. */
export interface OpenEngine {
  readonly engine: Engine;
  /** Closes the engine and opens another on the same store. */
  reopen(): Promise<Engine>;
  /** Closes what is open and removes the store. */
  destroy(): Promise<void>;
}

/** What a service may rely on, whatever keeps the rows. Every engine runs these cases unchanged. */
export function describeEngine(name: string, open: () => Promise<OpenEngine>): void {
  describe(`engine: ${name}`, () => {
    let store: OpenEngine;
    const engine = (): Engine => store.engine;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.destroy());

    describe("rows", () => describeRows(engine));
    describe("queries", () => describeQueries(engine));
    describe("snapshots", () => describeSnapshots(engine));
    describe("writes", () => describeWrites(engine));
    describe("durability", () => describeDurability(() => store));
  });
}

function describeRows(engine: () => Engine): void {
  it("keeps text, integers, booleans and nulls as they were given", async () => {
    const object = objectRow("o", { start_s: 0, end_s: null, size: 12, flow_id: "f" });
    const sources = [sourceRow("a", { unlabelled: true }), sourceRow("b", { unlabelled: false, label: "x" })];
    await put(engine(), { insert: "objects", rows: [object] }, { insert: "sources", rows: sources });
    expect(await select(engine(), "objects")).to.eql([object]);
    expect(await engine().read((view) => view.get("sources", { id: "a" }))).to.eql(sources[0]);
    expect(await engine().read((view) => view.get("sources", { id: "b" }))).to.eql(sources[1]);
  });

  it("keeps seconds of 48 bits and beyond, before and after 1970 (TR-006)", async () => {
    for (const second of [
      2 ** 47,
      -(2 ** 47),
      2 ** 48 - 1,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ]) {
      const row = segmentRow("f", 0, { start_s: second, start_x: 1_999_999_999, end_s: second, end_x: 0 });
      await put(engine(), { insert: "segments", rows: [row] });
      const key = { flow_id: "f", start_s: second, start_x: 1_999_999_999 };
      expect(await engine().read((view) => view.get("segments", key))).to.eql(row);
    }
    const starts = (await select(engine(), "segments", { order: "time" })).map((row) => row.start_s);
    expect(starts).to.eql([...starts].sort((left, right) => left - right));
  });

  it("keeps any text whole: empty, long, quotes, other scripts, emoji, line breaks", async () => {
    const texts = [
      "",
      "'",
      '"; DROP TABLE x; --',
      "%_\\",
      "日本語",
      "👩🏽‍🚀",
      "e\u0301 é",
      "a\r\nb\tc",
      "x".repeat(300_000),
    ];
    const rows = texts.map((doc, position) => ({ name: `n${position}`, doc }));
    await put(engine(), { insert: "settings", rows });
    for (const row of rows) {
      expect(await engine().read((view) => view.get("settings", { name: row.name }))).to.eql(row);
    }
  });

  it("finds no row under a key that is not there", async () => {
    expect(await engine().read((view) => view.get("sources", { id: "absent" }))).to.equal(undefined);
    expect(await select(engine(), "sources")).to.eql([]);
  });

  it("updates whole rows and deletes rows by key, and ignores those that are gone", async () => {
    await put(engine(), { insert: "sources", rows: [sourceRow("a"), sourceRow("b"), sourceRow("c")] });
    const changed = sourceRow("a", { label: "new", unlabelled: false, doc: '{"a":1}' });
    await put(
      engine(),
      { update: "sources", rows: [changed, sourceRow("gone")] },
      { delete: "sources", keys: [{ id: "b" }, { id: "gone" }] },
    );
    expect(await ids(engine(), {})).to.eql(["a", "c"]);
    expect(await engine().read((view) => view.get("sources", { id: "a" }))).to.eql(changed);
  });

  it("applies the changes of a write in their order, so a deleted row can be inserted anew", async () => {
    await put(engine(), {
      insert: "tags",
      rows: [tagRow("s", "genre", "news"), tagRow("s", "genre", "live", 1)],
    });
    await put(
      engine(),
      { delete: "tags", keys: [tagRow("s", "genre", null), tagRow("s", "genre", null, 1)].map(tagKey) },
      { insert: "tags", rows: [tagRow("s", "genre", "sport")] },
    );
    expect((await select(engine(), "tags")).map((row) => row.value)).to.eql(["sport"]);
  });

  it("takes and gives back ten thousand rows at once", async () => {
    const rows = Array.from({ length: 10_000 }, (_, second) => segmentRow("f", second));
    await put(engine(), { insert: "segments", rows });
    expect(await select(engine(), "segments", { order: "time" })).to.eql(rows);
    await put(engine(), { update: "segments", rows: rows.map((row) => ({ ...row, doc: "[]" })) });
    expect(await select(engine(), "segments", { where: [{ column: "doc", op: "ne", value: "[]" }] })).to.eql(
      [],
    );
    await put(engine(), { delete: "segments", keys: rows.slice(1).map(segmentKey) });
    expect(await select(engine(), "segments")).to.have.length(1);
  });
}

function describeSnapshots(engine: () => Engine): void {
  it("shows a read nothing that was written after it began", async () => {
    await put(engine(), { insert: "settings", rows: [{ name: "before", doc: "{}" }] });
    await engine().read(async (view) => {
      await put(
        engine(),
        { insert: "settings", rows: [{ name: "during", doc: "{}" }] },
        { delete: "settings", keys: [{ name: "before" }] },
      );
      expect((await view.select("settings")).map((row) => row.name)).to.eql(["before"]);
      expect(await view.get("settings", { name: "during" })).to.equal(undefined);
    });
    expect((await select(engine(), "settings")).map((row) => row.name)).to.eql(["during"]);
  });

  it("shows all of a write or nothing of it, in every table", async () => {
    const writer = async (): Promise<void> => {
      for (let n = 0; n < 30; n++) await moveTogether(engine(), ["left", "right"]);
    };
    const reader = async (): Promise<void> => {
      for (let n = 0; n < 60; n++) {
        await engine().read(async (view) => {
          const left = await counter(view, "left");
          await new Promise((resolve) => setImmediate(resolve));
          expect(await counter(view, "right")).to.equal(left);
        });
      }
    };
    await Promise.all([writer(), reader(), reader()]);
  });

  it("reads its own writes as soon as they are acknowledged", async () => {
    for (let n = 1; n <= 20; n++) {
      await increment(engine(), "n");
      expect(await engine().read((view) => counter(view, "n"))).to.equal(n);
    }
  });

  it("serves many more reads at a time than it has connections", async () => {
    await increment(engine(), "n");
    const reads = Array.from({ length: 100 }, () =>
      engine().read(async (view) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return counter(view, "n");
      }),
    );
    expect(new Set(await Promise.all(reads))).to.eql(new Set([1]));
  });

  it("refuses a view that was kept after its work settled", async () => {
    const kept = await engine().read(async (view) => view);
    const outcome = await kept.select("sources").then(
      () => "answered",
      (error: unknown) => error,
    );
    expect(outcome).to.be.instanceOf(Error);
  });

  it("passes on what the work of a read throws", async () => {
    const thrown = new Error("mine");
    const caught: unknown = await engine()
      .read(() => Promise.reject(thrown))
      .catch((error: unknown) => error);
    expect(caught).to.equal(thrown);
  });
}

function describeWrites(engine: () => Engine): void {
  it("loses no update of fifty at once on one key, and answers each with the run that counted", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => increment(engine(), "n")));
    expect(answers.sort((left, right) => left - right)).to.eql(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await engine().read((view) => counter(view, "n"))).to.equal(50);
  });

  it("serialises writes that share any key of several, in whatever order they name them", async () => {
    const pairs = [
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
      ["b", "a"],
      ["c", "b"],
      ["a", "c"],
    ];
    await Promise.all(Array.from({ length: 60 }, (_, n) => moveTogether(engine(), pairs[n % pairs.length]!)));
    for (const name of ["a", "b", "c"]) {
      expect(await engine().read((view) => counter(view, name))).to.equal(40);
    }
  });

  it("runs writes without a common key side by side", async () => {
    // Each waits inside its work for the other, so one after the other they would never end.
    const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const write = (mine: number, other: number): Promise<void> =>
      engine().write([`flow:${mine}`], async () => {
        met[mine]!.resolve();
        await met[other]!.promise;
        return {
          result: undefined,
          changes: [{ insert: "settings", rows: [{ name: `n${mine}`, doc: "" }] }],
        };
      });
    await Promise.all([write(0, 1), write(1, 0)]);
    expect(await select(engine(), "settings")).to.have.length(2);
  });

  it("refuses the insert of a key that exists as a conflict, and keeps nothing of that write", async () => {
    await put(engine(), { insert: "sources", rows: [sourceRow("a")] });
    const twice = put(
      engine(),
      { insert: "sources", rows: [sourceRow("b")] },
      { update: "sources", rows: [sourceRow("a", { doc: "changed" })] },
      { insert: "sources", rows: [sourceRow("c"), sourceRow("a")] },
    );
    expect(await faultOf(twice)).to.equal("conflict");
    expect(await select(engine(), "sources")).to.eql([sourceRow("a")]);
  });

  it("keeps the good writes of a moment in which a bad one comes", async () => {
    await put(engine(), { insert: "sources", rows: [sourceRow("taken")] });
    const inserts = ["a", "taken", "b", "c", "taken", "d"].map((id) =>
      put(engine(), { insert: "sources", rows: [sourceRow(id)] }),
    );
    const settled = await Promise.allSettled(inserts);
    expect(settled.map(({ status }) => status === "fulfilled")).to.eql([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(await ids(engine(), {})).to.eql(["a", "b", "c", "d", "taken"]);
  });

  it("changes nothing when the work throws, and passes on what it threw", async () => {
    const thrown = new Error("mine");
    const caught: unknown = await engine()
      .write(["k"], () => Promise.reject(thrown))
      .catch((error: unknown) => error);
    expect(caught).to.equal(thrown);
    expect(await increment(engine(), "k"), "the key is free again").to.equal(1);
  });

  it("answers a write that changes nothing", async () => {
    expect(await engine().write(["k"], async () => ({ result: "seen", changes: [] }))).to.equal("seen");
    const empty = [
      { insert: "sources", rows: [] },
      { delete: "sources", keys: [] },
    ] as const;
    expect(await engine().write(["k"], async () => ({ result: "seen", changes: empty }))).to.equal("seen");
  });
}

function describeDurability(store: () => OpenEngine): void {
  it("finds after reopening every write that was acknowledged", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        put(store().engine, { insert: "sources", rows: [sourceRow(`s${n}`)] }),
      ),
    );
    await increment(store().engine, "n");
    const again = await store().reopen();
    expect(await select(again, "sources")).to.have.length(40);
    expect(await increment(again, "n")).to.equal(2);
  });

  it("finishes what runs before it closes, and is unavailable from then on", async () => {
    const { engine } = store();
    const running = Array.from({ length: 20 }, () => increment(engine, "n"));
    await engine.close();
    expect(await Promise.all(running)).to.have.length(20);
    expect(await faultOf(engine.read((view) => view.select("sources")))).to.equal("unavailable");
    expect(await faultOf(increment(engine, "n"))).to.equal("unavailable");
    expect(await faultOf(engine.check())).to.equal("unavailable");
    const again = await store().reopen();
    expect(await again.read((view) => counter(view, "n"))).to.equal(20);
  });

  it("says that it is ready, and leaves no trace of having been asked", async () => {
    await store().engine.check();
    await store().engine.check();
    expect(await select(store().engine, "settings")).to.eql([]);
  });
}

/** Adds one to each of the named counters in one write. */
function moveTogether(engine: Engine, names: readonly string[]): Promise<void> {
  return engine.write(names, async (view) => {
    const found = await Promise.all(names.map((name) => view.get("settings", { name })));
    const rows = names.map((name, position) => ({
      name,
      doc: String(Number(found[position]?.doc ?? 0) + 1),
    }));
    const isNew = (_: unknown, position: number): boolean => found[position] === undefined;
    const inserts = rows.filter(isNew);
    const updates = rows.filter((row, position) => !isNew(row, position));
    return {
      result: undefined,
      changes: [
        { insert: "settings", rows: inserts },
        { update: "settings", rows: updates },
      ],
    };
  });
}

function tagKey({ kind, entity_id, name, position }: Row<"tags">) {
  return { kind, entity_id, name, position };
}
