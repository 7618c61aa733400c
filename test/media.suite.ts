import { createHash, randomBytes, randomUUID } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { type Fault, StoreError } from "../src/errors.ts";
import type { ByteRange, MediaStore, WriteOptions } from "../src/media/store.ts";

/** A store to test, and how to be rid of it. */
export interface OpenMediaStore {
  readonly store: MediaStore;
  /** The base URL to make its URLs with; stores with an address of their own ignore it. */
  readonly base: string;
  destroy(): Promise<void>;
}

const TYPE = "video/mp2t";
const MEBIBYTE = 1024 * 1024;

/** What every media store promises, whatever keeps its bytes. `open` gives a store of its own to each group of tests. */
export function describeMediaStore(name: string, open: () => Promise<OpenMediaStore>): void {
  describe(`media store: ${name}`, () => {
    let opened: OpenMediaStore;
    before(async () => {
      opened = await open();
    });
    after(() => opened.destroy());
    describeWriting(() => opened.store);
    describeReading(() => opened.store);
    describeKeys(() => opened.store);
    describeUrls(() => opened);
  });
}

/** A key that no other test uses. */
export function newKey(prefix = "key"): string {
  return `${prefix}-${randomUUID()}`;
}

/** Writes bytes whole, as an upload with a content type does. */
export function put(store: MediaStore, key: string, bytes: Uint8Array, options: Partial<WriteOptions> = {}) {
  return store.write(key, Readable.from([Buffer.from(bytes)]), { contentType: TYPE, ...options });
}

/** The bytes of an object or of a range of it. */
export async function get(store: MediaStore, key: string, range?: ByteRange): Promise<Buffer> {
  return buffer((await store.read(key, range)).stream);
}

/** Expects `work` to be refused with a fault, and resolves to the error. */
export async function expectFault(work: Promise<unknown>, fault: Fault): Promise<StoreError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StoreError)) throw new Error(`Expected ${fault}, got ${String(thrown)}.`);
  expect(thrown.fault, thrown.message).to.equal(fault);
  return thrown;
}

function base64(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("base64");
}

function hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function describeWriting(store: () => MediaStore): void {
  it("gives back the bytes, the size and the content type of an upload (OBJ-014)", async () => {
    const key = newKey();
    const bytes = randomBytes(100_000);
    const written = await put(store(), key, bytes);
    const body = await store().read(key);
    expect(await buffer(body.stream)).to.eql(bytes);
    expect(body).to.include({ size: bytes.length, contentType: TYPE });
    expect(written).to.include({ size: bytes.length, contentType: TYPE });
    expect(await store().head(key)).to.include({ size: bytes.length, contentType: TYPE });
  });

  it("keeps metadata of any text with the bytes, and copies it with them", async () => {
    const [key, copy] = [newKey(), newKey()];
    const metadata = { "flow-id": "a b", label: " Ünïcode 日本 🎬 ", odd: '%41 100% "x";=,', empty: "" };
    await put(store(), key, randomBytes(10), { metadata });
    expect((await store().head(key))?.metadata).to.eql(metadata);
    const body = await store().read(key);
    body.stream.destroy();
    expect(body.metadata).to.eql(metadata);
    expect((await store().copy(key, copy)).metadata).to.eql(metadata);
    await put(store(), key, randomBytes(10));
    expect((await store().head(key))?.metadata ?? {}).to.eql({});
  });

  it("refuses metadata that not every store can keep", async () => {
    const refused = [{ "Flow-Id": "x" }, { "a b": "x" }, { "": "x" }, { long: "ü".repeat(400) }];
    for (const metadata of refused) {
      const key = newKey();
      await expectFault(put(store(), key, randomBytes(10), { metadata }), "invalid");
      expect(await store().head(key)).to.equal(undefined);
    }
  });

  it("keeps an object of no bytes", async () => {
    const key = newKey();
    await put(store(), key, Buffer.alloc(0));
    expect(await get(store(), key)).to.have.length(0);
    expect(await store().head(key)).to.include({ size: 0 });
  });

  it("accepts uploads whose checksums and size are right (X-148)", async () => {
    const bytes = randomBytes(5000);
    const checks = { md5: base64("md5", bytes), sha256: base64("sha256", bytes), size: bytes.length };
    const written = await put(store(), newKey(), bytes, { checks });
    expect(written.sha256 ?? hex(bytes)).to.equal(hex(bytes));
  });

  it("refuses an upload that is not what its writer claimed, names the header, and keeps nothing", async () => {
    const bytes = randomBytes(5000);
    const claims = [
      { field: "Content-MD5", checks: { md5: base64("md5", Buffer.from("other")) } },
      { field: "x-amz-checksum-sha256", checks: { sha256: base64("sha256", Buffer.from("other")) } },
      { field: "Content-Length", checks: { size: bytes.length - 1 } },
      { field: "Content-Length", checks: { size: bytes.length + 1 } },
    ];
    for (const { field, checks } of claims) {
      const key = newKey();
      const refused = await expectFault(put(store(), key, bytes, { checks }), "invalid");
      expect(refused.details.field).to.equal(field);
      expect(await store().head(key), field).to.equal(undefined);
    }
  });

  it("keeps the former bytes when a replacement is refused", async () => {
    const key = newKey();
    await put(store(), key, Buffer.from("first"));
    await expectFault(put(store(), key, Buffer.from("second"), { checks: { size: 1 } }), "invalid");
    expect(String(await get(store(), key))).to.equal("first");
  });

  it("replaces an object whole, bytes and content type together", async () => {
    const key = newKey();
    await put(store(), key, randomBytes(3000));
    await put(store(), key, Buffer.from("new"), { contentType: "video/mp4" });
    expect(String(await get(store(), key))).to.equal("new");
    expect(await store().head(key)).to.include({ size: 3, contentType: "video/mp4" });
  });

  it("shows nothing of an upload before its last byte has come", async () => {
    const key = newKey();
    const upload = new PassThrough();
    const writing = store().write(key, upload, { contentType: TYPE });
    upload.write(randomBytes(200_000));
    expect(await store().head(key)).to.equal(undefined);
    expect(await store().list({ prefix: key, limit: 10 })).to.eql([]);
    upload.end(randomBytes(10));
    expect(await writing).to.include({ size: 200_010 });
    expect(await store().head(key)).to.include({ size: 200_010 });
  });

  it("keeps nothing of an upload that breaks off", async () => {
    const key = newKey();
    const upload = new PassThrough();
    const writing = expectFault(store().write(key, upload, { contentType: TYPE }), "invalid");
    upload.write(randomBytes(200_000));
    setImmediate(() => upload.destroy(new Error("The connection was reset.")));
    await writing;
    expect(await store().head(key)).to.equal(undefined);
  });

  it("keeps nothing of an upload that is aborted, before or while it runs", async () => {
    for (const whileRunning of [true, false]) {
      const key = newKey();
      const upload = new PassThrough();
      const abort = new AbortController();
      if (!whileRunning) abort.abort();
      const options = { contentType: TYPE, signal: abort.signal };
      const writing = expectFault(store().write(key, upload, options), "invalid");
      upload.write(randomBytes(1000));
      setImmediate(() => abort.abort());
      await writing;
      expect(await store().head(key)).to.equal(undefined);
    }
  });

  it("lets exactly one of ten writers have a key when each asks for an absent one", async () => {
    const key = newKey();
    const texts = Array.from({ length: 10 }, (_, index) => `writer ${index} ${"x".repeat(index * 1000)}`);
    const outcomes = await Promise.allSettled(
      texts.map((text) => put(store(), key, Buffer.from(text), { ifAbsent: true })),
    );
    const winners = texts.filter((_, index) => outcomes[index]?.status === "fulfilled");
    expect(winners).to.have.length(1);
    expect([String(await get(store(), key))]).to.eql(winners);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).to.include({ fault: "conflict" });
  });

  it("streams 64 MiB in and out without holding them in memory", async function () {
    this.timeout(60_000);
    const key = newKey();
    const held = heldBytes();
    const source = blocks(64, held.sample);
    const digest = createHash("sha256");
    await store().write(key, Readable.from(source, { objectMode: false }), { contentType: TYPE });
    let read = 0;
    for await (const chunk of (await store().read(key)).stream) {
      digest.update(chunk);
      if (Math.floor((read + chunk.length) / (8 * MEBIBYTE)) > Math.floor(read / (8 * MEBIBYTE)))
        held.sample();
      read += chunk.length;
    }
    expect(read).to.equal(64 * MEBIBYTE);
    expect(digest.digest("hex")).to.equal(digestOfBlocks(64));
    expect(held.most()).to.be.lessThan(24 * MEBIBYTE);
    await store().remove([key]);
  });
}

/** Blocks of a mebibyte, each its own memory, so that holding on to them shows. */
function* blocks(count: number, sample: () => void): Generator<Buffer> {
  for (let index = 0; index < count; index++) {
    if (index % 8 === 7) sample();
    yield Buffer.alloc(MEBIBYTE, index);
  }
}

function digestOfBlocks(count: number): string {
  const digest = createHash("sha256");
  for (const block of blocks(count, () => undefined)) digest.update(block);
  return digest.digest("hex");
}

/** The growth of buffer memory that a garbage collection cannot free, sampled when told. */
function heldBytes(): { sample: () => void; most: () => number } {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const now = () => {
    // Buffers are freed in the background after a collection; the next one waits for that.
    for (let round = 0; round < 2; round++) if (typeof collect === "function") collect();
    return process.memoryUsage().arrayBuffers;
  };
  const start = now();
  let most = 0;
  return {
    sample: () => {
      most = Math.max(most, now() - start);
    },
    most: () => most,
  };
}

function describeReading(store: () => MediaStore): void {
  const bytes = randomBytes(1000);
  const ranges: readonly [string, ByteRange, number, number][] = [
    ["a first part", { start: 0, end: 99 }, 0, 99],
    ["a middle part", { start: 100, end: 199 }, 100, 199],
    ["one byte", { start: 999, end: 999 }, 999, 999],
    ["an open end", { start: 900 }, 900, 999],
    ["an end beyond the object", { start: 990, end: 5000 }, 990, 999],
    ["a suffix", { start: -10 }, 990, 999],
    ["a suffix longer than the object", { start: -5000 }, 0, 999],
  ];
  for (const [what, range, start, end] of ranges) {
    it(`reads ${what} and says which bytes it sends`, async () => {
      const key = newKey();
      await put(store(), key, bytes);
      const body = await store().read(key, range);
      expect(await buffer(body.stream)).to.eql(bytes.subarray(start, end + 1));
      expect(body.range).to.eql({ start, end });
      expect(body.size).to.equal(bytes.length);
    });
  }

  it("refuses a range that has none of the object's bytes", async () => {
    const key = newKey();
    await put(store(), key, bytes);
    for (const range of [{ start: 1000 }, { start: 4000, end: 5000 }]) {
      expect((await expectFault(store().read(key, range), "invalid")).details.field).to.equal("range");
    }
    const empty = newKey();
    await put(store(), empty, Buffer.alloc(0));
    await expectFault(store().read(empty, { start: 0 }), "invalid");
    await expectFault(store().read(empty, { start: -5 }), "invalid");
  });

  it("says that an absent object is not there", async () => {
    await expectFault(store().read(newKey()), "notFound");
    await expectFault(store().copy(newKey(), newKey()), "notFound");
    expect(await store().head(newKey())).to.equal(undefined);
  });

  it("lets a reader stop early", async () => {
    const key = newKey();
    await put(store(), key, randomBytes(2 * MEBIBYTE));
    const { stream } = await store().read(key);
    const closed = new Promise((resolve) => stream.once("close", resolve));
    stream.once("data", () => stream.destroy());
    await closed;
    await store().remove([key]);
  });
}

function describeKeys(store: () => MediaStore): void {
  it("copies an object, which outlives its original", async () => {
    const [from, to] = [newKey(), newKey()];
    const bytes = randomBytes(70_000);
    await put(store(), from, bytes);
    expect(await store().copy(from, to)).to.include({ size: bytes.length, contentType: TYPE });
    await store().remove([from]);
    expect(await get(store(), to)).to.eql(bytes);
  });

  it("removes many keys at once, absent ones and repeated calls included", async () => {
    const keys = Array.from({ length: 40 }, () => newKey("gone"));
    await Promise.all(keys.slice(1).map((key) => put(store(), key, Buffer.from(key))));
    expect(await store().remove(keys)).to.eql([]);
    expect(await store().remove(keys)).to.eql([]);
    for (const key of keys) expect(await store().head(key)).to.equal(undefined);
    expect(await store().list({ prefix: "gone-", limit: 100 })).to.eql([]);
  });

  it("lists every key once in ascending order, a page at a time, by prefix", async () => {
    const prefix = newKey("list");
    const names = ["a", "B", "b.c", "b-c", "b", "10", "9", "z_1"].map((tail) => `${prefix}.${tail}`);
    await Promise.all(names.map((key) => put(store(), key, Buffer.from("x"))));
    const walked: string[] = [];
    for (;;) {
      const after = walked.at(-1);
      const page = await store().list({
        prefix: `${prefix}.`,
        limit: 3,
        ...(after !== undefined && { after }),
      });
      expect(page.length).to.be.at.most(3);
      if (page.length === 0) break;
      walked.push(...page);
    }
    expect(walked).to.eql([...names].sort());
  });

  it("can say that it works", () => store().check());
}

function describeUrls(opened: () => OpenMediaStore): void {
  const presigned = () => ({
    presigned: true,
    expires: Date.now() + 60_000,
    base: opened().base,
  });

  it("takes an upload on a presigned URL and gives it back on another (X-144, STO-016, OBJ-014)", async () => {
    const key = newKey();
    const bytes = randomBytes(9000);
    const upload = opened().store.uploadUrl(key, TYPE, presigned());
    const headers = { "content-type": upload["content-type"] };
    expect(await fetch(upload.url, { method: "PUT", headers, body: bytes })).to.include({ ok: true });
    const download = await fetch(opened().store.downloadUrl(key, presigned()));
    expect(Buffer.from(await download.arrayBuffer())).to.eql(bytes);
    expect(download.headers.get("content-type")).to.equal(TYPE);
  });

  it("refuses a URL used for another method, changed, or past its time (X-144)", async () => {
    const key = newKey();
    await put(opened().store, key, Buffer.from("kept"));
    const download = opened().store.downloadUrl(key, presigned());
    const expired = opened().store.downloadUrl(key, { ...presigned(), expires: Date.now() - 60_000 });
    const requests = [
      fetch(download, { method: "PUT", headers: { "content-type": TYPE }, body: "changed" }),
      fetch(download.replace(key, `${key}x`)),
      fetch(expired),
    ];
    for (const reply of await Promise.all(requests)) expect(reply.status).to.equal(403);
    expect(String(await get(opened().store, key))).to.equal("kept");
  });
}
