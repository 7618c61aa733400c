import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Envelope } from "../../src/events/payload.ts";
import type { Client } from "../support/client.ts";
import { multiFlow, segment, uuid, videoFlow, type Webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";
import { expectRefusal, RFC3339, replaceFlow, served, storeFlow, storeProfile } from "../support/served.ts";
import { allocateOne, eventually, mustBe, register, second, upload } from "../support/steps.ts";

const ALL = [
  "flows/created",
  "flows/updated",
  "flows/deleted",
  "flows/segments_added",
  "flows/segments_deleted",
  "sources/created",
  "sources/updated",
  "sources/deleted",
] as const;

describe("events", () => {
  const server = served({ services: { outboundAllow: ORIGIN_ALLOW, deleteAsyncSegments: 5 } });
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
  });

  /** Registers the receiver for all events of one Source. */
  async function follow(sourceId: string, over: object = {}): Promise<Webhook> {
    const body = { url: receiver.url, events: ALL, source_ids: [sourceId], ...over };
    return mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
  }

  /** What the receiver got once there were so many, and that no more follow soon. */
  async function got(count: number): Promise<readonly Envelope[]> {
    await eventually(async () => (receiver.received.length >= count ? true : undefined));
    await sleep(80);
    const types = receiver.received.map(({ envelope }) => envelope.event_type);
    expect(types, "no more than expected").to.have.length(count);
    return receiver.received.map(({ envelope }) => envelope);
  }

  /** A Flow whose Source is followed from before its creation. */
  async function followed(over: object = {}): Promise<{ api: Client; flow: ReturnType<typeof videoFlow> }> {
    const flow = videoFlow();
    await follow(flow.source_id, over);
    await storeFlow(server.api, flow);
    return { api: server.api, flow };
  }

  it("are POSTed as JSON with type, time and content, in a stable order (EV-001, EV-002, EV-003, EV-006, EV-034)", async () => {
    const before = Date.now();
    const { api, flow } = await followed();
    const [source, created] = await got(2);
    const [{ method, headers } = { method: "", headers: {} }] = receiver.received;
    expect(method).to.equal("POST");
    expect(headers["content-type"]).to.match(/^application\/json/);
    expect(headers["user-agent"]).to.match(/^vast-tams\//);
    expect(Object.keys(created ?? {}).sort()).to.eql(["event", "event_timestamp", "event_type"]);
    expect(created?.event_timestamp).to.match(RFC3339);
    expect(Date.parse(created?.event_timestamp ?? "")).to.be.within(before - 1, Date.now());
    expect(source).to.deep.include({ event_type: "sources/created" });
    expect(source?.event).to.eql({ source: (await api.get(`/sources/${flow.source_id}`)).body });
    expect(created).to.deep.include({ event_type: "flows/created" });
    expect(created?.event).to.eql({ flow: (await api.get(`/flows/${flow.id}`)).body });
  });

  it("tell one creation, and updates by PUT and by every field (EV-020, EV-021, EV-030, EV-031)", async () => {
    const { api, flow } = await followed();
    await replaceFlow(api, { ...flow, label: "again" } as typeof flow);
    mustBe(204, await api.put(`/flows/${flow.id}/label`, "third"));
    mustBe(204, await api.put(`/flows/${flow.id}/tags/genre`, "news"));
    mustBe(204, await api.put(`/flows/${flow.id}/read_only`, true));
    mustBe(204, await api.put(`/flows/${flow.id}/read_only`, false));
    mustBe(204, await api.del(`/flows/${flow.id}/tags/genre`));
    const events = await got(8);
    expect(events.map((each) => each.event_type)).to.eql([
      "sources/created",
      "flows/created",
      ...Array.from({ length: 6 }, () => "flows/updated"),
    ]);
    const flows = events.flatMap(({ event }) => ("flow" in event ? [event.flow] : []));
    expect(flows.map((each) => [each.label, each.tags, each.read_only])).to.eql([
      [undefined, {}, undefined],
      ["again", {}, undefined],
      ["third", {}, undefined],
      ["third", { genre: "news" }, undefined],
      ["third", { genre: "news" }, true],
      ["third", { genre: "news" }, false],
      ["third", {}, false],
    ]);
    for (const each of flows) expect(each).to.not.have.property("timerange");
  });

  it("tell changes of a Source, and that it goes after its last Flow (EV-026, EV-027, EV-034)", async () => {
    const { api, flow } = await followed();
    mustBe(204, await api.put(`/sources/${flow.source_id}/label`, "studio 1"));
    mustBe(204, await api.put(`/sources/${flow.source_id}/tags/site`, ["a", "b"]));
    mustBe(204, await api.del(`/flows/${flow.id}`));
    const events = await got(6);
    expect(events.map((each) => each.event_type).slice(2)).to.eql([
      "sources/updated",
      "sources/updated",
      "flows/deleted",
      "sources/deleted",
    ]);
    expect(events[3]?.event)
      .to.have.nested.property("source.tags")
      .that.eqls({ site: ["a", "b"] });
    expect(events[4]?.event).to.eql({ flow_id: flow.id });
    expect(events[5]?.event).to.eql({ source_id: flow.source_id });
  });

  it("tell stored Segments as GET shows them, and never refused ones (EV-023, EV-040, EV-041, EV-042, EV-036)", async () => {
    const { api, flow } = await followed({ events: ["flows/segments_added", "flows/updated"] });
    const object = await allocateOne(api, flow.id);
    await upload(object, "bytes");
    await register(api, flow.id, [{ object_id: object.object_id, timerange: second(0) }, segment(second(1))]);
    mustBe(200, await api.post(`/flows/${flow.id}/segments`, [segment(second(2)), segment(second(1))]));
    expectRefusal(await api.post(`/flows/${flow.id}/segments`, segment(second(0))), 400);
    const [both, one] = await got(2);
    const shown = mustBe(
      200,
      await api.get<{ object_id: string; timerange: string }[]>(`/flows/${flow.id}/segments`),
    );
    const told = (both?.event ?? {}) as { flow_id?: string; segments?: object[] };
    expect(told.flow_id).to.equal(flow.id);
    expect(withoutSignatures(told.segments)).to.eql(withoutSignatures(shown.slice(0, 2)));
    expect(one?.event).to.have.property("segments").with.length(1);
    const [first] = (told.segments ?? []) as { get_urls?: { url: string }[] }[];
    const url = first?.get_urls?.[0]?.url ?? "";
    expect(await (await fetch(url)).text(), "the URL in the event works (EV-043)").to.equal("bytes");
  });

  it("tell deleted Segments by a range that starts and ends with them (EV-024, EV-045, EV-046)", async () => {
    const { api, flow } = await followed({ events: ["flows/segments_deleted"] });
    await register(api, flow.id, [segment(second(0)), segment(second(5)), segment(second(9))]);
    mustBe(204, await api.del(`/flows/${flow.id}/segments?timerange=_7:0)`));
    mustBe(204, await api.del(`/flows/${flow.id}/segments?timerange=_7:0)`));
    const [deleted] = await got(1);
    expect(deleted?.event).to.eql({ flow_id: flow.id, timerange: "[0:0_6:0)" });
  });

  it("tell a Flow's Segments, the Flow and its Source, in that order, when it goes at once (EV-047, EV-022)", async () => {
    const { api, flow } = await followed({ events: ALL.filter((type) => type.includes("deleted")) });
    await register(api, flow.id, [segment(second(0)), segment(second(1))]);
    mustBe(204, await api.del(`/flows/${flow.id}`));
    const events = await got(3);
    expect(events.map((each) => each.event_type)).to.eql([
      "flows/segments_deleted",
      "flows/deleted",
      "sources/deleted",
    ]);
  });

  it("tell a long deletion when it is accepted, and once (EV-022, EV-035)", async () => {
    const { api, flow } = await followed({ events: ["flows/deleted", "sources/deleted", "flows/updated"] });
    await register(
      api,
      flow.id,
      Array.from({ length: 8 }, (_, at) => segment(second(at))),
    );
    mustBe(202, await api.del(`/flows/${flow.id}`));
    const events = await got(2);
    expect(events.map((each) => each.event_type)).to.eql(["flows/deleted", "sources/deleted"]);
  });

  it("tell nothing of refused requests, reads, allocation, instances, Profiles, Webhooks and the service (EV-033)", async () => {
    const { api, flow } = await followed({ events: ALL.filter((type) => !type.includes("created")) });
    expectRefusal(await api.put(`/flows/${flow.id}`, { ...flow, format: "nope" }), 400);
    mustBe(200, await api.get(`/flows/${flow.id}`));
    const object = await allocateOne(api, flow.id);
    await upload(object, "x");
    await register(api, flow.id, { object_id: object.object_id, timerange: second(0) });
    const instance = { url: "https://example.com/x", label: "elsewhere" };
    mustBe(201, await api.post(`/objects/${object.object_id}/instances`, instance));
    mustBe(200, await api.post("/service", { description: "no event" }));
    const [only] = await got(1);
    expect(only?.event_type).to.equal("flows/segments_added");
  });

  it("tell no update of a member when it is collected, and match by the collection from then on (EV-036, EV-071, EV-073)", async () => {
    const { api } = server;
    const member = videoFlow();
    await storeFlow(api, member);
    const collection = multiFlow([]);
    await storeFlow(api, collection);
    const types = ["flows/updated"];
    mustBe(
      201,
      await api.post("/service/webhooks", {
        url: receiver.url,
        events: types,
        flow_collected_by_ids: [collection.id],
      }),
    );
    mustBe(204, await api.put(`/flows/${member.id}/label`, "before"));
    mustBe(204, await api.put(`/flows/${collection.id}/flow_collection`, [{ id: member.id, role: "video" }]));
    mustBe(204, await api.put(`/flows/${member.id}/label`, "after"));
    const [event] = await got(1);
    expect(event?.event).to.have.nested.property("flow.label", "after");
    expect(event?.event).to.have.nested.property("flow.collected_by").that.eqls([collection.id]);
  });

  it("carry the key in the header that the Webhook names, and the new one after a change (EV-005, EV-104, EV-111)", async () => {
    const { api, flow } = await followed({ api_key_name: "X-Key", api_key_value: "first" });
    await got(2);
    const [webhook] = mustBe(200, await api.get<Webhook[]>("/service/webhooks?limit=1000")).filter(
      (each) => each.url === receiver.url,
    );
    const changed = { ...webhook, status: "created", api_key_value: "second" };
    mustBe(201, await api.put(`/service/webhooks/${webhook?.id}`, changed));
    mustBe(204, await api.put(`/flows/${flow.id}/label`, "new key"));
    await got(3);
    expect(receiver.received.map(({ headers }) => headers["x-key"])).to.eql(["first", "first", "second"]);
  });

  it("set a Webhook to started when sending begins (EV-090, EV-091)", async () => {
    const flow = videoFlow();
    const { id, status } = await follow(flow.source_id);
    expect(status).to.equal("created");
    await storeFlow(server.api, flow);
    await got(2);
    const after = mustBe(200, await server.api.get<Webhook>(`/service/webhooks/${id}`));
    expect(after.status).to.equal("started");
  });

  it("are tried again after an error with the same id, time and body, and none overtakes (EV-004, EV-009, EV-097, EV-098)", async () => {
    let failures = 2;
    receiver.answer((_, response) => response.writeHead(failures-- > 0 ? 500 : 200).end());
    const { api, flow } = await followed({ events: ["flows/created", "flows/updated"] });
    mustBe(204, await api.put(`/flows/${flow.id}/label`, "later"));
    await got(4);
    const [first, second_, third, last] = receiver.received;
    expect([second_?.id, third?.id]).to.eql([first?.id, first?.id]);
    expect([second_?.body, third?.body]).to.eql([first?.body, first?.body]);
    expect(last?.envelope.event_type).to.equal("flows/updated");
    expect((last?.id ?? "") > (first?.id ?? "")).to.equal(true);
  });

  it("drop what happens while a Webhook is disabled, and go on when it is enabled again (EV-092, EV-093, EV-100)", async () => {
    const { api, flow } = await followed({ events: ["flows/updated"] });
    const [webhook] = mustBe(200, await api.get<Webhook[]>("/service/webhooks?limit=1000")).filter(
      (each) => each.url === receiver.url,
    );
    const setStatus = async (status: string): Promise<void> => {
      mustBe(201, await api.put(`/service/webhooks/${webhook?.id}`, { ...webhook, status }));
    };
    await setStatus("disabled");
    mustBe(204, await api.put(`/flows/${flow.id}/label`, "unheard"));
    await setStatus("created");
    mustBe(204, await api.put(`/flows/${flow.id}/label`, "heard"));
    const [event] = await got(1);
    expect(event?.event).to.have.nested.property("flow.label", "heard");
  });

  it("go to each of two Webhooks with the same url (EV-103)", async () => {
    const flow = videoFlow();
    await follow(flow.source_id, { events: ["flows/created"] });
    await follow(flow.source_id, { events: ["flows/created"] });
    await storeFlow(server.api, flow);
    const [a, b] = await got(2);
    expect(a).to.eql(b);
  });

  it("stop with the Webhook (WH-060)", async () => {
    const flow = videoFlow();
    const { id } = await follow(flow.source_id);
    mustBe(204, await server.api.del(`/service/webhooks/${id}`));
    await storeFlow(server.api, flow);
    const other = videoFlow();
    await follow(other.source_id, { events: ["flows/created"] });
    await storeFlow(server.api, other);
    const [event] = await got(1);
    expect(event?.event).to.have.nested.property("flow.id", other.id);
  });

  it("delay no request, however slow the receiver (EV-010, EV-102)", async () => {
    receiver.answer(() => undefined);
    const { api, flow } = await followed();
    const fast = await openReceiver();
    try {
      const body = { url: fast.url, events: ["flows/updated"], flow_ids: [flow.id] };
      mustBe(201, await api.post("/service/webhooks", body));
      for (const label of ["a", "b", "c"]) mustBe(204, await api.put(`/flows/${flow.id}/label`, label));
      await eventually(async () => (fast.received.length === 3 ? true : undefined));
      expect(receiver.received.length, "the silent one holds its first event").to.equal(1);
    } finally {
      await fast.close();
    }
  });

  it("split a bulk registration into events that a receiver can take, without loss (EV-041)", async () => {
    const { api, flow } = await followed({ events: ["flows/segments_added"] });
    const bodies = Array.from({ length: 1000 }, (_, at) => segment(second(at)));
    await register(api, flow.id, bodies);
    const total = (): string[] =>
      receiver.received.flatMap(({ envelope }) =>
        envelope.event_type === "flows/segments_added"
          ? envelope.event.segments.map((each) => each.object_id)
          : [],
      );
    await eventually(async () => (total().length >= 1000 ? true : undefined));
    expect(total()).to.eql(bodies.map((each) => each.object_id));
    expect(Math.max(...receiver.received.map(({ body }) => body.length))).to.be.below(256 * 1024);
  });

  it("of a Flow with a Profile carry what it inherits (EV-032)", async () => {
    const { api } = server;
    const { id } = await storeProfile(api);
    const flow = { id: uuid(), source_id: uuid(), profile_id: id };
    await follow(flow.source_id, { events: ["flows/created"] });
    await storeFlow(api, flow);
    const [event] = await got(1);
    expect(event?.event).to.have.nested.property("flow.profile_id", id);
    expect(event?.event).to.have.nested.property("flow.essence_parameters.frame_width");
  });
});

/** URLs are signed at different moments, and are equal otherwise. */
function withoutSignatures(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/\?expires=\d+&signature=[A-Za-z0-9_-]+/g, ""));
}
