import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nextOf } from "../support/client.ts";
import { type Flow, segment, uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, served, storeFlow, UUID } from "../support/served.ts";

const PATH = "/service/storage-backends";
const KNOWN = [
  "id",
  "label",
  "store_type",
  "provider",
  "region",
  "availability_zone",
  "store_product",
  "tags",
];

describe("storage backends", () => {
  const folder = join(tmpdir(), `tams-backends-${uuid()}`);
  const backend = (label: string, tags: Record<string, string | string[]> = {}, over: object = {}) => ({
    id: uuid(),
    label,
    kind: "disk" as const,
    folder: join(folder, uuid()),
    provider: "local",
    storeProduct: "disk",
    tags,
    isDefault: false,
    ...over,
  });
  // Out of order, and with labels whose order by UTF-16 units is not that by code points.
  const CONFIGURED = [
    backend("zeta", { tier: "cold" }, { region: "eu", availabilityZone: "eu-1" }),
    backend("😀", { tier: ["hot", "warm"] }),
    backend("\uff5e", { "a.b/c d%ü": "x" }),
    backend("alpha", { tier: "hot" }, { isDefault: true }),
    backend("Alpha", { empty: "", none: [] }),
  ];
  const ORDER = ["Alpha", "alpha", "zeta", "\uff5e", "😀"];
  const server = served({ storageBackends: CONFIGURED });
  after(() => rm(folder, { recursive: true, force: true }));

  const labels = async (query = ""): Promise<string[]> =>
    (await server.api.all<{ label: string }>(`${PATH}?${query}`)).map(({ label }) => label);

  it("shows what each backend is, and nothing that the schema does not know (SB-001, SB-002, SB-003, DM-010)", async () => {
    const backends = await server.api.all<Record<string, unknown>>(PATH);
    expect(backends).to.have.lengthOf(5);
    for (const item of backends) {
      expect(item).to.include.all.keys("id", "store_type", "provider", "store_product");
      expect(item["id"]).to.match(UUID);
      expect(item["store_type"]).to.equal("http_object_store");
      expect([...KNOWN, "default_storage"]).to.include.members(Object.keys(item));
    }
    const zeta = { label: "zeta", region: "eu", availability_zone: "eu-1", tags: { tier: "cold" } };
    expect(backends.find(({ label }) => label === "zeta")).to.deep.include(zeta);
  });

  it("has one default at most, and labels only once (SB-004, SB-009)", async () => {
    const backends = await server.api.all<{ default_storage?: boolean; label: string }>(PATH);
    expect(backends.filter((item) => item.default_storage === true).map(({ label }) => label)).to.deep.equal([
      "alpha",
    ]);
    expect(new Set(backends.map(({ label }) => label))).to.have.property("size", backends.length);
  });

  it("lists by label in code points, and in reverse, on pages of any size (SB-005, SB-006, X-050, X-091, X-096, X-097)", async () => {
    for (const limit of [1, 2, 3, 5, 6]) {
      expect(await labels(`limit=${limit}`)).to.deep.equal(ORDER);
      expect(await labels(`limit=${limit}&reverse_order=true`)).to.deep.equal(ORDER.toReversed());
    }
  });

  it("tells limit, count, order and next key of each page, on HEAD too (X-050, X-060, X-065, X-067, X-071, X-073, X-074, X-078, X-013)", async () => {
    const paging = async (query: string) => {
      const [get, head] = [
        await server.api.get(`${PATH}?${query}`),
        await server.api.head(`${PATH}?${query}`),
      ];
      const names = ["limit", "count", "reverse-order"].map((name) => `x-paging-${name}`);
      const shown = names.map((name) => get.headers.get(name));
      expect(names.map((name) => head.headers.get(name))).to.deep.equal(shown);
      return { shown, key: get.headers.get("x-paging-nextkey"), link: nextOf(get.headers) };
    };
    const first = await paging("limit=3&tag_exists.x=false");
    expect(first.shown).to.deep.equal(["3", "3", "false"]);
    expect(first.link).to.include("tag_exists.x=false").and.include(`page=${first.key}`);
    const second = await paging(`limit=3&page=${first.key}`);
    expect(second).to.deep.equal({ shown: ["3", "2", "false"], key: null, link: undefined });
    expect((await paging("limit=5&reverse_order=True")).shown).to.deep.equal(["5", "5", "true"]);
    expect((await paging("limit=5")).link).to.equal(undefined);
    expectRefusal(await server.api.get(`/flows?page=${first.key}`), 400, "page");
  });

  it("filters by tags before paging (SB-006, X-110, X-111, X-114, X-115, X-117, X-119)", async () => {
    expect(await labels("tag.tier=hot&limit=1")).to.deep.equal(["alpha", "😀"]);
    expect(await labels("tag.tier=cold,warm&limit=1")).to.deep.equal(["zeta", "😀"]);
    expect(await labels("tag_exists.tier=false&limit=1")).to.deep.equal(["Alpha", "\uff5e"]);
    expect(await labels("tag_exists.none=true&tag_exists.empty=true")).to.deep.equal(["Alpha"]);
    expect(await labels("tag.empty=")).to.deep.equal(["Alpha"]);
    expect(await labels("tag.none=")).to.deep.equal([]);
    expect(await labels(`tag.${encodeURIComponent("a.b/c d%ü")}=x`)).to.deep.equal(["\uff5e"]);
    expect(await labels("tag_exists.__proto__=true")).to.deep.equal([]);
    expect(await labels("tag_exists.constructor=false")).to.have.lengthOf(5);
  });

  for (const query of [
    "limit=0",
    "limit=x",
    "page=nope",
    "reverse_order=1",
    "tag_exists.a=1",
    "tag.a=b,,c",
  ]) {
    it(`refuses ?${query}, though only 200 is listed (SB-010, X-064, X-077, X-113)`, async () => {
      expectRefusal(await server.api.get(`${PATH}?${query}`), 400, query.split("=")[0] ?? "");
    });
  }

  it("cannot be created, changed or deleted, nor can its tags (SB-008, DM-010, X-002)", async () => {
    const id = CONFIGURED[0]?.id;
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      const sent = method === "DELETE" ? {} : { body: { label: "x" } };
      expectRefusal(await server.api.send(method, PATH, sent), 405);
      for (const path of [`/${id}`, `/${id}/tags/tier`])
        expectRefusal(await server.api.send(method, PATH + path, sent), 404);
    }
    expect(await labels()).to.deep.equal(ORDER);
  });

  it("has the ids that allocation takes and verbose URLs show (SB-007)", async () => {
    const flow: Flow = await storeFlow(server.api, videoFlow());
    const storage_id = CONFIGURED[1]?.id;
    const allocated = await server.api.post<{
      media_objects: { object_id: string; put_url: { url: string } }[];
    }>(`/flows/${flow.id}/storage`, { limit: 1, storage_id });
    expect(allocated.status, JSON.stringify(allocated.body)).to.equal(201);
    const [object] = allocated.body.media_objects;
    const object_id = object?.object_id ?? "";
    const { get_urls: _, ...body } = segment("[0:0_1:0)", { object_id });
    expect((await server.api.post(`/flows/${flow.id}/segments`, body)).status).to.equal(201);
    const { body: shown } = await server.api.get<{ get_urls: { storage_id: string; label: string }[] }>(
      `/objects/${object_id}?verbose_storage=true`,
    );
    expect(shown.get_urls[0]).to.include({ storage_id, label: "😀" });
  });
});
