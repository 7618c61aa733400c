import { expect } from "chai";
import { guarded, type UserClient } from "../support/guarded.ts";
import { multiFlow, segment, uuid, videoFlow, type Webhook, webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver } from "../support/receiver.ts";
import { expectRefusal } from "../support/served.ts";
import {
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  rangesOf,
  register,
  second,
  segmentsOf,
  upload,
} from "../support/steps.ts";

/** Every way round the rules that TRAP-063 names, tried as an attacker would, with what must come of it. */
describe("ways round the permissions (TRAP-063)", () => {
  const server = guarded({ services: { outboundAllow: ORIGIN_ALLOW, workerPollMs: 50 } });
  const flowOf = (client: UserClient, ...classes: string[]): Promise<string> =>
    newFlow(client, { tags: { auth_classes: classes } });
  const classesOf = async (id: string): Promise<unknown> =>
    mustBe(200, await server.current.as("root").get(`/flows/${id}/tags/auth_classes`));

  it("by a PUT of the Flow without tags, which would clear its classes (AUTH-072)", async () => {
    const { as } = server.current;
    const flow = videoFlow({ tags: { auth_classes: ["news"] } });
    mustBe(201, await as("nina").put(`/flows/${flow.id}`, flow));
    const { tags: _, ...untagged } = flow;
    expectRefusal(await as("wim").put(`/flows/${flow.id}`, untagged), 403);
    expectRefusal(await as("wim").put(`/flows/${flow.id}`, { ...untagged, tags: {} }), 403);
    expectRefusal(await as("wim").del(`/flows/${flow.id}/tags/auth_classes`), 403);
    expect(await classesOf(flow.id)).to.eql(["news"]);
  });

  it("by trying which ids a PUT is refused for as a hidden Flow's (AUTH-035)", async () => {
    const { as } = server.current;
    const hidden = await flowOf(as("nina"), "news");
    const unknown = uuid();
    const bodies: readonly ((id: string) => object)[] = [
      () => ({}),
      () => videoFlow(),
      (id) => ({ ...videoFlow({ tags: { auth_classes: ["news"] } }), id }),
      (id) => ({ ...multiFlow([uuid()], { tags: { auth_classes: ["sport"] } }), id }),
    ];
    const told = async (client: UserClient, id: string, body: object): Promise<unknown> => {
      const { status, body: error } = await client.put<{ summary: string }>(`/flows/${id}`, body);
      return [status, error.summary.replaceAll(/[0-9a-f-]{36}/g, "ID")];
    };
    for (const client of [as("sam"), as("nobody")])
      for (const body of bodies)
        expect(await told(client, hidden, body(hidden))).to.eql(await told(client, unknown, body(unknown)));
    const taken = { ...videoFlow({ tags: { auth_classes: ["sport"] } }), id: hidden };
    expectRefusal(await as("sam").put(`/flows/${hidden}`, taken), 404, hidden);
    expect(await classesOf(hidden)).to.eql(["news"]);
  });

  it("by giving the Flow a class of one's own (AUTH-070)", async () => {
    const { as } = server.current;
    const id = await flowOf(as("nina"), "news");
    expectRefusal(await as("wim").put(`/flows/${id}/tags/auth_classes`, ["news", "vault"]), 403);
    expectRefusal(await as("sam").put(`/flows/${id}/tags/auth_classes`, ["sport"]), 404, id);
    expect(await classesOf(id)).to.eql(["news"]);
  });

  it("by moving a Flow to another Source, or a hidden Source's id into a Flow of one's own (AUTH-050, AUTH-051)", async () => {
    const { as } = server.current;
    const news = videoFlow({ tags: { auth_classes: ["news"] } });
    mustBe(201, await as("nina").put(`/flows/${news.id}`, news));
    const own = videoFlow({ tags: { auth_classes: ["sport"] } });
    mustBe(201, await as("sam").put(`/flows/${own.id}`, own));
    const moved = await as("sam").put(`/flows/${own.id}`, { ...own, source_id: news.source_id });
    expect(moved.status).to.be.within(400, 404);
    const joined = { ...videoFlow({ tags: { auth_classes: ["sport"] } }), source_id: news.source_id };
    expect((await as("sam").put(`/flows/${joined.id}`, joined)).status).to.be.within(400, 404);
    expectRefusal(await as("sam").get(`/flows/${joined.id}`), 404);
    const listed = await as("root").all<{ id: string }>(`/flows?source_id=${news.source_id}`);
    expect(listed.map(({ id }) => id)).to.eql([news.id]);
  });

  it("by collecting a Flow that one may not read (AUTH-052)", async () => {
    const { as } = server.current;
    const hidden = await flowOf(as("nina"), "news");
    const body = multiFlow([hidden], { tags: { auth_classes: ["sport"] } });
    const refused = await as("sam").put<{ summary: string }>(`/flows/${body.id}`, body);
    expectRefusal(refused, 400);
    const unknown = uuid();
    const other = multiFlow([unknown], { tags: { auth_classes: ["sport"] } });
    const same = await as("sam").put<{ summary: string }>(`/flows/${other.id}`, other);
    expect(refused.body.summary.replaceAll(hidden, "ID")).to.equal(
      same.body.summary.replaceAll(unknown, "ID"),
    );
    const empty = multiFlow([], { tags: { auth_classes: ["sport"] } });
    mustBe(201, await as("sam").put(`/flows/${empty.id}`, empty));
    const put = await as("sam").put(`/flows/${empty.id}/flow_collection`, [{ id: hidden }]);
    expect(put.status).to.equal(400);
    expect(mustBe(200, await as("nina").get<object>(`/flows/${hidden}`))).not.to.have.property(
      "collected_by",
    );
  });

  it("by registering an Object on a Flow of one's own (AUTH-056)", async () => {
    const { as } = server.current;
    const object_id = await ingest(as("nina"), await flowOf(as("nina"), "news"), second(0));
    const own = await flowOf(as("sam"), "sport");
    expectRefusal(await as("sam").post(`/flows/${own}/segments`, { object_id, timerange: second(0) }), 400);
    expect(await segmentsOf(as("sam"), own)).to.eql([]);
    expectRefusal(await as("sam").get(`/objects/${object_id}`), 404);
  });

  it("by naming the id of an Object as an init Object (AUTH-057)", async () => {
    const { as } = server.current;
    const news = await newFragmentedFlow(as("nina"));
    const init = await allocateOne(as("nina"), news);
    await upload(init, "init");
    await register(as("nina"), news, segment(second(0), { init_object_id: init.object_id }));
    const own = await newFragmentedFlow(as("sam"));
    const body = segment(second(0), { init_object_id: init.object_id });
    expectRefusal(await as("sam").post(`/flows/${own}/segments`, body), 400, init.object_id);
    expect(await segmentsOf(as("sam"), own)).to.eql([]);
  });

  it("by two Segments of one request, of which the first would make the Object known (AUTH-056)", async () => {
    const { as } = server.current;
    const object_id = await ingest(as("nina"), await flowOf(as("nina"), "news"), second(0));
    const own = await flowOf(as("sam"), "sport");
    const bodies = [segment(second(0), { object_id }), { object_id, timerange: second(1) }];
    const reply = await as("sam").post<{ failed_segments: unknown[] }>(`/flows/${own}/segments`, bodies);
    expect(mustBe(200, reply).failed_segments).to.have.length(2);
    expect(await rangesOf(as("sam"), own)).to.eql([]);
  });

  it("by deleting what one may not, through its Segments (AUTH-053)", async () => {
    const { as } = server.current;
    const id = await flowOf(as("nina"), "news");
    await ingest(as("nina"), id, second(0));
    expectRefusal(await as("wim").del(`/flows/${id}/segments?timerange=_`), 403, id);
    expectRefusal(await as("sam").del(`/flows/${id}/segments`), 404, id);
    expect(await rangesOf(as("nina"), id)).to.eql([second(0)]);
  });

  it("by a tag that has the server delete what one may not (AUTH-053)", async () => {
    const { as } = server.current;
    const flow = videoFlow({ tags: { auth_classes: ["news"] } });
    mustBe(201, await as("nina").put(`/flows/${flow.id}`, flow));
    for (const tag of ["flow_retention_offset", "segment_retention_offset"]) {
      expectRefusal(await as("wim").put(`/flows/${flow.id}/tags/${tag}`, "0:0"), 403, flow.id);
      const tagged = { ...flow, tags: { ...flow.tags, [tag]: "0:0" } };
      expectRefusal(await as("wim").put(`/flows/${flow.id}`, tagged), 403, flow.id);
      mustBe(204, await as("nina").put(`/flows/${flow.id}/tags/${tag}`, "999999999:0"));
      // What is there may stay, and go: then less is deleted.
      const kept = { ...flow, tags: { ...flow.tags, [tag]: "999999999:0" } };
      mustBe(204, await as("wim").put(`/flows/${flow.id}`, kept));
      mustBe(204, await as("wim").put(`/flows/${flow.id}/label`, "by wim"));
      mustBe(204, await as("wim").del(`/flows/${flow.id}/tags/${tag}`));
    }
  });

  it("by copying what a Storage Backend keeps to one that one may read (AUTH-060)", async () => {
    const { as, open, vault, test } = server.current;
    const flow = await flowOf(as("ned"), "news");
    const { object_id: id } = await allocateOne(as("ned"), flow, { storage_id: vault.id });
    await register(as("ned"), flow, { object_id: id, timerange: second(0) });
    const path = `/objects/${id}/instances`;
    expectRefusal(await as("nina").post(path, { storage_id: open.id }), 403, id);
    // A URL of her own is something to copy, and all that is copied.
    mustBe(201, await as("nina").post(path, { url: "http://127.0.0.1:9/none", label: "hers" }));
    mustBe(201, await as("nina").post(path, { storage_id: open.id }));
    const jobs = await test.app.engine.read((view) => view.select("jobs"));
    const copy = jobs.find(({ kind, key }) => kind === "copy" && key === id);
    expect(JSON.parse(copy?.doc ?? "{}"))
      .to.include({ objectId: id })
      .and.to.have.property("from")
      .eql(["label:hers"]);
  });

  it("by a Webhook that was made before the permission was withdrawn (AUTH-080)", async () => {
    const { as, regroup } = server.current;
    await regroup("paul", "news", "store");
    const receiver = await openReceiver();
    try {
      const body = { ...webhook({ url: receiver.url, events: ["flows/created"] }), tags: {} };
      const { id } = mustBe(201, await as("paul").post<Webhook>("/service/webhooks", body));
      const before = await flowOf(as("nina"), "news");
      await eventually(async () =>
        receiver.received.some((each) => each.body.includes(before)) ? true : undefined,
      );
      await regroup("paul", "sport");
      const hidden = await flowOf(as("nina"), "news");
      const own = await flowOf(as("sam"), "sport");
      // Events keep no order among Flows, but both have their places when the later one has.
      await eventually(async () =>
        receiver.received.some((each) => each.body.includes(own)) ? true : undefined,
      );
      await eventually(async () => {
        const all = await as("root").all<{ state: string }>(`/service/webhooks/${id}/deliveries`);
        return all.every(({ state }) => state !== "pending") ? true : undefined;
      });
      expect(receiver.received.some((each) => each.body.includes(hidden))).to.equal(false);
    } finally {
      await regroup("paul", "news", "store");
      await receiver.close();
    }
  });

  it("by a Webhook with the id of a hidden Flow in its filters (AUTH-043)", async () => {
    const { as } = server.current;
    const hidden = await flowOf(as("nina"), "news");
    expectRefusal(
      await as("sam").post("/service/webhooks", { ...webhook(), flow_ids: [hidden] }),
      400,
      hidden,
    );
  });
});
