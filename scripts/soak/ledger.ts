import { Violation } from "../crash/violation.ts";
import type { Logged } from "./body.ts";

/** Whether a change was answered. One without an answer may be there or not. */
export type Certainty = "sure" | "unsure";

interface Expected {
  readonly certainty: Certainty;
  readonly line: string | undefined;
  readonly turn: number;
}

/** The texts that stand for what an event tells; each is told once at most. */
export const keys = {
  made: (kind: "flow" | "source", id: string) => `${kind} ${id} created`,
  changed: (kind: "flow" | "source", id: string, label: string) => `${kind} ${id} became ${label}`,
  deleted: (kind: "flow" | "source", id: string) => `${kind} ${id} deleted`,
  added: (flowId: string, objectId: string, timerange: string) => `${flowId} got ${objectId} at ${timerange}`,
  removed: (flowId: string, timerange: string) => `${flowId} lost ${timerange}`,
};

/** What the log has to tell, from the changes that were asked for. */
export class Ledger {
  /** Events of the changes that were acknowledged. */
  events = 0;
  /** Changes by what became of them. */
  acknowledged = 0;
  unsure = 0;
  refused = 0;
  readonly #expected = new Map<string, Expected>();
  readonly #losing = new Set<string>();
  #turn = 0;

  /**
   * Notes one change by the keys of all that is to be told of it in `events` events. Changes with the same `line` were
   * made one after another, so they are to be told in that order.
   */
  note(certainty: Certainty, told: readonly string[], events: number, line?: string): void {
    const turn = ++this.#turn;
    for (const key of told) this.#expected.set(key, { certainty, line, turn });
    if (certainty === "unsure") this.unsure += 1;
    else {
      this.acknowledged += 1;
      this.events += events;
    }
  }

  /** A flow loses segments in portions that the server chooses. */
  mayLose(flowId: string): void {
    this.#losing.add(flowId);
  }

  /** Sure keys that these events do not tell. */
  missing(log: readonly Logged[]): string[] {
    const told = new Set(log.flatMap(keysOf));
    return [...this.#expected].flatMap(([key, { certainty }]) =>
      certainty === "sure" && !told.has(key) ? [key] : [],
    );
  }

  /** Throws unless everything that is told was asked for, once, and in its order. */
  mustExplain(log: readonly Logged[]): void {
    const told = new Set<string>();
    const turns = new Map<string, number>();
    for (const event of log) {
      for (const key of keysOf(event)) {
        const expected = this.#expected.get(key);
        if (expected === undefined && this.#isLoss(event)) continue;
        if (expected === undefined)
          throw new Violation("only changes in the log", `event ${event.id}: ${key}`);
        if (told.has(key))
          throw new Violation("each change once in the log", `event ${event.id} again: ${key}`);
        told.add(key);
        const { line, turn } = expected;
        if (line === undefined) continue;
        if (turn < (turns.get(line) ?? 0))
          throw new Violation("the changes of a source in their order", `event ${event.id} late: ${key}`);
        turns.set(line, turn);
      }
    }
  }

  #isLoss(event: Logged): boolean {
    return event.event_type === "flows/segments_deleted" && this.#losing.has(event.event.flow_id);
  }
}

/** What one event tells. */
function keysOf(told: Logged): string[] {
  switch (told.event_type) {
    case "flows/created":
      return [keys.made("flow", told.event.flow.id)];
    case "flows/updated":
      return [keys.changed("flow", told.event.flow.id, told.event.flow.label ?? "")];
    case "flows/deleted":
      return [keys.deleted("flow", told.event.flow_id)];
    case "flows/segments_added":
      return told.event.segments.map(({ object_id, timerange }) =>
        keys.added(told.event.flow_id, object_id, timerange),
      );
    case "flows/segments_deleted":
      return [keys.removed(told.event.flow_id, told.event.timerange)];
    case "sources/created":
      return [keys.made("source", told.event.source.id)];
    case "sources/updated":
      return [keys.changed("source", told.event.source.id, told.event.source.label ?? "")];
    case "sources/deleted":
      return [keys.deleted("source", told.event.source_id)];
  }
}
