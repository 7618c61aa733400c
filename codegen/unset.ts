import type { JsonObject } from "./json.ts";
import { mapKeywords } from "./position.ts";

/**
 * Marks the reply of an operation that reads one field: JSON `null` stands for a value that is not set. TAMS leaves
 * open what a server answers then (behaviours AMB-007), and its schema has no place for it.
 */
const FLAG = "x-null-when-unset";

/** The document with every flagged schema as "this, or null", for types and validators. */
export function allowUnset(document: JsonObject): JsonObject {
  return mapKeywords(document, (keywords) => {
    const { [FLAG]: flagged, ...schema } = keywords;
    return flagged === true ? { anyOf: [schema, { type: "null" }] } : keywords;
  });
}
