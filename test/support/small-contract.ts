import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Json, JsonObject } from "../../codegen/json.ts";

/** The parts of a small contract that tests vary. */
export interface SmallContract {
  readonly paths: JsonObject;
  readonly schemas?: Readonly<Record<string, JsonObject>>;
  readonly components?: JsonObject;
  readonly webhooks?: JsonObject;
  readonly version?: string;
  readonly extensions?: JsonObject;
}

/** A folder for one test; `remove` deletes it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "contract-"));
  return { path: folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Writes a contract in the form of api/ into a new folder below `root` and returns that folder. */
export function writeContract(root: string, name: string, contract: SmallContract): string {
  const { paths, schemas = {}, components = {}, webhooks = {}, version = "1.0", extensions } = contract;
  const folder = path.join(root, name);
  mkdirSync(path.join(folder, "schemas"), { recursive: true });
  const main = { openapi: "3.1.0", info: { title: "Small", version }, paths, webhooks, components };
  write(path.join(folder, "TimeAddressableMediaStore.yaml"), main);
  for (const [schema, content] of Object.entries(schemas)) {
    write(path.join(folder, "schemas", `${schema}.json`), content);
  }
  if (extensions !== undefined) write(path.join(folder, "extensions.yaml"), extensions);
  return folder;
}

/** JSON is YAML, so one writer does for both. */
function write(file: string, content: Json): void {
  writeFileSync(file, JSON.stringify(content, null, 2));
}

/** A GET that answers 200 with a body of the schema, with whatever else it is given. */
export function reading(operationId: string, schema: JsonObject, more: JsonObject = {}): JsonObject {
  const content = { "application/json": { schema } };
  return { operationId, responses: { "200": { description: "", content } }, ...more };
}
