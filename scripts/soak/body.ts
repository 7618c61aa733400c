import { createHash } from "node:crypto";
import type { Schemas } from "../../src/contract/operations.ts";

/** An event as the log lists it. */
export type Logged = Schemas["event"];
/** What webhooks are told of one event. */
export type Told = Logged extends infer Each ? (Each extends Logged ? Omit<Each, "id"> : never) : never;

/** Digests of what is told of an event, of those parts that are the same whenever it is told. */
export interface Print {
  /** All but the signatures of URLs and the process that made them. */
  readonly unsigned: string;
  /** All but URLs: those go when the media do. */
  readonly urlless: string;
}

/** Undefined unless the text is JSON just as `JSON.stringify` writes it, so that no byte of it is overlooked. */
export function toldIn(text: string): Told | undefined {
  try {
    const told = JSON.parse(text) as Told;
    return JSON.stringify(told) === text ? told : undefined;
  } catch {
    return undefined;
  }
}

/** The digests of what was told. */
export function printOf(told: Told): Print {
  return { unsigned: digest(told, unsigned), urlless: digest(told, urlless) };
}

function digest(told: Told, replacer: (key: string, value: unknown) => unknown): string {
  return createHash("sha256").update(JSON.stringify(told, replacer)).digest("base64url");
}

/** Each process signs URLs of its own: here none is told a public one. */
function unsigned(key: string, value: unknown): unknown {
  if (key !== "url" || typeof value !== "string") return value;
  return value.replace(/\?.*$/, "?").replace(/^http:\/\/127\.0\.0\.1:\d+\//, "here:");
}

function urlless(key: string, value: unknown): unknown {
  return key === "get_urls" ? undefined : value;
}
