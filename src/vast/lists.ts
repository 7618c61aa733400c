import { VastError } from "./errors.ts";
import { type Answer, call, misunderstood, type Session } from "./session.ts";
import type { VastRequest } from "./transport.ts";

/** Which entries of a list are wanted: all, those whose name begins so, or the one of that very name. */
export interface Listing {
  readonly prefix?: string;
  readonly exact?: string;
  /** Entries of one answer; the cluster refuses pages that would grow too large. */
  readonly pageSize: number;
}

/** Entries of an answer about schemas or tables; the official SDK asks for as many. */
export const PAGE_OF_OBJECTS = 1_000;

/** Entries of an answer about columns or projections; the official SDK asks for as many. */
export const PAGE_OF_COLUMNS = 10_000;

/**
 * Reads a list page by page: each answer says whether it is truncated and with which key the next one begins.
 * Throws `protocol` if it says neither, or promises more without moving on.
 */
export async function* listPages(
  session: Session,
  request: VastRequest,
  listing: Listing,
): AsyncGenerator<Answer> {
  let key = "0";
  for (;;) {
    const headers = { ...request.headers, ...headersOf(listing, key) };
    const answer = await call(session, { ...request, headers });
    yield answer;
    const next = nextKey(request, answer);
    if (next === undefined) return;
    if (next === key) throw misunderstood(request, `with a page that is followed by itself (key ${key})`);
    key = next;
  }
}

function headersOf({ prefix = "", exact, pageSize }: Listing, key: string): Record<string, string> {
  const wanted = exact === undefined ? ["tabular-name-prefix", prefix] : ["tabular-name-exact-match", exact];
  const [header = "", value = ""] = wanted;
  if (/[^ -\u00ff]/.test(value)) {
    throw new VastError(
      "badRequest",
      `"${value}" cannot be looked up: names travel in a header, which holds Latin-1 only.`,
    );
  }
  return {
    "tabular-max-keys": String(pageSize),
    "tabular-next-key": key,
    [header]: value,
    "tabular-list-count-only": "False",
  };
}

function nextKey(request: VastRequest, { headers }: Answer): string | undefined {
  const truncated = headers["tabular-is-truncated"]?.toLowerCase();
  const key = headers["tabular-next-key"];
  if ((truncated !== "true" && truncated !== "false") || key === undefined || !/^\d+$/.test(key)) {
    throw misunderstood(request, "with a list that does not say whether it goes on");
  }
  return truncated === "true" ? key : undefined;
}
