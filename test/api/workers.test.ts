import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { collectExpired } from "../../src/services/allocations.ts";
import type { App } from "../../src/services/app.ts";
import { purgeRequests } from "../../src/services/deletion-requests.ts";
import { stepDeletion } from "../../src/services/deletions.ts";
import { enqueue } from "../../src/services/jobs.ts";
import type { Row } from "../../src/storage/tables.ts";
import { deletion } from "../../src/workers/deletion.ts";
import { removal } from "../../src/workers/removal.ts";
import { type JobHandlers, startWorkers, type Workers } from "../../src/workers/worker.ts";
import { Client } from "../support/client.ts";
import { segment, uuid } from "../support/make.ts";
import { holdWorkers, ORIGIN_ALLOW } from "../support/origin.ts";
import { expectRefusal } from "../support/served.ts";
import { itOnDisk, startApp, type TestApp } from "../support/start.ts";
import {
  allocate,
  allocateOne,
  type DeletionRequest,
  eventually,
  ingest,
  mustBe,
  newFlow,
  objectOf,
  rangesOf,
  register,
  second,
  upload,
} from "../support/steps.ts";

const none = { attempts: 1, step: async () => true };
/** Handlers that take every job for done. */
const idle: JobHandlers = {
  catalog: none,
  copy: none,
  deletion: none,
  propagation: none,
  removal: none,
  replay: none,
  retention: none,
  webhook: none,
};
/** Leases that run out soon, for tests of what happens then. */
const TIMING = { leaseMs: 600, firstRetryMs: 5, longestRetryMs: 20, concurrency: 4, turnMs: 5000 };
/** Long enough for a troubled store that is a network away to be told that a job is done: what lasts longer may be done twice. */
const PATIENT = { ...TIMING, leaseMs: 6000 };

function jobsOf({ engine }: App): Promise<Row<"jobs">[]> {
  return engine.read((view) => view.select("jobs", { order: "due" }));
}

describe("workers", () => {
  let test: TestApp;
  let api: Client;
  const running: Workers[] = [];

  beforeEach(async () => {
    // The server's own workers are to look at jobs only when they are told to, and the catalog gives them one at start.
    const quiet = { workerPollMs: 3_600_000, catalog: false, retention: false };
    test = await startApp({
      services: { ...quiet, deleteAsyncSegments: 3, outboundAllow: ORIGIN_ALLOW },
    });
    api = new Client(test.base);
  });
  afterEach(async () => {
    for (const workers of running.splice(0)) await workers.stop();
    await test.close();
  });

  /** The server's own store, seen by another process whose clock is this far ahead. */
  const later = (seconds: number): App => ({
    ...test.app,
    settings: { ...test.app.settings, workerPollMs: 10 },
    now: () => new Date(Date.now() + seconds * 1000),
  });

  /** Workers that know only removals, done as given. */
  function work(
    app: App,
    step: JobHandlers["removal"]["step"],
    over: Partial<JobHandlers["removal"]> = {},
    timing = TIMING,
  ): Workers {
    const workers = startWorkers(
      { ...app, settings: { ...app.settings, workerPollMs: 10 } },
      { ...idle, removal: { attempts: 3, step, ...over } },
      [],
      timing,
    );
    running.push(workers);
    return workers;
  }

  const leave = (app: App, key = "k"): Promise<void> =>
    app.engine.write([`job:${key}`], async () => ({
      result: undefined,
      changes: enqueue(app, "removal", key, { storageId: uuid(), keys: [key] }),
    }));

  /** A claim whose answer was lost is made good when its lease has run out. */
  const allDone = (): Promise<true> =>
    eventually(
      async () => ((await jobsOf(test.app)).length === 0 ? true : undefined),
      (3 * PATIENT.leaseMs) / 1000,
    );

  it("do a job once and forget it (DEL-017)", async () => {
    const done: string[] = [];
    const workers = work(test.app, async (_, { keys }) => done.push(...keys) > 0, {}, PATIENT);
    for (const key of ["a", "b", "c", "d", "e", "f"]) await leave(test.app, key);
    workers.nudge();
    await allDone();
    expect(done.sort()).to.eql(["a", "b", "c", "d", "e", "f"]);
  });

  it("of several processes share the jobs, and none is done twice (DEL-017)", async () => {
    const done: string[] = [];
    const step = async (_: App, { keys }: { readonly keys: readonly string[] }) => done.push(...keys) > 0;
    for (let at = 0; at < 30; at++) await leave(test.app, String(at));
    for (let at = 0; at < 3; at++) work(test.app, step, {}, PATIENT);
    await allDone();
    expect(done).to.have.length(30);
    expect(new Set(done).size).to.equal(30);
  });

  it("take over the job of a worker that died (DEL-017)", async () => {
    await leave(test.app);
    const [job] = await jobsOf(test.app);
    if (job === undefined) throw new Error("There is no job.");
    // What a process leaves that was killed right after its claim.
    const claimed = { ...job, owner: uuid(), attempts: 1, run_at: Date.now() + 300 };
    await test.app.engine.write([`job:${job.id}`], async () => ({
      result: undefined,
      changes: [{ update: "jobs", rows: [claimed] }],
    }));
    let doneAt = 0;
    work(test.app, async () => {
      doneAt = Date.now();
      return true;
    });
    await eventually(async () => ((await jobsOf(test.app)).length === 0 ? true : undefined));
    expect(doneAt, "not before the claim ran out").to.be.at.least(claimed.run_at);
  });

  it("keep a claim for as long as they work", async () => {
    let steps = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const step = async () => {
      steps++;
      await promise;
      return true;
    };
    work(test.app, step);
    work(test.app, step);
    await leave(test.app);
    await eventually(async () => (steps > 0 ? true : undefined));
    await new Promise((done) => setTimeout(done, 4 * TIMING.leaseMs));
    expect(steps).to.equal(1);
    resolve();
    await eventually(async () => ((await jobsOf(test.app)).length === 0 ? true : undefined));
    expect(steps).to.equal(1);
  });

  it("try again after a failure, and give up visibly after the last (DEL-013)", async () => {
    const given: string[] = [];
    let tries = 0;
    work(
      test.app,
      async () => {
        throw new Error(`Failure ${++tries}.`);
      },
      { giveUp: async (_app, { keys }, reason) => void given.push(`${keys[0]}: ${reason}`) },
    );
    await leave(test.app);
    const job = await eventually(async () =>
      (await jobsOf(test.app)).find(({ state }) => state === "failed"),
    );
    expect(job).to.include({ attempts: 3, error: "Failure 3.", owner: null });
    expect(given).to.eql(["k: Failure 3."]);
    const line = test.lines.find(({ message }) => message === "A job was given up");
    expect(line).to.include({ level: "error" });
    expect(line?.fields).to.include({ kind: "removal", error: "Failure 3." });
  });

  it("count only failures without progress between them", async () => {
    let step = 0;
    work(test.app, async () => {
      if (++step % 2 === 0) throw new Error("Now and then.");
      return step > 20;
    });
    await leave(test.app);
    await eventually(async () => ((await jobsOf(test.app)).length === 0 ? true : undefined));
    expect(step).to.equal(21);
  });

  it("put a job back when they are stopped, and that is no failure", async () => {
    const { promise: started, resolve } = Promise.withResolvers<void>();
    const workers = work(test.app, (_app, _document, signal) => {
      resolve();
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(new Error("Aborted."))),
      );
    });
    await leave(test.app);
    workers.nudge();
    await started;
    await workers.stop();
    const [job] = await jobsOf(test.app);
    expect(job).to.include({ state: "waiting", attempts: 0, owner: null, error: null });
    work(test.app, async () => true);
    await eventually(async () => ((await jobsOf(test.app)).length === 0 ? true : undefined));
  });

  it("resume a deletion where a process that died left it (DEL-017, DEL-011)", async () => {
    const held = await holdWorkers(api, test.app.backends[0]?.id ?? "");
    const flowId = await newFlow(api);
    await register(
      api,
      flowId,
      Array.from({ length: 1200 }, (_, at) => segment(second(at))),
    );
    const { id } = mustBe(202, await api.del<DeletionRequest>(`/flows/${flowId}`));
    expect(await stepDeletion(test.app, id)).to.equal(false);
    expect(await rangesOf(api, flowId)).to.have.length(700);
    // Another process finds the job; the one that took the first step is not heard of again.
    running.push(startWorkers(later(0), { ...idle, deletion }, [], TIMING));
    const done = await eventually(async () => {
      const request = mustBe(200, await api.get<DeletionRequest>(`/flow-delete-requests/${id}`));
      return request.status === "done" ? request : undefined;
    });
    expect(done.timerange_remaining ?? "()").to.equal("()");
    expectRefusal(await api.get(`/flows/${flowId}`), 404);
    await held.letGo();
  });

  itOnDisk("keep bytes that an instance names, whatever a removal says (TRAP-041)", async () => {
    const flowId = await newFlow(api);
    const id = await ingest(api, flowId, second(0));
    const url = (await objectOf(api, id)).get_urls?.[0]?.url ?? "";
    const [, storageId = "", key = ""] = /\/media\/([^/]+)\/([^?]+)/.exec(url) ?? [];
    const signal = new AbortController().signal;
    expect(await removal.step(test.app, { storageId, keys: [key] }, signal)).to.equal(true);
    expect((await fetch(url)).status).to.equal(200);
    await api.del(`/flows/${flowId}/segments`);
    expect(await removal.step(test.app, { storageId, keys: [key] }, signal)).to.equal(true);
    expect(await removal.step(test.app, { storageId, keys: [key] }, signal), "twice is fine").to.equal(true);
    expect((await fetch(url)).status).to.equal(404);
  });

  it("leave a removal waiting while its backend is not configured (TRAP-041)", async () => {
    const failure = await removal
      .step(test.app, { storageId: uuid(), keys: ["a"] }, new AbortController().signal)
      .catch((error: unknown) => error);
    expect(failure).to.include({ fault: "unavailable" });
  });

  itOnDisk(
    "collect allocations when their time and some grace are over, not before (STO-019, STO-020, DM-058, TRAP-042)",
    async () => {
      const flowId = await newFlow(api);
      const items = await allocate(api, flowId, { limit: 3 });
      const [used, unused, late] = items;
      if (used === undefined || unused === undefined || late === undefined) throw new Error("Too few.");
      for (const item of items) await upload(item, "bytes");
      await register(api, flowId, { object_id: used.object_id, timerange: second(0) });
      const timeout = test.app.settings.minObjectTimeoutSeconds;
      expect(await collectExpired(later(timeout), 100)).to.equal(0);
      expect(await collectExpired(later(timeout + 1), 100), "grace").to.equal(0);
      await register(api, flowId, { object_id: late.object_id, timerange: second(1) });
      expect(await collectExpired(later(timeout + 3600), 100)).to.equal(1);
      expectRefusal(
        await api.post(`/flows/${flowId}/segments`, { object_id: unused.object_id, timerange: second(2) }),
        400,
      );
      expect((await objectOf(api, used.object_id)).get_urls).to.not.be.empty;
      const again = await allocateOne(api, flowId, { limit: undefined, object_ids: [unused.object_id] });
      expect(again.object_id, "the id is free").to.equal(unused.object_id);
      running.push(startWorkers(later(timeout + 3600), { ...idle, removal }, [], TIMING));
      const path = new URL(unused.put_url.url).pathname;
      await eventually(async () => ((await fetch(`${api.base}${path}`)).status === 404 ? true : undefined));
      expect((await upload(unused, "too late")).status, "the old URL reaches nothing new").to.equal(404);
      expect((await upload(again, "in time")).status).to.equal(200);
    },
  );
});

/** Servers of single tests, closed whether or not the test went well. */
const opened: TestApp[] = [];

async function open(overrides: Parameters<typeof startApp>[0]): Promise<TestApp> {
  const test = await startApp(overrides);
  opened.push(test);
  return test;
}

async function closeOpened(): Promise<void> {
  for (const test of opened.splice(0)) await test.close();
}

describe("what expires", () => {
  afterEach(closeOpened);

  it("is refused from that moment on, collected or not, and then collected by itself (SEG-081, STO-020)", async () => {
    const services = { minObjectTimeoutSeconds: -59.5, workerPollMs: 3_600_000, catalog: false };
    const test = await open({ services });
    const api = new Client(test.base);
    const flowId = await newFlow(api);
    const [item, init] = await allocate(api, flowId, { limit: 2 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    const body = { object_id: item?.object_id, timerange: second(0) };
    expectRefusal(await api.post(`/flows/${flowId}/segments`, body), 400, "expired");
    expectRefusal(
      await api.post(`/flows/${flowId}/segments`, { ...body, init_object_id: init?.object_id }),
      400,
      "expired",
    );
    test.app.nudge();
    const reuse = { object_ids: [item?.object_id] };
    await eventually(async () =>
      (await api.post(`/flows/${flowId}/storage`, reuse)).status === 201 ? true : undefined,
    );
  });

  it("among Deletion Requests is forgotten after its expiry (DEL-015)", async () => {
    const test = await open({ services: { deleteAsyncSegments: 0, deletionRequestSeconds: 2 } });
    const api = new Client(test.base);
    const flowId = await newFlow(api);
    await register(api, flowId, segment(second(0)));
    const { id } = mustBe(202, await api.del<DeletionRequest>(`/flows/${flowId}`));
    const path = `/flow-delete-requests/${id}`;
    expect((await api.get(path)).status).to.equal(200);
    await eventually(async () => ((await api.get(path)).status === 404 ? true : undefined));
    expect((await api.get("/flow-delete-requests")).body).to.eql([]);
    await purgeRequests(test.app, 10);
    const rows = await test.app.engine.read((view) => view.select("deletion_requests"));
    expect(rows).to.eql([]);
  });
});

describe("a server that starts again", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-again-"));
  });
  afterEach(closeOpened);
  after(() => rm(folder, { recursive: true, force: true }));

  it("finishes what it had promised, and has lost nothing (DEL-017)", async function () {
    this.timeout(60_000);
    const services = { deleteAsyncSegments: 3, outboundAllow: ORIGIN_ALLOW };
    const first = await open({ folder, services });
    const before = new Client(first.base);
    const [doomed, kept] = [await newFlow(before), await newFlow(before)];
    const objectId = await ingest(before, kept, second(0));
    await register(
      before,
      doomed,
      Array.from({ length: 900 }, (_, at) => segment(second(at))),
    );
    const held = await holdWorkers(before, first.app.backends[0]?.id ?? "");
    const { id } = mustBe(202, await before.del<DeletionRequest>(`/flows/${doomed}`));
    expect(await stepDeletion(first.app, id)).to.equal(false);
    await closeOpened();
    await held.letGo();

    const test = await open({ folder, services });
    const api = new Client(test.base);
    await eventually(async () => ((await api.get(`/flows/${doomed}`)).status === 404 ? true : undefined));
    expect(mustBe(200, await api.get<DeletionRequest>(`/flow-delete-requests/${id}`)).status).to.equal(
      "done",
    );
    expect(await rangesOf(api, doomed)).to.eql([]);
    const url = (await objectOf(api, objectId)).get_urls?.[0]?.url ?? "";
    expect(await (await fetch(url)).text()).to.equal(`bytes of ${second(0)}`);
  });
});
