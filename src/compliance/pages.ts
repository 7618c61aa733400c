import type { Crowd, Listing } from "./crowds.ts";
import { listOf } from "./json.ts";
import { type Filters, nextKey } from "./listing.ts";
import { Unmade } from "./makers.ts";
import type { Probe, Reply } from "./test.ts";

/** One page of a listing as it came. */
export interface Page {
  readonly reply: Reply;
  readonly keys: readonly string[];
  /** The limit in force by X-Paging-Limit; undefined without the header. */
  readonly limit: number | undefined;
  /** X-Paging-NextKey. */
  readonly next: string | undefined;
  /** The URL of the Link header with rel next. */
  readonly link: string | undefined;
}

const MOST_PAGES = 100;

/** Reads a page of what a crowd's filters and more leave. */
export async function page(probe: Probe, listing: Listing, crowd: Crowd, query: Filters = {}): Promise<Page> {
  return pageOf(listing, await probe.get(crowd.place, { ...crowd.filters, ...query }));
}

/** A reply as a page of a listing. */
export function pageOf(listing: Listing, reply: Reply): Page {
  const { headers } = reply;
  const limit = headers.get("x-paging-limit");
  return {
    reply,
    keys: listOf(reply.body).map((item) => listing.keyOf(item)),
    limit: limit === null ? undefined : Number(limit),
    next: headers.get("x-paging-nextkey") ?? undefined,
    link: linkOf(headers.get("link") ?? ""),
  };
}

/** Every page from the first one, by their keys. Throws Unmade when there is no end, or a page is refused. */
export async function pages(
  probe: Probe,
  listing: Listing,
  crowd: Crowd,
  query: Filters = {},
): Promise<Page[]> {
  const found: Page[] = [];
  const given = new Set<string>();
  for (let next: string | undefined; found.length < MOST_PAGES; ) {
    const current = await page(probe, listing, crowd, { ...query, page: next });
    const { status } = current.reply;
    if (status !== 200) throw new Unmade(`A page of ${crowd.place} answered ${status}.`);
    found.push(current);
    next = nextKey(current.reply, given);
    if (next === undefined) return found;
  }
  throw new Unmade(`The listing ${crowd.place} has no end: ${MOST_PAGES} pages were read.`);
}

function linkOf(header: string): string | undefined {
  for (const part of header.split(/,\s*(?=<)/)) {
    const [, url, parameters = ""] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (
      url !== undefined &&
      /;\s*rel\s*=\s*(?:"(?:[^"]* )?next(?: [^"]*)?"|next)\s*(?:;|$)/i.test(parameters)
    )
      return url;
  }
  return undefined;
}
