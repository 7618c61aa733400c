import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { DeliveryOutcome } from "../../src/events/send.ts";
import type { App } from "../../src/services/app.ts";
import { enqueue } from "../../src/services/jobs.ts";
import { applyRetention } from "../../src/services/retention.ts";
import type { Row } from "../../src/storage/tables.ts";
import { delivery } from "../../src/workers/delivery.ts";
import { type JobHandlers, startWorkers, TryLater, type Workers } from "../../src/workers/worker.ts";
import { uuid, videoFlow, type Webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver, type Received, type Receiver } from "../support/receiver.ts";
import { expectRefusal, served, storeFlow } from "../support/served.ts";
import { startApp, type TestApp } from "../support/start.ts";
import { eventually, mustBe } from "../support/steps.ts";

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(async () => ((await met()) ? true : undefined));
}

function rowsOf(app: App, webhook_id: string): Promise<Row<"deliveries">[]> {
  const where = [{ column: "webhook_id", op: "eq", value: webhook_id } as const];
  return app.engine.read((view) => view.select("deliveries", { where, order: "log" }));
}

function jobOf(app: App, webhookId: string): Promise<Row<"jobs"> | undefined> {
  return app.engine.read((view) => view.get("jobs", { id: `webhook-${webhookId}` }));
}

describe("a Webhook that a client changes while it is sent to", () => {
  const server = served({ services: { outboundAllow: ORIGIN_ALLOW, workerPollMs: 20 } });
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
  });

  /** A Webhook whose receiver holds the first event of a Flow, while more of them have come up. */
  async function held(more: object = {}): Promise<{ webhook: Webhook; next: () => Promise<Received> }> {
    const answers: (() => void)[] = [];
    receiver.answer((_, response) => void answers.push(() => response.writeHead(200).end()));
    const flow = videoFlow();
    const body = { url: receiver.url, events: ["flows/updated"], flow_ids: [flow.id], ...more };
    const webhook = mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
    await storeFlow(server.api, flow);
    for (let at = 0; at < 6; at++) {
      mustBe(204, await server.api.put(`/flows/${flow.id}/label`, `${at}`));
      if (at === 0) await until(() => answers.length === 1);
    }
    await until(async () => (await rowsOf(server.app, webhook.id)).length === 6);
    let answered = 0;
    const next = async (): Promise<Received> => {
      const held = answers[answered++];
      if (held === undefined) throw new Error("The receiver holds nothing.");
      held();
      await until(() => answers.length > answered);
      return receiver.received[answered] as Received;
    };
    await next();
    receiver.answer((_, response) => void response.writeHead(200).end());
    return {
      webhook,
      next: async () => {
        answers[answered]?.();
        await until(async () => (await jobOf(server.app, webhook.id)) === undefined);
        return receiver.received[answered + 1] as Received;
      },
    };
  }

  it("is sent nothing more when it is deleted, but what was under way (WH-060)", async () => {
    const { webhook, next } = await held();
    mustBe(204, await server.api.del(`/service/webhooks/${webhook.id}`));
    await next();
    expect(receiver.received).to.have.length(2);
  });

  it("is sent nothing more when it is disabled, but what was under way (WH-048, EV-092)", async () => {
    const { webhook, next } = await held();
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, { ...webhook, status: "disabled" }));
    await next();
    expect(receiver.received).to.have.length(2);
    const states = (await rowsOf(server.app, webhook.id)).map(({ state }) => state);
    expect(states).to.eql(["delivered", "delivered", "dropped", "dropped", "dropped", "dropped"]);
  });

  it("has its new api_key_value from the next delivery on (EV-104)", async () => {
    const { webhook, next } = await held({ api_key_name: "x-key", api_key_value: "old" });
    const body = { ...webhook, status: "created", api_key_value: "new" };
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, body));
    await next();
    const keys = receiver.received.map(({ headers }) => headers["x-key"]);
    expect(keys).to.eql(["old", "old", "new", "new", "new", "new"]);
  });

  it("does not wait for the next attempt once it is repaired, however late that was to be (EV-093, EV-098)", async () => {
    receiver.answer((_, response) => void response.writeHead(503, { "retry-after": "3600" }).end());
    const flow = videoFlow();
    const body = { url: receiver.url, events: ["flows/created"], flow_ids: [flow.id] };
    const webhook = mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
    await storeFlow(server.api, flow);
    await until(async () => (await jobOf(server.app, webhook.id))?.error != null);
    receiver.answer((_, response) => void response.writeHead(200).end());
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, { ...webhook, status: "created" }));
    await until(() => receiver.received.length === 2);
    expect(receiver.received.map(({ id }) => id)).to.eql(Array(2).fill(receiver.received[0]?.id));
  });

  it("is not put in error for what its old URL answered (EV-093, EV-094)", async () => {
    const old = Promise.withResolvers<void>();
    receiver.answer((_, response) => void old.promise.then(() => response.writeHead(410).end()));
    const flow = videoFlow();
    const body = { url: receiver.url, events: ["flows/created", "flows/updated"], flow_ids: [flow.id] };
    const webhook = mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
    await storeFlow(server.api, flow);
    await until(() => receiver.received.length === 1);
    const moved = { ...webhook, status: "created", url: `${receiver.url}/new` };
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, moved));
    receiver.answer((_, response) => void response.writeHead(200).end());
    old.resolve();
    await until(async () => (await jobOf(server.app, webhook.id)) === undefined);
    mustBe(204, await server.api.put(`/flows/${flow.id}/label`, "after"));
    await until(() => receiver.received.length === 2);
    const now = mustBe(200, await server.api.get<Webhook>(`/service/webhooks/${webhook.id}`));
    expect(now).to.include({ status: "started" }).and.not.have.property("error");
  });

  it("keeps what another process recorded, when the one that lost the job hears of a failure (EV-009)", async () => {
    const flow = videoFlow();
    const body = { url: receiver.url, events: ["flows/created"], flow_ids: [flow.id] };
    const webhook = mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
    receiver.answer((_, response) => {
      void rowsOf(server.app, webhook.id)
        .then(([row]) => {
          if (row === undefined) throw new Error("There is no delivery.");
          const delivered = { ...row, state: "delivered", attempts: 1, status: 200 };
          return server.app.engine.write([`webhook:${webhook.id}`], async () => ({
            result: undefined,
            changes: [{ update: "deliveries", rows: [delivered] }],
          }));
        })
        .then(() => response.writeHead(503).end());
    });
    await storeFlow(server.api, flow);
    await until(async () => (await rowsOf(server.app, webhook.id))[0]?.state === "delivered");
    await until(async () => (await jobOf(server.app, webhook.id)) === undefined);
    expect((await rowsOf(server.app, webhook.id))[0]).to.include({ state: "delivered", attempts: 1 });
    expect(receiver.received).to.have.length(1);
  });

  it("is not given up for a single failure after it came back from a long outage (EV-097)", async () => {
    receiver.answer((_, response) => void response.writeHead(503, { "retry-after": "3600" }).end());
    const source_id = uuid();
    const body = { url: receiver.url, events: ["flows/created"], source_ids: [source_id] };
    const webhook = mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
    for (let at = 0; at < 2; at++) await storeFlow(server.api, videoFlow({ source_id }));
    await until(async () => (await jobOf(server.app, webhook.id))?.error != null);
    await until(async () => (await rowsOf(server.app, webhook.id)).length === 2);
    // Both were first tried more than a day ago.
    const first = Date.now() - 90_000_000;
    const rows = (await rowsOf(server.app, webhook.id)).map((row) => ({ ...row, attempts: 3, first }));
    await server.app.engine.write([`webhook:${webhook.id}`], async () => ({
      result: undefined,
      changes: [{ update: "deliveries", rows }],
    }));
    const ids: string[] = [];
    receiver.answer(({ id }, response) => void response.writeHead(ids.push(id) === 2 ? 503 : 200).end());
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, { ...webhook, status: "created" }));
    await until(async () => (await jobOf(server.app, webhook.id)) === undefined);
    expect((await rowsOf(server.app, webhook.id)).map(({ state }) => state)).to.eql([
      "delivered",
      "delivered",
    ]);
  });

  it("is sent nothing by a process that stops (EV-011)", async () => {
    receiver.answer((_, response) => void response.writeHead(503, { "retry-after": "3600" }).end());
    const flow = videoFlow();
    const body = { url: receiver.url, events: ["flows/created"], flow_ids: [flow.id] };
    const webhook = mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
    await storeFlow(server.api, flow);
    await until(async () => (await jobOf(server.app, webhook.id))?.error != null);
    const due = (await rowsOf(server.app, webhook.id)).map((row) => ({ ...row, updated: 0 }));
    await server.app.engine.write([`webhook:${webhook.id}`], async () => ({
      result: undefined,
      changes: [{ update: "deliveries", rows: due }],
    }));
    let sends = 0;
    const send = async (): Promise<DeliveryOutcome> => {
      sends++;
      return { kind: "delivered", status: 200, latencyMs: 0 };
    };
    const stopped = AbortSignal.abort();
    await delivery({ send, close: () => undefined }).step(server.app, { webhookId: webhook.id }, stopped);
    expect(sends).to.equal(0);
  });
});

describe("workers that share places and claims", () => {
  let test: TestApp;
  const running: Workers[] = [];
  const none = { attempts: 1, step: async () => true };
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
  const timing = { leaseMs: 150, firstRetryMs: 5, longestRetryMs: 20, concurrency: 4, turnMs: 5000 };
  beforeEach(async () => {
    test = await startApp({ services: { workerPollMs: 3_600_000, catalog: false, retention: false } });
  });
  afterEach(async () => {
    for (const workers of running.splice(0)) await workers.stop();
    await test.close();
  });

  function work(step: JobHandlers["removal"]["step"], over: object = {}, app: object = {}): Workers {
    const seen = { ...test.app, settings: { ...test.app.settings, workerPollMs: 10 }, ...app };
    const workers = startWorkers(seen, { ...idle, removal: { attempts: 3, step } }, [], {
      ...timing,
      ...over,
    });
    running.push(workers);
    return workers;
  }
  const leave = (key: string): Promise<void> =>
    test.app.engine.write([`job:${key}`], async () => ({
      result: undefined,
      changes: enqueue(test.app, "removal", key, { storageId: uuid(), keys: [key] }),
    }));
  const jobs = (): Promise<Row<"jobs">[]> => test.app.engine.read((view) => view.select("jobs"));

  it("do not start a job that they still do, when the clock has leapt over their claim (DEL-017)", async () => {
    let ahead = 0;
    let steps = 0;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const workers = work(
      () => {
        steps++;
        return promise;
      },
      { leaseMs: 3000 },
      { now: () => new Date(Date.now() + ahead) },
    );
    await leave("k");
    await until(() => steps === 1);
    ahead = 60_000;
    workers.nudge();
    await until(async () => (await jobs()).some(({ run_at }) => run_at > Date.now() + 60_000));
    resolve(true);
    await until(async () => (await jobs()).length === 0);
    expect(steps).to.equal(1);
  });

  it("leave a job that another has taken over, and say nothing of it (DEL-017)", async () => {
    let steps = 0;
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    work((_app, _document, signal) => {
      if (steps++ > 0) return Promise.resolve(true);
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => {
          resolve();
          reject(new Error("Aborted."));
        }),
      );
    });
    await leave("k");
    await until(() => steps === 1);
    const [job] = await jobs();
    if (job === undefined) throw new Error("There is no job.");
    const taken = { ...job, owner: uuid(), attempts: 2, run_at: Date.now() + 3_600_000 };
    await test.app.engine.write([`job:${job.id}`], async () => ({
      result: undefined,
      changes: [{ update: "jobs", rows: [taken] }],
    }));
    await stopped;
    for (const workers of running.splice(0)) await workers.stop();
    expect(await jobs()).to.eql([taken]);
    expect(test.lines.filter(({ message }) => message.startsWith("A job failed"))).to.eql([]);
  });

  it("give every job its turn, however much others have to do (EV-102)", async () => {
    const seen: string[] = [];
    work(
      async (_app, { keys }) => {
        await sleep(2);
        seen.push(...keys);
        return keys[0] === "short" || seen.includes("short");
      },
      { concurrency: 1, turnMs: 20 },
    );
    await leave("long");
    await until(() => seen.length > 0);
    await leave("short");
    await until(async () => (await jobs()).length === 0);
    expect(seen.at(-1)).to.equal("long");
    expect(seen.filter((key) => key === "short")).to.have.length(1);
  });

  it("ask nobody again without a pause, also not who says to (EV-098)", async () => {
    work(
      async () => {
        throw new TryLater("At once.", 0);
      },
      { firstRetryMs: 3_600_000, longestRetryMs: 3_600_000 },
    );
    await leave("k");
    await until(async () => (await jobs())[0]?.error === "At once.");
    const [job] = await jobs();
    expect(job?.run_at).to.be.above(Date.now() + 60_000);
    expect(job?.attempts, "to wait as asked is no failure").to.equal(0);
  });
});

describe("retention that takes long (FLW-131)", () => {
  const server = served({ services: { retention: false } });

  it("deletes no Flow whose tag was taken away before its turn", async () => {
    const ids = [uuid(), uuid()].sort();
    const tags = { flow_retention_offset: "3600:0" };
    for (const id of ids) await storeFlow(server.api, videoFlow({ id, tags }));
    const [first = "", second = ""] = ids;
    const { engine } = server.app;
    const app: App = {
      ...server.app,
      now: () => new Date(Date.now() + 7_200_000),
      engine: {
        ...engine,
        write: async (keys, write) => {
          const result = await engine.write(keys, write);
          mustBe(204, await server.api.del(`/flows/${second}/tags/flow_retention_offset`));
          return result;
        },
      },
    };
    await applyRetention(app, new AbortController().signal);
    expectRefusal(await server.api.get(`/flows/${first}`), 404);
    mustBe(200, await server.api.get(`/flows/${second}`));
  });
});
