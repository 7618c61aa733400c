import { classesOf } from "../services/access.ts";
import { flowClassesOf } from "../services/flow-access.ts";
import { shownFlow } from "../services/flow-document.ts";
import { rangeOf } from "../services/segment-times.ts";
import { shownSource, storedSource } from "../services/sources.ts";
import { deleted, inserted, rowsAfter, updated } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Key, Row, TableName } from "../storage/tables.ts";
import { formatTimeRange } from "../time/timerange.ts";
import type { Subject, TamsEvent } from "./event.ts";

type Edges = "flow_edges" | "source_edges";
type When = "before" | "after";

/**
 * The events that a write's changes are (EV-020 to EV-047), in the order receivers are to see them. Filters get the state
 * after the change, or before it for what goes (EV-072, EV-073).
 */
export async function eventsOf(view: View, changes: readonly Change[], time: string): Promise<TamsEvent[]> {
  if (!TELLING.some((table) => touches(changes, table))) return [];
  const write = new Write(view, changes, time);
  return [
    ...(await write.sources(inserted(changes, "sources"), "sources/created")),
    ...(await write.newFlows()),
    ...(await write.changedFlows()),
    ...(await write.sources(updated(changes, "sources"), "sources/updated")),
    ...(await write.addedSegments()),
    ...(await write.deletedSegments()),
    ...(await write.deletedFlows()),
    ...(await write.deletedSources()),
  ];
}

const TELLING = ["flows", "sources", "segments"] as const;

function touches(changes: readonly Change[], table: TableName): boolean {
  return changes.some((change) => Object.values(change)[0] === table);
}

/** Bytes of Segments in one event: a cell of any engine holds it (126 KB on VAST), and receivers can take it. */
const SEGMENT_BYTES = 64 * 1024;

class Write {
  readonly #view: View;
  readonly #changes: readonly Change[];
  readonly #time: string;

  constructor(view: View, changes: readonly Change[], time: string) {
    this.#view = view;
    this.#changes = changes;
    this.#time = time;
  }

  async sources(
    rows: readonly Row<"sources">[],
    type: "sources/created" | "sources/updated",
  ): Promise<TamsEvent[]> {
    const events: TamsEvent[] = [];
    for (const row of rows) {
      const members = await this.#edges("source_edges", "parent", row.id, "after");
      const collectors = await this.#edges("source_edges", "child", row.id, "after");
      const source = shownSource(row, members, collectors);
      events.push(this.#aboutSource(row, parents(collectors), { type, source }));
    }
    return events;
  }

  async newFlows(): Promise<TamsEvent[]> {
    const events: TamsEvent[] = [];
    for (const row of inserted(this.#changes, "flows")) events.push(await this.#flow(row, "flows/created"));
    return events;
  }

  /** A Flow whose deletion is accepted is announced as deleted then, and never again (EV-035). */
  async changedFlows(): Promise<TamsEvent[]> {
    const events: TamsEvent[] = [];
    for (const row of updated(this.#changes, "flows")) {
      if (row.deletion_id === null) events.push(await this.#flow(row, "flows/updated"));
    }
    return events;
  }

  async addedSegments(): Promise<TamsEvent[]> {
    const events: TamsEvent[] = [];
    const flows = Map.groupBy(inserted(this.#changes, "segments"), (row) => row.flow_id);
    for (const [flow_id, rows] of flows) {
      for (const segments of portions(rows)) {
        const subject = { type: "flows/segments_added", flow_id, segments } as const;
        events.push(...(await this.#aboutStoredFlow(flow_id, subject)));
      }
    }
    return events;
  }

  /** One event for all Segments of the write: its range starts and ends with deleted ones (EV-045, EV-046). */
  async deletedSegments(): Promise<TamsEvent[]> {
    const events: TamsEvent[] = [];
    const flows = Map.groupBy(deleted(this.#changes, "segments"), (key) => key.flow_id);
    for (const [flow_id, keys] of flows) {
      const first = await this.#view.get("segments", keys.reduce(earlier));
      // No two Segments of a Flow overlap, so the one that starts last ends last.
      const last = await this.#view.get("segments", keys.reduce(later));
      if (first === undefined || last === undefined) continue;
      const timerange = formatTimeRange({ start: rangeOf(first).start, end: rangeOf(last).end });
      const subject = { type: "flows/segments_deleted", flow_id, timerange } as const;
      events.push(...(await this.#aboutStoredFlow(flow_id, subject)));
    }
    return events;
  }

  async deletedFlows(): Promise<TamsEvent[]> {
    const accepted = updated(this.#changes, "flows").filter((row) => row.deletion_id !== null);
    const events: TamsEvent[] = [];
    for (const { id } of [...accepted, ...deleted(this.#changes, "flows")]) {
      const before = await this.#view.get("flows", { id });
      if (before === undefined || before.deletion_id !== null) continue;
      events.push(await this.#aboutFlow(before, "before", { type: "flows/deleted", flow_id: id }));
    }
    return events;
  }

  async deletedSources(): Promise<TamsEvent[]> {
    const events: TamsEvent[] = [];
    for (const { id } of deleted(this.#changes, "sources")) {
      const before = await this.#view.get("sources", { id });
      if (before === undefined) continue;
      const collectors = await this.#edges("source_edges", "child", id, "before");
      events.push(this.#aboutSource(before, parents(collectors), { type: "sources/deleted", source_id: id }));
    }
    return events;
  }

  async #flow(row: Row<"flows">, type: "flows/created" | "flows/updated"): Promise<TamsEvent> {
    const extent = await this.#view.get("flow_extents", { flow_id: row.id });
    const collectors = await this.#edges("flow_edges", "child", row.id, "after");
    const flow = shownFlow(row, { collectors, segmentsUpdated: extent?.segments_updated });
    return this.#aboutFlow(row, "after", { type, flow }, collectors);
  }

  async #aboutStoredFlow(id: string, subject: Subject): Promise<TamsEvent[]> {
    const row = await this.#view.get("flows", { id });
    return row === undefined ? [] : [await this.#aboutFlow(row, "before", subject)];
  }

  async #aboutFlow(
    row: Row<"flows">,
    when: When,
    subject: Subject,
    known?: readonly Row<"flow_edges">[],
  ): Promise<TamsEvent> {
    const collectors = known ?? (await this.#edges("flow_edges", "child", row.id, when));
    return {
      time: this.#time,
      flowId: row.id,
      sourceId: row.source_id,
      flowCollectedBy: parents(collectors),
      sourceCollectedBy: parents(await this.#edges("source_edges", "child", row.source_id, when)),
      classes: flowClassesOf(row),
      subject,
    };
  }

  #aboutSource(row: Row<"sources">, sourceCollectedBy: readonly string[], subject: Subject): TamsEvent {
    const classes = classesOf(storedSource(row).tags);
    return { time: this.#time, sourceId: row.id, sourceCollectedBy, classes, subject };
  }

  async #edges<T extends Edges>(
    table: T,
    column: "parent" | "child",
    id: string,
    when: When,
  ): Promise<Row<T>[]> {
    const rows = await this.#view.select(table, { where: [{ column, op: "eq", value: id }] });
    return when === "before" ? rows : rowsAfter(table, rows, this.#changes, (row) => row[column] === id);
  }
}

function parents(edges: readonly { readonly parent: string }[]): string[] {
  return edges.map((edge) => edge.parent).sort();
}

function earlier(a: Key<"segments">, b: Key<"segments">): Key<"segments"> {
  return a.start_s < b.start_s || (a.start_s === b.start_s && a.start_x <= b.start_x) ? a : b;
}

function later(a: Key<"segments">, b: Key<"segments">): Key<"segments"> {
  return earlier(a, b) === a ? b : a;
}

/** Segments in events of bounded size, in the order they were registered (EV-041). */
function portions(rows: readonly Row<"segments">[]): Row<"segments">[][] {
  const all: Row<"segments">[][] = [];
  let room = 0;
  for (const row of rows) {
    const bytes = JSON.stringify(row).length;
    if (room < bytes || all.length === 0) {
      all.push([]);
      room = SEGMENT_BYTES;
    }
    room -= bytes;
    all.at(-1)?.push(row);
  }
  return all;
}
