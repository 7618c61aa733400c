import type { Schemas } from "../contract/operations.ts";
import type { StorageBackend } from "../media/store.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { describeBackend, findBackend } from "./storage-backends.ts";
import { passesTagTests, tagTests } from "./tags.ts";

export type GetUrl = NonNullable<Schemas["object-core"]["get_urls"]>[number];
type Instance = Row<"object_instances">;

/** Which URLs a client wants and how much it wants to know of them. */
export interface UrlQuery {
  readonly accept_get_urls?: string;
  readonly accept_storage_ids?: string;
  readonly presigned?: boolean;
  readonly verbose_storage?: boolean;
  readonly [parameter: string]: unknown;
}

/**
 * Makes the `get_urls` of one Object for one request: the filters are read once, URLs are signed as they are wanted.
 * Undefined when the client's own filters leave nothing (AMB-011).
 */
export type UrlMaker = (instances: readonly Instance[]) => GetUrl[] | undefined;

/** A maker for this query; `base` is the API's public base URL. */
export function urlMaker(app: App, query: UrlQuery, base: string): UrlMaker {
  const labels = query.accept_get_urls?.split(",");
  const ids = query.accept_storage_ids ? new Set(query.accept_storage_ids.split(",")) : undefined;
  const tests = tagTests(query, "storage_backend_tag");
  const filtered =
    labels !== undefined || ids !== undefined || tests.length > 0 || query.presigned !== undefined;
  const expires = app.now().getTime() + app.settings.presignedUrlSeconds * 1000;
  const keeps = (instance: Instance, backend: StorageBackend | undefined): boolean =>
    (labels === undefined || labels.includes(backend?.label ?? instance.label ?? "")) &&
    (ids === undefined || (backend !== undefined && ids.has(backend.id))) &&
    passesTagTests(backend?.tags ?? {}, tests);
  return (instances) => {
    if (query.accept_get_urls === "") return undefined;
    const urls = instances.flatMap((instance): GetUrl[] => {
      const backend = instance.storage_id === null ? undefined : findBackend(app, instance.storage_id);
      if (instance.storage_id !== null && backend === undefined) return [];
      if (!keeps(instance, backend)) return [];
      return backend === undefined
        ? uncontrolled(instance, query)
        : controlled(instance, backend, query, { base, expires });
    });
    return urls.length === 0 && filtered ? undefined : urls;
  };
}

/** The URL to fetch without further credentials comes first. Unwanted ones are not even signed. */
function controlled(
  instance: Instance,
  backend: StorageBackend,
  query: UrlQuery,
  options: { readonly base: string; readonly expires: number },
): GetUrl[] {
  const modes = query.presigned === undefined ? [true, false] : [query.presigned];
  return modes.map((presigned) => ({
    url: backend.store.downloadUrl(instance.key, { ...options, presigned }),
    presigned,
    label: backend.label,
    ...(query.verbose_storage === true
      ? { storage_id: backend.id, controlled: true, ...describeBackend(backend) }
      : {}),
  }));
}

function uncontrolled(instance: Instance, query: UrlQuery): GetUrl[] {
  if (query.presigned === true || instance.url === null) return [];
  const { url, label } = instance;
  return [
    {
      url,
      presigned: false,
      ...(label === null ? {} : { label }),
      ...(query.verbose_storage === true ? { controlled: false } : {}),
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
