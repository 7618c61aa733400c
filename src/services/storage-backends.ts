import type { Permission, Principal, Query, Schemas } from "../contract/operations.ts";
import { forbidden, invalid } from "../errors.ts";
import type { StorageBackend } from "../media/store.ts";
import { classesOf, mayHold, maySee, mustHold } from "./access.ts";
import type { App } from "./app.ts";
import { decodePageKey, encodePageKey, type Page, pageLimit } from "./paging.ts";
import { passesTagTests, tagTests } from "./tags.ts";

type Listed = Schemas["storage-backends-list"][number];
const LISTING = "storage_backends.label";

/**
 * The configured Storage Backends by label, each label unique (SB-005, SB-009), on which the caller may do something
 * (AUTH-041). They are few and in memory.
 */
export function listBackends(
  app: App,
  principal: Principal,
  query: Query<"GET_storage-backends">,
): Page<Listed> {
  const limit = pageLimit(app, query.limit);
  const tests = tagTests(query, "tag");
  const reverse = query.reverse_order === true;
  const ordered = app.backends
    .filter((backend) => maySee(principal, backendClasses(backend)) && passesTagTests(backend.tags, tests))
    .sort(byLabel);
  if (reverse) ordered.reverse();
  const from = query.page === undefined ? 0 : after(ordered, query.page, reverse);
  const items = ordered.slice(from, from + limit);
  const last = items.at(-1);
  return {
    items: items.map(toListed),
    limit,
    ...(last && ordered.length > from + limit ? { next: encodePageKey(LISTING, [last.label, last.id]) } : {}),
  };
}

/**
 * The backend with this id. An unknown one is a 400, since ids come in bodies and queries (STO-009), and so is one that the
 * caller has nothing to do with; where he may do something else than this, it is forbidden (AUTH-035).
 */
export function backendFor(
  app: App,
  principal: Principal,
  permission: Permission,
  id: string,
  field = "storage_id",
): StorageBackend {
  const backend = findBackend(app, id);
  if (backend === undefined || !maySee(principal, backendClasses(backend)))
    throw invalid(`There is no Storage Backend ${id}.`, field);
  mustHold(principal, permission, backendClasses(backend), { kind: "Storage Backend", id });
  return backend;
}

/** The backend that takes what names none. Throws forbidden where the caller may not write it (AUTH-058). */
export function defaultBackendFor(app: App, principal: Principal): StorageBackend {
  const backend = app.backends.find((candidate) => candidate.isDefault);
  if (backend === undefined) throw invalid("There is no default Storage Backend; name one.", "storage_id");
  if (!mayUse(principal, "write", backend)) {
    throw forbidden(
      "You may not write the default Storage Backend; name one that you may write as storage_id.",
    );
  }
  return backend;
}

/** Whether a caller may do this with the bytes on a backend. */
export function mayUse(principal: Principal, permission: Permission, backend: StorageBackend): boolean {
  return principal.grants === undefined || mayHold(principal, permission, backendClasses(backend));
}

/** The classes of a backend, which come from its configuration (AUTH-078). */
export function backendClasses(backend: StorageBackend): readonly string[] {
  const known = backendsClasses.get(backend) ?? classesOf(backend.tags);
  backendsClasses.set(backend, known);
  return known;
}

/**
 * The backend of a label among those on which the caller may do something. To others the label is like any that is free,
 * else they could tell what is hidden: a URL of an Object may then have it too, for those who know no backend of it.
 */
export function backendLabelled(app: App, principal: Principal, label: string): StorageBackend | undefined {
  return app.backends.find(
    (backend) => backend.label === label && maySee(principal, backendClasses(backend)),
  );
}

/** A configured backend never changes, and is asked for with each URL. */
const backendsClasses = new WeakMap<StorageBackend, readonly string[]>();

/** The backend with this id, if it is still configured. */
export function findBackend(app: App, id: string): StorageBackend | undefined {
  return app.backends.find((backend) => backend.id === id);
}

function byLabel(a: StorageBackend, b: StorageBackend): number {
  return compareCodePoints(a.label, b.label) || compareCodePoints(a.id, b.id);
}

/** JavaScript compares UTF-16 units; listings compare code points, as UTF-8 bytes do. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function after(ordered: readonly StorageBackend[], page: string, reverse: boolean): number {
  const [label, id] = decodePageKey(LISTING, page, ["string", "string"]).map(String);
  const at = ordered.findIndex((backend) => {
    const order = compareCodePoints(backend.label, label ?? "") || compareCodePoints(backend.id, id ?? "");
    return reverse ? order < 0 : order > 0;
  });
  return at < 0 ? ordered.length : at;
}

/** What is told of a backend, also beside each URL when storage is verbose. */
export function describeBackend(
  backend: StorageBackend,
): Schemas["storage-backend"] & { store_product: string; provider: string } {
  return {
    store_type: "http_object_store",
    provider: backend.provider,
    store_product: backend.storeProduct,
    ...(backend.region === undefined ? {} : { region: backend.region }),
    ...(backend.availabilityZone === undefined ? {} : { availability_zone: backend.availabilityZone }),
    ...(Object.keys(backend.tags).length === 0 ? {} : { tags: mutableTags(backend) }),
  };
}

function toListed(backend: StorageBackend): Listed {
  return {
    id: backend.id,
    label: backend.label,
    ...describeBackend(backend),
    ...(backend.isDefault ? { default_storage: true } : {}),
  } as Listed;
}

function mutableTags(backend: StorageBackend): Schemas["tags"] {
  return Object.fromEntries(
    Object.entries(backend.tags).map(([name, value]) => [
      name,
      typeof value === "string" ? value : [...value],
    ]),
  );
}
