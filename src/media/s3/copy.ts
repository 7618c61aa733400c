import { CopyObjectCommand, type HeadObjectCommandOutput, UploadPartCopyCommand } from "@aws-sdk/client-s3";
import { notFound, type StoreError } from "../../errors.ts";
import type { ObjectHead } from "../store.ts";
import type { Bucket, Refusal } from "./bucket.ts";
import { findHead, findOutput, toHead } from "./head.ts";
import { putInParts, type SendPart } from "./multipart.ts";
import { encodePath } from "./sign.ts";

const AT_ONCE = 4;

/**
 * Copies an object inside one S3 service, in parts where it is large, and looks at the copy. Throws `unavailable` for one
 * that is not what its original was; it stays for the next try to write over, since another worker's may be there by now.
 */
export async function copyObject(from: Bucket, key: string, to: Bucket, toKey: string): Promise<ObjectHead> {
  const output = await findOutput(from, key);
  if (output === undefined) throw notFound("Object", key);
  const original = toHead(output, output.ContentLength ?? 0);
  const { Bucket, Key } = from.target(key);
  const source = { CopySource: `${Bucket}/${encodePath(Key)}`, CopySourceIfMatch: output.ETag };
  const doing = `copy object ${key}`;
  const expected = ({ code }: Refusal): StoreError | undefined =>
    code === "NoSuchKey" ? notFound("Object", key) : undefined;
  if (original.size > to.sizes.copyInPartsAbove) {
    await copyInParts(to, toKey, output, (target, CopySourceRange) => {
      const sent = to.client.send(new UploadPartCopyCommand({ ...target, ...source, CopySourceRange }));
      return to.ask(doing, sent, expected).then(({ CopyPartResult }) => CopyPartResult?.ETag);
    });
  } else {
    await to.ask(doing, to.client.send(new CopyObjectCommand({ ...to.target(toKey), ...source })), expected);
  }
  const copy = await findHead(to, toKey);
  if (copy !== undefined && isSame(original, copy)) return copy;
  throw to.outage(doing, "the copy differs from its original");
}

type SendRange = (target: Parameters<SendPart>[0], range: string) => Promise<string | undefined>;

function copyInParts(
  to: Bucket,
  key: string,
  {
    ContentLength: size = 0,
    ContentType: contentType = "application/octet-stream",
    Metadata: metadata = {},
  }: HeadObjectCommandOutput,
  send: SendRange,
): Promise<void> {
  const each = Math.max(to.sizes.copyPartSize, Math.ceil(size / 10_000));
  const parts = Array.from({ length: Math.ceil(size / each) }, (_, index): SendPart => {
    const last = Math.min(size, (index + 1) * each) - 1;
    return (target) => send(target, `bytes=${index * each}-${last}`);
  });
  const conclude = async () => ({ condition: {}, refused: () => undefined });
  return putInParts(to, { key, contentType, metadata }, parts, AT_ONCE, conclude);
}

function isSame(original: ObjectHead, copy: ObjectHead): boolean {
  const differs = (["sha256", "md5"] as const).some(
    (sum) => original[sum] !== undefined && copy[sum] !== undefined && original[sum] !== copy[sum],
  );
  return original.size === copy.size && !differs;
}
