import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { Gate } from "./gate.ts";
import type { S3StoreOptions } from "./options.ts";

/** A client for this process; its connections are its own. Throws when the file of certificates cannot be read. */
export async function openClient(options: S3StoreOptions): Promise<S3Client> {
  const { connections = 50, connectTimeout = 5000, requestTimeout = 60_000 } = options;
  const ca = options.caFile === undefined ? undefined : await readFile(options.caFile);
  const tls = { rejectUnauthorized: options.verifyTls !== false, ...(ca && { ca }) };
  const client = new S3Client({
    ...placeOf(options, options.endpoint),
    ...(options.credentials && { credentials: options.credentials }),
    maxAttempts: options.maxAttempts ?? 3,
    requestHandler: {
      httpAgent: new HttpAgent({ keepAlive: true, maxFreeSockets: connections }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxFreeSockets: connections, ...tls }),
      connectionTimeout: connectTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
    },
  });
  addContentMd5(client);
  limitRequests(client, connections);
  return client;
}

/** A client that only says where clients of ours find the bucket. */
export function publicClient(client: S3Client, options: S3StoreOptions): S3Client {
  const credentials = client.config.credentials;
  return new S3Client({ ...placeOf(options, options.publicEndpoint ?? options.endpoint), credentials });
}

function placeOf(options: S3StoreOptions, endpoint: string | undefined): S3ClientConfig {
  return {
    region: options.region ?? "us-east-1",
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: options.pathStyle === true,
    // The SDK's own checksums make streams that only AWS can read, and URLs that only the SDK can use.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // With this header the SDK would open a new connection for every part, and without our certificates.
    expectContinueHeader: false,
  };
}

/** The agents could limit connections too, but the SDK's timeouts would run while a request waits for one. */
function limitRequests(client: S3Client, most: number): void {
  const gate = new Gate(most);
  client.middlewareStack.add((next) => (args) => gate.pass(() => next(args)), {
    step: "initialize",
    priority: "high",
    name: "limitRequests",
  });
}

/** Stores that know no newer checksum insist on this one for the few requests that must have one (RFC 1864). */
function addContentMd5(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { request } = args;
        if (
          (commandName === "DeleteObjectsCommand" || commandName === "PutBucketCorsCommand") &&
          hasText(request)
        )
          request.headers["content-md5"] = createHash("md5").update(request.body).digest("base64");
        return next(args);
      },
    { step: "build", name: "addContentMd5" },
  );
}

/** The SDK types requests as unknown, since its middleware serves other transports too. */
function hasText(
  request: unknown,
): request is { readonly headers: Record<string, string>; readonly body: string } {
  return typeof request === "object" && request !== null && typeof Reflect.get(request, "body") === "string";
}
