import type { Principal, Schemas } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import {
  type KnownObjects,
  loadObjects,
  type UrlFilters,
  type UrlQuery,
  urlFilters,
  urlMaker,
} from "../services/get-urls.ts";
import { presentSegment, type Segment } from "../services/segments.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { LoggedEvent, Subject } from "./event.ts";

/** How the Segments of `flows/segments_added` are shown (EV-080 to EV-083); other events know no transforms (EV-085). */
export interface Transforms extends UrlFilters {
  readonly include_object_timerange?: boolean;
}

/** The parameters of a request that are transforms. */
export type TransformQuery = Pick<
  UrlQuery,
  "accept_get_urls" | "accept_storage_ids" | "presigned" | "verbose_storage"
> & { readonly include_object_timerange?: boolean };

/** The transforms that a request's parameters ask for. */
export function transformsOf(query: TransformQuery): Transforms {
  const { include_object_timerange: withObjectTime, ...urls } = query;
  const filters = urlFilters(urls);
  return withObjectTime === undefined ? filters : { ...filters, include_object_timerange: withObjectTime };
}

type Told =
  | { event_type: "flows/created" | "flows/updated"; event: { flow: Schemas["flow-get"] } }
  | { event_type: "flows/deleted"; event: { flow_id: string } }
  | { event_type: "flows/segments_added"; event: { flow_id: string; segments: Segment[] } }
  | { event_type: "flows/segments_deleted"; event: { flow_id: string; timerange: string } }
  | { event_type: "sources/created" | "sources/updated"; event: { source: Schemas["source"] } }
  | { event_type: "sources/deleted"; event: { source_id: string } };

/** What receivers are told of one event (EV-002). */
export type Envelope = { event_timestamp: string } & Told;

type Present = (segment: Row<"segments">) => Segment;

/**
 * The envelopes of events, in their order, with URLs signed now (EV-044) of backends that the receiver may read (AUTH-081).
 * All their Segments take two reads, and events about anything else none. `base` is the API's public base URL.
 */
export async function payloads(
  app: App,
  principal: Principal,
  view: View,
  events: readonly LoggedEvent[],
  transforms: Transforms,
  base: string,
): Promise<Envelope[]> {
  const ids = events.flatMap(({ subject }) =>
    subject.type === "flows/segments_added" ? subject.segments.map((row) => row.object_id) : [],
  );
  const objects = await knownObjects(app, view, ids);
  const urls = urlMaker(app, principal, transforms, base);
  const present: Present = (row) =>
    presentSegment(row, objects, urls, transforms.include_object_timerange === true);
  return events.map(({ time, subject }) => ({ event_timestamp: time, ...tell(subject, present) }));
}

const NO_OBJECTS: KnownObjects = { object: () => undefined, instances: () => [] };

async function knownObjects(app: App, view: View, ids: readonly string[]): Promise<KnownObjects> {
  return ids.length === 0 ? NO_OBJECTS : loadObjects(app, view, ids);
}

/** The transforms can take URLs out of an event, never the event itself (EV-084). */
function tell(subject: Subject, present: Present): Told {
  if (subject.type === "flows/segments_added") {
    const { type, flow_id, segments } = subject;
    return { event_type: type, event: { flow_id, segments: segments.map(present) } };
  }
  return untransformed(subject);
}

/** All other subjects are what receivers are told as they are; TypeScript can't see a rest keep to its union member. */
function untransformed({ type, ...event }: Exclude<Subject, { type: "flows/segments_added" }>): Told {
  return { event_type: type, event } as Told;
}
