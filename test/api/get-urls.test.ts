import { expect } from "chai";
import { servedTwoBackends } from "../support/backends.ts";
import { segment, uuid } from "../support/make.ts";
import { expectRefusal } from "../support/served.ts";
import { itOnDisk } from "../support/start.ts";
import {
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

type GetUrls = NonNullable<Awaited<ReturnType<typeof objectOf>>["get_urls"]>;

describe("the get_urls of Objects and Segments", () => {
  const two = servedTwoBackends();
  const flow = { id: "", media: "", init: "" };

  before(async () => {
    const { api, slow } = two.current;
    flow.id = await newFragmentedFlow(api);
    const init = await allocateOne(api, flow.id);
    await upload(init, "init bytes");
    flow.init = init.object_id;
    flow.media = await ingest(api, flow.id, second(0), { init_object_id: flow.init });
    for (const id of [flow.media, flow.init]) {
      mustBe(
        201,
        await api.post(`/objects/${id}/instances`, { url: `https://far.example.com/${id}`, label: "far" }),
      );
      mustBe(201, await api.post(`/objects/${id}/instances`, { storage_id: slow.id }));
      await eventually(async () => ((await objectOf(api, id)).get_urls?.length === 5 ? true : undefined));
    }
  });

  /** The URLs as both endpoints show them, on both levels; undefined where there is no get_urls. */
  async function everywhere(query: string): Promise<(GetUrls | undefined)[]> {
    const { api } = two.current;
    const [shown] = await segmentsOf(api, flow.id, query);
    const object = await objectOf(api, flow.media, query);
    expect(object.init_object?.id).to.equal(flow.init);
    expect(shown?.init_object?.object_id).to.equal(flow.init);
    return [shown?.get_urls, shown?.init_object?.get_urls, object.get_urls, object.init_object?.get_urls];
  }

  /** Which URLs are left by a query, the same at all four places: the label, with a star where it is presigned. */
  async function left(query: string): Promise<string[] | undefined> {
    const [first, ...others] = (await everywhere(query)).map((urls) =>
      urls?.map(({ label, presigned }) => `${label}${presigned === true ? "*" : ""}`),
    );
    for (const other of others) expect(other).to.eql(first);
    return first;
  }

  const ALL = ["fast*", "fast", "slow*", "slow", "far"];

  it("are all there when nothing is asked, the best first: signed ones of the default backend (X-131, X-141, DM-009)", async () => {
    expect(await left("")).to.eql(ALL);
  });

  it("are filtered by label, unlabelled and unknown ones drop out (X-133, X-139, X-143, SEG-011, OBJ-008)", async () => {
    expect(await left("?accept_get_urls=far")).to.eql(["far"]);
    expect(await left("?accept_get_urls=slow,fast")).to.eql(["fast*", "fast", "slow*", "slow"]);
    expect(await left("?accept_get_urls=far,nobody")).to.eql(["far"]);
    expect(await left("?accept_get_urls=nobody")).to.equal(undefined);
    expect(await left("?accept_get_urls=FAST")).to.equal(undefined);
  });

  it("are none for an empty list of labels, which is not the same as no list (X-132, TRAP-019)", async () => {
    expect(await left("?accept_get_urls=")).to.equal(undefined);
    expect(await left("?accept_get_urls")).to.equal(undefined);
  });

  it("are filtered by Storage Backend, whether or not that is shown (X-135, TRAP-018)", async () => {
    const { fast, slow } = two.current;
    for (const verbose of ["", "&verbose_storage=true", "&verbose_storage=false"]) {
      expect(await left(`?accept_storage_ids=${slow.id}${verbose}`)).to.eql(["slow*", "slow"]);
      expect(await left(`?accept_storage_ids=${slow.id},${fast.id}${verbose}`)).to.eql(ALL.slice(0, 4));
      expect(await left(`?accept_storage_ids=${uuid()}${verbose}`)).to.equal(undefined);
    }
  });

  it("are not filtered by an empty list of Storage Backends (X-134, AMB-045)", async () => {
    expect(await left("?accept_storage_ids=")).to.eql(ALL);
  });

  it("are filtered by signature; an absent flag counts as unsigned (X-136, X-140, TRAP-020)", async () => {
    expect(await left("?presigned=true")).to.eql(["fast*", "slow*"]);
    expect(await left("?presigned=false")).to.eql(["fast", "slow", "far"]);
    expect(await left("?presigned=True")).to.eql(["fast*", "slow*"]);
  });

  it("are filtered by the tags of their backend; those without a backend have no tags (X-122, X-142, AMB-058)", async () => {
    expect(await left("?storage_backend_tag.tier=hot")).to.eql(["fast*", "fast"]);
    expect(await left("?storage_backend_tag.tier=hot,cold")).to.eql(ALL.slice(0, 4));
    expect(await left("?storage_backend_tag.sites=bergen")).to.eql(["fast*", "fast"]);
    expect(await left("?storage_backend_tag.sites=berg")).to.equal(undefined);
    expect(await left("?storage_backend_tag_exists.sites=true")).to.eql(["fast*", "fast"]);
    expect(await left("?storage_backend_tag_exists.sites=false")).to.eql(["slow*", "slow", "far"]);
    expect(await left("?storage_backend_tag_exists.constructor=false")).to.eql(ALL);
  });

  it("pass only when they pass every filter given (X-130)", async () => {
    const { fast, slow } = two.current;
    expect(await left(`?accept_get_urls=fast,far&presigned=false`)).to.eql(["fast", "far"]);
    expect(await left(`?accept_get_urls=far&accept_storage_ids=${fast.id}`)).to.equal(undefined);
    expect(await left(`?storage_backend_tag.tier=cold&presigned=true&accept_storage_ids=${slow.id}`)).to.eql([
      "slow*",
    ]);
    expect(await left("?storage_backend_tag.tier=cold&accept_get_urls=fast")).to.equal(undefined);
  });

  it("say only url, presigned and label unless asked for more (X-137, TRAP-017)", async () => {
    for (const query of ["", "?verbose_storage=false"])
      for (const urls of await everywhere(query))
        for (const entry of urls ?? [])
          expect(Object.keys(entry)).to.have.members(["url", "presigned", "label"]);
  });

  it("say all that is known of their backend when asked (X-138, SB-007), and who controls them (X-140)", async () => {
    const { fast, slow } = two.current;
    for (const urls of await everywhere("?verbose_storage=true")) {
      const [first, , third, , far] = urls ?? [];
      const { url, ...described } = first ?? {};
      expect(url).to.be.a("string");
      expect(described).to.eql({
        presigned: true,
        label: "fast",
        storage_id: fast.id,
        controlled: true,
        store_type: "http_object_store",
        provider: "tests",
        store_product: "disk",
        region: "north",
        availability_zone: "north-1",
        tags: { tier: "hot", sites: ["oslo", "bergen"] },
      });
      expect(third).to.include({ storage_id: slow.id, controlled: true });
      expect(third).to.not.have.any.keys("region", "availability_zone");
      expect(Object.keys(far ?? {})).to.have.members(["url", "presigned", "label", "controlled"]);
      expect(far).to.include({ controlled: false, label: "far" });
    }
  });

  it("refuse bad values on both endpoints (SEG-023, OBJ-012)", async () => {
    const { api } = two.current;
    const bad = [
      "presigned=x",
      "verbose_storage=2",
      "accept_storage_ids=x",
      "storage_backend_tag_exists.a=x",
      "storage_backend_tag.a=b,,c",
      "storage_backend_tag.a=b,",
    ];
    for (const query of bad) {
      expectRefusal(await api.get(`/flows/${flow.id}/segments?${query}`), 400);
      expectRefusal(await api.get(`/objects/${flow.media}?${query}`), 400);
    }
  });

  itOnDisk(
    "work for as long as the service promises (X-144), also for callers without credentials",
    async () => {
      const { api, test } = two.current;
      const service = mustBe(200, await api.get<{ min_presigned_url_timeout: string }>("/service"));
      const promised = Number(service.min_presigned_url_timeout.split(":")[0]);
      expect(promised).to.equal(test.app.settings.presignedUrlSeconds);
      const asked = Date.now();
      const urls = (await objectOf(api, flow.media, "?presigned=true")).get_urls ?? [];
      const { put_url } = await allocateOne(api, flow.id);
      for (const { url } of [...urls, put_url]) {
        const expires = Number(new URL(url).searchParams.get("expires")) * 1000;
        expect(expires).to.be.at.least(asked + promised * 1000);
      }
      for (const { url } of urls) {
        const reply = await fetch(url);
        expect(await reply.text()).to.equal(`bytes of ${second(0)}`);
      }
    },
  );

  itOnDisk(
    "are of the API's own origin where they are not signed, and then take its credentials (X-146, X-147)",
    async () => {
      const { api } = two.current;
      for (const { url } of (await objectOf(api, flow.media, "?presigned=false&accept_get_urls=fast,slow"))
        .get_urls ?? []) {
        expect(url.startsWith(`${api.base}/media/`)).to.equal(true);
        expect(new URL(url).search).to.equal("");
        const reply = await fetch(url, { headers: { authorization: "Bearer anything" } });
        expect(await reply.text()).to.equal(`bytes of ${second(0)}`);
      }
    },
  );

  itOnDisk("take checksum headers that they do not know (X-148, STO-025)", async () => {
    const { api } = two.current;
    const item = await allocateOne(api, flow.id);
    const stored = await upload(item, "hello", {
      "x-amz-checksum-crc32": "NhCmhg==",
      "x-amz-sdk-checksum-algorithm": "CRC32",
      "repr-digest": "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:",
      "content-md5": "XUFAKrxLKna5cZ2REBfFkg==",
    });
    expect(stored.status).to.equal(200);
  });

  itOnDisk("are signed only where signed ones are wanted (X-145)", async () => {
    const { api } = two.current;
    for (const urls of await everywhere("?presigned=false"))
      for (const { url } of urls ?? []) expect(url).to.not.include("signature");
    const object = await objectOf(api, flow.media);
    expect(object.get_urls?.filter(({ url }) => url.includes("signature="))).to.have.length(2);
  });

  it("are the client's own for Objects that are elsewhere (X-139, SEG-013)", async () => {
    const { api } = two.current;
    const flowId = await newFlow(api);
    const body = segment(second(0));
    await register(api, flowId, body);
    const [shown] = await segmentsOf(api, flowId);
    expect(shown?.get_urls).to.eql([{ ...body.get_urls?.[0], presigned: false }]);
  });
});
