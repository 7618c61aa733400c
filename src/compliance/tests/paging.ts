import { claim, claimStatus } from "../claims.ts";
import { type Crowd, gathered, LISTINGS, type Listing } from "../crowds.ts";
import { shown, verifySame } from "../listing.ts";
import { type Page, page, pageOf, pages } from "../pages.ts";
import { absoluteUrl } from "../places.ts";
import type { ComplianceTest, Probe } from "../test.ts";

/** The ids about the headers of one listing, and those of them that came with 8.2. */
const HEADERS: Readonly<Record<string, readonly [since80: string, since82: string]>> = {
  sources: ["X-053", "X-053b"],
  flows: ["X-054", "X-054b"],
};
const SIZE = 5;

const own = (listing: Listing, index: 0 | 1) => HEADERS[listing.name]?.slice(index, index + 1) ?? [];

function testOf(
  listing: Listing,
  name: string,
  title: string,
  behaviours: readonly string[],
  run: (probe: Probe) => Promise<void>,
): ComplianceTest {
  const { operation, needs } = listing;
  const id = `paging/${listing.name}-${name}`;
  return { id, title, area: "http", behaviours, operations: [operation], needs, run };
}

/** Verifies what one page of a walk says, being the last or not. */
function verifyPage(
  probe: Probe,
  listing: Listing,
  { reply, keys, limit, next, link }: Page,
  isLast: boolean,
) {
  const { exchange } = reply;
  const found = `there are X-Paging-NextKey ${shown(next)} and Link ${shown(reply.headers.get("link"))}`;
  const holds = isLast ? next === undefined && link === undefined : (next ?? "") !== "" && link !== undefined;
  const when = isLast ? "on the last page both are missing" : "where more follow both are there";
  claim(
    probe,
    ["X-065", "HDR-01", ...own(listing, 0)],
    holds,
    `Of NextKey and Link ${when}; ${found}.`,
    exchange,
  );
  const isThere = limit !== undefined && Number.isInteger(limit) && limit > 0;
  probe.verify("X-075", isThere, `X-Paging-Limit is there; it is ${limit ?? "missing"}.`, exchange);
  if (limit === undefined) return;
  const inForce = isThere && limit <= 2;
  const stated = `X-Paging-Limit is the limit in force, at most 2 as asked; it is ${limit ?? "missing"}.`;
  claim(probe, ["X-062", "HDR-01", ...own(listing, 0)], inForce, stated, exchange);
  const fits = keys.length <= Math.min(limit, 2);
  probe.verify("X-061", fits, `A page has at most 2 items, and ${limit}; it has ${keys.length}.`, exchange);
  const isFull = isLast || keys.length === limit;
  const full = `A page before the last has ${limit} items; it has ${keys.length}.`;
  claim(probe, ["X-072", "TRAP-021"], isFull, full, exchange);
}

/** Verifies the form of a Link and that it keeps the query it came with. */
function verifyLink(probe: Probe, crowd: Crowd, { reply, link = "", next = "" }: Page): void {
  const header = reply.headers.get("link") ?? "";
  const isForm = /^<https?:\/\/[^<>\s"{}|\\^`]+>; ?rel="?next"?$/.test(header);
  probe.verify(
    "X-067",
    isForm,
    `Link is <absolute URL>; rel="next"; it is ${header ?? "missing"}.`,
    reply.exchange,
  );
  const wanted = { ...crowd.filters, limit: "2", page: next };
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const query = Object.fromEntries(url?.searchParams ?? []);
  const kept = Object.entries(wanted).every(([name, value]) => query[name] === value);
  const what = `The query of Link is that of the request with page added, ${shown(wanted)}; it is ${shown(query)}.`;
  claim(probe, ["X-067", "TRAP-026"], kept, what, reply.exchange);
  const base = new URL(probe.server.url);
  const isHost = url?.host === base.host;
  claim(
    probe,
    "TRAP-026",
    isHost,
    `Link has the public host ${base.host}; it has ${url?.host}.`,
    reply.exchange,
  );
}

const walk = (listing: Listing) =>
  testOf(
    listing,
    "walk",
    `The pages of ${listing.name} have every item once, each page full but the last`,
    [
      ...["X-060", "X-061", "X-062", "X-065", "X-068", "X-069", "X-072", "X-075", "HDR-01", "TRAP-021"],
      ...own(listing, 0),
    ],
    async (probe) => {
      const crowd = await gathered(probe, listing, SIZE);
      const walked = await pages(probe, listing, crowd, { limit: "2" });
      for (const [index, one] of walked.entries()) {
        verifyPage(probe, listing, one, index === walked.length - 1);
      }
      const keys = walked.flatMap((one) => one.keys);
      const judged = ["X-060", "X-068", "X-069"];
      verifySame(probe, judged, keys.toSorted(), crowd.keys.toSorted(), "What the pages have in all");
      const whole = (await pages(probe, listing, crowd)).flatMap((one) => one.keys);
      verifySame(probe, "X-069", keys, whole, "The order of the pages");
      const again = await page(probe, listing, crowd, { limit: "2" });
      verifySame(probe, "X-060", again.keys, walked[0]?.keys, "The first page, read again");
    },
  );

const links = (listing: Listing) =>
  testOf(
    listing,
    "links",
    `Link leads to the page of ${listing.name} that X-Paging-NextKey leads to, with all of the query kept`,
    ["X-066", "X-067", "X-068", "X-069", "TRAP-026", "HDR-01"],
    async (probe) => {
      const crowd = await gathered(probe, listing, SIZE);
      let current = await page(probe, listing, crowd, { limit: "2" });
      const found = [...current.keys];
      for (let count = 0; current.link !== undefined && count < SIZE; count += 1) {
        verifyLink(probe, crowd, current);
        const byKey = await page(probe, listing, crowd, { limit: "2", page: current.next });
        const url = absoluteUrl(`${probe.server.url}/`, current.link);
        current = pageOf(listing, await probe.fetch(url, { credential: "own" }));
        const what = "The page that Link leads to";
        verifySame(probe, ["X-066", "X-068"], current.keys, byKey.keys, what, current.reply.exchange);
        found.push(...current.keys);
      }
      verifySame(probe, "X-069", found.toSorted(), crowd.keys.toSorted(), "What following Link finds in all");
      const head = await probe.head(crowd.place, { ...crowd.filters, limit: 2 });
      const has = ["link", "x-paging-limit", "x-paging-nextkey"].filter((name) => !head.headers.has(name));
      probe.verify(
        "HDR-01",
        has.length === 0,
        `HEAD has the headers of paging; missing: ${has}.`,
        head.exchange,
      );
    },
  );

const ends = (listing: Listing) =>
  testOf(
    listing,
    "ends",
    `The last page of ${listing.name} says so, also when it is full or empty`,
    ["X-071", "X-080", "X-065"],
    async (probe) => {
      const crowd = await gathered(probe, listing, 0);
      const ended = ({ next, link }: Page) => next === undefined && link === undefined;
      const empty = await page(probe, listing, crowd);
      probe.verifyStatus("X-080", empty.reply, 200);
      verifySame(probe, "X-080", empty.reply.body, [], "An empty listing", empty.reply.exchange);
      claim(
        probe,
        ["X-080", "X-065"],
        ended(empty),
        "An empty listing has no next page.",
        empty.reply.exchange,
      );
      for (let count = 0; count < 4; count += 1) await crowd.add();
      const first = await page(probe, listing, crowd, { limit: "2" });
      if (first.keys.length !== 2 || first.next === undefined) probe.skip("The server has no pages of two.");
      const second = await page(probe, listing, crowd, { limit: "2", page: first.next });
      const what = `The second of two full pages has no Link; it has ${shown(second.link)}.`;
      probe.verify("X-071", second.keys.length === 2 && ended(second), what, second.reply.exchange);
      const whole = await page(probe, listing, crowd, { limit: "4" });
      if (whole.keys.length !== 4) return;
      probe.verify("X-071", ended(whole), "A page with all items has no Link.", whole.reply.exchange);
    },
  );

const limits = (listing: Listing) =>
  testOf(
    listing,
    "limits",
    `The limit of ${listing.name} is lowered where it is too high, and refused where it is no count`,
    ["X-060", "X-062", "X-063", "X-064", "X-064b", "X-075", "AMB-013"],
    async (probe) => {
      const crowd = await gathered(probe, listing, 1);
      const plain = await page(probe, listing, crowd);
      const isThere = (plain.limit ?? 0) > 0;
      probe.verify(
        "X-075",
        isThere,
        `X-Paging-Limit is there without limit; it is ${plain.limit ?? "missing"}.`,
      );
      for (const limit of ["1000000", "2147483648"]) {
        const { reply, keys, limit: inForce } = await page(probe, listing, crowd, { limit });
        claimStatus(probe, ["X-060", "X-063", "AMB-013"], reply, 200);
        verifySame(probe, "X-063", keys, crowd.keys, `The page with limit=${limit}`, reply.exchange);
        if (inForce === undefined) continue;
        const what = `X-Paging-Limit is what is in force, at most ${limit}; it is ${inForce ?? "missing"}.`;
        probe.verify("X-062", inForce > 0 && inForce <= Number(limit), what, reply.exchange);
      }
      for (const limit of ["-1", "-100", "abc", "1.5", "1e2x", "ten", "2,3"]) {
        probe.verifyStatus("X-064", (await page(probe, listing, crowd, { limit })).reply, 400);
      }
      const zero = await page(probe, listing, crowd, { limit: "0" });
      claimStatus(probe, ["X-064b", "AMB-013"], zero.reply, 400, 200);
    },
  );

const foreign = (listing: Listing) =>
  testOf(
    listing,
    "foreign-pages",
    `A page key of ${listing.name} that was made up, or is of another listing, is refused or finds nothing`,
    ["X-077", "X-078", "AMB-014"],
    async (probe) => {
      const crowd = await gathered(probe, listing, 3);
      for (const key of [
        "x",
        "-1",
        "0",
        "zzzz",
        "bm90IGEga2V5",
        "eyJhIjoxfQ",
        probe.fresh.uuid(),
        "' --",
        "ä",
      ]) {
        const { reply, keys } = await page(probe, listing, crowd, { limit: "1", page: key });
        const holds =
          (reply.status >= 400 && reply.status < 500) || (reply.status === 200 && keys.length === 0);
        const what = `page=${shown(key)} gives a 4xx or no items; it gives ${reply.status} with ${keys.length}.`;
        claim(probe, ["X-077", "AMB-014"], holds, what, reply.exchange);
      }
      const other = LISTINGS.find(({ name }) => name === (listing.name === "flows" ? "sources" : "flows"));
      if (other === undefined) return;
      const strangers = await gathered(probe, other, 2);
      const { next } = await page(probe, other, strangers, { limit: "1" });
      const { reply, keys } = await page(probe, listing, crowd, { limit: "1", page: next });
      const isHarmless = reply.status === 200 && keys.every((key) => crowd.keys.includes(key));
      const isRefused = reply.status >= 400 && reply.status < 500;
      const what = `The page key of ${other.name} gives a 4xx or nothing strange; it gives ${reply.status}.`;
      probe.verify("X-078", isHarmless || isRefused, what, reply.exchange);
    },
  );

/** What every listing does with `limit` and `page`. */
export const paging: readonly ComplianceTest[] = LISTINGS.flatMap((listing) => [
  walk(listing),
  links(listing),
  ends(listing),
  limits(listing),
  foreign(listing),
]);
