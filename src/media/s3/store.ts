import type { Readable } from "node:stream";
import { DeleteBucketCorsCommand, PutBucketCorsCommand } from "@aws-sdk/client-s3";
import { StoreError } from "../../errors.ts";
import type {
  ByteRange,
  MediaStore,
  ObjectBody,
  ObjectHead,
  UploadRequest,
  UrlOptions,
  WriteOptions,
} from "../store.ts";
import { addressOf } from "./address.ts";
import { Bucket } from "./bucket.ts";
import { openClient, publicClient } from "./client.ts";
import { copyObject } from "./copy.ts";
import { findHead } from "./head.ts";
import { Identity } from "./identity.ts";
import { requireKey } from "./keys.ts";
import { type ListOptions, listKeys } from "./list.ts";
import { type S3StoreOptions, sizesOf } from "./options.ts";
import { probe } from "./probe.ts";
import { readObject } from "./read.ts";
import { type RemoveFailure, removeObjects } from "./remove.ts";
import { Presigner } from "./sign.ts";
import { writeObject } from "./write.ts";

/** Seconds a presigned URL can be valid (AWS, "Authenticating Requests: Using Query Parameters"). */
const LONGEST = 604_800;

/**
 * Opens the media store in a bucket, which must exist. Asks nobody but, where no key is given, the SDK's chain for one.
 * Throws when there is none, or when the prefix could be part of no key.
 */
export async function openS3Store(options: S3StoreOptions): Promise<MediaStore> {
  const { bucket, prefix = "", region = "us-east-1" } = options;
  requireKey(prefix, "key");
  const client = await openClient(options);
  const identity = await Identity.open(() => client.config.credentials());
  const outside = publicClient(client, options);
  const presigner = new Presigner(await addressOf(outside, bucket), region);
  outside.destroy();
  return new S3Store(
    new Bucket(client, bucket, prefix, sizesOf(options)),
    options.endpoint,
    identity,
    presigner,
  );
}

class S3Store implements MediaStore {
  readonly #bucket: Bucket;
  readonly #endpoint: string | undefined;
  readonly #identity: Identity;
  readonly #presigner: Presigner;
  readonly #writes = new Set<Promise<unknown>>();
  #closed = false;

  constructor(bucket: Bucket, endpoint: string | undefined, identity: Identity, presigner: Presigner) {
    this.#bucket = bucket;
    this.#endpoint = endpoint;
    this.#identity = identity;
    this.#presigner = presigner;
  }

  uploadUrl(key: string, contentType: string, options: UrlOptions): UploadRequest {
    return { url: this.#url("PUT", key, options, contentType), "content-type": contentType };
  }

  downloadUrl(key: string, options: UrlOptions): string {
    return this.#url("GET", key, options);
  }

  async head(key: string): Promise<ObjectHead | undefined> {
    return findHead(this.#bucket, key);
  }

  async read(key: string, range?: ByteRange): Promise<ObjectBody> {
    return readObject(this.#bucket, key, range);
  }

  async write(key: string, bytes: Readable, options: WriteOptions): Promise<ObjectHead> {
    // The stream may fail before it is read below, and a failure that nobody listens to ends the process.
    bytes.on("error", () => undefined);
    return this.#running(() => writeObject(this.#bucket, key, bytes, options));
  }

  copy(from: string, to: string): Promise<ObjectHead> {
    return this.#running(() => copyObject(this.#bucket, from, this.#bucket, to));
  }

  /** Between buckets of one service that the same key opens. */
  async copyFrom(other: MediaStore, from: string, to: string): Promise<ObjectHead | undefined> {
    if (!(other instanceof S3Store) || !this.#sharesService(other)) return undefined;
    return this.#running(() => copyObject(other.#bucket, from, this.#bucket, to));
  }

  remove(keys: readonly string[]): Promise<readonly RemoveFailure[]> {
    return this.#running(() => removeObjects(this.#bucket, keys));
  }

  async list(options: ListOptions): Promise<readonly string[]> {
    return listKeys(this.#bucket, options);
  }

  async setCors(origins: readonly string[]): Promise<void> {
    const { client, name } = this.#bucket;
    const rule = {
      AllowedOrigins: [...origins],
      AllowedMethods: ["GET", "HEAD", "PUT"],
      AllowedHeaders: ["*"],
      ExposeHeaders: ["ETag", "Content-Length", "Content-Range", "Accept-Ranges", "Last-Modified"],
      MaxAgeSeconds: 3600,
    };
    const sent =
      origins.length === 0
        ? client.send(new DeleteBucketCorsCommand({ Bucket: name }))
        : client.send(new PutBucketCorsCommand({ Bucket: name, CORSConfiguration: { CORSRules: [rule] } }));
    await this.#bucket.ask("set the CORS rules", sent);
  }

  check(): Promise<void> {
    return this.#running(() => probe(this.#bucket));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#identity.close();
    await Promise.allSettled(this.#writes);
    this.#bucket.client.destroy();
  }

  #url(method: "GET" | "PUT", key: string, { presigned, expires }: UrlOptions, contentType?: string): string {
    const { Key } = this.#bucket.target(key);
    if (!presigned) return this.#presigner.plain(Key);
    const end = Math.ceil(expires / 1000);
    // The time of signing is before the end also for a URL that has ended already.
    const signed = Math.min(Math.floor(Date.now() / 1000), end - 1);
    const expiresIn = Math.min(end - signed, LONGEST);
    const request = { method, key: Key, contentType, signed: signed * 1000, expiresIn };
    return this.#presigner.sign(this.#identity.current(), request);
  }

  #sharesService(other: S3Store): boolean {
    const [mine, theirs] = [this.#identity.current(), other.#identity.current()];
    return this.#endpoint === other.#endpoint && mine.accessKeyId === theirs.accessKeyId;
  }

  /** Work that `close` waits for. */
  async #running<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed)
      throw new StoreError("unavailable", `The store in bucket ${this.#bucket.name} is closed.`);
    const running = work();
    this.#writes.add(running);
    try {
      return await running;
    } finally {
      this.#writes.delete(running);
    }
  }
}
