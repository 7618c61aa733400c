import { formatTimeRange, overlaps, parseTimeRange, span } from "../../src/time/timerange.ts";
import { type Answer, bodyOf, type Client, type Segment } from "./client.ts";
import { must } from "./violation.ts";

const LIMIT = 1000;

/** What identifies a segment here: its time and its object. */
export function nameOf({ timerange, object_id }: { timerange: string; object_id: string }): string {
  return `${timerange} ${object_id}`;
}

/** Where the next page is, or undefined on the last one. */
export function nextOf(answer: Answer<unknown>): { readonly link: string; readonly key: string } | undefined {
  if (answer.status === "none") return undefined;
  const link = /<([^>]+)>;\s*rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
  const key = answer.headers.get("x-paging-nextkey");
  return link === undefined || key === null ? undefined : { link, key };
}

/** All items of a listing, by the `Link` of each page. */
export async function listAll<Item>(client: Client, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Answer<Item[]> = await client.get<Item[]>(next);
    items.push(...bodyOf(answer, 200));
    next = nextOf(answer)?.link;
  }
  return items;
}

/**
 * Every segment of a flow, walked in both directions. The walks must be each other's reverse, in order, without overlaps,
 * and the flow's timerange must be their span.
 */
export async function listSegments(client: Client, flowId: string): Promise<Segment[]> {
  const path = `/flows/${flowId}/segments?limit=${LIMIT}`;
  const segments = await listAll<Segment>(client, path);
  const backward = await listAll<Segment>(client, `${path}&reverse_order=true`);
  mustBeOrdered(flowId, segments);
  must(
    backward.length === segments.length &&
      backward.reverse().every((segment, at) => {
        const other = segments[at];
        return other !== undefined && nameOf(segment) === nameOf(other);
      }),
    `the ${segments.length} segments of flow ${flowId} in reverse`,
    () => `${backward.length} others`,
  );
  const whole = formatTimeRange(span(segments.map((segment) => parseTimeRange(segment.timerange))));
  const { timerange } = bodyOf(await client.getFlow(flowId), 200);
  must(timerange === whole, `${whole} as the timerange of flow ${flowId}`, () => String(timerange));
  return segments;
}

/** Throws unless the segments follow each other, none overlapping the one before it, and so none twice. */
export function mustBeOrdered(flowId: string, segments: readonly Segment[]): void {
  const ranges = segments.map(({ timerange }) => parseTimeRange(timerange));
  ranges.forEach((range, at) => {
    const before = ranges[at - 1];
    must(
      before === undefined || (!overlaps(before, range) && before.start.s <= range.start.s),
      `the segments of flow ${flowId} in order and without overlaps`,
      () => `${segments[at - 1]?.timerange} before ${segments[at]?.timerange}`,
    );
  });
}
