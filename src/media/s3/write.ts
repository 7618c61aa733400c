import type { Readable } from "node:stream";
import { PutObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { StoreError } from "../../errors.ts";
import { Incoming, type Received } from "../incoming.ts";
import { requireMetadata } from "../metadata.ts";
import type { ObjectHead, WriteOptions } from "../store.ts";
import type { Bucket, Refusal } from "./bucket.ts";
import { findHead, toMetadata } from "./head.ts";
import { putInParts, type SendPart } from "./multipart.ts";
import { type Part, partSizes, partsOf } from "./parts.ts";

/** Parts on their way while the next is being read: with them at most three are in memory. */
const AT_ONCE = 2;

/**
 * Stores an upload: in one request where it fits into one part, else in parts. Either way nothing shows before all has been
 * checked. Its SHA-256 is kept beside it where it is known before the bytes are sent: of small objects always, of larger
 * ones if the writer claims it; others keep only their size. The result has it always.
 */
export async function writeObject(
  bucket: Bucket,
  key: string,
  bytes: Readable,
  options: WriteOptions,
): Promise<ObjectHead> {
  if (options.metadata !== undefined) requireMetadata(options.metadata);
  if (options.ifAbsent && (await findHead(bucket, key))) throw taken(key);
  const incoming = new Incoming(key, options.checks);
  const parts = partsOf(
    incoming.chunks(bytes, options.signal),
    partSizes(bucket.sizes.partSize, options.checks?.size),
  );
  // An array, so that nothing else holds the first part while the others are being sent.
  const first = [await firstOf(parts)];
  const received = first[0]?.isLast
    ? await writeOnce(bucket, key, first[0].bytes, incoming, options)
    : await writeInParts(bucket, key, first, parts, incoming, options);
  const { contentType, metadata } = options;
  return { ...received, contentType, modified: Date.now(), ...(metadata && { metadata }) };
}

async function firstOf(parts: AsyncGenerator<Part, void>): Promise<Part> {
  const { value } = await parts.next();
  if (value === undefined) throw new Error("An upload has at least one part.");
  return value;
}

async function writeOnce(
  bucket: Bucket,
  key: string,
  bytes: Buffer,
  incoming: Incoming,
  options: WriteOptions,
): Promise<Received> {
  const received = incoming.received();
  const { condition, refused } = await conditionOf(key, options);
  const command = new PutObjectCommand({
    ...bucket.target(key),
    ...condition,
    Body: bytes,
    ContentType: options.contentType,
    Metadata: toMetadata(received.sha256, options.metadata),
  });
  await bucket.ask(`write object ${key}`, bucket.client.send(command), refused);
  return received;
}

async function writeInParts(
  bucket: Bucket,
  key: string,
  first: Part[],
  others: AsyncIterable<Part>,
  incoming: Incoming,
  options: WriteOptions,
): Promise<Received> {
  const { contentType, metadata, checks } = options;
  const claimed = checks?.sha256 && Buffer.from(checks.sha256, "base64").toString("hex");
  const object = { key, contentType, metadata: toMetadata(claimed, metadata) };
  const received: Received[] = [];
  await putInParts(bucket, object, sendAll(bucket, key, first, others), AT_ONCE, async () => {
    received.push(incoming.received());
    return conditionOf(key, options);
  });
  const [result] = received;
  if (result === undefined) throw new Error("An upload ends with what was received.");
  return result;
}

async function* sendAll(
  bucket: Bucket,
  key: string,
  first: Part[],
  others: AsyncIterable<Part>,
): AsyncGenerator<SendPart> {
  for (let part = first.shift(); part !== undefined; part = first.shift()) yield sendOf(bucket, key, part);
  for await (const part of others) yield sendOf(bucket, key, part);
}

function sendOf(bucket: Bucket, key: string, { bytes }: Part): SendPart {
  return async (target) => {
    const sent = bucket.client.send(new UploadPartCommand({ ...target, Body: bytes }));
    return (await bucket.ask(`write object ${key}`, sent)).ETag;
  };
}

/** `If-None-Match`, where a former object must stay: decided by the store in the step that makes the new one visible. */
async function conditionOf(key: string, options: WriteOptions) {
  const ifAbsent = options.ifAbsent === true || (await options.mayReplace?.()) === false;
  return {
    condition: ifAbsent ? { IfNoneMatch: "*" } : {},
    // 409 is what the later of two writers gets while the earlier is not done yet.
    refused: ({ status }: Refusal): StoreError | undefined =>
      ifAbsent && (status === 412 || status === 409) ? taken(key) : undefined,
  };
}

function taken(key: string): StoreError {
  return new StoreError("conflict", `Object ${key} already has bytes.`);
}
