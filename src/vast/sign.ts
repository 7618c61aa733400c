import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";

/** An access key of the cluster. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Which of the two official clients' forms of Signature Version 4 is used. `java` signs the hash of the body as a
 * header, as every stock signer for S3 does; `python` sends that header unsigned and encodes the path twice. Clusters
 * take both; the client uses `java`.
 */
export type SigningStyle = "java" | "python";

/** What is signed of a request, exactly as it is sent. */
export interface SignedRequest {
  readonly method: string;
  /** As in the `Host` header: with the port, unless it is 80 or 443. */
  readonly host: string;
  /** The encoded path. */
  readonly path: string;
  /** The encoded query without its question mark; parameters without a value have no equals sign. */
  readonly query: string;
  readonly body: Uint8Array;
  readonly date: Date;
}

/** The headers to add to a signed request. */
export type SignatureHeaders = Readonly<
  Record<"authorization" | "x-amz-content-sha256" | "x-amz-date", string>
>;

const SERVICE = "s3";

/**
 * Signs requests by AWS Signature Version 4 for the service `s3` ("Signature Version 4 signing process", AWS), with
 * the headers `host`, `x-amz-content-sha256` and `x-amz-date`. `tabular-*` headers are never signed. The region is
 * not checked by clusters; the official Java client's is `vast`.
 */
export class Signer {
  readonly #credentials: Credentials;
  readonly #region: string;
  readonly #style: SigningStyle;
  #day: { readonly date: string; readonly key: KeyObject } | undefined;

  constructor(credentials: Credentials, region = "vast", style: SigningStyle = "java") {
    this.#credentials = credentials;
    this.#region = region;
    this.#style = style;
  }

  /** The headers that prove who sends this request. */
  sign(request: SignedRequest): SignatureHeaders {
    const time = request.date.toISOString().replace(/[-:]|\.\d+/g, "");
    const payload = hash("sha256", request.body, "hex");
    const signed = { host: request.host, "x-amz-content-sha256": payload, "x-amz-date": time };
    const names = this.#style === "java" ? JAVA_HEADERS : PYTHON_HEADERS;
    const canonical = [
      request.method,
      this.#style === "java" ? request.path : encodePath(request.path),
      canonicalQuery(request.query),
      ...names.map((name) => `${name}:${signed[name]}`),
      "",
      names.join(";"),
      payload,
    ].join("\n");
    const scope = `${time.slice(0, 8)}/${this.#region}/${SERVICE}/aws4_request`;
    const statement = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash("sha256", canonical, "hex")}`;
    const signature = createHmac("sha256", this.#keyOf(time.slice(0, 8)))
      .update(statement)
      .digest("hex");
    const credential = `${this.#credentials.accessKeyId}/${scope}`;
    return {
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
      "x-amz-content-sha256": payload,
      "x-amz-date": time,
    };
  }

  /** The signing key is the same for a whole day, and four of the five hashes of a request go into it. */
  #keyOf(date: string): KeyObject {
    if (this.#day?.date !== date) {
      const steps = [date, this.#region, SERVICE, "aws4_request"];
      const first: Buffer = Buffer.from(`AWS4${this.#credentials.secretAccessKey}`);
      const bytes = steps.reduce((key, step) => createHmac("sha256", key).update(step).digest(), first);
      this.#day = { date, key: createSecretKey(bytes) };
    }
    return this.#day.key;
  }
}

const JAVA_HEADERS = ["host", "x-amz-content-sha256", "x-amz-date"] as const;
const PYTHON_HEADERS = ["host", "x-amz-date"] as const;

/** `table&b=2&a=1` is signed as `a=1&b=2&table=`: every parameter gets an equals sign, then they are sorted. */
function canonicalQuery(query: string): string {
  if (query === "") return "";
  const parameters = query
    .split("&")
    .map((parameter) => (parameter.includes("=") ? parameter : `${parameter}=`));
  return parameters.sort().join("&");
}

/** Percent-encodes everything but RFC 3986's unreserved characters, as Signature Version 4 wants it. */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As `encodeText`, but keeps the slashes between the names of a path. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeText).join("/");
}
