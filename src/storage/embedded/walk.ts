import type { AnyQuery } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import type { Reader } from "./pool.ts";
import type { Index } from "./schema.ts";
import { spansOf } from "./spans.ts";
import type { RawRow, Sql } from "./where.ts";
import { SpanWalk } from "./windows.ts";

/** How long a query may keep the event loop. */
export interface Turns {
  /** The most rows that one statement of a walk goes through. */
  readonly rows: number;
  /** Lets everything else run. Throws when the rows are no longer wanted. */
  readonly pause: () => Promise<void>;
}

/** Entries in the first window of a walk, at least. A page is nearly always found in it. */
const FIRST_WINDOW = 64;

/**
 * The rows of a query, found by walking an index that is in its order. What the conditions leave may be little, and
 * SQLite would go on to the end of the index in one call; so each statement has a window of it, and pauses between.
 */
export async function walkRows(
  reader: Reader,
  table: TableName,
  query: AnyQuery,
  index: Index,
  turns: Turns,
): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  for (const span of spansOf(table, query)) {
    if (rows.length < limit)
      await walkSpan(reader, new SpanWalk(table, query, index, span), turns, limit, rows);
  }
  return rows;
}

async function walkSpan(
  reader: Reader,
  walk: SpanWalk,
  turns: Turns,
  limit: number,
  rows: RawRow[],
): Promise<void> {
  const all = ({ sql, params }: Sql): RawRow[] => reader.all(sql, params);
  let beyond = walk.span.beyond;
  let size = walk.isExact ? turns.rows : Math.min(turns.rows, Math.max(FIRST_WINDOW, 2 * limit));
  for (;;) {
    const [edge] = walk.isExact ? [] : all(walk.edge(beyond, size - 1));
    const found = all(walk.window(beyond, edge, Math.min(size, limit - rows.length)));
    for (const row of found) rows.push(row);
    const last = walk.isExact && found.length === size ? found.at(-1) : edge;
    if (last === undefined || rows.length >= limit) return;
    beyond = walk.keyOf(last);
    size = Math.min(turns.rows, size * 4);
    await turns.pause();
  }
}
