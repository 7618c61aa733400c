import type { AccessKey } from "./sign.ts";

/** An access key that may end, as the SDK's providers give it. */
export interface ExpiringKey extends AccessKey {
  readonly expiration?: Date;
}

/** A bucket to keep objects in, and how to reach it. */
export interface S3StoreOptions {
  readonly bucket: string;
  /** In front of every key, as it is: a folder's ends in `/`. */
  readonly prefix?: string;
  /** Where this process talks to the store; absent means AWS. */
  readonly endpoint?: string;
  /** Where clients reach it; absent means where this process does. */
  readonly publicEndpoint?: string;
  /** `us-east-1` unless given, which most stores other than AWS ignore. */
  readonly region?: string;
  /** `https://host/bucket/key` rather than `https://bucket.host/key`. */
  readonly pathStyle?: boolean;
  /** A key, or a function that gets one; absent means the SDK's default chain: environment, shared files, roles. */
  readonly credentials?: AccessKey | (() => Promise<ExpiringKey>);
  /** A file with the certificates to trust instead of the system's. */
  readonly caFile?: string;
  /** False takes any certificate. */
  readonly verifyTls?: boolean;
  /** Milliseconds to connect (5,000). */
  readonly connectTimeout?: number;
  /** Milliseconds until the answer begins, and of silence after that (60,000). */
  readonly requestTimeout?: number;
  /** How often to try a request that failed for a passing reason (3). */
  readonly maxAttempts?: number;
  /** Requests at the same time, and connections kept for the next ones (50); bodies being read do not count. */
  readonly connections?: number;
  /** Bytes of a part; uploads that fit into one need a single request. At least 5 MiB (6 MiB). */
  readonly partSize?: number;
  /** Bytes above which a copy inside the store is made in parts, at most 5 GiB, which is S3's limit (1 GiB). */
  readonly copyInPartsAbove?: number;
  /** Bytes of a part of such a copy, 5 MiB to 5 GiB (256 MiB). */
  readonly copyPartSize?: number;
}

/** The sizes that decide how bytes are sent and copied. */
export interface PartSizes {
  readonly partSize: number;
  readonly copyInPartsAbove: number;
  readonly copyPartSize: number;
}

const MEBIBYTE = 1024 * 1024;

/** The sizes in force. */
export function sizesOf(options: S3StoreOptions): PartSizes {
  const {
    partSize = 6 * MEBIBYTE,
    copyInPartsAbove = 1024 * MEBIBYTE,
    copyPartSize = 256 * MEBIBYTE,
  } = options;
  return { partSize, copyInPartsAbove, copyPartSize };
}
