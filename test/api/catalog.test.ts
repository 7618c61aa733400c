import { Readable } from "node:stream";
import { expect } from "chai";
import { StoreError } from "../../src/errors.ts";
import type { MediaStore, StorageBackend } from "../../src/media/store.ts";
import type { App } from "../../src/services/app.ts";
import {
  apartKey,
  type ObjectSidecar,
  readSidecar,
  sidecarKey,
} from "../../src/services/catalog-sidecars.ts";
import { stepCatalog } from "../../src/services/catalog-sweep.ts";
import { servedTwoBackends } from "../support/backends.ts";
import { Client } from "../support/client.ts";
import { segment, videoFlow } from "../support/make.ts";
import { storeFlow } from "../support/served.ts";
import { startApp } from "../support/start.ts";
import {
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  register,
  second,
  upload,
} from "../support/steps.ts";

const never = new AbortController().signal;

describe("the catalog beside the media", () => {
  const two = servedTwoBackends({ services: { workerPollMs: 20 } });
  const labelled = (label: string): StorageBackend =>
    two.current.test.app.backends.find((backend) => backend.label === label)!;
  const quiet = (): Promise<true> => caughtUp(two.current.test.app);
  const keyOf = async (id: string, label = "fast"): Promise<string> => {
    const { engine } = two.current.test.app;
    const row = await engine.read((view) =>
      view.get("object_instances", { object_id: id, ref: `storage:${labelled(label).id}` }),
    );
    return row?.key ?? "";
  };
  const besideOf = async (id: string, label = "fast"): Promise<ObjectSidecar> =>
    (await readSidecar(labelled(label), sidecarKey(await keyOf(id, label)))) as ObjectSidecar;

  it("says of an Object beside its bytes what it is, where it is and which Segments use it", async () => {
    const { api } = two.current;
    const flow = await newFlow(api);
    const id = await ingest(api, flow, second(0), { key_frame_count: 3 });
    await register(api, flow, { object_id: id, timerange: "[5:0_6:0)", ts_offset: "5:0" });
    await quiet();
    const { object, segments, stored } = await besideOf(id);
    expect(object).to.include({ kind: "media", timerange: second(0), key_frame_count: 3, first_flow: flow });
    expect(segments.map(({ timerange, doc }) => [timerange, doc])).to.have.deep.members([
      [second(0), {}],
      ["[5:0_6:0)", { ts_offset: "5:0" }],
    ]);
    expect(stored.map(({ key }) => key)).to.eql([await keyOf(id)]);
  });

  it("has a sidecar at every copy, and none any more where a copy was removed", async () => {
    const { api, fast, slow } = two.current;
    const id = await ingest(api, await newFlow(api), second(0));
    mustBe(201, await api.post(`/objects/${id}/instances`, { storage_id: slow.id }));
    await eventually(async () => ((await keyOf(id, "slow")) === "" ? undefined : true));
    await eventually(async () =>
      (await labelled("slow").store.head(await keyOf(id, "slow"))) ? true : undefined,
    );
    await quiet();
    expect((await besideOf(id, "slow")).stored)
      .to.eql((await besideOf(id)).stored)
      .and.to.have.length(2);
    const before = await keyOf(id);
    mustBe(204, await api.del(`/objects/${id}/instances?storage_id=${fast.id}`));
    await quiet();
    expect(await labelled("fast").store.head(sidecarKey(before))).to.equal(undefined);
    expect((await besideOf(id, "slow")).stored.map(({ storage_id }) => storage_id)).to.eql([slow.id]);
  });

  it("removes the sidecars of what is deleted, whatever it was", async () => {
    const { api } = two.current;
    const flow = await storeFlow(api, videoFlow());
    const id = await ingest(api, flow.id, second(0));
    const other = segment(second(1));
    await register(api, flow.id, other);
    await quiet();
    const { store } = labelled("fast");
    const keys = [
      sidecarKey(await keyOf(id)),
      apartKey("object", other.object_id),
      apartKey("flow", flow.id),
      apartKey("source", flow.source_id),
    ];
    for (const key of keys)
      expect(await store.head(key), key).to.include({ contentType: "application/json" });
    mustBe(204, await api.del(`/flows/${flow.id}`));
    await quiet();
    for (const key of keys) expect(await store.head(key), key).to.equal(undefined);
  });

  it("has nothing of an Object that waits for its first Segment", async () => {
    const { api } = two.current;
    const waiting = await allocateOne(api, await newFlow(api));
    expect((await upload(waiting, "bytes")).status).to.equal(200);
    await quiet();
    expect(await labelled("fast").store.head(sidecarKey(await keyOf(waiting.object_id)))).to.equal(undefined);
  });

  it("is not served as media, which the API's own rules would not cover", async () => {
    const { api, fast } = two.current;
    const flow = await newFlow(api);
    await quiet();
    expect(await labelled("fast").store.head(apartKey("flow", flow))).to.not.equal(undefined);
    expect((await api.get(`/media/${fast.id}/${apartKey("flow", flow)}`)).status).to.equal(404);
  });
});

describe("the catalog when things go wrong", () => {
  /** A server whose own workers leave the catalog to the test: it holds the job's place. */
  async function withIdleCatalog(work: (app: App, api: Client) => Promise<void>): Promise<void> {
    const test = await startApp({ services: { workerPollMs: 20 } });
    try {
      await caughtUp(test.app);
      const job = { id: "catalog", kind: "catalog", key: "catalog", state: "failed", attempts: 0, doc: "{}" };
      const rows = [{ ...job, run_at: 0, owner: "the test", error: null }];
      await test.app.engine.write([], async () => ({ result: 0, changes: [{ insert: "jobs", rows }] }));
      await work(test.app, new Client(test.base));
    } finally {
      await test.close();
    }
  }

  const changed = (app: App, over: Partial<MediaStore>): App => ({
    ...app,
    backends: app.backends.map((backend) => ({ ...backend, store: storeWith(backend.store, over) })),
  });
  const labelIn = async ({ backends: [backend] }: App, flow: string): Promise<unknown> => {
    const sidecar = await readSidecar(backend!, apartKey("flow", flow));
    return sidecar.entity === "flow" ? sidecar.doc.label : undefined;
  };
  const finish = async (app: App): Promise<void> => {
    while (!(await stepCatalog(app, never)));
  };

  it("writes what it can while a key cannot be written, and that one when it can", async () => {
    await withIdleCatalog(async (app, api) => {
      const [bad, good] = [await newFlow(api, { label: "bad" }), await newFlow(api, { label: "good" })];
      const { store } = app.backends[0]!;
      const failing = changed(app, {
        write: (key, bytes, options) => {
          if (!key.includes(bad)) return store.write(key, bytes, options);
          bytes.destroy();
          return Promise.reject(new StoreError("unavailable", "The disk is full."));
        },
      });
      expect(await stepCatalog(failing, never)).to.equal(false);
      expect(await labelIn(app, good)).to.equal("good");
      const again = await stepCatalog(failing, never).catch((error: Error) => error.message);
      expect(again).to.contain(`flow:${bad}`).and.contain("The disk is full.");
      await finish(app);
      expect(await labelIn(app, bad)).to.equal("bad");
    });
  });

  it("keeps of a change only what could not be done, however long that lasts", async () => {
    await withIdleCatalog(async (app, api) => {
      const flow = await newFlow(api);
      await ingest(api, flow, second(0));
      await finish(app);
      mustBe(204, await api.del(`/flows/${flow}`));
      const bad = await newFlow(api);
      const { store } = app.backends[0]!;
      const failing = changed(app, {
        write: (key, bytes, options) => {
          if (!key.includes(bad)) return store.write(key, bytes, options);
          bytes.destroy();
          return Promise.reject(new StoreError("unavailable", "The disk is full."));
        },
      });
      expect(await stepCatalog(failing, never)).to.equal(false);
      const [left, ...others] = await app.engine.read((view) => view.select("catalog_changes"));
      expect(others).to.eql([]);
      expect(JSON.parse(left?.doc ?? "")).to.eql({ entities: [`flow:${bad}`], moved: [], removed: [] });
    });
  });

  it("lets no process that was taken for dead leave an older state behind", async () => {
    await withIdleCatalog(async (app, api) => {
      const flow = await newFlow(api, { label: "old" });
      const reached = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      const { store } = app.backends[0]!;
      const stalled = changed(app, {
        write: async (key, bytes, options) => {
          reached.resolve();
          await held.promise;
          return store.write(key, bytes, options);
        },
      });
      const late = stepCatalog(stalled, never);
      await reached.promise;
      mustBe(204, await api.put(`/flows/${flow}/label`, "new"));
      await finish(app);
      expect(await labelIn(app, flow)).to.equal("new");
      held.resolve();
      await late;
      expect(await labelIn(app, flow), "for a moment").to.equal("old");
      await finish(app);
      expect(await labelIn(app, flow)).to.equal("new");
    });
  });

  it("leaves a change that comes while its sidecar is written for the next step", async () => {
    await withIdleCatalog(async (app, api) => {
      const flow = await newFlow(api, { label: "first" });
      const { store } = app.backends[0]!;
      let raced = false;
      const racing = changed(app, {
        write: async (key, bytes, options) => {
          if (key.includes(flow) && !raced) {
            raced = true;
            mustBe(204, await api.put(`/flows/${flow}/label`, "second"));
          }
          return store.write(key, bytes, options);
        },
      });
      await finish(racing);
      expect(raced).to.equal(true);
      expect(await labelIn(app, flow)).to.equal("second");
    });
  });

  it("reads no sidecar that is not one", async () => {
    await withIdleCatalog(async (app) => {
      const [backend] = app.backends;
      const texts = [
        "",
        "{",
        "[]",
        "null",
        '{"catalog":1}',
        '{"catalog":2,"entity":"flow","id":"x","written":""}',
      ];
      const wrong = { catalog: 1, entity: "object", id: "x", written: "", object: { kind: 1 } };
      const flow = {
        catalog: 1,
        entity: "flow",
        id: "x",
        written: "",
        segments_updated: null,
        doc: { id: "x" },
      };
      for (const text of [...texts, JSON.stringify(wrong), JSON.stringify(flow)]) {
        await backend!.store.write("a.tams", Readable.from([Buffer.from(text)]), {
          contentType: "text/plain",
        });
        const read = await readSidecar(backend!, "a.tams").catch((error: unknown) => error);
        expect(read, text).to.be.instanceOf(Error);
      }
    });
  });
});

/** Waits until nothing is left to write or remove. */
function caughtUp(app: App): Promise<true> {
  return eventually(async () => {
    const [changes, jobs, mark] = await app.engine.read(async (view) => [
      await view.select("catalog_changes"),
      await view.select("jobs", { where: [{ column: "kind", op: "ne", value: "retention" }] }),
      await view.get("settings", { name: "catalog" }),
    ]);
    return changes.length === 0 && jobs.length === 0 && mark?.doc === "{}" ? true : undefined;
  });
}

/** The store, but for some of what it does. */
function storeWith(store: MediaStore, over: Partial<MediaStore>): MediaStore {
  const overridden: Readonly<Record<string | symbol, unknown>> = { ...over };
  return new Proxy(store, {
    get: (target, name) => {
      const own = overridden[name];
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
