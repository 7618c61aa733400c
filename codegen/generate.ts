import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle } from "./bundle.ts";
import { operationsOf } from "./openapi.ts";
import { generateOperationTable } from "./operations.ts";
import { readScopes } from "./scopes.ts";
import { generateTypes } from "./types.ts";
import { allowUnset } from "./unset.ts";
import { generateValidators, generateValidatorTypes } from "./validators.ts";

/** Generated texts by file name. */
export type Generated = ReadonlyMap<string, string>;

/** Everything that follows from a contract's folder. The same input gives the same bytes. */
export async function generate(api: string): Promise<Generated> {
  const document = bundle(api);
  const checked = allowUnset(document);
  return new Map([
    ["document.json", `${JSON.stringify(document, null, 1)}\n`],
    ["types.ts", await generateTypes(checked)],
    ["operations.ts", generateOperationTable(document, readScopes(api, operationsOf(document)))],
    ["validators.js", generateValidators(checked)],
    ["validators.d.ts", generateValidatorTypes()],
  ]);
}

/** The names of the files that are missing in a folder or differ from what was generated. */
export function staleIn(folder: string, generated: Generated): readonly string[] {
  return [...generated.keys()].filter((name) => {
    const file = path.join(folder, name);
    return !existsSync(file) || readFileSync(file, "utf8") !== generated.get(name);
  });
}

/** Writes every generated file into a folder, which is created when it is missing. */
export function writeTo(folder: string, generated: Generated): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of generated) writeFileSync(path.join(folder, name), text);
}
