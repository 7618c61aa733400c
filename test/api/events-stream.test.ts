import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { eventId, eventRow, type TamsEvent } from "../../src/events/event.ts";
import { openEventStream } from "../../src/events/stream.ts";
import type { App } from "../../src/services/app.ts";
import type { Change } from "../../src/storage/engine.ts";
import { LOCAL } from "../support/callers.ts";
import { Client } from "../support/client.ts";
import { type Listener, listen, toFrame } from "../support/listener.ts";
import { logged } from "../support/log-steps.ts";
import { uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, served, storeFlow } from "../support/served.ts";
import { startApp, type TestApp } from "../support/start.ts";
import { eventually, ingest, mustBe, second } from "../support/steps.ts";

const open: Listener[] = [];

async function connect(base: string, query = "", headers: Record<string, string> = {}): Promise<Listener> {
  const listener = await listen(base, query, headers);
  open.push(listener);
  return listener;
}

afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

/** Changes a Flow so often, and resolves to the ids of what was logged about it. */
async function change(
  api: Client,
  flow: { id: string; source_id: string },
  times: number,
): Promise<string[]> {
  const mine = `source_ids=${flow.source_id}&events=flows/updated`;
  const before = (await api.all(`/events?${mine}`)).length;
  for (let at = 0; at < times; at++)
    mustBe(204, await api.put(`/flows/${flow.id}/label`, `${at} of ${uuid()}`));
  return (await logged(api, mine, before + times)).map(({ id }) => id);
}

describe("GET /events/stream", () => {
  const server = served();

  async function newFlow(): Promise<{ id: string; source_id: string }> {
    const flow = await storeFlow(server.api, videoFlow());
    await logged(server.api, `source_ids=${flow.source_id}`, 2);
    return flow;
  }

  it("tells what happens from now on, as a Webhook is told it (EV-002, EV-105)", async () => {
    const { api } = server;
    await newFlow();
    const listener = await connect(api.base);
    expect(listener.status).to.equal(200);
    expect(listener.headers.get("content-type")).to.equal("text/event-stream");
    expect(listener.headers.get("cache-control")).to.equal("no-store");
    const flow = videoFlow();
    await storeFlow(api, flow);
    const events = await logged(api, `source_ids=${flow.source_id}`, 2);
    const frames = await listener.got(2);
    expect(frames.map(({ id, event, data }) => ({ id, event, data: JSON.parse(data ?? "") }))).to.eql(
      events.map(({ id, ...envelope }) => ({ id, event: envelope.event_type, data: envelope })),
    );
  });

  it("is said to be there by the service, with the path it really has (EV-105)", async () => {
    const { body } = await server.api.get<{ event_stream_mechanisms: { config?: { path?: string } }[] }>(
      "/service",
    );
    const [path] = body.event_stream_mechanisms.flatMap(({ config }) => config?.path ?? []);
    expect(path).to.equal("/events/stream");
  });

  it("goes on where a client left off, and goes over to what happens without gap or double", async () => {
    const { api } = server;
    const flow = await newFlow();
    const mine = `source_ids=${flow.source_id}&events=flows/updated`;
    const [first = ""] = await change(api, flow, 30);
    const changing = change(api, flow, 30);
    const listeners = [
      await connect(api.base, mine, { "last-event-id": first }),
      await connect(api.base, `${mine}&after=${first}`),
      await connect(api.base, `${mine}&after=${eventId(1)}`, { "last-event-id": first }),
      await connect(api.base, `${mine}&after=${first}`, { "last-event-id": "" }),
    ];
    const ids = (await changing).slice(1);
    for (const listener of listeners) {
      await listener.got(ids.length);
      expect(listener.ids()).to.eql(ids);
    }
  });

  it("filters and transforms as a Webhook's fields do (EV-060, EV-080, EV-084)", async () => {
    const { api } = server;
    const flow = await newFlow();
    const added = await connect(api.base, `flow_ids=${flow.id}&events=flows/segments_added&accept_get_urls=`);
    const mine = await connect(api.base, `source_ids=${flow.source_id}`);
    const others = await connect(api.base, `source_ids=${uuid()}`);
    await change(api, flow, 1);
    const object_id = await ingest(api, flow.id, second(0));
    const [frame] = await added.got(1);
    expect(JSON.parse(frame?.data ?? "").event).to.eql({
      flow_id: flow.id,
      segments: [{ object_id, timerange: second(0) }],
    });
    await mine.got(2);
    expect(mine.frames.map(({ event }) => event)).to.eql(["flows/updated", "flows/segments_added"]);
    expect(mine.frames[1]?.data).to.include("get_urls");
    expect(others.frames).to.eql([]);
  });

  it("refuses what is no filter, id or transform", async () => {
    const { api } = server;
    for (const [query, naming] of [
      ["events=flows/gone", "events"],
      ["after=12", "after"],
      ["after=9999999999999999", "after"],
      ["presigned=maybe", "presigned"],
      ["flow_ids=nope", "flow_ids"],
    ] as const)
      expectRefusal(await api.get(`/events/stream?${query}`), 400, naming);
    for (const id of ["nope", "9999999999999999"]) {
      const reply = await api.send("GET", "/events/stream", { headers: { "last-event-id": id } });
      expectRefusal(reply, 400, "last-event-id");
    }
  });

  it("tells many clients the same, and more of it than is kept at hand, each at its own pace", async () => {
    const { api, app } = server;
    const source = uuid();
    const [start] = await change(api, await newFlow(), 1);
    const listeners = [];
    for (let at = 0; at < 12; at++)
      listeners.push(await connect(api.base, `source_ids=${source}&after=${start}`));
    const COUNT = 2500;
    await append(app, COUNT, source);
    for (const listener of listeners) {
      await listener.got(COUNT);
      expect(new Set(listener.ids()).size).to.equal(COUNT);
      expect(listener.ids()).to.eql(listener.ids().toSorted());
    }
  });
});

/** Puts events into the log at once, as its sequencer does. */
async function append(app: App, count: number, sourceId: string, text = "x"): Promise<number> {
  return app.engine.write(["events"], async (view) => {
    const head = await view.get("settings", { name: "events" });
    const last = head === undefined ? 0 : (JSON.parse(head.doc) as { last: number }).last;
    const event: TamsEvent = {
      time: app.now().toISOString(),
      sourceId,
      sourceCollectedBy: [],
      subject: {
        type: "sources/updated",
        source: { id: sourceId, format: "urn:x-nmos:format:video", description: text },
      },
    };
    const setting = { name: "events", doc: JSON.stringify({ last: last + count }) };
    const changes: Change[] = [
      head === undefined ? { insert: "settings", rows: [setting] } : { update: "settings", rows: [setting] },
      { insert: "events", rows: Array.from({ length: count }, (_, at) => eventRow(last + 1 + at, event)) },
    ];
    return { result: last, changes };
  });
}

describe("a stream of events", () => {
  let folder: string;
  const running: TestApp[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-stream-"));
  });
  afterEach(async () => {
    for (const test of running.splice(0)) await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(services = {}): Promise<TestApp> {
    const test = await startApp({ folder, services });
    running.push(test);
    return test;
  }

  it("ends in order when its server stops, and misses nothing when it goes on at the next one", async () => {
    const first = await start();
    const flow = await storeFlow(new Client(first.base), videoFlow());
    const listener = await connect(first.base, `source_ids=${flow.source_id}`);
    await change(new Client(first.base), flow, 3);
    await listener.got(3);
    await running.pop()?.close();
    expect(await listener.ended).to.equal(undefined);
    const next = await start();
    const ids = await change(new Client(next.base), flow, 4);
    const again = await connect(next.base, `source_ids=${flow.source_id}`, {
      "last-event-id": listener.ids().at(-1) ?? "",
    });
    await again.got(4);
    expect([...listener.ids(), ...again.ids()].slice(-7)).to.eql(ids.slice(-7));
    await change(new Client(next.base), flow, 1);
    await again.got(5);
  });

  it("tells what other processes log", async () => {
    const [one, other] = [await start(), await start()];
    const flow = await storeFlow(new Client(one.base), videoFlow());
    await logged(new Client(one.base), `source_ids=${flow.source_id}`, 2);
    const listener = await connect(other.base, `source_ids=${flow.source_id}`);
    const ids = await change(new Client(one.base), flow, 5);
    await listener.got(5);
    expect(listener.ids()).to.eql(ids);
  });

  it("says first where the log begins, when what a client missed is not kept any more", async () => {
    const { app, base } = await start();
    const last = await append(app, 9, uuid());
    const [gone, kept] = [last + 3, last + 6];
    const keys = Array.from({ length: kept - last - 1 }, (_, at) => ({ seq: last + 1 + at }));
    await app.engine.write(["events"], async () => ({
      result: undefined,
      changes: [{ delete: "events", keys }],
    }));
    const late = await connect(base, `after=${eventId(gone)}`);
    const [gap, ...events] = await late.got(5);
    expect(gap).to.eql({ event: "log-gap", data: JSON.stringify({ first: eventId(kept) }) });
    expect(events.map(({ id }) => id)).to.eql([6, 7, 8, 9].map((at) => eventId(last + at)));
    const inTime = await connect(base, `after=${eventId(kept - 1)}`);
    await inTime.got(4);
    expect(inTime.frames.map(({ event }) => event)).to.eql(Array(4).fill("sources/updated"));
    const all = await connect(base, `after=${eventId(0)}`);
    expect((await all.got(4)).map(({ event }) => event)).to.eql(Array(4).fill("sources/updated"));
    const ofAnotherLog = await connect(base, `after=${eventId(last + 10_000)}`);
    expect((await ofAnotherLog.got(5)).map(({ event }) => event)).to.eql([
      "log-gap",
      ...Array(4).fill("sources/updated"),
    ]);
  });

  it("says so too when nothing at all is kept", async () => {
    const { app, base } = await start();
    const last = await append(app, 3, uuid());
    const keys = [1, 2, 3].map((at) => ({ seq: last + at }));
    await app.engine.write(["events"], async () => ({
      result: undefined,
      changes: [{ delete: "events", keys }],
    }));
    const late = await connect(base, `after=${eventId(last + 1)}`);
    const [gap] = await late.got(1);
    expect(gap).to.eql({ event: "log-gap", data: JSON.stringify({ first: eventId(last + 4) }) });
    await append(app, 1, uuid());
    await late.got(2);
    expect(late.ids()).to.eql([eventId(last + 4)]);
  });

  it("is refused to more clients than the settings allow, until one leaves", async () => {
    const { base } = await start({ eventStreamsMax: 2 });
    const api = new Client(base);
    const [one] = [await connect(base), await connect(base)];
    const refused = await api.get("/events/stream");
    expectRefusal(refused, 503, "2");
    expect(Number(refused.headers.get("retry-after"))).to.be.above(0);
    expect((await api.head("/events/stream")).status).to.equal(503);
    await one?.close();
    await eventually(async () => ((await api.head("/events/stream")).status === 200 ? true : undefined));
    expect((await connect(base)).status).to.equal(200);
  });

  it("is off, and not offered, where the settings allow no client (EV-105)", async () => {
    const { base } = await start({ eventStreamsMax: 0 });
    expectRefusal(await new Client(base).get("/events/stream"), 503);
    const { body } = await new Client(base).get<{ event_stream_mechanisms: unknown[] }>("/service");
    expect(body.event_stream_mechanisms).to.eql([{ name: "webhooks" }]);
  });

  it("is cut off when its client does not read, having kept a batch for it at most", async () => {
    const { app } = await start();
    const last = await append(app, 400, uuid(), "y".repeat(20_000));
    const { signal } = new AbortController();
    const options = { after: last, base: "http://x", signal };
    const stream = await openEventStream(app, LOCAL, {}, {}, options, { heartbeatMs: 5, stallMs: 60 });
    const gone = once(stream, "close");
    stream.on("readable", () => undefined);
    await eventually(async () => (stream.readableLength > 0 ? true : undefined));
    await gone;
    expect(stream.readableLength).to.be.within(1, 60 * 21_000);
    expect(running[0]?.lines.some(({ message }) => message.includes("cut off"))).to.equal(true);
  });

  it("is kept alive by comments, which carry the id that the filters have got to", async () => {
    const { app } = await start();
    const last = await append(app, 7, uuid());
    const { signal } = new AbortController();
    const filters = { source_ids: [uuid()] };
    const options = { after: last, base: "http://x", signal };
    const stream = await openEventStream(app, LOCAL, filters, {}, options, {
      heartbeatMs: 5,
      stallMs: 10_000,
    });
    let text = "";
    for await (const part of stream) {
      text += String(part);
      if (text.split("\n:\n").length > 3) break;
    }
    const frames = text.split("\n\n").map(toFrame);
    expect(frames.flatMap(({ id }) => id ?? [])).to.eql([eventId(last + 7)]);
    expect(frames.every(({ data }) => data === undefined)).to.equal(true);
  });
});
