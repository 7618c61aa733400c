import { randomUUID } from "node:crypto";
import { insert } from "../storage/changes.ts";
import type { Change, Engine, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { eventsOf } from "./derive.ts";
import type { TamsEvent } from "./event.ts";

/**
 * An engine that writes the events of each write in that write itself, so that no crash loses one and a refused request
 * has none (EV-011, EV-033). `announced` is called once such a write is durable.
 */
export function announcing(engine: Engine, now: () => Date, announced: () => void): Engine {
  return {
    read: (work) => engine.read(work),
    write: async (keys, work) => {
      let told = false;
      const result = await engine.write(keys, async (view) => {
        const outcome = await work(view);
        const events = await eventsOf(view, outcome.changes, now().toISOString());
        told = events.length > 0;
        return { ...outcome, changes: [...outcome.changes, ...(await outboxChanges(view, events, now()))] };
      });
      if (told) announced();
      return result;
    },
    check: () => engine.check(),
    close: () => engine.close(),
  };
}

/** The event that a row of the outbox holds; the document was made here. */
export function outboxEvent(row: Row<"event_outbox">): TamsEvent {
  return JSON.parse(row.doc) as TamsEvent;
}

/**
 * Rows whose ids come after all that this write can see waiting. An earlier event of the same Flow or Source is among
 * those, since both writes held its key, or it has its place in the log already; so clocks that disagree do no harm.
 */
async function outboxChanges(view: View, events: readonly TamsEvent[], now: Date): Promise<Change[]> {
  if (events.length === 0) return [];
  const [last] = await view.select("event_outbox", { order: "age", reverse: true, limit: 1 });
  const [lastMs = 0, lastCount = 0] = last?.id.split("-").map(Number) ?? [];
  const isLate = now.getTime() > lastMs;
  const ms = String(isLate ? now.getTime() : lastMs).padStart(15, "0");
  const first = isLate ? 0 : lastCount + 1;
  return insert(
    "event_outbox",
    events.map((event, at) => ({
      id: `${ms}-${String(first + at).padStart(9, "0")}-${randomUUID()}`,
      doc: JSON.stringify(event),
    })),
  );
}
