import fc from "fast-check";
import type { Grants, Principal } from "../../src/contract/operations.ts";
import { edgeRows } from "../../src/services/collections.ts";
import { type Flow, flowRow, noExtent } from "../../src/services/flow-document.ts";
import { type Source, sourceRow } from "../../src/services/sources.ts";
import { tagChanges } from "../../src/services/tags.ts";
import type { Change } from "../../src/storage/engine.ts";
import type { Row } from "../../src/storage/tables.ts";

/** A Flow of a world, its Segments as seconds `[start, end)` and what it collects. */
export interface Made {
  readonly flow: Flow;
  readonly spans: readonly (readonly [number, number])[];
}

/** Everything that there is, in memory. */
export interface World {
  readonly sources: readonly Source[];
  readonly flows: readonly Made[];
  /** Collecting Source, collected one. */
  readonly sourceEdges: readonly (readonly [string, string])[];
}

const CLASSES = ["a", "b", "c", "d"];
const VIDEO = "urn:x-nmos:format:video";
const AUDIO = "urn:x-nmos:format:audio";

/** Ids in which nothing but the number differs, so that order by id is order by number. */
export function idOf(kind: "flow" | "source", n: number): string {
  const head = kind === "flow" ? "f0000000" : "50000000";
  return `${head}-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

const classes = fc.oneof(
  fc.constant(undefined),
  fc.subarray(CLASSES, { minLength: 1 }),
  fc.subarray(CLASSES, { minLength: 1 }).map((names) => names.join(" , ")),
  fc.constant([]),
);
const tags = fc
  .record({ genre: fc.constantFrom("x", "y", undefined), auth_classes: classes })
  .map((record) => {
    const given = Object.entries(record).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as Record<string, string | string[]>;
  });
/** Few moments, so that many are equal. */
const moment = fc.integer({ min: 0, max: 5 }).map((s) => `2026-01-01T00:00:0${s}.000Z`);
const label = fc.constantFrom(undefined, "", "one", "two");

/** A world of some Sources and more Flows. */
export function worlds(flows: number, sources = 8): fc.Arbitrary<World> {
  const described = { label, tags, created: moment };
  const source = fc.record({ ...described, updated: moment });
  const flow = fc.record({
    ...described,
    source: fc.nat(sources - 1),
    metadata_updated: moment,
    isVideo: fc.boolean(),
    width: fc.constantFrom(1280, 1920),
    spans: fc.constantFrom<Made["spans"]>(
      [],
      [[0, 10]],
      [
        [0, 5],
        [20, 30],
      ],
      [[8, 9]],
    ),
    collects: fc.array(fc.nat(flows - 1), { maxLength: 2 }),
  });
  const edges = fc.array(fc.tuple(fc.nat(sources - 1), fc.nat(sources - 1)), { maxLength: 6 });
  return fc
    .record({
      sources: fc.array(source, { minLength: sources, maxLength: sources }),
      flows: fc.array(flow, { minLength: flows, maxLength: flows }),
      edges,
    })
    .map((drawn) => ({
      sources: drawn.sources.map(
        (one, n) => ({ id: idOf("source", n), format: VIDEO, ...given(one) }) as Source,
      ),
      flows: drawn.flows.map(({ source: at, isVideo, width, spans, collects, ...one }, n) => {
        const members = [...new Set(collects)].filter((member) => member !== n);
        const flow = {
          id: idOf("flow", n),
          source_id: idOf("source", at),
          format: isVideo ? VIDEO : AUDIO,
          codec: isVideo ? "video/h264" : "audio/aac",
          essence_parameters: isVideo ? { frame_width: width, frame_height: 720 } : {},
          ...given(one),
          ...(members.length > 0 && {
            flow_collection: members.map((member) => ({ id: idOf("flow", member) })),
          }),
        } as unknown as Flow;
        return { flow, spans };
      }),
      sourceEdges: [
        ...new Map(
          drawn.edges.filter(([up, down]) => up !== down).map((edge) => [String(edge), edge]),
        ).values(),
      ].map(([up, down]) => [idOf("source", up), idOf("source", down)] as const),
    }));
}

/** Without the keys that have no value, as documents are. */
function given<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The changes that make a world of empty tables. */
export function changesOf({ sources, flows, sourceEdges }: World): Change[] {
  const edges = sourceEdges.map(([parent, child], position) => ({ parent, child, role: null, position }));
  return [
    { insert: "sources", rows: sources.map(sourceRow) },
    { insert: "source_edges", rows: edges },
    { insert: "flows", rows: flows.map(({ flow }) => flowRow(flow, null)) },
    {
      insert: "flow_edges",
      rows: flows.flatMap(({ flow }) => edgeRows(flow.id, flow.flow_collection ?? [])),
    },
    { insert: "flow_extents", rows: flows.map(extentOf) },
    { insert: "segments", rows: flows.flatMap(segmentsOf) },
    ...sources.flatMap(({ id, tags: all }) => tagChanges("source", id, {}, all ?? {})),
    ...flows.flatMap(({ flow }) => tagChanges("flow", flow.id, {}, flow.tags ?? {})),
  ];
}

function extentOf({ flow, spans }: Made): Row<"flow_extents"> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return noExtent(flow.id);
  const [bounds, count] = [{ start_s: first[0], start_x: 0, end_s: last[1], end_x: 0 }, spans.length];
  return { ...noExtent(flow.id), ...bounds, longest: 10, count };
}

function segmentsOf({ flow, spans }: Made): Row<"segments">[] {
  return spans.map(([start_s, end_s]) => ({
    flow_id: flow.id,
    start_s,
    start_x: 0,
    end_s,
    end_x: 0,
    object_id: `${flow.id}-${start_s}`,
    created: "2026-01-01T00:00:00Z",
    doc: "{}",
  }));
}

/** What some caller may read. */
export const readers: fc.Arbitrary<Principal> = fc
  .record({
    allow: fc.oneof(fc.constant("all" as const), fc.subarray([...CLASSES, "", "unused"])),
    deny: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...CLASSES, ""]) },
    ),
  })
  .map(({ allow, deny }) => readerOf(allow, deny));

/** One who may read these classes and nothing else. */
export function readerOf(allow: "all" | readonly string[], deny: readonly string[] = []): Principal {
  const none: ReadonlySet<string> = new Set();
  const grants: Grants = {
    allow: { read: allow === "all" ? allow : new Set(allow), write: none, delete: none },
    deny: { read: new Set(deny), write: none, delete: none },
    create: false,
    newClasses: [],
    conferred: () => ["read"],
  };
  return { id: "user:reader", name: "reader", scopes: new Set(["read"]), groups: [], grants };
}
