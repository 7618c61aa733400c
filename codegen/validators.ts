import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";
import { SCHEMAS } from "./bundle.ts";
import { isObject, type JsonObject, objectAt, textAt } from "./json.ts";
import { jsonSchemaOf, type Operation, operationsOf, type Parameter, type Response } from "./openapi.ts";
import { familyOf } from "./operations.ts";
import { isWording, mapKeywords, stripKeywords } from "./position.ts";

/**
 * Annotations say nothing about validity. `default` is one of them: validators never fill in anything, because in
 * TAMS an absent property and one with its default value differ.
 */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "discriminator",
]);

const HEADER = `// Written by codegen/validators.ts from api/. Change the contract, then run \`npm run codegen\`.
import { createRequire } from "node:module";
// Generated code asks for ajv's small runtime with require(), which ES modules do not have.
const require = createRequire(import.meta.url);
`;

/** The module that checks every request part, reply and event of a bundle, as JavaScript text. */
export function generateValidators(document: JsonObject): string {
  const pool = new Pool(stripKeywords(document, (key) => isWording(key) || ANNOTATIONS.has(key)));
  const operations = operationsOf(pool.document).map(
    (operation) => `  ${JSON.stringify(operation.id)}: ${operationEntry(pool, operation)},\n`,
  );
  const schemas = Object.keys(objectAt(objectAt(document, "components"), "schemas")).map(
    (name) => `  ${JSON.stringify(name)}: ${pool.add({ $ref: SCHEMAS + name })},\n`,
  );
  const events = eventSchemas(pool.document).map(
    ([name, schema]) => `  ${JSON.stringify(name)}: ${pool.add(schema)},\n`,
  );
  return `${HEADER}${pool.code()}
export const operations = {
${operations.join("")}};

export const schemas = {
${schemas.join("")}};

export const events = {
${events.join("")}};
`;
}

/** The declarations of the module that `generateValidators` writes. */
export function generateValidatorTypes(): string {
  return `// Written by codegen/validators.ts.
import type { ErrorObject } from "ajv";
import type { components, operations as Operations } from "./types.ts";

/** True when the data is valid; otherwise \`errors\` holds the first fault until the next call. */
export interface Validate {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Each part is absent where the contract has nothing to check. Values are checked as they are, never changed. */
export interface OperationValidators {
  readonly path?: Validate;
  readonly query?: Validate;
  readonly header?: Validate;
  readonly body?: Validate;
  /** By status. \`headers\` takes an object of lower-case names and values read as their type. */
  readonly responses: Readonly<Record<string, { readonly body?: Validate; readonly headers?: Validate }>>;
}

/** Validators of every operation, by operationId. */
export declare const operations: Readonly<Record<keyof Operations, OperationValidators>>;
/** Validators of every schema, by the name of its file. */
export declare const schemas: { readonly [name in keyof components["schemas"]]: Validate };
/** Validators of the event bodies that webhooks are sent, by event type. */
export declare const events: Readonly<Record<string, Validate>>;
`;
}

function operationEntry(pool: Pool, { method, parameters, body, responses }: Operation): string {
  const parts: [string, string | undefined][] = (["path", "query", "header"] as const).map((place) => {
    const schema = parametersSchema(parameters.filter((parameter) => parameter.in === place));
    return [place, schema && pool.add(schema)];
  });
  const bodySchema = body && jsonSchemaOf(body.content);
  parts.push(["body", bodySchema && pool.add(bodySchema)]);
  const statuses = responses.map((response): [string, string] => [
    String(response.status),
    literal(responseParts(pool, method, response)),
  ]);
  return literal([...parts, ["responses", literal(statuses)]]);
}

function responseParts(
  pool: Pool,
  method: string,
  { content, headers }: Response,
): [string, string | undefined][] {
  const body = method === "head" ? undefined : jsonSchemaOf(content);
  const named = headers.map(({ name, required, schema }) => ({ name, in: "header", required, schema }));
  const head = parametersSchema(named);
  return [
    ["body", body && pool.add(body)],
    ["headers", head && pool.add(head)],
  ];
}

/** Open objects: what the contract does not declare is ignored (X-152). A family of names becomes a pattern. */
function parametersSchema(parameters: readonly Parameter[]): JsonObject | undefined {
  if (parameters.length === 0) return undefined;
  const keyed = parameters.map((parameter) => ({ ...parameter, key: keyOf(parameter) }));
  const single = keyed.filter(({ name }) => familyOf(name) === undefined);
  const families = keyed.filter(({ name }) => familyOf(name) !== undefined);
  return {
    type: "object",
    required: single.filter(({ required }) => required).map(({ key }) => key),
    properties: Object.fromEntries(single.map(({ key, schema }) => [key, schema])),
    patternProperties: Object.fromEntries(families.map(({ key, schema }) => [key, schema])),
  };
}

function keyOf({ name, in: place }: Parameter): string {
  const family = familyOf(name);
  if (family !== undefined) return `^${family.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")}.+$`;
  return place === "header" ? name.toLowerCase() : name;
}

function eventSchemas(document: JsonObject): readonly [string, JsonObject][] {
  return Object.entries(objectAt(document, "webhooks")).flatMap(([name, item]): [string, JsonObject][] => {
    const content = isObject(item)
      ? objectAt(objectAt(objectAt(item, "post"), "requestBody"), "content")
      : {};
    const schema = objectAt(objectAt(content, "application/json"), "schema");
    return [[name, schema]];
  });
}

function literal(entries: readonly (readonly [string, string | undefined])[]): string {
  const present = entries.filter(([, code]) => code !== undefined);
  return present.length === 0 ? "{}" : `{ ${present.map(([key, code]) => `${key}: ${code}`).join(", ")} }`;
}

/** Schemas to compile, each once however often it is used. */
class Pool {
  readonly document: JsonObject;
  readonly #names = new Map<string, string>();

  constructor(document: JsonObject) {
    this.document = document;
  }

  /** The name that the schema's validator will have in the code. */
  add(schema: JsonObject): string {
    const text = JSON.stringify(withIds(schema));
    const name = this.#names.get(text) ?? `v${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  /** The code of every validator that was asked for. */
  code(): string {
    const ajv = ajvFor(this.document);
    const wanted: Record<string, string> = {};
    for (const [text, name] of this.#names) {
      const alone = /^\{"\$ref":"(\/[^"#]+)"\}$/.exec(text)?.[1];
      wanted[name] = alone ?? `/validators/${name}`;
      if (alone === undefined) ajv.addSchema(JSON.parse(text), wanted[name]);
    }
    return tidy(standalone.default(ajv, wanted));
  }
}

/** An ajv that knows every schema of a bundle as `/name`; it changes no data and ignores unknown keywords. */
export function ajvFor(document: JsonObject): Ajv2020 {
  const code = { source: true, esm: true, lines: true, optimize: 2 };
  // References to schemas of up to 6 keywords are compiled in place: smaller than calls for each, and faster.
  const ajv = new Ajv2020({ strict: false, inlineRefs: 6, code });
  formats.default(ajv);
  for (const [name, schema] of Object.entries(objectAt(objectAt(document, "components"), "schemas"))) {
    if (isObject(schema)) ajv.addSchema(withIds(schema), `/${name}`);
  }
  return ajv;
}

/** A schema of a bundle with its references in the form that `ajvFor` knows. */
export function withIds(schema: JsonObject): JsonObject {
  return mapKeywords(schema, (keywords) => {
    const ref = textAt(keywords, "$ref");
    if (ref === undefined) return keywords;
    const [name = "", ...rest] = ref.slice(SCHEMAS.length).split("/");
    return { ...keywords, $ref: rest.length === 0 ? `/${name}` : `/${name}#/${rest.join("/")}` };
  });
}

/** Makes the exports local, and drops the copies of schemas that no code reads. */
function tidy(code: string): string {
  const local = code.replace(/^"use strict";\s*/, "").replaceAll(/^export const /gm, "const ");
  const uses = new Map<string, number>();
  for (const [name] of local.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const lines = local.split("\n");
  return lines.filter((line) => !isUnread(line, uses)).join("\n");
}

function isUnread(line: string, uses: ReadonlyMap<string, number>): boolean {
  const name = /^const (schema\d+) = /.exec(line)?.[1];
  return name !== undefined && uses.get(name) === 1;
}
