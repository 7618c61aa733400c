import { follow, isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";

/** A request parameter with its references followed, except inside its schema. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** A response header. */
export interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** Bodies by media type. */
export type Content = Readonly<Record<string, JsonObject>>;

/** One documented status of an operation. */
export interface Response {
  readonly status: number;
  readonly content: Content;
  readonly headers: readonly Header[];
}

/** One verb on one path, with shared parameters, references and security filled in. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly content: Content };
  readonly responses: readonly Response[];
  readonly security: readonly JsonObject[];
}

const METHODS = ["get", "head", "put", "post", "patch", "delete", "options", "trace"];

/** Follows a reference, and the reference it leads to, inside a bundle; anything else is returned as it is. */
export function resolve(document: JsonObject, node: JsonObject): JsonObject {
  const ref = textAt(node, "$ref");
  if (ref === undefined) return node;
  const target = follow(document, ref.slice(1));
  if (!isObject(target)) throw new Error(`The reference ${ref} leads nowhere.`);
  return resolve(document, target);
}

/** Every operation of a bundle, in the document's order. Throws where an operation cannot be served from a table. */
export function operationsOf(document: JsonObject): readonly Operation[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) => {
    const methods = METHODS.filter((method) => isObject(item) && isObject(item[method]));
    return methods.map((method) => operation(document, path, method, isObject(item) ? item : {}));
  });
}

/** The JSON media type of a body, or undefined: `application/json` or any `+json`. */
export function jsonTypeOf(content: Content): string | undefined {
  return Object.keys(content).find((type) => /^application\/json\b|\+json\b/.test(type));
}

/** The schema of a JSON body, or undefined where the contract has none. */
export function jsonSchemaOf(content: Content): JsonObject | undefined {
  const type = jsonTypeOf(content);
  const media = type === undefined ? undefined : content[type];
  return media !== undefined && isObject(media["schema"]) ? media["schema"] : undefined;
}

function operation(document: JsonObject, path: string, method: string, item: JsonObject): Operation {
  const node = objectAt(item, method);
  const id = textAt(node, "operationId");
  if (id === undefined) throw new Error(`${method.toUpperCase()} ${path} has no operationId.`);
  const body = isObject(node["requestBody"]) ? resolve(document, node["requestBody"]) : undefined;
  return {
    id,
    method,
    path,
    parameters: parameters(document, [...objectsAt(item, "parameters"), ...objectsAt(node, "parameters")]),
    ...(body && { body: { required: body["required"] === true, content: content(body) } }),
    responses: Object.entries(objectAt(node, "responses")).map(([status, response]) =>
      responseOf(document, id, status, response),
    ),
    security: objectsAt(node["security"] === undefined ? document : node, "security"),
  };
}

function parameters(document: JsonObject, nodes: readonly JsonObject[]): readonly Parameter[] {
  const byPlace = new Map<string, Parameter>();
  for (const node of nodes) {
    const { name, in: place, required, schema } = resolve(document, node);
    if (typeof name !== "string" || typeof place !== "string")
      throw new Error("A parameter has no name or no `in`.");
    const found = { name, in: place, required: required === true, schema: isObject(schema) ? schema : {} };
    byPlace.set(`${place}:${name}`, found);
  }
  return [...byPlace.values()];
}

function responseOf(document: JsonObject, id: string, status: string, node: Json): Response {
  if (!/^[1-5]\d\d$/.test(status)) throw new Error(`${id} declares ${status}, which is not one status.`);
  const response = isObject(node) ? resolve(document, node) : {};
  const headers = Object.entries(objectAt(response, "headers")).map(([name, value]) => {
    const header = isObject(value) ? resolve(document, value) : {};
    return { name, required: header["required"] === true, schema: objectAt(header, "schema") };
  });
  return { status: Number(status), content: content(response), headers };
}

function content(node: JsonObject): Content {
  const types = Object.entries(objectAt(node, "content"));
  return Object.fromEntries(types.map(([type, media]) => [type, isObject(media) ? media : {}]));
}
