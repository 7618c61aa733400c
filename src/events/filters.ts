import type { Schemas } from "../contract/operations.ts";
import type { TamsEvent } from "./event.ts";

type Lists = Pick<
  Schemas["webhook"],
  "events" | "flow_ids" | "source_ids" | "flow_collected_by_ids" | "source_collected_by_ids"
>;

/** Which events are wanted, as a Webhook says it; what is left out lets everything pass (EV-068). */
export type EventFilters = { readonly [Name in keyof Lists]?: readonly NonNullable<Lists[Name]>[number][] };

/** Whether every filter lets the event pass, judged by the state that the event recorded (EV-060 to EV-073). */
export function matches(event: TamsEvent, filters: EventFilters): boolean {
  return (
    isListed(event.subject.type, filters.events) &&
    isListed(event.sourceId, filters.source_ids) &&
    isCollected(event.sourceCollectedBy, filters.source_collected_by_ids) &&
    (event.flowId === undefined ||
      (isListed(event.flowId, filters.flow_ids) &&
        isCollected(event.flowCollectedBy ?? [], filters.flow_collected_by_ids)))
  );
}

/** An empty list names nothing, so nothing passes (EV-067). */
function isListed(value: string, list: readonly string[] | undefined): boolean {
  return list === undefined || list.includes(value);
}

/** An empty list asks for what has no collector (EV-066). */
function isCollected(collectors: readonly string[], list: readonly string[] | undefined): boolean {
  if (list === undefined) return true;
  return list.length === 0 ? collectors.length === 0 : collectors.some((id) => list.includes(id));
}

/** The filters that do not ask for what collects: those are asked once it is known what of it a caller may read. */
export function ownFilters({
  flow_collected_by_ids: _,
  source_collected_by_ids: __,
  ...filters
}: EventFilters): EventFilters {
  return filters;
}

/** The parameters of a request that are filters. */
export type FilterQuery = { readonly [Name in keyof Lists]?: string };

/** The filters that a request's parameters ask for: lists with commas, of which an empty one is a list. */
export function filtersOf(query: FilterQuery): EventFilters {
  const named = FILTERS.flatMap((name) => {
    const text = query[name];
    return text === undefined ? [] : [[name, text === "" ? [] : text.split(",")]];
  });
  // The contract's pattern has let only kinds of event into `events`.
  return Object.fromEntries(named) as EventFilters;
}

const FILTERS = [
  "events",
  "flow_ids",
  "source_ids",
  "flow_collected_by_ids",
  "source_collected_by_ids",
] as const;
