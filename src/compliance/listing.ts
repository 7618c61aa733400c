import { isDeepStrictEqual } from "node:util";
import type { Exchange } from "./exchange.ts";
import { at, listOf, textOf } from "./json.ts";
import { Unmade } from "./makers.ts";
import { sameRange } from "./ranges.ts";
import type { Probe, Reply } from "./test.ts";

/** Query parameters of a listing by name; undefined leaves one out. */
export type Filters = Readonly<Record<string, string | undefined>>;

const MOST_PAGES = 2000;
const LONGEST_SHOWN = 300;

/** Every item of a listing, all of its pages walked by their keys. Throws Unmade when a page is refused. */
export async function everyItem(probe: Probe, place: string, filters: Filters = {}): Promise<unknown[]> {
  const items: unknown[] = [];
  const given = new Set<string>();
  let page: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const reply = await probe.get(place, { ...filters, page });
    if (reply.status !== 200) {
      throw new Unmade(`The listing ${place} with ${shown(filters)} answered ${reply.status}.`);
    }
    items.push(...listOf(reply.body));
    page = nextKey(reply, given);
    if (page === undefined) return items;
  }
  throw new Unmade(`The listing ${place} has no end: ${MOST_PAGES} pages were read.`);
}

/**
 * The key of the page after a reply, if there is one; `given` remembers those of a walk. Throws Unmade when a page comes
 * again with the key it had, so that following it would never end.
 */
export function nextKey({ headers, text, exchange }: Reply, given: Set<string>): string | undefined {
  const key = headers.get("x-paging-nextkey") ?? undefined;
  if (key === undefined) return undefined;
  const page = `${key} ${text}`;
  if (given.has(page)) {
    const { pathname } = new URL(exchange.request.url);
    throw new Unmade(`The listing ${pathname} has no end: the page before "${key}" came twice.`);
  }
  given.add(page);
  return key;
}

/** The ids of items of a listing, in their order. */
export function idsOf(items: readonly unknown[]): string[] {
  return items.map((item) => textOf(at(item, "id")));
}

/** Verifies that a filtered listing has exactly the items with these ids, each once, in any order. */
export async function verifyListed(
  probe: Probe,
  behaviours: string | readonly string[],
  place: string,
  filters: Filters,
  wanted: readonly string[],
): Promise<boolean> {
  const found = idsOf(await everyItem(probe, place, filters));
  const what = `What ${place} lists with ${shown(filters)}`;
  return verifySame(probe, behaviours, found.toSorted(), wanted.toSorted(), what);
}

/** Verifies that a filtered listing has exactly the items with these ids, in this order. */
export async function verifySequence(
  probe: Probe,
  behaviours: string | readonly string[],
  place: string,
  filters: Filters,
  wanted: readonly string[],
): Promise<boolean> {
  const found = idsOf(await everyItem(probe, place, filters));
  return verifySame(probe, behaviours, found, wanted, `The order of ${place} with ${shown(filters)}`);
}

/** Verifies that JSON values are equal, whatever the order of keys; `what` begins the sentence, such as "`label`". */
export function verifySame(
  probe: Probe,
  behaviours: string | readonly string[],
  found: unknown,
  wanted: unknown,
  what: string,
  exchange?: Exchange,
): boolean {
  const holds = isDeepStrictEqual(found, wanted);
  const expectation = `${what} is ${shown(wanted)}${holds ? "" : `; it is ${shown(found)}`}.`;
  for (const behaviour of [behaviours].flat()) probe.verify(behaviour, holds, expectation, exchange);
  return holds;
}

/** Verifies that a timerange means the same as the one wanted, however it is written. */
export function verifyRange(
  probe: Probe,
  behaviours: string | readonly string[],
  found: unknown,
  wanted: string,
  what: string,
): void {
  const holds = sameRange(found, wanted);
  const expectation = `${what} is ${wanted}${holds ? "" : `; it is ${shown(found)}`}.`;
  for (const behaviour of [behaviours].flat()) probe.verify(behaviour, holds, expectation);
}

/** A value as a report shows it, shortened. */
export function shown(value: unknown): string {
  const text = value === undefined ? "absent" : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}
