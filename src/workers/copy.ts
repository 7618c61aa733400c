import { StoreError } from "../errors.ts";
import { copyBetween } from "../media/copy.ts";
import type { Checks, ObjectHead, StorageBackend } from "../media/store.ts";
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
  async step(app, { objectId, ref, from }, signal) {
    const { object, instances } = await app.engine.read(async (view) => ({
      object: await view.get("objects", { id: objectId }),
      instances: await instancesOf(view, objectId),
    }));
    const target = instances.find((row) => row.ref === ref);
    const backend = target?.storage_id ? findBackend(app, target.storage_id) : undefined;
    if (target === undefined || target.state === "ready") return true;
    if (backend === undefined)
      throw new StoreError("unavailable", `Storage Backend ${target.storage_id} is not configured.`);
    const sources = instances.filter(
      (row) => row.state === "ready" && (from === undefined || from.includes(row.ref)),
    );
    const head = await copyFromAny(app, sources, backend, { key: target.key, object }, signal);
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

/** Under which key the copy is wanted, and what is known of its bytes. */
interface Wanted {
  readonly key: string;
  readonly object: Row<"objects"> | undefined;
}

/** From one of our own stores if any has the bytes, else from a URL that others keep. */
async function copyFromAny(
  app: App,
  sources: readonly Instance[],
  to: StorageBackend,
  { key, object }: Wanted,
  signal: AbortSignal,
): Promise<ObjectHead> {
  let failure: unknown = new StoreError("unavailable", "The Object has no instance to copy from.");
  for (const source of [...sources].sort(
    (a, b) => Number(a.storage_id === null) - Number(b.storage_id === null),
  )) {
    try {
      const from = source.storage_id === null ? undefined : findBackend(app, source.storage_id);
      if (from !== undefined)
        return await same(object, await copyBetween(from, source.key, to, key, signal), to, key);
      if (source.url !== null) return await copyFromUrl(app, source.url, to, { key, object }, signal);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** What a client could upload over is not what it was: such a copy goes again (DM-008). */
async function same(
  object: Row<"objects"> | undefined,
  copied: ObjectHead,
  to: StorageBackend,
  key: string,
): Promise<ObjectHead> {
  const { size = null, checksum = null } = object ?? {};
  const differs =
    (size !== null && size !== copied.size) ||
    (checksum !== null && copied.sha256 !== undefined && checksum !== copied.sha256);
  if (!differs) return copied;
  await to.store.remove([key]);
  throw new StoreError("unavailable", `The bytes of Object ${object?.id} are not those it was made of.`);
}

async function copyFromUrl(
  app: App,
  url: string,
  to: StorageBackend,
  { key, object }: Wanted,
  signal: AbortSignal,
): Promise<ObjectHead> {
  const { stream, contentType, size } = await fetchPublic(app.settings.outboundAllow, url, signal);
  const checks = { ...(size === undefined ? {} : { size }), ...knownOf(object) };
  return to.store.write(key, stream, { contentType, signal, checks });
}

/** Instances are identical (DM-008): where the bytes were ours once, the copy must be those. */
function knownOf(object: Row<"objects"> | undefined): Checks {
  if (object === undefined || object.size === null || object.checksum === null) return {};
  return { size: object.size, sha256: Buffer.from(object.checksum, "hex").toString("base64") };
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
