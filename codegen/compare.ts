import { isObject, type Json, type JsonObject, objectAt, step, textAt, without } from "./json.ts";
import { inlined, SETS } from "./meaning.ts";
import { operationsOf } from "./openapi.ts";
import { isWording, stripKeywords } from "./position.ts";

/** One fact that two contracts do not share: `theirs` alone is an addition, `ours` alone a removal. */
export interface Difference {
  /** JSON pointer, inside an operation with its references followed. */
  readonly pointer: string;
  readonly ours?: Json;
  readonly theirs?: Json;
}

/** What differs in one operation, event or part of the contract; `name` is for people. */
export interface Changed {
  readonly name: string;
  /** The operationId; absent for what is no operation. */
  readonly id?: string;
  readonly differences: readonly Difference[];
  /** Names of properties and parameters that only one side has, wherever they stand. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** What their contract has relative to ours. Operations are matched by verb and path. */
export interface Comparison {
  readonly version: string;
  readonly operations: number;
  readonly added: readonly Changed[];
  readonly removed: readonly Changed[];
  readonly changed: readonly Changed[];
  /** Version, events and security schemes. */
  readonly elsewhere: readonly Changed[];
}

/** Compares two bundles, ignoring prose and examples and how either is split into files. */
export function compareContracts(ours: JsonObject, theirs: JsonObject): Comparison {
  const [left, right] = [operationViews(ours), operationViews(theirs)];
  const changed = [...left].flatMap(([name, { id, view }]) => {
    const other = right.get(name);
    return other === undefined ? [] : changesOf(view, other.view).map((change) => ({ name, id, ...change }));
  });
  return {
    version: versionOf(ours),
    operations: left.size,
    added: only(right, left),
    removed: only(left, right),
    changed,
    elsewhere: elsewhere(ours, theirs),
  };
}

function only(these: Views, those: Views): Changed[] {
  const alone = [...these].filter(([name]) => !those.has(name));
  return alone.map(([name, { id }]) => ({ name, id, differences: [], gained: [], lost: [] }));
}

function changesOf(ours: Json | undefined, theirs: Json | undefined): Omit<Changed, "name" | "id">[] {
  const differences = differencesOf(ours, theirs);
  if (differences.length === 0) return [];
  const [left, right] = [namesIn(ours), namesIn(theirs)];
  return [{ differences, gained: minus(right, left), lost: minus(left, right) }];
}

/** The names of every property and parameter in an operation; a moved subtree says less than these. */
function namesIn(node: Json | undefined, key = ""): Set<string> {
  if (Array.isArray(node)) return union(node.map((item: Json) => namesIn(item)));
  if (!isObject(node)) return new Set();
  const own = key === "properties" ? Object.keys(node) : [];
  const parameters = key === "parameters" ? Object.keys(node).map((name) => name.split(" ")[1] ?? name) : [];
  const inner = Object.entries(node).map(([name, value]) => namesIn(value, name));
  return union([own, parameters, ...inner]);
}

function minus(from: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...from].filter((name) => !other.has(name));
}

function union(sets: readonly Iterable<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** How many things differ. */
export function countOf({ added, removed, changed, elsewhere: rest }: Comparison): number {
  return added.length + removed.length + changed.length + rest.length;
}

/** A comparison in one line. */
export function summaryOf(comparison: Comparison): string {
  const { version, operations, added, removed, changed, elsewhere } = comparison;
  if (countOf(comparison) === 0) return `same contract: version ${version}, ${operations} operations`;
  const counts = `${added.length} operations added, ${removed.length} removed, ${changed.length} changed`;
  const events = elsewhere.filter(({ name }) => name.startsWith("event ")).length;
  const others = elsewhere.map(({ name }) => name).filter((name) => !name.startsWith("event "));
  if (events > 0) others.push(`${events} events`);
  return others.length === 0 ? counts : `${counts}; also ${others.join(", ")}`;
}

/** Every difference between two values, deepest first where both have something. */
function differencesOf(
  ours: Json | undefined,
  theirs: Json | undefined,
  pointer = "",
  key = "",
): Difference[] {
  if (ours === undefined) return theirs === undefined ? [] : [{ pointer, theirs }];
  if (theirs === undefined) return [{ pointer, ours }];
  if (isObject(ours) && isObject(theirs)) {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((name) => differencesOf(ours[name], theirs[name], pointer + step(name), name));
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return SETS.has(key) ? setDifferences(ours, theirs, pointer) : listDifferences(ours, theirs, pointer);
  }
  return same(ours, theirs) ? [] : [{ pointer, ours, theirs }];
}

function setDifferences(ours: readonly Json[], theirs: readonly Json[], pointer: string): Difference[] {
  const lost = ours.filter((item) => !theirs.some((other) => same(item, other)));
  const gained = theirs.filter((item) => !ours.some((other) => same(item, other)));
  return [
    ...lost.map((item) => ({ pointer, ours: item })),
    ...gained.map((item) => ({ pointer, theirs: item })),
  ];
}

/** Items that are equal are paired first, so that one more alternative does not make all after it differ. */
function listDifferences(ours: readonly Json[], theirs: readonly Json[], pointer: string): Difference[] {
  if (ours.length === theirs.length) {
    return ours.flatMap((item, index) => differencesOf(item, theirs[index], pointer + step(index)));
  }
  const left = ours
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => !theirs.some((other) => same(item, other)));
  const right = theirs.filter((item) => !ours.some((other) => same(item, other)));
  const paired = left.flatMap(({ item, index }, at) => differencesOf(item, right[at], pointer + step(index)));
  return [...paired, ...right.slice(left.length).map((item) => ({ pointer: `${pointer}/-`, theirs: item }))];
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

type Views = ReadonlyMap<string, { readonly id: string; readonly view: JsonObject }>;

function operationViews(bundled: JsonObject): Views {
  const document = stripKeywords(bundled, isWording);
  return new Map(
    operationsOf(document).map(({ id, method, path, parameters, security }) => {
      const node = without(
        objectAt(objectAt(objectAt(document, "paths"), path), method),
        (key) => key === "tags",
      );
      const named = parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, { ...parameter }]);
      const view = { ...node, parameters: Object.fromEntries(named), security };
      return [`${method.toUpperCase()} ${path}`, { id, view: inlined(document, view) }];
    }),
  );
}

function elsewhere(ours: JsonObject, theirs: JsonObject): Changed[] {
  const parts = (bundled: JsonObject) => {
    const document = stripKeywords(bundled, isWording);
    const schemes = objectAt(objectAt(document, "components"), "securitySchemes");
    const events = Object.entries(objectAt(document, "webhooks"));
    const entries: [string, Json][] = [
      ["version", versionOf(document)],
      ["security schemes", schemes],
    ];
    for (const [name, item] of events)
      entries.push([`event ${name}`, inlined(document, isObject(item) ? item : {})]);
    return new Map(entries);
  };
  const [left, right] = [parts(ours), parts(theirs)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) => {
    return changesOf(left.get(name), right.get(name)).map((change) => ({ name, ...change }));
  });
}

function versionOf(document: JsonObject): string {
  return textAt(objectAt(document, "info"), "version") ?? "unknown";
}
