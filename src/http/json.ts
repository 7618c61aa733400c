import { invalid, type StoreError } from "../errors.ts";

/** How deep and how wide a JSON body may be. */
export interface JsonLimits {
  readonly maxJsonDepth: number;
  readonly maxListItems: number;
}

/**
 * Parses a body and refuses what the store could not keep: nesting and lists beyond the limits, NUL, half a
 * surrogate pair, numbers beyond a double (TAMS X-045). Keys named `__proto__` are dropped, tags apart. Throws `invalid`.
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(
      `The body is not JSON: ${cause instanceof Error ? reason(cause.message) : "it cannot be read"}.`,
    );
  }
  inspect(value, limits);
  return value;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid("The body is not UTF-8 text.");
  }
}

/** V8 quotes the body in its message; only the position is worth telling. */
function reason(message: string): string {
  const position = / at position \d+(?: \(line \d+ column \d+\))?/.exec(message)?.[0];
  return position === undefined ? "it ends too early or is empty" : `it has something unexpected${position}`;
}

interface Visit {
  readonly value: object;
  readonly pointer: string;
  readonly depth: number;
}

/** Walks without recursion, so that no body can exhaust the stack. */
function inspect(root: unknown, limits: JsonLimits): void {
  const open: Visit[] = [];
  const look = (value: unknown, pointer: string, depth: number): void => {
    if (typeof value === "string") requireText(value, pointer);
    else if (typeof value === "number") requireFinite(value, pointer);
    else if (typeof value === "object" && value !== null) open.push({ value, pointer, depth });
  };
  look(root, "", 1);
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    requireSize(visit, limits);
    for (const [key, child] of Object.entries(visit.value))
      look(child, `${visit.pointer}/${key}`, visit.depth + 1);
  }
}

function requireSize({ value, pointer, depth }: Visit, limits: JsonLimits): void {
  if (depth > limits.maxJsonDepth) throw at(pointer, `is nested deeper than ${limits.maxJsonDepth} levels`);
  if (Array.isArray(value)) {
    if (value.length > limits.maxListItems) throw at(pointer, `has more than ${limits.maxListItems} items`);
    return;
  }
  // An own key of this name would become a prototype wherever the body is assigned key by key; tags may have any name.
  if (pointer !== "/tags" && Object.hasOwn(value, "__proto__")) Reflect.deleteProperty(value, "__proto__");
  for (const key of Object.keys(value)) requireText(key, `${pointer}/${key}`);
}

function requireText(text: string, pointer: string): void {
  if (text.includes("\0")) throw at(pointer.replaceAll("\0", "\\u0000"), "contains the character NUL");
  if (!text.isWellFormed()) throw at(pointer.toWellFormed(), "contains half a surrogate pair");
}

function requireFinite(value: number, pointer: string): void {
  if (!Number.isFinite(value)) throw at(pointer, "is a number too large to keep");
}

function at(pointer: string, what: string): StoreError {
  const field = pointer.length > 200 ? `${pointer.slice(0, 200)}...` : pointer;
  return invalid(
    field === "" ? `The body ${what}.` : `In the body, ${field} ${what}.`,
    field === "" ? "body" : field,
  );
}
