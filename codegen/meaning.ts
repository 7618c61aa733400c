import { follow, isObject, type Json, type JsonObject, textAt } from "./json.ts";
import { isWording, type Place, stripValue } from "./position.ts";

/** Lists whose order says nothing. */
export const SETS: ReadonlySet<string> = new Set(["required", "enum", "type"]);

/** Replaces every reference by what it leads to in a bundle; the keywords beside a reference win. */
export function inlined(document: JsonObject, node: JsonObject, trail: readonly string[] = []): JsonObject {
  const ref = textAt(node, "$ref");
  if (ref !== undefined && trail.includes(ref)) return { cycle: ref };
  const target = ref === undefined ? undefined : follow(document, ref.slice(1));
  const deeper = ref === undefined ? trail : [...trail, ref];
  const base = isObject(target) ? inlined(document, target, deeper) : {};
  const { $ref: _, ...rest } = node;
  const own = Object.entries(rest).map(([key, value]) => [key, inlinedValue(document, value, trail)]);
  return { ...base, ...Object.fromEntries(own) };
}

function inlinedValue(document: JsonObject, value: Json, trail: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item: Json) => inlinedValue(document, item, trail));
  return isObject(value) ? inlined(document, value, trail) : value;
}

/** Equal for two nodes exactly when they demand the same, however they are worded and split into references. */
export function meaningOf(document: JsonObject, node: Json, place: Place): string {
  const bare = stripValue(inlinedValue(document, node, []), isWording, place);
  return JSON.stringify(canonical(bare));
}

/** A copy with keys in alphabetical order, and sorted where a list is a set. */
export function canonical(value: Json, key = ""): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => canonical(item));
    return SETS.has(key) ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, canonical(item, name)]));
}
