import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Changed } from "./compare.ts";

/** Where an operation is handled: `flows.ts`, or which derivation makes its handler. */
export interface HandledBy {
  readonly id: string;
  readonly where: string;
}

/** One property of one resource: `/flows/{flowId}/label`, `/flows/{flowId}/tags/{name}`. */
const FIELD = /^(GET|PUT|DELETE) \/[^/]+\/\{[^}]+\}\/[^/]+(\/\{[^}]+\})?$/;

/** Tables as far as this room looks at them: the names of their columns. */
export type Columns = Readonly<Record<string, { readonly columns: Readonly<Record<string, unknown>> }>>;

/**
 * Where each operation is handled, found by its quoted operationId in a folder of handlers. An id that is quoted
 * nowhere is derived: every HEAD from its GET, every field of a resource by the factory.
 */
export function handlersOf(operations: readonly Changed[], folder: string): readonly HandledBy[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")) : [];
  const sources = files.map((file) => ({ file, text: readFileSync(path.join(folder, file), "utf8") }));
  return operations.flatMap(({ id, name }) => {
    if (id === undefined) return [];
    const found = sources.filter(({ text }) => text.includes(`"${id}"`)).map(({ file }) => file);
    return [{ id, where: found.length > 0 ? found.join(", ") : derivation(name) }];
  });
}

function derivation(name: string): string {
  if (name.startsWith("HEAD ")) return "derived: heads";
  return FIELD.test(name) ? "derived: fields" : "no handler found";
}

/** `table.column` for every column that is called like a property or parameter that changed, sorted. */
export function columnsOf(changes: readonly Changed[], tables: Columns): readonly string[] {
  const names = new Set(changes.flatMap(namesOf));
  const found = Object.entries(tables).flatMap(([table, { columns }]) => {
    const touched = Object.keys(columns).filter((column) => names.has(column));
    return touched.map((column) => `${table}.${column}`);
  });
  return found.sort();
}

function namesOf({ differences, gained, lost }: Changed): string[] {
  const inside = differences
    .map(({ pointer }) => pointer)
    .flatMap((pointer) => [
      ...[...pointer.matchAll(/\/properties\/([^/]+)/g)].map(([, name = ""]) => name).slice(-1),
      ...[...pointer.matchAll(/^\/parameters\/\S+ ([^/]+)/g)].map(([, name = ""]) => name),
    ]);
  return [...inside, ...gained, ...lost];
}
