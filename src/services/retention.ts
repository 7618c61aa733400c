import { StoreError } from "../errors.ts";
import { insert, remove } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { compareBounds, ETERNITY, formatTimeRange, isEmpty } from "../time/timerange.ts";
import { addTimestamps, negateTimestamp, parseTimestamp, type Timestamp } from "../time/timestamp.ts";
import { unrestricted } from "./access.ts";
import type { App } from "./app.ts";
import { deleteFlow, deleteSegments } from "./deletions.ts";
import { extentRange, storedFlow } from "./flow-document.ts";
import { jobRow } from "./jobs.ts";
import { RETENTION_TAGS, type RetentionTag } from "./retention-tags.ts";
import { before, rangeOf } from "./segment-times.ts";
import { keyOf } from "./transaction.ts";

/** What a tag asks for. */
export interface Retention {
  readonly flow: string;
  readonly label?: string;
  readonly tag: RetentionTag;
  /** The tag's value, a timestamp. */
  readonly offset: string;
  /** RFC 3339: when the Flow, or the first of its Segments, is to go; absent while there is no Segment. */
  readonly due?: string;
  /** `kept`: a read-only Flow and its Segments stay; `deleting`: a Deletion Request is at it. */
  readonly state: "due" | "later" | "kept" | "deleting";
  /** The range in which Segments are to go now. */
  readonly timerange?: string;
}

/** TAI, the timeline of Segments, has been ahead of UTC by this since 2017. */
const TAI_AHEAD_SECONDS = 37;
/** Flows looked at in one snapshot. */
const PAGE = 100;

/** The only job of its kind. */
const JOB = "retention";

/** Sees to it that there is the job that looks at the tags, or none where they are not to act. */
export async function ensureRetention(app: App): Promise<void> {
  await app.engine.write([keyOf("job", JOB)], async (view) => {
    const job = await view.get("jobs", { id: JOB });
    if (job !== undefined && !app.settings.retention)
      return { result: undefined, changes: remove("jobs", [job]) };
    if (job !== undefined || !app.settings.retention) return { result: undefined, changes: [] };
    const row = { ...jobRow(app, "retention", JOB, {}), id: JOB };
    return { result: undefined, changes: insert("jobs", [row]) };
  });
}

/** What the tags of all Flows ask for, in the order of tags and Flow ids. A value that is no timestamp asks for nothing. */
export async function* retentions(app: App): AsyncGenerator<Retention> {
  for (const tag of RETENTION_TAGS) {
    let after: readonly (string | number)[] | undefined;
    for (;;) {
      const from = after;
      const { rows, found } = await app.engine.read(async (view) => {
        const rows = await taggedFlows(view, tag, from);
        return { rows, found: await Promise.all(rows.map((row) => retentionOf(app, view, tag, row))) };
      });
      yield* found.filter((each) => each !== undefined);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = ["flow", tag, last.entity_id, last.position];
    }
  }
}

/** Deletes what is due. Resolves to how many Flows it touched. */
export async function applyRetention(app: App, signal: AbortSignal): Promise<number> {
  let touched = 0;
  for await (const each of retentions(app)) {
    if (signal.aborted) break;
    if (each.state !== "due") continue;
    // The page was read before what came ahead of this was deleted, which can take long.
    const now = await retentionNow(app, each);
    if (now?.state !== "due") continue;
    try {
      await carryOut(app, now);
      touched++;
    } catch (error) {
      // The Flow went or became read-only meanwhile; anything else is tried again with the whole walk.
      if (!(error instanceof StoreError) || error.fault === "unavailable") throw error;
    }
  }
  return touched;
}

function retentionNow(app: App, { flow, tag }: Retention): Promise<Retention | undefined> {
  return app.engine.read(async (view) => {
    const row = await view.get("tags", { kind: "flow", entity_id: flow, name: tag, position: 0 });
    return row === undefined ? undefined : retentionOf(app, view, tag, row);
  });
}

async function carryOut(app: App, { flow, tag, offset, due, timerange }: Retention): Promise<void> {
  const principal = unrestricted("system:retention", "retention");
  app.log.info("Retention deletes", { flow, tag, offset, due, ...(timerange && { timerange }) });
  if (tag === "flow_retention_offset") await deleteFlow(app, principal, flow);
  else if (timerange !== undefined) await deleteSegments(app, principal, flow, { timerange });
}

function taggedFlows(view: View, tag: string, after: readonly (string | number)[] | undefined) {
  const where = [
    { column: "kind", op: "eq", value: "flow" } as const,
    { column: "name", op: "eq", value: tag } as const,
  ];
  return view.select("tags", { where, order: "name", limit: PAGE, ...(after && { after }) });
}

async function retentionOf(
  app: App,
  view: View,
  tag: RetentionTag,
  { entity_id: id, value }: Row<"tags">,
): Promise<Retention | undefined> {
  const offset = positive(value ?? "");
  const row = await view.get("flows", { id });
  if (offset === undefined || row === undefined || Array.isArray(storedFlow(row).tags?.[tag]))
    return undefined;
  const { label } = storedFlow(row);
  const asked = { flow: id, ...(label === undefined ? {} : { label }), tag, offset: value ?? "" };
  const when =
    tag === "flow_retention_offset"
      ? await flowDue(app, view, row, offset)
      : await segmentsDue(app, view, row, offset);
  const isBusy = row.deletion_id !== null || (when.state === "due" && (await isDeleting(view, id)));
  return { ...asked, ...when, state: row.read_only ? "kept" : isBusy ? "deleting" : when.state };
}

/** The offset, or undefined for what is none: that is ignored, never an error (FLW-131). */
function positive(text: string): Timestamp | undefined {
  try {
    const offset = parseTimestamp(text, "offset");
    return offset.s < 0 ? undefined : offset;
  } catch {
    return undefined;
  }
}

type When = Pick<Retention, "due" | "state" | "timerange">;

/** So long after the later of the last changes of the Flow and of its Segments. */
async function flowDue(app: App, view: View, row: Row<"flows">, offset: Timestamp): Promise<When> {
  const extent = await view.get("flow_extents", { flow_id: row.id });
  const changed = Math.max(Date.parse(row.metadata_updated), Date.parse(extent?.segments_updated ?? "") || 0);
  const due = dateOf(addTimestamps(timestampOf(changed), offset));
  return { ...(due && { due: due.toISOString() }), state: due && due <= app.now() ? "due" : "later" };
}

/** So long after each Segment's end. */
async function segmentsDue(app: App, view: View, row: Row<"flows">, offset: Timestamp): Promise<When> {
  const tai = addTimestamps(timestampOf(app.now().getTime()), { s: TAI_AHEAD_SECONDS, ns: 0 });
  const cut = addTimestamps(tai, negateTimestamp(offset));
  const bound = { s: cut.s, x: 2 * cut.ns };
  const extent = extentRange(await view.get("flow_extents", { flow_id: row.id }));
  if (isEmpty(extent)) return { state: "later" };
  const where = [{ column: "flow_id", op: "eq", value: row.id } as const];
  const [first] = await view.select("segments", {
    where: [...where, ...before("start", extent.end)],
    order: "time",
    limit: 1,
  });
  if (first === undefined) return { state: "later" };
  const { end } = rangeOf(first);
  const due = dateOf(
    addTimestamps(addTimestamps({ s: end.s, ns: Math.floor(end.x / 2) }, offset), {
      s: -TAI_AHEAD_SECONDS,
      ns: 0,
    }),
  );
  if (compareBounds(end, bound) > 0) return { ...(due && { due: due.toISOString() }), state: "later" };
  const timerange = formatTimeRange({ start: ETERNITY.start, end: bound });
  return { ...(due && { due: due.toISOString() }), state: "due", timerange };
}

async function isDeleting(view: View, flowId: string): Promise<boolean> {
  const where = [
    { column: "flow_id", op: "eq", value: flowId } as const,
    { column: "status", in: ["created", "started"] } as const,
  ];
  return (await view.select("deletion_requests", { where, limit: 1 })).length > 0;
}

function timestampOf(ms: number): Timestamp {
  return { s: Math.floor(ms / 1000), ns: (ms % 1000) * 1_000_000 };
}

/** The moment as a date; undefined beyond what dates can say. */
function dateOf({ s, ns }: Timestamp): Date | undefined {
  const date = new Date(s * 1000 + Math.floor(ns / 1_000_000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
