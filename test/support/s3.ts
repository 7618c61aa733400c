import { randomUUID } from "node:crypto";
import { CreateBucketCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import type { Context } from "mocha";
import { NoS3Server } from "../../scripts/s3/install.ts";
import { type S3Server, startS3Server } from "../../scripts/s3/server.ts";
import { closeAfterSuites } from "./closing.ts";

/** The first use builds the server. */
const BUILD_TIME = 600_000;

/** A real S3 server, which every suite of this run shares, and a bucket of the caller's own. */
export interface TestS3 extends Omit<S3Server, "stop"> {
  readonly bucket: string;
  /** A client with the server's credentials, with other settings where given; it tries once. */
  client(settings?: S3ClientConfig): S3Client;
}

let shared: Promise<S3Server> | undefined;
const clients: S3Client[] = [];

/**
 * For a `before` hook or a test: `s3 = await withS3(this)`. Starts the server at its first use. Where it cannot be had the
 * tests are skipped, saying aloud what is missing; with CI set that is a failure.
 */
export async function withS3(context: Context): Promise<TestS3> {
  context.timeout(BUILD_TIME);
  try {
    return await newBucket();
  } catch (thrown) {
    if (!(thrown instanceof NoS3Server) || process.env["CI"] !== undefined) throw thrown;
    process.stderr.write(`\n    SKIPPED: tests on a real S3 server. ${thrown.message}\n`);
    return context.skip();
  }
}

/** As `withS3`, for what no single test is skipped for: throws `NoS3Server` where the server cannot be had. */
export async function newBucket(): Promise<TestS3> {
  const server = await sharedServer();
  const s3 = { ...server, bucket: `test-${randomUUID()}`, client: clientsOf(server) };
  await s3.client().send(new CreateBucketCommand({ Bucket: s3.bucket }));
  return s3;
}

function sharedServer(): Promise<S3Server> {
  if (shared !== undefined) return shared;
  const started = startS3Server({ region: "eu-test-1" });
  shared = started;
  closeAfterSuites(async () => {
    shared = undefined;
    for (const client of clients.splice(0)) client.destroy();
    await started.then(
      (server) => server.stop(),
      () => undefined,
    );
  });
  return started;
}

function clientsOf(server: S3Server): TestS3["client"] {
  return (settings = {}) => {
    const client = new S3Client({
      endpoint: server.endpoint,
      region: server.region,
      credentials: { accessKeyId: server.accessKey, secretAccessKey: server.secretKey },
      forcePathStyle: true,
      maxAttempts: 1,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      ...settings,
    });
    clients.push(client);
    return client;
  };
}
