import { setImmediate } from "node:timers/promises";
import type { Principal } from "../contract/operations.ts";
import type { Condition, View, Where } from "../storage/engine.ts";
import type { OrderName, Row } from "../storage/tables.ts";
import { isEmpty, overlaps, type TimeRange } from "../time/timerange.ts";
import type { App } from "./app.ts";
import { type Page, type PageRequest, pageOf } from "./paging.ts";
import { before, rangeOf } from "./segment-times.ts";
import { selectVisible } from "./visible.ts";

interface Listing {
  readonly order: OrderName<"flows">;
  readonly where: Where<"flows">;
  readonly range: TimeRange;
}

/**
 * A page of Flows that the caller may read with at least one Segment overlapping the range; of those without any Segment if the range is
 * empty (FLW-002 to FLW-005). The extents choose candidates inside the query; one lookup each then settles it,
 * since Segments of a Flow do not overlap: the last to start before the range ends is the only one that counts.
 */
export async function selectFlowsOver(
  app: App,
  view: View,
  principal: Principal,
  listing: Listing,
  request: PageRequest,
): Promise<Page<Row<"flows">>> {
  const { order, range } = listing;
  const flows = { table: "flows", order, where: [...listing.where, extentCondition(range)] } as const;
  if (isEmpty(range)) return selectVisible(app, view, principal, flows, request);
  const found: Row<"flows">[] = [];
  for (let next = request; ; ) {
    const page = await selectVisible(app, view, principal, flows, next);
    for (const row of page.items) if (await hasSegmentOver(view, row.id, range)) found.push(row);
    // A page is full only when one more match is known, so that the last page never promises another.
    if (found.length > page.limit || page.next === undefined)
      return pageOf(flows, request, page.limit, found);
    next = { ...next, page: page.next };
    // Lookups may be answered at once, and any number of candidates may come to nothing: others get their turn.
    await setImmediate();
  }
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
