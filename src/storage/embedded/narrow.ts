import { definitions } from "../definitions.ts";
import type { AnyCondition, AnyExists, AnyQuery } from "../plain-query.ts";
import type { TableName } from "../tables.ts";
import type { Reader } from "./pool.ts";
import { keyIndexes } from "./schema.ts";
import { entering } from "./start.ts";
import { type Turns, walkRows } from "./walk.ts";

/** The part of a turn's rows that are few enough to start from; the more are listed, the longer a common match takes. */
const LISTED = 1 / 4;

/**
 * The query with a list of primary keys in the place of a semi-join, if there is one that no index answers and few
 * rows match: going through the other, smaller table finds them much sooner than a walk that looks into it for
 * each row. So the Flows over a short time are found by their extents.
 */
export async function narrow(
  reader: Reader,
  table: TableName,
  query: AnyQuery,
  turns: Turns,
): Promise<AnyQuery | undefined> {
  const join = query.where.find((condition) => isUnanswered(table, condition));
  if (join === undefined || !("exists" in join)) return undefined;
  const limit = Math.ceil(turns.rows * LISTED);
  const found = await walkRows(reader, join.exists, listing(join, limit), keyIndexes[join.exists], turns);
  if (found.length === limit) return undefined;
  const keys = new Set(found.map((row) => row[join.on] ?? null));
  const others = query.where.filter((condition) => condition !== join);
  return { ...query, where: [...others, { column: join.equals, in: [...keys] }] };
}

function isUnanswered(table: TableName, condition: AnyCondition): boolean {
  if (!("exists" in condition) || condition.not === true) return false;
  if (condition.equals !== definitions[table].key[0]) return false;
  return entering(condition.exists, condition.where).length === 0;
}

/** The rows that a semi-join looks for, by their primary key. */
function listing({ exists, where }: AnyExists, limit: number): AnyQuery {
  const walk = { columns: definitions[exists].key, descending: false };
  return { where, walk, descending: false, after: undefined, limit };
}
