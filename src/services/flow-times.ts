import { setImmediate } from "node:timers/promises";
import type { Condition, View, Where } from "../storage/engine.ts";
import type { OrderName, Row } from "../storage/tables.ts";
import { isEmpty, overlaps, type TimeRange } from "../time/timerange.ts";
import type { App } from "./app.ts";
import { encodePageKey, type Page, type PageRequest, selectPage } from "./paging.ts";
import { before, rangeOf } from "./segment-times.ts";

interface Listing {
  readonly order: OrderName<"flows">;
  readonly where: Where<"flows">;
  readonly range: TimeRange;
}

/**
 * A page of Flows with at least one Segment overlapping the range; of those without any Segment if the range is
 * empty (FLW-002 to FLW-005). The extents choose candidates inside the query; one lookup each then settles it,
 * since Segments of a Flow do not overlap: the last to start before the range ends is the only one that counts.
 */
export async function selectFlowsOver(
  app: App,
  view: View,
  listing: Listing,
  request: PageRequest,
): Promise<Page<Row<"flows">>> {
  const { order, range } = listing;
  const where: Where<"flows"> = [...listing.where, extentCondition(range)];
  if (isEmpty(range)) return selectPage(app, view, { table: "flows", order, where }, request);
  const found: Row<"flows">[] = [];
  for (let next = request; ; ) {
    const page = await selectPage(app, view, { table: "flows", order, where }, next);
    for (const row of page.items) if (await hasSegmentOver(view, row.id, range)) found.push(row);
    // A page is full only when one more match is known, so that the last page never promises another.
    if (found.length > page.limit || page.next === undefined)
      return pageOf(found, page.limit, listing, request);
    next = { ...next, page: page.next };
    // Lookups may be answered at once, and any number of candidates may come to nothing: others get their turn.
    await setImmediate();
  }
}

function pageOf(
  found: readonly Row<"flows">[],
  limit: number,
  { order }: Listing,
  request: PageRequest,
): Page<Row<"flows">> {
  const last = found[limit - 1];
  if (found.length <= limit || last === undefined) return { items: found, limit };
  const values = order === "label" ? [last.unlabelled, last.label, last.id] : [last[order], last.id];
  const name = `flows.${order}${request.reverse_order === true ? ".reverse" : ""}`;
  return { items: found.slice(0, limit), limit, next: encodePageKey(name, values) };
}

function extentCondition(range: TimeRange): Condition<"flows"> {
  const extent = { exists: "flow_extents", on: "flow_id", equals: "id" } as const;
  if (isEmpty(range)) return { ...extent, where: [{ column: "count", op: "gt", value: 0 }], not: true };
  const where: Condition<"flow_extents">[] = [{ column: "count", op: "gt", value: 0 }];
  if (Number.isFinite(range.end.s)) {
    where.push({ columns: ["start_s", "start_x"], op: "lt", values: [range.end.s, range.end.x] });
  }
  if (Number.isFinite(range.start.s)) {
    where.push({ columns: ["end_s", "end_x"], op: "gt", values: [range.start.s, range.start.x] });
  }
  return { ...extent, where };
}

async function hasSegmentOver(view: View, flowId: string, range: TimeRange): Promise<boolean> {
  const [last] = await view.select("segments", {
    where: [{ column: "flow_id", op: "eq", value: flowId }, ...before("start", range.end)],
    order: "time",
    reverse: true,
    limit: 1,
  });
  return last !== undefined && overlaps(rangeOf(last), range);
}
