import { expect } from "chai";
import { idle, servedBuckets } from "../support/s3-app.ts";
import {
  allocate,
  mustBe,
  newFlow,
  register,
  type Segment,
  second,
  segmentsOf,
  upload,
} from "../support/steps.ts";

const COUNT = 300;
const AT_ONCE = 25;

describe("a page of Segments whose Objects are in two buckets", () => {
  const served = servedBuckets();
  let flowId = "";
  before(async function () {
    this.timeout(120_000);
    const { api, test, two } = served.current;
    flowId = await newFlow(api);
    const items = await allocate(api, flowId, { limit: COUNT });
    await inTurns(items, async (item) => {
      expect((await upload(item, `bytes of ${item.object_id}`)).status).to.equal(200);
    });
    await register(
      api,
      flowId,
      items.map(({ object_id }, at) => ({ object_id, timerange: second(at) })),
    );
    await inTurns(items, async ({ object_id }) => {
      mustBe(201, await api.post(`/objects/${object_id}/instances`, { storage_id: two.id }));
    });
    await idle(test.app, 100);
  });

  it(`of ${COUNT} signs two URLs for each, all of which work, and asks S3 nothing (X-144, X-145)`, async () => {
    const { api, inside, outside } = served.current;
    inside.forget();
    outside.forget();
    const path = `/flows/${flowId}/segments?limit=${COUNT}&presigned=true`;
    const segments = mustBe(200, await api.get<Segment[]>(path));
    expect([inside.requests, outside.requests]).to.eql([[], []]);
    expect(segments).to.have.length(COUNT);
    for (const { get_urls } of segments)
      expect(get_urls?.map(({ label, presigned }) => [label, presigned])).to.eql([
        ["one", true],
        ["two", true],
      ]);
    await inTurns(segments, async ({ object_id, get_urls = [] }) => {
      for (const { url } of get_urls)
        expect(await (await fetch(url)).text()).to.equal(`bytes of ${object_id}`);
    });
    expect(outside.count("GET")).to.equal(2 * COUNT);
    expect(inside.count()).to.equal(0);
  });

  it("asks S3 nothing for plain URLs, for all URLs, nor for its description of the backends", async () => {
    const { api, inside, outside, two } = served.current;
    inside.forget();
    outside.forget();
    for (const query of ["", "&presigned=false", "&verbose_storage=true", `&accept_storage_ids=${two.id}`])
      expect(await segmentsOf(api, flowId, `?limit=100${query}`)).to.have.length(COUNT);
    mustBe(200, await api.get("/service/storage-backends"));
    expect([inside.requests, outside.requests]).to.eql([[], []]);
  });
});

/** Works on all items, a few at a time. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE)
    await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}
