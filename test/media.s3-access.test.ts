import { createHash, randomBytes } from "node:crypto";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { openS3Store } from "../src/media/s3/store.ts";
import type { MediaStore } from "../src/media/store.ts";
import { expectFault, get, newKey, put } from "./media.suite.ts";
import { type TestS3, withS3 } from "./support/s3.ts";
import { openStore } from "./support/s3-store.ts";

const TYPE = "video/mp2t";
const SECRET = "a-secret-nobody-may-see";

function soon() {
  return { presigned: true, expires: Date.now() + 60_000, base: "https://api.example" };
}

describe("S3 store: URLs", () => {
  let s3: TestS3;
  let store: MediaStore;
  before(async function () {
    s3 = await withS3(this);
    store = await openStore(s3);
  });
  after(() => store?.close());

  it("take an upload with the content type they were made for, and with no other (STO-016)", async () => {
    const [key, body] = [newKey(), randomBytes(5000)];
    const type = 'video/mp4; codecs="avc1.64001f, mp4a.40.2"';
    const { url, "content-type": contentType } = store.uploadUrl(key, type, soon());
    const send = (headers: Record<string, string>) => fetch(url, { method: "PUT", headers, body });
    expect((await send({ "content-type": "video/mp2t" })).status).to.equal(403);
    expect((await send({})).status).to.equal(403);
    expect(await store.head(key)).to.equal(undefined);
    expect((await send({ "content-type": contentType })).status).to.equal(200);
    expect(await store.head(key)).to.include({ size: 5000, contentType: type });
    expect(await get(store, key)).to.eql(body);
  });

  it("know the MD5 of what clients uploaded, so that copies of it are checked", async () => {
    const key = newKey();
    const { url } = store.uploadUrl(key, TYPE, soon());
    await fetch(url, { method: "PUT", headers: { "content-type": TYPE }, body: "media" });
    expect(await store.head(key)).to.include({ md5: createHash("md5").update("media").digest("base64") });
  });

  it("for reading take ranges", async () => {
    const [key, bytes] = [newKey(), randomBytes(1000)];
    await put(store, key, bytes);
    const reply = await fetch(store.downloadUrl(key, soon()), { headers: { range: "bytes=10-19" } });
    expect(reply.status).to.equal(206);
    expect(Buffer.from(await reply.arrayBuffer())).to.eql(bytes.subarray(10, 20));
  });

  it("without permission in them are refused by a bucket that is not public (X-146)", async () => {
    const key = newKey();
    await put(store, key, Buffer.from("x"));
    const url = store.downloadUrl(key, { ...soon(), presigned: false });
    expect(new URL(url).search).to.equal("");
    expect((await fetch(url)).status).to.equal(403);
    expect(store.uploadUrl(key, TYPE, { ...soon(), presigned: false })).to.eql({ url, "content-type": TYPE });
  });

  it("lead clients to the public endpoint, while this process uses its own", async () => {
    const publicEndpoint = s3.endpoint.replace("127.0.0.1", "localhost");
    const both = await openStore(s3, { publicEndpoint });
    const key = newKey();
    const { url } = both.uploadUrl(key, TYPE, soon());
    expect(new URL(url).origin).to.equal(publicEndpoint);
    expect(
      (await fetch(url, { method: "PUT", headers: { "content-type": TYPE }, body: "x" })).status,
    ).to.equal(200);
    expect(await both.head(key)).to.include({ size: 1 });
    expect(await (await fetch(both.downloadUrl(key, soon()))).text()).to.equal("x");
    await both.close();
    // An internal address that nobody answers shows that the public one is not used for anything else.
    const unreachable = await openStore(s3, { publicEndpoint: "http://127.0.0.1:1" });
    await put(unreachable, key, Buffer.from("x"));
    expect(new URL(unreachable.downloadUrl(key, soon())).origin).to.equal("http://127.0.0.1:1");
    await unreachable.close();
  });

  it("name the bucket in the host or in the path, as configured", async () => {
    const open = (pathStyle: boolean) =>
      openS3Store({
        bucket: "media",
        prefix: "tams/",
        endpoint: "https://s3.example:9443",
        pathStyle,
        credentials: { accessKeyId: "id", secretAccessKey: SECRET },
      });
    const urls = (await Promise.all([open(false), open(true)])).map((each) =>
      each.downloadUrl("a b.ts", { ...soon(), presigned: false }),
    );
    expect(urls).to.eql([
      "https://media.s3.example:9443/tams/a%20b.ts",
      "https://s3.example:9443/media/tams/a%20b.ts",
    ]);
  });

  it("live as long as was asked, and never longer than S3 allows (X-144)", () => {
    const seconds = (milliseconds: number) => {
      const url = new URL(store.downloadUrl("k", { ...soon(), expires: Date.now() + milliseconds }));
      return Number(url.searchParams.get("X-Amz-Expires"));
    };
    expect(seconds(900_000)).to.be.within(900, 902);
    expect(seconds(30 * 86_400_000)).to.equal(604_800);
    expect(seconds(-5000)).to.equal(1);
  });

  it("let pages of the origins that were set read and write, and no others", async () => {
    await store.setCors?.(["https://player.example"]);
    const preflight = async (origin: string) => {
      const { url } = store.uploadUrl("k", TYPE, soon());
      const headers = {
        origin,
        "access-control-request-method": "PUT",
        "access-control-request-headers": "content-type",
      };
      return (await fetch(url, { method: "OPTIONS", headers })).headers.get("access-control-allow-origin");
    };
    expect(await preflight("https://player.example")).to.equal("https://player.example");
    expect(await preflight("https://other.example")).to.equal(null);
    await store.setCors?.([]);
    expect(await preflight("https://player.example")).to.equal(null);
  });
});

describe("S3 store: who asks, and what is not there", () => {
  let s3: TestS3;
  before(async function () {
    s3 = await withS3(this);
  });

  it("lists nothing that it cannot name, such as the object that consoles make for a folder", async () => {
    const store = await openStore(s3, { prefix: "folder/" });
    const Body = Buffer.from("x");
    await s3
      .client()
      .send(new PutObjectCommand({ Bucket: s3.bucket, Key: "folder/", Body: Buffer.alloc(0) }));
    await s3.client().send(new PutObjectCommand({ Bucket: s3.bucket, Key: "folder/a", Body }));
    expect(await store.list({ limit: 1 })).to.eql(["a"]);
    expect(await store.list({ limit: 9, after: "" })).to.eql(["a"]);
    await store.close();
  });

  it("is unavailable, not empty, without its bucket", async () => {
    const store = await openStore(s3, { bucket: "no-such-bucket" });
    for (const work of [
      store.head("k"),
      store.read("k"),
      store.list({ limit: 1 }),
      store.remove(["k"]),
      store.copy("k", "l"),
      put(store, "k", Buffer.from("x")),
      store.check(),
    ])
      expect((await expectFault(work, "unavailable")).message).to.contain("no-such-bucket");
    await store.close();
  });

  it("names the bucket and S3's code when its key is refused, and never the key", async () => {
    for (const credentials of [
      { accessKeyId: s3.accessKey, secretAccessKey: SECRET },
      { accessKeyId: "unknown", secretAccessKey: SECRET },
    ]) {
      const store = await openStore(s3, { credentials });
      for (const work of [
        store.read("k"),
        store.head("k"),
        put(store, "k", Buffer.from("x")),
        store.check(),
      ]) {
        const { message, cause } = await expectFault(work, "unavailable");
        expect(message).to.match(new RegExp(`^Bucket ${s3.bucket} could not .* \\(40[34]\\)\\.$`));
        expect(message + JSON.stringify(cause, Object.getOwnPropertyNames(cause))).not.to.contain(SECRET);
      }
      await store.close();
    }
  });

  it("makes no URLs with a key that has ended", async () => {
    const ended = { accessKeyId: "ended", secretAccessKey: SECRET, expiration: new Date(Date.now() - 1000) };
    const store = await openStore(s3, { credentials: async () => ended });
    expect(() => store.downloadUrl("k", soon())).to.throw("expired");
    await store.close();
  });

  it("waits at closing for an upload under way, and takes no more", async () => {
    const store = await openStore(s3);
    const writing = put(store, "last", randomBytes(100_000));
    await store.close();
    expect(await writing).to.include({ size: 100_000 });
    await expectFault(put(store, "late", Buffer.from("x")), "unavailable");
  });
});
