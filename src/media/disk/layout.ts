import { createHash } from "node:crypto";
import { join } from "node:path";
import { invalid, StoreError } from "../../errors.ts";
import type { ObjectHead } from "../store.ts";

/**
 * How a store lies on disk. An object is two files in a folder chosen by the hash of its key: a record, named as the key,
 * and its bytes, named `KEY~VERSION`, which the record points to. The record appears, and is replaced, in one rename, so
 * that bytes and what is known of them never disagree; bytes without a record are invisible. The bytes are plain media
 * files, and the records are enough to rebuild a catalogue from.
 */
export interface Layout {
  readonly folder: string;
  readonly objects: string;
  /** Uploads under way, in the same file system as `objects`. */
  readonly uploads: string;
}

/** What is known of one object, as its record has it. */
export interface ObjectRecord extends ObjectHead {
  readonly key: string;
  readonly version: string;
  readonly sha256: string;
}

/** Levels of folders between `objects` and a record. */
export const SHARD_DEPTH = 2;

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** The folders of a store. */
export function layoutOf(folder: string): Layout {
  return { folder, objects: join(folder, "objects"), uploads: join(folder, "uploads") };
}

/** Throws `invalid` for a key that is not flat, so that none can name a file outside its shard. */
export function requireKey(key: string): void {
  if (!KEY.test(key)) {
    throw invalid(
      `The object key ${JSON.stringify(key.slice(0, 200))} is not 1 to 200 letters, digits, dots, dashes or underscores.`,
    );
  }
}

/** The folder that holds the files of a key. */
export function shardOf(layout: Layout, key: string): string {
  const hash = createHash("sha256").update(key).digest("hex");
  return join(layout.objects, hash.slice(0, 2), hash.slice(2, 4));
}

/** The file of the bytes; `~` is not a letter of keys, so it is never an object itself. */
export function bytesName(key: string, version: string): string {
  return `${key}~${version}`;
}

/** Whether a file in a shard is a record. */
export function isRecordName(name: string): boolean {
  return KEY.test(name);
}

/** Reads a record file; a damaged one is an outage of this object, not its absence. */
export function parseRecord(text: string, key: string): ObjectRecord {
  const value = parseJson(text);
  if (isRecord(value) && value.key === key) return value;
  throw new StoreError("unavailable", `The record of object ${key} is damaged.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is ObjectRecord {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    ["key", "version", "contentType", "sha256"].every((name) => typeof fields.get(name) === "string") &&
    ["size", "modified"].every((name) => Number.isSafeInteger(fields.get(name))) &&
    isMetadata(fields.get("metadata"))
  );
}

function isMetadata(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === "object" &&
      value !== null &&
      Object.values(value).every((entry) => typeof entry === "string"))
  );
}
