import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "chai";
import fc from "fast-check";
import { addressOf } from "../../src/media/s3/address.ts";
import { type AccessKey, Presigner, type Presigning } from "../../src/media/s3/sign.ts";

const SIGNED = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const plainKey: AccessKey = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret/+=key" };
const temporaryKey: AccessKey = { ...plainKey, sessionToken: "to/ken+with=signs&more" };

/** A place to keep objects, and both signers for it. */
interface Place {
  readonly name: string;
  readonly bucket?: string;
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
  readonly region?: string;
  readonly accessKey?: AccessKey;
}

const places: readonly Place[] = [
  { name: "path style with a port", endpoint: "http://localhost:9000", forcePathStyle: true },
  { name: "virtual host with a port", endpoint: "https://s3.example:8443" },
  { name: "the protocol's own port, named", endpoint: "http://s3.example:80", forcePathStyle: true },
  { name: "the other protocol's port", endpoint: "https://s3.example:80", forcePathStyle: true },
  { name: "TLS on its own port, virtual host", endpoint: "https://S3.Example:443" },
  { name: "an endpoint with a path", endpoint: "https://s3.example/base/", forcePathStyle: true },
  { name: "an address in numbers, where no virtual host can be", endpoint: "http://127.0.0.1:9000" },
  { name: "an IPv6 address", endpoint: "https://[::1]:9000", forcePathStyle: true },
  { name: "AWS by virtual host", region: "eu-west-2" },
  { name: "AWS by path", region: "eu-west-2", forcePathStyle: true },
  { name: "AWS in China", region: "cn-north-1" },
  { name: "a bucket with dots", bucket: "media.example.org", region: "eu-west-1" },
  { name: "a bucket with capitals", bucket: "Media_Archive", region: "us-east-1" },
  { name: "temporary credentials", accessKey: temporaryKey, forcePathStyle: true, region: "ap-south-1" },
];

const keys = [
  "simple",
  "ab/cd/0b1b7a40-3a4c-4b2e-9d0c-5f0c8f2b8f00.ts",
  "prefix/with space/a.mp4",
  "*!'()+&=?%#~ /",
  'a;b:c@d,e$f[g]h{i}j|k\\l^m`n"o<p>q',
  "%2F%20already%encoded",
  "ä/ß/日本語/🎬",
  "/leading",
  "double//slash/",
  "tab\tand\nline",
  "~tilde.-_",
];

const requests: readonly (Pick<Presigning, "method"> & { readonly contentType?: string })[] = [
  { method: "GET" },
  { method: "PUT" },
  { method: "PUT", contentType: "video/mp2t" },
  { method: "PUT", contentType: 'video/mp4; codecs="avc1.64001f, mp4a.40.2"' },
  { method: "PUT", contentType: "  application/x;  a=b\t c " },
];

async function signersOf(place: Place) {
  const { bucket = "media", endpoint, region = "us-east-1", accessKey = plainKey } = place;
  const client = new S3Client({
    ...(endpoint !== undefined && { endpoint }),
    ...(place.forcePathStyle !== undefined && { forcePathStyle: place.forcePathStyle }),
    region,
    credentials: accessKey,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const presigner = new Presigner(await addressOf(client, bucket), region);
  return {
    ours: (request: Presigning) => presigner.sign(accessKey, request),
    theirs: (request: Presigning) => signedBySdk(client, bucket, request),
    plain: (key: string) => presigner.plain(key),
  };
}

function signedBySdk(client: S3Client, bucket: string, request: Presigning): Promise<string> {
  const { method, key, contentType, signed, expiresIn } = request;
  const target = { Bucket: bucket, Key: key };
  const command =
    method === "GET"
      ? new GetObjectCommand(target)
      : new PutObjectCommand({ ...target, ...(contentType !== undefined && { ContentType: contentType }) });
  // Without this the SDK leaves the content type out, and with it signs one of its own where none is given.
  const signableHeaders = new Set(contentType === undefined ? [] : ["content-type"]);
  return getSignedUrl(client, command, { signingDate: new Date(signed), expiresIn, signableHeaders });
}

describe("S3 presigned URLs are those of the AWS SDK, letter by letter (X-144)", () => {
  for (const place of places) {
    it(`for ${place.name}`, async () => {
      const { ours, theirs } = await signersOf(place);
      for (const key of keys) {
        for (const request of requests) {
          const presigning = { ...request, key, signed: SIGNED, expiresIn: 900 };
          expect(ours(presigning)).to.equal(await theirs(presigning));
        }
      }
    });
  }

  it("for any key and content type", async () => {
    const { ours, theirs } = await signersOf({ name: "any", endpoint: "https://s3.example" });
    const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 });
    const contentType = fc.option(fc.string({ minLength: 1, maxLength: 40 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(key, contentType, async (key, contentType) => {
        const presigning = { method: "PUT", key, contentType, signed: SIGNED, expiresIn: 60 } as const;
        expect(ours(presigning)).to.equal(await theirs(presigning));
      }),
      { numRuns: 300 },
    );
  });

  it("at any time and for any validity, in whatever order they are asked for", async () => {
    const { ours, theirs } = await signersOf({ name: "any", endpoint: "https://s3.example" });
    const signed = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2099, 0) });
    await fc.assert(
      fc.asyncProperty(signed, fc.integer({ min: 1, max: 604_800 }), async (signed, expiresIn) => {
        for (const moment of [signed, signed + 1, signed + 1000, signed + 86_400_000, signed]) {
          const presigning = { method: "GET", key: "k", signed: moment, expiresIn } as const;
          expect(ours(presigning)).to.equal(await theirs(presigning));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("S3 presigning", () => {
  it("changes to another access key within the same second", async () => {
    const { ours } = await signersOf({ name: "first" });
    const second = await signersOf({ name: "second", accessKey: temporaryKey });
    const client = new S3Client({
      region: "us-east-1",
      credentials: plainKey,
    });
    const presigner = new Presigner(await addressOf(client, "media"), "us-east-1");
    const request = { method: "GET", key: "k", signed: SIGNED, expiresIn: 60 } as const;
    expect(presigner.sign(plainKey, request)).to.equal(ours(request));
    expect(presigner.sign(temporaryKey, request)).to.equal(second.ours(request));
    expect(presigner.sign(plainKey, request)).to.equal(ours(request));
  });

  it("signs the host and the content type and nothing else, so that a plain client can send it (STO-016)", async () => {
    const { ours } = await signersOf({ name: "any" });
    const request = {
      method: "PUT",
      key: "k",
      contentType: "video/mp2t",
      signed: SIGNED,
      expiresIn: 60,
    } as const;
    const query = new URL(ours(request)).searchParams;
    expect(query.get("X-Amz-SignedHeaders")).to.equal("content-type;host");
    expect([...query.keys()].filter((name) => /checksum/i.test(name))).to.eql([]);
  });

  it("leaves a URL without permission plain (X-146)", async () => {
    const { plain } = await signersOf({
      name: "any",
      endpoint: "https://s3.example/base",
      forcePathStyle: true,
    });
    expect(plain("a b/ü")).to.equal("https://s3.example/base/media/a%20b/%C3%BC");
  });
});
