import type { Principal } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import type { App } from "../services/app.ts";
import { EVENT_LOG } from "../services/catalog.ts";
import { decodePageKey, encodePageKey, type Page, type PageRequest, pageLimit } from "../services/paging.ts";
import type { Condition, View, Where } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { type LoggedEvent, loggedEvent, seqOf } from "./event.ts";
import { type EventFilters, type FilterQuery, filtersOf, matches, ownFilters } from "./filters.ts";
import { type Envelope, payloads, type TransformQuery, transformsOf } from "./payload.ts";
import { readableEvents } from "./readers.ts";

/** Which part of the log: places, both included, and times in ms since 1970, of which `until` is not included. */
export interface LogRange {
  readonly first: number;
  readonly last: number;
  readonly since?: number;
  readonly until?: number;
}

/** What clients say of a part of the log: ids of events, and date-times. */
export interface LogBounds {
  readonly after?: string;
  readonly through?: string;
  readonly since?: string;
  readonly until?: string;
}

/** An envelope and the place it came from. */
export type Told = readonly [event: LoggedEvent, envelope: Envelope];

/** Events read at once, looked at for one page, and the characters of their documents on one page. */
const WINDOW = 200;
const LOOKED_AT = 5000;
const PAGE_CHARACTERS = 2 * 1024 * 1024;

/**
 * Places follow the order in which events were logged, times the clocks of the processes that made them. An event
 * that happened more than this many ms before another is taken to stand before it in the log.
 */
const DISORDER_MS = 3_600_000;

/** A page of past events that the caller may read, with their envelopes; URLs are signed for `base`, the API's public base URL. */
export async function listEvents(
  app: App,
  principal: Principal,
  query: FilterQuery & TransformQuery & LogBounds & PageRequest,
  base: string,
): Promise<Page<Told>> {
  return app.engine.read(async (view) => {
    const range = await logRange(view, query);
    const page = await selectEvents(app, principal, view, { range, filters: filtersOf(query) }, query);
    const envelopes = await payloads(app, principal, view, page.items, transformsOf(query), base);
    return { ...page, items: page.items.flatMap((event, at) => toldOf(event, envelopes[at])) };
  });
}

function toldOf(event: LoggedEvent, envelope: Envelope | undefined): Told[] {
  return envelope === undefined ? [] : [[event, envelope]];
}

interface Wanted {
  readonly range: LogRange;
  readonly filters: EventFilters;
}

/**
 * What the filters and the caller's permissions let through can lie far apart, and a few events can be large: a page ends
 * where enough was looked at or taken, with the key that goes on from there.
 */
async function selectEvents(
  app: App,
  principal: Principal,
  view: View,
  wanted: Wanted,
  request: PageRequest,
): Promise<Page<LoggedEvent>> {
  const limit = pageLimit(app, request.limit);
  const reverse = request.reverse_order === true;
  const name = `events.log${reverse ? ".reverse" : ""}`;
  const items: LoggedEvent[] = [];
  const from = request.page === undefined ? undefined : decodePageKey(name, request.page, ["number"])[0];
  let at = typeof from === "number" ? from : undefined;
  const needsMore = needsLook(wanted.filters) || principal.grants !== undefined;
  const window = needsMore ? WINDOW : Math.min(WINDOW, limit + 1);
  const most = Math.max(LOOKED_AT, limit + 1);
  for (let looked = 0, characters = 0; looked < most; ) {
    const rows = await selectWindow(view, wanted, { reverse, after: at, limit: window });
    const found = rows.map(loggedEvent).filter((event) => matches(event, ownFilters(wanted.filters)));
    const readable = await readableEvents(view, principal, found);
    const matching = readable.filter((event) => matches(event, wanted.filters));
    const passing = new Map(matching.map((event) => [event.seq, event]));
    for (const row of rows) {
      const event = passing.get(row.seq);
      if (event !== undefined) {
        const isFull = items.length === limit || characters > PAGE_CHARACTERS;
        if (isFull) return { items, limit, next: encodePageKey(name, [at ?? 0]) };
        items.push(event);
        characters += row.doc.length;
      }
      at = row.seq;
    }
    looked += rows.length;
    if (rows.length < window) return { items, limit };
  }
  return { items, limit, next: encodePageKey(name, [at ?? 0]) };
}

/** Who collects what is in no column. */
function needsLook(filters: EventFilters): boolean {
  return filters.flow_collected_by_ids !== undefined || filters.source_collected_by_ids !== undefined;
}

interface Window {
  readonly reverse?: boolean;
  /** The place that the window starts beyond. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** The next rows of a part of the log that may pass the filters; `matches` has the last word. */
export async function selectWindow(
  view: View,
  { range, filters }: Wanted,
  { reverse = false, after, limit }: Window,
): Promise<Row<"events">[]> {
  if (range.first > range.last) return [];
  const found: Row<"events">[] = [];
  for (const where of conditions(range, filters)) {
    const start = after === undefined ? {} : { after: [after] };
    found.push(...(await view.select("events", { where, order: "log", reverse, limit, ...start })));
  }
  return found.sort((a, b) => (reverse ? b.seq - a.seq : a.seq - b.seq)).slice(0, limit);
}

/** A filter by Flow lets Source events pass (EV-062), which no single list of conditions can say. */
function conditions(range: LogRange, filters: EventFilters): Where<"events">[] {
  const { events, source_ids, flow_ids } = filters;
  const all: Condition<"events">[] = [
    { column: "seq", op: "ge", value: range.first },
    { column: "seq", op: "le", value: range.last },
    ...(range.since === undefined ? [] : [{ column: "time", op: "ge", value: range.since } as const]),
    ...(range.until === undefined ? [] : [{ column: "time", op: "lt", value: range.until } as const]),
    ...(events === undefined ? [] : [{ column: "type", in: events } as const]),
    ...(source_ids === undefined ? [] : [{ column: "source_id", in: source_ids } as const]),
  ];
  if (flow_ids === undefined) return [all];
  return [
    [...all, { column: "flow_id", in: flow_ids }],
    [...all, { column: "flow_id", isNull: true }],
  ];
}

/** The place of the last event that was ever logged, kept or not; 0 before the first. */
export async function logEnd(view: View): Promise<number> {
  const row = await view.get("settings", { name: EVENT_LOG });
  // The document was made by the sequencer.
  return row === undefined ? 0 : (JSON.parse(row.doc) as { last: number }).last;
}

/** The place of the earliest event that is kept. */
export async function firstKept(view: View): Promise<number | undefined> {
  const [row] = await view.select("events", { order: "log", limit: 1 });
  return row?.seq;
}

/** The part of the log between bounds. Throws `invalid` for ids and times that are none, or out of order. */
export async function logRange(view: View, bounds: LogBounds): Promise<LogRange> {
  const after = placeOf(bounds.after, "after") ?? 0;
  const through = placeOf(bounds.through, "through") ?? Number.MAX_SAFE_INTEGER;
  if (through <= after)
    throw invalid("The event named by through must come behind that of after.", "through");
  const since = timeOf(bounds.since, "since");
  const until = timeOf(bounds.until, "until");
  if (since !== undefined && until !== undefined && until <= since)
    throw invalid("The time until must be later than since.", "until");
  return {
    first: Math.max(after + 1, since === undefined ? 1 : await firstSince(view, since)),
    last: Math.min(through, until === undefined ? through : await lastBefore(view, until)),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** The place that an id names. Throws `invalid` for the field. */
export function placeOf(id: string | undefined, field: string): number | undefined {
  if (id === undefined) return undefined;
  const seq = seqOf(id);
  if (seq === undefined) throw invalid(`${id} in ${field} is no id of an event.`, field);
  return seq;
}

/** A leap second, for example, has the form of a time and is none here. */
function timeOf(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalid(`${text} in ${field} is no time.`, field);
  return time;
}

/** A place before which nothing happened at the time or later, so that no page walks there. */
async function firstSince(view: View, time: number): Promise<number> {
  const where = [{ column: "time", op: "lt", value: time - DISORDER_MS } as const];
  const [row] = await view.select("events", { where, order: "time", reverse: true, limit: 1 });
  return row === undefined ? 1 : row.seq + 1;
}

/** A place behind which everything happened at the time or later. */
async function lastBefore(view: View, time: number): Promise<number> {
  const where = [{ column: "time", op: "ge", value: time + DISORDER_MS } as const];
  const [row] = await view.select("events", { where, order: "time", limit: 1 });
  return row === undefined ? Number.MAX_SAFE_INTEGER : row.seq - 1;
}
