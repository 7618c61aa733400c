/** A JSON object that may be changed in place. */
export type Doc = Record<string, unknown>;

/** A query as it was written, so that what a mutation leaves alone keeps its form. */
export class Query {
  #parts: string[];

  constructor(text: string) {
    this.#parts = text.split("&").filter((part) => part !== "");
  }

  /** The decoded value of a parameter; undefined when it is not given. */
  get(name: string): string | undefined {
    const part = this.#parts.find((item) => nameOf(item) === name);
    return part === undefined ? undefined : decoded(part.slice(part.indexOf("=") + 1));
  }

  /** The decoded names that are given. */
  names(): string[] {
    return this.#parts.map(nameOf);
  }

  /** Takes parameters away. */
  remove(isUnwanted: (name: string) => boolean): void {
    this.#parts = this.#parts.filter((part) => !isUnwanted(nameOf(part)));
  }

  set(name: string, value: string): void {
    this.remove((given) => given === name);
    this.#parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }

  toString(): string {
    return this.#parts.join("&");
  }
}

function nameOf(part: string): string {
  return decoded(part.split("=")[0] ?? "");
}

/** Tests send malformed escapes on purpose. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** A request on its way to the server. */
export interface Call {
  readonly method: string;
  path: string;
  /** The contract's id of the operation, `media`, or `unknown`. */
  readonly operation: string;
  readonly query: Query;
  readonly headers: Record<string, string>;
  /** The parsed JSON body; undefined when there is none or it is not JSON. */
  body: unknown;
}

/** A reply on its way to the suite; header names are in lower case. */
export interface Answer {
  status: number;
  readonly headers: Record<string, string>;
  /** The parsed JSON body; undefined when there is none or it is not JSON. A change of it takes the place of `bytes`. */
  body: unknown;
  bytes: Buffer;
  /** Sent after the header of a reply to HEAD, where nothing may be. */
  stray?: string;
}

/** An event on its way to a receiver. */
export interface Delivery {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** Parses text as JSON; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer with a JSON body, or with none. */
export function answerOf(status: number, body?: unknown): Answer {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  return { status, headers: body === undefined ? {} : { "content-type": "application/json" }, body, bytes };
}

export function isDoc(value: unknown): value is Doc {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects that a body is or lists. */
export function docsOf(body: unknown): Doc[] {
  return (Array.isArray(body) ? body : [body]).filter(isDoc);
}

/** The value at a path of keys, undefined where the path ends early. */
export function within(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (isDoc(found) ? found[key] : undefined), value);
}
