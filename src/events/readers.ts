import type { Principal } from "../contract/operations.ts";
import { mayHold } from "../services/access.ts";
import { classesOfFlows, classesOfSources } from "../services/flow-access.ts";
import type { View } from "../storage/engine.ts";
import type { TamsEvent } from "./event.ts";

/** Whether a caller might read what an event is about when it happened; events of before there were classes don't say. */
export function mightReadThen(principal: Principal, { classes }: TamsEvent): boolean {
  return classes === undefined || mayHold(principal, "read", classes);
}

/**
 * Those of some events that a caller may read: he might when they happened, and may today if what they are about is still
 * there (AUTH-080). An event that doesn't say of which classes it was is judged by those of today alone.
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
  return then.filter(({ flowId, sourceId, classes }) => {
    const now = flowId === undefined ? sources.get(sourceId) : flows.get(flowId);
    return now === undefined ? classes !== undefined : mayHold(principal, "read", now);
  });
}

function idsOf(
  events: readonly TamsEvent[],
  idOf: (event: TamsEvent) => string | undefined,
): readonly string[] {
  return [...new Set(events.map(idOf).filter((id) => id !== undefined))];
}
