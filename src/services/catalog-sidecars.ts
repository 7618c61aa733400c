import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { schemas, type Validate } from "../contract/generated/validators.js";
import type { StorageBackend } from "../media/store.ts";
import type { Row } from "../storage/tables.ts";
import { formatTimeRange, parseTimeRange } from "../time/timerange.ts";
import type { EntityKind } from "./catalog.ts";
import type { Flow } from "./flow-document.ts";
import type { Profile } from "./profiles.ts";
import { rangeOf } from "./segment-times.ts";
import { objectRange } from "./segments.ts";
import type { Source } from "./sources.ts";

/**
 * A sidecar is a JSON document in a media store, under a key that ends in `.tams`. An Object's lies beside its bytes,
 * as `KEY.tams`, at each of its instances; what has no bytes of ours has one in the default backend,
 * `catalog.KIND.ID.tams`. Every sidecar says when it was written, so that of two the newer counts.
 */
export type Sidecar =
  | (Written<"setting"> & { readonly doc: object })
  | (Written<"profile"> & { readonly doc: Profile })
  | (Written<"source"> & { readonly doc: Source })
  | (Written<"flow"> & { readonly doc: Flow; readonly segments_updated: string | null })
  | ObjectSidecar;

interface Written<Kind extends EntityKind> {
  /** The version of this format. */
  readonly catalog: 1;
  readonly entity: Kind;
  readonly id: string;
  /** ISO time. */
  readonly written: string;
}

export type SidecarOf<Kind extends EntityKind> = Extract<Sidecar, { entity: Kind }>;

/** The facts of a registered Object as its row has them, its instances, and the Segments that use it as media. */
export interface ObjectSidecar extends Written<"object"> {
  readonly object: Omit<
    Row<"objects">,
    "id" | "state" | "expires" | "start_s" | "start_x" | "end_s" | "end_x"
  > & { readonly timerange: string | null };
  readonly stored: readonly { readonly storage_id: string; readonly key: string; readonly created: string }[];
  readonly elsewhere: readonly {
    readonly label: string;
    readonly url: string;
    readonly created: string;
  }[];
  readonly segments: readonly {
    readonly flow_id: string;
    readonly timerange: string;
    readonly created: string;
    readonly doc: object;
  }[];
}

const SUFFIX = ".tams";
const APART = "catalog.";

/** The key of the sidecar beside the bytes under a key. */
export function sidecarKey(key: string): string {
  return `${key}${SUFFIX}`;
}

/** Whether a key is a sidecar's, so that it holds no media. */
export function isSidecarKey(key: string): boolean {
  return key.endsWith(SUFFIX);
}

/** The key whose bytes a sidecar describes; undefined for the sidecar of something without bytes of ours. */
export function describedKey(key: string): string | undefined {
  return key.startsWith(APART) ? undefined : key.slice(0, -SUFFIX.length);
}

/** The key of the sidecar of an entity without bytes of ours. Object ids are any text, so theirs are hashed. */
export function apartKey(kind: EntityKind, id: string): string {
  const name = kind === "object" ? createHash("sha256").update(id).digest("hex") : id;
  return `${apartPrefix(kind)}${name}${SUFFIX}`;
}

/** What the keys of such sidecars of one kind start with. */
export function apartPrefix(kind: EntityKind): string {
  return `${APART}${kind}.`;
}

/** Where sidecars of what has no bytes of ours are written: the default backend, or the first. */
export function apartBackend(backends: readonly StorageBackend[]): StorageBackend | undefined {
  return backends.find((backend) => backend.isDefault) ?? backends[0];
}

/** The sidecar of a registered Object. */
export function objectSidecar(
  row: Row<"objects">,
  instances: readonly Row<"object_instances">[],
  segments: readonly Row<"segments">[],
  written: string,
): ObjectSidecar {
  const { id, state: _s, expires: _e, start_s: _a, start_x: _b, end_s: _c, end_x: _d, ...facts } = row;
  const range = objectRange(row);
  const ready = instances.filter((instance) => instance.state === "ready");
  return {
    catalog: 1,
    entity: "object",
    id,
    written,
    object: { ...facts, timerange: range === undefined ? null : formatTimeRange(range) },
    stored: ready.flatMap(({ storage_id, key, created }) =>
      storage_id === null ? [] : [{ storage_id, key, created }],
    ),
    elsewhere: ready.flatMap(({ label, url, created }) =>
      label === null || url === null ? [] : [{ label, url, created }],
    ),
    segments: segments.map((segment) => ({
      flow_id: segment.flow_id,
      timerange: formatTimeRange(rangeOf(segment)),
      created: segment.created,
      doc: JSON.parse(segment.doc) as object,
    })),
  };
}

/** The row of the Object that a sidecar describes. Throws `invalid` for a timerange that is none. */
export function objectRow({ id, object }: ObjectSidecar): Row<"objects"> {
  const { timerange, ...facts } = object;
  const range = timerange === null ? undefined : parseTimeRange(timerange);
  return {
    ...facts,
    id,
    state: "registered",
    expires: null,
    start_s: range?.start.s ?? null,
    start_x: range?.start.x ?? null,
    end_s: range?.end.s ?? null,
    end_x: range?.end.x ?? null,
  };
}

/** Writes a sidecar, over an older one. */
export async function writeSidecar(backend: StorageBackend, key: string, sidecar: Sidecar): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(sidecar));
  const checks = { size: bytes.length };
  await backend.store.write(key, Readable.from([bytes]), { contentType: "application/json", checks });
}

/** Reads a sidecar. Throws a plain error that says what is wrong with it, or what the store throws. */
export async function readSidecar(backend: StorageBackend, key: string): Promise<Sidecar> {
  const chunks: Uint8Array[] = [];
  const { stream } = await backend.store.read(key);
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const value: unknown = JSON.parse(text);
  if (!isSidecar(value)) throw new Error("It is JSON, but no sidecar of this format.");
  const fault = faultIn(value);
  if (fault !== undefined) throw new Error(fault);
  return value;
}

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isTextOrNull: Check = (value) => value === null || typeof value === "string";
const isCountOrNull: Check = (value) => value === null || Number.isSafeInteger(value);

const ENVELOPE: Readonly<Record<string, Check>> = {
  catalog: (value) => value === 1,
  entity: (value) => ["setting", "profile", "source", "flow", "object"].some((kind) => kind === value),
  id: isText,
  written: isText,
};

const OBJECT: Readonly<Record<keyof ObjectSidecar["object"], Check>> = {
  kind: isTextOrNull,
  flow_id: isTextOrNull,
  first_flow: isTextOrNull,
  timerange: isTextOrNull,
  key_frame_count: isCountOrNull,
  init_object_id: isTextOrNull,
  content_type: isTextOrNull,
  size: isCountOrNull,
  checksum: isTextOrNull,
  allocated: isText,
};

const LISTS = {
  stored: { storage_id: isText, key: isText, created: isText },
  elsewhere: { label: isText, url: isText, created: isText },
  segments: { flow_id: isText, timerange: isText, created: isText, doc: isFields },
} as const;

/** What the documents of entities are checked with: what they had to meet on their way to clients. */
const DOCUMENTS: Readonly<Record<Exclude<EntityKind, "object">, Validate | undefined>> = {
  setting: undefined,
  profile: schemas["profile"],
  source: schemas["source"],
  flow: schemas["flow-get"],
};

function isSidecar(value: unknown): value is Sidecar {
  return isFields(value) && missing(value, ENVELOPE) === undefined;
}

function faultIn(sidecar: Sidecar): string | undefined {
  if (sidecar.entity === "object") return faultInObject(sidecar);
  const { entity, doc } = sidecar;
  if (!isFields(doc)) return "It has no document.";
  if (entity === "flow" && !isTextOrNull(sidecar.segments_updated)) return "Its segments_updated is wrong.";
  const validate = DOCUMENTS[entity];
  if (validate === undefined) return undefined;
  if (doc["id"] !== sidecar.id) return `Its document has the id ${String(doc["id"])}.`;
  if (validate(doc)) return undefined;
  const [error] = validate.errors ?? [];
  return `Its document is not a ${entity}: ${error?.instancePath ?? ""} ${error?.message ?? ""}.`;
}

function faultInObject(sidecar: ObjectSidecar): string | undefined {
  if (!isFields(sidecar.object)) return "It has no facts of the Object.";
  const wrong = missing(sidecar.object, OBJECT);
  if (wrong !== undefined) return `Its object.${wrong} is wrong or missing.`;
  for (const [list, checks] of Object.entries(LISTS)) {
    const items: unknown = { ...sidecar }[list as keyof typeof LISTS];
    if (!Array.isArray(items)) return `Its ${list} is no list.`;
    const bad = items.find((item) => !isFields(item) || missing(item, checks) !== undefined);
    if (bad !== undefined) return `An item of its ${list} is wrong.`;
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first field that is not as it must be. */
function missing(fields: object, checks: Readonly<Record<string, Check>>): string | undefined {
  const found: Fields = { ...fields };
  return Object.keys(checks).find((name) => checks[name]?.(found[name]) !== true);
}
