import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { follow, isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";
import { mapKeywords } from "./position.ts";

/** The main file of a contract, as its publisher names it. */
export const MAIN_FILE = "TimeAddressableMediaStore.yaml";
/** Our own operations, in the same form, beside the main file. */
export const EXTENSIONS_FILE = "extensions.yaml";
/** Where the bundle keeps every schema file, by its name without `.json`. */
export const SCHEMAS = "#/components/schemas/";

/** What goes into a bundle beside the main file and the schemas. */
export interface BundleOptions {
  /** Our own operations; true by default. */
  readonly extensions?: boolean;
}

/** Reads a YAML or JSON file that must hold an object; the error names the file. */
function readObject(file: string): JsonObject {
  const value = readValue(file);
  if (!isObject(value)) throw new Error(`${file} does not hold an object.`);
  return value;
}

function readValue(file: string): Json {
  return parse(readFileSync(file, "utf8"), { maxAliasCount: -1 });
}

/** The names of a contract's schema files without `.json`, sorted. */
export function schemaNames(api: string): readonly string[] {
  const files = readdirSync(path.join(api, "schemas")).filter((file) => file.endsWith(".json"));
  return files.map((file) => path.basename(file, ".json")).sort();
}

/**
 * One OpenAPI document out of a contract's folder: every schema file is in `components.schemas`, examples are in
 * their places, and every reference points inside the document. Throws when a reference leads nowhere or two files claim one name.
 */
export function bundle(api: string, { extensions = true }: BundleOptions = {}): JsonObject {
  const read = (file: string) => internal(api, file);
  const main = read(MAIN_FILE);
  const schemas = Object.fromEntries(schemaNames(api).map((name) => [name, read(`schemas/${name}.json`)]));
  const whole = merge(main, { components: { schemas } });
  const ours = extensions && existsSync(path.join(api, EXTENSIONS_FILE));
  const document = ours ? merge(whole, withOwnSecurity(read(EXTENSIONS_FILE))) : whole;
  refuseDangling(document);
  return document;
}

function internal(api: string, file: string): JsonObject {
  const folder = path.dirname(path.join(api, file));
  return mapKeywords(readInternal(api, file), (keywords) => withExample(folder, keywords));
}

/** One file of a contract, its references in the form that they have in the bundle; examples stay apart. */
export function readInternal(api: string, file: string): JsonObject {
  return mapKeywords(readObject(path.join(api, file)), (keywords) => {
    const ref = textAt(keywords, "$ref");
    return ref === undefined ? keywords : { ...keywords, $ref: internalRef(file, ref) };
  });
}

/** Replaces a reference to a sample file, in either of the two forms that OpenAPI has for it, by what it holds. */
function withExample(folder: string, keywords: JsonObject): JsonObject {
  const { externalValue, ...rest } = keywords;
  const ref = textAt(objectAt(keywords, "example"), "$ref");
  if (ref !== undefined) return { ...keywords, example: readValue(path.join(folder, ref)) };
  if (typeof externalValue !== "string" || /^\w+:/.test(externalValue)) return keywords;
  return { ...rest, value: readValue(path.join(folder, externalValue)) };
}

function internalRef(file: string, ref: string): string {
  const [target = "", fragment = ""] = ref.split("#");
  const to = target === "" ? file : path.posix.join(path.posix.dirname(file), target);
  if (to === MAIN_FILE || to === EXTENSIONS_FILE) return `#${fragment}`;
  const schema = /^schemas\/([^/]+)\.json$/.exec(to);
  if (schema === null) throw new Error(`${file} refers to ${ref}, which is no part of the contract.`);
  return `${SCHEMAS}${schema[1]}${fragment}`;
}

/** Operations of a file are guarded by that file's `security`, whatever document they are merged into. */
function withOwnSecurity(document: JsonObject): JsonObject {
  const { security, ...rest } = document;
  if (security === undefined) return rest;
  return mapKeywords(rest, (keywords) => ("operationId" in keywords ? { security, ...keywords } : keywords));
}

const MERGED = ["paths", "webhooks"];

function merge(main: JsonObject, more: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...main };
  for (const key of MERGED) if (more[key] !== undefined) result[key] = join(main, more, key);
  const tags = [...objectsAt(main, "tags"), ...objectsAt(more, "tags")];
  if (tags.length > 0) result["tags"] = tags;
  const components: Record<string, Json> = { ...objectAt(main, "components") };
  const added = objectAt(more, "components");
  for (const kind of Object.keys(added)) components[kind] = join(components, added, kind);
  result["components"] = components;
  return result;
}

function join(main: JsonObject, more: JsonObject, key: string): JsonObject {
  const [first, second] = [objectAt(main, key), objectAt(more, key)];
  const twice = Object.keys(second).find((name) => Object.hasOwn(first, name));
  if (twice !== undefined) throw new Error(`${twice} is defined twice under ${key}; rename one of the two.`);
  return { ...first, ...second };
}

function refuseDangling(document: JsonObject): void {
  mapKeywords(document, (keywords) => {
    const ref = textAt(keywords, "$ref");
    if (ref?.startsWith("#") && follow(document, ref.slice(1)) === undefined) {
      throw new Error(`The reference ${ref} leads nowhere.`);
    }
    return keywords;
  });
}
