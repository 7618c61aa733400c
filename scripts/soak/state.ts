import { parseTimeRange } from "../../src/time/timerange.ts";
import type { Client, Segment } from "../crash/client.ts";
import { listAll, nameOf } from "../crash/listing.ts";
import { must, mustEqualSets } from "../crash/violation.ts";
import { mapParallel } from "../demo/parallel.ts";
import type { Logged } from "./body.ts";

type Entity = { readonly id: string; readonly [field: string]: unknown };

/** What somebody knows who has read only the log: sources, flows and their segments, by their ids. */
interface Known {
  readonly sources: Map<string, Entity>;
  readonly flows: Map<string, Entity>;
  readonly segments: Map<string, Map<string, string>>;
}

/** Requests at once when the state is read. */
const WIDTH = 8;

/**
 * Throws unless who follows the log knows all that the server shows: a change without its event, or an event without
 * its change, makes the two differ, also where nobody was answered.
 */
export async function mustTellState(log: readonly Logged[], client: Client): Promise<void> {
  const known = follow(log);
  mustEqualSets(
    textsOf(await listAll(client, "/sources?limit=1000")),
    textsOf(known.sources.values()),
    "sources",
  );
  mustEqualSets(textsOf(await listAll(client, "/flows?limit=1000")), textsOf(known.flows.values()), "flows");
  await mapParallel([...known.segments], WIDTH, async ([flowId, segments]) => {
    const path = `/flows/${flowId}/segments?limit=1000&accept_get_urls=`;
    const listed = known.flows.has(flowId) ? await listAll<Segment>(client, path) : [];
    const told = [...segments].map(([object_id, timerange]) => nameOf({ object_id, timerange }));
    mustEqualSets(listed.map(nameOf), told, `segments of flow ${flowId} told by the log`);
  });
}

function follow(log: readonly Logged[]): Known {
  const known: Known = { sources: new Map(), flows: new Map(), segments: new Map() };
  for (const event of log) apply(known, event);
  return known;
}

function apply({ sources, flows, segments }: Known, told: Logged): void {
  switch (told.event_type) {
    case "sources/created":
    case "sources/updated":
      sources.set(told.event.source.id, told.event.source);
      return;
    case "sources/deleted":
      sources.delete(told.event.source_id);
      return;
    case "flows/created":
    case "flows/updated":
      flows.set(told.event.flow.id, told.event.flow);
      return;
    case "flows/deleted":
      flows.delete(told.event.flow_id);
      return;
    case "flows/segments_added": {
      const all = segments.get(told.event.flow_id) ?? new Map<string, string>();
      for (const { object_id, timerange } of told.event.segments) all.set(object_id, timerange);
      segments.set(told.event.flow_id, all);
      return;
    }
    case "flows/segments_deleted":
      lose(segments.get(told.event.flow_id), told.event.timerange, told.id);
  }
}

function lose(segments: Map<string, string> | undefined, timerange: string, id: string): void {
  const gone = parseTimeRange(timerange);
  let count = 0;
  for (const [object, at] of segments ?? []) {
    const { start, end } = parseTimeRange(at);
    if (start.s < gone.start.s || end.s > gone.end.s) continue;
    segments?.delete(object);
    count += 1;
  }
  must(count > 0, `event ${id} to delete segments that the log has told of`, () => "none");
}

/** Segments change `segments_updated` of their flow, of which no event tells (EV-036). */
function textsOf(entities: Iterable<Entity>): string[] {
  return [...entities].map(({ segments_updated: _, ...entity }) => JSON.stringify(entity, sorted));
}

/** The order of members means nothing. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
