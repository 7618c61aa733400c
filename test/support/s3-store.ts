import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { S3StoreOptions } from "../../src/media/s3/options.ts";
import { openS3Store } from "../../src/media/s3/store.ts";
import type { MediaStore, ObjectHead, StorageBackend, WriteOptions } from "../../src/media/store.ts";
import type { TestS3 } from "./s3.ts";

export const MEBIBYTE = 1024 * 1024;

/** Opens a store in the bucket, under a prefix of its own unless one is given. */
export function openStore(s3: TestS3, more: Partial<S3StoreOptions> = {}): Promise<MediaStore> {
  const { bucket, endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey } = s3;
  const credentials = { accessKeyId, secretAccessKey };
  const prefix = `${randomUUID()}/`;
  return openS3Store({ bucket, prefix, endpoint, region, pathStyle: true, credentials, ...more });
}

/** The store as a Storage Backend. */
export function backend(id: string, store: MediaStore): StorageBackend {
  return { id, label: id, provider: "p", storeProduct: "s", isDefault: false, tags: {}, store };
}

/** Writes bytes that come in pieces which fit no part. */
export function upload(
  store: MediaStore,
  key: string,
  bytes: Buffer,
  options: Partial<WriteOptions> = {},
): Promise<ObjectHead> {
  const piece = 700_001;
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  return store.write(key, Readable.from(pieces), { contentType: "video/mp2t", ...options });
}

/** SHA-256 as heads have it. */
export function hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 as checks have it. */
export function base64(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}
