import type { LocalAccounts } from "../auth/auth.ts";
import type { Handlers as HandlersOf, PageInfo } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import type { Page } from "../services/paging.ts";

/** What this server's handlers are given: the services' dependencies, and its own accounts. */
export interface ServerApp extends App {
  /** Undefined where authentication is off. */
  readonly auth: LocalAccounts | undefined;
}

/** The total map for this server. */
export type Handlers = HandlersOf<ServerApp>;

/** What the paging headers of a listing say; Profiles and Objects have neither count nor order. */
export function pageInfo(page: Page<unknown>, query?: { readonly reverse_order?: boolean }): PageInfo {
  return {
    limit: page.limit,
    ...(page.next === undefined ? {} : { next: page.next }),
    ...(query === undefined ? {} : { count: page.items.length, reverse: query.reverse_order === true }),
  };
}
