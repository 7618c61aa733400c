import { Readable } from "node:stream";
import { GetObjectCommand, type GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { invalid, notFound, StoreError } from "../../errors.ts";
import { resolveRange } from "../range.ts";
import type { ByteRange, ObjectBody } from "../store.ts";
import type { Bucket, Refusal } from "./bucket.ts";
import { toHead } from "./head.ts";

/** Opens the bytes of an object or a range of it. Throws `notFound`, and `invalid` with field `range` when that has no bytes. */
export async function readObject(bucket: Bucket, key: string, range?: ByteRange): Promise<ObjectBody> {
  const command = new GetObjectCommand({ ...bucket.target(key), ...(range && { Range: header(range) }) });
  const expected = ({ code, status }: Refusal): StoreError | undefined => {
    if (status === 416)
      return invalid(`Object ${key} has no bytes in the range from ${range?.start}.`, "range");
    // Other 404s speak of the bucket or the access key, or come from something that is no S3.
    return code === "NoSuchKey" ? notFound("Object", key) : undefined;
  };
  const output = await bucket.ask(`read object ${key}`, bucket.client.send(command), expected);
  if (!(output.Body instanceof Readable)) throw bucket.outage(`read object ${key}`, "the answer has no body");
  const stream = output.Body;
  try {
    return { ...bodyOf(output, key, range), stream };
  } catch (thrown) {
    stream.destroy();
    throw thrown;
  }
}

function header({ start, end }: ByteRange): string {
  return start < 0 ? `bytes=${start}` : `bytes=${start}-${end ?? ""}`;
}

function bodyOf(output: GetObjectCommandOutput, key: string, range?: ByteRange): Omit<ObjectBody, "stream"> {
  const sent = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(output.ContentRange ?? "");
  if (sent !== null) {
    const [start, end, size] = [Number(sent[1]), Number(sent[2]), Number(sent[3])];
    return { ...toHead(output, size), range: { start, end } };
  }
  const size = output.ContentLength ?? 0;
  const head = toHead(output, size);
  if (range === undefined) return head;
  // A store may answer with the whole object, which is right only if that is what was asked for (RFC 9110 14.2).
  const span = resolveRange(range, size);
  if (span.start === 0 && span.end === size - 1) return { ...head, range: span };
  throw new StoreError(
    "unavailable",
    `The store did not send the range of object ${key} that it was asked for.`,
  );
}
