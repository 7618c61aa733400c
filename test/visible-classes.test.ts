import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { classified } from "../src/services/classes.ts";
import { type Flow, flowRow } from "../src/services/flow-document.ts";
import { ownerText } from "../src/services/webhook-owner.ts";
import { openEmbeddedEngine } from "../src/storage/embedded/engine.ts";
import type { Engine } from "../src/storage/engine.ts";
import type { Row } from "../src/storage/tables.ts";
import { openVastEngine } from "../src/storage/vast/engine.ts";
import { put, segmentRow, select, sourceRow } from "./support/rows.ts";
import { testEngine } from "./support/vast.ts";

/** A Flow row with these tags. */
function flow(id: string, auth_classes?: string | string[], over: Partial<Flow> = {}): Row<"flows"> {
  const tags = auth_classes === undefined ? {} : { auth_classes };
  const dates = { created: "2026-01-01T00:00:00Z", metadata_updated: "2026-01-01T00:00:00Z" };
  return flowRow(
    { id, source_id: "s", format: "urn:x-nmos:format:multi", tags, ...dates, ...over } as Flow,
    null,
  );
}

function webhook(id: string, owner: string | null, auth_classes: string[] = []): Row<"webhooks"> {
  return {
    id,
    url: `https://example.com/${id}`,
    status: "created",
    api_key_value: null,
    created: "2026-01-01T00:00:00Z",
    active_since: 0,
    owner: owner && ownerText({ id: owner, name: owner, groups: [], scopes: [] }),
    doc: JSON.stringify({ id, tags: { auth_classes } }),
  };
}

describe("tables of classes", () => {
  describe("on the embedded engine", () =>
    describeClasses(async () => {
      const folder = await mkdtemp(join(tmpdir(), "tams-classes-"));
      const engine = await openEmbeddedEngine({ folder });
      const close = async (): Promise<void> => {
        await engine.close();
        await rm(folder, { recursive: true, force: true });
      };
      return { engine, close };
    }));
  describe("on VAST", () =>
    describeClasses(async () => {
      const engine = await openVastEngine(await testEngine());
      return { engine, close: () => engine.close() };
    }));
});

function describeClasses(open: () => Promise<{ engine: Engine; close: () => Promise<void> }>): void {
  let opened: Awaited<ReturnType<typeof open>>;
  let engine: Engine;
  beforeEach(async () => {
    opened = await open();
    engine = classified(opened.engine);
  });
  afterEach(() => opened.close());
  const flowClasses = async (): Promise<string[]> =>
    (await select(engine, "flow_classes")).map((row) => `${row.id}:${row.class}`).sort();

  it("have each resource once for each class, and once without one (AUTH-036)", async () => {
    const rows = [flow("a", ["x", "y"]), flow("b", "y, z"), flow("c"), flow("d", [])];
    await put(engine, { insert: "flows", rows });
    expect(await flowClasses()).to.eql(["a:x", "a:y", "b:y", "b:z", "c:", "d:"]);
    const { doc: _, read_only: __, deletion_id: ___, ...columns } = rows[0]!;
    expect(
      await select(engine, "flow_classes", { where: [{ column: "class", op: "eq", value: "x" }] }),
    ).to.eql([{ ...columns, class: "x" }]);
  });

  it("follow their resource through changes and its end, in the same write", async () => {
    await put(engine, { insert: "flows", rows: [flow("a", ["x"]), flow("b", ["x"])] });
    await put(engine, { update: "flows", rows: [flow("a", ["x", "y"], { label: "new" })] });
    expect(await flowClasses()).to.eql(["a:x", "a:y", "b:x"]);
    const labels = await select(engine, "flow_classes", { where: [{ column: "id", op: "eq", value: "a" }] });
    expect(labels.map((row) => row.label)).to.eql(["new", "new"]);
    await put(engine, { update: "flows", rows: [flow("a")] }, { delete: "flows", keys: [{ id: "b" }] });
    expect(await flowClasses()).to.eql(["a:"]);
    await put(
      engine,
      { delete: "flows", keys: [{ id: "a" }] },
      { insert: "flows", rows: [flow("a", ["z"])] },
    );
    expect(await flowClasses()).to.eql(["a:z"]);
  });

  it("get nothing from an update of a resource that is gone, as the resource gets nothing", async () => {
    await put(
      engine,
      { update: "flows", rows: [flow("gone", ["x"])] },
      { delete: "flows", keys: [{ id: "other" }] },
    );
    expect(await flowClasses()).to.eql([]);
    expect(await select(engine, "flows")).to.eql([]);
  });

  it("stay as they are when the write is refused", async () => {
    await put(engine, { insert: "flows", rows: [flow("a", ["x"])] });
    const twice = put(engine, { insert: "flows", rows: [flow("a", ["y"]), flow("b", ["y"])] });
    expect(
      await twice.then(
        () => "done",
        () => "refused",
      ),
    ).to.equal("refused");
    expect(await flowClasses()).to.eql(["a:x"]);
  });

  it("have Sources and Webhooks too, these for their owners as well", async () => {
    const doc = JSON.stringify({ tags: { auth_classes: ["x"] } });
    await put(
      engine,
      { insert: "sources", rows: [sourceRow("s", { doc })] },
      { insert: "webhooks", rows: [webhook("w", "user:ann", ["x"]), webhook("v", null)] },
    );
    const [source] = await select(engine, "source_classes");
    expect(source).to.include({ id: "s", class: "x", created: "2026-01-01T00:00:00Z" });
    const names = (await select(engine, "webhook_classes")).map((row) => `${row.id}:${row.class}`).sort();
    expect(names).to.eql(["v:", "v: @open:local", "w: @user:ann", "w:x"]);
  });

  it("cost nothing in writes that change neither Flows, Sources nor Webhooks", async () => {
    const reads: string[] = [];
    const watched = classified({
      ...opened.engine,
      read: (work) => opened.engine.read(work),
      check: () => opened.engine.check(),
      close: async () => undefined,
      write: (keys, work) =>
        opened.engine.write(keys, (view) =>
          work({
            get: (table, key) => view.get(table, key),
            select: (table, query) => {
              reads.push(table);
              return view.select(table, query);
            },
          }),
        ),
    });
    await put(watched, { insert: "segments", rows: [segmentRow("f", 0)] });
    await put(watched, { insert: "flows", rows: [flow("a", ["x"])] });
    expect(reads, "new rows have no classes yet").to.eql([]);
    await put(watched, { update: "flows", rows: [flow("a", ["x"], { label: "new" })] });
    // The engine may run the work again.
    expect([...new Set(reads)]).to.eql(["flow_classes"]);
  });

  it("write nothing for a change that they do not show", async () => {
    await put(engine, { insert: "flows", rows: [flow("a", ["x", "y"])] });
    const written: string[] = [];
    const watched = classified({
      read: (work) => opened.engine.read(work),
      check: () => opened.engine.check(),
      close: async () => undefined,
      write: (keys, work) =>
        opened.engine.write(keys, async (view) => {
          const outcome = await work(view);
          written.push(
            ...outcome.changes.flatMap((change) =>
              Object.values(change).filter((name) => typeof name === "string"),
            ),
          );
          return outcome;
        }),
    });
    await put(watched, { update: "flows", rows: [flow("a", ["x", "y"], { description: "new" })] });
    expect([...new Set(written)]).to.eql(["flows"]);
  });
}
