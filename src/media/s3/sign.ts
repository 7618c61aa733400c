import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";

/** Where the objects of a bucket are, as clients see it: the parts of a URL before the key. */
export interface ObjectAddress {
  /** `https:` or `http:`. */
  readonly protocol: string;
  /** As in the `Host` header: with the port unless it is the protocol's own. */
  readonly host: string;
  /** Encoded, without a slash at its end; empty for a bucket named by its host. */
  readonly path: string;
}

/** An access key, and the token that belongs to a temporary one. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a presigned URL allows. */
export interface Presigning {
  readonly method: "GET" | "PUT";
  /** The whole key, prefix included. */
  readonly key: string;
  /** For `PUT`: the content type that the request must then have; absent, any will do. */
  readonly contentType?: string | undefined;
  /** Milliseconds since 1970; seconds count. */
  readonly signed: number;
  /** Seconds of validity from `signed`, 1 to 604,800 (AWS, "Authenticating Requests: Using Query Parameters"). */
  readonly expiresIn: number;
}

/** The signing key of a day. A key object signs several times faster than the bytes it is made of. */
interface Day {
  readonly accessKey: AccessKey;
  readonly date: string;
  readonly key: KeyObject;
}

/** Everything in a URL and its text to sign that is the same for a whole second. */
interface Moment {
  readonly second: number;
  readonly day: Day;
  /** The text to sign, up to the hash. */
  readonly statement: string;
  /** The query, up to the expiry. */
  readonly query: string;
  /** The query, after the expiry. */
  readonly token: string;
}

/** The shape of the request that a method signs: its part of the query and what follows the query in the canonical request. */
interface Form {
  readonly query: string;
  readonly headers: string;
}

const PLAIN = /^[\w.~/-]*$/;

/**
 * Presigns URLs of one bucket by Signature Version 4, as the AWS SDK's presigner does and letter by letter the same, but
 * synchronously: the host is signed and, if given, the content type; no checksum and no other header. What a URL does not
 * have for itself is kept from one to the next.
 */
export class Presigner {
  readonly #address: ObjectAddress;
  readonly #region: string;
  readonly #get: Form;
  readonly #put: Form;
  #moment: Moment | undefined;

  constructor(address: ObjectAddress, region: string) {
    this.#address = address;
    this.#region = region;
    this.#get = formOf("GetObject", address.host);
    this.#put = formOf("PutObject", address.host);
  }

  /** The URL. Only the access key's identity is compared, so its object must not change. */
  sign(accessKey: AccessKey, { method, key, contentType, signed, expiresIn }: Presigning): string {
    const moment = this.#momentAt(accessKey, Math.floor(signed / 1000));
    const form = method === "GET" ? this.#get : this.#putForm(contentType);
    const path = this.#pathOf(key);
    const query = `${moment.query}${expiresIn}${moment.token}`;
    const request = `${method}\n${path}\n${query}${form.query}\n${form.headers}`;
    const signature = createHmac("sha256", moment.day.key)
      .update(moment.statement + hash("sha256", request))
      .digest("hex");
    const { protocol, host } = this.#address;
    return `${protocol}//${host}${path}?${query}&X-Amz-Signature=${signature}${form.query}`;
  }

  /** The URL of an object without any permission in it. */
  plain(key: string): string {
    return `${this.#address.protocol}//${this.#address.host}${this.#pathOf(key)}`;
  }

  #pathOf(key: string): string {
    return `${this.#address.path}/${PLAIN.test(key) ? key : encodePath(key)}`;
  }

  #putForm(contentType: string | undefined): Form {
    if (contentType === undefined || contentType === "") return this.#put;
    return formOf("PutObject", this.#address.host, contentType);
  }

  #momentAt(accessKey: AccessKey, second: number): Moment {
    const last = this.#moment;
    if (last?.second === second && last.day.accessKey === accessKey) return last;
    const moment = this.#newMoment(accessKey, second);
    this.#moment = moment;
    return moment;
  }

  #newMoment(accessKey: AccessKey, second: number): Moment {
    const time = new Date(second * 1000).toISOString().replace(/[-:]|\.000/g, "");
    const date = time.slice(0, 8);
    const scope = `${date}/${this.#region}/s3/aws4_request`;
    const credential = encode(`${accessKey.accessKeyId}/${scope}`);
    const token = accessKey.sessionToken;
    return {
      second,
      day: this.#dayOf(accessKey, date),
      statement: `AWS4-HMAC-SHA256\n${time}\n${scope}\n`,
      query: `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Credential=${credential}&X-Amz-Date=${time}&X-Amz-Expires=`,
      token: token === undefined ? "" : `&X-Amz-Security-Token=${encode(token)}`,
    };
  }

  #dayOf(accessKey: AccessKey, date: string): Day {
    const last = this.#moment?.day;
    if (last?.date === date && last.accessKey === accessKey) return last;
    return { accessKey, date, key: signingKey(accessKey, date, this.#region) };
  }
}

/** AWS, "Create a signed AWS API request", step 4. */
function signingKey({ secretAccessKey }: AccessKey, date: string, region: string): KeyObject {
  const seed = Buffer.from(`AWS4${secretAccessKey}`);
  const key = [date, region, "s3", "aws4_request"].reduce<Buffer>(
    (parent, part) => createHmac("sha256", parent).update(part).digest(),
    seed,
  );
  return createSecretKey(key);
}

function formOf(operation: string, host: string, contentType?: string): Form {
  const typed = contentType !== undefined;
  const type = typed ? `content-type:${canonical(contentType)}\n` : "";
  return {
    query: `&X-Amz-SignedHeaders=${typed ? "content-type%3Bhost" : "host"}&x-id=${operation}`,
    headers: `${type}host:${host}\n\n${typed ? "content-type;host" : "host"}\nUNSIGNED-PAYLOAD`,
  };
}

/** A header's value as signatures see it, with single spaces. */
function canonical(value: string): string {
  return value
    .replace(/[\r\n]/g, " ")
    .replace(/[ \t]+/g, " ")
    .replace(/^ | $/g, "");
}

/** Everything but the unreserved characters of RFC 3986 2.3 by its UTF-8 bytes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The path of a key in a URL: every character encoded that could mean something else, except slashes. */
export function encodePath(key: string): string {
  return encode(key).replaceAll("%2F", "/");
}
