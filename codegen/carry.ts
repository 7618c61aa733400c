import { follow, isObject, type Json, type JsonObject, objectAt, textAt } from "./json.ts";
import { meaningOf } from "./meaning.ts";
import { resolve } from "./openapi.ts";
import { isWording, mapKeywords, type Place, PROSE, placeUnder } from "./position.ts";

/** Two versions of the contract as bundles, and whether new places take the words of theirs. */
export interface Versions {
  readonly ours: JsonObject;
  readonly theirs: JsonObject;
  readonly withProse: boolean;
}

/**
 * Their file with our words. Whatever demands the same in both versions stays as we wrote it; elsewhere structure is
 * theirs, and descriptions and examples are ours where the same place exists. References are in the bundle's form.
 */
export function carryWords(versions: Versions, ours: JsonObject, theirs: JsonObject): JsonObject {
  return carryObject(versions, ours, theirs, "keywords");
}

/** Every reference in a file, as it is written. */
function referencesIn(node: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  mapKeywords(node, (keywords) => {
    const ref = textAt(keywords, "$ref");
    if (ref !== undefined) found.add(ref);
    return keywords;
  });
  return found;
}

function carryObject(versions: Versions, ours: JsonObject, theirs: JsonObject, place: Place): JsonObject {
  const result: Record<string, Json> = {};
  for (const key of mergedOrder(ours, theirs)) {
    const [own, other] = [ours[key], theirs[key]];
    if (place === "keywords" && isWording(key)) {
      const kept = own ?? (versions.withProse && PROSE.has(key) ? other : undefined);
      if (kept !== undefined) result[key] = kept;
    } else if (other !== undefined) {
      result[key] = carry(versions, key, own, other, placeUnder(place, key, other));
    }
  }
  return result;
}

function carry(versions: Versions, key: string, ours: Json | undefined, theirs: Json, place: Place): Json {
  if (place === "data" || typeof theirs !== "object" || theirs === null) return theirs;
  if (ours !== undefined && keeps(versions, ours, theirs, place)) return ours;
  if (Array.isArray(theirs)) return carryList(versions, Array.isArray(ours) ? ours : [], theirs, place);
  if (!isObject(theirs)) return theirs;
  const carried = carryObject(versions, wordsOf(versions, ours, theirs), theirs, place);
  return key === "responses" && place === "names" ? described(carried) : carried;
}

/** Where we refer to a shared part and they spell it out, the words are those of the shared part. */
function wordsOf({ ours: document }: Versions, ours: Json | undefined, theirs: JsonObject): JsonObject {
  if (!isObject(ours)) return {};
  if (!("$ref" in ours) || "$ref" in theirs) return ours;
  const { $ref: _, ...beside } = ours;
  return { ...resolve(document, ours), ...beside };
}

function keeps(versions: Versions, ours: Json, theirs: Json, place: Place): boolean {
  if (meaningOf(versions.ours, ours, place) !== meaningOf(versions.theirs, theirs, place)) return false;
  return [...referencesIn({ ours })].every((ref) => isStable(versions, ref));
}

/** Whether a reference of ours will mean the same beside their files. */
function isStable(versions: Versions, ref: string): boolean {
  const [own, other] = [follow(versions.ours, ref.slice(1)), follow(versions.theirs, ref.slice(1))];
  if (own === undefined) return false;
  if (other !== undefined)
    return meaningOf(versions.ours, own, "keywords") === meaningOf(versions.theirs, other, "keywords");
  if (ref.startsWith("#/components/schemas/")) return false;
  return [...referencesIn({ own })].every((inner) => isStable(versions, inner));
}

/** OpenAPI wants a description of every response, be it empty. */
function described(responses: JsonObject): JsonObject {
  const entries = Object.entries(responses).map(([status, response]) => {
    const bare = isObject(response) && !("$ref" in response) && !("description" in response);
    return [status, bare ? { ...response, description: "" } : response];
  });
  return Object.fromEntries(entries);
}

function carryList(versions: Versions, ours: readonly Json[], theirs: readonly Json[], place: Place): Json {
  const known = new Map<string, Json>();
  for (const [index, identity] of identities(versions.ours, ours).entries())
    known.set(identity, ours[index] ?? null);
  const named = identities(versions.theirs, theirs);
  return theirs.map((item, index) => carry(versions, "", known.get(named[index] ?? ""), item, place));
}

/** What an item of a list is known by when others come and go around it: its name, its reference, or its turn. */
function identities(document: JsonObject, items: readonly Json[]): string[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = isObject(item) ? identity(item, resolve(document, item)) : "";
    const turn = seen.get(name) ?? 0;
    seen.set(name, turn + 1);
    return `${name}#${turn}`;
  });
}

function identity(item: JsonObject, resolved: JsonObject): string {
  const name = textAt(resolved, "name") ?? textAt(resolved, "url");
  return name === undefined ? (textAt(item, "$ref") ?? "") : `${textAt(resolved, "in")} ${name}`;
}

/** Our keys in our order, and each new one after the key that it follows in their file. */
function mergedOrder(ours: JsonObject, theirs: JsonObject): readonly string[] {
  const order = Object.keys(ours);
  let previous = -1;
  for (const key of Object.keys(theirs)) {
    const at = order.indexOf(key);
    if (at < 0) order.splice(previous + 1, 0, key);
    previous = at < 0 ? previous + 1 : at;
  }
  return order;
}

/** Adds the shared parts that only we have and that something still refers to. */
export function withOurComponents(
  ours: JsonObject,
  result: JsonObject,
  referrers: readonly JsonObject[],
): JsonObject {
  const components: Record<string, Json> = { ...objectAt(result, "components") };
  const kinds = Object.entries(objectAt(ours, "components"));
  const wanted = reachable([...referrers, result], ours);
  for (const [kind, parts] of kinds) {
    const known = objectAt(components, kind);
    const missing = Object.entries(isObject(parts) ? parts : {}).filter(
      ([name]) => !Object.hasOwn(known, name) && wanted.has(`#/components/${kind}/${name}`),
    );
    if (missing.length > 0) components[kind] = { ...known, ...Object.fromEntries(missing) };
  }
  return { ...result, components };
}

function reachable(referrers: readonly JsonObject[], document: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: JsonObject) => {
    for (const ref of referencesIn(node)) {
      if (found.has(ref)) continue;
      found.add(ref);
      const target = follow(document, ref.slice(1));
      if (isObject(target)) visit(target);
    }
  };
  referrers.forEach(visit);
  return found;
}
