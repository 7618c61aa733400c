import { format, type Json, type JsonObject } from "./json.ts";
import {
  jsonTypeOf,
  type Operation,
  operationsOf,
  type Parameter,
  type Response,
  resolve,
} from "./openapi.ts";
import type { ScopesOf } from "./scopes.ts";

const TYPES = ["string", "integer", "number", "boolean"];
const DYNAMIC = "{name}";

/** The route table of a bundle as the text of a TypeScript module (`src/contract/table.ts` has its types). */
export function generateOperationTable(document: JsonObject, scopesOf: ScopesOf): string {
  const rows = operationsOf(document).map((operation) => {
    const known = { ...row(document, operation), scopes: scopesOf(operation) };
    return `  ${format(known, "  ")},\n`;
  });
  return `// Written by codegen/operations.ts from api/. Change the contract, then run \`npm run codegen\`.
import type { Operation } from "../table.ts";

/** Every operation of the contract and of our extensions, in the document's order. */
export const operationTable: readonly Operation[] = [
${rows.join("")}];
`;
}

/**
 * The fixed start of a parameter family (`tag.` of `tag.{name}`), or undefined for a parameter with one name.
 * Throws when the dynamic part is not the end.
 */
export function familyOf(name: string): string | undefined {
  if (!name.includes(DYNAMIC)) return undefined;
  if (!name.endsWith(DYNAMIC)) throw new Error(`The dynamic part of the parameter ${name} must be its end.`);
  return name.slice(0, -DYNAMIC.length);
}

function row(
  document: JsonObject,
  { id, method, path, parameters, body, responses, security }: Operation,
): JsonObject {
  return {
    id,
    method,
    path,
    parameters: parameters.map((parameter) => parameterRow(document, id, parameter)),
    ...(body && {
      body: {
        required: body.required,
        json: jsonTypeOf(body.content) !== undefined,
        mediaTypes: Object.keys(body.content),
      },
    }),
    responses: responses.map((response) => responseRow(document, id, method, response)),
    security,
  };
}

function parameterRow(document: JsonObject, id: string, parameter: Parameter): JsonObject {
  const family = familyOf(parameter.name);
  const initial: Json | undefined =
    resolve(document, parameter.schema)["default"] ?? parameter.schema["default"];
  return {
    name: parameter.name,
    in: parameter.in,
    required: parameter.required,
    type: scalarType(document, `${id} ${parameter.name}`, parameter.schema),
    ...(family !== undefined && { family }),
    ...(initial !== undefined && { default: initial }),
  };
}

function responseRow(document: JsonObject, id: string, method: string, response: Response): JsonObject {
  return {
    status: response.status,
    json: method !== "head" && jsonTypeOf(response.content) !== undefined,
    mediaTypes: Object.keys(response.content),
    headers: response.headers.map(({ name, schema }) => ({
      name,
      type: scalarType(document, `${id} ${response.status} ${name}`, schema),
    })),
  };
}

/** Parameters and headers are single values here; a contract with lists in them needs a reader for lists first. */
function scalarType(document: JsonObject, where: string, schema: JsonObject): string {
  const type = resolve(document, schema)["type"];
  if (type === undefined) return "string";
  const found = TYPES.find((name) => name === type);
  if (found === undefined)
    throw new Error(`${where} has the type ${JSON.stringify(type)}, which is no single value.`);
  return found;
}
