import entries from "./behaviours.json" with { type: "json" };

const LEVELS = ["M", "S", "D", "O"] as const;
const AREAS = [
  "service",
  "storage-backends",
  "profiles",
  "webhooks",
  "sources",
  "flows",
  "flow-properties",
  "segments",
  "storage",
  "objects",
  "deletion-requests",
  "events",
  "auth",
  "http",
  "time",
] as const;
const SUITES = ["strict", "either", "skip"] as const;
const TESTS = ["blackBox", "notTestable"] as const;
const VERSIONS = ["8.0", "8.1", "8.2"] as const;

/** M: the specification states it. S: it recommends it. D: it is silent, and this is our decision. O: it allows it. */
export type Level = (typeof LEVELS)[number];
/** The part of the API that a behaviour is about. */
export type Area = (typeof AREAS)[number];

/** One thing that a server does or leaves, as a client can see it. */
export interface Behaviour {
  /** Such as `SEG-031`; `SEG-050b` is what a line of the same number says besides, at a level of its own. */
  readonly id: string;
  readonly level: Level;
  readonly area: Area;
  readonly statement: string;
  /** Where the TAMS specification has it: operations, schemas, ADRs, AppNotes. */
  readonly source: string;
  /** Whether only our reading holds, any of `readings`, or nothing is tested because the specification is open. */
  readonly suite: (typeof SUITES)[number];
  /** What `either` accepts, our own reading first; only where it is `either`. */
  readonly readings?: readonly string[];
  readonly test: (typeof TESTS)[number];
  /** Why a black box cannot test it; only where it is `notTestable`. */
  readonly why?: string;
  /** The version of the API in which it came, where that is not 8.0 or earlier. */
  readonly since?: (typeof VERSIONS)[number];
  /** Ids of behaviours that bear on this one. */
  readonly related?: readonly string[];
}

type Entry = (typeof entries)[number];

function oneOf<Value extends string>(values: readonly Value[], text: string, id: string): Value {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined)
    throw new Error(`${id} has "${text}" where it must have one of ${values.join(", ")}.`);
  return value;
}

function behaviourFrom(entry: Entry): Behaviour {
  const { id, statement, source, readings, why, since, related } = entry;
  return Object.freeze({
    id,
    level: oneOf(LEVELS, entry.level, id),
    area: oneOf(AREAS, entry.area, id),
    statement,
    source,
    suite: oneOf(SUITES, entry.suite, id),
    ...(readings === undefined ? {} : { readings: Object.freeze(readings) }),
    test: oneOf(TESTS, entry.test, id),
    ...(why === undefined ? {} : { why }),
    ...(since === undefined ? {} : { since: oneOf(VERSIONS, since, id) }),
    ...(related === undefined ? {} : { related: Object.freeze(related) }),
  });
}

/** Every behaviour that the suite knows, in the order of the checklist. */
export const behaviours: readonly Behaviour[] = Object.freeze(entries.map(behaviourFrom));

const byId: ReadonlyMap<string, Behaviour> = new Map(
  behaviours.map((behaviour) => [behaviour.id, behaviour]),
);

/** The behaviour of an id. Throws for an id that the checklist does not have. */
export function behaviourOf(id: string): Behaviour {
  const behaviour = byId.get(id);
  if (behaviour === undefined) throw new Error(`There is no behaviour ${id}.`);
  return behaviour;
}

/** The behaviours that a black box can test, of one level or of all. */
export function testable(level?: Level): readonly Behaviour[] {
  return behaviours.filter(({ test, level: own }) => test === "blackBox" && (level ?? own) === own);
}
