import type { Operation, ParameterRow } from "../contract/table.ts";
import { invalid } from "../errors.ts";
import { isSecretName } from "./secrets.ts";

/** One `name=value` of a query string, decoded. */
export type Pair = readonly [name: string, value: string];

/** Reads an operation's declared parameters out of the pairs; throws `invalid` naming the parameter. */
export type QueryReader = (pairs: readonly Pair[]) => Record<string, unknown>;

/**
 * Parameters in which `+` is itself: no media type has a blank, so `image/svg+xml` may come raw (TAMS X-156).
 * Elsewhere `+` is a blank, as URLSearchParams and the common Python clients write it (TAMS ).
 */
const literalPlus: ReadonlySet<string> = new Set(["codec"]);

/** Parameters whose empty value means "not given" although their pattern forbids it (TAMS X-134). */
const emptyIsAbsent: ReadonlySet<string> = new Set(["accept_storage_ids"]);

/** Splits and decodes a query string (without its `?`), in order, once. */
export function splitQuery(text: string): readonly Pair[] {
  if (text === "") return [];
  return text.split("&").filter(Boolean).map(toPair);
}

function toPair(piece: string): Pair {
  const equals = piece.indexOf("=");
  const name = decode(equals < 0 ? piece : piece.slice(0, equals), false);
  const value = equals < 0 ? "" : piece.slice(equals + 1);
  return [name, decode(value, literalPlus.has(name), isSecretName(name) ? name : undefined)];
}

/** A malformed value is quoted to who sent it, unless a name is given in its stead, because it is secret. */
function decode(text: string, plusIsLiteral: boolean, shown?: string): string {
  const spaced = plusIsLiteral ? text : text.replaceAll("+", " ");
  let decoded: string;
  try {
    decoded = spaced.includes("%") ? decodeURIComponent(spaced) : spaced;
  } catch {
    const where = shown ?? JSON.stringify(text.slice(0, 100));
    throw invalid(`The query has a malformed percent sequence in ${where}.`);
  }
  if (decoded.includes("\0")) throw invalid("The query must not contain the character NUL.");
  return decoded;
}

/** Compiles the reader of an operation: unknown names are ignored (TAMS X-152) and the last of a name wins. */
export function compileQuery(operation: Operation): QueryReader {
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  const families = declared.filter((parameter) => parameter.family !== undefined);
  const named = new Map(
    declared.filter((parameter) => parameter.family === undefined).map((row) => [row.name, row]),
  );
  return (pairs) => {
    const query: Record<string, unknown> = {};
    for (const [name, value] of pairs) {
      const parameter = named.get(name) ?? families.find((row) => isMember(row, name));
      if (parameter === undefined) continue;
      if (value === "" && emptyIsAbsent.has(name)) delete query[name];
      else query[name] = read(parameter, name, value);
    }
    return query;
  };
}

function isMember(row: ParameterRow, name: string): boolean {
  return row.family !== undefined && name.length > row.family.length && name.startsWith(row.family);
}

function read(parameter: ParameterRow, name: string, value: string): unknown {
  if (parameter.type === "boolean") return readBoolean(name, value);
  if (parameter.type === "integer") return readInteger(name, value);
  if (parameter.type === "number") return readNumber(name, value);
  return value;
}

function readBoolean(name: string, value: string): boolean {
  const lower = value.toLowerCase();
  if (lower !== "true" && lower !== "false")
    throw invalid(`The query parameter ${name} must be true or false.`, name);
  return lower === "true";
}

/** Numbers beyond the safe integers are brought back to their edge: no stored value lies there. */
function readInteger(name: string, value: string): number {
  if (!/^-?\d+$/.test(value)) throw invalid(`The query parameter ${name} must be an integer.`, name);
  const number = Number(value);
  if (name === "limit" && number < 1) throw invalid("The query parameter limit must be at least 1.", name);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, number));
}

function readNumber(name: string, value: string): number {
  const number = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw invalid(`The query parameter ${name} must be a number.`, name);
  return number;
}
