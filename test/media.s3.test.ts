import { randomBytes, randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { HeadObjectCommand, ListMultipartUploadsCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { MediaStore } from "../src/media/store.ts";
import { describeMediaStore, expectFault, get, newKey, put } from "./media.suite.ts";
import { type TestS3, withS3 } from "./support/s3.ts";
import { base64, hex, MEBIBYTE, openStore, upload } from "./support/s3-store.ts";

const TYPE = "video/mp2t";

/** Uploads in parts that were neither completed nor removed. */
async function unfinished(s3: TestS3): Promise<number> {
  const { Uploads = [] } = await s3.client().send(new ListMultipartUploadsCommand({ Bucket: s3.bucket }));
  return Uploads.length;
}

describe("on a real S3 server", () => {
  let s3: TestS3;
  before(async function () {
    s3 = await withS3(this);
  });

  describeMediaStore("s3", async () => {
    const store = await openStore(s3);
    return { store, base: "", destroy: () => store.close() };
  });

  describe("S3 store: uploads", () => {
    const prefix = `${randomUUID()}/`;
    let store: MediaStore;
    before(async () => {
      store = await openStore(s3, { prefix, partSize: 5 * MEBIBYTE });
    });
    after(() => store.close());

    it("keeps the SHA-256 of small objects, and of large ones whose writer claims it", async () => {
      const [small, claimed, unclaimed] = [newKey(), newKey(), newKey()];
      const bytes = randomBytes(6 * MEBIBYTE);
      await put(store, small, bytes.subarray(0, 1000));
      expect((await store.head(small))?.sha256).to.equal(hex(bytes.subarray(0, 1000)));
      const sha256 = base64(bytes);
      await upload(store, claimed, bytes, { checks: { sha256, size: bytes.length } });
      expect((await store.head(claimed))?.sha256).to.equal(hex(bytes));
      expect((await upload(store, unclaimed, bytes)).sha256).to.equal(hex(bytes));
      expect(await store.head(unclaimed)).to.include({ size: bytes.length, contentType: TYPE });
    });

    it("stores large uploads in parts and gives back the same bytes and metadata", async () => {
      const [key, bytes] = [newKey(), randomBytes(12 * MEBIBYTE)];
      await upload(store, key, bytes, { metadata: { flow: "ü" } });
      expect(await get(store, key)).to.eql(bytes);
      expect((await store.head(key))?.metadata).to.eql({ flow: "ü" });
      const { ETag } = await s3
        .client()
        .send(new HeadObjectCommand({ Bucket: s3.bucket, Key: prefix + key }));
      expect(ETag).to.match(/-3"$/);
    });

    it("leaves no part of a large upload that breaks off, is aborted, or is not what was claimed", async () => {
      const bytes = randomBytes(12 * MEBIBYTE);
      const wrong = base64(Buffer.from("other"));
      await expectFault(upload(store, "wrong", bytes, { checks: { sha256: wrong } }), "invalid");
      await expectFault(upload(store, "short", bytes, { checks: { size: bytes.length + 1 } }), "invalid");
      for (const end of ["break off", "abort"]) {
        const [source, abort] = [new PassThrough(), new AbortController()];
        const writing = expectFault(
          store.write(end, source, { contentType: TYPE, signal: abort.signal }),
          "invalid",
        );
        source.write(bytes);
        while ((await unfinished(s3)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        if (end === "abort") abort.abort();
        else source.destroy(new Error("The connection was reset."));
        await writing;
      }
      expect(await unfinished(s3)).to.equal(0);
      expect(await store.list({ limit: 100 })).not.to.include.members(["wrong"]);
      for (const key of ["wrong", "short", "break off", "abort"])
        expect(await store.head(key)).to.equal(undefined);
    });

    it("lets the first of two large uploads have a key that both want absent", async () => {
      const [key, bytes] = [newKey(), randomBytes(6 * MEBIBYTE)];
      const outcomes = await Promise.allSettled(
        [bytes, Buffer.from(bytes).fill(0)].map((each) => upload(store, key, each, { ifAbsent: true })),
      );
      expect(outcomes.map(({ status }) => status).sort()).to.eql(["fulfilled", "rejected"]);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).to.include({ fault: "conflict" });
      expect(await unfinished(s3)).to.equal(0);
    });

    it("asks at the end whether former bytes may be replaced, and keeps them if not", async () => {
      const key = newKey();
      await put(store, key, Buffer.from("first"));
      const mayReplace = async () => false;
      await expectFault(put(store, key, Buffer.from("second"), { mayReplace }), "conflict");
      await expectFault(upload(store, key, randomBytes(6 * MEBIBYTE), { mayReplace }), "conflict");
      expect(String(await get(store, key))).to.equal("first");
      await put(store, key, Buffer.from("third"), { mayReplace: async () => true });
      expect(String(await get(store, key))).to.equal("third");
      expect(await unfinished(s3)).to.equal(0);
    });
  });

  describe("S3 store: keys", () => {
    it("removes and lists more than S3 does in one request", async function () {
      this.timeout(120_000);
      const store = await openStore(s3);
      const keys = Array.from({ length: 1005 }, (_, index) => `k-${String(index).padStart(5, "0")}`);
      await Promise.all(keys.map((key) => put(store, key, Buffer.from("x"))));
      expect(await store.list({ limit: 2000 })).to.eql(keys);
      expect(await store.list({ limit: 1003, after: "k-00000" })).to.eql(keys.slice(1, 1004));
      const absent = Array.from({ length: 1000 }, () => newKey());
      expect(await store.remove([...keys, ...absent])).to.eql([]);
      expect(await store.list({ limit: 1 })).to.eql([]);
      await store.close();
    });

    it("says which keys it did not remove, and removes the others", async () => {
      const store = await openStore(s3);
      await put(store, "kept", Buffer.from("x"));
      const refused = await store.remove(["kept", "a/../b", "absent"]);
      expect(refused.map(({ key }) => key)).to.eql(["a/../b"]);
      expect(await store.list({ limit: 10 })).to.eql([]);
      await store.close();
    });

    it("keeps two prefixes of one bucket apart", async () => {
      const [one, two] = [await openStore(s3), await openStore(s3)];
      await put(one, "same", Buffer.from("one"));
      await put(two, "same", Buffer.from("two"));
      await two.remove(["same"]);
      expect(String(await get(one, "same"))).to.equal("one");
      expect(await one.list({ limit: 10 })).to.eql(["same"]);
      await Promise.all([one.close(), two.close()]);
    });

    it("keeps keys with any characters, and clients reach them by URL", async () => {
      const store = await openStore(s3);
      for (const key of ["a b/ü+&=?%#~*!'().ts", "日本/🎬.mp4", "%2F%20", "a;b:c@d,e$f[g]"]) {
        await put(store, key, Buffer.from(key));
        const reply = await fetch(
          store.downloadUrl(key, { presigned: true, expires: Date.now() + 60_000, base: "" }),
        );
        expect(await reply.text()).to.equal(key);
        expect(await store.list({ prefix: key, limit: 2 })).to.eql([key]);
        expect(await store.copy(key, `${key} copy`)).to.include({ size: Buffer.byteLength(key) });
      }
      await store.close();
    });
  });
});
