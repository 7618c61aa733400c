import { StoreError } from "../errors.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange, isBounded, isEmpty, parseTimeRange, type TimeRange } from "../time/timerange.ts";
import type { ObjectSidecar } from "./catalog-sidecars.ts";
import { noExtent } from "./flow-document.ts";
import type { Loss } from "./rebuild-losses.ts";
import { grownExtent, segmentRow } from "./segment-register.ts";
import { loadTimeline, type Timeline } from "./segment-timeline.ts";

type SegmentFacts = ObjectSidecar["segments"][number];

/** The timelines of the Flows that a batch of Objects has Segments on, and what is put on them. */
export class Timelines {
  readonly segments: Row<"segments">[] = [];
  readonly #flows: ReadonlyMap<string, { readonly timeline: Timeline; readonly extent: Row<"flow_extents"> }>;
  readonly #added = new Map<string, TimeRange[]>();
  readonly #uses = new Map<string, Row<"object_flows">>();

  private constructor(
    flows: ReadonlyMap<string, { readonly timeline: Timeline; readonly extent: Row<"flow_extents"> }>,
  ) {
    this.#flows = flows;
  }

  /** Reads what stands around the Segments of these Objects. */
  static async load(view: View, sidecars: readonly ObjectSidecar[]): Promise<Timelines> {
    const wanted = Map.groupBy(
      sidecars.flatMap((sidecar) => sidecar.segments),
      (segment) => segment.flow_id,
    );
    const ids = [...wanted.keys()];
    const where = [{ column: "flow_id", in: ids } as const];
    const extents = ids.length === 0 ? [] : await view.select("flow_extents", { where });
    const flows = new Map<string, { timeline: Timeline; extent: Row<"flow_extents"> }>();
    for (const extent of extents) {
      const ranges = (wanted.get(extent.flow_id) ?? []).flatMap((segment) => readRange(segment) ?? []);
      const timeline = await loadTimeline(view, extent.flow_id, ranges, extent.longest);
      flows.set(extent.flow_id, { timeline, extent });
    }
    return new Timelines(flows);
  }

  /** Puts the Segments of an Object where they were. Resolves to how many; the others are losses. */
  place(sidecar: ObjectSidecar, losses: Loss[]): number {
    const placed = sidecar.segments.filter((segment) => {
      const loss = this.#put(sidecar, segment);
      if (loss !== undefined) losses.push({ ...loss, entity: `object:${sidecar.id}` });
      return loss === undefined;
    });
    return placed.length;
  }

  /** The extents of the Flows with what was put on them. Times of updates are the Flows' own. */
  readonly extents = (): Row<"flow_extents">[] =>
    [...this.#added].map(([id, ranges]) => {
      const extent = this.#flows.get(id)?.extent ?? noExtent(id);
      return grownExtent(extent, ranges, extent.segments_updated);
    });

  /** How many of the Segments use which Object, init Objects included. */
  get uses(): readonly Row<"object_flows">[] {
    return [...this.#uses.values()];
  }

  #put({ id, object }: ObjectSidecar, segment: SegmentFacts): Loss | undefined {
    const { flow_id, timerange } = segment;
    const range = readRange(segment);
    if (range === undefined) return { what: "broken", reason: `${timerange} is no timerange of a Segment.` };
    const flow = this.#flows.get(flow_id);
    if (flow === undefined)
      return { what: "flow", reason: `There is no Flow ${flow_id} for its Segment at ${timerange}.` };
    const clash = flow.timeline.clash(range);
    if (clash !== undefined) {
      const reason = `On Flow ${flow_id}, ${timerange} overlaps the Segment at ${formatTimeRange(clash)}.`;
      return { what: "clash", reason };
    }
    flow.timeline.add(range);
    const body = { ...segment.doc, object_id: id, timerange };
    this.segments.push(segmentRow(flow_id, { body, range }, segment.created));
    const added = this.#added.get(flow_id) ?? [];
    added.push(range);
    this.#added.set(flow_id, added);
    for (const used of [id, object.init_object_id]) if (used !== null) this.#use(used, flow_id);
    return undefined;
  }

  #use(object_id: string, flow_id: string): void {
    const name = JSON.stringify([object_id, flow_id]);
    const segments = (this.#uses.get(name)?.segments ?? 0) + 1;
    this.#uses.set(name, { object_id, flow_id, segments });
  }
}

/** The range of a Segment, or undefined for what cannot be one. */
function readRange({ timerange }: SegmentFacts): TimeRange | undefined {
  try {
    const range = parseTimeRange(timerange);
    return isEmpty(range) || !isBounded(range) ? undefined : range;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
