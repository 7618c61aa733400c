import { expect } from "chai";
import {
  audioFlow,
  dataFlow,
  imageFlow,
  type Profile,
  profile,
  uuid,
  videoParameters,
} from "../support/make.ts";
import { expectRefusal, NOT_UUIDS, RFC3339, served, storeProfile } from "../support/served.ts";

const technical = (flow: object): Profile["flow_metadata"] => {
  const { id: _, source_id: __, ...rest } = flow as { id: string; source_id: string };
  return rest as Profile["flow_metadata"];
};

describe("profiles", () => {
  const server = served();
  const post = (body: { id?: string }, id = body.id) =>
    server.api.post<Profile>(`/service/profiles/${id}`, body);
  const listed = async (query: string): Promise<string[]> =>
    (await server.api.all<Profile>(`/service/profiles?${query}`)).map(({ id }) => id);

  it("answers 201 with the stored Profile and where it is, as GET then shows it (PRF-010, PRF-020, PRF-021, DM-011)", async () => {
    const body = profile({ description: "For phones.", tags: { use: "browse", teams: ["a", "b"] } });
    const reply = await post(body);
    expect(reply.status).to.equal(201);
    const { created, created_by, ...rest } = reply.body;
    expect(rest).to.deep.equal(body);
    expect(created).to.match(RFC3339);
    expect((await server.api.get(`/service/profiles/${body.id}`)).body).to.deep.equal(reply.body);
    expect((await server.api.get(reply.headers.get("location") ?? "")).body).to.deep.equal(reply.body);
    expect(created_by).to.be.a("string");
  });

  it("makes created itself, and created_by of the caller unless given (PRF-028, DM-056, X-009)", async () => {
    const given = await storeProfile(server.api, { created: "2001-01-01T00:00:00Z", created_by: "someone" });
    expect(given.created).to.match(RFC3339).and.not.equal("2001-01-01T00:00:00Z");
    expect(given.created_by).to.equal("someone");
    expect((await storeProfile(server.api)).created_by)
      .to.be.a("string")
      .and.not.equal("");
  });

  for (const [format, flow] of Object.entries({ audio: audioFlow(), image: imageFlow(), data: dataFlow() })) {
    it(`takes a Profile of format ${format} (PRF-011, PRF-023, DM-011)`, async () => {
      const flow_metadata = technical(flow);
      expect((await storeProfile(server.api, { flow_metadata })).flow_metadata).to.deep.equal(flow_metadata);
    });
  }

  it("refuses a second POST of the same id, also with the same body, and changes nothing (PRF-022, X-044)", async () => {
    const first = await storeProfile(server.api);
    expectRefusal(await post(profile({ id: first.id, label: "Other" })), 400, first.id);
    expectRefusal(await post(first), 400, first.id);
    expect((await server.api.get(`/service/profiles/${first.id}`)).body).to.deep.equal(first);
  });

  it("gives exactly one 201 to ten that race for one id (PRF-031)", async () => {
    const id = uuid();
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => post(profile({ id, label: `${n}` }))),
    );
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([201, ...Array(9).fill(400)]);
    const won = replies.find(({ status }) => status === 201)?.body;
    expect((await server.api.get(`/service/profiles/${id}`)).body).to.deep.equal(won);
  });

  const video = videoParameters();
  const { codec: _, ...noCodec } = video;
  const { format: __, ...noFormat } = video;
  const { essence_parameters: ___, ...noEssence } = video;
  const WRONG: [string, object][] = [
    ["no id (PRF-023)", { id: undefined }],
    ["no flow_metadata (PRF-023)", { flow_metadata: undefined }],
    ["flow_metadata of no kind (PRF-023)", { flow_metadata: {} }],
    ["format multi (PRF-024)", { flow_metadata: { format: "urn:x-nmos:format:multi" } }],
    ["no codec (PRF-025)", { flow_metadata: noCodec }],
    ["no format (PRF-025)", { flow_metadata: noFormat }],
    ["no essence_parameters (PRF-025)", { flow_metadata: noEssence }],
    ["a codec of two slashes (PRF-025)", { flow_metadata: { ...video, codec: "video/h264/x" } }],
    ["a negative bit rate (PRF-025)", { flow_metadata: { ...video, avg_bit_rate: -1 } }],
    [
      "unknown essence_parameters (PRF-025)",
      { flow_metadata: { ...video, essence_parameters: { ...video.essence_parameters, x: 1 } } },
    ],
    ["another id than the path's (PRF-026)", { id: uuid() }],
    ["an id that is no UUID (X-023)", { id: "nope" }],
    ["tags of numbers (PRF-029, DM-016)", { tags: { a: 1 } }],
  ];
  for (const [what, over] of WRONG) {
    it(`refuses ${what} with 400`, async () => {
      const id = uuid();
      expectRefusal(await post({ ...profile(), id, ...over }, id), 400);
      expectRefusal(await server.api.get(`/service/profiles/${id}`), 404);
    });
  }

  it("drops common Flow keys from flow_metadata, so that they never reach Flows (PRF-030, PRF-011)", async () => {
    const flow_metadata = {
      ...videoParameters(),
      label: "x",
      max_bit_rate: 5,
      tags: { a: "b" },
      read_only: true,
    };
    const stored = await post(profile({ flow_metadata }));
    if (stored.status !== 201) return expectRefusal(stored, 400);
    expect(stored.body.flow_metadata).to.deep.equal(videoParameters());
  });

  it("gives 404 for ids that are unknown or no UUIDs (PRF-010, PRF-027, X-024)", async () => {
    for (const id of [uuid(), ...NOT_UUIDS])
      expectRefusal(await server.api.get(`/service/profiles/${id}`), 404);
    for (const id of NOT_UUIDS) expectRefusal(await post(profile(), id), 404);
  });

  it("cannot be changed or deleted, and says which methods there are (PRF-020, PRF-029, PRF-032, X-002)", async () => {
    const { id } = await storeProfile(server.api, { tags: { use: "browse" } });
    for (const [method, path] of [
      ["PUT", ""],
      ["DELETE", ""],
      ["PATCH", ""],
    ] as const) {
      const reply = await server.api.send(method, `/service/profiles/${id}${path}`, {
        body: profile({ id }),
      });
      expectRefusal(reply, 405);
      expect(reply.headers.get("allow")?.split(", ")).to.have.members(["GET", "HEAD", "POST", "OPTIONS"]);
    }
    expectRefusal(await server.api.put(`/service/profiles/${id}/tags/use`, "x"), 404);
    expect((await server.api.get(`/service/profiles/${id}`)).body).to.deep.include({
      tags: { use: "browse" },
    });
  });

  it("may be created under the same id on another instance (PRF-033)", async () => {
    const id = "384a9dc9-b015-4e49-9a71-3cb104795245";
    expect((await post(profile({ id }))).body.id).to.equal(id);
  });

  it("has no event type: a Webhook cannot ask for one (PRF-034, WH-013)", async () => {
    const body = { url: "https://events.example.com/p", events: ["profiles/created"] };
    expectRefusal(await server.api.post("/service/webhooks", body), 400);
  });

  it("filters by format, codec and label, all at once, before paging (PRF-001, PRF-002, X-072, X-123)", async () => {
    const label = uuid();
    const one = await storeProfile(server.api, { label });
    const two = await storeProfile(server.api, {
      label,
      flow_metadata: { ...videoParameters(), codec: "video/h265" },
    });
    const three = await storeProfile(server.api, { label, flow_metadata: technical(audioFlow()) });
    const by = (query: string) => listed(`label=${label}&limit=1&${query}`);
    expect(await by("")).to.have.members([one.id, two.id, three.id]);
    expect(await by("format=urn:x-nmos:format:video")).to.have.members([one.id, two.id]);
    expect(await by("codec=video/h265")).to.deep.equal([two.id]);
    expect(await by("codec=video/h265&format=urn:x-nmos:format:audio")).to.deep.equal([]);
    expect(await listed(`label=${label.slice(1)}`)).to.deep.equal([]);
    expect(await listed(`label=${label.toUpperCase()}`)).to.deep.equal([]);
  });

  it("knows that no Profile can be multi, on GET and on HEAD (PRF-003, X-011)", async () => {
    const path = "/service/profiles?format=urn:x-nmos:format:multi";
    expect((await server.api.get(path)).body).to.deep.equal([]);
    expect((await server.api.head(path)).status).to.equal(200);
  });

  for (const query of ["format=video", "codec=h264", "codec=weird/h264", "limit=0", "limit=x", "page=nope"]) {
    it(`refuses ?${query} (PRF-004, X-151, X-154, X-155)`, async () => {
      expectRefusal(await server.api.get(`/service/profiles?${query}`), 400, query.split("=")[0] ?? "");
      expect((await server.api.head(`/service/profiles?${query}`)).status).to.equal(400);
    });
  }

  it("has neither order, count nor tag filters (PRF-005, X-051, X-092, X-110)", async () => {
    const { id } = await storeProfile(server.api, { label: uuid() });
    const query = "reverse_order=x&sort_by=x&tag_exists.x=maybe&tag.absent=1";
    const reply = await server.api.get<Profile[]>(`/service/profiles?${query}`);
    expect(reply.status).to.equal(200);
    expect(reply.body.map((item) => item.id)).to.include(id);
    expect(reply.headers.has("x-paging-limit")).to.equal(true);
    expect(reply.headers.has("x-paging-count") || reply.headers.has("x-paging-reverse-order")).to.equal(
      false,
    );
  });
});
