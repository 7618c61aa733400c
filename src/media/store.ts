import type { Readable } from "node:stream";
import type { Metadata } from "./metadata.ts";

/** How a URL is made. Times are milliseconds since 1970. */
export interface UrlOptions {
  /** Carries its own credentials and expiry; else the API's own credentials are needed (TAMS X-146). */
  readonly presigned: boolean;
  readonly expires: number;
  /** The public base URL of this API, without a trailing slash, for stores that the API itself serves. */
  readonly base: string;
}

/** An inclusive byte range, as HTTP has it; `end` absent means to the last byte, a negative start a suffix length. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export interface ObjectHead {
  readonly size: number;
  readonly contentType: string;
  /** Lower-case hex SHA-256 of the bytes, where the store knows it. */
  readonly sha256?: string;
  /** Base64 MD5 of the bytes, where the store knows it and they have no SHA-256. */
  readonly md5?: string;
  readonly modified: number;
  /** What the writer wanted kept, if anything; copies have it too. */
  readonly metadata?: Metadata;
}

export interface ObjectBody extends ObjectHead {
  /** The bytes of the range, or all. Destroy it to stop early. */
  readonly stream: Readable;
  /** First and last byte sent, inclusive, when a range was asked for. */
  readonly range?: { readonly start: number; readonly end: number };
}

/** What a writer claims about the bytes; a mismatch is `invalid` and leaves nothing behind. */
export interface Checks {
  /** Base64, as in `Content-MD5`. */
  readonly md5?: string;
  /** Base64, as in `x-amz-checksum-sha256`. */
  readonly sha256?: string;
  readonly size?: number;
}

export interface WriteOptions {
  readonly contentType: string;
  readonly checks?: Checks;
  /** Refuse with `conflict` when the key already has bytes. */
  readonly ifAbsent?: boolean;
  /** Asked when the bytes have arrived; where it says no, `ifAbsent` holds although it did not at first. */
  readonly mayReplace?: () => Promise<boolean>;
  readonly signal?: AbortSignal;
  /** Kept with the bytes. Throws `invalid` for what not every store can keep (`metadata.ts`). */
  readonly metadata?: Metadata;
}

/** One request a client can make to store bytes, in the form of `http-request.json`. */
export interface UploadRequest {
  readonly url: string;
  readonly "content-type": string;
}

/** A request on a signed URL that this API serves itself. */
export interface SignedRequest {
  readonly method: "GET" | "PUT";
  readonly key: string;
  /** Unix seconds. */
  readonly expires: number;
  readonly signature: string;
  readonly contentType?: string;
}

/**
 * Keeps bytes under keys: letters, digits, `-`, `_`, `.` and `/`. Objects appear whole or not at all.
 * Throws `notFound` for absent keys, `unavailable` when the store cannot answer. Signing is arithmetic.
 */
export interface MediaStore {
  uploadUrl(key: string, contentType: string, options: UrlOptions): UploadRequest;
  downloadUrl(key: string, options: UrlOptions): string;
  head(key: string): Promise<ObjectHead | undefined>;
  read(key: string, range?: ByteRange): Promise<ObjectBody>;
  write(key: string, bytes: Readable, options: WriteOptions): Promise<ObjectHead>;
  /** Within this store. */
  copy(from: string, to: string): Promise<ObjectHead>;
  /** From another store without moving bytes through this process; undefined when these two stores cannot do that. */
  copyFrom?(other: MediaStore, from: string, to: string): Promise<ObjectHead | undefined>;
  /** Absent keys are fine. Resolves to what could not be removed and why. */
  remove(keys: readonly string[]): Promise<readonly { readonly key: string; readonly reason: string }[]>;
  /** Keys in ascending order, a page at a time. */
  list(options: {
    readonly prefix?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly string[]>;
  /** Stores whose URLs this API serves itself: throws forbidden unless one of their signed URLs allows the request. */
  allows?(request: SignedRequest, now: number): void;
  /** Lets pages of these origins read and write by presigned URLs, and no others: replaces what the store allowed before. */
  setCors?(origins: readonly string[]): Promise<void>;
  /** Resolves if the store can read and write now; throws `unavailable` otherwise. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A configured Storage Backend (TAMS 8.2 `/service/storage-backends`) and the store behind it. */
export interface StorageBackend {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly storeProduct: string;
  readonly region?: string;
  readonly availabilityZone?: string;
  readonly isDefault: boolean;
  readonly tags: Readonly<Record<string, string | readonly string[]>>;
  readonly store: MediaStore;
}
