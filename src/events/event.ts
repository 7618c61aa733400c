import type { Schemas } from "../contract/operations.ts";
import type { Row } from "../storage/tables.ts";

export type EventType = Schemas["webhook"]["events"][number];

/** What an event tells (EV-020 to EV-027). Segments are kept as rows: their URLs are made when the event is sent. */
export type Subject =
  | { readonly type: "flows/created" | "flows/updated"; readonly flow: Schemas["flow-get"] }
  | { readonly type: "flows/deleted"; readonly flow_id: string }
  | {
      readonly type: "flows/segments_added";
      readonly flow_id: string;
      readonly segments: readonly Row<"segments">[];
    }
  | { readonly type: "flows/segments_deleted"; readonly flow_id: string; readonly timerange: string }
  | { readonly type: "sources/created" | "sources/updated"; readonly source: Schemas["source"] }
  | { readonly type: "sources/deleted"; readonly source_id: string };

/** One event as it happened, with what filters ask of that moment (EV-071 to EV-073). */
export interface TamsEvent {
  /** RFC 3339, when the change happened (EV-004). */
  readonly time: string;
  /** Absent for events about Sources. */
  readonly flowId?: string;
  /** The Source itself, or the Flow's. */
  readonly sourceId: string;
  /** Flows that collect this Flow; absent for events about Sources. */
  readonly flowCollectedBy?: readonly string[];
  readonly sourceCollectedBy: readonly string[];
  /** Of what it is about, then: by them it is judged who hears of it (AUTH-080). Nobody is sent them. */
  readonly classes?: readonly string[];
  readonly subject: Subject;
}

/** An event with its place in the log. */
export interface LoggedEvent extends TamsEvent {
  readonly seq: number;
}

/** The id of an event as receivers see it: it sorts as text in the order of the log. */
export function eventId(seq: number): string {
  return String(seq).padStart(16, "0");
}

/** The place in the log that an id names, or undefined when it is none. */
export function seqOf(id: string): number | undefined {
  return /^\d{1,16}$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : undefined;
}

/** The row of the log for an event. */
export function eventRow(seq: number, event: TamsEvent): Row<"events"> {
  return {
    seq,
    time: Date.parse(event.time),
    type: event.subject.type,
    flow_id: event.flowId ?? null,
    source_id: event.sourceId,
    doc: JSON.stringify(event),
  };
}

/** The document was made by `eventRow`. */
export function loggedEvent(row: Row<"events">): LoggedEvent {
  return { ...(JSON.parse(row.doc) as TamsEvent), seq: row.seq };
}
