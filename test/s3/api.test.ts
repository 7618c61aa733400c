import { randomBytes } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { segment, uuid } from "../support/make.ts";
import { isStored, placeOf, servedBuckets } from "../support/s3-app.ts";
import { stored } from "../support/s3-calls.ts";
import { expectRefusal } from "../support/served.ts";
import {
  type Allocated,
  allocate,
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  objectOf,
  register,
  second,
  segmentsOf,
  upload,
} from "../support/steps.ts";

/** Whether a URL has a signature of S3's. */
const isSigned = (url: string) => new URL(url).searchParams.has("X-Amz-Signature");

/** Seconds since 1970 at which a presigned URL ends. */
function endOf(url: string): number {
  const query = new URL(url).searchParams;
  const signed = (query.get("X-Amz-Date") ?? "").replace(
    /^(....)(..)(..)T(..)(..)(..)Z$/,
    "$1-$2-$3T$4:$5:$6Z",
  );
  return Date.parse(signed) / 1000 + Number(query.get("X-Amz-Expires"));
}

describe("allocating on buckets", () => {
  const served = servedBuckets();

  it("is on the backend named, else on the default, with URLs of its public endpoint (STO-009)", async () => {
    const { api, one, two, disk, outside, inside } = served.current;
    const flowId = await newFlow(api);
    const path = (url: string) => url.slice(0, url.lastIndexOf("/"));
    const urlOf = async (body: object) => (await allocateOne(api, flowId, body)).put_url.url;
    for (const body of [{}, { storage_id: one.id }])
      expect(path(await urlOf(body))).to.equal(`${outside.endpoint}/${one.s3.bucket}/tams/one`);
    expect(path(await urlOf({ storage_id: two.id }))).to.equal(`${outside.endpoint}/${two.s3.bucket}`);
    expect(await urlOf({ storage_id: disk.id })).to.include(`${api.base}/media/${disk.id}/`);
    expect(JSON.stringify(await allocate(api, flowId))).to.not.include(inside.endpoint);
    expectRefusal(await api.post(`/flows/${flowId}/storage`, { storage_id: uuid() }), 400, "storage_id");
  });

  it("takes ids of the client's, whatever they are made of, in their order (STO-006)", async () => {
    const { api } = served.current;
    const flowId = await newFlow(api);
    const object_ids = [`z/${uuid()}`, `a b+${uuid()}`, `ü%2F${uuid()}`, `../${uuid()}`];
    const items = await allocate(api, flowId, { object_ids });
    expect(items.map(({ object_id }) => object_id)).to.eql(object_ids);
    for (const [at, item] of items.entries()) {
      expect((await upload(item, item.object_id)).status).to.equal(200);
      await register(api, flowId, { object_id: item.object_id, timerange: second(at) });
      const { get_urls = [] } = await objectOf(api, item.object_id, "?presigned=true");
      expect(await (await fetch(get_urls[0]?.url ?? "")).text()).to.equal(item.object_id);
    }
  });

  it("signs the content type that it states, of the body or the Flow, and keys end as that does (STO-011)", async () => {
    const { api, test, s3, one } = served.current;
    const flowId = await newFlow(api);
    for (const [body, type, ending] of [
      [{}, "video/mp2t", ".ts"],
      [{ content_type: "video/mp4" }, "video/mp4", ".mp4"],
      [{ content_type: "text/x.a+b" }, "text/x.a+b", ""],
    ] as const) {
      const item = await allocateOne(api, flowId, body);
      expect(item.put_url["content-type"]).to.equal(type);
      const key = /[^/]+$/.exec(new URL(item.put_url.url).pathname)?.[0];
      expect(key?.slice(36)).to.equal(ending);
      expect((await upload(item, type)).status).to.equal(200);
      const kept = await stored(s3.client(), await placeOf(test.app, item.object_id, one));
      expect(kept).to.include({ text: type, contentType: type });
    }
  });

  it("signs all or none, as asked, and says so; unsigned URLs need S3's own credentials (STO-014, X-147)", async () => {
    const { api, s3, outside, one, test } = served.current;
    const flowId = await newFlow(api);
    for (const presigned of [true, false, undefined]) {
      for (const item of await allocate(api, flowId, { limit: 3, presigned })) {
        expect(item.presigned).to.equal(presigned ?? true);
        expect(isSigned(item.put_url.url)).to.equal(item.presigned);
        expect((await upload(item, "x")).status).to.equal(item.presigned === true ? 200 : 403);
        if (item.presigned === true) continue;
        const [, Bucket, Key] = /^\/([^/]+)\/(.+)$/.exec(new URL(item.put_url.url).pathname) ?? [];
        expect({ Bucket, Key }).to.eql(await placeOf(test.app, item.object_id, one));
        const client = s3.client({ endpoint: outside.endpoint });
        await client.send(new PutObjectCommand({ Bucket, Key, Body: "mine" }));
        await register(api, flowId, { object_id: item.object_id, timerange: second(Date.now()) });
        const { get_urls = [] } = await objectOf(api, item.object_id, "?presigned=true");
        expect(await (await fetch(get_urls[0]?.url ?? "")).text()).to.equal("mine");
      }
    }
  });
});

describe("uploads to buckets", () => {
  const served = servedBuckets();
  const put = ({ put_url: { url } }: Allocated, headers: Record<string, string>, body = "hello") =>
    fetch(url, { method: "PUT", body: Buffer.from(body), headers });

  it("need the stated content type and no other header, and take those that plain clients add (STO-016, STO-025)", async () => {
    const { api, s3, test, one } = served.current;
    const flowId = await newFlow(api);
    const type = { "content-type": "video/mp2t" };
    for (const headers of [
      type,
      { ...type, "content-md5": "XUFAKrxLKna5cZ2REBfFkg==" },
      { ...type, "user-agent": "plain/1", "accept-language": "nb", referer: "https://example.com/" },
      { ...type, origin: "https://example.com", "cache-control": "no-cache" },
    ]) {
      const item = await allocateOne(api, flowId);
      const reply = await put(item, headers);
      expect([reply.status, JSON.stringify(headers)]).to.eql([200, JSON.stringify(headers)]);
      const at = await placeOf(test.app, item.object_id, one);
      expect(await stored(s3.client(), at)).to.include({ text: "hello", contentType: "video/mp2t" });
    }
  });

  it("with another content type, or to another key, are refused by S3, and leave nothing (STO-011)", async () => {
    const { api, s3, test, one } = served.current;
    const flowId = await newFlow(api);
    const item = await allocateOne(api, flowId);
    const type = { "content-type": "video/mp2t" };
    const elsewhere = { ...item, put_url: { url: item.put_url.url.replace(".ts?", ".tx?") } };
    for (const reply of [
      await put(item, { "content-type": "video/mp4" }),
      await put(item, {}),
      await put(item, { "content-type": "video/mp2t; charset=x" }),
      await put(elsewhere, type),
      await fetch(item.put_url.url),
    ])
      expect(reply.status).to.equal(403);
    expect(await isStored(s3, await placeOf(test.app, item.object_id, one))).to.equal(false);
    expect((await put(item, { ...type, "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" })).status).to.equal(400);
    expect((await put(item, type)).status).to.equal(200);
  });

  it("go past the server, by the public endpoint only, and so do downloads", async () => {
    const { api, inside, outside } = served.current;
    const flowId = await newFlow(api);
    const [item] = await allocate(api, flowId, { limit: 1 });
    // The catalog writes beside the bytes, at a time of its own.
    const key = new RegExp(`${new URL(item?.put_url.url ?? "").pathname}(\\?|$)`);
    if (item === undefined) throw new Error("Nothing was allocated.");
    const bytes = new Uint8Array(randomBytes(12_000_000));
    expect((await upload(item, bytes)).status).to.equal(200);
    await register(api, flowId, { object_id: item.object_id, timerange: second(0) });
    const { get_urls = [] } = await objectOf(api, item.object_id, "?presigned=true");
    const reply = await fetch(get_urls[0]?.url ?? "");
    expect(reply.headers.get("content-type")).to.equal("video/mp2t");
    expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).to.equal(true);
    expect([outside.count("PUT", key), outside.count("GET", key)]).to.eql([1, 1]);
    expect(inside.count(undefined, key)).to.equal(0);
  });
});

describe("the get_urls of Objects in buckets", () => {
  const served = servedBuckets();
  const flow = { id: "", media: "", init: "" };
  before(async () => {
    const { api, two, disk } = served.current;
    flow.id = await newFragmentedFlow(api);
    const init = await allocateOne(api, flow.id);
    await upload(init, "init bytes");
    flow.init = init.object_id;
    flow.media = await ingest(api, flow.id, second(0), { init_object_id: flow.init });
    for (const id of [flow.media, flow.init]) {
      const path = `/objects/${id}/instances`;
      mustBe(201, await api.post(path, { url: `https://far.example.com/${id}`, label: "far" }));
      for (const storage_id of [two.id, disk.id]) mustBe(201, await api.post(path, { storage_id }));
      await eventually(async () => ((await objectOf(api, id)).get_urls?.length === 7 ? true : undefined));
    }
  });

  /** The URLs as both endpoints show them: of the media, then of its init Object. */
  async function everywhere(query: string) {
    const { api } = served.current;
    const [shown] = await segmentsOf(api, flow.id, query);
    const object = await objectOf(api, flow.media, query);
    return [shown?.get_urls, object.get_urls, shown?.init_object?.get_urls, object.init_object?.get_urls];
  }

  /** What is left by a query, the same at all four places: labels, with a star where presigned. */
  async function left(query: string): Promise<string | undefined> {
    const [first, ...others] = (await everywhere(query)).map((urls) =>
      urls?.map(({ label, presigned }) => `${label}${presigned === true ? "*" : ""}`).join(" "),
    );
    for (const other of others) expect(other).to.equal(first);
    return first;
  }

  it("are of every backend, presigned and plain, the default first, with its labels (X-131, X-139, X-141)", async () => {
    expect(await left("")).to.equal("one* one two* two disk* disk far");
    for (const urls of await everywhere("?accept_get_urls=one,two"))
      for (const { url, presigned } of urls ?? []) expect(isSigned(url)).to.equal(presigned);
  });

  it("pass the filters on label, backend, signature and tags, all of them (X-130 to X-136, X-142, X-143)", async () => {
    const { two, disk } = served.current;
    expect(await left("?accept_get_urls=two,far")).to.equal("two* two far");
    expect(await left("?accept_get_urls=")).to.equal(undefined);
    expect(await left("?accept_get_urls=nobody")).to.equal(undefined);
    expect(await left(`?accept_storage_ids=${two.id},${disk.id}`)).to.equal("two* two disk* disk");
    expect(await left("?presigned=true")).to.equal("one* two* disk*");
    expect(await left("?presigned=false")).to.equal("one two disk far");
    expect(await left("?storage_backend_tag.name=one,two&presigned=true")).to.equal("one* two*");
    expect(await left("?storage_backend_tag_exists.name=false")).to.equal("far");
    expect(await left(`?accept_get_urls=one&accept_storage_ids=${two.id}`)).to.equal(undefined);
  });

  it("say of their backend what is known, and only when asked (X-137, X-138, X-140)", async () => {
    const { one } = served.current;
    for (const urls of await everywhere("?accept_get_urls=one"))
      for (const each of urls ?? []) expect(each).to.have.all.keys("url", "presigned", "label");
    for (const urls of await everywhere("?verbose_storage=true")) {
      const { url: _, ...said } = urls?.[0] ?? { url: "" };
      const known = { storage_id: one.id, controlled: true, store_type: "http_object_store" };
      const more = { provider: "tests", region: "north", store_product: "s3", tags: { name: "one" } };
      expect(said).to.eql({ presigned: true, label: "one", ...known, ...more });
      expect(urls?.at(-1)).to.include({ label: "far", controlled: false });
    }
  });

  it("work when presigned, wholly and in ranges, for as long as promised (X-144, OBJ-014)", async () => {
    const { api } = served.current;
    const service = mustBe(200, await api.get<{ min_presigned_url_timeout: string }>("/service"));
    const promised = Number(service.min_presigned_url_timeout.split(":")[0]);
    const asked = Date.now() / 1000;
    const [media = [], , init = []] = await everywhere("?presigned=true");
    for (const [urls, bytes] of [
      [media, `bytes of ${second(0)}`],
      [init, "init bytes"],
    ] as const) {
      for (const { url } of urls) {
        if (isSigned(url)) expect(endOf(url)).to.be.at.least(asked + promised);
        expect(await (await fetch(url)).text()).to.equal(bytes);
        const part = await fetch(url, { headers: { range: "bytes=2-5" } });
        expect([part.status, await part.text()]).to.eql([206, bytes.slice(2, 6)]);
        expect(part.headers.get("content-range")).to.equal(`bytes 2-5/${bytes.length}`);
        const tail = await fetch(url, { headers: { range: "bytes=-3" } });
        expect(await tail.text()).to.equal(bytes.slice(-3));
      }
    }
    const { put_url } = await allocateOne(api, flow.id);
    expect(endOf(put_url.url)).to.be.at.least(asked + promised);
  });

  it("that are plain name the same bytes, for who has S3's credentials (X-147)", async () => {
    const { s3, outside, test, one, two } = served.current;
    const [media = []] = await everywhere("?presigned=false&accept_get_urls=one,two");
    const client = s3.client({ endpoint: outside.endpoint });
    for (const [at, backend] of [one, two].entries()) {
      const { Bucket, Key } = await placeOf(test.app, flow.media, backend);
      expect(media[at]?.url).to.equal(`${outside.endpoint}/${Bucket}/${Key}`);
      expect((await fetch(media[at]?.url ?? "")).status).to.equal(403);
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await Body?.transformToString()).to.equal(`bytes of ${second(0)}`);
      const { ContentType } = await client.send(new HeadObjectCommand({ Bucket, Key }));
      expect(ContentType).to.equal("video/mp4");
    }
  });

  it("of Objects elsewhere are the client's own, and change with its instances (SEG-013, OBJ-024)", async () => {
    const { api } = served.current;
    const flowId = await newFlow(api);
    const body = segment(second(0));
    await register(api, flowId, body);
    const [shown] = await segmentsOf(api, flowId);
    expect(shown?.get_urls).to.eql([{ ...body.get_urls?.[0], presigned: false }]);
    const path = `/objects/${body.object_id}/instances`;
    mustBe(201, await api.post(path, { url: "https://other.example.com/x", label: "other" }));
    mustBe(204, await api.del(`${path}?label=elsewhere`));
    const { get_urls = [] } = await objectOf(api, body.object_id);
    expect(get_urls.map(({ label }) => label)).to.eql(["other"]);
  });
});
