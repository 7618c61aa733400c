import { expect } from "chai";
import { audioFlow, multiFlow, type Source, uuid, videoFlow } from "../support/make.ts";
import {
  expectRefusal,
  NOT_UUIDS,
  nextMillisecond,
  RFC3339,
  replaceFlow,
  served,
  storeFlow,
  storeSegments,
} from "../support/served.ts";

const FIELDS = ["label", "description"] as const;

describe("sources", () => {
  const server = served();
  const sourceOf = async (id: string): Promise<Source> =>
    (await server.api.get<Source>(`/sources/${id}`)).body;
  const listed = async (query: string): Promise<string[]> =>
    (await server.api.all<Source>(`/sources?${query}`)).map(({ id }) => id);
  /** A Source with one Flow, whose own fields it copies. */
  const storeSource = async (over: Parameters<typeof videoFlow>[0] = {}): Promise<string> =>
    (await storeFlow(server.api, videoFlow(over))).source_id;

  it("appears with a Flow's id and format, and copies its label, description and tags (SRC-020, SRC-022, SRC-023, SRC-024, SRC-025, DM-001, DM-002, DM-031)", async () => {
    const own = { label: "Camera 2", description: "Pier head.", tags: { crew: ["Nadia", "Tom"] } };
    const flow = await storeFlow(server.api, videoFlow(own));
    const { created, updated, created_by, ...rest } = await sourceOf(flow.source_id);
    expect(rest).to.deep.equal({ id: flow.source_id, format: flow.format, ...own });
    expect(created).to.match(RFC3339).and.equal(updated);
    expect(created_by).to.equal(flow.created_by).and.be.a("string");
  });

  it("copies nothing from later Flows, nor from changes of the first (SRC-023, DM-050)", async () => {
    const first = videoFlow({ label: "First", tags: { a: "1" } });
    await storeFlow(server.api, first);
    const before = await sourceOf(first.source_id);
    await storeFlow(server.api, videoFlow({ source_id: first.source_id, label: "Second", tags: { b: "2" } }));
    await replaceFlow(server.api, { ...first, label: "Changed", description: "Changed." } as typeof first);
    expect(await sourceOf(first.source_id)).to.deep.equal(before);
  });

  it("stays while it has a Flow, and goes with its last (SRC-029, SRC-031, DM-002)", async () => {
    const [one, two] = [videoFlow(), videoFlow()];
    two.source_id = one.source_id;
    await storeFlow(server.api, one);
    await storeFlow(server.api, two);
    await server.api.del(`/flows/${one.id}`);
    expect((await server.api.get(`/sources/${one.source_id}`)).status).to.equal(200);
    await server.api.del(`/flows/${two.id}`);
    expectRefusal(await server.api.get(`/sources/${one.source_id}`), 404, one.source_id);
    expectRefusal(await server.api.get(`/sources/${one.source_id}/tags`), 404);
    expect(await listed("limit=300")).to.not.include(one.source_id);
  });

  it("starts afresh when it comes back (SRC-022, SRC-029)", async () => {
    const flow = videoFlow({ label: "Old", tags: { old: uuid() } });
    await storeFlow(server.api, flow);
    await server.api.del(`/flows/${flow.id}`);
    const { label: _, tags: __, ...bare } = flow;
    await storeFlow(server.api, bare);
    expect(await sourceOf(flow.source_id)).to.not.have.property("label");
    expect(await listed(`tag.old=${flow.tags?.["old"]}`)).to.deep.equal([]);
  });

  it("cannot be created, replaced or deleted, nor can its tags as a whole (SRC-021, SRC-040, DM-002, X-002)", async () => {
    const id = await storeSource();
    for (const path of [`/sources/${id}`, `/sources/${id}/tags`]) {
      for (const method of ["PUT", "POST", "DELETE", "PATCH"]) {
        const reply = await server.api.send(method, path, method === "DELETE" ? {} : { body: {} });
        expectRefusal(reply, 405);
        expect(reply.headers.get("allow")?.split(", ")).to.have.members(["GET", "HEAD", "OPTIONS"]);
      }
    }
  });

  it("gives 404 for ids that are unknown or no UUIDs (SRC-020, SRC-040, SRC-050, SRC-060, SRC-062, SRC-070, SRC-080, SRC-090, SRC-100, X-024)", async () => {
    for (const id of [uuid(), ...NOT_UUIDS]) {
      for (const path of ["", "/tags", "/tags/a", "/label", "/description"]) {
        expectRefusal(await server.api.get(`/sources/${id}${path}`), 404);
        if (path === "" || path === "/tags") continue;
        expectRefusal(await server.api.put(`/sources/${id}${path}`, "x"), 404);
        expectRefusal(await server.api.del(`/sources/${id}${path}`), 404);
      }
    }
  });

  for (const field of FIELDS) {
    const path = (id: string) => `/sources/${id}/${field}`;

    it(`sets its ${field}, shows it at once everywhere, and says who changed it when (SRC-064, SRC-080, SRC-090, DM-050)`, async () => {
      const id = await storeSource();
      const before = await sourceOf(id);
      await nextMillisecond();
      const reply = await server.api.put(path(id), "Pier");
      expect([reply.status, reply.body]).to.deep.equal([204, undefined]);
      expect((await server.api.get(path(id))).body).to.equal("Pier");
      const after = await sourceOf(id);
      expect(after[field]).to.equal("Pier");
      expect((after.updated ?? "") > (before.updated ?? "")).to.equal(true);
      expect(after.updated_by).to.be.a("string");
      expect(after.created).to.equal(before.created);
      expect(
        (await server.api.all<Source>("/sources?limit=300")).find((item) => item.id === id),
      ).to.deep.equal(after);
    });

    it(`reads null while its ${field} is unset, which may be deleted all the same (SRC-081, SRC-100, SRC-101)`, async () => {
      const id = await storeSource({ [field]: "x" });
      expect((await server.api.del(path(id))).status).to.equal(204);
      expect(await sourceOf(id)).to.not.have.property(field);
      const { status, body, headers } = await server.api.get(path(id));
      expect([status, body]).to.deep.equal([200, null]);
      expect(headers.get("content-type")).to.match(/^application\/json/);
      expect((await server.api.del(path(id))).status).to.equal(204);
    });

    it(`stores an empty ${field} as set (SRC-091)`, async () => {
      const id = await storeSource({ [field]: "x" });
      expect((await server.api.put(path(id), "")).status).to.equal(204);
      expect((await server.api.get(path(id))).body).to.equal("");
      expect(await sourceOf(id)).to.have.property(field, "");
      if (field === "label") expect(await listed("label=&limit=300")).to.include(id);
    });

    for (const text of ["5", "true", "null", "{}", "[]", "Pier", ""]) {
      it(`refuses ${text || "no body"} as ${field} with 400 (SRC-090, X-006, X-007)`, async () => {
        const id = await storeSource({ [field]: "kept" });
        expectRefusal(await server.api.send("PUT", path(id), { text }), 400);
        expect((await sourceOf(id))[field]).to.equal("kept");
      });
    }
  }

  it("sets one tag and leaves others alone, then deletes it again (SRC-040, SRC-050, SRC-060, SRC-064, SRC-070)", async () => {
    const id = await storeSource({ tags: { kept: "1" } });
    expect((await server.api.get(`/sources/${await storeSource()}/tags`)).body).to.deep.equal({});
    const before = await sourceOf(id);
    await nextMillisecond();
    expect((await server.api.put(`/sources/${id}/tags/crew`, ["Nadia", "Tom"])).status).to.equal(204);
    expect((await server.api.get(`/sources/${id}/tags/crew`)).body).to.deep.equal(["Nadia", "Tom"]);
    expect((await server.api.put(`/sources/${id}/tags/crew`, "Tom")).status).to.equal(204);
    expect((await server.api.get(`/sources/${id}/tags`)).body).to.deep.equal({ kept: "1", crew: "Tom" });
    const after = await sourceOf(id);
    expect((after.updated ?? "") > (before.updated ?? "")).to.equal(true);
    expect((await server.api.del(`/sources/${id}/tags/crew`)).status).to.equal(204);
    expectRefusal(await server.api.get(`/sources/${id}/tags/crew`), 404, "crew");
    expectRefusal(await server.api.del(`/sources/${id}/tags/crew`), 404, "crew");
    expect((await server.api.get(`/sources/${id}/tags`)).body).to.deep.equal({ kept: "1" });
  });

  it("takes an empty tag text and an empty tag list (SRC-063)", async () => {
    const id = await storeSource();
    for (const value of ["", []]) {
      expect((await server.api.put(`/sources/${id}/tags/a`, value)).status).to.equal(204);
      expect((await server.api.get(`/sources/${id}/tags/a`)).body).to.deep.equal(value);
    }
  });

  for (const text of ["5", "true", "null", "{}", '["a", 1]', "[[]]", "x"]) {
    it(`refuses ${text} as a tag with 400 (SRC-061, DM-016)`, async () => {
      const id = await storeSource({ tags: { a: "kept" } });
      expectRefusal(await server.api.send("PUT", `/sources/${id}/tags/a`, { text }), 400);
      expect((await sourceOf(id)).tags).to.deep.equal({ a: "kept" });
    });
  }

  it("gives 404 for a tag name that cannot be one (SRC-062)", async () => {
    const id = await storeSource();
    expectRefusal(await server.api.put(`/sources/${id}/tags/${"x".repeat(2000)}`, "a"), 404);
    const reply = await server.api.put(`/sources/${id}/tags/%00`, "a");
    expect(reply.status).to.be.oneOf([400, 404]);
    expect((await sourceOf(id)).tags).to.deep.equal({});
  });

  it("is not protected by a read-only Flow (SRC-102)", async () => {
    const id = await storeSource({ read_only: true });
    for (const path of ["label", "description", "tags/a"]) {
      expect((await server.api.put(`/sources/${id}/${path}`, "x")).status).to.equal(204);
      expect((await server.api.del(`/sources/${id}/${path}`)).status).to.equal(204);
    }
  });

  it("still exists while its Flow is being deleted (SRC-030)", async () => {
    const flow = await storeFlow(server.api, videoFlow());
    await storeSegments(server.api, flow.id, "[0:0_1:0)", "[1:0_2:0)");
    const reply = await server.api.del(`/flows/${flow.id}`);
    expect(reply.status).to.be.oneOf([202, 204]);
    const [flowNow, sourceNow] = [
      await server.api.get(`/flows/${flow.id}`),
      await server.api.get(`/sources/${flow.source_id}`),
    ];
    if (flowNow.status === 200) expect(sourceNow.status).to.equal(200);
  });

  it("is there exactly while a Flow is, when its last goes as another comes (SRC-022, SRC-029)", async () => {
    for (let round = 0; round < 15; round += 1) {
      const [old, next] = [videoFlow(), videoFlow()];
      next.source_id = old.source_id;
      await storeFlow(server.api, old);
      await Promise.all([server.api.del(`/flows/${old.id}`), storeFlow(server.api, next)]);
      expect((await server.api.get(`/sources/${old.source_id}`)).status).to.equal(200);
      await Promise.all([
        server.api.del(`/flows/${next.id}`),
        server.api.put(`/sources/${old.source_id}/tags/a`, "b"),
      ]);
      expectRefusal(await server.api.get(`/sources/${old.source_id}`), 404);
      expect(await listed(`tag.a=b&limit=300`)).to.not.include(old.source_id);
    }
  });

  it("loses none of 50 tags set at once (SRC-060)", async () => {
    const id = await storeSource();
    const names = Array.from({ length: 50 }, (_, n) => `t${n}`);
    await Promise.all(names.map((name) => server.api.put(`/sources/${id}/tags/${name}`, name)));
    expect(Object.keys((await sourceOf(id)).tags ?? {})).to.have.members(names);
  });

  it("is listed by label, format and tags, all at once (SRC-001, SRC-002, SRC-008, X-028, X-072, X-123)", async () => {
    const batch = uuid();
    const one = await storeSource({ label: `A ${batch}`, tags: { batch } });
    const two = await storeSource({ label: `a ${batch}`, tags: { batch } });
    const audio = await storeFlow(server.api, audioFlow({ label: `A ${batch}`, tags: { batch } }));
    const by = (query: string) => listed(`tag.batch=${batch}&limit=1&${query}`);
    expect(await by("")).to.have.members([one, two, audio.source_id]);
    expect(await by(`label=A%20${batch}`)).to.have.members([one, audio.source_id]);
    expect(await by(`label=A+${batch}&format=urn:x-nmos:format:audio`)).to.deep.equal([audio.source_id]);
    expect(await by("format=urn:x-nmos:format:audio")).to.deep.equal([audio.source_id]);
    expect(await by("format=urn:x-tam:format:image")).to.deep.equal([]);
    expect(await by(`label=${batch}`)).to.deep.equal([]);
  });

  it("never matches an empty label without having one (SRC-002)", async () => {
    const id = await storeSource();
    expect(await listed("label=&limit=300")).to.not.include(id);
  });

  it("is listed by its collectors, or by having none (SRC-003, SRC-004, SRC-005)", async () => {
    const batch = uuid();
    const tags = { batch };
    const [one, two, alone] = [videoFlow({ tags }), videoFlow({ tags }), videoFlow({ tags })];
    for (const flow of [one, two, alone]) await storeFlow(server.api, flow);
    const [p, q] = [multiFlow([one.id], { tags }), multiFlow([one.id, two.id], { tags })];
    for (const flow of [p, q]) await storeFlow(server.api, flow);
    const by = (ids: string) => listed(`tag.batch=${batch}&limit=2&collected_by_ids=${ids}`);
    expect(await by(p.source_id)).to.deep.equal([one.source_id]);
    expect(await by(`${p.source_id},${q.source_id}`)).to.have.members([one.source_id, two.source_id]);
    expect(await by("")).to.have.members([alone.source_id, p.source_id, q.source_id]);
    expect(await by(uuid())).to.deep.equal([]);
    expect(await by(p.id)).to.deep.equal([]);
  });

  const WRONG = [
    "format=video",
    "limit=0",
    "reverse_order=yes",
    "tag_exists.a=1",
    "tag.a=b,",
    "sort_by=id",
    "page=x",
  ];
  for (const query of [
    ...WRONG,
    "collected_by_ids=nope",
    `collected_by_ids=${uuid()},`,
    `collected_by_ids=${uuid()},,${uuid()}`,
  ]) {
    it(`refuses ?${query} (SRC-005, SRC-006, SRC-007, X-023, X-025, X-098, X-154)`, async () => {
      expectRefusal(await server.api.get(`/sources?${query}`), 400, query.split("=")[0] ?? "");
      expect((await server.api.head(`/sources?${query}`)).status).to.equal(400);
    });
  }
});
