import http from "node:http";
import { text } from "node:stream/consumers";
import { GetObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";

/** The object under a key, read whole. */
export async function stored(client: S3Client, at: { Bucket: string; Key: string }) {
  const reply = await client.send(new GetObjectCommand(at));
  return {
    text: await reply.Body?.transformToString(),
    contentType: reply.ContentType,
    metadata: reply.Metadata,
  };
}

/** The status and S3's code of a refused call, as `404 NoSuchKey`. Fails when the call succeeds or S3 did not answer. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof S3ServiceException) return `${thrown.$metadata.httpStatusCode} ${thrown.name}`;
    throw thrown;
  }
  throw new Error("S3 did not refuse the call.");
}

/** GETs a URL under another `Host`, which fetch would not send. */
export async function getFrom(url: string, host: string): Promise<{ status: number; text: string }> {
  const reply = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(url, { headers: { host }, agent: false }, resolve).once("error", reject);
  });
  return { status: reply.statusCode ?? 0, text: await text(reply) };
}
