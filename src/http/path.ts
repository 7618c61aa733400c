import type { Validate } from "../contract/generated/validators.js";
import { invalid, StoreError } from "../errors.ts";
import type { Match } from "./routes.ts";

/**
 * Decodes the path parameters of a match, once, so that `%2F` stays inside its value (TAMS ).
 * A malformed percent sequence is `invalid`; a value the contract does not allow is `notFound` (TAMS X-024).
 */
export function readPath(match: Match, validate: Validate | undefined): Record<string, string> {
  const path: Record<string, string> = {};
  match.place.names.forEach((name, at) => {
    path[name] = decode(name, match.values[at] ?? "");
  });
  if (validate === undefined || validate(path)) return path;
  const name = validate.errors?.[0]?.instancePath.slice(1) ?? "";
  throw missing(name, path[name] ?? "");
}

function decode(name: string, raw: string): string {
  if (!raw.includes("%")) return raw;
  const value = decodeOnce(name, raw);
  if (value.includes("\0")) throw missing(name, "with the character NUL");
  return value;
}

function decodeOnce(name: string, raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw invalid(`The path parameter ${name} has a malformed percent sequence.`, name);
  }
}

function missing(name: string, value: string): StoreError {
  return new StoreError(
    "notFound",
    `There is no ${name} ${value}, because such a value is not allowed there.`,
    { field: name },
  );
}
