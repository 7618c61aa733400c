import { once } from "node:events";
import { parseArgs } from "node:util";
import {
  BucketAlreadyExists,
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { installS3Server } from "./s3/install.ts";
import { type S3Server, startS3Server } from "./s3/server.ts";

const HELP = `Usage: node scripts/s3-server.ts [OPTION...]

Starts a real S3 server (Versity S3 Gateway) on this machine for tests and tries, and runs until a signal. The first time it
is built, for which Go is needed: about three minutes. Prints the endpoint and the environment to use with S3 clients.

  --port N       listen on this port of 127.0.0.1 (a free one)
  --folder DIR   keep the buckets here (a temporary folder that is removed at the end)
  --bucket NAME  make this bucket, unless it is there
  --install      only build it, if that is not done yet
  --help         this text

The credentials are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the region AWS_REGION; what is not set is made up.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      folder: { type: "string" },
      bucket: { type: "string" },
      install: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    if (values.install) console.log(await installS3Server(console.error));
    else await serve(values.port, values.folder, values.bucket);
    return 0;
  } catch (thrown) {
    console.error(`s3-server: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function serve(
  port: string | undefined,
  folder: string | undefined,
  bucket: string | undefined,
): Promise<void> {
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopped.abort());
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey, AWS_REGION: region } = process.env;
  const server = await startS3Server({
    ...(port !== undefined && { port: portOf(port) }),
    ...(folder !== undefined && { folder }),
    ...(accessKey !== undefined && { accessKey }),
    ...(secretKey !== undefined && { secretKey }),
    ...(region !== undefined && { region }),
  });
  try {
    if (bucket !== undefined) await makeBucket(server, bucket);
    console.log(environmentOf(server));
    if (!stopped.signal.aborted) await once(stopped.signal, "abort");
  } finally {
    await server.stop();
  }
}

async function makeBucket(
  { endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey }: S3Server,
  bucket: string,
): Promise<void> {
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (thrown) {
    // A folder's buckets belong to the keys of the run that made them, and are open to those of this one.
    const isThere = thrown instanceof BucketAlreadyOwnedByYou || thrown instanceof BucketAlreadyExists;
    if (!isThere) throw thrown;
  } finally {
    client.destroy();
  }
}

function environmentOf({ endpoint, region, accessKey, secretKey }: S3Server): string {
  return [
    `The S3 server listens on ${endpoint}. Bucket names go into the path of URLs.`,
    `export AWS_ENDPOINT_URL_S3=${endpoint}`,
    `export AWS_REGION=${region}`,
    `export AWS_ACCESS_KEY_ID=${accessKey}`,
    `export AWS_SECRET_ACCESS_KEY=${secretKey}`,
  ].join("\n");
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error("--port is from 1 to 65535.");
  return port;
}
