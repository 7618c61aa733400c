import { expect } from "chai";
import type { Change } from "../../src/storage/engine.ts";
import { deletionRequest } from "../support/listings.ts";
import { uuid, videoFlow, webhook } from "../support/make.ts";
import { expectRefusal, nextMillisecond, served, storeFlow } from "../support/served.ts";

/** In the order of code points. By UTF-16 units the last two change places; by any locale most do. */
const LABELS = [
  "",
  " ",
  "A",
  "B",
  "a",
  "aa",
  "b",
  "e\u0301",
  "z",
  "~",
  "\u00e9",
  "\u3042",
  "\uff5e",
  "\u{1f600}",
];

describe("sorting", () => {
  const server = served();
  const walk = async (path: string): Promise<string[]> =>
    (await server.api.all<{ id: string }>(path)).map(({ id }) => id);
  /** Both directions on pages of several sizes; all have to agree. */
  const bothWays = async (path: string): Promise<string[]> => {
    const order = await walk(`${path}&limit=300`);
    for (const limit of [1, 2, 3]) {
      expect(await walk(`${path}&limit=${limit}`)).to.deep.equal(order);
      expect(await walk(`${path}&limit=${limit}&reverse_order=true`)).to.deep.equal(order.toReversed());
      expect(await walk(`${path}&limit=${limit}&reverse_order=false`)).to.deep.equal(order);
    }
    return order;
  };

  for (const kind of ["flows", "sources"] as const) {
    const store = async (over: Parameters<typeof videoFlow>[0]): Promise<string> => {
      const flow = await storeFlow(server.api, videoFlow(over));
      return kind === "flows" ? flow.id : flow.source_id;
    };

    it(`puts /${kind} by label in code points, then those without one by id (X-090, X-093, X-095, X-096, X-097, AMB-056, TRAP-025)`, async () => {
      const part = uuid();
      const labelled: string[] = [];
      for (const label of LABELS.toReversed()) labelled.unshift(await store({ label, tags: { part } }));
      const bare = [
        await store({ tags: { part } }),
        await store({ tags: { part } }),
        await store({ tags: { part } }),
      ];
      expect(await bothWays(`/${kind}?sort_by=label&tag.part=${part}`)).to.deep.equal([
        ...labelled,
        ...bare.sort(),
      ]);
    });

    it(`breaks ties of /${kind} by id (X-097, TRAP-023)`, async () => {
      const part = uuid();
      const same: string[] = [];
      for (let n = 0; n < 7; n += 1) same.push(await store({ label: "same", tags: { part } }));
      expect(await bothWays(`/${kind}?sort_by=label&tag.part=${part}`)).to.deep.equal(same.sort());
    });

    it(`keeps /${kind} created in one moment in one order (X-097, X-069)`, async () => {
      const part = uuid();
      const ids = await Promise.all(Array.from({ length: 15 }, () => store({ tags: { part } })));
      expect(await bothWays(`/${kind}?tag.part=${part}`)).to.have.members(ids);
    });

    it(`puts /${kind} by date of creation, newest first, if not told otherwise (X-090, X-093, X-094, X-096, SRC-006, TRAP-024)`, async () => {
      const part = uuid();
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) {
        ids.unshift(await store({ tags: { part } }));
        await nextMillisecond();
      }
      expect(await bothWays(`/${kind}?tag.part=${part}`)).to.deep.equal(ids);
      expect(await bothWays(`/${kind}?sort_by=created&tag.part=${part}`)).to.deep.equal(ids);
    });

    const changed = kind === "flows" ? "metadata_updated" : "updated";
    it(`puts /${kind} by ${changed}, the last change first, those never changed by their creation (X-090, X-093, FLW-013, SRC-006, SRC-025)`, async () => {
      const part = uuid();
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) {
        ids.push(await store({ tags: { part } }));
        await nextMillisecond();
      }
      const [a = "", b = "", c = "", d = ""] = ids;
      for (const id of [c, a]) {
        await server.api.put(`/${kind}/${id}/label`, "changed");
        await nextMillisecond();
      }
      expect(await bothWays(`/${kind}?sort_by=${changed}&tag.part=${part}`)).to.deep.equal([a, c, d, b]);
      expect(await bothWays(`/${kind}?sort_by=created&tag.part=${part}`)).to.deep.equal([d, c, b, a]);
    });

    it(`finds its place anew in /${kind} when a label comes and goes (X-095)`, async () => {
      const part = uuid();
      const [a, b] = [
        await store({ label: "a", tags: { part } }),
        await store({ label: "b", tags: { part } }),
      ];
      const path = `/${kind}?sort_by=label&tag.part=${part}`;
      await server.api.del(`/${kind}/${a}/label`);
      expect(await walk(path)).to.deep.equal([b, a]);
      await server.api.put(`/${kind}/${a}/label`, "");
      expect(await walk(path)).to.deep.equal([a, b]);
      await server.api.put(`/${kind}/${a}/label`, "c");
      expect(await walk(path)).to.deep.equal([b, a]);
    });

    it(`refuses orders that /${kind} does not have (X-098)`, async () => {
      const wrong = ["id", "", "Created", "created,label", kind === "flows" ? "updated" : "metadata_updated"];
      for (const order of wrong)
        expectRefusal(await server.api.get(`/${kind}?sort_by=${order}`), 400, "sort_by");
    });
  }

  it("puts Webhooks by url, then by id (X-091, X-093, X-097, WH-003)", async () => {
    const part = uuid();
    const urls = [
      "https://a.example.com/2",
      "https://a.example.com/1",
      "https://B.example.com/",
      "https://a.example.com/1",
    ];
    const stored: { id: string; url: string }[] = [];
    for (const url of urls) {
      const sent = webhook({ url, tags: { part } });
      stored.push((await server.api.post<{ id: string; url: string }>("/service/webhooks", sent)).body);
    }
    const key = ({ url, id }: { url: string; id: string }) => `${url} ${id}`;
    const wanted = stored.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ id }) => id);
    expect(await bothWays(`/service/webhooks?tag.part=${part}`)).to.deep.equal(wanted);
  });

  it("puts Profiles newest first, whatever order is asked for (X-092)", async () => {
    const label = uuid();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const { id, source_id: _, ...flow_metadata } = videoFlow();
      await server.api.post(`/service/profiles/${id}`, { id, label, flow_metadata });
      ids.unshift(id);
      await nextMillisecond();
    }
    for (const query of ["", "&reverse_order=true", "&sort_by=label", "&limit=1"])
      expect(await walk(`/service/profiles?label=${label}${query}`)).to.deep.equal(ids);
  });

  it("puts Deletion Requests by creation or by expiry, newest first (X-090, X-093, X-098)", async () => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const rows = [
      deletionRequest({ created: at(-1), expiry: at(10) }),
      deletionRequest({ created: at(-2), expiry: at(30) }),
      deletionRequest({ created: at(-3), expiry: at(20) }),
    ];
    const change: Change = { insert: "deletion_requests", rows };
    await server.app.engine.write(["rows"], async () => ({ result: undefined, changes: [change] }));
    const [a, b, c] = rows.map(({ id }) => id);
    expect(await bothWays("/flow-delete-requests?")).to.deep.equal([a, b, c]);
    expect(await bothWays("/flow-delete-requests?sort_by=created")).to.deep.equal([a, b, c]);
    expect(await bothWays("/flow-delete-requests?sort_by=expiry")).to.deep.equal([b, c, a]);
    expectRefusal(await server.api.get("/flow-delete-requests?sort_by=label"), 400, "sort_by");
  });
});
