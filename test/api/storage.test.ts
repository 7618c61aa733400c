import { expect } from "chai";
import { allocateObjects } from "../../src/services/allocations.ts";
import { servedTwoBackends } from "../support/backends.ts";
import { LOCAL } from "../support/callers.ts";
import type { Reply } from "../support/client.ts";
import { type Flow, multiFlow, uuid } from "../support/make.ts";
import { expectRefusal, served } from "../support/served.ts";
import { itOnDisk } from "../support/start.ts";
import {
  type Allocated,
  allocate,
  allocateOne,
  ingest,
  newFlow,
  newFragmentedFlow,
  objectOf,
  register,
  second,
  upload,
} from "../support/steps.ts";

describe("allocating storage", () => {
  const server = served({ services: { allocationDefault: 3, allocationMax: 20 } });

  const post = (flowId: string, body: unknown): Promise<Reply<unknown>> =>
    server.api.post(`/flows/${flowId}/storage`, body);

  it("answers media_objects alone, each with an id and a request that uploads it (STO-001, STO-002)", async () => {
    const flowId = await newFlow(server.api);
    const reply = await server.api.post<{ media_objects: Allocated[] }>(`/flows/${flowId}/storage`, {
      limit: 2,
    });
    expect(reply.status).to.equal(201);
    expect(Object.keys(reply.body)).to.eql(["media_objects"]);
    for (const item of reply.body.media_objects) {
      expect(item).to.have.all.keys("object_id", "put_url", "presigned");
      expect(item.put_url).to.have.all.keys("url", "content-type");
    }
    expect(reply.headers.get("cache-control")).to.match(/no-store|private/);
  });

  it("gives as many as asked, up to its maximum (STO-003), and some when none are asked (STO-004)", async () => {
    const flowId = await newFlow(server.api);
    expect(await allocate(server.api, flowId, { limit: 7 })).to.have.length(7);
    expect(await allocate(server.api, flowId, { limit: 1_000_000 })).to.have.length(20);
    expect(await allocate(server.api, flowId, {})).to.have.length(3);
    for (const limit of [0, -1, 1.5, "2"]) expectRefusal(await post(flowId, { limit }), 400, "limit");
  });

  it("takes no body for an empty one (STO-022, AMB-016)", async () => {
    const flowId = await newFlow(server.api);
    expect((await server.api.send("POST", `/flows/${flowId}/storage`)).status).to.equal(201);
    expectRefusal(await server.api.send("POST", `/flows/${flowId}/storage`, { text: "{" }), 400);
    expectRefusal(await post(flowId, []), 400);
  });

  it("refuses a number and ids together (STO-005)", async () => {
    const flowId = await newFlow(server.api);
    expectRefusal(await post(flowId, { limit: 1, object_ids: [uuid()] }), 400);
  });

  it("gives exactly the ids asked for, in their order (STO-006)", async () => {
    const flowId = await newFlow(server.api);
    const object_ids = [`z/${uuid()}`, `a b+${uuid()}`, `ü%2F${uuid()}`];
    const items = await allocate(server.api, flowId, { object_ids });
    expect(items.map(({ object_id }) => object_id)).to.eql(object_ids);
    for (const [at, item] of items.entries()) {
      expect((await upload(item, item.object_id)).status).to.equal(200);
      await register(server.api, flowId, { object_id: item.object_id, timerange: second(at) });
      const [url] = (await objectOf(server.api, item.object_id)).get_urls ?? [];
      expect(await (await fetch(url?.url ?? "")).text()).to.equal(item.object_id);
    }
  });

  it("refuses ids that are known anywhere, and then allocates none of the others (STO-007, AMB-017)", async () => {
    const [flowId, other] = [await newFlow(server.api), await newFragmentedFlow(server.api)];
    const allocated = (await allocateOne(server.api, other)).object_id;
    const init = (await allocateOne(server.api, other)).object_id;
    const media = await ingest(server.api, other, second(0), { init_object_id: init });
    for (const known of [allocated, init, media]) {
      const fresh = uuid();
      for (const id of [flowId, other])
        expectRefusal(await post(id, { object_ids: [fresh, known] }), 400, known);
      expect(await allocate(server.api, flowId, { object_ids: [fresh] })).to.have.length(1);
    }
  });

  it("refuses ids given twice, none at all, and ids no path can carry (STO-008)", async () => {
    const flowId = await newFlow(server.api);
    const id = uuid();
    for (const object_ids of [
      [id, id],
      [],
      [""],
      [id, ""],
      ["."],
      [".."],
      ["a\nb"],
      ["x".repeat(1025)],
      [7],
      "x",
    ])
      expectRefusal(await post(flowId, { object_ids }), 400, "object_ids");
    expectRefusal(await post(flowId, { object_ids: Array.from({ length: 21 }, uuid) }), 400, "object_ids");
    await allocate(server.api, flowId, { object_ids: [id] });
  });

  it("refuses a Flow without a container (STO-010, DM-060)", async () => {
    const multi = multiFlow();
    await server.api.put(`/flows/${multi.id}`, multi);
    expectRefusal(await post(multi.id, {}), 400, "container");
  });

  it("states the content type of the body, else the Flow's container (STO-011, AMB-046)", async () => {
    const flowId = await newFlow(server.api);
    const types = async (body: object) =>
      (await allocateOne(server.api, flowId, body)).put_url["content-type"];
    expect(await types({})).to.equal("video/mp2t");
    expect(await types({ content_type: "image/svg+xml" })).to.equal("image/svg+xml");
    expect(await types({ "content-type": "image/png" })).to.equal("video/mp2t");
  });

  it("refuses what is no content type (STO-012), and asks for no init_segments to take another one (STO-013)", async () => {
    const flowId = await newFlow(server.api);
    for (const content_type of ["mp4", "", "video/", "a b/c", 7, null])
      expectRefusal(await post(flowId, { content_type }), 400, "content_type");
    await allocate(server.api, flowId, { content_type: "video/mp4" });
  });

  itOnDisk("signs all or none as asked, and flags them truthfully (STO-014, STO-015)", async () => {
    const flowId = await newFlow(server.api);
    for (const presigned of [true, false, undefined]) {
      for (const item of await allocate(server.api, flowId, { limit: 3, presigned })) {
        const isSigned = new URL(item.put_url.url).searchParams.has("signature");
        expect(item.presigned).to.equal(isSigned);
        if (presigned !== undefined) expect(item.presigned).to.equal(presigned);
        expect((await upload(item, "x")).status).to.equal(200);
      }
    }
    expectRefusal(await post(flowId, { presigned: "yes" }), 400, "presigned");
  });

  itOnDisk("takes the bytes as it said, and gives them back with their type (STO-016, OBJ-014)", async () => {
    const flowId = await newFlow(server.api);
    const bytes = new Uint8Array(300_000).map((_, at) => at % 251);
    const item = await allocateOne(server.api, flowId, { content_type: "video/mp4" });
    expect((await upload(item, bytes)).status).to.equal(200);
    await register(server.api, flowId, { object_id: item.object_id, timerange: second(0) });
    for (const { url } of (await objectOf(server.api, item.object_id)).get_urls ?? []) {
      const reply = await fetch(url);
      expect(reply.headers.get("content-type")).to.equal("video/mp4");
      expect(Buffer.from(await reply.arrayBuffer()).equals(Buffer.from(bytes))).to.equal(true);
    }
  });

  it("never gives an id twice, also when asked at once (STO-017), nor ids one could guess (STO-026)", async () => {
    const flowId = await newFlow(server.api);
    const lists = await Promise.all(
      Array.from({ length: 20 }, () => allocate(server.api, flowId, { limit: 20 })),
    );
    const ids = lists.flat().map(({ object_id }) => object_id);
    expect(new Set(ids).size).to.equal(400);
    for (const id of ids) {
      expect(encodeURIComponent(id)).to.equal(id);
      expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    }
  });

  it("gives one id to one of several who ask for it at once (STO-007)", async () => {
    for (let round = 0; round < 5; round++) {
      const flows = await Promise.all(Array.from({ length: 8 }, () => newFlow(server.api)));
      const [wanted, ...own] = Array.from({ length: 9 }, uuid);
      const replies = await Promise.all(flows.map((id, at) => post(id, { object_ids: [own[at], wanted] })));
      expect(replies.map(({ status }) => status).sort()).to.eql([201, ...Array<number>(7).fill(400)]);
      const winner = replies.findIndex(({ status }) => status === 201);
      for (const [at, id] of flows.entries())
        expect((await post(id, { object_ids: [own[at]] })).status).to.equal(at === winner ? 400 : 201);
    }
  });

  it("hides the Object until it is registered (STO-018, OBJ-002, OBJ-026, OBJ-043, TRAP-039)", async () => {
    const flowId = await newFlow(server.api);
    const { object_id } = await allocateOne(server.api, flowId);
    const path = `/objects/${object_id}`;
    expectRefusal(await server.api.get(path), 404);
    expect((await server.api.head(path)).status).to.equal(404);
    const instance = { url: "https://media.example.com/x", label: "x" };
    expectRefusal(await server.api.post(`${path}/instances`, instance), 404);
    expectRefusal(await server.api.del(`${path}/instances?label=local`), 404);
    await register(server.api, flowId, { object_id, timerange: second(0) });
    expect((await server.api.get(path)).status).to.equal(200);
  });

  it("answers 403 for a read-only Flow and 404 for an unknown one, whatever the body (STO-021)", async () => {
    const readOnly = await newFlow(server.api, { read_only: true });
    for (const body of [{}, { limit: 0 }, { object_ids: [] }, { limit: "x" }]) {
      expectRefusal(await post(readOnly, body), 403, "read-only");
      expectRefusal(await post(uuid(), body), 404);
      expectRefusal(await post("nope", body), 404);
    }
  });

  it("moves no time of the Flow (STO-023)", async () => {
    const flowId = await newFlow(server.api);
    const before = await server.api.get<Flow>(`/flows/${flowId}`);
    await allocate(server.api, flowId);
    expect((await server.api.get<Flow>(`/flows/${flowId}`)).body).to.eql(before.body);
  });

  it("serves init Objects as well, since only registration tells them apart (STO-024)", async () => {
    const flowId = await newFragmentedFlow(server.api);
    const [a, b] = await allocate(server.api, flowId, { limit: 2 });
    await register(server.api, flowId, {
      object_id: b?.object_id ?? "",
      init_object_id: a?.object_id ?? "",
      timerange: second(0),
    });
    expect(await objectOf(server.api, a?.object_id ?? "")).to.not.have.property("timerange");
  });
});

describe("allocating on a Storage Backend", () => {
  const two = servedTwoBackends();

  itOnDisk("uses the one named, else the default, and refuses unknown ones (STO-009)", async () => {
    const { api, fast, slow } = two.current;
    const flowId = await newFlow(api);
    for (const [body, backend] of [
      [{}, fast],
      [{ storage_id: slow.id }, slow],
      [{ storage_id: fast.id }, fast],
    ] as const) {
      const item = await allocateOne(api, flowId, body);
      expect(item.put_url.url).to.include(`/media/${backend.id}/`);
      expect((await upload(item, "x")).status).to.equal(200);
    }
    for (const storage_id of [uuid(), "nope", null, ""])
      expectRefusal(await api.post(`/flows/${flowId}/storage`, { storage_id }), 400, "storage_id");
  });

  it("refuses to choose where no backend is the default (STO-009, SB-004)", async () => {
    const { api, test, slow } = two.current;
    const flowId = await newFlow(api);
    const app = { ...test.app, backends: test.app.backends.filter(({ id }) => id === slow.id) };
    const refusal = await allocateObjects(app, LOCAL, flowId, {}, api.base).catch((error: unknown) => error);
    expect(refusal).to.include({
      fault: "invalid",
      message: "There is no default Storage Backend; name one.",
    });
    expect(await allocateObjects(app, LOCAL, flowId, { storage_id: slow.id }, api.base)).to.have.property(
      "media_objects",
    );
  });
});
