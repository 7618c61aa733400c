import type { Principal } from "../contract/operations.ts";
import { mayHold } from "../services/access.ts";
import { classesOfFlows, classesOfSources } from "../services/flow-access.ts";
import { readableEnds } from "../services/relations.ts";
import type { View } from "../storage/engine.ts";
import type { Subject, TamsEvent } from "./event.ts";

/** Whether a caller might read what an event is about when it happened; events of before there were classes don't say. */
export function mightReadThen(principal: Principal, { classes }: TamsEvent): boolean {
  return classes === undefined || mayHold(principal, "read", classes);
}

/**
 * Those of some events that a caller may read: he might when they happened, and may today if what they are about is still
 * there (AUTH-080). An event that doesn't say of which classes it was is judged by those of today alone. What collects, or is
 * inferred to be collected, and is not his to read is left out of them, as it is left out where he reads it himself (AUTH-064).
 */
export async function readableEvents<Event extends TamsEvent>(
  view: View,
  principal: Principal,
  events: readonly Event[],
): Promise<readonly Event[]> {
  if (principal.grants === undefined) return events;
  const then = events.filter((event) => mightReadThen(principal, event));
  const flows = await classesOfFlows(
    view,
    idsOf(then, ({ flowId }) => flowId),
  );
  const sources = await classesOfSources(
    view,
    idsOf(then, ({ flowId, sourceId }) => (flowId === undefined ? sourceId : undefined)),
  );
  const shown = then.filter(({ flowId, sourceId, classes }) => {
    const now = flowId === undefined ? sources.get(sourceId) : flows.get(flowId);
    return now === undefined ? classes !== undefined : mayHold(principal, "read", now);
  });
  const readable = await readableRelations(view, principal, shown);
  return shown.map((event) => withRelations(event, readable));
}

/** The Flows and Sources with which some events relate theirs, as far as the caller may read them. */
interface Readable {
  readonly flows: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

async function readableRelations(
  view: View,
  principal: Principal,
  events: readonly TamsEvent[],
): Promise<Readable> {
  const flows = events.flatMap(({ flowCollectedBy = [] }) => flowCollectedBy);
  const sources = events.flatMap(({ sourceCollectedBy, subject }) => [
    ...sourceCollectedBy,
    ...("source" in subject ? (subject.source.source_collection ?? []).map(({ id }) => id) : []),
  ]);
  return {
    flows: flows.length === 0 ? NONE : await readableEnds(view, principal, "flow_edges", flows),
    sources: sources.length === 0 ? NONE : await readableEnds(view, principal, "source_edges", sources),
  };
}

const NONE: ReadonlySet<string> = new Set();

function withRelations<Event extends TamsEvent>(event: Event, { flows, sources }: Readable): Event {
  const { flowCollectedBy } = event;
  const collectors = flowCollectedBy?.filter((id) => flows.has(id));
  return {
    ...event,
    ...(collectors && { flowCollectedBy: collectors }),
    sourceCollectedBy: event.sourceCollectedBy.filter((id) => sources.has(id)),
    subject: readableSubject(event.subject, { flows, sources }),
  };
}

function readableSubject(subject: Subject, { flows, sources }: Readable): Subject {
  if ("flow" in subject) {
    const { collected_by, ...flow } = subject.flow;
    return {
      ...subject,
      flow: { ...flow, ...some("collected_by", collected_by, (id) => flows.has(id)) } as typeof subject.flow,
    };
  }
  if (!("source" in subject)) return subject;
  const { collected_by, source_collection, ...source } = subject.source;
  const shown = {
    ...source,
    ...some("source_collection", source_collection, ({ id }) => sources.has(id)),
    ...some("collected_by", collected_by, (id) => sources.has(id)),
  };
  return { ...subject, source: shown };
}

/** An empty list is left out, as where the resource is read. */
function some<Name extends string, Item>(
  name: Name,
  list: readonly Item[] | undefined,
  isShown: (item: Item) => boolean,
): { [_ in Name]?: Item[] } {
  const shown = list?.filter(isShown) ?? [];
  // A computed name is any text to TypeScript.
  return (shown.length === 0 ? {} : { [name]: shown }) as { [_ in Name]?: Item[] };
}

function idsOf(
  events: readonly TamsEvent[],
  idOf: (event: TamsEvent) => string | undefined,
): readonly string[] {
  return [...new Set(events.map(idOf).filter((id) => id !== undefined))];
}
