import { expect } from "chai";
import {
  audioFlow,
  dataFlow,
  type Flow,
  imageFlow,
  multiFlow,
  type Source,
  uuid,
  videoFlow,
} from "../support/make.ts";
import {
  expectRefusal,
  flowOf,
  NOT_UUIDS,
  nextMillisecond,
  RFC3339,
  replaceFlow,
  served,
  storeFlow,
  storeSegments,
} from "../support/served.ts";

const later = (a: string | undefined, b: string | undefined): boolean => (a ?? "") > (b ?? "");

describe("flows: creation", () => {
  const server = served();

  it("answers 201 with the Flow as GET then shows it (FLW-060, FLW-020, DM-003)", async () => {
    const body = videoFlow({
      label: "Camera 2",
      tags: { crew: ["Nadia"] },
      generation: 1,
      max_bit_rate: 8000,
    });
    const stored = await storeFlow(server.api, body);
    expect(stored).to.deep.include(body);
    expect(await flowOf(server.api, body.id)).to.deep.equal(stored);
  });

  it("sets created, created_by and metadata_updated, and a version unless given one (FLW-061, FLW-062, DM-036, DM-037, X-009)", async () => {
    const stored = await storeFlow(server.api, videoFlow());
    expect(stored.created).to.match(RFC3339).and.equal(stored.metadata_updated);
    expect(stored.created_by).to.be.a("string");
    expect(stored.metadata_version).to.be.a("string").and.not.equal("");
    expect((await storeFlow(server.api, videoFlow({ metadata_version: "v7" }))).metadata_version).to.equal(
      "v7",
    );
  });

  it("ignores what only the server knows (FLW-063, DM-038, DM-039, DM-040, DM-015)", async () => {
    const old = "2001-01-01T00:00:00Z";
    const given = { created: old, metadata_updated: old, segments_updated: old, timerange: "[0:0_1:0)" };
    const stored = await storeFlow(server.api, videoFlow({ ...given, collected_by: [uuid()] }));
    expect(stored).to.not.have.any.keys("timerange", "segments_updated", "collected_by");
    expect([stored.created, stored.metadata_updated]).to.not.include(old);
  });

  it("makes the Source once, and Flows of a known Source join it (FLW-064, DM-003, DM-018)", async () => {
    const first = await storeFlow(server.api, videoFlow());
    await storeFlow(server.api, videoFlow({ source_id: first.source_id }));
    const { body } = await server.api.get<Source>(`/sources/${first.source_id}`);
    expect(body).to.include({ id: first.source_id, format: first.format });
  });

  it("may be read-only from the start (FLW-065)", async () => {
    const body = videoFlow({ read_only: true });
    expect((await storeFlow(server.api, body)).read_only).to.equal(true);
    expectRefusal(await server.api.put(`/flows/${body.id}`, body), 403, "read-only");
  });

  it("needs no container, and then has no Segments of its own (FLW-067, DM-060)", async () => {
    const { container: _, ...body } = videoFlow();
    await storeFlow(server.api, body);
    expect((await server.api.post(`/flows/${body.id}/storage`, {})).status).to.equal(400);
    const segment = {
      object_id: uuid(),
      timerange: "[0:0_1:0)",
      get_urls: [{ url: "https://x.example.com/a", label: "x" }],
    };
    expectRefusal(await server.api.post(`/flows/${body.id}/segments`, segment), 400, "container");
  });

  for (const make of [audioFlow, imageFlow, dataFlow, multiFlow]) {
    const { format } = make();
    it(`takes a Flow of ${format} (FLW-032, DM-003, DM-017)`, async () => {
      const body = make();
      expect(await storeFlow(server.api, body)).to.deep.include(body);
    });
  }

  it("gives one 201 to twenty PUTs of a new id at once, the rest 204, and makes one Source (FLW-066)", async () => {
    const body = videoFlow();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => server.api.put(`/flows/${body.id}`, body)),
    );
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([201, ...Array(19).fill(204)]);
    expect(await server.api.all(`/flows?source_id=${body.source_id}`)).to.have.lengthOf(1);
    expect((await server.api.get(`/sources/${body.source_id}`)).status).to.equal(200);
  });

  it("makes one Source of twenty new Flows at once (FLW-064, FLW-066)", async () => {
    const source_id = uuid();
    const flows = Array.from({ length: 20 }, () => videoFlow({ source_id, tags: { of: source_id } }));
    await Promise.all(flows.map((flow) => storeFlow(server.api, flow)));
    expect(await server.api.all(`/flows?source_id=${source_id}&limit=7`)).to.have.lengthOf(20);
    expect(await server.api.all(`/sources?tag.of=${source_id}`)).to.have.lengthOf(1);
  });

  it("takes each status, and writes go on whatever it is (DM-019)", async () => {
    for (const status of [
      "awaiting_content",
      "ingesting",
      "replication_in_progress",
      "closed_complete",
    ] as const) {
      const body = videoFlow({ status });
      expect((await storeFlow(server.api, body)).status).to.equal(status);
      await storeSegments(server.api, body.id, "[0:0_1:0)");
      expect((await replaceFlow(server.api, body)).status).to.equal(status);
    }
  });

  it("keeps retention tags that are no times (FLW-131)", async () => {
    const tags = { flow_retention_offset: "soon", segment_retention_offset: "0.5" };
    expect((await storeFlow(server.api, videoFlow({ tags }))).tags).to.deep.equal(tags);
  });

  it("keeps keys it does not know (X-008, X-162)", async () => {
    const body = { ...videoFlow(), novel: { a: [1] } };
    expect((await server.api.put(`/flows/${body.id}`, body)).status).to.equal(201);
    expect((await server.api.get(`/flows/${body.id}`)).status).to.equal(200);
  });
});

describe("flows: replacement", () => {
  const server = served();

  it("answers 204 without a body, and the body replaces the Flow whole (FLW-090, FLW-091, FLW-092, DM-034, DM-035, X-005)", async () => {
    const member = await storeFlow(server.api, audioFlow());
    const full = {
      label: "x",
      description: "x",
      generation: 1,
      status: "ingesting",
      max_bit_rate: 9,
    } as const;
    const rest = { avg_bit_rate: 5, flow_collection: [{ id: member.id }], tags: { a: "1" } };
    const body = videoFlow({ ...full, ...rest });
    await storeFlow(server.api, body);
    const bare = videoFlow({ id: body.id, source_id: body.source_id });
    const reply = await server.api.put(`/flows/${body.id}`, bare);
    expect([reply.status, reply.body]).to.deep.equal([204, undefined]);
    const after = await flowOf(server.api, body.id);
    expect(after).to.not.have.any.keys(...Object.keys(full), "avg_bit_rate", "flow_collection");
    expect(after.tags).to.deep.equal({});
    expect((await replaceFlow(server.api, { ...bare, tags: { b: "2" } } as typeof bare)).tags).to.deep.equal({
      b: "2",
    });
  });

  it("keeps created, created_by, collected_by and segments_updated (FLW-093, FLW-098, DM-015)", async () => {
    const body = videoFlow();
    await storeFlow(server.api, body);
    await storeFlow(server.api, multiFlow([body.id]));
    await storeSegments(server.api, body.id, "[0:0_1:0)");
    const before = await flowOf(server.api, body.id);
    expect(before).to.include.all.keys("created", "created_by", "collected_by", "segments_updated");
    const after = await replaceFlow(server.api, {
      ...body,
      created_by: "x",
      segments_updated: "2001-01-01T00:00:00Z",
    } as typeof body);
    for (const key of ["created", "created_by", "collected_by", "segments_updated"] as const)
      expect(after[key], key).to.deep.equal(before[key]);
    expect((await server.api.get<object[]>(`/flows/${body.id}/segments`)).body).to.have.lengthOf(1);
  });

  it("says who changed it when, in a new version unless the client names one (FLW-094, FLW-095, DM-037)", async () => {
    const body = videoFlow({ metadata_version: "v1" });
    const before = await storeFlow(server.api, body);
    await nextMillisecond();
    const after = await replaceFlow(server.api, body);
    expect(later(after.metadata_updated, before.metadata_updated)).to.equal(true);
    expect(after.updated_by).to.be.a("string");
    expect(after.metadata_version).to.be.a("string").and.not.equal("v1");
    const { metadata_version: _, ...unversioned } = body;
    const third = await replaceFlow(server.api, unversioned as typeof body);
    expect(third.metadata_version).to.not.equal(after.metadata_version);
    const named = await replaceFlow(server.api, { ...body, metadata_version: "v9" } as typeof body);
    expect(named.metadata_version).to.equal("v9");
  });

  it("takes a Flow back as GET shows it, and keeps what the server owns (FLW-093, TRAP-010)", async () => {
    const body = videoFlow({ label: "x" });
    await storeFlow(server.api, body);
    await storeSegments(server.api, body.id, "[0:0_1:0)");
    const shown = (await server.api.get<Flow>(`/flows/${body.id}?include_timerange=true`)).body;
    const after = await replaceFlow(server.api, shown);
    expect(after).to.deep.include({
      label: "x",
      created: shown.created,
      segments_updated: shown.segments_updated,
    });
    expect(after).to.not.have.property("timerange");
  });

  it("refuses a read-only Flow, whatever the body says of read_only (FLW-097, AMB-036, X-043)", async () => {
    const body = videoFlow({ read_only: true });
    await storeFlow(server.api, body);
    expectRefusal(await server.api.put(`/flows/${body.id}`, { ...body, read_only: false }), 403, "read-only");
    expectRefusal(await server.api.put(`/flows/${body.id}`, { nonsense: 1 }), 403);
    expect((await flowOf(server.api, body.id)).read_only).to.equal(true);
  });

  it("cannot change format or Source, and nothing changes by trying (FLW-055, AMB-018, DM-030)", async () => {
    const body = videoFlow();
    const before = await storeFlow(server.api, body);
    expectRefusal(
      await server.api.put(`/flows/${body.id}`, audioFlow({ id: body.id, source_id: body.source_id })),
      400,
      "format",
    );
    expectRefusal(
      await server.api.put(`/flows/${body.id}`, { ...body, source_id: uuid() }),
      400,
      "source_id",
    );
    expect(await flowOf(server.api, body.id)).to.deep.equal(before);
  });

  it("refuses metadata that conflicts with the Source's other Flows: another format (FLW-054, FLW-058, DM-018)", async () => {
    const { source_id } = await storeFlow(server.api, videoFlow());
    const body = audioFlow({ source_id });
    expectRefusal(await server.api.put(`/flows/${body.id}`, body), 400, "format");
    expectRefusal(await server.api.get(`/flows/${body.id}`), 404);
  });

  it("lets a client correct or drop the container while there are Segments (FLW-099, DM-060)", async () => {
    const body = videoFlow();
    await storeFlow(server.api, body);
    await storeSegments(server.api, body.id, "[0:0_1:0)");
    expect(
      (await replaceFlow(server.api, { ...body, container: "video/mp4" } as typeof body)).container,
    ).to.equal("video/mp4");
    const { container: _, ...without } = body;
    expect(await replaceFlow(server.api, without)).to.not.have.property("container");
    expect((await server.api.post(`/flows/${body.id}/storage`, {})).status).to.equal(400);
    expect((await server.api.get<object[]>(`/flows/${body.id}/segments`)).body).to.have.lengthOf(1);
  });

  it("cannot turn init_segments on under Segments that have none (FLW-100)", async () => {
    const body = videoFlow();
    await storeFlow(server.api, body);
    const turned = { ...body, essence_parameters: { ...body.essence_parameters, init_segments: true } };
    await storeSegments(server.api, body.id, "[0:0_1:0)");
    expectRefusal(await server.api.put(`/flows/${body.id}`, turned), 400, "init_segments");
    const empty = videoFlow();
    await storeFlow(server.api, empty);
    await replaceFlow(server.api, { ...turned, id: empty.id, source_id: empty.source_id } as typeof empty);
  });

  it("keeps one whole body of twenty replacements at once (FLW-091)", async () => {
    const body = videoFlow();
    await storeFlow(server.api, body);
    const bodies = Array.from({ length: 20 }, (_, n) => ({ ...body, label: `${n}`, tags: { n: `${n}` } }));
    await Promise.all(bodies.map((sent) => server.api.put(`/flows/${body.id}`, sent)));
    const after = await flowOf(server.api, body.id);
    expect(after.tags).to.deep.equal({ n: after.label });
    expect(await server.api.all(`/flows?source_id=${body.source_id}&tag.n=${after.label}`)).to.have.lengthOf(
      1,
    );
    expect(await server.api.all(`/flows?source_id=${body.source_id}&tag_exists.n=true`)).to.have.lengthOf(1);
  });
});

describe("flows: reading and deletion", () => {
  const server = served();

  it("shows a timerange only when asked: the span of all Segments, gaps included (FLW-021, FLW-022, DM-039, X-150)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    const spanOf = async (query: string) =>
      (await server.api.get<Flow>(`/flows/${id}?${query}`)).body.timerange;
    expect(await spanOf("include_timerange=true")).to.equal("()");
    await storeSegments(server.api, id, "[0:0_10:0)", "[20:0_30:0)");
    expect(await spanOf("include_timerange=true")).to.equal("[0:0_30:0)");
    expect(await spanOf("include_timerange=True")).to.equal("[0:0_30:0)");
    for (const query of ["", "include_timerange=false", "timerange=_"])
      expect(await spanOf(query)).to.equal(undefined);
  });

  it("spans the whole Segments that overlap a range, not what is cut from them (FLW-023, FLW-024, AMB-006)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    await storeSegments(server.api, id, "[0:0_10:0)", "[10:0_20:0)", "[30:0_40:0)");
    const within: [string, string][] = [
      ["[5:0_6:0)", "[0:0_10:0)"],
      ["[9:0_10:0]", "[0:0_20:0)"],
      ["[9:0_10:0)", "[0:0_10:0)"],
      ["[15:0_35:0)", "[10:0_40:0)"],
      ["[22:0_28:0)", "()"],
      ["()", "()"],
      ["", "()"],
      ["_", "[0:0_40:0)"],
      ["35:0_", "[30:0_40:0)"],
    ];
    for (const [range, span] of within) {
      const query = `include_timerange=true&timerange=${encodeURIComponent(range)}`;
      expect((await server.api.get<Flow>(`/flows/${id}?${query}`)).body.timerange, range).to.equal(span);
    }
  });

  it("refuses a malformed timerange or flag, also when no timerange is asked for (FLW-025, TR-009, X-151)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    for (const query of ["timerange=bad", "timerange=bad&include_timerange=true", "include_timerange=1"])
      expectRefusal(await server.api.get(`/flows/${id}?${query}`), 400, query.split("=")[0] ?? "");
    expectRefusal(await server.api.get(`/flows/${uuid()}?timerange=bad`), 404);
  });

  it("lists its collectors while it has any, and says when Segments changed once they have (FLW-027, FLW-028)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    expect(await flowOf(server.api, id)).to.not.have.any.keys("collected_by", "segments_updated");
    const collectors = [multiFlow([id]), multiFlow([id])];
    for (const collector of collectors) await storeFlow(server.api, collector);
    await storeSegments(server.api, id, "[0:0_1:0)");
    const flow = await flowOf(server.api, id);
    expect(flow.collected_by).to.have.members(collectors.map((collector) => collector.id));
    expect(flow.segments_updated).to.match(RFC3339);
  });

  it("goes with its Segments on DELETE: 204, then 404, and no listing has it (FLW-120, FLW-121, FLW-125, DM-058)", async () => {
    const body = videoFlow({ tags: { gone: uuid() } });
    await storeFlow(server.api, body);
    const [segment] = await storeSegments(server.api, body.id, "[0:0_1:0)");
    const reply = await server.api.del(`/flows/${body.id}`);
    expect([reply.status, reply.body]).to.deep.equal([204, undefined]);
    expectRefusal(await server.api.get(`/flows/${body.id}`), 404, body.id);
    expectRefusal(await server.api.del(`/flows/${body.id}`), 404, body.id);
    expect((await server.api.get(`/flows/${body.id}/segments`)).body).to.deep.equal([]);
    expectRefusal(await server.api.get(`/objects/${segment?.object_id}`), 404);
    expect(await server.api.all(`/flows?source_id=${body.source_id}`)).to.deep.equal([]);
    expect(await server.api.all(`/flows?tag.gone=${body.tags?.["gone"]}`)).to.deep.equal([]);
  });

  it("may have its id used again (FLW-130)", async () => {
    const body = videoFlow({ label: "Old" });
    await storeFlow(server.api, body);
    await storeSegments(server.api, body.id, "[0:0_1:0)");
    await server.api.del(`/flows/${body.id}`);
    const { label: _, ...bare } = body;
    expect(await storeFlow(server.api, bare)).to.not.have.any.keys("label", "segments_updated");
    await storeSegments(server.api, body.id, "[0:0_1:0)");
  });

  it("refuses to delete a read-only Flow (FLW-124, FP-042)", async () => {
    const body = videoFlow({ read_only: true });
    await storeFlow(server.api, body);
    expectRefusal(await server.api.del(`/flows/${body.id}`), 403, "read-only");
    expect((await server.api.get(`/flows/${body.id}`)).status).to.equal(200);
  });

  it("gives 404 for ids that are unknown or no UUIDs (FLW-020, FLW-053, FLW-124, X-020, X-024)", async () => {
    for (const id of [uuid(), ...NOT_UUIDS]) {
      expectRefusal(await server.api.get(`/flows/${id}`), 404);
      expectRefusal(await server.api.del(`/flows/${id}`), 404);
    }
    for (const id of NOT_UUIDS) expectRefusal(await server.api.put(`/flows/${id}`, videoFlow({ id })), 404);
  });
});
