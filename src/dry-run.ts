import type { Readable } from "node:stream";
import { StoreError } from "./errors.ts";
import type { MediaStore, ObjectHead, StorageBackend, WriteOptions } from "./media/store.ts";
import type { Engine } from "./storage/engine.ts";

/** An engine whose writes do all their work, of which nothing is kept: what they would change, later reads do not see. */
export function dryEngine(engine: Engine): Engine {
  return {
    read: (work) => engine.read(work),
    write: async (_keys, work) => (await engine.read(work)).result,
    check: () => engine.check(),
    close: async () => undefined,
  };
}

/** A Storage Backend that reads and signs, and takes bytes without keeping them. */
export function dryBackend(backend: StorageBackend): StorageBackend {
  return { ...backend, store: dryStore(backend.store) };
}

function dryStore(store: MediaStore): MediaStore {
  const { allows } = store;
  return {
    uploadUrl: (key, contentType, options) => store.uploadUrl(key, contentType, options),
    downloadUrl: (key, options) => store.downloadUrl(key, options),
    head: (key) => store.head(key),
    read: (key, range) => store.read(key, range),
    list: (options) => store.list(options),
    check: () => store.check(),
    ...(allows && { allows: (request, now) => allows.call(store, request, now) }),
    write: (_key, bytes, options) => drained(bytes, options),
    copy: async (from) => {
      const head = await store.head(from);
      if (head === undefined) throw new StoreError("notFound", `The bytes of ${from} are not there.`);
      return head;
    },
    remove: async () => [],
    close: async () => undefined,
  };
}

async function drained(bytes: Readable, { contentType }: WriteOptions): Promise<ObjectHead> {
  let size = 0;
  for await (const chunk of bytes) size += Buffer.byteLength(chunk as Buffer);
  return { size, contentType, modified: Date.now() };
}
