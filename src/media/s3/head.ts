import {
  type GetObjectCommandOutput,
  HeadBucketCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { StoreError } from "../../errors.ts";
import { decodeValue, encodeValue, type Metadata } from "../metadata.ts";
import type { ObjectHead } from "../store.ts";
import { type Bucket, refusalOf } from "./bucket.ts";

/** The metadata entry that keeps the SHA-256, lower-case hex. */
const SHA256 = "store-sha256";

/** What S3 is to keep beside the bytes. */
export function toMetadata(sha256: string | undefined, metadata: Metadata = {}): Record<string, string> {
  const given = Object.entries(metadata).map(([name, value]) => [name, encodeValue(value)]);
  return { ...Object.fromEntries(given), ...(sha256 !== undefined && { [SHA256]: sha256 }) };
}

/** What is known of an object, undefined if it is absent. A bucket that is absent is an outage. */
export async function findHead(bucket: Bucket, key: string): Promise<ObjectHead | undefined> {
  const output = await findOutput(bucket, key);
  return output && toHead(output, output.ContentLength ?? 0);
}

/** The answer behind `findHead`. */
export async function findOutput(bucket: Bucket, key: string): Promise<HeadObjectCommandOutput | undefined> {
  const doing = `look up object ${key}`;
  try {
    return await bucket.client.send(
      new HeadObjectCommand({ ...bucket.target(key), ChecksumMode: "ENABLED" }),
    );
  } catch (thrown) {
    if (thrown instanceof StoreError) throw thrown;
    if (refusalOf(thrown).status !== 404) throw bucket.outage(doing, thrown);
    await requireBucket(bucket, doing);
    return undefined;
  }
}

/** An answer to HEAD has no body, so that it does not say what is absent: the object or the bucket. */
async function requireBucket(bucket: Bucket, doing: string): Promise<void> {
  try {
    await bucket.client.send(new HeadBucketCommand({ Bucket: bucket.name }));
  } catch (thrown) {
    // Who may read objects may not always look at the bucket; then it is there.
    if (refusalOf(thrown).status !== 403) throw bucket.outage(doing, thrown);
  }
}

/** What an answer to GET or HEAD says of an object of `size` bytes. */
export function toHead(output: HeadObjectCommandOutput | GetObjectCommandOutput, size: number): ObjectHead {
  const { [SHA256]: kept, ...others } = output.Metadata ?? {};
  const metadata = Object.entries(others).map(([name, value]) => [name, decodeValue(value)]);
  const sha256 = kept ?? wholeSha256(output);
  const md5 = sha256 === undefined ? md5Of(output) : undefined;
  return {
    size,
    contentType: output.ContentType ?? "application/octet-stream",
    modified: output.LastModified?.getTime() ?? 0,
    ...(sha256 !== undefined && { sha256 }),
    ...(md5 !== undefined && { md5 }),
    ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
  };
}

/** A checksum that the uploader sent. Those of uploads in parts are of the parts' checksums. */
function wholeSha256(output: HeadObjectCommandOutput | GetObjectCommandOutput): string | undefined {
  const { ChecksumSHA256: sum, ChecksumType: type } = output;
  if (sum === undefined || type === "COMPOSITE" || sum.includes("-")) return undefined;
  return Buffer.from(sum, "base64").toString("hex");
}

/** The ETag is the MD5 unless the upload was in parts or AWS encrypts with keys of its own (AWS, "Object" in the API reference). */
function md5Of(output: HeadObjectCommandOutput | GetObjectCommandOutput): string | undefined {
  const [, md5] = /^"?([0-9a-f]{32})"?$/.exec(output.ETag ?? "") ?? [];
  const encrypted = output.SSEKMSKeyId ?? output.SSECustomerAlgorithm;
  return md5 === undefined || encrypted !== undefined
    ? undefined
    : Buffer.from(md5, "hex").toString("base64");
}
