import type { Principal, Schemas } from "../contract/operations.ts";
import type { StorageBackend } from "../media/store.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { backendLabelled, describeBackend, findBackend, mayUse } from "./storage-backends.ts";
import { passesTagTests, type TagTest, tagTests } from "./tags.ts";

export type GetUrl = NonNullable<Schemas["object-core"]["get_urls"]>[number];
type Instance = Row<"object_instances">;

/** The parameters of a request that say which URLs a client wants, tag tests among them. */
export interface UrlQuery {
  readonly accept_get_urls?: string;
  readonly accept_storage_ids?: string;
  readonly presigned?: boolean;
  readonly verbose_storage?: boolean;
  readonly [parameter: string]: unknown;
}

/** Which URLs are wanted, and how much of them. No labels at all mean no URLs; no ids mean no filter (EV-080, EV-081). */
export interface UrlFilters {
  readonly accept_get_urls?: readonly string[];
  readonly accept_storage_ids?: readonly string[];
  readonly presigned?: boolean;
  readonly verbose_storage?: boolean;
  readonly backendTests?: readonly TagTest[];
}

/** What a request's parameters ask for; an empty list of labels is a list, of ids it is none. */
export function urlFilters(query: UrlQuery): UrlFilters {
  const { accept_get_urls: labels, accept_storage_ids: ids, presigned, verbose_storage } = query;
  return {
    ...(labels === undefined ? {} : { accept_get_urls: labels === "" ? [] : labels.split(",") }),
    ...(ids ? { accept_storage_ids: ids.split(",") } : {}),
    ...(presigned === undefined ? {} : { presigned }),
    ...(verbose_storage === undefined ? {} : { verbose_storage }),
    backendTests: tagTests(query, "storage_backend_tag"),
  };
}

/**
 * Makes the `get_urls` of one Object for one request: the filters are read once, URLs are signed as they are wanted.
 * Undefined when the client's own filters leave nothing of what the caller may read; the empty list when that is nothing
 * by itself (AMB-011, AUTH-054).
 */
export type UrlMaker = (instances: readonly Instance[]) => GetUrl[] | undefined;

/** A maker for these filters; `base` is the API's public base URL. URLs that others keep are nobody's backend, and for all. */
export function urlMaker(app: App, principal: Principal, filters: UrlFilters, base: string): UrlMaker {
  const { accept_get_urls: labels, backendTests: tests = [] } = filters;
  const ids = filters.accept_storage_ids?.length ? new Set(filters.accept_storage_ids) : undefined;
  const filtered =
    labels !== undefined || ids !== undefined || tests.length > 0 || filters.presigned !== undefined;
  const expires = app.now().getTime() + app.settings.presignedUrlSeconds * 1000;
  const keeps = (label: string | null, backend: StorageBackend | undefined): boolean =>
    (labels === undefined || isLabelled(label, labels)) &&
    (ids === undefined || (backend !== undefined && ids.has(backend.id))) &&
    passesTagTests(backend?.tags ?? {}, tests);
  return (instances) => {
    if (labels?.length === 0) return undefined;
    const readable = located(app, principal, instances);
    // What a filter says of instances that the caller may not read, he must not be able to tell.
    if (readable.length === 0 && instances.length > 0) return [];
    const urls = readable.flatMap(({ instance, backend }): GetUrl[] => {
      const label = backend?.label ?? ownLabel(app, principal, instance);
      if (!keeps(label, backend)) return [];
      return backend === undefined
        ? uncontrolled({ ...instance, label }, filters)
        : controlled(instance, backend, filters, { base, expires });
    });
    return urls.length === 0 && filtered ? undefined : urls;
  };
}

interface Located {
  readonly instance: Instance;
  /** Absent for a URL that others keep. */
  readonly backend?: StorageBackend;
}

/** The instances whose bytes the caller may read, each with its backend. */
function located(app: App, principal: Principal, instances: readonly Instance[]): Located[] {
  return instances.flatMap((instance): Located[] => {
    if (instance.storage_id === null) return [{ instance }];
    const backend = findBackend(app, instance.storage_id);
    return backend !== undefined && mayUse(principal, "read", backend) ? [{ instance, backend }] : [];
  });
}

/**
 * The label of a URL that others keep, unless a backend has it that the caller knows: a label says one thing to each. It may
 * have come from somebody to whom that backend is hidden, or before there was the backend.
 */
function ownLabel(app: App, principal: Principal, { label }: Instance): string | null {
  return label === null || backendLabelled(app, principal, label) !== undefined ? null : label;
}

/** What has no label is in no list of labels. */
function isLabelled(label: string | null, labels: readonly string[]): boolean {
  return label !== null && labels.includes(label);
}

/** The URL to fetch without further credentials comes first. Unwanted ones are not even signed. */
function controlled(
  instance: Instance,
  backend: StorageBackend,
  filters: UrlFilters,
  options: { readonly base: string; readonly expires: number },
): GetUrl[] {
  const modes = filters.presigned === undefined ? [true, false] : [filters.presigned];
  return modes.map((presigned) => ({
    url: backend.store.downloadUrl(instance.key, { ...options, presigned }),
    presigned,
    label: backend.label,
    ...(filters.verbose_storage === true
      ? { storage_id: backend.id, controlled: true, ...describeBackend(backend) }
      : {}),
  }));
}

function uncontrolled(instance: Instance, filters: UrlFilters): GetUrl[] {
  if (filters.presigned === true || instance.url === null) return [];
  const { url, label } = instance;
  return [
    {
      url,
      presigned: false,
      ...(label === null ? {} : { label }),
      ...(filters.verbose_storage === true ? { controlled: false } : {}),
    },
  ];
}

/** What listings need to know of Objects, by id, in two reads for any number of them. */
export interface KnownObjects {
  readonly object: (id: string) => Row<"objects"> | undefined;
  readonly instances: (id: string) => readonly Instance[];
}

/** Objects with their init Objects, and the ready instances of both, the default backend's first. */
export async function loadObjects(app: App, view: View, ids: readonly string[]): Promise<KnownObjects> {
  const unique = [...new Set(ids)];
  const rows =
    unique.length === 0 ? [] : await view.select("objects", { where: [{ column: "id", in: unique }] });
  const inits = rows.flatMap((row) => (row.init_object_id === null ? [] : [row.init_object_id]));
  const wanted = [...new Set([...unique, ...inits])];
  const instances =
    wanted.length === 0
      ? []
      : await view.select("object_instances", { where: [{ column: "object_id", in: wanted }] });
  const ready = Map.groupBy(
    instances.filter((row) => row.state === "ready").sort(preferred(app)),
    (row) => row.object_id,
  );
  const objects = new Map(rows.map((row) => [row.id, row]));
  return { object: (id) => objects.get(id), instances: (id) => ready.get(id) ?? [] };
}

/** Order of preference: the default backend, other backends as configured, then URLs that others keep. */
function preferred(app: App): (a: Instance, b: Instance) => number {
  const ranks = new Map(app.backends.map((backend, at) => [backend.id, backend.isDefault ? -1 : at]));
  const rank = (row: Instance): number =>
    row.storage_id === null ? app.backends.length : (ranks.get(row.storage_id) ?? 0);
  return (a, b) => rank(a) - rank(b) || (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0);
}
