import { setImmediate as nextTurn } from "node:timers/promises";
import { expect } from "chai";
import { SLOW_DOWN } from "../../scripts/s3/effects.ts";
import type { BackendSettings } from "../../src/config/backends.ts";
import { idle, isStored, jobsOf, keyOn, placeOf, servedBuckets } from "../support/s3-app.ts";
import { expectRefusal } from "../support/served.ts";
import {
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

describe("deleting what is in buckets", () => {
  const served = servedBuckets({}, { maxAttempts: 1 });

  const everyUrl = async (id: string) =>
    (await objectOf(served.current.api, id, "?presigned=true")).get_urls?.map(({ url }) => url) ?? [];

  async function copyTo(id: string, to: BackendSettings): Promise<void> {
    const { api } = served.current;
    mustBe(201, await api.post(`/objects/${id}/instances`, { storage_id: to.id }));
    await eventually(async () =>
      (await objectOf(api, id)).get_urls?.some(({ label }) => label === to.label) ? true : undefined,
    );
  }

  const mustGo = (url: string) =>
    eventually(async () => ((await fetch(url)).status === 404 ? true : undefined));

  it("removes the bytes from every backend with the last reference, and not before (SEG-107, AMB-062)", async () => {
    const { api, two, disk } = served.current;
    const [flowId, other] = [await newFlow(api), await newFlow(api)];
    const id = await ingest(api, flowId, second(0));
    await register(api, other, { object_id: id, timerange: second(0) });
    await copyTo(id, two);
    await copyTo(id, disk);
    const urls = await everyUrl(id);
    expect(urls).to.have.length(3);
    mustBe(204, await api.del(`/flows/${flowId}`));
    await idle(served.current.test.app);
    for (const url of urls) expect(await (await fetch(url)).text()).to.equal(`bytes of ${second(0)}`);
    mustBe(204, await api.del(`/flows/${other}/segments`));
    expectRefusal(await api.get(`/objects/${id}`), 404);
    for (const url of urls) await mustGo(url);
  });

  it("removes one instance alone, and keeps the others (OBJ-041)", async () => {
    const { api, one, two } = served.current;
    const id = await ingest(api, await newFlow(api), second(0));
    await copyTo(id, two);
    const [first = "", other = ""] = await everyUrl(id);
    mustBe(204, await api.del(`/objects/${id}/instances?storage_id=${one.id}`));
    await mustGo(first);
    expect((await fetch(other)).status).to.equal(200);
    expect(await everyUrl(id)).to.have.length(1);
  });

  it("is fine where the bytes are gone already, or never came", async () => {
    const { api, test } = served.current;
    const flowId = await newFlow(api);
    const items = await allocate(api, flowId);
    await register(
      api,
      flowId,
      items.map(({ object_id }, at) => ({ object_id, timerange: second(at) })),
    );
    mustBe(204, await api.del(`/flows/${flowId}`));
    await idle(test.app);
  });

  it("sends many keys in one request (TRAP-041)", async () => {
    const { api, test, inside, s3, one } = served.current;
    const flowId = await newFlow(api);
    const ids: string[] = [];
    for (let at = 0; at < 20; at++) ids.push(await ingest(api, flowId, second(at)));
    const places = await Promise.all(ids.map((id) => placeOf(test.app, id, one)));
    await idle(test.app);
    inside.forget();
    mustBe(204, await api.del(`/flows/${flowId}`));
    await idle(test.app);
    for (const at of places) expect(await isStored(s3, at)).to.equal(false);
    expect(inside.count("DELETE")).to.equal(0);
    expect(inside.requests.filter(({ path }) => /[?&]delete\b/.test(path)).length).to.be.at.most(4);
  });

  it("keeps what S3 refuses to delete, says why, and tries until it is gone (TRAP-041)", async () => {
    const { api, test, inside, one } = served.current;
    for (const refusal of ["AccessDenied", "SlowDown"] as const) {
      const flowId = await newFlow(api);
      const ids = [await ingest(api, flowId, second(0)), await ingest(api, flowId, second(1))];
      const urls = (await Promise.all(ids.map(everyUrl))).flat();
      const key = await keyOn(test.app, ids[0] ?? "", one);
      await idle(test.app);
      inside.forget();
      const effect = refusal === "SlowDown" ? SLOW_DOWN : refused(`${one.s3.prefix}${key}`, refusal);
      inside.setFaults([{ effect, method: "POST", path: /[?&]delete\b/ }]);
      mustBe(204, await api.del(`/flows/${flowId}`));
      for (const id of ids) expectRefusal(await api.get(`/objects/${id}`), 404);
      const tries = await eventually(async () => {
        const removals = (await jobsOf(test.app)).filter(({ kind }) => kind === "removal");
        return removals.some(({ attempts, error }) => attempts > 1 && error !== null) ? removals : undefined;
      });
      expect(tries.map(({ state }) => state)).to.not.include("failed");
      expect(tries.map(({ error }) => error).join()).to.include(refusal);
      if (refusal === "AccessDenied") expect(tries.map(({ error }) => error).join()).to.include(key);
      for (const url of urls) expect((await fetch(url)).status).to.equal(200);
      inside.setFaults();
      for (const url of urls) await mustGo(url);
      await idle(test.app);
    }
  });

  it("keeps the bytes of an Object that gets a reference at that moment (FLW-126, TRAP-041)", async function () {
    this.timeout(60_000);
    const { api, test } = served.current;
    const outcomes: { readonly url: string; readonly kept: boolean }[] = [];
    for (let round = 0; round < 40; round++) {
      const [from, to] = [await newFlow(api), await newFlow(api)];
      const object_id = await ingest(api, from, second(0));
      const [url = ""] = await everyUrl(object_id);
      const path = `/flows/${from}${round % 20 < 10 ? "" : "/segments"}`;
      const [gone, reused] = await Promise.all([
        turnsLater(round % 5, () => api.del(path)),
        turnsLater(4 - (round % 5), () =>
          api.post(`/flows/${to}/segments`, { object_id, timerange: second(0) }),
        ),
      ]);
      expect(gone.status).to.equal(204);
      expect(reused.status).to.be.oneOf([201, 400]);
      outcomes.push({ url, kept: reused.status === 201 });
    }
    await idle(test.app);
    for (const { url, kept } of outcomes) {
      const reply = await fetch(url);
      expect(reply.status).to.equal(kept ? 200 : 404);
      if (kept) expect(await reply.text()).to.equal(`bytes of ${second(0)}`);
    }
    expect(new Set(outcomes.map(({ kept }) => kept)).size, "both came about").to.equal(2);
  });

  it("leaves no copy of an Object that goes while it is copied (OBJ-041, TRAP-041)", async () => {
    const { api, test, s3, two, disk, inside } = served.current;
    for (let round = 0; round < 10; round++) {
      const flowId = await newFlow(api);
      const id = await ingest(api, flowId, second(0));
      for (const { id: storage_id } of [two, disk])
        mustBe(201, await api.post(`/objects/${id}/instances`, { storage_id }));
      const at = await placeOf(test.app, id, two);
      if (round % 2 === 0)
        await eventually(async () => (inside.count("PUT", new RegExp(at.Key)) > 0 ? true : undefined));
      mustBe(204, await api.del(`/flows/${flowId}`));
      await idle(test.app, 19);
      expect(await isStored(s3, at)).to.equal(false);
      expect((await api.get(`/objects/${id}`)).status).to.equal(404);
    }
  });

  it("takes an init Object from its bucket with the last that needs it (FLW-127)", async () => {
    const { api, test } = served.current;
    const flowId = await newFragmentedFlow(api);
    const init = await allocateOne(api, flowId);
    await upload(init, "init");
    const over = { init_object_id: init.object_id };
    for (const at of [0, 1]) await ingest(api, flowId, second(at), over);
    const [shown] = await segmentsOf(api, flowId, "?presigned=true");
    const url = shown?.init_object?.get_urls?.[0]?.url ?? "";
    mustBe(204, await api.del(`/flows/${flowId}/segments?timerange=${encodeURIComponent(second(0))}`));
    await idle(test.app);
    expect(await (await fetch(url)).text()).to.equal("init");
    mustBe(204, await api.del(`/flows/${flowId}`));
    await mustGo(url);
  });
});

/** Does it after so many turns of the event loop. */
async function turnsLater<Result>(turns: number, work: () => Promise<Result>): Promise<Result> {
  for (let turn = 0; turn < turns; turn++) await nextTurn();
  return work();
}

/** How S3 answers a batch of which it refuses a key (S3 API reference, DeleteObjects). */
function refused(key: string, code: string) {
  const error = `<Error><Key>${key}</Key><Code>${code}</Code><Message>No.</Message></Error>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<DeleteResult>${error}</DeleteResult>`;
  return { kind: "answer", status: 200, body, headers: { "content-type": "application/xml" } } as const;
}
