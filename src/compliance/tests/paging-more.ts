import { claim } from "../claims.ts";
import { gathered, LISTINGS, type Listing } from "../crowds.ts";
import { listOf } from "../json.ts";
import { verifySame } from "../listing.ts";
import { page, pages } from "../pages.ts";
import type { ComplianceTest } from "../test.ts";

/** The ids about the headers that came with 8.2, by listing. */
const HEADERS: Readonly<Record<string, readonly string[]>> = { sources: ["X-053b"], flows: ["X-054b"] };
const READABLE_BY_BROWSERS = ["link", "x-paging-limit", "x-paging-nextkey", "location"];

function changes(listing: Listing): ComplianceTest {
  return {
    id: `paging-more/${listing.name}-changes`,
    title: `What comes and goes during a walk through ${listing.name} makes no other item appear twice or vanish`,
    area: "http",
    behaviours: ["X-070", "TRAP-022"],
    operations: [listing.operation],
    needs: listing.needs,
    async run(probe) {
      const crowd = await gathered(probe, listing, 6);
      const first = await page(probe, listing, crowd, { limit: "2" });
      const rest = crowd.keys.filter((key) => !first.keys.includes(key));
      // One that was read goes: with offsets the next page would start one too late.
      await crowd.drop(first.keys[0] ?? "");
      const second = await page(probe, listing, crowd, { limit: "2", page: first.next });
      // New ones come at the start of some orders: with offsets the next page would repeat.
      for (let count = 0; count < 2; count += 1) await crowd.add();
      const found = [...second.keys];
      for (let next = second.next; next !== undefined && found.length < 20; ) {
        const current = await page(probe, listing, crowd, { limit: "2", page: next });
        found.push(...current.keys);
        next = current.next;
      }
      const untouched = found.filter((key) => rest.includes(key));
      const what = "What the later pages have of the items that stayed";
      verifySame(probe, ["X-070", "TRAP-022"], untouched.toSorted(), rest.toSorted(), what);
      const isOnce = new Set(found).size === found.length && !found.some((key) => first.keys.includes(key));
      claim(probe, ["X-070", "TRAP-022"], isOnce, "No item is on two pages.");
    },
  };
}

function counts(listing: Listing): ComplianceTest {
  const own = HEADERS[listing.name] ?? [];
  return {
    id: `paging-more/${listing.name}-headers`,
    title: `Pages of ${listing.name} say how many items they have and whether the order is reversed`,
    area: "http",
    behaviours: ["X-073", "X-074", "X-074b", "AMB-015", "AMB-059", "X-075", "X-094", "X-150", ...own],
    operations: [listing.operation],
    since: "8.2",
    needs: listing.needs,
    async run(probe) {
      const crowd = await gathered(probe, listing, 3);
      const whole = (await pages(probe, listing, crowd)).flatMap(({ keys }) => keys);
      for (const order of [undefined, "false", "true"]) {
        const walked = await pages(probe, listing, crowd, { limit: "2", reverse_order: order });
        for (const { reply, keys } of walked) {
          const count = reply.headers.get("x-paging-count");
          const counted = `X-Paging-Count is ${keys.length}, the items of the page; it is ${count}.`;
          const isCount = count === String(keys.length);
          claim(probe, ["X-073", "AMB-059", ...own], isCount, counted, reply.exchange);
          const told = reply.headers.get("x-paging-reverse-order");
          const isTold = told?.toLowerCase() === String(order === "true");
          const what = `X-Paging-Reverse-Order is ${order === "true"}; it is ${told}.`;
          claim(probe, ["X-074", "X-074b", "AMB-015", ...own], isTold, what, reply.exchange);
        }
        const wanted = order === "true" ? whole.toReversed() : whole;
        const found = walked.flatMap(({ keys }) => keys);
        const judged = order === undefined ? ["X-094", "X-150"] : ["X-074"];
        verifySame(probe, judged, found, wanted, `The order with reverse_order ${order ?? "left out"}`);
      }
    },
  };
}

/** What listings say of their pages, and what changes do to a walk. */
export const pagingMore: readonly ComplianceTest[] = [
  ...LISTINGS.map(changes),
  ...LISTINGS.map(counts),
  {
    id: "paging-more/filters-first",
    title: "Filters choose before pages are cut, so that no page in the middle is short",
    area: "http",
    behaviours: ["X-072", "TRAP-021"],
    operations: ["GET_flows"],
    async run(probe) {
      const source_id = probe.fresh.uuid();
      for (let count = 0; count < 9; count += 1) {
        // Every third one is wanted, so that a page cut first would have less than a full one.
        const label = count % 3 === 0 ? "wanted" : "other";
        await probe.flow({ source_id, label, tags: { kind: label } });
      }
      const queries = [
        { label: "wanted" },
        { "tag.kind": "wanted" },
        { "tag.kind": "wanted", label: "wanted" },
      ];
      for (const query of queries) {
        const reply = await probe.get("/flows", { source_id, ...query, limit: 2 });
        const limit = Number(reply.headers.get("x-paging-limit") ?? "2");
        const found = listOf(reply.body).length;
        const what = `The first page of three Flows has ${limit}; it has ${found}.`;
        claim(probe, ["X-072", "TRAP-021"], found === limit, what, reply.exchange);
      }
    },
  },
  {
    id: "paging-more/cors",
    title: "Where browsers of other origins may read replies, they may read the headers of paging too",
    area: "http",
    behaviours: ["X-081"],
    operations: ["GET_flows"],
    async run(probe) {
      const origins = ["http://localhost", new URL(probe.server.url).origin, "https://example.com"];
      for (const Origin of origins) {
        const { headers, exchange } = await probe.request("GET", "/flows?limit=1", { headers: { Origin } });
        if (!headers.has("access-control-allow-origin")) continue;
        const exposed = (headers.get("access-control-expose-headers") ?? "").toLowerCase().split(/\s*,\s*/);
        const hidden = READABLE_BY_BROWSERS.filter((name) => !exposed.includes(name));
        const isWide = exposed.includes("*") || hidden.length === 0;
        probe.verify(
          "X-081",
          isWide,
          `Link, X-Paging-* and Location are exposed; hidden: ${hidden}.`,
          exchange,
        );
        return;
      }
      probe.skip("The server lets no other origin read its replies.");
    },
  },
];
