import type { Principal, Query, Schemas } from "../contract/operations.ts";
import { forbidden, invalid, notFound } from "../errors.ts";
import { insert, remove } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { maySee } from "./access.ts";
import { controlledInstance } from "./allocations.ts";
import type { App } from "./app.ts";
import { enqueue } from "./jobs.ts";
import { registeredObject } from "./objects.ts";
import { outboundGuard } from "./outbound.ts";
import { removeBytes } from "./references.ts";
import { externalInstance } from "./segment-objects.ts";
import { backendClasses, backendFor, backendLabelled, findBackend, mayUse } from "./storage-backends.ts";
import { keyOf } from "./transaction.ts";

type Instance = Row<"object_instances">;
/** The two branches of the body are told apart by their fields, so both are optional here. */
type NewInstance = Schemas["objects-instances-post"] & { storage_id?: string; url?: string; label?: string };

/**
 * Adds a copy on a backend, made in the background, or a URL that others keep (OBJ-020 to OBJ-031), which takes write on
 * a Flow that uses the Object and on the backend (AUTH-060, AUTH-061).
 */
export async function addInstance(
  app: App,
  principal: Principal,
  objectId: string,
  body: NewInstance,
): Promise<void> {
  await app.engine.write([keyOf("object", objectId)], async (view) => {
    const object = await registeredObject(view, principal, "write", objectId);
    const { storage_id: storageId, url, label } = body;
    if (storageId !== undefined && (url !== undefined || label !== undefined)) {
      throw invalid("Give either a storage_id or a url with its label, not both.", "storage_id");
    }
    const instances = await instancesOf(view, objectId);
    const changes =
      storageId === undefined
        ? addUrl(app, principal, objectId, { url: url ?? "", label: label ?? "" }, instances)
        : startCopy(app, principal, object, storageId, instances);
    return { result: undefined, changes };
  });
  app.nudge();
}

function addUrl(
  app: App,
  principal: Principal,
  objectId: string,
  { url, label }: { readonly url: string; readonly label: string },
  instances: readonly Instance[],
): Change[] {
  const isBackends = backendLabelled(app, principal, label) !== undefined;
  const taken = isBackends || instances.some((row) => row.label === label);
  if (taken) throw invalid(`The label "${label}" is taken.`, "label");
  return insert("object_instances", [externalInstance(objectId, url, label, app.now().toISOString())]);
}

function startCopy(
  app: App,
  principal: Principal,
  object: Row<"objects">,
  storageId: string,
  instances: readonly Instance[],
): Change[] {
  const backend = backendFor(app, principal, "write", storageId);
  if (instances.some((row) => row.storage_id === storageId)) {
    throw invalid(
      `Storage Backend ${storageId} already has an instance of Object ${object.id}.`,
      "storage_id",
    );
  }
  const sources = readableSources(app, principal, object.id, instances);
  if (sources.every((row) => row.storage_id === null)) mustHaveFetchable(app, sources);
  const row = controlledInstance(object.id, backend, object.content_type, "copying", app.now());
  return [
    ...insert("object_instances", [row]),
    ...enqueue(app, "copy", object.id, {
      objectId: object.id,
      ref: row.ref,
      ...(principal.grants && { from: sources.map((source) => source.ref) }),
    }),
  ];
}

/**
 * The instances that may be copied: those whose bytes the caller may read, else a copy would show him what its backend keeps
 * from him. Throws forbidden where there are none.
 */
function readableSources(
  app: App,
  principal: Principal,
  objectId: string,
  instances: readonly Instance[],
): readonly Instance[] {
  const readable = instances.filter(({ storage_id: id }) => {
    const backend = id === null ? undefined : findBackend(app, id);
    return backend === undefined || mayUse(principal, "read", backend);
  });
  if (readable.length === 0 && instances.length > 0)
    throw forbidden(`You may read no instance of Object ${objectId}, so you cannot copy it.`);
  return readable;
}

/** A copy from URLs that others keep needs at least one this server may fetch (OBJ-023). */
function mustHaveFetchable(app: App, instances: readonly Instance[]): void {
  const guard = outboundGuard(app.settings.outboundAllow);
  for (const row of instances) {
    try {
      guard.check(row.url ?? "", "storage_id");
      return;
    } catch {
      // Another URL may do.
    }
  }
  throw invalid(
    "None of the Object's URLs may be fetched by this server, so it cannot be copied.",
    "storage_id",
  );
}

/**
 * Removes one instance, its bytes afterwards if they are ours; the last one is protected (OBJ-040 to OBJ-047). Takes what
 * adding it takes.
 */
export async function removeInstance(
  app: App,
  principal: Principal,
  objectId: string,
  query: Query<"DELETE_objects-instances">,
): Promise<void> {
  await app.engine.write([keyOf("object", objectId)], async (view) => {
    await registeredObject(view, principal, "write", objectId);
    const { storage_id: storageId, label } = query;
    if ((storageId === undefined) === (label === undefined))
      throw invalid("Name the instance by storage_id or by label.", "storage_id");
    const instances = await instancesOf(view, objectId);
    // A label is first its backend's, for who knows that one, and then that of a URL.
    const wanted =
      storageId ?? (label === undefined ? undefined : backendLabelled(app, principal, label)?.id);
    const found =
      instances.find((row) => wanted !== undefined && row.storage_id === wanted) ??
      instances.find((row) => label !== undefined && row.label === label);
    if (found === undefined) throw notFound("Instance", storageId ?? label ?? "");
    mustOwnBytes(app, principal, found, storageId ?? label ?? "");
    const others = instances.filter((row) => row !== found && row.state === "ready");
    if (others.length === 0)
      throw invalid(
        `This is the last instance of Object ${objectId}.`,
        storageId === undefined ? "label" : "storage_id",
      );
    return {
      result: undefined,
      changes: [...remove("object_instances", [found]), ...removeBytes(app, [found])],
    };
  });
  app.nudge();
}

/** Throws notFound, as if it were not there, for an instance on a backend hidden from the caller; forbidden where he may not write. */
function mustOwnBytes(app: App, principal: Principal, { storage_id: id }: Instance, named: string): void {
  const backend = id === null ? undefined : findBackend(app, id);
  if (backend === undefined) return;
  if (!maySee(principal, backendClasses(backend))) throw notFound("Instance", named);
  backendFor(app, principal, "write", backend.id);
}

/** All instances of an Object, copies in the making included. */
export async function instancesOf(view: View, objectId: string): Promise<Instance[]> {
  return view.select("object_instances", { where: [{ column: "object_id", op: "eq", value: objectId }] });
}
