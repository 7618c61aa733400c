import type { Change, Engine, Query, View } from "../../src/storage/engine.ts";
import type { Row, TableName } from "../../src/storage/tables.ts";

/** A Segment row of one second, starting at second `start`. */
export function segmentRow(
  flow: string,
  start: number,
  more: Partial<Row<"segments">> = {},
): Row<"segments"> {
  const times = { start_s: start, start_x: 0, end_s: start + 1, end_x: 0 };
  return {
    flow_id: flow,
    ...times,
    object_id: `object-${start}`,
    created: "2026-01-01T00:00:00Z",
    doc: "{}",
    ...more,
  };
}

/** A Source row with little in it. */
export function sourceRow(id: string, more: Partial<Row<"sources">> = {}): Row<"sources"> {
  const dates = { created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z" };
  return { id, format: "urn:x-nmos:format:video", label: "", unlabelled: true, ...dates, doc: "{}", ...more };
}

/** An Object row that waits for its first Segment. */
export function objectRow(id: string, more: Partial<Row<"objects">> = {}): Row<"objects"> {
  return {
    id,
    state: "allocated",
    kind: null,
    flow_id: null,
    first_flow: null,
    start_s: null,
    start_x: null,
    end_s: null,
    end_x: null,
    key_frame_count: null,
    init_object_id: null,
    content_type: null,
    size: null,
    checksum: null,
    allocated: "2026-01-01T00:00:00Z",
    expires: null,
    ...more,
  };
}

/** A tag row of a Source. */
export function tagRow(source: string, name: string, value: string | null, position = 0): Row<"tags"> {
  return { kind: "source", entity_id: source, name, position, value };
}

/** Writes changes that depend on nothing. */
export function put(engine: Engine, ...changes: Change[]): Promise<void> {
  return engine.write([], async () => ({ result: undefined, changes }));
}

/** One select in its own snapshot. */
export function select<T extends TableName>(
  engine: Engine,
  table: T,
  query: Query<T> = {},
): Promise<Row<T>[]> {
  return engine.read((view) => view.select(table, query));
}

/** Adds one to a counter kept in a setting, and returns its new value. */
export function increment(engine: Engine, name: string): Promise<number> {
  return engine.write([`setting:${name}`], async (view) => {
    const found = await view.get("settings", { name });
    const result = Number(found?.doc ?? 0) + 1;
    const rows = [{ name, doc: String(result) }];
    return {
      result,
      changes: [found === undefined ? { insert: "settings", rows } : { update: "settings", rows }],
    };
  });
}

/** The value of such a counter. */
export async function counter(view: View, name: string): Promise<number> {
  return Number((await view.get("settings", { name }))?.doc ?? 0);
}

/** The fault that a promise is rejected with; fails the test when it is not rejected, or not by a StoreError. */
export async function faultOf(promise: Promise<unknown>): Promise<string> {
  const thrown: unknown = await promise.then(
    () => "nothing was thrown",
    (error: unknown) => error,
  );
  return thrown instanceof Error && "fault" in thrown ? String(thrown.fault) : String(thrown);
}

/** The ids of the Sources that a query finds, sorted here. */
export async function ids(engine: Engine, query: Query<"sources">): Promise<string[]> {
  return (await select(engine, "sources", query)).map((row) => row.id).sort();
}

/** The primary key of a Segment row. */
export function segmentKey({ flow_id, start_s, start_x }: Row<"segments">) {
  return { flow_id, start_s, start_x };
}

/** A row of the event log, one second of 1970 for each place. */
export function eventRow(seq: number, flow_id: string | null): Row<"events"> {
  const type = flow_id === null ? "sources/created" : "flows/created";
  return { seq, time: seq * 1000, type, flow_id, source_id: "source", doc: "{}" };
}

/** The record of an event that reached a Webhook at once, a second of 1970 for each place, and what is given over that. */
export function delivery(
  webhook_id: string,
  seq: number,
  over: Partial<Row<"deliveries">> = {},
): Row<"deliveries"> {
  const at = seq * 1000;
  return {
    webhook_id,
    seq,
    state: "delivered",
    attempts: 1,
    first: at,
    updated: at + 7,
    status: 200,
    latency: 7,
    error: null,
    ...over,
  };
}
