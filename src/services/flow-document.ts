import type { Schemas } from "../contract/operations.ts";
import { notFound } from "../errors.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { TimeRange } from "../time/timerange.ts";
import { NEVER } from "../time/timerange.ts";

export type Flow = Schemas["flow-get"];
export type Collection = Schemas["flow-collection"];
type Essence = {
  readonly frame_width?: number;
  readonly frame_height?: number;
  readonly init_segments?: boolean;
};

const VIDEO = "urn:x-nmos:format:video";

/** The document a Flow's row keeps: all that GET shows but what other tables know (`collected_by`, times of Segments). */
export function storedFlow(row: Row<"flows">): Flow {
  // The document was made by `flowRow` from a validated Flow.
  return JSON.parse(row.doc) as Flow;
}

/** The row of a Flow: its document whole, beside what listings filter and sort by. */
export function flowRow(flow: Flow, deletionId: string | null): Row<"flows"> {
  const essence: Essence = flow.essence_parameters ?? {};
  const video = flow.format === VIDEO;
  return {
    id: flow.id,
    source_id: flow.source_id,
    format: flow.format,
    codec: flow.codec ?? null,
    label: flow.label ?? "",
    unlabelled: flow.label === undefined,
    status: flow.status ?? null,
    profile_id: flow.profile_id ?? null,
    frame_width: video ? (essence.frame_width ?? null) : null,
    frame_height: video ? (essence.frame_height ?? null) : null,
    init_segments: essence.init_segments === true,
    read_only: flow.read_only === true,
    deletion_id: deletionId,
    created: flow.created ?? "",
    metadata_updated: flow.metadata_updated ?? "",
    doc: JSON.stringify(flow),
  };
}

/** The row of a Flow, or notFound. */
export async function flowRowOf(view: View, id: string): Promise<Row<"flows">> {
  const row = await view.get("flows", { id });
  if (row === undefined) throw notFound("Flow", id);
  return row;
}

/** A row as clients see it, with what other tables know: the edges to its collectors, and when its Segments changed. */
export function shownFlow(
  row: Row<"flows">,
  known: {
    readonly collectors: readonly Row<"flow_edges">[];
    readonly segmentsUpdated?: string | null | undefined;
  },
): Flow {
  const collectedBy = known.collectors.map((edge) => edge.parent).sort();
  return {
    ...storedFlow(row),
    ...(known.segmentsUpdated ? { segments_updated: known.segmentsUpdated } : {}),
    ...(collectedBy.length > 0 ? { collected_by: collectedBy } : {}),
  };
}

/** The span of a Flow's Segments, or never while it has none. */
export function extentRange(row: Row<"flow_extents"> | undefined): TimeRange {
  if (
    row === undefined ||
    row.start_s === null ||
    row.start_x === null ||
    row.end_s === null ||
    row.end_x === null
  )
    return NEVER;
  return { start: { s: row.start_s, x: row.start_x }, end: { s: row.end_s, x: row.end_x } };
}

/** The extents of a Flow without Segments. */
export function noExtent(flowId: string): Row<"flow_extents"> {
  return {
    flow_id: flowId,
    start_s: null,
    start_x: null,
    end_s: null,
    end_x: null,
    longest: 0,
    count: 0,
    segments_updated: null,
  };
}
