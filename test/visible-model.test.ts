import { expect } from "chai";
import fc from "fast-check";
import type { Principal, Query } from "../src/contract/operations.ts";
import { listFlows } from "../src/services/flows.ts";
import type { Page } from "../src/services/paging.ts";
import { listSources } from "../src/services/sources.ts";
import { startApp, type TestApp } from "./support/start.ts";
import { newEmulator, settingsOf } from "./support/vast.ts";
import { changesOf, idOf, type Made, readers, type World, worlds } from "./support/world.ts";

type FlowQuery = Query<"GET_flows">;
type SourceQuery = Query<"GET_sources">;

const FLOWS = 60;
const SEED = 20261122;

describe("listings for a caller, against a model in memory", () => {
  describe("on the embedded engine", () => describeListings(async () => startApp(), 300));
  describe("on VAST", () => {
    let close = async (): Promise<void> => undefined;
    after(() => close());
    describeListings(async () => {
      const emulator = await newEmulator();
      close = () => emulator.close();
      return startApp({ engine: { kind: "vast", vast: settingsOf(emulator) } });
    }, 60);
  });
});

function describeListings(start: () => Promise<TestApp>, numRuns: number): void {
  const world = fc.sample(worlds(FLOWS), { numRuns: 1, seed: SEED })[0]!;
  let started: TestApp;
  before(async function () {
    this.timeout(60_000);
    started = await start();
    await started.app.engine.write([], async () => ({ result: undefined, changes: changesOf(world) }));
  });
  after(() => started.close());

  it("have the Flows that he may read, in order and in full pages (AUTH-046, AUTH-065, FLW-001 to FLW-016)", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(readers, flowQueries, async (caller, query) => {
        const expected = inOrder(
          world.flows.filter((made) => isListed(world, caller, made, query)).map(({ flow }) => flow),
          query,
        );
        await expectPages((page) => listFlows(started.app, caller, { ...query, ...page }), expected, query);
      }),
      { numRuns, seed: SEED },
    );
  });

  it("have the Sources that he may read, in order and in full pages (AUTH-046, AUTH-065, SRC-001 to SRC-008)", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(readers, sourceQueries, async (caller, query) => {
        const listed = world.sources.filter((source) => {
          const ofFilters =
            isDescribed(source, query) &&
            isCollected(world.sourceEdges, (id) => readsSource(world, caller, id), source.id, query);
          return ofFilters && mayRead(caller, source.tags);
        });
        await expectPages(
          (page) => listSources(started.app, caller, { ...query, ...page }),
          inOrder(listed, query),
          query,
        );
      }),
      { numRuns, seed: SEED },
    );
  });
}

/** Walks all pages: each but the last is full, says how to go on, and none says so in vain. */
async function expectPages(
  list: (page: { page?: string }) => Promise<Page<{ readonly id: string }>>,
  expected: readonly string[],
  { limit = 1 }: { limit?: number },
): Promise<void> {
  const found: string[] = [];
  let pages = 0;
  for (let page: string | undefined, first = true; first || page !== undefined; first = false) {
    const { items, next }: Page<{ readonly id: string }> = await list(page === undefined ? {} : { page });
    pages++;
    found.push(...items.map(({ id }) => id));
    if (next !== undefined) expect(items).to.have.length(limit);
    page = next;
  }
  expect(found).to.eql(expected);
  expect(pages, "no page is promised in vain").to.equal(Math.max(1, Math.ceil(expected.length / limit)));
}

const common = {
  reverse_order: fc.boolean(),
  limit: fc.integer({ min: 1, max: 12 }),
};
const filters = {
  label: fc.constantFrom("", "one", "two"),
  "tag.genre": fc.constantFrom("x", "x,y", "none"),
  "tag_exists.genre": fc.boolean(),
  "tag.auth_classes": fc.constantFrom("a", "b,c"),
};
/** Most queries have one filter or two. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc
    .option(arbitrary, { nil: undefined, freq: 2 })
    .chain((value) =>
      value === undefined ? fc.constant(value) : fc.constantFrom(value, undefined, undefined, undefined),
    );
}
function someOf(arbitraries: Record<string, fc.Arbitrary<unknown>>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(arbitraries).map(([name, one]) => [name, sometimes(one)]));
}

const flowQueries = fc
  .record({
    ...common,
    sort_by: fc.constantFrom("created", "metadata_updated", "label", undefined),
    ...someOf({
      ...filters,
      source_id: fc.constantFrom(idOf("source", 0), idOf("source", 1)),
      format: fc.constantFrom("urn:x-nmos:format:video", "urn:x-nmos:format:audio"),
      codec: fc.constantFrom("video/h264", "audio/aac"),
      frame_width: fc.constantFrom(1280, 1920),
      timerange: fc.constantFrom("[0:0_1:0)", "[10:0_20:0)", "()", "[25:0_", "_", "[8:0_9:0)"),
      collected_by_ids: fc.oneof(
        fc.constant(""),
        fc
          .array(
            fc.nat(FLOWS - 1).map((n) => idOf("flow", n)),
            { minLength: 1, maxLength: 20 },
          )
          .map(String),
      ),
    }),
  })
  .map((query) => present(query) as FlowQuery);

const sourceQueries = fc
  .record({
    ...common,
    sort_by: fc.constantFrom("created", "updated", "label", undefined),
    ...someOf({
      ...filters,
      format: fc.constantFrom("urn:x-nmos:format:video", "urn:x-nmos:format:audio"),
      collected_by_ids: fc.oneof(
        fc.constant(""),
        fc
          .array(
            fc.nat(7).map((n) => idOf("source", n)),
            { minLength: 1, maxLength: 5 },
          )
          .map(String),
      ),
    }),
  })
  .map((query) => present(query) as SourceQuery);

function present(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

// The model: what TAMS and the rules of classes say, in the plainest way.

type Tagged = Readonly<Record<string, string | readonly string[]>> | undefined;
interface Described {
  readonly id: string;
  readonly label?: string;
  readonly format: string;
  readonly tags?: Tagged;
}

function mayRead({ grants }: Principal, tags: Tagged): boolean {
  const value = tags?.["auth_classes"] ?? [];
  const named = (typeof value === "string" ? value.split(",") : value).map((name) => name.trim());
  const classes = named.length === 0 ? [""] : named;
  if (classes.some((name) => grants?.deny.read.has(name))) return false;
  const allowed = grants?.allow.read ?? "all";
  return allowed === "all" || classes.some((name) => allowed.has(name));
}

function isListed(world: World, caller: Principal, { flow, spans }: Made, query: FlowQuery): boolean {
  const edges = world.flows.flatMap(({ flow: up }) =>
    (up.flow_collection ?? []).map(({ id }) => [up.id, id] as const),
  );
  const reads = (id: string): boolean =>
    mayRead(caller, world.flows.find((made) => made.flow.id === id)?.flow.tags);
  const essence = (flow.essence_parameters ?? {}) as { readonly frame_width?: number };
  return (
    mayRead(caller, flow.tags) &&
    isDescribed(flow, query) &&
    isCollected(edges, reads, flow.id, query) &&
    (query.source_id === undefined || flow.source_id === query.source_id) &&
    (query.codec === undefined || flow.codec === query.codec) &&
    (query.frame_width === undefined || essence.frame_width === query.frame_width) &&
    isOver(spans, query.timerange)
  );
}

function readsSource(world: World, caller: Principal, id: string): boolean {
  return mayRead(caller, world.sources.find((source) => source.id === id)?.tags);
}

function isDescribed(one: Described, query: FlowQuery | SourceQuery): boolean {
  const wanted = (name: string): unknown => (query as Readonly<Record<string, unknown>>)[name];
  const values = (name: string): readonly string[] => [one.tags?.[name] ?? []].flat();
  const isTagged = (name: string): boolean =>
    wanted(`tag.${name}`) === undefined ||
    String(wanted(`tag.${name}`))
      .split(",")
      .some((value) => values(name).includes(value));
  const exists = wanted("tag_exists.genre");
  return (
    (query.label === undefined || one.label === query.label) &&
    (query.format === undefined || one.format === query.format) &&
    isTagged("genre") &&
    isTagged("auth_classes") &&
    (exists === undefined || (one.tags?.["genre"] !== undefined) === exists)
  );
}

function isCollected(
  edges: readonly (readonly [string, string])[],
  reads: (id: string) => boolean,
  id: string,
  { collected_by_ids: wanted }: { collected_by_ids?: string },
): boolean {
  if (wanted === undefined) return true;
  const parents = edges.filter(([up, down]) => down === id && reads(up)).map(([up]) => up);
  return wanted === "" ? parents.length === 0 : parents.some((up) => wanted.split(",").includes(up));
}

function isOver(spans: Made["spans"], timerange: string | undefined): boolean {
  if (timerange === undefined) return true;
  if (timerange === "()") return spans.length === 0;
  const [, start, end] = /^\[?(\d+)?(?::0)?_(\d+)?/.exec(timerange) ?? [];
  return spans.some(
    ([from, to]) => to > Number(start ?? -1) && from < Number(end ?? Number.POSITIVE_INFINITY),
  );
}

function inOrder(
  rows: readonly (Described & { readonly created?: string })[],
  { sort_by = "created", reverse_order = false }: { sort_by?: string; reverse_order?: boolean },
): string[] {
  const keyOf = (row: Described): string => {
    const value = (row as unknown as Readonly<Record<string, string | undefined>>)[sort_by];
    return `${value === undefined ? "1" : "0"}${value ?? ""}\0${row.id}`;
  };
  const ascending = rows.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)).map(({ id }) => id);
  return (sort_by === "label") === reverse_order ? ascending.toReversed() : ascending;
}
