import { createHash } from "node:crypto";
import type { Schemas } from "../../src/contract/operations.ts";

/** An event as the log lists it. */
export type Logged = Schemas["event"];
/** What webhooks are told of one event. */
export type Told = Logged extends infer Each ? (Each extends Logged ? Omit<Each, "id"> : never) : never;

/** Digests of what is told of an event, of those parts that are the same whenever it is told. */
export interface Print {
  /** All but the signatures of URLs. */
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

function unsigned(key: string, value: unknown): unknown {
  return key === "url" && typeof value === "string" ? value.replace(/\?.*$/, "?") : value;
}

function urlless(key: string, value: unknown): unknown {
  return key === "get_urls" ? undefined : value;
}
