import type { PageInfo } from "../contract/operations.ts";
import type { Pair } from "./query.ts";

/** The `Link` and `X-Paging-*` headers of a page, values still typed (TAMS, HDR-01). */
export function pagingHeaders(
  page: PageInfo,
  url: () => string,
  pairs: readonly Pair[],
): Record<string, string | number | boolean> {
  return {
    "X-Paging-Limit": page.limit,
    ...(page.next === undefined
      ? {}
      : { Link: `<${url()}?${nextQuery(pairs, page.next)}>; rel="next"`, "X-Paging-NextKey": page.next }),
    ...(page.count === undefined ? {} : { "X-Paging-Count": page.count }),
    ...(page.reverse === undefined ? {} : { "X-Paging-Reverse-Order": page.reverse }),
    ...(page.timerange === undefined ? {} : { "X-Paging-Timerange": page.timerange }),
  };
}

/** Every parameter that is to stay, in its order, with only `page` replaced (TAMS X-067). */
function nextQuery(pairs: readonly Pair[], next: string): string {
  const page: Pair = ["page", next];
  const at = pairs.findIndex(([name]) => name === "page");
  const others = pairs.filter(([name]) => name !== "page");
  const all = at < 0 ? [...others, page] : others.toSpliced(at, 0, page);
  return all.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

/** What `encodeURIComponent` leaves alone is legal in a query; an apostrophe is not safe inside headers. */
export function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", "%27");
}
