import { StoreError } from "../errors.ts";
import type { StorageBackend } from "../media/store.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { GRACE_SECONDS } from "./allocations.ts";
import type { App } from "./app.ts";
import { entityOf, staleOf } from "./catalog.ts";
import { apartKey, describedKey, readSidecar, sidecarKey } from "./catalog-sidecars.ts";
import type { JobDocuments } from "./jobs.ts";
import { inParallel } from "./parallel.ts";

/**
 * What a store and the tables disagree about:
 * - `orphan`: bytes that no instance names;
 * - `sidecar`: a sidecar of something that is not there;
 * - `missing`: an instance whose bytes are not there;
 * - `unreachable`: an instance on a backend that is not configured.
 */
export interface Difference {
  readonly what: "orphan" | "sidecar" | "missing" | "unreachable";
  /** The label, or for an unreachable one the id. */
  readonly backend: string;
  readonly key: string;
  readonly object?: string;
  readonly size?: number;
  /** ISO time. */
  readonly modified?: string;
  /** Younger than an allocation may wait, so it may still come to be of use: never deleted. */
  readonly young?: boolean;
  /** Bytes with their sidecar beside them: an Object had them, maybe in another database than this one. */
  readonly registered?: boolean;
}

/** What one look has found to be on one side only. */
export type Candidate =
  | { readonly what: "orphan" | "sidecar"; readonly key: string }
  | { readonly what: "missing"; readonly key: string; readonly row: Row<"object_instances"> };

const AT_ONCE = 16;

/** Those that a second look finds too, with what is known of them. What a job is about to remove is no difference. */
export async function confirm(
  app: App,
  backend: StorageBackend,
  candidates: readonly Candidate[],
): Promise<Difference[]> {
  if (candidates.length === 0) return [];
  const strays = candidates.flatMap(({ what, key }) => (what === "missing" ? [] : [{ what, key }]));
  const unknown = await withoutRow(app, backend, strays);
  const rows = candidates.flatMap((candidate) => (candidate.what === "missing" ? [candidate.row] : []));
  const expected = await withRow(app, rows);
  const found = await inParallel(candidates, AT_ONCE, async ({ what, key }): Promise<Difference[]> => {
    if (what === "missing") {
      const object = expected.get(key);
      const gone = object !== undefined && (await backend.store.head(key)) === undefined;
      return gone ? [{ what, backend: backend.label, key, object }] : [];
    }
    return unknown.has(key) ? describe(app, backend, what, key) : [];
  });
  return found.flat();
}

async function describe(
  app: App,
  backend: StorageBackend,
  what: "orphan" | "sidecar",
  key: string,
): Promise<Difference[]> {
  const head = await backend.store.head(key);
  if (head === undefined) return [];
  const { size, modified } = head;
  const waits = (app.settings.minObjectTimeoutSeconds + GRACE_SECONDS) * 1000;
  const young = modified > app.now().getTime() - waits;
  const registered = what === "orphan" && (await backend.store.head(sidecarKey(key))) !== undefined;
  return [
    {
      what,
      backend: backend.label,
      key,
      size,
      modified: new Date(modified).toISOString(),
      young,
      ...(registered ? { registered } : {}),
    },
  ];
}

type Stray = { readonly what: "orphan" | "sidecar"; readonly key: string };

/** The keys among these that nothing in the tables accounts for in one snapshot. */
async function withoutRow(app: App, backend: StorageBackend, strays: readonly Stray[]): Promise<Set<string>> {
  if (strays.length === 0) return new Set();
  const entities = await entitiesOf(
    backend,
    strays.map(({ key }) => key),
  );
  return app.engine.read(async (view) => {
    const leaving = await keysToBeRemoved(view, backend);
    const bytes = strays.map(({ key }) => bytesOf(key)).filter((key) => key !== undefined);
    const named = new Set(await namedKeys(view, backend, bytes));
    const unknown = new Set<string>();
    for (const { key } of strays) {
      const described = bytesOf(key);
      const known =
        leaving.has(key) ||
        (described === undefined ? await isThere(view, entities.get(key)) : named.has(described));
      if (!known) unknown.add(key);
    }
    return unknown;
  });
}

/** The key of the bytes that must have a row: its own, or that of the bytes a sidecar lies beside. */
function bytesOf(key: string): string | undefined {
  return key.endsWith(sidecarKey("")) ? describedKey(key) : key;
}

async function namedKeys(view: View, backend: StorageBackend, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const where = [
    { column: "storage_id", op: "eq", value: backend.id } as const,
    { column: "key", in: keys } as const,
  ];
  return (await view.select("object_instances", { where })).map((row) => row.key);
}

interface Named {
  readonly kind: string;
  readonly id: string;
}

/** What the sidecars of things without bytes of ours are of. An Object's id is only in the sidecar itself. */
async function entitiesOf(
  backend: StorageBackend,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const apart = keys.filter((key) => bytesOf(key) === undefined);
  const named = await inParallel(apart, AT_ONCE, async (key): Promise<[string, Named][]> => {
    const [, kind = "", id = ""] = /^catalog\.([a-z]+)\.(.+)\.tams$/.exec(key) ?? [];
    if (kind !== "object") return [[key, { kind, id }]];
    const read = await readObjectId(backend, key);
    return read === undefined ? [] : [[key, { kind, id: read }]];
  });
  return new Map(named.flat());
}

async function readObjectId(backend: StorageBackend, key: string): Promise<string | undefined> {
  try {
    const { entity, id } = await readSidecar(backend, key);
    return entity === "object" && apartKey("object", id) === key ? id : undefined;
  } catch (error) {
    if (error instanceof StoreError && error.fault !== "notFound") throw error;
    return undefined;
  }
}

async function isThere(view: View, named: Named | undefined): Promise<boolean> {
  if (named === undefined) return false;
  const { kind, id } = named;
  if (kind === "setting") return (await view.get("settings", { name: id })) !== undefined;
  if (kind === "profile") return (await view.get("profiles", { id })) !== undefined;
  if (kind === "source") return (await view.get("sources", { id })) !== undefined;
  if (kind === "flow") return (await view.get("flows", { id })) !== undefined;
  if (kind === "object") return (await view.get("objects", { id }))?.state === "registered";
  return false;
}

const MOST = 1000;

/** The keys that jobs will remove from this backend, as far as they are few. */
async function keysToBeRemoved(view: View, backend: StorageBackend): Promise<Set<string>> {
  const jobs = await view.select("jobs", {
    where: [
      { column: "kind", op: "eq", value: "removal" },
      { column: "key", op: "eq", value: backend.id },
      { column: "state", op: "eq", value: "waiting" },
    ],
    limit: MOST,
  });
  // The documents were made by `removeBytes`.
  const keys = jobs.flatMap((job) => (JSON.parse(job.doc) as JobDocuments["removal"]).keys);
  const changes = (await view.select("catalog_changes", { order: "age", limit: MOST })).map(staleOf);
  const removed = changes.flatMap((stale) => stale.removed.map(([, key]) => key));
  const apart = changes.flatMap((stale) => stale.entities.flatMap(apartKeysOf));
  return new Set([...keys, ...keys.map(sidecarKey), ...removed.map(sidecarKey), ...apart]);
}

function apartKeysOf(entity: string): string[] {
  return (["setting", "profile", "source", "flow", "object"] as const).flatMap((kind) =>
    entity.startsWith(entityOf(kind, "")) ? [apartKey(kind, entity.slice(kind.length + 1))] : [],
  );
}

/** The Objects, by key, of those rows that still stand and should have bytes by now. */
async function withRow(
  app: App,
  rows: readonly Row<"object_instances">[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const ids = [...new Set(rows.map((row) => row.object_id))];
  const now = app.now().toISOString();
  return app.engine.read(async (view) => {
    const objects = await view.select("objects", { where: [{ column: "id", in: ids }] });
    const due = new Set(
      objects.filter((row) => row.expires === null || row.expires <= now).map((row) => row.id),
    );
    const instances = await view.select("object_instances", { where: [{ column: "object_id", in: ids }] });
    const standing = instances.filter((row) => row.state === "ready" && due.has(row.object_id));
    return new Map(standing.map((row) => [row.key, row.object_id]));
  });
}

/** What became of an orphan that was to be deleted. */
export interface Removal {
  readonly difference: Difference;
  /** Why it stays; undefined when it is gone. */
  readonly refused?: string;
}

/**
 * Deletes those that are not young and that the tables still do not account for, which is asked once more at the last
 * moment. A key is never given out twice, so bytes without a row gain one only by a rebuild.
 */
export async function removeOrphans(
  app: App,
  backend: StorageBackend,
  found: readonly Difference[],
): Promise<Removal[]> {
  const old = found.flatMap((difference) =>
    (difference.what === "orphan" || difference.what === "sidecar") && difference.young === false
      ? [{ what: difference.what, key: difference.key, difference }]
      : [],
  );
  const unknown = await withoutRow(app, backend, old);
  const doomed = old.filter(({ key }) => unknown.has(key));
  if (doomed.length === 0) return [];
  const refusals = await backend.store.remove(doomed.map(({ key }) => key));
  const reasons = new Map(refusals.map(({ key, reason }) => [key, reason]));
  return doomed.map(({ key, difference }) => {
    const refused = reasons.get(key);
    return refused === undefined ? { difference } : { difference, refused };
  });
}
