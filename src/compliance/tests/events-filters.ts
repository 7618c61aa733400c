import type { Version } from "../discovery.ts";
import { PLAIN } from "../formats.ts";
import { EVENTS, flowIdOf, type Hook, hook, quiet, sourceIdOf, triedHook } from "../hooks.ts";
import { at, textOf } from "../json.ts";
import { shown } from "../listing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { isAtLeast } from "../versions.ts";

const EVENT_MS = 45_000;
const TYPES = ["flows/updated", "sources/updated", "flows/segments_added"];

/** A Flow and its Source, by ids that are known before either is made. */
interface Pair {
  readonly flow: string;
  readonly source: string;
}

/** A collector, a member of its collection, and a Flow beside it; with their Sources. */
interface Family {
  readonly collector: Pair;
  readonly member: Pair;
  readonly loner: Pair;
}

/** What the act of a test changes: the Flows, Sources and Segments of the family, by name. */
const ALL = [
  "flow collector",
  "flow loner",
  "flow member",
  "segment loner",
  "segment member",
  "source collector",
  "source loner",
  "source member",
];
const SOURCES = ALL.filter((name) => name.startsWith("source"));
const of = (...names: readonly string[]) =>
  ALL.filter((name) => names.some((wanted) => name.endsWith(wanted)));
const flowsOf = (...names: readonly string[]) => of(...names).filter((name) => !SOURCES.includes(name));

interface Row {
  readonly filters: (family: Family) => Readonly<Record<string, unknown>>;
  /** The events that pass, by name. */
  readonly wanted: readonly string[];
  readonly behaviours: readonly string[];
  readonly since?: Version;
}

const LISTS: readonly Row[] = [
  {
    filters: ({ member }) => ({ flow_ids: [member.flow] }),
    wanted: [...flowsOf("member"), ...SOURCES],
    behaviours: ["EV-060", "EV-062", "AMB-060"],
  },
  {
    filters: ({ member, loner }) => ({ flow_ids: [loner.flow, member.flow] }),
    wanted: [...flowsOf("member", "loner"), ...SOURCES],
    behaviours: ["EV-061", "EV-062"],
  },
  {
    filters: ({ member }) => ({ source_ids: [member.source] }),
    wanted: of("member"),
    behaviours: ["EV-060", "EV-063"],
  },
  {
    filters: ({ collector, loner }) => ({ source_ids: [loner.source, collector.source] }),
    wanted: of("loner", "collector"),
    behaviours: ["EV-061", "EV-063"],
  },
  {
    // Ids of the other kind name nothing.
    filters: ({ member }) => ({ source_ids: [member.flow] }),
    wanted: [],
    behaviours: ["EV-063"],
  },
  { filters: () => ({}), wanted: ALL, behaviours: ["EV-068"] },
  {
    filters: () => ({ events: ["sources/updated"] }),
    wanted: SOURCES,
    behaviours: ["EV-060", "EV-068"],
  },
];

const COLLECTORS: readonly Row[] = [
  {
    filters: ({ collector }) => ({ flow_collected_by_ids: [collector.flow] }),
    wanted: [...flowsOf("member"), ...SOURCES],
    behaviours: ["EV-064", "EV-070", "AMB-060"],
  },
  {
    filters: ({ collector, loner }) => ({ flow_collected_by_ids: [loner.flow, collector.flow] }),
    wanted: [...flowsOf("member"), ...SOURCES],
    behaviours: ["EV-061", "EV-064"],
  },
  {
    filters: () => ({ flow_collected_by_ids: [] }),
    wanted: [...flowsOf("collector", "loner"), ...SOURCES],
    behaviours: ["EV-066", "TRAP-031", "AMB-060"],
  },
  {
    filters: ({ collector }) => ({ source_collected_by_ids: [collector.source] }),
    wanted: of("member"),
    behaviours: ["EV-065"],
  },
  {
    filters: ({ collector, loner }) => ({ source_collected_by_ids: [loner.source, collector.source] }),
    wanted: of("member"),
    behaviours: ["EV-061", "EV-065"],
  },
  {
    filters: () => ({ source_collected_by_ids: [] }),
    wanted: of("collector", "loner"),
    behaviours: ["EV-066b"],
    since: "8.2",
  },
  {
    filters: ({ collector }) => ({ flow_collected_by_ids: [collector.source] }),
    wanted: SOURCES,
    behaviours: ["EV-064"],
  },
];

const TOGETHER: readonly Row[] = [
  {
    filters: ({ member, loner }) => ({ flow_ids: [member.flow], source_ids: [loner.source] }),
    wanted: ["source loner"],
    behaviours: ["EV-060", "EV-069", "AMB-025"],
  },
  {
    filters: ({ member }) => ({ flow_ids: [member.flow], source_ids: [member.source] }),
    wanted: of("member"),
    behaviours: ["EV-060", "EV-069", "AMB-025"],
  },
  {
    filters: ({ member, collector }) => ({
      flow_ids: [member.flow],
      flow_collected_by_ids: [collector.flow],
    }),
    wanted: [...flowsOf("member"), ...SOURCES],
    behaviours: ["AMB-025", "EV-060"],
  },
  {
    filters: ({ loner, collector }) => ({ flow_ids: [loner.flow], flow_collected_by_ids: [collector.flow] }),
    wanted: SOURCES,
    behaviours: ["AMB-025", "EV-060"],
  },
  {
    filters: ({ loner, collector }) => ({
      source_ids: [loner.source],
      source_collected_by_ids: [collector.source],
    }),
    wanted: [],
    behaviours: ["AMB-025", "EV-060"],
  },
  {
    filters: ({ collector }) => ({
      flow_collected_by_ids: [collector.flow],
      source_collected_by_ids: [collector.source],
    }),
    wanted: of("member"),
    behaviours: ["AMB-025", "EV-069"],
  },
  {
    filters: ({ member }) => ({ source_collected_by_ids: [], flow_ids: [member.flow] }),
    wanted: ["source collector", "source loner"],
    behaviours: ["AMB-025", "EV-069", "EV-066b"],
    since: "8.2",
  },
];

/** Makes the Flows of the family, before any Webhook is told of them. */
async function makeFamily(probe: Probe): Promise<Family> {
  const pair = async (more: Readonly<Record<string, unknown>> = {}): Promise<Pair> => {
    const { id, sourceId } = await probe.flow(more);
    return { flow: id, source: sourceId };
  };
  const [member, loner] = [await pair(), await pair()];
  const collector = await pair({ ...PLAIN.multi, flow_collection: [{ id: member.flow, role: "part" }] });
  return { collector, member, loner };
}

const idsOf = ({ collector, member, loner }: Family) =>
  [collector, member, loner].flatMap(({ flow, source }) => [flow, source]);

/** The name that an event has in the tables above. */
function nameOf(family: Family, type: string, event: unknown): string {
  const id = flowIdOf(event) || sourceIdOf(event);
  const who = Object.entries(family).find(([, { flow, source }]) => id === flow || id === source)?.[0] ?? "?";
  const what = type === "flows/segments_added" ? "segment" : (type.split("s/")[0] ?? "");
  return `${what} ${who}`;
}

/** Changes everything of the family once. */
async function act(probe: Probe, family: Family): Promise<void> {
  for (const { flow, source } of [family.collector, family.member, family.loner]) {
    await probe.put(path`/flows/${flow}/description`, "changed");
    await probe.put(path`/sources/${source}/description`, "changed");
  }
  for (const { flow } of [family.member, family.loner]) await probe.segment({ id: flow });
}

/** Registers a Webhook for each row that the server can honour, acts, and judges what each was sent. */
async function verifyRows(probe: Probe, rows: readonly Row[]): Promise<void> {
  const family = await makeFamily(probe);
  const ids = idsOf(family);
  const control = await hook(probe, ids, { events: TYPES });
  const hooks: { row: Row; mine: Hook }[] = [];
  for (const row of rows) {
    if (!isAtLeast(probe.server.version, row.since ?? "8.0")) continue;
    const mine = await triedHook(probe, ids, { events: TYPES, ...row.filters(family) });
    if (mine !== undefined) hooks.push({ row, mine });
  }
  if (hooks.length === 0) probe.skip("The server refuses all of these filters.");
  await act(probe, family);
  const named = (mine: Hook) => [
    ...new Set(mine.events().map(({ type, event }) => nameOf(family, type, event))),
  ];
  const has = (mine: Hook, wanted: readonly string[]) => wanted.every((name) => named(mine).includes(name));
  await probe.eventually(async () => has(control, ALL), EVENT_MS);
  await probe.eventually(async () => hooks.every(({ row, mine }) => has(mine, row.wanted)), 15_000);
  await quiet(probe);
  for (const { row, mine } of hooks) {
    const found = named(mine).toSorted();
    const holds = String(found) === String(row.wanted.toSorted());
    const filters = shown(row.filters(family));
    const sentence = `With ${filters} the events of ${shown(row.wanted)} are sent; sent: ${shown(found)}.`;
    for (const id of row.behaviours) probe.verify(id, holds, sentence);
  }
}

const idsIn = (rows: readonly Row[]) => [...new Set(rows.flatMap(({ behaviours }) => behaviours))];

/** A Webhook with a filter that a test cannot do without. */
const filtered = (probe: Probe, family: Family, filters: Readonly<Record<string, unknown>>) =>
  hook(probe, idsOf(family), { events: EVENTS, ...filters });

export const eventsFilters: readonly ComplianceTest[] = [
  ...(
    [
      ["lists", "Lists of Flows and Sources let pass the events about any of them, and none else", LISTS],
      [
        "collectors",
        "Lists of collectors let pass the events about what they collect, not about them",
        COLLECTORS,
      ],
      [
        "together",
        "Of several filters all must let an event pass; Flow filters are none for Sources",
        TOGETHER,
      ],
    ] as const
  ).map(
    ([name, title, rows]): ComplianceTest => ({
      id: `events-filters/${name}`,
      title,
      area: "events",
      behaviours: idsIn(rows),
      operations: ["POST_webhooks"],
      since: "8.0",
      needs: ["webhooks", "upload"],
      run: (probe) => verifyRows(probe, rows),
    }),
  ),
  {
    id: "events-filters/creation",
    title: "Filters hold for the creation of what they name",
    area: "events",
    behaviours: ["EV-062", "EV-063"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const pair = () => ({ flow: probe.fresh.uuid(), source: probe.fresh.uuid() });
      const family = { collector: pair(), member: pair(), loner: pair() };
      const byFlow = await filtered(probe, family, { flow_ids: [family.member.flow] });
      const bySource = await filtered(probe, family, { source_ids: [family.member.source] });
      for (const { flow, source } of [family.loner, family.member])
        await probe.flow({ id: flow, source_id: source });
      await byFlow.arrival("flows/created");
      await bySource.arrival("flows/created");
      await quiet(probe);
      const told = (mine: Hook, type: string) =>
        mine.events(type).map(({ event }) => flowIdOf(event) || sourceIdOf(event));
      const { member, loner } = family;
      const isOnly = (found: readonly string[], wanted: string) => found.length === 1 && found[0] === wanted;
      const flows = told(byFlow, "flows/created");
      probe.verify("EV-062", isOnly(flows, member.flow), `flow_ids lets its Flow's creation pass; ${flows}.`);
      const sources = told(byFlow, "sources/created").toSorted();
      const both = String(sources) === String([member.source, loner.source].toSorted());
      probe.verify("EV-062", both, `flow_ids lets the creation of all Sources pass; ${sources}.`);
      const own = [...told(bySource, "flows/created"), ...told(bySource, "sources/created")];
      const holds = own.includes(member.flow) && own.includes(member.source) && own.length === 2;
      probe.verify("EV-063", holds, `source_ids lets its Source's and its Flow's creation pass; ${own}.`);
    },
  },
  {
    id: "events-filters/joined-later",
    title: "A Flow that is collected later passes from then on, without a word to the Webhook",
    area: "events",
    behaviours: ["EV-071", "EV-073"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const family = await makeFamily(probe);
      const { collector, loner, member } = family;
      const control = await filtered(probe, family, {});
      const mine = await filtered(probe, family, { flow_collected_by_ids: [collector.flow] });
      const place = path`/flows/${loner.flow}/label`;
      const heard = (target: Hook, label: string) =>
        target.arrival("flows/updated", (event) => at(event, "flow", "label") === label, 15_000);
      await probe.put(place, "before");
      await heard(control, "before");
      const items = [member, loner].map(({ flow }) => ({ id: flow, role: "part" }));
      const joined = await probe.put(path`/flows/${collector.flow}/flow_collection`, items);
      probe.require("EV-071", joined.status === 204, "A Flow can be added to a collection.");
      await probe.put(place, "within");
      const within = await heard(mine, "within");
      probe.verify("EV-071", within !== undefined, "An event about a Flow that was added passes.");
      await probe.put(path`/flows/${collector.flow}/flow_collection`, items.slice(0, 1));
      await probe.put(place, "after");
      await heard(control, "after");
      await quiet(probe);
      const labels = mine.events("flows/updated").map(({ event }) => textOf(at(event, "flow", "label")));
      const wrong = labels.filter((label) => label === "before" || label === "after");
      probe.verify("EV-071", wrong.length === 0, `No event from before or after its time passes; ${wrong}.`);
      // A server may tell of the member itself when it joins and leaves: then the state after it counts.
      const joins = (target: Hook) =>
        target
          .events("flows/updated")
          .filter(
            ({ event }) =>
              flowIdOf(event) === loner.flow && at(event, "flow", "collected_by", 0) === collector.flow,
          ).length;
      probe.verify(
        "EV-073",
        joins(mine) === joins(control),
        "Events about a Flow that is collected all pass.",
      );
    },
  },
  {
    id: "events-filters/deletions",
    title: "For events about what is deleted, filters look at how it was before",
    area: "events",
    behaviours: ["EV-072", "TRAP-032"],
    operations: ["POST_webhooks", "DELETE_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const family = await makeFamily(probe);
      const { collector, member } = family;
      const control = await filtered(probe, family, {});
      const byFlow = await filtered(probe, family, { flow_collected_by_ids: [collector.flow] });
      const bySource = await filtered(probe, family, { source_collected_by_ids: [collector.source] });
      const none = await filtered(probe, family, { flow_collected_by_ids: [] });
      await probe.remove(path`/flows/${member.flow}`);
      const gone = await control.arrival("sources/deleted", undefined, EVENT_MS);
      probe.require("EV-072", gone !== undefined, "The Flow and its Source are told of as deleted.");
      const verify = (holds: boolean, expectation: string) => {
        for (const id of ["EV-072", "TRAP-032"]) probe.verify(id, holds, expectation);
      };
      const flow = await byFlow.arrival("flows/deleted", undefined, 15_000);
      verify(flow !== undefined, "flow_collected_by_ids lets the deletion of a collected Flow pass.");
      for (const type of ["flows/deleted", "sources/deleted"]) {
        const event = await bySource.arrival(type, undefined, 15_000);
        verify(event !== undefined, `source_collected_by_ids lets ${type} of a collected Source pass.`);
      }
      await quiet(probe);
      const wrong = none.events("flows/deleted").length;
      verify(
        wrong === 0,
        "An empty flow_collected_by_ids does not let the deletion of a collected Flow pass.",
      );
    },
  },
];
