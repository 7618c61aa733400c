import { randomUUID } from "node:crypto";
import type { Body, Principal, Schemas } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import type { StorageBackend } from "../media/store.ts";
import { insert } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { flowRowFor, mustTakeChanges } from "./flow-access.ts";
import { storedFlow } from "./flow-document.ts";
import { mustBeWritable } from "./flow-rules.ts";
import { isObjectId } from "./object-id.ts";
import { forgetObjects } from "./references.ts";
import { backendFor, defaultBackendFor } from "./storage-backends.ts";
import { keyOf } from "./transaction.ts";

type Wanted = NonNullable<Body<"POST_flows-flowId-storage">>;
type Allocated = Schemas["flow-storage"];

/** Allocations outlive the promised timeout by this much, so that a client at the limit is not cut off (STO-019). */
export const GRACE_SECONDS = 60;

/**
 * Reserves Object ids on a Flow and says where to upload their bytes (STO-001 to STO-026), which takes write on the Flow
 * and on the backend, the default one included (AUTH-058).
 */
export async function allocateObjects(
  app: App,
  principal: Principal,
  flowId: string,
  body: Wanted,
  base: string,
): Promise<Allocated> {
  const ids = await wantedIds(app, principal, flowId, body);
  const keys = [keyOf("flow", flowId), ...ids.map((id) => keyOf("object", id))];
  return app.engine.write(keys, async (view) => {
    const flow = await flowRowFor(view, principal, "write", flowId);
    mustBeWritable(flow);
    const { container } = storedFlow(flow);
    if (container === undefined)
      throw invalid(`Flow ${flowId} has no container, so it takes no Objects.`, "container");
    const backend = chosenBackend(app, principal, body.storage_id);
    await mustBeUnknown(view, ids);
    const contentType = body.content_type ?? container;
    const now = app.now();
    const objects = ids.map((id) =>
      allocatedRow(id, flowId, contentType, now, app.settings.minObjectTimeoutSeconds),
    );
    const instances = ids.map((id) => controlledInstance(id, backend, contentType, "ready", now));
    const presigned = body.presigned ?? true;
    const expires = now.getTime() + app.settings.presignedUrlSeconds * 1000;
    const media_objects = instances.map(({ object_id, key }) => ({
      object_id,
      put_url: { ...backend.store.uploadUrl(key, contentType, { presigned, expires, base }) },
      presigned,
    }));
    return {
      result: { media_objects },
      changes: [...insert("objects", objects), ...insert("object_instances", instances)],
    };
  });
}

async function wantedIds(
  app: App,
  principal: Principal,
  flowId: string,
  body: Wanted,
): Promise<readonly string[]> {
  const { allocationDefault, allocationMax } = app.settings;
  /** A bad body is only worth telling where the Flow exists and may be written. */
  const better = async (message: string, field: string): Promise<Error> => {
    await mustTakeChanges(app, principal, "write", flowId);
    return invalid(message, field);
  };
  if (body.object_ids === undefined) {
    const limit = body.limit ?? allocationDefault;
    if (limit < 1) throw await better("The limit must be 1 or more.", "limit");
    return Array.from({ length: Math.min(limit, allocationMax) }, () => randomUUID());
  }
  const ids = body.object_ids;
  if (ids.length === 0) throw await better("object_ids must not be empty.", "object_ids");
  if (ids.length > allocationMax)
    throw await better(`At most ${allocationMax} Objects may be allocated at once.`, "object_ids");
  if (new Set(ids).size !== ids.length) throw await better("object_ids has an id twice.", "object_ids");
  for (const id of ids)
    if (!isObjectId(id)) throw await better(`"${id}" cannot be an Object id.`, "object_ids");
  return ids;
}

function chosenBackend(app: App, principal: Principal, id: string | undefined): StorageBackend {
  return id === undefined ? defaultBackendFor(app, principal) : backendFor(app, principal, "write", id);
}

async function mustBeUnknown(view: View, ids: readonly string[]): Promise<void> {
  const [known] = await view.select("objects", { where: [{ column: "id", in: ids }], limit: 1 });
  if (known !== undefined) throw invalid(`Object ${known.id} already exists.`, "object_ids");
}

function allocatedRow(
  id: string,
  flowId: string,
  contentType: string,
  now: Date,
  timeoutSeconds: number,
): Row<"objects"> {
  return {
    id,
    state: "allocated",
    kind: null,
    flow_id: flowId,
    first_flow: null,
    start_s: null,
    start_x: null,
    end_s: null,
    end_x: null,
    key_frame_count: null,
    init_object_id: null,
    content_type: contentType,
    size: null,
    checksum: null,
    allocated: now.toISOString(),
    expires: new Date(now.getTime() + (timeoutSeconds + GRACE_SECONDS) * 1000).toISOString(),
  };
}

/** The row of an instance on a backend, under a key that is never used again, so that old URLs reach nothing new. */
export function controlledInstance(
  objectId: string,
  backend: StorageBackend,
  contentType: string | null,
  state: "ready" | "copying",
  now: Date,
): Row<"object_instances"> {
  const key = `${randomUUID()}${extensionOf(contentType)}`;
  return { ...storedInstance(objectId, backend.id, key, now.toISOString()), state };
}

/** The row of an instance whose bytes are under a key of a backend. */
export function storedInstance(
  objectId: string,
  storageId: string,
  key: string,
  created: string,
): Row<"object_instances"> {
  return {
    object_id: objectId,
    ref: `storage:${storageId}`,
    storage_id: storageId,
    label: null,
    url: null,
    key,
    state: "ready",
    created,
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "video/mp2t": ".ts",
  "video/mp4": ".mp4",
  "audio/mp4": ".mp4",
  "application/mp4": ".mp4",
  "application/mxf": ".mxf",
  "audio/wav": ".wav",
  "audio/aac": ".aac",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "video/webm": ".webm",
  "text/vtt": ".vtt",
};

/** The usual file extension of a content type, or none. */
function extensionOf(contentType: string | null): string {
  return EXTENSIONS[contentType?.split(";")[0]?.trim().toLowerCase() ?? ""] ?? "";
}

/** Collects Objects whose allocation ran out unused: bytes gone, id free (STO-020). Returns how many. */
export async function collectExpired(app: App, limit: number): Promise<number> {
  const now = app.now().toISOString();
  const expired = (view: View): Promise<Row<"objects">[]> =>
    view.select("objects", { where: [{ column: "expires", op: "le", value: now }], order: "expiry", limit });
  const found = await app.engine.read(expired);
  if (found.length === 0) return 0;
  const ids = found.map((row) => row.id);
  return app.engine.write(
    ids.map((id) => keyOf("object", id)),
    async (view) => {
      const still = await view.select("objects", {
        where: [
          { column: "id", in: ids },
          { column: "expires", op: "le", value: now },
        ],
      });
      return {
        result: still.length,
        changes: await forgetObjects(
          app,
          view,
          still.map((row) => row.id),
        ),
      };
    },
  );
}
