import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { ObjectAddress } from "./sign.ts";

const KEY = "key";

/**
 * Where a client would send requests for a bucket's objects. The SDK itself is asked, so that its rules hold for regions,
 * bucket names that cannot be host names, ports and endpoints set from outside; nothing is sent.
 */
export async function addressOf(client: S3Client, bucket: string): Promise<ObjectAddress> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: KEY });
  const found: ObjectAddress[] = [];
  command.middlewareStack.add(
    () => async (args) => {
      found.push(toAddress(args.request));
      return { response: {}, output: { $metadata: {} } };
    },
    { step: "finalizeRequest", priority: "high", name: "findAddress" },
  );
  await client.send(command);
  const [address] = found;
  if (address === undefined) throw new Error(`Bucket ${bucket} has no address.`);
  return address;
}

function toAddress(request: unknown): ObjectAddress {
  if (!isRequest(request)) throw new Error("The SDK's request has no address.");
  const { protocol, hostname, port, path } = request;
  // The SDK leaves the port out where the protocol implies it, as clients do in `Host`.
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return { protocol, host, path: path.slice(0, -`/${KEY}`.length) };
}

interface AddressedRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}

/** The SDK types requests as unknown, since its middleware serves other transports too. */
function isRequest(request: unknown): request is AddressedRequest {
  return (
    typeof request === "object" &&
    request !== null &&
    ["protocol", "hostname", "path"].every((name) => typeof Reflect.get(request, name) === "string")
  );
}
