import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
} from "@aws-sdk/client-s3";
import type { StoreError } from "../../errors.ts";
import type { Bucket, Refusal } from "./bucket.ts";

/** What the object will be, beside its bytes. */
export interface MultipartObject {
  readonly key: string;
  readonly contentType: string;
  readonly metadata: Record<string, string>;
}

/** Where one part goes. */
export interface PartTarget {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
  /** 1 to 10,000. */
  readonly PartNumber: number;
}

/** Stores one part and resolves to its ETag. */
export type SendPart = (target: PartTarget) => Promise<string | undefined>;

/**
 * Makes an object of parts, `atOnce` at a time, in one visible step; `conclude` is asked last and may still refuse. Where
 * anything fails, the parts that were stored are removed: only a process that dies leaves some, for the bucket's lifecycle
 * rule to collect (AWS, `AbortIncompleteMultipartUpload`).
 */
export async function putInParts(
  bucket: Bucket,
  object: MultipartObject,
  parts: AsyncIterable<SendPart> | Iterable<SendPart>,
  atOnce: number,
  conclude: () => Promise<{
    readonly condition: object;
    readonly refused: (refusal: Refusal) => StoreError | undefined;
  }>,
): Promise<void> {
  const doing = `write object ${object.key}`;
  const target = bucket.target(object.key);
  const created = bucket.client.send(
    new CreateMultipartUploadCommand({
      ...target,
      ContentType: object.contentType,
      Metadata: object.metadata,
    }),
  );
  const { UploadId } = await bucket.ask(doing, created);
  const upload = { ...target, UploadId: UploadId ?? "" };
  try {
    const Parts = await sendAll(upload, parts, atOnce);
    const { condition, refused } = await conclude();
    const command = new CompleteMultipartUploadCommand({
      ...upload,
      ...condition,
      MultipartUpload: { Parts },
    });
    await bucket.ask(doing, bucket.client.send(command), refused);
  } catch (thrown) {
    // What failed is what the caller has to know, also if the store does not answer any more.
    await bucket.client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw thrown;
  }
}

/** Sends parts side by side. Returns, also by throwing, only when none is on its way any more. */
async function sendAll(
  upload: Omit<PartTarget, "PartNumber">,
  parts: AsyncIterable<SendPart> | Iterable<SendPart>,
  atOnce: number,
): Promise<CompletedPart[]> {
  const done: CompletedPart[] = [];
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  let PartNumber = 0;
  const start = (send: SendPart, number: number): void => {
    const task = send({ ...upload, PartNumber: number })
      .then((ETag) => void done.push({ PartNumber: number, ...(ETag !== undefined && { ETag }) }))
      .catch((thrown: unknown) => void failures.push(thrown))
      .finally(() => running.delete(task));
    running.add(task);
  };
  try {
    for await (const send of parts) {
      start(send, ++PartNumber);
      if (running.size >= atOnce) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
  return done.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
}
