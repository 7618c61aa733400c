import { StoreError } from "../errors.ts";
import { copyBetween } from "../media/copy.ts";
import type { ObjectHead, StorageBackend } from "../media/store.ts";
import type { App } from "../services/app.ts";
import { instancesOf } from "../services/instances.ts";
import { fetchPublic } from "../services/outbound.ts";
import { removeBytes } from "../services/references.ts";
import { findBackend } from "../services/storage-backends.ts";
import { keyOf } from "../services/transaction.ts";
import { remove, update } from "../storage/changes.ts";
import type { Row } from "../storage/tables.ts";
import type { JobHandler } from "./worker.ts";

type Instance = Row<"object_instances">;

/**
 * Makes an instance of an Object on another Storage Backend (OBJ-021, OBJ-023). It shows only once its bytes are whole;
 * a copy that is given up never shows (OBJ-031).
 */
export const copy: JobHandler<"copy"> = {
  attempts: 8,
  async step(app, { objectId, ref }, signal) {
    const instances = await app.engine.read((view) => instancesOf(view, objectId));
    const target = instances.find((row) => row.ref === ref);
    const backend = target?.storage_id ? findBackend(app, target.storage_id) : undefined;
    if (target === undefined || target.state === "ready") return true;
    if (backend === undefined)
      throw new StoreError("unavailable", `Storage Backend ${target.storage_id} is not configured.`);
    const sources = instances.filter((row) => row.state === "ready");
    const head = await copyFromAny(app, sources, backend, target.key ?? "", signal);
    await finish(app, objectId, target, head);
    return true;
  },
  async giveUp(app, { objectId, ref }) {
    await app.engine.write([keyOf("object", objectId)], async (view) => {
      const target = (await instancesOf(view, objectId)).find(
        (row) => row.ref === ref && row.state === "copying",
      );
      return {
        result: undefined,
        changes:
          target === undefined
            ? []
            : [...remove("object_instances", [target]), ...removeBytes(app, [target])],
      };
    });
  },
};

/** From one of our own stores if any has the bytes, else from a URL that others keep. */
async function copyFromAny(
  app: App,
  sources: readonly Instance[],
  to: StorageBackend,
  key: string,
  signal: AbortSignal,
): Promise<ObjectHead> {
  let failure: unknown = new StoreError("unavailable", "The Object has no instance to copy from.");
  for (const source of [...sources].sort(
    (a, b) => Number(a.storage_id === null) - Number(b.storage_id === null),
  )) {
    try {
      const from = source.storage_id === null ? undefined : findBackend(app, source.storage_id);
      if (from !== undefined) return await copyBetween(from, source.key ?? "", to, key, signal);
      if (source.url !== null) return await copyFromUrl(app, source.url, to, key, signal);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function copyFromUrl(
  app: App,
  url: string,
  to: StorageBackend,
  key: string,
  signal: AbortSignal,
): Promise<ObjectHead> {
  const { stream, contentType, size } = await fetchPublic(app.settings.outboundAllow, url, signal);
  return to.store.write(key, stream, {
    contentType,
    signal,
    ...(size === undefined ? {} : { checks: { size } }),
  });
}

/** Shows the copy, unless the instance or its Object went meanwhile: then the bytes go again. */
async function finish(app: App, objectId: string, target: Instance, head: ObjectHead): Promise<void> {
  await app.engine.write([keyOf("object", objectId)], async (view) => {
    const object = await view.get("objects", { id: objectId });
    const still = (await instancesOf(view, objectId)).find(
      (row) => row.ref === target.ref && row.key === target.key,
    );
    if (object === undefined || still === undefined)
      return { result: undefined, changes: removeBytes(app, [target]) };
    const known = {
      ...object,
      size: object.size ?? head.size,
      checksum: object.checksum ?? head.sha256 ?? null,
    };
    return {
      result: undefined,
      changes: [...update("object_instances", [{ ...still, state: "ready" }]), ...update("objects", [known])],
    };
  });
}
