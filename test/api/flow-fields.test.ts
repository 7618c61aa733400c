import { expect } from "chai";
import { type Flow, multiFlow, type Source, uuid, type VideoFlow, videoFlow } from "../support/make.ts";
import {
  expectRefusal,
  flowOf,
  NOT_UUIDS,
  nextMillisecond,
  served,
  storeFlow,
  storeProfile,
  storeSegments,
} from "../support/served.ts";

type Name =
  | "label"
  | "description"
  | "max_bit_rate"
  | "avg_bit_rate"
  | "read_only"
  | "flow_collection"
  | "tags/crew";
interface Field {
  readonly name: Name;
  /** Two values that PUT accepts. */
  readonly values: () => Promise<[unknown, unknown]> | [unknown, unknown];
  /** What GET answers while it is unset; undefined where that is a 404. */
  readonly unset: unknown;
  readonly wrong: readonly string[];
}

const NOT_TEXT = ["5", "true", "null", "{}", "[]", "x", ""];
const NOT_RATE = ["-1", "1.5", '"5"', "true", "null", "{}", "[]", "x", ""];

describe("flow fields", () => {
  const server = served();
  const oneMember = async (): Promise<object[]> => [{ id: (await storeFlow(server.api, videoFlow())).id }];
  const FIELDS: readonly Field[] = [
    { name: "label", values: () => ["Pier", ""], unset: null, wrong: NOT_TEXT },
    { name: "description", values: () => ["At the pier.", ""], unset: null, wrong: NOT_TEXT },
    { name: "max_bit_rate", values: () => [5000, 0], unset: null, wrong: NOT_RATE },
    { name: "avg_bit_rate", values: () => [4000, 0], unset: null, wrong: NOT_RATE },
    {
      name: "read_only",
      values: () => [true, false],
      unset: false,
      wrong: ['"true"', '"True"', "1", "0", "null", "[]", "x", ""],
    },
    {
      name: "flow_collection",
      values: async () => [await oneMember(), await oneMember()],
      unset: [],
      wrong: [
        "{}",
        '"x"',
        "null",
        "[{}]",
        '[{"id": "nope"}]',
        `[{"id": "${uuid()}", "role": 5}]`,
        `[{"id": "${uuid()}"}]`,
        "x",
        "",
      ],
    },
    {
      name: "tags/crew",
      values: () => ["Nadia", ["Nadia", "Tom"]],
      unset: undefined,
      wrong: ["5", "true", "null", "{}", '["a", 1]', "[[]]", "x", ""],
    },
  ];
  const deletable = FIELDS.filter(({ name }) => name !== "read_only");
  const shown = (flow: Flow, name: Name): unknown =>
    name === "tags/crew" ? flow.tags?.["crew"] : flow[name];
  const store = (over: Partial<VideoFlow> = {}) => storeFlow(server.api, videoFlow(over));

  for (const { name, values, unset, wrong } of FIELDS) {
    it(`sets ${name}, and shows it at once on the field, the Flow and in listings (FP-001, FP-002, FP-006, FP-021, FP-030, FP-040, FP-050, FP-060)`, async () => {
      const { id, source_id } = await store();
      for (const value of await values()) {
        const reply = await server.api.put(`/flows/${id}/${name}`, value);
        expect([reply.status, reply.body]).to.deep.equal([204, undefined]);
        expect((await server.api.get(`/flows/${id}/${name}`)).body).to.deep.equal(value);
        const flow = await flowOf(server.api, id);
        expect(shown(flow, name)).to.deep.equal(value);
        expect(await server.api.all(`/flows?source_id=${source_id}`)).to.deep.equal([flow]);
      }
    });

    it(`says who set ${name} when, in a new version, and changes nothing else (FP-003, FP-044, DM-037)`, async () => {
      const before = await store();
      await nextMillisecond();
      const [value] = await values();
      await server.api.put(`/flows/${before.id}/${name}`, value);
      const after = await flowOf(server.api, before.id);
      expect((after.metadata_updated ?? "") > (before.metadata_updated ?? "")).to.equal(true);
      expect(after.metadata_version).to.be.a("string").and.not.equal(before.metadata_version);
      expect(after.updated_by).to.be.a("string");
      const own = ["metadata_updated", "metadata_version", "updated_by", name.split("/")[0] ?? ""];
      const others = (flow: Flow) =>
        Object.fromEntries(Object.entries(flow).filter(([key]) => !own.includes(key)));
      expect(others(after)).to.deep.equal(others(before));
    });

    it(`reads ${JSON.stringify(unset) ?? "404"} while ${name} is unset (FP-001, FP-004, AMB-007, TRAP-008)`, async () => {
      const { id } = await store();
      const reply = await server.api.get(`/flows/${id}/${name}`);
      if (unset === undefined) return expectRefusal(reply, 404, "crew");
      expect([reply.status, reply.body]).to.deep.equal([200, unset]);
      expect(reply.headers.get("content-type")).to.match(/^application\/json/);
    });

    for (const text of wrong) {
      it(`refuses ${text || "no body"} as ${name} with 400 (FP-002, FP-021, FP-030, FP-040, FP-051, FP-060, X-006, X-007)`, async () => {
        const before = await store();
        expectRefusal(await server.api.send("PUT", `/flows/${before.id}/${name}`, { text }), 400);
        expect(await flowOf(server.api, before.id)).to.deep.equal(before);
      });
    }

    it(`gives 404 for ${name} of an unknown Flow, also to a bad body (FP-001, FP-002, FP-007, X-024, X-043)`, async () => {
      const [value] = await values();
      for (const id of [uuid(), ...NOT_UUIDS]) {
        expectRefusal(await server.api.get(`/flows/${id}/${name}`), 404);
        expectRefusal(await server.api.put(`/flows/${id}/${name}`, value), 404);
        expectRefusal(await server.api.send("PUT", `/flows/${id}/${name}`, { text: "{" }), 404);
        if (name !== "read_only") expectRefusal(await server.api.del(`/flows/${id}/${name}`), 404);
      }
    });
  }

  for (const { name, values, unset } of deletable) {
    it(`deletes ${name} with 204 (FP-002, FP-003, FP-005, FP-022, FP-023, FP-052, AMB-043)`, async () => {
      const [value] = await values();
      const { id } = await store();
      await server.api.put(`/flows/${id}/${name}`, value);
      const before = await flowOf(server.api, id);
      await nextMillisecond();
      const reply = await server.api.del(`/flows/${id}/${name}`);
      expect([reply.status, reply.body]).to.deep.equal([204, undefined]);
      const after = await flowOf(server.api, id);
      expect(shown(after, name)).to.equal(undefined);
      expect((after.metadata_updated ?? "") > (before.metadata_updated ?? "")).to.equal(true);
      expect((await server.api.del(`/flows/${id}/${name}`)).status).to.equal(unset === undefined ? 404 : 204);
    });

    it(`refuses to set or delete ${name} of a read-only Flow, even by a bad body (FP-002, FP-042, X-043, TRAP-055)`, async () => {
      const [value] = await values();
      const before = await store({ read_only: true, tags: { crew: "x" }, label: "x" });
      expectRefusal(await server.api.put(`/flows/${before.id}/${name}`, value), 403, "read-only");
      expectRefusal(await server.api.del(`/flows/${before.id}/${name}`), 403, "read-only");
      expectRefusal(await server.api.send("PUT", `/flows/${before.id}/${name}`, { text: "{}" }), 403);
      expect(await flowOf(server.api, before.id)).to.deep.equal(before);
      expect((await server.api.get(`/flows/${before.id}/${name}`)).status).to.equal(200);
    });
  }

  it("has no DELETE of read_only, and no PUT or DELETE of all tags (FP-010, X-002)", async () => {
    const { id } = await store();
    expectRefusal(await server.api.del(`/flows/${id}/read_only`), 405);
    expectRefusal(await server.api.put(`/flows/${id}/tags`, {}), 405);
    expectRefusal(await server.api.del(`/flows/${id}/tags`), 405);
  });

  it("lists all tags, {} if there are none, and 404 for an unknown Flow (FP-004, FP-010)", async () => {
    const tags = { crew: ["Nadia"], desk: "results" };
    expect((await server.api.get(`/flows/${(await store({ tags })).id}/tags`)).body).to.deep.equal(tags);
    expect((await server.api.get(`/flows/${(await store()).id}/tags`)).body).to.deep.equal({});
    expectRefusal(await server.api.get(`/flows/${uuid()}/tags`), 404);
  });

  it("replaces one tag and leaves others alone (FP-020, FP-021, FP-022)", async () => {
    const { id } = await store({ tags: { crew: "Tom", kept: "1" } });
    await server.api.put(`/flows/${id}/tags/crew`, []);
    expect((await server.api.get(`/flows/${id}/tags/crew`)).body).to.deep.equal([]);
    expect((await server.api.get(`/flows/${id}/tags`)).body).to.deep.equal({ kept: "1", crew: [] });
    await server.api.del(`/flows/${id}/tags/crew`);
    expect((await server.api.get(`/flows/${id}/tags`)).body).to.deep.equal({ kept: "1" });
  });

  it("loses none of 50 tags set at once on one Flow (FP-021)", async () => {
    const { id } = await store({ tags: { first: "1" } });
    const names = Array.from({ length: 50 }, (_, n) => `t${n}`);
    const replies = await Promise.all(names.map((name) => server.api.put(`/flows/${id}/tags/${name}`, name)));
    expect(new Set(replies.map(({ status }) => status))).to.deep.equal(new Set([204]));
    expect(Object.keys((await flowOf(server.api, id)).tags ?? {})).to.have.members(["first", ...names]);
    const found = await server.api.all<Flow>("/flows?tag.t0=t0&tag.t49=t49");
    expect(found.map((flow) => flow.id)).to.deep.equal([id]);
  });

  it("loses no field of several set at once (FP-006)", async () => {
    const { id } = await store();
    await Promise.all([
      server.api.put(`/flows/${id}/label`, "x"),
      server.api.put(`/flows/${id}/description`, "y"),
      server.api.put(`/flows/${id}/max_bit_rate`, 1),
      server.api.put(`/flows/${id}/tags/a`, "b"),
    ]);
    expect(await flowOf(server.api, id)).to.deep.include({
      label: "x",
      description: "y",
      max_bit_rate: 1,
      tags: { a: "b" },
    });
  });

  it("leaves the Source's label and description alone (FP-031)", async () => {
    const { id, source_id } = await store({ label: "x", description: "x" });
    const before = (await server.api.get<Source>(`/sources/${source_id}`)).body;
    await server.api.put(`/flows/${id}/label`, "y");
    await server.api.del(`/flows/${id}/description`);
    expect((await server.api.get(`/sources/${source_id}`)).body).to.deep.equal(before);
  });

  it("takes 5000.0 as the integer that it is (FP-064)", async () => {
    const { id } = await store();
    expect((await server.api.send("PUT", `/flows/${id}/max_bit_rate`, { text: "5000.0" })).status).to.equal(
      204,
    );
    expect((await server.api.get(`/flows/${id}/max_bit_rate`)).body).to.equal(5000);
  });

  it("sets and deletes avg_bit_rate unless a Profile gives it, and max_bit_rate always (FP-060, FP-061, FP-063)", async () => {
    const profile = await storeProfile(server.api);
    const { id } = await storeFlow(server.api, { id: uuid(), source_id: uuid(), profile_id: profile.id } as {
      id: string;
    });
    expectRefusal(await server.api.put(`/flows/${id}/avg_bit_rate`, 5), 400, "avg_bit_rate");
    expect((await server.api.put(`/flows/${id}/max_bit_rate`, 5)).status).to.equal(204);
  });

  it("stays writable in read_only alone while it is read-only (FP-041, FP-045, TRAP-056)", async () => {
    const { id } = await store({ read_only: true });
    for (const value of [true, false, true, false])
      expect((await server.api.put(`/flows/${id}/read_only`, value)).status).to.equal(204);
    expect((await server.api.put(`/flows/${id}/label`, "x")).status).to.equal(204);
  });

  it("refuses every other write while it is read-only, and reads go on (FP-042, FP-043, X-043)", async () => {
    const body = videoFlow();
    await storeFlow(server.api, body);
    const [segment] = await storeSegments(server.api, body.id, "[0:0_1:0)");
    await server.api.put(`/flows/${body.id}/read_only`, true);
    const writes: [string, string, unknown][] = [
      ["PUT", "", body],
      ["DELETE", "", undefined],
      ["POST", "/segments", { object_id: segment?.object_id, timerange: "[5:0_6:0)" }],
      ["DELETE", "/segments", undefined],
      ["POST", "/storage", {}],
    ];
    for (const [method, path, sent] of writes) {
      const reply = await server.api.send(
        method,
        `/flows/${body.id}${path}`,
        sent === undefined ? {} : { body: sent },
      );
      expectRefusal(reply, 403, "read-only");
    }
    for (const path of ["", "/segments", "/tags", "/label", "/read_only", "?include_timerange=true"])
      expect((await server.api.get(`/flows/${body.id}${path}`)).status, path).to.equal(200);
    const other = await store();
    const reuse = { object_id: segment?.object_id, timerange: "[0:0_1:0)" };
    expect((await server.api.post(`/flows/${other.id}/segments`, reuse)).status).to.equal(201);
    const instance = { url: "https://media.example.com/copy", label: "copy" };
    expect((await server.api.post(`/objects/${segment?.object_id}/instances`, instance)).status).to.equal(
      201,
    );
  });

  it("counts another order of the same members as a change; [] removes the collection (FP-051, FP-053, FP-054, FLW-110)", async () => {
    const [a, b] = [await oneMember(), await oneMember()].flat();
    const { id } = await storeFlow(server.api, multiFlow());
    await server.api.put(`/flows/${id}/flow_collection`, [a, b]);
    const before = await flowOf(server.api, id);
    await server.api.put(`/flows/${id}/flow_collection`, [b, a]);
    const after = await flowOf(server.api, id);
    expect(after.flow_collection).to.deep.equal([b, a]);
    expect(after.metadata_version).to.not.equal(before.metadata_version);
    expect((await server.api.put(`/flows/${id}/flow_collection`, [])).status).to.equal(204);
    expect(await flowOf(server.api, id)).to.not.have.property("flow_collection");
  });

  it("keeps collections consistent through the field too (FP-051, FP-052, FLW-056, FLW-057, FLW-111, FLW-112, SRC-028)", async () => {
    const [member] = (await oneMember()) as [{ id: string }];
    const multi = await storeFlow(server.api, multiFlow());
    await server.api.put(`/flows/${multi.id}/flow_collection`, [{ ...member, role: "picture" }]);
    const child = await flowOf(server.api, member.id);
    expect(child.collected_by).to.deep.equal([multi.id]);
    const source = async (id: string) => (await server.api.get<Source>(`/sources/${id}`)).body;
    expect((await source(multi.source_id)).source_collection).to.deep.equal([
      { id: child.source_id, role: "picture" },
    ]);
    for (const wrong of [[{ id: multi.id }], [member, member], [{ id: uuid() }]])
      expectRefusal(
        await server.api.put(`/flows/${multi.id}/flow_collection`, wrong),
        400,
        "flow_collection",
      );
    await server.api.del(`/flows/${multi.id}/flow_collection`);
    expect(await flowOf(server.api, member.id)).to.not.have.property("collected_by");
    expect(await source(multi.source_id)).to.not.have.property("source_collection");
  });
});
