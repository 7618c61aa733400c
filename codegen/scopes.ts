import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { isObject, type Json } from "./json.ts";
import type { Operation } from "./openapi.ts";

/** Which coarse scopes suffice for which operation, beside the contract, since the contract has no place for it. */
const SCOPES_FILE = "scopes.yaml";

const SCOPES: readonly Json[] = ["read", "write", "delete", "admin"];

/** The scopes that suffice for an operation, by its id; none for those that anybody may call. */
export type ScopesOf = (operation: Operation) => readonly string[];

/** Reads the scopes of a contract's folder. An operation that has no entry is for administrators, until it gets one. */
export function readScopes(api: string, operations: readonly Operation[]): ScopesOf {
  const entries = entriesOf(api);
  const gets = getsOf(operations);
  return (operation) => {
    if (isPublic(operation)) return [];
    const listed = entries[ruling(operation, gets)];
    return Array.isArray(listed) ? listed.map(String) : ["admin"];
  };
}

/** What is wrong with the scopes of a contract's folder, a sentence each: operations without an entry, entries without one. */
export function scopeFaults(api: string, operations: readonly Operation[]): readonly string[] {
  const entries = entriesOf(api);
  const gets = getsOf(operations);
  const needed = new Set(operations.filter((one) => !isPublic(one)).map((one) => ruling(one, gets)));
  const missing = [...needed].filter((id) => entries[id] === undefined);
  return [
    ...missing.map((id) => `The operation ${id} has no entry in ${SCOPES_FILE}.`),
    ...Object.entries(entries).flatMap(([id, listed]) => entryFaults(id, listed, needed)),
  ];
}

function entryFaults(id: string, listed: Json, needed: ReadonlySet<string>): readonly string[] {
  if (!needed.has(id)) return [`${SCOPES_FILE} has ${id}, which is no operation that needs scopes.`];
  const isList = Array.isArray(listed) && listed.every((scope: Json) => SCOPES.includes(scope));
  if (!isList) return [`In ${SCOPES_FILE}, ${id} must be a list of ${SCOPES.join(", ")}.`];
  return listed.includes("admin") ? [] : [`In ${SCOPES_FILE}, ${id} lacks admin, which suffices for all.`];
}

function entriesOf(api: string): Readonly<Record<string, Json>> {
  const file = path.join(api, SCOPES_FILE);
  const content: Json = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  if (!isObject(content)) throw new Error(`${file} does not hold an object.`);
  return content;
}

/** The id whose entry rules: for HEAD that of the GET on its path. */
function ruling({ id, method, path: place }: Operation, gets: ReadonlyMap<string, string>): string {
  return method === "head" ? (gets.get(place) ?? id) : id;
}

function getsOf(operations: readonly Operation[]): ReadonlyMap<string, string> {
  return new Map(operations.filter(({ method }) => method === "get").map(({ id, path }) => [path, id]));
}

function isPublic({ security }: Operation): boolean {
  return security.length === 0;
}
