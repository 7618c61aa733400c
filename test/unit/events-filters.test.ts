import { expect } from "chai";
import type { EventType, Subject, TamsEvent } from "../../src/events/event.ts";
import { type EventFilters, matches } from "../../src/events/filters.ts";
import { type Flow, type Source, uuid, videoFlow } from "../support/make.ts";

const FLOW = uuid();
const SOURCE = uuid();
const FLOW_COLLECTOR = uuid();
const SOURCE_COLLECTOR = uuid();
const OTHER = uuid();

const SETTINGS = ["absent", "empty", "matching", "not matching"] as const;
type Setting = (typeof SETTINGS)[number];
const FILTERS = [
  "events",
  "flow_ids",
  "source_ids",
  "flow_collected_by_ids",
  "source_collected_by_ids",
] as const;
type Filter = (typeof FILTERS)[number];

/** By whom the Flow and the Source of an event are collected; a Source event has the second only. */
const STATES = ["nobody", "one", "several"] as const;
type State = (typeof STATES)[number];

const TYPES: Readonly<Record<EventType, "flow" | "source">> = {
  "flows/created": "flow",
  "flows/updated": "flow",
  "flows/deleted": "flow",
  "flows/segments_added": "flow",
  "flows/segments_deleted": "flow",
  "sources/created": "source",
  "sources/updated": "source",
  "sources/deleted": "source",
};

interface Verdict {
  readonly rule: string;
  /** Whether the event passes this filter, for a Flow (or its Segments) and for a Source event. */
  readonly flow: readonly State[];
  readonly source: readonly State[];
}

const ALL = STATES;
const NONE: readonly State[] = [];
const COLLECTED: readonly State[] = ["one", "several"];
const ALONE: readonly State[] = ["nobody"];

/**
 * What section 5.3 of the behaviours says of each filter alone: in which states of the entity that the filter looks at
 * an event passes. All filters have to let it pass (EV-060).
 */
const ORACLE: Readonly<Record<Filter, Readonly<Record<Setting, Verdict>>>> = {
  events: {
    absent: { rule: "EV-068", flow: ALL, source: ALL },
    empty: { rule: "EV-060, WH-021", flow: NONE, source: NONE },
    matching: { rule: "EV-060, EV-061", flow: ALL, source: ALL },
    "not matching": { rule: "EV-060", flow: NONE, source: NONE },
  },
  flow_ids: {
    absent: { rule: "EV-068", flow: ALL, source: ALL },
    empty: { rule: "EV-062, EV-067", flow: NONE, source: ALL },
    matching: { rule: "EV-061, EV-062", flow: ALL, source: ALL },
    "not matching": { rule: "EV-062, EV-069", flow: NONE, source: ALL },
  },
  source_ids: {
    absent: { rule: "EV-068", flow: ALL, source: ALL },
    empty: { rule: "EV-063, EV-067", flow: NONE, source: NONE },
    matching: { rule: "EV-061, EV-063", flow: ALL, source: ALL },
    "not matching": { rule: "EV-063, EV-069", flow: NONE, source: NONE },
  },
  flow_collected_by_ids: {
    absent: { rule: "EV-068", flow: ALL, source: ALL },
    empty: { rule: "EV-064, EV-066", flow: ALONE, source: ALL },
    matching: { rule: "EV-061, EV-064", flow: COLLECTED, source: ALL },
    "not matching": { rule: "EV-064, EV-069", flow: NONE, source: ALL },
  },
  source_collected_by_ids: {
    absent: { rule: "EV-068", flow: ALL, source: ALL },
    empty: { rule: "EV-065, EV-066", flow: ALONE, source: ALONE },
    matching: { rule: "EV-061, EV-065", flow: COLLECTED, source: COLLECTED },
    "not matching": { rule: "EV-065, EV-069", flow: NONE, source: NONE },
  },
};

/** Which of an event's two states a filter looks at; the others look at ids alone, so any state will do. */
function stateFor(filter: Filter, flow: State, source: State): State {
  return filter === "source_collected_by_ids" ? source : flow;
}

function expected(settings: Settings, type: EventType, flow: State, source: State): boolean {
  return FILTERS.every((filter) =>
    ORACLE[filter][settings[filter]][TYPES[type]].includes(stateFor(filter, flow, source)),
  );
}

type Settings = Readonly<Record<Filter, Setting>>;
const EVERYTHING: Settings = {
  events: "absent",
  flow_ids: "absent",
  source_ids: "absent",
  flow_collected_by_ids: "absent",
  source_collected_by_ids: "absent",
};

/** Every way to set the five filters. */
const CROSS_PRODUCT: readonly Settings[] = FILTERS.reduce<readonly Settings[]>(
  (sets, filter) => sets.flatMap((set) => SETTINGS.map((setting) => ({ ...set, [filter]: setting }))),
  [EVERYTHING],
);

function filtersFor(settings: Settings, type: EventType): EventFilters {
  const values: Readonly<Record<Filter, { readonly hit: string; readonly miss: string }>> = {
    events: { hit: type, miss: type === "flows/updated" ? "sources/updated" : "flows/updated" },
    flow_ids: { hit: FLOW, miss: OTHER },
    source_ids: { hit: SOURCE, miss: OTHER },
    flow_collected_by_ids: { hit: FLOW_COLLECTOR, miss: OTHER },
    source_collected_by_ids: { hit: SOURCE_COLLECTOR, miss: OTHER },
  };
  const lists = FILTERS.flatMap((filter): [string, string[]][] => {
    const { hit, miss } = values[filter];
    const made = { absent: undefined, empty: [], matching: [miss, hit], "not matching": [miss] } as const;
    const list = made[settings[filter]];
    return list === undefined ? [] : [[filter, [...list]]];
  });
  return Object.fromEntries(lists);
}

function eventOf(type: EventType, flowState: State, sourceState: State): TamsEvent {
  const about = {
    time: "2026-01-01T00:00:00.000Z",
    sourceId: SOURCE,
    sourceCollectedBy: collectors(sourceState, SOURCE_COLLECTOR),
    subject: subjectOf(type),
  };
  if (TYPES[type] === "source") return about;
  return { ...about, flowId: FLOW, flowCollectedBy: collectors(flowState, FLOW_COLLECTOR) };
}

function collectors(state: State, collector: string): string[] {
  return { nobody: [], one: [collector], several: [uuid(), collector, uuid()] }[state];
}

/** What an event shows is not what filters ask: the documents say nothing of collections here. */
function subjectOf(type: EventType): Subject {
  const flow: Flow = videoFlow({ id: FLOW, source_id: SOURCE });
  const source: Source = { id: SOURCE, format: "urn:x-nmos:format:video" };
  switch (type) {
    case "flows/created":
    case "flows/updated":
      return { type, flow };
    case "flows/deleted":
      return { type, flow_id: FLOW };
    case "flows/segments_added":
      return { type, flow_id: FLOW, segments: [] };
    case "flows/segments_deleted":
      return { type, flow_id: FLOW, timerange: "[0:0_1:0)" };
    case "sources/created":
    case "sources/updated":
      return { type, source };
    case "sources/deleted":
      return { type, source_id: SOURCE };
  }
}

const EVENT_TYPES = Object.keys(TYPES) as EventType[];

/** The states that an event of a type can be in; a Source event knows no Flow. */
function statesOf(type: EventType): [flow: State, source: State][] {
  const flows: readonly State[] = TYPES[type] === "flow" ? STATES : ["nobody"];
  return flows.flatMap((flow) => STATES.map((source): [State, State] => [flow, source]));
}

describe("Event filters, one at a time", () => {
  for (const filter of FILTERS) {
    for (const setting of SETTINGS) {
      const { rule, flow, source } = ORACLE[filter][setting];
      const settings = { ...EVERYTHING, [filter]: setting };
      for (const [kind, states] of [["flow", flow] as const, ["source", source] as const]) {
        const what = kind === "flow" ? "Flow and Segment events" : "Source events";
        const whose = states.length === 0 ? "no" : states.length === STATES.length ? "all" : "only some";
        it(`${filter} ${setting} lets ${whose} ${what} pass: collected by ${states.join(", ") || "-"} (${rule})`, () => {
          for (const type of EVENT_TYPES.filter((each) => TYPES[each] === kind)) {
            for (const [flowState, sourceState] of statesOf(type)) {
              const passes = matches(eventOf(type, flowState, sourceState), filtersFor(settings, type));
              const state = stateFor(filter, flowState, sourceState);
              expect(passes, `${type}, ${flowState}, ${sourceState}`).to.equal(states.includes(state));
            }
          }
        });
      }
    }
  }
});

describe("Event filters together", () => {
  it("are tested in every combination of settings", () => {
    expect(new Set(CROSS_PRODUCT.map((set) => JSON.stringify(set)))).to.have.lengthOf(4 ** FILTERS.length);
  });

  for (const type of EVENT_TYPES) {
    for (const [flowState, sourceState] of statesOf(type)) {
      const flow = TYPES[type] === "flow" ? `Flow collected by ${flowState}, ` : "";
      it(`let ${type} pass if each does, in all ${CROSS_PRODUCT.length} combinations: ${flow}Source collected by ${sourceState} (EV-060 to EV-069)`, () => {
        const event = eventOf(type, flowState, sourceState);
        const wrong = CROSS_PRODUCT.filter(
          (set) => matches(event, filtersFor(set, type)) !== expected(set, type, flowState, sourceState),
        );
        expect(wrong).to.deep.equal([]);
      });
    }
  }

  it("do not pass the collecting Flow itself (EV-070)", () => {
    const collector = { ...eventOf("flows/updated", "nobody", "nobody"), flowId: FLOW_COLLECTOR };
    expect(matches(collector, { flow_collected_by_ids: [FLOW_COLLECTOR] })).to.equal(false);
    expect(matches(collector, { flow_ids: [FLOW_COLLECTOR] })).to.equal(true);
  });

  it("judge a Flow by its collectors at the event, whatever they were at another one (EV-071)", () => {
    const filters: EventFilters = { flow_collected_by_ids: [FLOW_COLLECTOR] };
    const history = (["nobody", "one", "nobody"] as const).map((state) =>
      matches(eventOf("flows/segments_added", state, "nobody"), filters),
    );
    expect(history).to.deep.equal([false, true, false]);
  });

  it("judge a deletion by the state that the event kept from before it (EV-072)", () => {
    expect(
      matches(eventOf("flows/deleted", "one", "nobody"), { flow_collected_by_ids: [FLOW_COLLECTOR] }),
    ).to.equal(true);
    expect(
      matches(eventOf("sources/deleted", "nobody", "one"), { source_collected_by_ids: [SOURCE_COLLECTOR] }),
    ).to.equal(true);
  });

  it("judge a change of membership by what the event says, not by the document in it (EV-073)", () => {
    const joined = eventOf("flows/updated", "one", "nobody");
    const subject: Subject = {
      type: "flows/updated",
      flow: { ...videoFlow({ id: FLOW, source_id: SOURCE }), collected_by: [OTHER] },
    };
    expect(matches({ ...joined, subject }, { flow_collected_by_ids: [FLOW_COLLECTOR] })).to.equal(true);
    expect(matches({ ...joined, subject }, { flow_collected_by_ids: [OTHER] })).to.equal(false);
  });
});
