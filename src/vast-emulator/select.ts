import { DataType } from "apache-arrow";
import type { Call, Reply } from "./call.ts";
import type { Projection, Table } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { projectionFor, sortedMatches } from "./projected.ts";
import { COMPLETED, encodeAnswer, interleave } from "./query/answer.ts";
import { type DecodedQuery, decodeQuery } from "./query/decode.ts";
import { badRequest, slowDown } from "./refusal.ts";
import { GROUP_ROWS, type Group } from "./rows.ts";
import { type Matches, type Run, runsOf, Scan } from "./scan.ts";
import { FINISHED, readSplit, type Share, type Split } from "./split.ts";
import { tableOf } from "./tables.ts";
import { strikes } from "./trouble.ts";

/** Rows of one sub-split, and where it goes on after them. */
interface Part {
  readonly runs: readonly Run[];
  readonly next: number;
}

/** `GET ?data`: the rows of some sub-splits of one split, as frames. */
export function queryData(cluster: Cluster, call: Call): Reply {
  const split = readSplit(call);
  const { counters } = cluster;
  if (split.shares.some(({ start }) => start > 0) && strikes(cluster, "slowDownMidSelect")) throw slowDown();
  const query = queryOf(cluster, call);
  const table = tableOf(cluster, call);
  const scan = new Scan(query, table, counters);
  const projection = projectionFor(table, query, call, split);
  const streams = split.shares.map((share) => {
    const parts = split.isEstimate
      ? [estimate(scan, table)]
      : partsOf(cluster, scan, table, projection, share, split);
    for (const { runs } of parts) for (const { indices } of runs) counters.rowsReturned += indices.length;
    return framesOf(cluster, query, share.stream, parts);
  });
  return { type: "application/octet-stream", body: joined(cluster, streams) };
}

function queryOf({ strict, quirks }: Cluster, { body }: Call): DecodedQuery {
  const query = decodeQuery(body, { strict });
  if (quirks.has("noMaps") && query.fields.some(({ type }) => DataType.isMap(type))) {
    throw badRequest("The query has a map.");
  }
  return quirks.has("noFilters") ? { ...query, predicate: { op: "and", args: [] } } : query;
}

function partsOf(
  cluster: Cluster,
  scan: Scan,
  table: Table,
  projection: Projection | undefined,
  share: Share,
  { limit }: Split,
): readonly Part[] {
  const mine = cluster.quirks.has("repeatedRows") ? { ...share, holds: () => true } : share;
  const read = (from: number, most: number): Part =>
    projection === undefined
      ? byRowId(scan, table, { ...mine, start: from }, most)
      : byPlace(
          sortedMatches(scan, { ...table, rows: projection.rows ?? table.rows }, projection, mine),
          from,
          most,
        );
  const { faults, quirks } = cluster;
  if (quirks.has("looseLimits")) return [{ ...read(share.start, limit), next: FINISHED }];
  if (!strikes(cluster, "resultBatches")) return [read(share.start, limit)];
  const parts = [read(share.start, Math.min(limit, 1 + faults.below(3)))];
  const [first] = parts;
  const left = limit - rowsIn(first);
  if (first !== undefined && first.next !== FINISHED && left > 0) parts.push(read(first.next, left));
  return parts;
}

function rowsIn(part: Part | undefined): number {
  return part?.runs.reduce((sum, { indices }) => sum + indices.length, 0) ?? 0;
}

function byRowId(scan: Scan, { rows }: Table, share: Share, limit: number): Part {
  const mine = rows.groups.filter(
    ({ number }) => share.holds(number) && (number + 1) * GROUP_ROWS > share.start,
  );
  const runs: Run[] = [];
  let left = limit;
  for (const [place, group] of mine.entries()) {
    // One more than is wanted says whether there is more.
    const matches = scan.matches(group, share.start, left + 1);
    const taken = Math.min(left, matches.ids.length);
    runs.push(...runsOf(matches, 0, taken));
    left -= taken;
    if (taken < matches.ids.length) return { runs, next: matches.ids[taken] ?? 0 };
    const after = mine[place + 1];
    if (left === 0 && after !== undefined) return { runs, next: after.number * GROUP_ROWS };
  }
  return { runs, next: FINISHED };
}

function byPlace(blocks: Iterable<Matches>, start: number, limit: number): Part {
  const runs: Run[] = [];
  let skipped = 0;
  let left = limit;
  for (const block of blocks) {
    const first = Math.max(0, start - skipped);
    const end = Math.min(block.ids.length, first + left);
    if (first < end) {
      runs.push(...runsOf(block, first, end));
      left -= end - first;
    }
    skipped += block.ids.length;
    if (left === 0) return { runs, next: start + limit };
  }
  return { runs, next: FINISHED };
}

/** As many rows as there are row groups with a match: clients take that times the rows of a group. */
function estimate(scan: Scan, { rows }: Table): Part {
  const firstOf = (group: Group): Run[] => {
    const matches = scan.matches(group, 0, 1);
    return runsOf(matches, 0, Math.min(1, matches.ids.length));
  };
  return { runs: rows.groups.flatMap(firstOf), next: FINISHED };
}

function* framesOf(
  cluster: Cluster,
  query: DecodedQuery,
  stream: number,
  parts: readonly Part[],
): Iterable<Uint8Array> {
  for (const { runs, next } of parts) {
    const batchesPerLeaf = strikes(cluster, "leafBatches") ? 2 + cluster.faults.below(3) : 1;
    yield* encodeAnswer({ query, stream, rows: runs, nextRowId: BigInt(next), batchesPerLeaf });
  }
}

function* joined(cluster: Cluster, streams: readonly Iterable<Uint8Array>[]): Iterable<Uint8Array> {
  const keepAliveEvery = strikes(cluster, "keepAlives") ? 1 + cluster.faults.below(3) : undefined;
  const options = keepAliveEvery === undefined ? {} : { keepAliveEvery };
  if (strikes(cluster, "interleaved")) yield* interleave(streams, options);
  else for (const stream of streams) yield* interleave([stream], options);
  yield COMPLETED;
}
