import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import type { Change } from "../../src/storage/engine.ts";
import { uuid, type Webhook, webhook } from "../support/make.ts";
import { expectRefusal, NOT_UUIDS, served, UUID } from "../support/served.ts";

const PATH = "/service/webhooks";
const EVENTS = ["flows/created", "flows/updated", "flows/deleted", "flows/segments_added"] as const;
const MORE_EVENTS = [
  "flows/segments_deleted",
  "sources/created",
  "sources/updated",
  "sources/deleted",
] as const;

describe("webhooks", () => {
  const server = served();
  const post = (body: unknown) => server.api.post<Webhook>(PATH, body);
  const put = (body: { id: string }, id = body.id) => server.api.put<Webhook>(`${PATH}/${id}`, body);
  const get = async (id: string): Promise<Webhook> => (await server.api.get<Webhook>(`${PATH}/${id}`)).body;
  const store = async (over: Partial<Schemas["webhook-post"]> = {}): Promise<Webhook> => {
    const reply = await post(webhook(over));
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
    return reply.body;
  };

  it("answers 201 with the Webhook under a new id and where it is, as GET then shows it (WH-010, WH-015, WH-030, DM-012, X-021)", async () => {
    const body = webhook();
    const reply = await post(body);
    expect(reply.status).to.equal(201);
    expect(reply.body.id).to.match(UUID);
    expect(reply.body).to.deep.equal({ ...body, id: reply.body.id, status: "created" });
    expect((await server.api.get(reply.headers.get("location") ?? "")).body).to.deep.equal(reply.body);
  });

  it("makes separate Webhooks of equal bodies, and takes no id from a client (WH-011, DM-055)", async () => {
    const body = { ...webhook(), id: uuid() };
    const [one, two] = [await post(body), await post(body)];
    expect(new Set([body.id, one.body.id, two.body.id])).to.have.property("size", 3);
  });

  it("gives back every filter, transform and event as sent, and none that was not (WH-013, WH-016, WH-023, WH-001)", async () => {
    const ids = [uuid(), uuid()];
    const lists = {
      flow_ids: ids,
      source_ids: ids,
      flow_collected_by_ids: ids,
      source_collected_by_ids: ids,
    };
    const transforms = { accept_get_urls: ["a", "b"], accept_storage_ids: ids, presigned: false };
    const flags = { verbose_storage: true, include_object_timerange: false };
    const full = { ...lists, ...transforms, ...flags, tags: { desk: "x", teams: ["a", "b"] } };
    const stored = await store({ events: [...EVENTS, ...MORE_EVENTS], ...full });
    expect(await get(stored.id)).to.deep.include({ events: [...EVENTS, ...MORE_EVENTS], ...full });
    expect(await get((await store()).id)).to.not.have.any.keys(...Object.keys(full));
  });

  it("keeps an empty list as an empty list (WH-017, WH-021)", async () => {
    const empty = { accept_get_urls: [], flow_collected_by_ids: [], source_collected_by_ids: [], events: [] };
    expect(await get((await store(empty)).id)).to.deep.include(empty);
  });

  it("never shows the secret, in no reply of any operation (WH-002, DM-055)", async () => {
    const secret = uuid();
    const created = await post(webhook({ api_key_name: "x-key", api_key_value: secret }));
    const { id, url } = created.body;
    const changed = await put({ id, url, events: [], status: "created", api_key_value: secret } as {
      id: string;
    });
    const shown = [created, changed, await server.api.get(`${PATH}/${id}`), await server.api.get(PATH)];
    expect(JSON.stringify(shown)).to.include(id).and.not.include(secret).and.not.include("api_key_value");
    expect(created.body.api_key_name).to.equal("x-key");
  });

  it("may begin disabled, but neither started nor in error (WH-014, WH-015, WH-043)", async () => {
    expect((await store({ status: "disabled" })).status).to.equal("disabled");
    for (const status of ["started", "error", "on", null]) {
      expectRefusal(await post({ ...webhook(), status }), 400, "status");
      const { id, url, events } = await store();
      expectRefusal(await put({ id, url, events, status } as { id: string }), 400, "status");
      expect((await get(id)).status).to.equal("created");
    }
  });

  const WRONG: [string, object][] = [
    ["no url (WH-012)", { url: undefined }],
    ["no events (WH-012)", { events: undefined }],
    ["an unknown event (WH-013)", { events: ["flows/exploded"] }],
    ["events that are no list (WH-019)", { events: "flows/created" }],
    ["an id that is no UUID (WH-019)", { flow_ids: ["nope"] }],
    ["an upper-case id (WH-019, X-020, X-023)", { source_ids: [uuid().toUpperCase()] }],
    ["a storage id that is no UUID (WH-019)", { accept_storage_ids: ["nope"] }],
    ["a collection id that is no UUID (WH-019)", { flow_collected_by_ids: [7] }],
    ["labels that are numbers (WH-018, WH-019)", { accept_get_urls: [1] }],
    ["a filter that is no boolean (WH-018, WH-019)", { presigned: "True" }],
    ["a transform that is null (WH-018, WH-019)", { include_object_timerange: null }],
    ["tags of numbers (WH-023, DM-016)", { tags: { a: 1 } }],
    ["a header name with a blank (WH-022)", { api_key_name: "x key" }],
    ["a header name that deliveries have anyway (WH-022)", { api_key_name: "Webhook-Signature" }],
    ["a header value with a line break (WH-022)", { api_key_name: "x-key", api_key_value: "a\r\nb: c" }],
    ["a relative url (WH-020)", { url: "/events" }],
    ["a file url (WH-020)", { url: "file:///etc/passwd" }],
    ["loopback (WH-020)", { url: "http://127.0.0.1/x" }],
    ["loopback in decimal (WH-020)", { url: "http://2130706433/x" }],
    ["loopback of IPv6 (WH-020)", { url: "http://[::1]/x" }],
    ["loopback of IPv4 inside IPv6 (WH-020)", { url: "http://[::ffff:127.0.0.1]/x" }],
    ["localhost (WH-020)", { url: "http://localhost:9/x" }],
    ["a link-local address (WH-020)", { url: "http://169.254.169.254/latest" }],
    ["a private address (WH-020)", { url: "http://10.0.0.1/x" }],
    ["a private address of IPv6 (WH-020)", { url: "http://[fd00::1]/x" }],
  ];
  for (const [what, over] of WRONG) {
    it(`refuses ${what} with 400, on POST and on PUT (WH-051)`, async () => {
      expectRefusal(
        await post({ ...webhook(), ...over }),
        400,
        Object.keys(over).at(-1)?.split("_")[0] ?? "",
      );
      const before = await store();
      const { id, url, events } = before;
      expectRefusal(await put({ id, url, events, status: "created", ...over } as { id: string }), 400);
      expect(await get(id)).to.deep.equal(before);
    });
  }

  it("replaces on PUT with 201: filters, transforms and tags left out are gone (WH-040, WH-044)", async () => {
    const { id } = await store({ flow_ids: [uuid()], presigned: true, tags: { a: "b" } });
    const body = { id, url: webhook().url, events: ["flows/deleted"], status: "disabled" };
    const reply = await put(body);
    expect(reply.status).to.equal(201);
    expect(reply.body).to.deep.equal(body);
    expect(await get(id)).to.deep.equal(body);
    expect((await server.api.all<Webhook>(`${PATH}?tag.a=b`)).map((item) => item.id)).to.not.include(id);
  });

  it("never creates by PUT, whatever the body (WH-041, X-043)", async () => {
    const id = uuid();
    expectRefusal(await put({ ...webhook(), id, status: "created" } as { id: string }), 404);
    expectRefusal(await server.api.put(`${PATH}/${id}`, { nonsense: true }), 404);
    expectRefusal(await server.api.get(`${PATH}/${id}`), 404);
  });

  for (const field of ["id", "url", "events", "status"]) {
    it(`needs ${field} on PUT (WH-042)`, async () => {
      const before = await store();
      expectRefusal(await put({ ...before, [field]: undefined } as Webhook, before.id), 400, field);
      expect(await get(before.id)).to.deep.equal(before);
    });
  }

  it("refuses a body of another id than the path's (WH-050)", async () => {
    const before = await store();
    const reply = await put({ ...before, id: uuid() }, before.id);
    expectRefusal(reply, reply.status === 404 ? 404 : 400, "id");
    expect(await get(before.id)).to.deep.equal(before);
  });

  it("is disabled and enabled again by its status (WH-047, WH-048, WH-049)", async () => {
    const stored = await store();
    expect((await put({ ...stored, status: "created" } as Webhook)).body.status).to.equal("created");
    expect((await put({ ...stored, status: "disabled" } as Webhook)).body.status).to.equal("disabled");
    expect((await get(stored.id)).status).to.equal("disabled");
    const enabled = await put({ ...stored, status: "created", error: { type: "x" } } as Webhook);
    expect(enabled.body).to.include({ status: "created" }).and.not.have.property("error");
  });

  it("shows what went wrong while in error, cannot be disabled then, and is cleared by created (WH-031, WH-046, WH-047)", async () => {
    const { id, url, events } = await store();
    const error = { type: "delivery", summary: "The target answered 500.", time: "2025-01-01T00:00:00Z" };
    const row = await server.app.engine.read((view) => view.get("webhooks", { id }));
    expect(row).to.not.equal(undefined);
    if (row === undefined) return;
    const failed = {
      ...row,
      status: "error",
      doc: JSON.stringify({ ...JSON.parse(row.doc), status: "error", error }),
    };
    const change: Change = { update: "webhooks", rows: [failed] };
    await server.app.engine.write([id], async () => ({ result: undefined, changes: [change] }));
    expect(await get(id)).to.deep.include({ status: "error", error });
    expectRefusal(await put({ id, url, events, status: "disabled" } as { id: string }), 400, "error");
    expect(await get(id)).to.deep.include({ status: "error", error });
    const enabled = await put({ id, url, events, status: "created" } as { id: string });
    expect(enabled.body).to.deep.equal({ id, url, events, status: "created" });
    expect(await get(id)).to.deep.equal(enabled.body);
  });

  it("keeps a secret left out of PUT, clears it by an empty one, and stores it without a name (WH-022, WH-045, AMB-030)", async () => {
    const { id, url, events } = await store({ api_key_value: "secret" });
    const secret = async () =>
      (await server.app.engine.read((view) => view.get("webhooks", { id })))?.api_key_value;
    const body = { id, url, events, status: "created" };
    expect(await secret()).to.equal("secret");
    await put(body);
    expect(await secret()).to.equal("secret");
    await put({ ...body, api_key_value: "other" } as { id: string });
    expect(await secret()).to.equal("other");
    await put({ ...body, api_key_value: "" } as { id: string });
    expect(await secret()).to.equal(null);
  });

  it("goes with DELETE, and with its tags (WH-060)", async () => {
    const { id } = await store({ tags: { gone: uuid() } });
    const reply = await server.api.del(`${PATH}/${id}`);
    expect([reply.status, reply.body]).to.deep.equal([204, undefined]);
    expectRefusal(await server.api.get(`${PATH}/${id}`), 404);
    expectRefusal(await server.api.del(`${PATH}/${id}`), 404);
    expect(
      (await server.api.all<Webhook>(`${PATH}?tag_exists.gone=true`)).map((item) => item.id),
    ).to.not.include(id);
  });

  it("gives 404 for ids that are unknown or no UUIDs (WH-030, WH-041, WH-061, X-024)", async () => {
    for (const id of [uuid(), ...NOT_UUIDS]) {
      const body = { ...webhook(), id, status: "created" } as { id: string };
      for (const reply of [
        await server.api.get(`${PATH}/${id}`),
        await server.api.del(`${PATH}/${id}`),
        await put(body),
      ])
        expectRefusal(reply, 404);
    }
  });

  for (const query of [
    "limit=bad",
    "limit=0",
    "tag_exists.x=bad",
    "tag.x=a,,b",
    "reverse_order=1",
    "page=nope",
  ]) {
    it(`refuses ?${query} (WH-004, WH-007, X-029, X-064, X-113)`, async () => {
      expectRefusal(await server.api.get(`${PATH}?${query}`), 400, query.split("=")[0] ?? "");
    });
  }

  it("keeps ten Webhooks made at once apart (WH-011)", async () => {
    const desk = uuid();
    const body = webhook({ tags: { desk } });
    await Promise.all(Array.from({ length: 10 }, () => post(body)));
    expect(await server.api.all(`${PATH}?tag.desk=${desk}`)).to.have.lengthOf(10);
  });
});
