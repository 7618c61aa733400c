import { isObject, type Json, type JsonObject, step, without } from "./json.ts";

/**
 * What the keys of an object are, which only its position tells: keywords of OpenAPI and JSON Schema, names that
 * somebody chose (a property may be called `description`), or client data that nothing may look into.
 */
export type Place = "keywords" | "names" | "data";

const NAMES: ReadonlySet<string> = new Set(
  `properties patternProperties $defs definitions dependentSchemas dependentRequired schemas paths webhooks responses
  parameters requestBodies headers securitySchemes links pathItems content variables scopes mapping encoding
  examples`.split(/\s+/),
);
const DATA: ReadonlySet<string> = new Set(["enum", "const", "default", "example", "value", "security"]);

/** Keywords for people: two contracts that differ only here are the same contract. */
export const PROSE: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "title",
  "externalDocs",
  "$comment",
]);
/** Keywords that hold sample documents. */
export const EXAMPLES: ReadonlySet<string> = new Set(["example", "examples"]);

/** The place of the value under `key` in an object at `parent`. */
export function placeUnder(parent: Place, key: string, value: Json): Place {
  if (parent !== "keywords") return parent === "data" ? "data" : "keywords";
  if (DATA.has(key)) return "data";
  if (key === "examples" && Array.isArray(value)) return "data";
  return NAMES.has(key) && isObject(value) ? "names" : "keywords";
}

/** What `mapKeywords` does with one object; `pointer` is where it stands. */
export type Change = (keywords: JsonObject, pointer: string) => JsonObject;

/** Changes every object whose keys are keywords, outermost first; names and data are left as they are. */
export function mapKeywords(
  node: JsonObject,
  change: Change,
  place: Place = "keywords",
  pointer = "",
): JsonObject {
  if (place === "data") return node;
  const changed = place === "keywords" ? change(node, pointer) : node;
  const entries = Object.entries(changed).map(([key, value]) => {
    return [key, mapValue(value, change, placeUnder(place, key, value), pointer + step(key))];
  });
  return Object.fromEntries(entries);
}

function mapValue(node: Json, change: Change, place: Place, pointer = ""): Json {
  if (place !== "data" && Array.isArray(node)) {
    return node.map((item: Json, index) => mapValue(item, change, place, pointer + step(index)));
  }
  return isObject(node) ? mapKeywords(node, change, place, pointer) : node;
}

/** A copy without some keywords, wherever they are keywords and not names. */
export function stripKeywords(node: JsonObject, drops: (keyword: string) => boolean): JsonObject {
  return mapKeywords(node, (keywords) => without(keywords, drops));
}

/** `stripKeywords` for any value, as it stands at a place. */
export function stripValue(node: Json, drops: (keyword: string) => boolean, place: Place): Json {
  return mapValue(node, (keywords) => without(keywords, drops), place);
}

/** Whether a keyword demands nothing of anybody: words, samples, and extensions of the specification (`x-`). */
export function isWording(keyword: string): boolean {
  return PROSE.has(keyword) || EXAMPLES.has(keyword) || keyword.startsWith("x-");
}
