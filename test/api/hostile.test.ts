import { expect } from "chai";
import { nextOf } from "../support/client.ts";
import { type Flow, multiFlow, type Source, segment, uuid, videoFlow } from "../support/make.ts";
import {
  expectRefusal,
  flowOf,
  RFC3339,
  served,
  storeFlow,
  storeProfile,
  storeSegments,
} from "../support/served.ts";

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("hostile input", () => {
  const server = served();
  const put = (body: object, id: string) => server.api.put(`/flows/${id}`, body);

  const TEXTS: [string, string][] = [
    ["NUL", "a\u0000b"],
    ["half a surrogate pair", "\ud800"],
    ["control characters", "\u0001\u001f\u007f\u0085\u2028"],
    ["a right-to-left override", "\u202e"],
    ["quotes of every kind", `'";--\`\\`],
    ["a long text", "x".repeat(200_000)],
    ["emoji", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}"],
  ];
  for (const [what, text] of TEXTS) {
    it(`keeps ${what} whole or refuses it, in every text of a Flow, and never fails (X-045, X-044)`, async () => {
      const over = { label: text, description: text, tags: { a: text, b: [text] } };
      const body = videoFlow(over);
      const reply = await put(body, body.id);
      expect(reply.status).to.be.oneOf([201, 400]);
      if (reply.status === 400) {
        expectRefusal(reply, 400);
        expectRefusal(await server.api.get(`/flows/${body.id}`), 404);
      } else {
        expect(await flowOf(server.api, body.id)).to.deep.include(over);
        const query = text.length > 1000 ? "" : `&label=${encodeURIComponent(text.toWellFormed())}`;
        const found = await server.api.all<Flow>(`/flows?source_id=${body.source_id}${query}&sort_by=label`);
        expect(found).to.have.lengthOf(1);
      }
    });
  }

  it("refuses tags, lists and nesting beyond its limits without failing (X-045)", async () => {
    const body = videoFlow();
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`t${n}`, "x"]));
    const wrong = [
      { tags: many },
      { tags: { a: Array(20_000).fill("x") } },
      { tags: { [`${"x".repeat(5000)}`]: "x" } },
    ];
    for (const over of wrong) expectRefusal(await put({ ...body, ...over }, body.id), 400);
    const members = Array.from({ length: 20_000 }, () => ({ id: uuid() }));
    expectRefusal(await put({ ...body, flow_collection: members }, body.id), 400);
    for (const depth of [100, 10_000, 200_000])
      expectRefusal(await server.api.send("PUT", `/flows/${body.id}`, { text: nested(depth) }), 400);
    expectRefusal(await server.api.get(`/flows/${body.id}`), 404);
  });

  it("takes numbers at the edge of what JSON can hold, or refuses them (X-045, FLW-048)", async () => {
    for (const number of ["9007199254740993", "1e21", "1e308", "1e999", "-0", "0.0", "1e2"]) {
      const { id } = await storeFlow(server.api, videoFlow());
      const { status } = await server.api.send("PUT", `/flows/${id}/max_bit_rate`, { text: number });
      expect(status, number).to.be.oneOf([204, 400]);
      expect((await server.api.get(`/flows/${id}`)).status, number).to.equal(200);
    }
  });

  it("never fails on strange query values (X-045, X-151, X-152)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    const values = [
      "%00",
      "%",
      "%ff",
      "%F0%9F%98%80",
      "'",
      '"',
      "[]",
      "{}",
      "null",
      "a".repeat(5000),
      "-1",
      "1e999",
      "__proto__",
    ];
    const names = [
      "limit",
      "page",
      "label",
      "codec",
      "tag.a",
      "tag_exists.a",
      "timerange",
      "sort_by",
      "collected_by_ids",
      "frame_width",
    ];
    for (const value of values) {
      for (const name of names) {
        for (const path of ["/flows", "/sources", "/service/webhooks", "/service/profiles", `/flows/${id}`]) {
          const { status } = await server.api.get(`${path}?${name}=${value}`);
          expect(status, `${path}?${name}=${value.slice(0, 20)}`).to.be.oneOf([200, 400]);
        }
      }
    }
    for (const query of [
      "&&&",
      "=",
      "=x",
      "tag.=x",
      "tag.",
      "__proto__=x",
      "constructor=x",
      "limit[]=5",
      "tag[a]=b",
    ])
      expect((await server.api.get(`/flows?${query}`)).status, query).to.be.oneOf([200, 400]);
  });

  it("gives ids, tags and ranges in paths no chance to leave them (X-045, X-024, X-046)", async () => {
    for (const id of ["..%2f..%2fetc", "%00", "'%20OR%201=1", "%F0%9F%98%80", "a".repeat(3000), "%ff"]) {
      for (const path of [
        `/flows/${id}`,
        `/sources/${id}`,
        `/service/profiles/${id}`,
        `/service/webhooks/${id}`,
      ]) {
        const reply = await server.api.get(path);
        expectRefusal(reply, reply.status === 400 ? 400 : 404);
      }
    }
  });

  it("refuses empty and unbounded Segments, and never fails on them (X-045)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    for (const range of ["_", "()", "", "[0:0_", "_0:0)", "[5:0_1:0)"])
      expectRefusal(await server.api.post(`/flows/${id}/segments`, segment(range)), 400);
  });

  it("ignores access_token and unknown parameters, and keeps them in Link (X-152, X-153, X-067, AMB-050)", async () => {
    const source_id = uuid();
    for (let n = 0; n < 2; n += 1) await storeFlow(server.api, videoFlow({ source_id }));
    const { status, headers } = await server.api.get(
      `/flows?source_id=${source_id}&limit=1&access_token=abc&novel=1`,
    );
    expect(status).to.equal(200);
    expect(nextOf(headers)).to.include("access_token=abc").and.include("novel=1");
  });
});

describe("the data model", () => {
  const server = served();
  const FORMATS = ["video", "audio", "data", "multi"].map((kind) => `urn:x-nmos:format:${kind}`);

  it("knows five formats, image in a namespace of its own (DM-017, X-154)", async () => {
    for (const format of [...FORMATS, "urn:x-tam:format:image"])
      expect((await server.api.get(`/flows?format=${format}`)).status).to.equal(200);
    for (const format of ["urn:x-nmos:format:image", "urn:x-tams:format:image", "URN:X-NMOS:FORMAT:VIDEO"])
      expectRefusal(await server.api.get(`/sources?format=${format}`), 400, "format");
  });

  it("addresses a Segment by its Flow and range, changes it by delete and create, and never overlaps two (DM-004, DM-052)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    const [first] = await storeSegments(server.api, id, "[0:0_10:0)");
    expectRefusal(await server.api.post(`/flows/${id}/segments`, segment("[9:0_11:0)")), 400);
    for (const method of ["PUT", "PATCH"])
      expectRefusal(
        await server.api.send(method, `/flows/${id}/segments`, { body: segment("[0:0_10:0)") }),
        405,
      );
    expect(
      (await server.api.del(`/flows/${id}/segments?timerange=${encodeURIComponent("[0:0_10:0)")}`)).status,
    ).to.equal(204);
    await storeSegments(server.api, id, "[9:0_11:0)");
    const { body } = await server.api.get<{ object_id: string; timerange: string }[]>(
      `/flows/${id}/segments`,
    );
    expect(body.map(({ timerange }) => timerange)).to.deep.equal(["[9:0_11:0)"]);
    expect(body[0]).to.not.have.property("id");
    expect(body[0]?.object_id).to.not.equal(first?.object_id);
  });

  it("names an Object once for all Flows, fixed at its first registration, references computed (DM-005, DM-053, DM-054, X-022)", async () => {
    const [one, two] = [await storeFlow(server.api, videoFlow()), await storeFlow(server.api, videoFlow())];
    const object_id = `free form/${uuid()}`;
    const sent = segment("[0:0_1:0)", { object_id, key_frame_count: 4 });
    expect((await server.api.post(`/flows/${one.id}/segments`, sent)).status).to.equal(201);
    const reuse = { object_id, timerange: "[5:0_6:0)", ts_offset: "5:0" };
    expect((await server.api.post(`/flows/${two.id}/segments`, reuse)).status).to.equal(201);
    const { body } = await server.api.get<Record<string, unknown>>(
      `/objects/${encodeURIComponent(object_id)}`,
    );
    expect(body).to.include({
      id: object_id,
      timerange: "[0:0_1:0)",
      key_frame_count: 4,
      first_referenced_by_flow: one.id,
    });
    expect(body["referenced_by_flows"]).to.have.members([one.id, two.id]);
  });

  it("addresses an uncontrolled copy of an Object by its label (DM-008)", async () => {
    const { id } = await storeFlow(server.api, videoFlow());
    const [stored] = await storeSegments(server.api, id, "[0:0_1:0)");
    const path = `/objects/${stored?.object_id}`;
    const copy = { url: "https://media.example.com/copy", label: "copy" };
    expect((await server.api.post(`${path}/instances`, copy)).status).to.equal(201);
    const urls = async () =>
      (await server.api.get<{ get_urls: object[] }>(`${path}?verbose_storage=true`)).body.get_urls;
    expect((await urls()).find((item) => "label" in item && item.label === "copy")).to.include({
      ...copy,
      controlled: false,
    });
    expect((await server.api.del(`${path}/instances?label=copy`)).status).to.equal(204);
    expect(JSON.stringify(await urls())).to.not.include(copy.url);
  });

  it("lets clients only read Deletion Requests (DM-013, DM-057)", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      for (const path of ["/flow-delete-requests", `/flow-delete-requests/${uuid()}`])
        expectRefusal(await server.api.send(method, path, method === "DELETE" ? {} : { body: {} }), 405);
    }
  });

  it("writes every date with an offset (X-009)", async () => {
    const profile = await storeProfile(server.api);
    const flow = await storeFlow(server.api, multiFlow());
    await server.api.put(`/sources/${flow.source_id}/label`, "x");
    const source = (await server.api.get<Source>(`/sources/${flow.source_id}`)).body;
    for (const date of [profile.created, flow.created, flow.metadata_updated, source.created, source.updated])
      expect(date).to.match(RFC3339);
  });
});
