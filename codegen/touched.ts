import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Changed } from "./compare.ts";

/** Where an operation is handled: `flows.ts`, or which derivation makes its handler. */
export interface HandledBy {
  readonly id: string;
  readonly where: string;
}

/** Tables as far as this room looks at them: the names of their columns. */
export type Columns = Readonly<Record<string, { readonly columns: Readonly<Record<string, unknown>> }>>;

/**
 * Where each operation is handled, found by its quoted operationId in a folder of handlers. A HEAD that is quoted
 * nowhere is derived from its GET, and a field that is quoted without its verb comes from the factory of fields.
 */
export function handlersOf(operations: readonly Changed[], folder: string): readonly HandledBy[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")) : [];
  const sources = files.map((file) => ({ file, text: readFileSync(path.join(folder, file), "utf8") }));
  const quoting = (name: string) => sources.filter(({ text }) => isKeyIn(text, name)).map(({ file }) => file);
  return operations.flatMap(({ id }) => {
    if (id === undefined) return [];
    const found = quoting(id);
    return [{ id, where: found.length > 0 ? found.join(", ") : derivation(id, quoting) }];
  });
}

/** Whether a name stands in quotes or, where it needs none, as the key of a property. */
function isKeyIn(source: string, name: string): boolean {
  if (source.includes(`"${name}"`)) return true;
  return /^\w+$/.test(name) && new RegExp(`\\b${name}:`).test(source);
}

function derivation(id: string, quoting: (name: string) => readonly string[]): string {
  if (id.startsWith("HEAD_")) return "derived: heads";
  return quoting(id.replace(/^[A-Z]+_/, "")).length > 0 ? "derived: fields" : "no handler found";
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
