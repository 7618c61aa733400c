import { expect } from "chai";
import { eventId, eventRow, type TamsEvent } from "../../src/events/event.ts";
import type { App } from "../../src/services/app.ts";
import { logged } from "../support/log-steps.ts";
import { multiFlow, uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, nextMillisecond, served, storeFlow } from "../support/served.ts";
import { ingest, mustBe, second } from "../support/steps.ts";

type Item = Awaited<ReturnType<typeof logged>>[number];

const typesOf = (events: readonly Item[]): string[] => events.map((event) => event.event_type);
const idsOf = (events: readonly Item[]): string[] => events.map((event) => event.id);

describe("GET /events", () => {
  const server = served();

  it("lists what happened in its order, with what a Webhook would be sent, under ids without gaps", async () => {
    const { api } = server;
    const flow = videoFlow();
    await storeFlow(api, flow);
    const shown = (await api.get(`/flows/${flow.id}`)).body;
    await ingest(api, flow.id, second(0));
    mustBe(204, await api.del(`/flows/${flow.id}`));
    const events = await logged(api, `source_ids=${flow.source_id}`, 6);
    expect(typesOf(events)).to.eql([
      "sources/created",
      "flows/created",
      "flows/segments_added",
      "flows/segments_deleted",
      "flows/deleted",
      "sources/deleted",
    ]);
    expect(events[1]?.event).to.eql({ flow: shown });
    for (const event of events)
      expect(Object.keys(event)).to.have.members(["id", "event_timestamp", "event_type", "event"]);
    const ids = idsOf(await logged(api, "", { atLeast: 6 }));
    expect(ids).to.eql(ids.map((_, at) => eventId(Number(ids[0]) + at)));
  });

  it("has signed URLs, so no cache may keep it (HDR-06)", async () => {
    expect((await server.api.get("/events?limit=1")).headers.get("cache-control")).to.equal("no-store");
  });

  describe("filters as the fields of a Webhook do", () => {
    const flow = videoFlow();
    const alone = videoFlow();
    const collector = multiFlow([flow.id]);
    const mine = `source_ids=${flow.source_id},${alone.source_id},${collector.source_id}`;

    before(async () => {
      const { api } = server;
      for (const each of [flow, alone, collector]) await storeFlow(api, each);
      mustBe(204, await api.put(`/flows/${flow.id}/label`, "collected"));
      mustBe(204, await api.put(`/sources/${flow.source_id}/label`, "collected"));
      await logged(api, mine, 8);
    });

    /** The events of the three Sources that pass, told by type and label of the entity. */
    async function passing(query: string): Promise<string[]> {
      const events = await server.api.all<Item>(`/events?${mine}&${query}`);
      return events.map(({ event_type, event }) => {
        const about = "flow" in event ? event.flow : "source" in event ? event.source : { id: "" };
        const names = { [flow.id]: "flow", [flow.source_id]: "flow", [alone.id]: "alone" };
        return `${event_type} ${names[about.id] ?? (about.id === alone.source_id ? "alone" : "collector")}`;
      });
    }

    const CREATED = ["flow", "alone", "collector"].flatMap((name) => [
      `sources/created ${name}`,
      `flows/created ${name}`,
    ]);
    const UPDATED = ["flows/updated flow", "sources/updated flow"];

    it("without any, everything (EV-068)", async () => {
      expect(await passing("")).to.eql([...CREATED, ...UPDATED]);
    });

    it("by type; the empty list is nothing (EV-060, EV-061, WH-021)", async () => {
      expect(await passing("events=flows/updated,sources/updated")).to.eql(UPDATED);
      expect(await passing("events=")).to.eql([]);
      expect(await passing("events")).to.eql([]);
    });

    it("by Flow, which lets Source events pass in their order (EV-062, EV-067)", async () => {
      expect(await passing(`flow_ids=${alone.id}`)).to.eql([
        "sources/created flow",
        "sources/created alone",
        "flows/created alone",
        "sources/created collector",
        "sources/updated flow",
      ]);
      expect(await passing("flow_ids=&events=flows/created")).to.eql([]);
    });

    it("by Source (EV-063, EV-067)", async () => {
      expect(await server.api.all<Item>(`/events?source_ids=${alone.source_id}`)).to.have.length(2);
      expect(await server.api.all<Item>("/events?source_ids=")).to.eql([]);
      expect(await server.api.all<Item>(`/events?source_ids=${uuid()}`)).to.eql([]);
    });

    it("by collecting Flow, as it was at the event (EV-064, EV-066, EV-070, EV-071)", async () => {
      const onlyFlows = "&events=flows/created,flows/updated";
      expect(await passing(`flow_collected_by_ids=${collector.id}${onlyFlows}`)).to.eql([
        "flows/updated flow",
      ]);
      expect(await passing(`flow_collected_by_ids=${onlyFlows}`)).to.eql([
        "flows/created flow",
        "flows/created alone",
        "flows/created collector",
      ]);
    });

    it("by collecting Source, as it was at the event (EV-065, EV-066)", async () => {
      expect(await passing(`source_collected_by_ids=${collector.source_id}`)).to.eql(UPDATED);
      expect(await passing("source_collected_by_ids=")).to.eql(CREATED);
    });

    it("by several at once (EV-060, EV-069)", async () => {
      const both = `flow_ids=${flow.id}&source_collected_by_ids=${collector.source_id}`;
      expect(await passing(both)).to.eql(UPDATED);
      expect(await passing(`${both}&events=flows/updated`)).to.eql(["flows/updated flow"]);
    });
  });

  it("starts behind an id, and ends before a time", async () => {
    const { api } = server;
    const flow = videoFlow();
    await storeFlow(api, flow);
    for (const label of ["a", "b", "c"]) {
      await nextMillisecond();
      mustBe(204, await api.put(`/flows/${flow.id}/label`, label));
    }
    const mine = `source_ids=${flow.source_id}&events=flows/updated`;
    const [a, b, c] = await logged(api, mine, 3);
    if (a === undefined || b === undefined || c === undefined) throw new Error("There are three.");
    const some = async (query: string): Promise<string[]> =>
      idsOf(await api.all<Item>(`/events?${mine}&${query}`));
    expect(await some(`after=${a.id}`)).to.eql([b.id, c.id]);
    expect(await some(`after=${a.id}&reverse_order=true`)).to.eql([c.id, b.id]);
    expect(await some(`after=${c.id}`)).to.eql([]);
    expect(await some("after=9007199254740990")).to.eql([]);
    expect(await some(`since=${b.event_timestamp}`)).to.eql([b.id, c.id]);
    expect(await some(`until=${b.event_timestamp}`)).to.eql([a.id]);
    expect(await some(`since=${b.event_timestamp}&until=${c.event_timestamp}`)).to.eql([b.id]);
    expect(await some(`after=${b.id}&since=${a.event_timestamp}`)).to.eql([c.id]);
    const elsewhere = new Date(Date.parse(b.event_timestamp) + 7_200_000)
      .toISOString()
      .replace("Z", "%2B02:00");
    expect(await some(`since=${elsewhere}`), "in another zone").to.eql([b.id, c.id]);
  });

  const refused: readonly [query: string, naming: string][] = [
    ["events=flows/gone", "events"],
    ["events=flows/created,", "events"],
    ["flow_ids=nope", "flow_ids"],
    [`source_ids=${uuid().toUpperCase()}`, "source_ids"],
    [`flow_collected_by_ids=${uuid()},`, "flow_collected_by_ids"],
    ["source_collected_by_ids=,", "source_collected_by_ids"],
    ["after=12", "after"],
    ["after=", "after"],
    ["after=9999999999999999", "after"],
    ["since=yesterday", "since"],
    ["until=2026-02-30T00:00:00Z", "until"],
    ["since=2016-12-31T23:59:60Z", "since"],
    ["since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "until"],
    ["presigned=maybe", "presigned"],
    ["reverse_order=2", "reverse_order"],
  ];
  for (const [query, naming] of refused) {
    it(`refuses ${query.replaceAll(/[0-9A-F-]{36}/g, "(an id in upper case)")}`, async () => {
      expectRefusal(await server.api.get(`/events?${query}`), 400, naming);
    });
  }
});

describe("GET /events of a long log", () => {
  const server = served();
  const source = uuid();
  const wanted = uuid();
  const COUNT = 6000;
  /** So late that nothing is old enough to be forgotten. */
  const START = Math.floor(Date.now() / 60_000 - COUNT - 60) * 60_000;

  function event(at: number, over: Partial<TamsEvent> = {}): TamsEvent {
    const flow = videoFlow({ source_id: source });
    return {
      time: new Date(START + at * 60_000).toISOString(),
      flowId: flow.id,
      sourceId: source,
      flowCollectedBy: at === COUNT ? [wanted] : [],
      sourceCollectedBy: [],
      subject: { type: "flows/deleted", flow_id: flow.id },
      ...over,
    };
  }

  async function log(app: App, events: readonly TamsEvent[], first: number): Promise<void> {
    const rows = events.map((each, at) => eventRow(first + at, each));
    await app.engine.write(["test"], async () => ({
      result: undefined,
      changes: [{ insert: "events", rows }],
    }));
  }

  before(async () => {
    await log(
      server.app,
      Array.from({ length: COUNT }, (_, at) => event(at + 1)),
      1,
    );
  });

  it("looks at a part of it for one page, so that a page may be short and have a next one", async () => {
    const { api } = server;
    const path = `/events?flow_collected_by_ids=${wanted}`;
    const pages: string[][] = [];
    for await (const page of api.pages<Item>(path)) pages.push(idsOf(page.items));
    expect(pages).to.eql([[], [eventId(COUNT)]]);
    const first = await api.get<Item[]>(`${path}&reverse_order=true&limit=1`);
    expect(idsOf(first.body)).to.eql([eventId(COUNT)]);
    expect(first.headers.get("x-paging-nextkey"), "what is left was not looked at whole").to.not.equal(null);
  });

  it("finds times, though events of several processes are not logged in the order of their clocks", async () => {
    const minutes = (at: number): string => new Date(START + at * 60_000).toISOString();
    const { api } = server;
    // Ten events that happened 55 minutes before their neighbours in the log.
    const late = Array.from({ length: 10 }, (_, at) => event(COUNT + at - 55));
    await log(server.app, late, COUNT + 1);
    const since = await api.all<Item>(`/events?since=${minutes(COUNT - 52)}`);
    const expected = [
      ...Array.from({ length: 53 }, (_, at) => COUNT - 52 + at),
      ...Array.from({ length: 7 }, (_, at) => COUNT + 4 + at),
    ];
    expect(idsOf(since)).to.eql(expected.map(eventId));
    const until = await api.all<Item>(`/events?since=${minutes(COUNT - 60)}&until=${minutes(COUNT - 54)}`);
    const earlier = [...Array.from({ length: 6 }, (_, at) => COUNT - 60 + at), COUNT + 1];
    expect(idsOf(until)).to.eql(earlier.map(eventId));
  });

  it("ends a page early where its events are large", async () => {
    const { api, app } = server;
    const large = uuid();
    const flow = videoFlow({ source_id: large, description: "x".repeat(200_000) });
    const about: Partial<TamsEvent> = { sourceId: large, subject: { type: "flows/updated", flow } };
    await log(
      app,
      Array.from({ length: 30 }, (_, at) => event(COUNT + 100 + at, about)),
      COUNT + 100,
    );
    const pages: number[] = [];
    for await (const page of api.pages<Item>(`/events?source_ids=${large}`)) pages.push(page.items.length);
    expect(pages.length).to.be.above(1);
    expect(pages.reduce((sum, length) => sum + length, 0)).to.equal(30);
  });
});
