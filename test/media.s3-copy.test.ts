import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { copyBetween } from "../src/media/copy.ts";
import { openDiskStore } from "../src/media/disk/store.ts";
import { expectFault, get, newKey, put } from "./media.suite.ts";
import { type TestS3, withS3 } from "./support/s3.ts";
import { backend, base64, hex, MEBIBYTE, openStore, upload } from "./support/s3-store.ts";

const TYPE = "video/mp2t";

describe("S3 store: copies", () => {
  let s3: TestS3;
  before(async function () {
    s3 = await withS3(this);
  });

  const sizes = { partSize: 5 * MEBIBYTE, copyInPartsAbove: 6 * MEBIBYTE, copyPartSize: 5 * MEBIBYTE };

  it("copies large objects in parts inside the store, with their type, metadata and SHA-256", async () => {
    const prefix = `${randomUUID()}/`;
    const store = await openStore(s3, { prefix, ...sizes });
    const bytes = randomBytes(12 * MEBIBYTE + 7);
    const sha256 = base64(bytes);
    await upload(store, "from", bytes, { checks: { sha256 }, metadata: { flow: "ü" } });
    expect(await store.copy("from", "to")).to.deep.include({
      size: bytes.length,
      contentType: TYPE,
      sha256: hex(bytes),
      metadata: { flow: "ü" },
    });
    expect(await get(store, "to")).to.eql(bytes);
    const { ETag } = await s3.client().send(new HeadObjectCommand({ Bucket: s3.bucket, Key: `${prefix}to` }));
    expect(ETag).to.match(/-3"$/);
    await store.close();
  });

  it("copies between buckets of one service without moving bytes, and not to others (OBJ-021)", async function () {
    const from = await openStore(s3);
    const to = await openStore(s3, { bucket: (await withS3(this)).bucket });
    const elsewhere = await openStore(s3, { endpoint: s3.endpoint.replace("127.0.0.1", "localhost") });
    const bytes = randomBytes(1000);
    await put(from, "a b", bytes, { metadata: { flow: "f" } });
    const known = { size: 1000, sha256: hex(bytes), metadata: { flow: "f" } };
    expect(await to.copyFrom?.(from, "a b", "c")).to.deep.include(known);
    expect(await elsewhere.copyFrom?.(from, "a b", "c")).to.equal(undefined);
    expect(await copyBetween(backend("a", from), "a b", backend("b", to), "d")).to.deep.include(known);
    expect(await copyBetween(backend("a", from), "a b", backend("c", elsewhere), "d")).to.deep.include(known);
    for (const [store, key] of [
      [to, "c"],
      [to, "d"],
      [elsewhere, "d"],
    ] as const)
      expect(await get(store, key)).to.eql(bytes);
    await expectFault(copyBetween(backend("a", from), "absent", backend("b", to), "x"), "notFound");
    await Promise.all([from.close(), to.close(), elsewhere.close()]);
  });

  it("copies to a disk and back, large and small (OBJ-021)", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tams-media-"));
    const disk = await openDiskStore({ storageId: randomUUID(), folder, secret: randomBytes(32) });
    const bucket = await openStore(s3, sizes);
    for (const size of [0, 1000, 12 * MEBIBYTE]) {
      const [key, bytes] = [newKey(), randomBytes(size)];
      await put(disk, key, bytes, { metadata: { flow: "ü" } });
      const known = { size, contentType: TYPE, sha256: hex(bytes), metadata: { flow: "ü" } };
      expect(await copyBetween(backend("d", disk), key, backend("s", bucket), key)).to.deep.include(known);
      expect(await bucket.head(key)).to.deep.include(known);
      expect(await copyBetween(backend("s", bucket), key, backend("d", disk), `${key}.back`)).to.deep.include(
        known,
      );
      expect(await get(disk, `${key}.back`)).to.eql(bytes);
    }
    await Promise.all([disk.close(), bucket.close()]);
    await rm(folder, { recursive: true });
  });
});
