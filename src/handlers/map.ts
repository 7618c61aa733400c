import type { Handlers as HandlersOf, PageInfo } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import type { Page } from "../services/paging.ts";

/** The total map for this server's `App`. */
export type Handlers = HandlersOf<App>;

/** What the paging headers of a listing say; Profiles and Objects have neither count nor order. */
export function pageInfo(page: Page<unknown>, query?: { readonly reverse_order?: boolean }): PageInfo {
  return {
    limit: page.limit,
    ...(page.next === undefined ? {} : { next: page.next }),
    ...(query === undefined ? {} : { count: page.items.length, reverse: query.reverse_order === true }),
  };
}
