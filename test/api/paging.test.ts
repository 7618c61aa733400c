import { expect } from "chai";
import { type Client, nextOf } from "../support/client.ts";
import { idOf, itemsOf, LISTINGS, type Part } from "../support/listings.ts";
import { uuid } from "../support/make.ts";
import { expectRefusal, nextMillisecond, served } from "../support/served.ts";

interface Page {
  readonly ids: string[];
  readonly headers: Headers;
}

async function pageOf(api: Client, url: string): Promise<Page> {
  const { status, headers, body } = await api.get(url);
  expect(status, JSON.stringify(body)).to.equal(200);
  return { ids: itemsOf(body).map(idOf), headers };
}

/** Every page, by its `Link`. */
async function walk(api: Client, path: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let url: string | undefined = path; url !== undefined; ) {
    const page: Page = await pageOf(api, url);
    pages.push(page);
    expect(pages.length).to.be.below(100);
    url = nextOf(page.headers);
  }
  return pages;
}

const flat = (pages: readonly Page[]): string[] => pages.flatMap(({ ids }) => ids);

for (const { id, headers: documented, open } of LISTINGS) {
  describe(`pages of ${id}`, () => {
    const server = served({ services: { pageLimitDefault: 4, pageLimitMax: 6 } });
    let part: Part;
    let stored: string[];
    const directions = documented === "all" ? ["&reverse_order=false", "&reverse_order=true"] : [""];

    /** Items a millisecond apart, so that listings by date are in an order that a test can tell. */
    const fill = async (count: number): Promise<void> => {
      part = await open(server.api, server.app);
      stored = [];
      for (let n = 0; n < count; n += 1) {
        stored.push(await part.add());
        await nextMillisecond();
      }
    };

    it("has each item once, on pages that are full but for the last, of any size and direction (X-060, X-061, X-069, X-072, X-096)", async () => {
      await fill(7);
      for (const limit of [1, 2, 3, 6]) {
        const orders: string[][] = [];
        for (const direction of directions) {
          const pages = await walk(server.api, `${part.path}&limit=${limit}${direction}`);
          expect(flat(pages)).to.have.members(stored).and.have.lengthOf(7);
          for (const page of pages.slice(0, -1)) expect(page.ids).to.have.lengthOf(limit);
          orders.push(flat(pages));
        }
        if (orders[1] !== undefined) expect(orders[1]).to.deep.equal(orders[0]?.toReversed());
      }
    });

    it("states the limit in force: the default, the one asked for, or the maximum (X-062, X-063, X-075)", async () => {
      await fill(7);
      for (const [query, limit] of [
        ["", 4],
        ["&limit=1", 1],
        ["&limit=6", 6],
        ["&limit=7", 6],
        ["&limit=99999999999999999999", 6],
      ]) {
        const { ids, headers } = await pageOf(server.api, `${part.path}${query}`);
        expect(headers.get("x-paging-limit")).to.equal(String(limit));
        expect(ids).to.have.lengthOf(Number(limit));
      }
    });

    it("says what follows only while something does, also when a page is just full (X-065, X-071)", async () => {
      await fill(6);
      for (const direction of directions) {
        const pages = await walk(server.api, `${part.path}&limit=3${direction}`);
        expect(pages).to.have.lengthOf(2);
        expect(pages[0]?.headers.get("x-paging-nextkey")).to.be.a("string").and.not.equal("");
        expect(pages[1]?.headers.has("link")).to.equal(false);
        expect(pages[1]?.headers.has("x-paging-nextkey")).to.equal(false);
      }
    });

    it("leads to the same page by Link and by key (X-066, X-068)", async () => {
      await fill(5);
      for (const direction of directions) {
        const path = `${part.path}&limit=2${direction}`;
        const { headers } = await pageOf(server.api, path);
        const key = encodeURIComponent(headers.get("x-paging-nextkey") ?? "");
        const byLink = await pageOf(server.api, nextOf(headers) ?? "");
        expect((await pageOf(server.api, `${path}&page=${key}`)).ids).to.deep.equal(byLink.ids);
        expect(byLink.ids).to.have.lengthOf(2);
      }
    });

    it("links by an absolute URL that keeps every other parameter (X-067)", async () => {
      await fill(3);
      const query = `&limit=2${directions.at(-1)}&unknown=${encodeURIComponent("a b&c/ü")}`;
      const { headers } = await pageOf(server.api, part.path + query);
      expect(headers.get("link")).to.match(/^<http:\/\/[\x21-\x7e]+>; rel="next"$/);
      const [asked, next] = [new URL(server.api.base + part.path + query), new URL(nextOf(headers) ?? "")];
      expect(next.pathname).to.equal(asked.pathname);
      expect(next.searchParams.get("page")).to.equal(headers.get("x-paging-nextkey"));
      next.searchParams.delete("page");
      expect([...next.searchParams].sort()).to.deep.equal([...asked.searchParams].sort());
    });

    it("counts the items of the page and tells the order, where that is documented (X-073, X-074, AMB-059)", async () => {
      await fill(3);
      for (const direction of directions) {
        for (const { ids, headers } of await walk(server.api, `${part.path}&limit=2${direction}`)) {
          const [count, reverse] = [headers.get("x-paging-count"), headers.get("x-paging-reverse-order")];
          const wanted = documented === "all" ? [String(ids.length), direction.split("=")[1]] : [null, null];
          expect([count, reverse]).to.deep.equal(wanted);
        }
      }
      if (documented === "all")
        expect((await pageOf(server.api, part.path)).headers.get("x-paging-reverse-order")).to.equal("false");
    });

    it("gives [] and no Link where nothing is (X-080, X-075)", async () => {
      await fill(0);
      const { ids, headers } = await pageOf(server.api, part.path);
      expect(ids).to.deep.equal([]);
      expect(headers.has("link") || headers.has("x-paging-nextkey")).to.equal(false);
      expect(headers.get("x-paging-limit")).to.equal("4");
    });

    it("never repeats or loses an untouched item while others come and go (X-070, TRAP-022)", async () => {
      for (const direction of directions) {
        await fill(12);
        const untouched = new Set(stored);
        const seen: string[] = [];
        for (let url: string | undefined = `${part.path}&limit=2${direction}`; url !== undefined; ) {
          const page: Page = await pageOf(server.api, url);
          seen.push(...page.ids);
          url = nextOf(page.headers);
          if (seen.length > 40) break;
          if (seen.length < 20) await part.add();
          // One that was seen, the page's last, on whose key the next page opens; and one that was not.
          const unseen = stored.findLast((item) => untouched.has(item) && !seen.includes(item));
          for (const gone of [page.ids.at(-1), unseen]) {
            if (gone === undefined || part.remove === undefined) continue;
            untouched.delete(gone);
            await part.remove(gone);
          }
        }
        expect(seen).to.have.lengthOf(new Set(seen).size);
        expect(seen).to.include.members([...untouched]);
      }
    });

    for (const limit of ["0", "-1", "abc", "1.5", "", "1e2", "%20"]) {
      it(`refuses limit=${limit} (X-064, X-151, AMB-013)`, async () => {
        await fill(0);
        expectRefusal(await server.api.get(`${part.path}&limit=${limit}`), 400, "limit");
      });
    }

    it("refuses a page that it never issued, and never fails on one (X-077, X-045, AMB-014)", async () => {
      await fill(3);
      const issued = (await pageOf(server.api, `${part.path}&limit=1`)).headers.get("x-paging-nextkey") ?? "";
      const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const strange = [
        "nope",
        "0",
        "-1",
        "",
        "null",
        "%00",
        "%F0%9F%98%80",
        "a".repeat(5000),
        issued.slice(0, -3),
      ];
      const values = [[], {}, null, 5, "x", [1, 2, 3], ["x"], [null, null], [["a"]]];
      for (const page of [...strange, ...values.map(forged), `${issued}${issued}`])
        expectRefusal(await server.api.get(`${part.path}&page=${page}`), 400);
      const [name = ""]: string[] = JSON.parse(Buffer.from(issued, "base64url").toString());
      for (const tail of [
        [null, null],
        [{}, []],
        [1e300, -1],
        ["'; --", "x"],
        [true, "", ""],
      ]) {
        const { status } = await server.api.get(`${part.path}&page=${forged([name, ...tail])}`);
        expect(status).to.be.oneOf([200, 400]);
      }
    });

    it("answers HEAD with the status and headers of GET, and no bytes (X-010, X-011, X-012, X-013, X-014, X-015, TRAP-027)", async () => {
      await fill(3);
      for (const query of ["", "&limit=2", "&limit=0", "&page=nope"]) {
        const [get, head] = [
          await server.api.get(part.path + query),
          await server.api.head(part.path + query),
        ];
        expect([head.status, head.body]).to.deep.equal([get.status, undefined]);
        for (const name of [
          "link",
          "x-paging-limit",
          "x-paging-nextkey",
          "x-paging-count",
          "x-paging-reverse-order",
          "x-paging-timerange",
          "content-type",
        ])
          expect(head.headers.get(name), `${name} of ${query}`).to.equal(get.headers.get(name));
        if (get.status === 200 && head.headers.has("content-length"))
          expect(head.headers.get("content-length")).to.equal(get.headers.get("content-length"));
      }
    });
  });
}

describe("page keys", () => {
  const server = served();

  it("open no other listing, and no other order of the same one (X-078)", async () => {
    const keys = new Map<string, string>();
    const parts = new Map<string, Part>();
    for (const { id, open } of LISTINGS) {
      const part = await open(server.api, server.app);
      for (let n = 0; n < 3; n += 1) await part.add();
      parts.set(id, part);
      keys.set(id, (await pageOf(server.api, `${part.path}&limit=1`)).headers.get("x-paging-nextkey") ?? "");
    }
    for (const [from, key] of keys) {
      for (const [to, { path }] of parts) {
        if (from !== to)
          expect((await server.api.get(`${path}&page=${key}`)).status, `${from} on ${to}`).to.be.oneOf([
            200, 400,
          ]);
      }
    }
    const [flows, key] = [parts.get("X-054 /flows")?.path ?? "", keys.get("X-054 /flows") ?? ""];
    for (const query of ["sort_by=label", "reverse_order=true"])
      expectRefusal(await server.api.get(`${flows}&${query}&page=${key}`), 400, "page");
    expect((await server.api.get(`/flows?page=${key}&source_id=${uuid()}`)).body).to.deep.equal([]);
  });
});
