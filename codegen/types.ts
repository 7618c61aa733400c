import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { isObject, type Json, type JsonObject, objectAt, textAt } from "./json.ts";
import { resolve } from "./openapi.ts";
import { EXAMPLES, mapKeywords, stripKeywords } from "./position.ts";

const LONGEST = 200;

/** The TypeScript types of a bundle, as text. Descriptions are cut to their first sentence. */
export async function generateTypes(document: JsonObject): Promise<string> {
  const source = shorten(withoutHeadBodies(stripKeywords(document, (key) => EXAMPLES.has(key))));
  const types = await openapiTS(asOpenApi(source), { emptyObjectsUnknown: true, silent: true });
  return `// Written by codegen/types.ts from api/. Change the contract, then run \`npm run codegen\`.\n${astToString(types)}`;
}

/** openapi-typescript has its own type for a document; the bundle has been read through ours. */
function asOpenApi(document: JsonObject): OpenAPI3 {
  return document as unknown as OpenAPI3;
}

/** The answer to a HEAD has no body (RFC 9110, 9.3.2), although TAMS describes one. */
function withoutHeadBodies(document: JsonObject): JsonObject {
  const paths = Object.entries(objectAt(document, "paths")).map(([path, item]) => {
    if (!isObject(item) || !isObject(item["head"])) return [path, item];
    const responses = Object.entries(objectAt(item["head"], "responses"));
    const bare = responses.map(([status, node]) => [status, bodiless(document, node)]);
    return [path, { ...item, head: { ...item["head"], responses: Object.fromEntries(bare) } }];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function bodiless(document: JsonObject, node: Json): Json {
  if (!isObject(node)) return node;
  const { content: _, ...rest } = resolve(document, node);
  return rest;
}

function shorten(document: JsonObject): JsonObject {
  return mapKeywords(document, (keywords) => {
    const description = textAt(keywords, "description");
    return description === undefined ? keywords : { ...keywords, description: firstSentence(description) };
  });
}

function firstSentence(text: string): string {
  const paragraph = text.trim().split(/\n\s*\n/)[0] ?? "";
  const flat = paragraph.replaceAll(/\s+/g, " ");
  const sentence = /^.*?[.!?](?= [A-Z`]|$)/.exec(flat)?.[0] ?? flat;
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).trimEnd()}…`;
}
