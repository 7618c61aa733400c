import type { Call } from "./call.ts";

/** Something that can be listed. Ids are positive and grow in the order of creation. */
export interface Listed {
  readonly id: number;
  readonly name: string;
}

/** One page of a list, with the headers that every list has. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page that a call asks for, by its list headers. The key of the next page is the id of the last entry, so that no
 * change between two pages makes one appear twice. A call that asks for the count gets no entries.
 */
export function pageOf<Entry extends Listed>(all: Iterable<Entry>, { headers }: Call): Page<Entry> {
  const exact = headers.text("tabular-name-exact-match");
  const prefix = headers.text("tabular-name-prefix") ?? "";
  const after = headers.count("tabular-next-key", 0);
  const limit = headers.count("tabular-max-keys", 1000);
  const isAsked = ({ name }: Entry): boolean =>
    exact === undefined ? name.startsWith(prefix) : name === exact;
  const asked = [...all].filter(isAsked).sort((one, other) => one.id - other.id);
  const rest = asked.filter(({ id }) => id > after);
  const countOnly = headers.flag("tabular-list-count-only");
  const entries = countOnly ? [] : rest.slice(0, limit);
  const truncated = !countOnly && entries.length < rest.length;
  return {
    entries,
    headers: {
      "tabular-next-key": String(entries.at(-1)?.id ?? after),
      "tabular-is-truncated": String(truncated),
      "tabular-list-count": String(countOnly ? asked.length : entries.length),
    },
  };
}
