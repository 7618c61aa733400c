import { expect } from "chai";
import { failRequest, getDeletionRequest } from "../../src/services/deletion-requests.ts";
import { stepDeletion } from "../../src/services/deletions.ts";
import { LOCAL } from "../support/callers.ts";
import { Client, type Reply } from "../support/client.ts";
import { type Flow, multiFlow, segment, uuid } from "../support/make.ts";
import { type Held, holdWorkers, ORIGIN_ALLOW } from "../support/origin.ts";
import { expectRefusal, RFC3339, UUID } from "../support/served.ts";
import { startApp, type TestApp } from "../support/start.ts";
import {
  allocateOne,
  type DeletionRequest,
  eventually,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  objectOf,
  rangesOf,
  register,
  type Segment,
  second,
} from "../support/steps.ts";

let test: TestApp;
let api: Client;

/** A Flow with so many seconds, each an Object of its own. */
async function flowOf(count: number): Promise<string> {
  const flowId = await newFlow(api);
  const bodies = Array.from({ length: count }, (_, at) => segment(second(at)));
  if (count > 0) await register(api, flowId, bodies);
  return flowId;
}

const requestOf = async (id: string): Promise<DeletionRequest> =>
  mustBe(200, await api.get<DeletionRequest>(`/flow-delete-requests/${id}`));

/** Follows a request to its end. */
const ended = (id: string): Promise<DeletionRequest> =>
  eventually(async () => {
    const request = await requestOf(id);
    return request.status === "done" || request.status === "error" ? request : undefined;
  });

/** The request of a 202, whose Location leads to it. */
async function accepted(reply: Reply<unknown>): Promise<DeletionRequest> {
  const request = mustBe(202, reply) as DeletionRequest;
  const location = reply.headers.get("location") ?? "";
  expect(location).to.equal(`${api.base}/flow-delete-requests/${request.id}`);
  const found = await api.get<DeletionRequest>(location);
  expect(found.status).to.equal(200);
  expect(found.body.id).to.equal(request.id);
  return request;
}

function serve(services: NonNullable<Parameters<typeof startApp>[0]>["services"] = {}): void {
  before(async () => {
    test = await startApp({ services: { outboundAllow: ORIGIN_ALLOW, ...services } });
    api = new Client(test.base);
  });
  after(() => test.close());
}

describe("deleting a Flow at once", () => {
  serve();

  it("lists no Deletion Requests when every deletion finished in time (DEL-018, DEL-001)", async () => {
    expect((await api.del(`/flows/${await flowOf(3)}`)).status).to.equal(204);
    const reply = await api.get("/flow-delete-requests");
    expect(reply.status).to.equal(200);
    expect(reply.body).to.eql([]);
  });

  it("takes the Flow and its Segments: 404 for it, an empty list for them (FLW-120, FLW-121, FLW-125)", async () => {
    const flowId = await flowOf(3);
    const reply = await api.del(`/flows/${flowId}`);
    expect(reply.status).to.equal(204);
    expect(reply.body).to.equal(undefined);
    expectRefusal(await api.get(`/flows/${flowId}`), 404);
    expectRefusal(await api.del(`/flows/${flowId}`), 404);
    const segments = await api.get(`/flows/${flowId}/segments`);
    expect([segments.status, segments.body]).to.eql([200, []]);
    expect((await api.all<Flow>("/flows")).map(({ id }) => id)).to.not.include(flowId);
  });

  it("answers 403 for a read-only Flow, 404 for an unknown id and for what is none (FLW-124)", async () => {
    const flowId = await newFlow(api, { read_only: true });
    expectRefusal(await api.del(`/flows/${flowId}`), 403, "read-only");
    expectRefusal(await api.del(`/flows/${uuid()}`), 404);
    expectRefusal(await api.del("/flows/nope"), 404);
    expect((await api.get(`/flows/${flowId}`)).status).to.equal(200);
  });

  it("leaves Objects that others use, with fewer Flows, and deletes the rest with their bytes (FLW-126, TRAP-040)", async () => {
    const [flowId, other] = [await newFlow(api), await newFlow(api)];
    const [shared, own] = [await ingest(api, flowId, second(0)), await ingest(api, flowId, second(1))];
    await register(api, other, { object_id: shared, timerange: second(0) });
    const url = async (id: string) => (await objectOf(api, id)).get_urls?.[0]?.url ?? "";
    const [sharedUrl, ownUrl] = [await url(shared), await url(own)];
    expect((await api.del(`/flows/${flowId}`)).status).to.equal(204);
    expect((await objectOf(api, shared)).referenced_by_flows).to.eql([other]);
    expectRefusal(await api.get(`/objects/${own}`), 404);
    await eventually(async () => ((await fetch(ownUrl)).status === 404 ? true : undefined));
    expect(await (await fetch(sharedUrl)).text()).to.equal(`bytes of ${second(0)}`);
  });

  it("deletes an init Object with the last that names it, not before (FLW-127)", async () => {
    const [flowId, other] = [await newFragmentedFlow(api), await newFragmentedFlow(api)];
    const init = (await allocateOne(api, flowId)).object_id;
    const a = await ingest(api, flowId, second(0), { init_object_id: init });
    const b = await ingest(api, other, second(0), { init_object_id: init });
    expect((await api.del(`/flows/${flowId}`)).status).to.equal(204);
    expectRefusal(await api.get(`/objects/${a}`), 404);
    expect((await objectOf(api, init)).referenced_by_flows).to.eql([other]);
    expect((await api.del(`/flows/${other}`)).status).to.equal(204);
    for (const id of [b, init]) expectRefusal(await api.get(`/objects/${id}`), 404);
  });

  it("frees the id for another Flow (FLW-130)", async () => {
    const flowId = await flowOf(2);
    await api.del(`/flows/${flowId}`);
    await newFlow(api, { id: flowId });
    expect(await rangesOf(api, flowId)).to.eql([]);
    await register(api, flowId, segment(second(0)));
  });

  it("races with registration without leaving Segments or Objects behind (FLW-120, TRAP-041)", async () => {
    for (let round = 0; round < 15; round++) {
      const flowId = await newFlow(api);
      const bodies = Array.from({ length: 6 }, (_, at) => segment(second(at)));
      const posts = bodies.map((body) => api.post(`/flows/${flowId}/segments`, body));
      const gone = await api.del(`/flows/${flowId}`);
      expect(gone.status).to.equal(204);
      for (const reply of await Promise.all(posts)) expect(reply.status).to.be.oneOf([201, 404]);
      expect((await api.get(`/flows/${flowId}/segments`)).body).to.eql([]);
      for (const { object_id } of bodies) expectRefusal(await api.get(`/objects/${object_id}`), 404);
      await newFlow(api, { id: flowId });
      expect(await rangesOf(api, flowId)).to.eql([]);
    }
  });

  it("never loses an Object that another Flow starts to use as its last Flow goes (FLW-126, TRAP-041)", async () => {
    for (let round = 0; round < 25; round++) {
      const [from, to] = [await newFlow(api), await newFlow(api)];
      const { get_urls: _, ...use } = segment(second(0));
      await register(api, from, { ...segment(second(0)), object_id: use.object_id });
      const reuse = () => api.post(`/flows/${to}/segments`, use);
      const early = round % 2 === 0 ? reuse() : undefined;
      const [gone, reused] = await Promise.all([api.del(`/flows/${from}`), early ?? reuse()]);
      expect(gone.status).to.equal(204);
      const object = await api.get<{ referenced_by_flows: string[] }>(`/objects/${use.object_id}`);
      expect([reused.status, object.status].join(" ")).to.be.oneOf(["201 200", "400 404"]);
      if (reused.status === 201) expect(object.body.referenced_by_flows).to.eql([to]);
    }
  });

  it("answers 404 for Deletion Requests nobody made, whatever the id looks like (DEL-010)", async () => {
    for (const id of [uuid(), "nope", "a%2Fb"]) {
      expectRefusal(await api.get(`/flow-delete-requests/${id}`), 404);
      expect((await api.head(`/flow-delete-requests/${id}`)).status).to.equal(404);
    }
  });
});

describe("deleting more than one request may", () => {
  serve({ deleteAsyncSegments: 3 });

  let held: Held | undefined;
  beforeEach(async () => {
    held = await holdWorkers(api, test.app.backends[0]?.id ?? "");
  });
  afterEach(() => held?.letGo());
  const letGo = (): Promise<void> | undefined => held?.letGo();

  it("answers 202 with the request and where to follow it (FLW-121, FLW-122, FLW-123, HDR-02, TRAP-057)", async () => {
    const flowId = await flowOf(5);
    const request = await accepted(await api.del(`/flows/${flowId}`));
    expect(request).to.include({ flow_id: flowId, delete_flow: true, status: "created" });
    expect(request.id).to.match(UUID);
    expect(request.timerange_to_delete).to.equal("[0:0_5:0)");
    expect(request.timerange_remaining).to.equal("[0:0_5:0)");
    await letGo();
    expect((await ended(request.id)).status).to.equal("done");
  });

  it("says who asked and when (DEL-014)", async () => {
    const flowId = await flowOf(5);
    const request = await accepted(await api.del(`/flows/${flowId}`));
    expect(request.created_by).to.be.a("string").and.not.be.empty;
    for (const time of [request.created, request.updated, request.expiry])
      expect(String(time)).to.match(RFC3339);
    expect(String(request.expiry) > String(request.created)).to.equal(true);
  });

  it("reads on while it goes, takes no writes, and answers a second DELETE with the same request (FLW-129, AMB-029)", async () => {
    const flowId = await flowOf(5);
    const request = await accepted(await api.del(`/flows/${flowId}`));
    const flow = mustBe(200, await api.get<Flow>(`/flows/${flowId}`));
    expect(await rangesOf(api, flowId)).to.have.length(5);
    const path = `/flows/${flowId}`;
    const { created: _, ...body } = flow;
    for (const write of [
      api.put(path, body),
      api.put(`${path}/label`, "x"),
      api.del(`${path}/label`),
      api.put(`${path}/tags/x`, "x"),
      api.put(`${path}/read_only`, true),
      api.post(`${path}/segments`, segment(second(50))),
      api.post(`${path}/storage`, {}),
      api.del(`${path}/segments`),
    ])
      expectRefusal(await write, 403, "being deleted");
    const again = await accepted(await api.del(path));
    expect(again.id).to.equal(request.id);
    await letGo();
    await ended(request.id);
    expectRefusal(await api.get(path), 404);
  });

  it("shrinks what remains batch by batch, and ends without the Flow, its Segments, Objects and Source (DEL-011, DEL-012, DEL-016, TRAP-053)", async () => {
    const flowId = await flowOf(1200);
    const { source_id } = mustBe(200, await api.get<Flow>(`/flows/${flowId}`));
    const object_id = (await api.get<Segment[]>(`/flows/${flowId}/segments?limit=1`)).body[0]?.object_id;
    const { id } = await accepted(await api.del(`/flows/${flowId}`));
    const seen: string[] = [];
    for (const expected of ["[500:0_1200:0)", "[1000:0_1200:0)"]) {
      expect(await stepDeletion(test.app, id)).to.equal(false);
      const { status, timerange_remaining } = await requestOf(id);
      expect([status, timerange_remaining]).to.eql(["started", expected]);
      const first = (await api.get<Segment[]>(`/flows/${flowId}/segments?limit=1`)).body[0];
      seen.push(first?.timerange ?? "");
    }
    expect(seen).to.eql([second(500), second(1000)]);
    await letGo();
    const done = await ended(id);
    expect(done.status).to.equal("done");
    expect(done.timerange_remaining ?? "()").to.equal("()");
    for (const path of [`/flows/${flowId}`, `/sources/${source_id}`, `/objects/${object_id}`])
      expectRefusal(await api.get(path), 404);
    expect(await rangesOf(api, flowId)).to.eql([]);
  });

  it("leaves what others use, and removes bytes that nobody does (FLW-126, FLW-127, FLW-114)", async () => {
    const [flowId, other] = [await newFragmentedFlow(api), await newFragmentedFlow(api)];
    const init = (await allocateOne(api, flowId)).object_id;
    const media: string[] = [];
    for (let at = 0; at < 5; at++)
      media.push(await ingest(api, flowId, second(at), { init_object_id: init }));
    await register(api, other, { object_id: media[4] ?? "", timerange: second(4) });
    const urls = await Promise.all(
      media.map(async (id) => (await objectOf(api, id)).get_urls?.[0]?.url ?? ""),
    );
    const collector = multiFlow([flowId, other]);
    mustBe(201, await api.put(`/flows/${collector.id}`, collector));
    const { id } = await accepted(await api.del(`/flows/${flowId}`));
    await letGo();
    await ended(id);
    for (const gone of media.slice(0, 4)) expectRefusal(await api.get(`/objects/${gone}`), 404);
    for (const kept of [media[4] ?? "", init])
      expect((await objectOf(api, kept)).referenced_by_flows).to.eql([other]);
    for (const url of urls.slice(0, 4))
      await eventually(async () => ((await fetch(url)).status === 404 ? true : undefined));
    expect((await fetch(urls[4] ?? "")).status).to.equal(200);
    const left = mustBe(200, await api.get<Flow>(`/flows/${collector.id}`));
    expect(left.flow_collection).to.eql([{ id: other }]);
  });

  it("is followed to its end however long it waits for that (DEL-015)", async () => {
    const flowId = await flowOf(5);
    const { id, expiry } = await accepted(await api.del(`/flows/${flowId}`));
    const muchLater = { ...test.app, now: () => new Date(Date.parse(String(expiry)) + 1000) };
    expect(await getDeletionRequest(muchLater, LOCAL, id)).to.include({ id, status: "created" });
    await letGo();
    await ended(id);
    const gone = await getDeletionRequest(
      { ...test.app, now: () => new Date("2999-01-01") },
      LOCAL,
      id,
    ).catch((error: unknown) => error);
    expect(gone).to.include({ fault: "notFound" });
  });

  it("frees the id once it is done (FLW-130)", async () => {
    const flowId = await flowOf(5);
    const { id } = await accepted(await api.del(`/flows/${flowId}`));
    await letGo();
    await ended(id);
    await newFlow(api, { id: flowId });
    await register(api, flowId, segment(second(0)));
    expect(await rangesOf(api, flowId)).to.eql([second(0)]);
  });

  it("takes Segments of a range in the same way, and leaves the Flow (SEG-103, SEG-111)", async () => {
    const flowId = await flowOf(8);
    const request = await accepted(await api.del(`/flows/${flowId}/segments?timerange=_6:500000000)`));
    expect(request).to.include({ flow_id: flowId, delete_flow: false });
    expect(request.timerange_to_delete).to.equal("_6:500000000)");
    await letGo();
    expect((await ended(request.id)).timerange_remaining ?? "()").to.equal("()");
    expect(await rangesOf(api, flowId)).to.eql([second(6), second(7)]);
    const flow = mustBe(200, await api.get<Flow>(`/flows/${flowId}?include_timerange=true`));
    expect(flow.timerange).to.equal("[6:0_8:0)");
  });

  it("keeps a filter by Object to itself, but keeps it (DEL-019)", async () => {
    const flowId = await newFlow(api);
    const body = segment(second(0), { object_timerange: "[0:0_20:0)" });
    const { object_id } = body;
    await register(api, flowId, [
      body,
      ...[2, 4, 6, 8].map((at) => ({ object_id, timerange: second(at) })),
      ...[1, 3, 5].map((at) => segment(second(at))),
    ]);
    const reply = await api.del(`/flows/${flowId}/segments?object_id=${object_id}`);
    expect(reply.status).to.be.oneOf([202, 204]);
    await letGo();
    if (reply.status === 202) await ended((await accepted(reply)).id);
    expect(await rangesOf(api, flowId)).to.eql([1, 3, 5].map((at) => second(at)));
    expectRefusal(await api.get(`/objects/${object_id}`), 404);
  });

  it("leaves Segments that are registered after it was asked for (SEG-111, AMB-028)", async () => {
    const flowId = await flowOf(5);
    const { id } = await accepted(await api.del(`/flows/${flowId}/segments`));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await register(api, flowId, segment(second(70)));
    await letGo();
    await ended(id);
    expect(await rangesOf(api, flowId)).to.eql([second(70)]);
  });

  it("deletes a Flow whole even where the clock went back meanwhile (FLW-120)", async () => {
    const flowId = await flowOf(5);
    const { id } = await accepted(await api.del(`/flows/${flowId}`));
    await test.app.engine.write([`request:${id}`], async (view) => {
      const row = await view.get("deletion_requests", { id });
      if (row === undefined) throw new Error("The request is not there.");
      const early = "2001-01-01T00:00:00.000Z";
      const doc = row.doc.replaceAll(String(JSON.parse(row.doc).request.created), early);
      return {
        result: undefined,
        changes: [{ update: "deletion_requests", rows: [{ ...row, created: early, doc }] }],
      };
    });
    await letGo();
    await ended(id);
    await newFlow(api, { id: flowId });
    expect(await rangesOf(api, flowId)).to.eql([]);
  });

  it("says why it was given up, and lets the Flow be written and deleted again (DEL-013)", async () => {
    const flowId = await flowOf(5);
    const { id } = await accepted(await api.del(`/flows/${flowId}`));
    expect((await requestOf(id)).error).to.equal(undefined);
    await failRequest(test.app, id, "The disk is gone.");
    const failed = await requestOf(id);
    expect(failed.status).to.equal("error");
    expect(failed.error).to.include({ summary: "The disk is gone." });
    expect(String(failed.error?.time)).to.match(RFC3339);
    mustBe(204, await api.put(`/flows/${flowId}/label`, "still here"));
    const again = await accepted(await api.del(`/flows/${flowId}`));
    expect(again.id).to.not.equal(id);
    await letGo();
    expect((await ended(again.id)).status).to.equal("done");
    expect((await requestOf(id)).status, "it only moves forward (DEL-011)").to.equal("error");
  });
});
