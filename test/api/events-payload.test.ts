import { expect } from "chai";
import { loggedEvent } from "../../src/events/event.ts";
import { type Envelope, payloads, type Transforms } from "../../src/events/payload.ts";
import type { View } from "../../src/storage/engine.ts";
import { servedTwoBackends } from "../support/backends.ts";
import { LOCAL } from "../support/callers.ts";
import { logged } from "../support/log-steps.ts";
import { segment, uuid } from "../support/make.ts";
import {
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFragmentedFlow,
  objectOf,
  register,
  type Segment,
  second,
  segmentsOf,
  upload,
} from "../support/steps.ts";

/** Signatures are made anew for each reply, so only what comes before them can be compared. */
function unsigned(segments: readonly Segment[]): unknown {
  const text = JSON.stringify(segments);
  return JSON.parse(text.replaceAll(/\?(expires|X-Amz)[^"]*/g, "?signed"));
}

describe("Segments in events", () => {
  const two = servedTwoBackends();
  const flow = { id: "", source: "", media: "", far: "" };

  before(async () => {
    const { api, slow } = two.current;
    flow.id = await newFragmentedFlow(api);
    flow.source = mustBe(200, await api.get<{ source_id: string }>(`/flows/${flow.id}`)).source_id;
    const init = await allocateOne(api, flow.id);
    await upload(init, "init bytes");
    flow.media = await ingest(api, flow.id, second(0), {
      init_object_id: init.object_id,
      key_frame_count: 3,
    });
    mustBe(201, await api.post(`/objects/${flow.media}/instances`, { storage_id: slow.id }));
    mustBe(
      201,
      await api.post(`/objects/${init.object_id}/instances`, {
        url: "https://far.example.com/i",
        label: "far",
      }),
    );
    const far = segment(second(7), { init_object_id: init.object_id, ts_offset: "5:0" });
    flow.far = far.object_id;
    await register(api, flow.id, far);
    await eventually(async () =>
      (await objectOf(api, flow.media)).get_urls?.length === 4 ? true : undefined,
    );
  });

  function about(events: readonly { event_type: string; event: object }[]): Segment[] {
    return events.flatMap(({ event }) => ("segments" in event ? (event.segments as Segment[]) : []));
  }

  /** The Segments of both events as the log shows them, and as the Flow's listing does. */
  async function both(query: string): Promise<[told: Segment[], listed: Segment[]]> {
    const { api } = two.current;
    const events = await logged(api, `source_ids=${flow.source}&events=flows/segments_added&${query}`, 2);
    return [about(events), await segmentsOf(api, flow.id, `?${query}`)];
  }

  const queries: readonly [rule: string, query: string][] = [
    ["without transforms (EV-040)", ""],
    ["by label (EV-080)", "accept_get_urls=far,slow"],
    ["by a label that nothing has (EV-080, EV-084)", "accept_get_urls=nowhere"],
    ["with no labels at all (EV-080, EV-084)", "accept_get_urls="],
    ["with an empty list of Storage Backends, which filters nothing (EV-081)", "accept_storage_ids="],
    ["unsigned only (EV-043, EV-082)", "presigned=false"],
    ["signed only (EV-044, EV-082)", "presigned=true"],
    ["with all that is known of the storage (EV-082)", "verbose_storage=true"],
    ["with the Object's own timerange (EV-082)", "include_object_timerange=true"],
    ["by several at once (EV-083)", "accept_get_urls=slow,fast&presigned=true&verbose_storage=true"],
  ];
  for (const [rule, query] of queries) {
    it(`are what the listing shows, initialisation Objects too: ${rule}`, async () => {
      const [told, listed] = await both(query);
      expect(told.map((each) => each.object_id)).to.eql([flow.media, flow.far]);
      expect(told.every((each) => each.init_object !== undefined)).to.equal(true);
      expect(unsigned(told)).to.eql(unsigned(listed));
    });
  }

  it("keep the URLs of one Storage Backend only, whether or not that is shown (EV-081)", async () => {
    const { slow } = two.current;
    const [told] = await both(`accept_storage_ids=${slow.id}`);
    const labels = told.map((each) => each.get_urls?.map(({ label }) => label));
    expect(labels).to.eql([["slow", "slow"], undefined]);
  });

  it("have URLs that work when they are told, however long ago the event was (EV-044)", async () => {
    const [told] = await both("presigned=true&accept_get_urls=fast");
    const [first] = told[0]?.get_urls ?? [];
    const reply = await fetch(first?.url ?? "");
    expect([reply.status, await reply.text()]).to.eql([200, `bytes of ${second(0)}`]);
  });

  /** Everything told of the Source, under the transforms as a Webhook has them; with the number of reads it took. */
  async function withTransforms(transforms: Transforms): Promise<{ told: Envelope[]; reads: number }> {
    const { test } = two.current;
    await logged(two.current.api, `source_ids=${flow.source}&events=flows/segments_added`, 2);
    return test.app.engine.read(async (view) => {
      const where = [{ column: "source_id", op: "eq", value: flow.source } as const];
      const rows = await view.select("events", { where, order: "log" });
      let reads = 0;
      const counting: View = {
        get: (...args) => {
          reads += 1;
          return view.get(...args);
        },
        select: (...args) => {
          reads += 1;
          return view.select(...args);
        },
      };
      const told = await payloads(test.app, LOCAL, counting, rows.map(loggedEvent), transforms, test.base);
      return { told, reads };
    });
  }

  it("have no URLs on either level under accept_get_urls: [], and stay in their event (EV-080, EV-083, EV-084)", async () => {
    const { told } = await withTransforms({ accept_get_urls: [] });
    const segments = about(told);
    expect(segments.map((each) => each.object_id)).to.eql([flow.media, flow.far]);
    expect(JSON.stringify(segments)).to.not.include("get_urls");
  });

  it("keep all URLs under accept_storage_ids: [] (EV-081)", async () => {
    const [plain, empty] = [await withTransforms({}), await withTransforms({ accept_storage_ids: [] })];
    expect(unsigned(about(empty.told))).to.eql(unsigned(about(plain.told)));
    expect(about(empty.told)[0]?.get_urls).to.have.length(4);
  });

  it("leave other events as they are (EV-085)", async () => {
    const others = (told: readonly Envelope[]): Envelope[] =>
      told.filter(({ event_type }) => event_type !== "flows/segments_added");
    const plain = others((await withTransforms({})).told);
    const transformed = others(
      (
        await withTransforms({
          accept_get_urls: [],
          accept_storage_ids: [uuid()],
          presigned: true,
          verbose_storage: true,
          include_object_timerange: true,
        })
      ).told,
    );
    expect(plain.map(({ event_type }) => event_type)).to.eql(["sources/created", "flows/created"]);
    expect(transformed).to.eql(plain);
  });

  it("take two reads for all events of a batch, and events about anything else take none", async () => {
    expect((await withTransforms({})).reads).to.equal(2);
    const { api, test } = two.current;
    await logged(api, `source_ids=${flow.source}&events=flows/created`, 1);
    const rows = await test.app.engine.read((view) =>
      view.select("events", { where: [{ column: "type", op: "eq", value: "flows/created" }] }),
    );
    const told = await payloads(
      test.app,
      LOCAL,
      UNREAD,
      rows.map(loggedEvent),
      { presigned: true },
      test.base,
    );
    expect(told).to.have.lengthOf(rows.length).and.not.empty;
  });

  it("are still told when their Objects are gone, as far as they are known (EV-023)", async () => {
    const { api } = two.current;
    const id = await newFragmentedFlow(api);
    const init = await allocateOne(api, id);
    await upload(init, "init");
    const object_id = await ingest(api, id, second(3), { init_object_id: init.object_id });
    mustBe(204, await api.del(`/flows/${id}/segments`));
    const [event] = await logged(api, `flow_ids=${id}&events=flows/segments_added`, 1);
    expect(event?.event).to.eql({
      flow_id: id,
      segments: [{ object_id, timerange: second(3), get_urls: [] }],
    });
    const [gone] = await logged(api, `flow_ids=${id}&events=flows/segments_deleted`, 1);
    expect(gone?.event).to.eql({ flow_id: id, timerange: second(3) });
  });
});

/** A view on which every read fails. */
const UNREAD: View = { get: refuse, select: refuse };

function refuse(): never {
  throw new Error("Nothing was to be read.");
}
