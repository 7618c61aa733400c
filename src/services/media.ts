import type { Readable } from "node:stream";
import type { Permission, Principal } from "../contract/operations.ts";
import { forbidden, invalid, notFound, StoreError } from "../errors.ts";
import type { ByteRange, Checks, ObjectBody, ObjectHead, StorageBackend } from "../media/store.ts";
import { update } from "../storage/changes.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { mayHold } from "./access.ts";
import type { App } from "./app.ts";
import { isSidecarKey } from "./catalog-sidecars.ts";
import { flowClassesOf, heldObjects } from "./flow-access.ts";
import { findBackend, mayUse } from "./storage-backends.ts";
import { keyOf } from "./transaction.ts";

/** Which bytes, and the signature of a presigned URL if the request has one; else the API's own rules apply. */
export interface MediaTarget {
  readonly method: "GET" | "PUT";
  readonly storageId: string;
  readonly key: string;
  readonly expires?: number;
  readonly signature?: string;
  readonly contentType?: string;
}

/**
 * Opens the bytes of a local object, whole or a range (OBJ-014), for whoever has a signed URL, or may read a Flow that uses
 * it and the backend. Throws forbidden for a bad or old signature, notFound for bytes hidden from the caller.
 */
export async function readMedia(
  app: App,
  principal: Principal,
  target: MediaTarget,
  range: ByteRange | undefined,
): Promise<ObjectBody> {
  mustBeAllowed(app, target);
  if (needsPermission(principal, target))
    await app.engine.read(async (view) =>
      mustHoldBytes(app, principal, view, target, await objectAt(view, target)),
    );
  return backendOf(app, target).store.read(target.key, range);
}

/**
 * Stores the bytes of an allocated Object (STO-016). Once the Object is registered its bytes never change: then only a
 * first upload is taken, and a second is `conflict`.
 */
export async function writeMedia(
  app: App,
  principal: Principal,
  target: MediaTarget,
  bytes: Readable,
  checks: Checks,
  signal: AbortSignal,
): Promise<ObjectHead> {
  mustBeAllowed(app, target);
  const { store } = backendOf(app, target);
  const object = await app.engine.read(async (view) => {
    const found = await objectAt(view, target);
    if (needsPermission(principal, target)) await mustHoldBytes(app, principal, view, target, found);
    return found;
  });
  const contentType = object.content_type ?? "application/octet-stream";
  if (target.contentType !== undefined && !sameType(target.contentType, contentType)) {
    throw invalid(
      `Object ${object.id} was allocated for ${contentType}, not ${target.contentType}.`,
      "content-type",
    );
  }
  const head = await store.write(target.key, bytes, {
    contentType,
    checks,
    signal,
    ifAbsent: object.state === "registered",
    // An upload may last long, and the Object may be registered, with other bytes, or collected before it ends.
    mayReplace: async () => (await app.engine.read((view) => objectAt(view, target))).state !== "registered",
  });
  await record(app, object.id, target, head);
  return head;
}

/** Keeps size and checksum beside the Object. If it was collected during the upload, the bytes go as well. */
async function record(app: App, objectId: string, target: MediaTarget, head: ObjectHead): Promise<void> {
  const known = await app.engine.write([keyOf("object", objectId)], async (view) => {
    const row = await view.get("objects", { id: objectId });
    const instance = row && (await instanceAt(view, target));
    if (row === undefined || instance === undefined) return { result: false, changes: [] };
    return {
      result: true,
      changes: update("objects", [{ ...row, size: head.size, checksum: head.sha256 ?? null }]),
    };
  });
  if (known) return;
  await backendOf(app, target).store.remove([target.key]);
  throw notFound("Upload", target.key);
}

function backendOf(app: App, target: MediaTarget): StorageBackend {
  const backend = findBackend(app, target.storageId);
  // Only stores that hand out URLs of this API are reached through it; a bucket has URLs of its own.
  if (backend?.store.allows === undefined) throw notFound("Storage Backend", target.storageId);
  return backend;
}

function mustBeAllowed(app: App, target: MediaTarget): void {
  // What sidecars say is told by the API, to those who may know it.
  if (isSidecarKey(target.key)) throw notFound("Upload", target.key);
  const { expires, signature } = target;
  if (expires === undefined && signature === undefined) return;
  if (expires === undefined || signature === undefined)
    throw forbidden("A signed URL needs both expires and signature.");
  backendOf(app, target).store.allows?.({ ...target, expires, signature }, app.now().getTime());
}

/** A signature is a permission by itself; without one it is the caller's that counts. */
function needsPermission({ grants }: Principal, { signature }: MediaTarget): boolean {
  return grants !== undefined && signature === undefined;
}

/** An Object that waits for its first Segment is its Flow's; afterwards it is that of all Flows that use it. */
async function mustHoldBytes(
  app: App,
  principal: Principal,
  view: View,
  target: MediaTarget,
  object: Row<"objects">,
): Promise<void> {
  const permission: Permission = target.method === "GET" ? "read" : "write";
  if (!mayUse(principal, permission, backendOf(app, target))) throw notFound("Upload", target.key);
  const held = await heldObjects(view, principal, permission, [object.id]);
  if (held.has(object.id)) return;
  const flow = object.state === "allocated" && object.flow_id !== null ? { id: object.flow_id } : undefined;
  const row = flow && (await view.get("flows", flow));
  if (row === undefined || !mayHold(principal, permission, flowClassesOf(row)))
    throw notFound("Upload", target.key);
}

async function objectAt(view: View, target: MediaTarget): Promise<Row<"objects">> {
  const instance = await instanceAt(view, target);
  const object = instance && (await view.get("objects", { id: instance.object_id }));
  if (object === undefined || instance?.state !== "ready") throw notFound("Upload", target.key);
  return object;
}

async function instanceAt(
  view: View,
  { storageId, key }: MediaTarget,
): Promise<Row<"object_instances"> | undefined> {
  const where = [
    { column: "storage_id", op: "eq", value: storageId } as const,
    { column: "key", op: "eq", value: key } as const,
  ];
  const [row] = await view.select("object_instances", { where, limit: 1 });
  return row;
}

function sameType(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** One byte range of a `Range` header; undefined for none, and for several, which are answered whole (RFC 9110, 14.2). */
export function parseRange(header: string | undefined): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (match === null) return undefined;
  const [, start = "", end = ""] = match;
  if (start === "" && end === "") return undefined;
  // RFC 9110, 14.1.1: a last position before the first makes the header invalid, and invalid means ignored.
  if (start !== "" && end !== "" && Number(end) < Number(start)) return undefined;
  if (start !== "") return { start: Number(start), ...(end === "" ? {} : { end: Number(end) }) };
  if (Number(end) === 0) throw new StoreError("invalid", "The range asks for no bytes.", { field: "range" });
  return { start: -Number(end) };
}
