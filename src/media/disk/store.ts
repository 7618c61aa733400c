import { createSecretKey, type KeyObject, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { notFound, StoreError } from "../../errors.ts";
import { type Metadata, requireMetadata } from "../metadata.ts";
import type {
  ByteRange,
  MediaStore,
  ObjectBody,
  ObjectHead,
  SignedRequest,
  UploadRequest,
  UrlOptions,
  WriteOptions,
} from "../store.ts";
import { commit, discard, duplicate } from "./commit.ts";
import { createOnce, ifPresent, makeFolder, outage, writeFlushed } from "./files.ts";
import {
  bytesName,
  type Layout,
  layoutOf,
  type ObjectRecord,
  parseRecord,
  requireKey,
  shardOf,
} from "./layout.ts";
import { type ListOptions, listKeys } from "./listing.ts";
import { openBytes } from "./read.ts";
import { removeKeys, removeOldUploads } from "./remove.ts";
import { plainLocalUrl, signLocalUrl, verifyLocalUrl } from "./sign.ts";
import { receive } from "./upload.ts";

/** Where a disk store lives and how it signs. */
export interface DiskStoreOptions {
  /** The Storage Backend's id; a folder belongs to one backend for good. */
  readonly storageId: string;
  readonly folder: string;
  readonly secret: Buffer;
}

/** The file that says whose folder this is. Its absence means that the disk is not there, so nothing can be said to be absent. */
const OWNER = "storage-id";

/**
 * Opens the media store in a folder, making it if need be; several processes may share it. Uploads left behind by a crash
 * are removed once they are a day old. Throws when the folder belongs to another backend or cannot be written.
 */
export async function openDiskStore(options: DiskStoreOptions): Promise<MediaStore> {
  const layout = layoutOf(options.folder);
  const owner = (await createOnce(options.folder, OWNER, Buffer.from(options.storageId), 0o644)).toString(
    "utf8",
  );
  if (owner !== options.storageId) {
    throw new Error(`The folder ${options.folder} holds storage backend ${owner}, not ${options.storageId}.`);
  }
  await makeFolder(layout.objects, 1);
  await makeFolder(layout.uploads, 1);
  await removeOldUploads(layout.uploads);
  return new DiskStore(options, layout);
}

/** What a new version's bytes are. */
interface Filled {
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
  readonly metadata?: Metadata;
}

class DiskStore implements MediaStore {
  readonly #storageId: string;
  readonly #key: KeyObject;
  readonly #layout: Layout;
  readonly #writes = new Set<Promise<unknown>>();
  #closed = false;

  constructor(options: DiskStoreOptions, layout: Layout) {
    this.#storageId = options.storageId;
    this.#key = createSecretKey(options.secret);
    this.#layout = layout;
  }

  uploadUrl(key: string, contentType: string, options: UrlOptions): UploadRequest {
    return { url: this.#url("PUT", key, options, contentType), "content-type": contentType };
  }

  downloadUrl(key: string, options: UrlOptions): string {
    return this.#url("GET", key, options);
  }

  allows(request: SignedRequest, now: number): void {
    verifyLocalUrl({ ...request, storageId: this.#storageId }, this.#key, now);
  }

  head(key: string): Promise<ObjectHead | undefined> {
    return this.#guard(`look up object ${key}`, async () => {
      requireKey(key);
      const record = await this.#find(key);
      return record && toHead(record);
    });
  }

  read(key: string, range?: ByteRange): Promise<ObjectBody> {
    return this.#guard(`read object ${key}`, async () => {
      requireKey(key);
      // A writer may replace the object between its record and its bytes: then there is a newer record.
      let last: ObjectRecord | undefined;
      for (
        let record = await this.#find(key);
        record?.version !== last?.version;
        record = await this.#find(key)
      ) {
        if (record === undefined) break;
        const path = join(shardOf(this.#layout, key), bytesName(key, record.version));
        const body = await ifPresent(openBytes(path, toHead(record), range));
        if (body !== undefined) return body;
        last = record;
      }
      throw notFound("Object", key);
    });
  }

  async write(key: string, bytes: Readable, options: WriteOptions): Promise<ObjectHead> {
    // The stream may fail before it is read below, and a failure that nobody listens to ends the process.
    bytes.on("error", () => undefined);
    requireKey(key);
    const { contentType, metadata } = options;
    if (metadata !== undefined) requireMetadata(metadata);
    return this.#running(`write object ${key}`, async () => {
      if (options.ifAbsent && (await this.#find(key))) throw taken(key);
      return this.#add(key, options, async (path) => {
        const received = await receive(bytes, path, key, options);
        return { ...received, contentType, ...(metadata && { metadata }) };
      });
    });
  }

  async copy(from: string, to: string): Promise<ObjectHead> {
    requireKey(from);
    requireKey(to);
    return this.#running(`copy object ${from}`, async () => {
      const record = await this.#find(from);
      if (record === undefined) throw notFound("Object", from);
      return this.#add(to, {}, async (path) => {
        await duplicate(join(shardOf(this.#layout, from), bytesName(from, record.version)), path);
        return toHead(record);
      });
    });
  }

  remove(keys: readonly string[]): Promise<readonly { readonly key: string; readonly reason: string }[]> {
    return this.#running("remove objects", async () => {
      await this.#requirePresent();
      return removeKeys(this.#layout, keys, (key) => this.#find(key));
    });
  }

  list(options: ListOptions): Promise<readonly string[]> {
    return this.#guard("list objects", async () => {
      await this.#requirePresent();
      return listKeys(this.#layout.objects, options);
    });
  }

  check(): Promise<void> {
    return this.#running("write and read a probe", async () => {
      await this.#requirePresent();
      const path = join(this.#layout.uploads, `probe-${randomUUID()}`);
      try {
        await writeFlushed(path, path);
        if ((await readFile(path, "utf8")) !== path)
          throw new StoreError("unavailable", "The media folder lost a probe.");
      } finally {
        await discard(path);
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#writes);
  }

  #url(method: "GET" | "PUT", key: string, options: UrlOptions, contentType = ""): string {
    requireKey(key);
    const storageId = this.#storageId;
    const { base, expires } = options;
    if (!options.presigned) return plainLocalUrl({ base, storageId, key });
    return signLocalUrl({ base, storageId, key, method, expires, contentType }, this.#key);
  }

  /** Fills a file of a new version by `fill`, then puts it and its record in place, or leaves nothing. */
  async #add(
    key: string,
    options: Pick<WriteOptions, "ifAbsent" | "mayReplace">,
    fill: (path: string) => Promise<Filled>,
  ): Promise<ObjectHead> {
    const version = randomUUID();
    const path = join(this.#layout.uploads, version);
    try {
      const { size, sha256, contentType, metadata } = await fill(path);
      const what = { size, contentType, sha256, ...(metadata && { metadata }) };
      const record = { key, version, ...what, modified: Date.now() };
      const ifAbsent = options.ifAbsent === true || (await options.mayReplace?.()) === false;
      const replaced = await this.#find(key);
      if (!(await commit(this.#layout, path, record, ifAbsent))) throw taken(key);
      if (replaced) await discard(join(shardOf(this.#layout, key), bytesName(key, replaced.version)));
      return toHead(record);
    } finally {
      await discard(path);
    }
  }

  async #find(key: string): Promise<ObjectRecord | undefined> {
    const text = await ifPresent(readFile(join(shardOf(this.#layout, key), key), "utf8"));
    if (text !== undefined) return parseRecord(text, key);
    await this.#requirePresent();
    return undefined;
  }

  async #requirePresent(): Promise<void> {
    const owner = await ifPresent(readFile(join(this.#layout.folder, OWNER)));
    if (owner === undefined)
      throw new StoreError("unavailable", "The media folder is not there; its disk may not be mounted.");
  }

  /** Like `#guard`, for work that `close` waits for. */
  async #running<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new StoreError("unavailable", `The media store is closed and cannot ${doing}.`);
    const running = this.#guard(doing, work);
    this.#writes.add(running);
    try {
      return await running;
    } finally {
      this.#writes.delete(running);
    }
  }

  async #guard<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      throw outage(thrown, doing);
    }
  }
}

function toHead({ size, contentType, sha256, modified, metadata }: ObjectRecord): Filled & ObjectHead {
  return { size, contentType, sha256, modified, ...(metadata && { metadata }) };
}

function taken(key: string): StoreError {
  return new StoreError("conflict", `Object ${key} already has bytes.`);
}
