import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { servedTwoBackends } from "../support/backends.ts";
import { segment, uuid } from "../support/make.ts";
import { ORIGIN_ALLOW, type Origin, openOrigin } from "../support/origin.ts";
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

describe("the instances of Objects", () => {
  const two = servedTwoBackends({ services: { outboundAllow: ORIGIN_ALLOW } });

  const add = (id: string, body: unknown) => two.current.api.post(`/objects/${id}/instances`, body);
  const remove = (id: string, query: string) => two.current.api.del(`/objects/${id}/instances${query}`);
  const external = (label = "far") => ({ url: `https://${label}.example.com/${uuid()}`, label });

  /** The labels of an Object's URLs, each once. */
  async function labelsOf(id: string): Promise<string[]> {
    const { get_urls = [] } = await objectOf(two.current.api, id);
    return [...new Set(get_urls.map(({ label }) => label ?? ""))];
  }

  const shown = (id: string, label: string) =>
    eventually(async () => ((await labelsOf(id)).includes(label) ? true : undefined));

  async function newObject(bytes?: string): Promise<string> {
    const { api } = two.current;
    return ingest(api, await newFlow(api), second(0), {}, bytes);
  }

  it("are either on a backend or at a URL: both, neither or half is refused (OBJ-020)", async () => {
    const id = await newObject();
    const { slow } = two.current;
    const bad = [
      { storage_id: slow.id, ...external() },
      { storage_id: slow.id, url: "https://far.example.com/x" },
      { storage_id: slow.id, label: "far" },
      {},
      { url: "https://far.example.com/x" },
      { label: "far" },
      { url: 1, label: "far" },
      [],
      "text",
    ];
    for (const body of bad) expectRefusal(await add(id, body), 400);
    for (const url of ["not a url", "javascript:alert(1)", "data:,x", "file:///etc/passwd"]) {
      expectRefusal(await add(id, { url, label: "far" }), 400, "url");
    }
    expect(await labelsOf(id)).to.eql(["fast"]);
  });

  it("are copied to a backend in the background, byte for byte, and shown when they are ready (OBJ-021, OBJ-027, DM-008)", async () => {
    const { api, slow } = two.current;
    const flowId = await newFlow(api);
    const bytes = new Uint8Array(randomBytes(2_000_000));
    const item = await allocateOne(api, flowId, { content_type: "video/mp4" });
    await upload(item, bytes);
    const id = item.object_id;
    await register(api, flowId, { object_id: id, timerange: second(0) });
    const other = await newFlow(api);
    await register(api, other, { object_id: id, timerange: second(0) });
    const reply = await add(id, { storage_id: slow.id });
    expect([reply.status, reply.body]).to.eql([201, null]);
    await shown(id, "slow");
    for (const flow of [flowId, other]) {
      const [entry] = await segmentsOf(api, flow, `?accept_storage_ids=${slow.id}`);
      expect(entry?.get_urls).to.have.length(2);
      for (const { url } of entry?.get_urls ?? []) {
        const copy = await fetch(url);
        expect(copy.headers.get("content-type")).to.equal("video/mp4");
        expect(Buffer.from(await copy.arrayBuffer()).equals(bytes)).to.equal(true);
      }
    }
  });

  it("are refused on unknown backends and where there is one already, ready or not (OBJ-022)", async () => {
    const { fast, slow } = two.current;
    const id = await newObject();
    for (const storage_id of [uuid(), "nope", null])
      expectRefusal(await add(id, { storage_id }), 400, "storage_id");
    expectRefusal(await add(id, { storage_id: fast.id }), 400, fast.id);
    const replies = await Promise.all(Array.from({ length: 4 }, () => add(id, { storage_id: slow.id })));
    expect(replies.map(({ status }) => status).sort()).to.eql([201, 400, 400, 400]);
  });

  it("at a URL are listed at once, in every Flow that uses the Object (OBJ-024, OBJ-027, DM-009)", async () => {
    const { api } = two.current;
    const [a, b] = [await newFlow(api), await newFlow(api)];
    const id = await ingest(api, a, second(0));
    await register(api, b, { object_id: id, timerange: second(0) });
    const instance = external();
    expect((await add(id, instance)).status).to.equal(201);
    for (const flowId of [a, b]) {
      const [entry] = await segmentsOf(api, flowId, "?verbose_storage=true&accept_get_urls=far");
      expect(entry?.get_urls).to.eql([{ ...instance, presigned: false, controlled: false }]);
    }
  });

  it("need a label that is nobody's (OBJ-025)", async () => {
    const id = await newObject();
    mustBe(201, await add(id, external()));
    for (const label of ["far", "fast", "slow", ""])
      expectRefusal(await add(id, { url: "https://other.example.com/x", label }), 400, "label");
    mustBe(201, await add(id, external("farther")));
    const replies = await Promise.all(Array.from({ length: 4 }, () => add(id, external("once"))));
    expect(replies.map(({ status }) => status).sort()).to.eql([201, 400, 400, 400]);
  });

  it("of an unknown Object are 404, whatever the body or query (OBJ-026, OBJ-043)", async () => {
    const { api } = two.current;
    const { object_id } = await allocateOne(api, await newFlow(api));
    for (const id of [uuid(), object_id]) {
      for (const body of [external(), {}, { storage_id: "nope" }]) expectRefusal(await add(id, body), 404);
      for (const query of ["?label=far", "", "?storage_id=nope"]) expectRefusal(await remove(id, query), 404);
    }
  });

  it("of media leave the init Object alone (OBJ-028, OBJ-044), which has instances of its own (OBJ-029)", async () => {
    const { api, slow, fast } = two.current;
    const flowId = await newFragmentedFlow(api);
    const init = await allocateOne(api, flowId);
    await upload(init, "init bytes");
    const id = await ingest(api, flowId, second(0), { init_object_id: init.object_id });
    mustBe(201, await add(id, external()));
    mustBe(201, await add(id, { storage_id: slow.id }));
    await shown(id, "slow");
    mustBe(204, await remove(id, `?storage_id=${fast.id}`));
    expect(await labelsOf(init.object_id)).to.eql(["fast"]);
    mustBe(201, await add(init.object_id, external("init-far")));
    mustBe(201, await add(init.object_id, { storage_id: slow.id }));
    await shown(init.object_id, "slow");
    const [entry] = await segmentsOf(api, flowId, "?accept_get_urls=slow&presigned=true");
    expect(await (await fetch(entry?.init_object?.get_urls?.[0]?.url ?? "")).text()).to.equal("init bytes");
    expect(await labelsOf(id)).to.have.members(["slow", "far"]);
  });

  it("may change while every Flow that uses the Object is read-only (OBJ-030, FP-043)", async () => {
    const { api } = two.current;
    const flowId = await newFlow(api);
    const id = await ingest(api, flowId, second(0));
    mustBe(204, await api.put(`/flows/${flowId}/read_only`, true));
    mustBe(201, await add(id, external()));
    mustBe(204, await remove(id, "?label=far"));
  });

  describe("that come from elsewhere", () => {
    const state = { bytes: "bytes from elsewhere", fails: 0, asked: 0, silent: false };
    let origin: Origin;
    before(async () => {
      origin = await openOrigin((request, response) => {
        state.asked++;
        if (state.silent) return;
        if (request.url === "/broken")
          response.writeHead(200, { "content-length": "1000" }).write("half", () => response.destroy());
        else if (request.url === "/moved") response.writeHead(302, { location: "/bytes" }).end();
        else if (state.fails-- > 0 || request.url === "/gone") response.writeHead(500).end();
        else response.writeHead(200, { "content-type": "video/mp2t" }).end(state.bytes);
      });
    });
    after(() => origin.close());

    async function elsewhere(path: string): Promise<string> {
      const { api } = two.current;
      const body = segment(second(0), { get_urls: [{ url: `${origin.url}${path}`, label: "origin" }] });
      await register(api, await newFlow(api), body);
      return body.object_id;
    }

    itOnDisk("are fetched from the URL, also when it fails at first (OBJ-023)", async () => {
      const { api, fast, slow } = two.current;
      const id = await elsewhere("/bytes");
      state.fails = 1;
      mustBe(201, await add(id, { storage_id: fast.id }));
      await shown(id, "fast");
      mustBe(201, await add(id, { storage_id: slow.id }));
      await shown(id, "slow");
      for (const { url } of (await objectOf(api, id, "?accept_get_urls=fast,slow")).get_urls ?? []) {
        const copy = await fetch(url);
        expect(copy.headers.get("content-type")).to.equal("video/mp2t");
        expect(await copy.text()).to.equal(state.bytes);
      }
      mustBe(204, await remove(id, "?label=origin"));
      expect(await labelsOf(id)).to.have.members(["fast", "slow"]);
    });

    it("are never shown before they are whole (OBJ-021, OBJ-031)", async () => {
      const { fast } = two.current;
      const id = await elsewhere("/bytes");
      const asked = state.asked;
      state.silent = true;
      mustBe(201, await add(id, { storage_id: fast.id }));
      await eventually(async () => (state.asked > asked ? true : undefined));
      expect(await labelsOf(id)).to.eql(["origin"]);
      mustBe(204, await remove(id, `?storage_id=${fast.id}`));
      state.silent = false;
    });

    for (const path of ["/gone", "/broken", "/moved"]) {
      it(`are never shown when the copy fails (${path}), however often it is tried (OBJ-031)`, async () => {
        const { fast, test } = two.current;
        const id = await elsewhere(path);
        const asked = state.asked;
        mustBe(201, await add(id, { storage_id: fast.id }));
        await eventually(async () => (state.asked > asked + 1 ? true : undefined));
        expect(await labelsOf(id)).to.eql(["origin"]);
        expect(test.lines.some(({ message }) => message === "A job failed and will be tried again")).to.equal(
          true,
        );
      });
    }

    itOnDisk("must be the bytes the Object had before (DM-008, OBJ-031)", async () => {
      const { fast, slow } = two.current;
      const id = await newObject("the true bytes");
      mustBe(201, await add(id, { url: `${origin.url}/bytes`, label: "origin" }));
      mustBe(204, await remove(id, `?storage_id=${fast.id}`));
      state.bytes = "the false ones";
      const asked = state.asked;
      mustBe(201, await add(id, { storage_id: slow.id }));
      await eventually(async () => (state.asked > asked ? true : undefined));
      expect(await labelsOf(id)).to.eql(["origin"]);
      state.bytes = "the true bytes";
      await shown(id, "slow");
      const [copy] = (await objectOf(two.current.api, id, "?accept_get_urls=slow")).get_urls ?? [];
      expect(await (await fetch(copy?.url ?? "")).text()).to.equal("the true bytes");
    });

    it("are never touched there when they go (OBJ-047)", async () => {
      const methods: string[] = [];
      const watched = await openOrigin((request, response) => {
        methods.push(request.method ?? "");
        response.end("x");
      });
      const id = await newObject();
      mustBe(201, await add(id, { url: `${watched.url}/x`, label: "watched" }));
      mustBe(204, await remove(id, "?label=watched"));
      expect(await labelsOf(id)).to.eql(["fast"]);
      expect(methods).to.eql([]);
      await watched.close();
    });
  });

  it("are not fetched from addresses this server may not reach (OBJ-023, TRAP-060)", async () => {
    const { api, slow } = two.current;
    for (const url of [
      "http://10.0.0.1/x",
      "http://localhost/x",
      "http://[::1]/x",
      "ftp://far.example.com/x",
      "http://0x7f000002/x",
    ]) {
      const body = segment(second(0), { get_urls: [{ url, label: "inside" }] });
      await register(api, await newFlow(api), body);
      expectRefusal(await add(body.object_id, { storage_id: slow.id }), 400);
    }
  });

  it("are named by storage_id or label, one of them (OBJ-040)", async () => {
    const { fast } = two.current;
    const id = await newObject();
    mustBe(201, await add(id, external()));
    expectRefusal(await remove(id, ""), 400);
    expectRefusal(await remove(id, `?storage_id=${fast.id}&label=far`), 400);
    expect(await labelsOf(id)).to.have.members(["fast", "far"]);
  });

  it("vanish at once from Objects and Segments, and their bytes afterwards (OBJ-041)", async () => {
    const { api, fast } = two.current;
    const flowId = await newFlow(api);
    const id = await ingest(api, flowId, second(0));
    const url = (await objectOf(api, id)).get_urls?.[0]?.url ?? "";
    mustBe(201, await add(id, external()));
    expect((await remove(id, `?storage_id=${fast.id}`)).status).to.equal(204);
    expect(await labelsOf(id)).to.eql(["far"]);
    expect((await segmentsOf(api, flowId))[0]?.get_urls?.map(({ label }) => label)).to.eql(["far"]);
    await eventually(async () => ((await fetch(url)).status === 404 ? true : undefined));
    mustBe(201, await add(id, external("other")));
    mustBe(204, await remove(id, "?label=far"));
    expect(await labelsOf(id)).to.eql(["other"]);
  });

  it("are protected when they are the last, also from two who remove one each (OBJ-042)", async () => {
    const { fast } = two.current;
    const id = await newObject();
    expectRefusal(await remove(id, `?storage_id=${fast.id}`), 400, "last");
    expectRefusal(await remove(id, "?label=fast"), 400, "last");
    mustBe(201, await add(id, external()));
    const replies = await Promise.all([remove(id, `?storage_id=${fast.id}`), remove(id, "?label=far")]);
    expect(replies.map(({ status }) => status).sort()).to.eql([204, 400]);
    expect(await labelsOf(id)).to.have.length(1);
  });

  it("that the Object does not have are 404 (OBJ-043), what is no id 400 or 404 (OBJ-046)", async () => {
    const { slow } = two.current;
    const id = await newObject();
    for (const query of [
      "?label=nobody",
      `?storage_id=${slow.id}`,
      `?storage_id=${uuid()}`,
      "?label=slow",
      "?label=",
    ])
      expectRefusal(await remove(id, query), 404);
    expect((await remove(id, "?storage_id=nope")).status).to.be.oneOf([400, 404]);
    expect(await labelsOf(id)).to.eql(["fast"]);
  });

  it("on a backend go by its label too (OBJ-045)", async () => {
    const id = await newObject();
    mustBe(201, await add(id, external()));
    mustBe(204, await remove(id, "?label=fast"));
    expect(await labelsOf(id)).to.eql(["far"]);
  });

  itOnDisk("on all backends lose their bytes with the Object (AMB-062)", async () => {
    const { api, slow } = two.current;
    const flowId = await newFlow(api);
    const id = await ingest(api, flowId, second(0));
    mustBe(201, await add(id, { storage_id: slow.id }));
    await shown(id, "slow");
    const urls = (await objectOf(api, id)).get_urls?.map(({ url }) => url) ?? [];
    expect(urls).to.have.length(4);
    await api.del(`/flows/${flowId}/segments`);
    expectRefusal(await api.get(`/objects/${id}`), 404);
    for (const url of urls)
      await eventually(async () => ((await fetch(url)).status === 404 ? true : undefined));
  });
});
