import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import { eventId, eventRow } from "../../src/events/event.ts";
import { stepReplay } from "../../src/events/replay.ts";
import { jobRow } from "../../src/services/jobs.ts";
import { logged } from "../support/log-steps.ts";
import { uuid, videoFlow, type Webhook, webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";
import { delivery } from "../support/rows.ts";
import { expectRefusal, served, storeFlow } from "../support/served.ts";
import { eventually, mustBe } from "../support/steps.ts";

type Replay = Schemas["event-replay"];

describe("POST /events/replay", () => {
  const server = served({ services: { outboundAllow: ORIGIN_ALLOW } });
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
  });

  async function follow(sourceId: string, over: object = {}): Promise<Webhook> {
    const body = { url: receiver.url, events: ["flows/updated"], source_ids: [sourceId], ...over };
    return mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
  }

  async function replay(body: object): Promise<Replay> {
    return mustBe(202, await server.api.post<Replay>("/events/replay", body));
  }

  /** The ids that came, once there are so many. */
  async function came(count: number): Promise<string[]> {
    await eventually(async () => (receiver.received.length >= count ? true : undefined));
    return receiver.received.map(({ id }) => id);
  }

  /** A Flow with four updates, and the ids of those. */
  async function updated(): Promise<{ source: string; ids: string[] }> {
    const flow = videoFlow();
    await storeFlow(server.api, flow);
    for (const label of ["a", "b", "c", "d"])
      mustBe(204, await server.api.put(`/flows/${flow.id}/label`, label));
    const events = await logged(server.api, `source_ids=${flow.source_id}&events=flows/updated`, 4);
    return { source: flow.source_id, ids: events.map(({ id }) => id) };
  }

  it("sends what happened before the Webhook was made, in order, as its filters let it pass", async () => {
    const { source, ids } = await updated();
    const { id } = await follow(source);
    const { webhook_id, first, last } = await replay({ webhook_id: id });
    expect(webhook_id).to.equal(id);
    expect(await came(4)).to.eql(ids);
    expect(receiver.received.map(({ envelope }) => envelope.event_type)).to.eql(
      Array(4).fill("flows/updated"),
    );
    const [earliest] = mustBe(200, await server.api.get<{ id: string }[]>("/events?limit=1"));
    expect(first).to.equal(earliest?.id);
    expect((last ?? "") >= (ids.at(-1) ?? "")).to.equal(true);
  });

  it("sends delivered events once more, under the same ids and times (EV-004)", async () => {
    const flow = videoFlow();
    const { id } = await follow(flow.source_id, { events: ["flows/created"] });
    await storeFlow(server.api, flow);
    await came(1);
    await eventually(async () => ((await deliveries(id))[0]?.state === "delivered" ? true : undefined));
    await replay({ webhook_id: id });
    const [first, again] = await came(2);
    expect(again).to.equal(first);
    expect(receiver.received[1]?.envelope.event_timestamp).to.equal(
      receiver.received[0]?.envelope.event_timestamp,
    );
    const [record] = await eventually(async () => {
      const found = await deliveries(id);
      return found[0]?.state === "delivered" ? found : undefined;
    });
    expect(record?.attempts).to.equal(1);
  });

  async function deliveries(id: string): Promise<Schemas["delivery"][]> {
    return server.api.all(`/service/webhooks/${id}/deliveries`);
  }

  it("sends only what lies between the bounds: ids and times", async () => {
    const { source, ids } = await updated();
    const { id } = await follow(source);
    const [a, b, c, d] = ids;
    const events = await logged(server.api, `source_ids=${source}&events=flows/updated`, 4);
    expect(await replay({ webhook_id: id, after: a, through: c })).to.include({ last: c });
    expect(await came(2)).to.eql([b, c]);
    await replay({ webhook_id: id, after: c, since: events[0]?.event_timestamp });
    expect((await came(3)).slice(2)).to.eql([d]);
    const before = await replay({ webhook_id: id, until: "2020-01-01T00:00:00Z" });
    expect(before, "nothing is that old").to.eql({ webhook_id: id });
  });

  it("does not go to a Webhook that takes no events, or is not there, or between bounds that cannot be (EV-100)", async () => {
    const { api } = server;
    const { id } = mustBe(201, await api.post<Webhook>("/service/webhooks", webhook({ status: "disabled" })));
    expectRefusal(await api.post("/events/replay", { webhook_id: id }), 400, "webhook_id", "disabled");
    const active = await follow(uuid());
    const refused: [body: object, naming: string][] = [
      [{}, "webhook_id"],
      [{ webhook_id: "nope" }, "webhook_id"],
      [{ webhook_id: active.id, after: 7 }, "after"],
      [{ webhook_id: active.id, after: "7" }, "after"],
      [{ webhook_id: active.id, through: "9999999999999999" }, "through"],
      [{ webhook_id: active.id, after: eventId(7), through: eventId(7) }, "through"],
      [{ webhook_id: active.id, since: "today" }, "since"],
      [{ webhook_id: active.id, since: "2026-01-02T00:00:00Z", until: "2026-01-02T00:00:00Z" }, "until"],
      [{ webhook_id: active.id, from: eventId(1) }, "from"],
    ];
    for (const [body, naming] of refused) expectRefusal(await api.post("/events/replay", body), 400, naming);
    expectRefusal(await api.post("/events/replay", { webhook_id: uuid() }), 404, "Webhook");
    await giveUp(active.id);
    expectRefusal(await api.post("/events/replay", { webhook_id: active.id }), 400, "webhook_id", "error");
  });

  /** Puts a Webhook in error, as its job does when the receiver says that it is gone. */
  async function giveUp(id: string): Promise<void> {
    await server.app.engine.write([`webhook:${id}`], async (view) => {
      const row = await view.get("webhooks", { id });
      return {
        result: undefined,
        changes: row === undefined ? [] : [{ update: "webhooks", rows: [{ ...row, status: "error" }] }],
      };
    });
  }
});

describe("a replay", () => {
  const server = served({ services: { outboundAllow: ORIGIN_ALLOW, workerPollMs: 3_600_000 } });

  it("goes on where another process left it, batch by batch, and leaves alone what waits anyway", async () => {
    const { api, app } = server;
    const silent = await openReceiver();
    silent.answer(() => undefined);
    const body = { url: silent.url, events: ["flows/deleted"] };
    const { id } = mustBe(201, await api.post<Webhook>("/service/webhooks", body));
    const COUNT = 1203;
    const rows = Array.from({ length: COUNT }, (_, at) =>
      eventRow(at + 1, {
        time: new Date().toISOString(),
        flowId: uuid(),
        sourceId: uuid(),
        flowCollectedBy: [],
        sourceCollectedBy: [],
        subject:
          at % 3 === 0
            ? { type: "flows/deleted", flow_id: uuid() }
            : { type: "flows/updated", flow: videoFlow() },
      }),
    );
    const jobId = uuid();
    const document = { jobId, webhookId: id, range: { first: 1, last: COUNT } };
    const job = { ...jobRow(app, "replay", id, document), id: jobId, run_at: Number.MAX_SAFE_INTEGER };
    const known = [
      delivery(id, 1),
      delivery(id, 4, { state: "pending", attempts: 5 }),
      delivery(id, 7, { state: "dropped", attempts: 9 }),
      delivery(id, 2),
    ];
    await app.engine.write(["test"], async () => ({
      result: undefined,
      changes: [
        { insert: "events", rows },
        { insert: "deliveries", rows: known },
        { insert: "jobs", rows: [job] },
      ],
    }));
    // Each step is given what the first claim was, as after a process died.
    const steps: boolean[] = [];
    while (steps.at(-1) !== true) steps.push(await stepReplay(app, document));
    expect(steps.filter((done) => !done).length).to.be.within(0, 3);
    const after = await app.engine.read((view) => view.select("deliveries", { order: "log" }));
    const wanted = after.filter((row) => row.seq % 3 === 1).map((row) => row.seq);
    expect(wanted).to.eql(Array.from({ length: Math.ceil(COUNT / 3) }, (_, at) => at * 3 + 1));
    const of = (seq: number) => after.find((row) => row.seq === seq);
    expect(of(1)).to.include({ state: "pending", attempts: 0, status: null });
    expect(of(4)).to.include({ state: "pending", attempts: 5 });
    expect(of(7)).to.include({ state: "pending", attempts: 0 });
    expect(of(2), "its type is not for this Webhook").to.include({ state: "delivered" });
    await silent.close();
  });
});
