import { createHash } from "node:crypto";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "chai";
import { type TestS3, withS3 } from "../support/s3.ts";
import { getFrom, refusal, stored } from "../support/s3-calls.ts";

const PART = 5 * 1024 * 1024;
const HOUR = 3_600_000;

describe("the S3 server of the tests is a real one", () => {
  let s3: TestS3;
  let client: S3Client;

  before(async function () {
    s3 = await withS3(this);
    client = s3.client();
    const object = { Bucket: s3.bucket, Key: "a/b.ts", ContentType: "video/mp2t" };
    await client.send(new PutObjectCommand({ ...object, Body: "hello world", Metadata: { flow: "7" } }));
  });

  const at = (Key: string) => ({ Bucket: s3.bucket, Key });
  const signedGet = (settings = {}, from = client) =>
    getSignedUrl(from, new GetObjectCommand(at("a/b.ts")), settings);

  describe("objects", () => {
    it("keeps bytes, content type and metadata of a signed PUT", async () => {
      const object = await stored(client, at("a/b.ts"));
      expect(object).to.include({ text: "hello world", contentType: "video/mp2t" });
      expect(object.metadata).to.eql({ flow: "7" });
    });

    for (const [range, text] of [
      ["bytes=0-4", "hello"],
      ["bytes=6-", "world"],
      ["bytes=-5", "world"],
    ] as const) {
      it(`serves ${range}`, async () => {
        const reply = await client.send(new GetObjectCommand({ ...at("a/b.ts"), Range: range }));
        expect(reply.$metadata.httpStatusCode).to.equal(206);
        expect(await reply.Body?.transformToString()).to.equal(text);
      });
    }

    it("copies an object with its content type and metadata", async () => {
      await client.send(new CopyObjectCommand({ ...at("copy.ts"), CopySource: `${s3.bucket}/a/b.ts` }));
      const copy = await stored(client, at("copy.ts"));
      expect(copy).to.include({ text: "hello world", contentType: "video/mp2t" });
      expect(copy.metadata).to.eql({ flow: "7" });
    });

    it("joins uploaded and copied parts, and shows nothing before they are joined", async () => {
      const target = at("joined.mp4");
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ ...target, ContentType: "video/mp4" }),
      );
      const part = { ...target, UploadId };
      const first = await client.send(
        new UploadPartCommand({ ...part, PartNumber: 1, Body: Buffer.alloc(PART, 7) }),
      );
      const second = await client.send(
        new UploadPartCopyCommand({ ...part, PartNumber: 2, CopySource: `${s3.bucket}/a/b.ts` }),
      );
      expect(await refusal(client.send(new HeadObjectCommand(target)))).to.equal("404 NotFound");
      const Parts = [
        { PartNumber: 1, ETag: first.ETag },
        { PartNumber: 2, ETag: second.CopyPartResult?.ETag },
      ];
      await client.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload: { Parts } }));
      const head = await client.send(new HeadObjectCommand(target));
      expect(head).to.include({ ContentLength: PART + 11, ContentType: "video/mp4" });
    });

    it("deletes a batch, absent keys included", async () => {
      const keys = ["batch/1", "batch/2", "batch/absent"];
      for (const key of keys.slice(0, 2)) await client.send(new PutObjectCommand({ ...at(key), Body: "x" }));
      const Objects = keys.map((Key) => ({ Key }));
      const reply = await client.send(new DeleteObjectsCommand({ Bucket: s3.bucket, Delete: { Objects } }));
      expect(reply.Errors ?? []).to.eql([]);
      const left = await client.send(new ListObjectsV2Command({ Bucket: s3.bucket, Prefix: "batch/" }));
      expect(left.KeyCount).to.equal(0);
    });

    it("takes an absent key's deletion for done", async () => {
      const reply = await client.send(new DeleteObjectCommand(at("never")));
      expect(reply.$metadata.httpStatusCode).to.equal(204);
    });

    it("lists keys in the order of their bytes, a page at a time", async () => {
      const keys = ["page/B", "page/a-b", "page/a.b", "page/a/b", "page/a0"];
      for (const key of keys) await client.send(new PutObjectCommand({ ...at(key), Body: "x" }));
      const found: string[] = [];
      let token: string | undefined;
      do {
        const page = { Prefix: "page/", MaxKeys: 2, ContinuationToken: token };
        const reply = await client.send(new ListObjectsV2Command({ Bucket: s3.bucket, ...page }));
        found.push(...(reply.Contents ?? []).map(({ Key }) => Key ?? ""));
        token = reply.NextContinuationToken;
      } while (token !== undefined);
      expect(found).to.eql(keys);
    });

    it("lets only one of many writers create a key", async () => {
      const write = (Body: string) =>
        client.send(new PutObjectCommand({ ...at("raced"), Body, IfNoneMatch: "*" }));
      const settled = await Promise.allSettled(["a", "b", "c", "d"].map(write));
      expect(settled.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      expect(await refusal(write("e"))).to.equal("412 PreconditionFailed");
    });

    it("refuses bytes that are not those of the checksum, and keeps nothing of them", async () => {
      const ChecksumSHA256 = createHash("sha256").update("other").digest("base64");
      const put = new PutObjectCommand({ ...at("wrong"), Body: "bytes", ChecksumSHA256 });
      expect(await refusal(client.send(put))).to.equal("400 BadDigest");
      expect(await refusal(client.send(new HeadObjectCommand(at("wrong"))))).to.equal("404 NotFound");
    });

    it("knows a bucket by the host name", async () => {
      const { bucket, domain, port } = s3;
      const named = s3.client({ forcePathStyle: false, endpoint: `http://${domain}:${port}` });
      const url = new URL(await signedGet({}, named));
      expect(url.hostname).to.equal(`${bucket}.${domain}`);
      const reply = await getFrom(s3.endpoint + url.pathname + url.search, url.host);
      expect(reply).to.eql({ status: 200, text: "hello world" });
    });
  });

  describe("signatures", () => {
    it("serves a presigned GET, whole and in part", async () => {
      const url = await signedGet();
      expect(await (await fetch(url)).text()).to.equal("hello world");
      const part = await fetch(url, { headers: { range: "bytes=0-4" } });
      expect([part.status, await part.text()]).to.eql([206, "hello"]);
    });

    it("takes a presigned PUT with the signed content type and with no other", async () => {
      const put = new PutObjectCommand({ ...at("up.ts"), ContentType: "video/mp2t" });
      const url = await getSignedUrl(client, put, { signableHeaders: new Set(["content-type"]) });
      const upload = (type: string) =>
        fetch(url, { method: "PUT", body: "bytes", headers: { "content-type": type } });
      expect((await upload("video/mp4")).status).to.equal(403);
      expect((await upload("video/mp2t")).status).to.equal(200);
      expect((await stored(client, at("up.ts"))).contentType).to.equal("video/mp2t");
    });

    it("refuses a wrong secret", async () => {
      const credentials = { accessKeyId: s3.accessKey, secretAccessKey: "wrong" };
      const other = s3.client({ credentials });
      const get = new GetObjectCommand(at("a/b.ts"));
      expect(await refusal(other.send(get))).to.equal("403 SignatureDoesNotMatch");
      expect((await fetch(await signedGet({}, other))).status).to.equal(403);
    });

    it("refuses requests without a signature", async () => {
      const object = `${s3.endpoint}/${s3.bucket}/a/b.ts`;
      const requests = [
        fetch(object),
        fetch(object, { method: "DELETE" }),
        fetch(object, { method: "PUT", body: "x" }),
        fetch(`${s3.endpoint}/${s3.bucket}?list-type=2`),
      ];
      const replies = await Promise.all(requests);
      expect(replies.map(({ status }) => status)).to.eql([403, 403, 403, 403]);
    });

    for (const [what, tamper] of [
      ["the signature", (url: URL) => flip(url, "X-Amz-Signature")],
      ["the key", (url: URL) => rename(url, "b.ts", "c.ts")],
      ["the time it holds for", (url: URL) => url.searchParams.set("X-Amz-Expires", "9000")],
      ["the query", (url: URL) => url.searchParams.set("response-content-type", "text/html")],
    ] as const) {
      it(`refuses a presigned URL when ${what} was changed`, async () => {
        const url = new URL(await signedGet());
        tamper(url);
        const reply = await fetch(url);
        expect(reply.status).to.equal(403);
        expect(await reply.text()).to.contain("SignatureDoesNotMatch");
      });
    }

    it("refuses a presigned URL of another method", async () => {
      const reply = await fetch(await signedGet(), { method: "DELETE" });
      expect(reply.status).to.equal(403);
      expect((await stored(client, at("a/b.ts"))).text).to.equal("hello world");
    });

    it("refuses a presigned URL after its time, and serves one of the same age that holds longer", async () => {
      const signingDate = new Date(Date.now() - HOUR);
      expect((await fetch(await signedGet({ signingDate, expiresIn: 60 }))).status).to.equal(403);
      expect((await fetch(await signedGet({ signingDate, expiresIn: 7200 }))).status).to.equal(200);
    });
  });

  describe("CORS", () => {
    const preflight = (origin: string, method: string) =>
      fetch(`${s3.endpoint}/${s3.bucket}/a/b.ts`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": method,
          "access-control-request-headers": "content-type",
        },
      });

    it("answers preflights by the bucket's rules, and none before there are any", async () => {
      expect((await preflight("https://a.example", "PUT")).status).to.equal(403);
      const rule = {
        AllowedOrigins: ["https://a.example"],
        AllowedMethods: ["GET", "PUT"],
        AllowedHeaders: ["content-type"],
      };
      const CORSConfiguration = { CORSRules: [rule] };
      await client.send(new PutBucketCorsCommand({ Bucket: s3.bucket, CORSConfiguration }));
      const allowed = await preflight("https://a.example", "PUT");
      expect(allowed.status).to.equal(200);
      expect(allowed.headers.get("access-control-allow-origin")).to.equal("https://a.example");
      expect((await preflight("https://b.example", "PUT")).status).to.equal(403);
      expect((await preflight("https://a.example", "DELETE")).status).to.equal(403);
    });
  });
});

function flip(url: URL, name: string): void {
  const value = url.searchParams.get(name) ?? "";
  url.searchParams.set(name, (value.startsWith("0") ? "1" : "0") + value.slice(1));
}

function rename(url: URL, from: string, to: string): void {
  url.pathname = url.pathname.replace(from, to);
}
