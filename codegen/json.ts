/** Any JSON value; what YAML and JSON files are read into. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object, never null and never an array. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one where there is none. */
export function objectAt(node: JsonObject, key: string): JsonObject {
  const value = node[key];
  return isObject(value) ? value : {};
}

/** The objects of the list under a key; none where there is no list. */
export function objectsAt(node: JsonObject, key: string): readonly JsonObject[] {
  const value: Json | undefined = node[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text under a key, or undefined. */
export function textAt(node: JsonObject, key: string): string | undefined {
  const value = node[key];
  return typeof value === "string" ? value : undefined;
}

/** A copy of an object without some of its keys. */
export function without(node: JsonObject, drops: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !drops(key)));
}

/** One step of a JSON pointer, escaped (RFC 6901). */
export function step(name: string | number): string {
  return `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The value that a JSON pointer leads to, or undefined (RFC 6901). */
export function follow(root: Json, pointer: string): Json | undefined {
  let node: Json | undefined = root;
  for (const raw of pointer.split("/").slice(1)) {
    const name = decodeURIComponent(raw).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(node)) node = node[Number(name)];
    else node = isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined;
  }
  return node;
}

/** JSON text in which everything that fits into one line of `width` columns stays on one line. */
export function format(value: Json, indent = "", width = 110): string {
  const flat = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + flat.length < width) return flat;
  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => deeper + format(item, deeper, width))
    : Object.entries(value).map(
        ([key, item]) => `${deeper}${JSON.stringify(key)}: ${format(item, deeper, width)}`,
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}
