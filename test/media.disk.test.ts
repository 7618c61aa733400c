import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect } from "chai";
import { StoreError } from "../src/errors.ts";
import { copyBetween } from "../src/media/copy.ts";
import { openSigningSecret } from "../src/media/disk/secret.ts";
import { signLocalUrl, verifyLocalUrl } from "../src/media/disk/sign.ts";
import { openDiskStore } from "../src/media/disk/store.ts";
import type { MediaStore, StorageBackend } from "../src/media/store.ts";
import { describeMediaStore, expectFault, get, newKey, put } from "./media.suite.ts";

const DAY = 86_400_000;
const secret = randomBytes(32);

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "tams-media-"));
}

/** Every file under a folder, by path relative to it. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describeMediaStore("disk", async () => {
  const folder = await newFolder();
  const storageId = randomUUID();
  const store = await openDiskStore({ storageId, folder, secret });
  const server = createServer((request, response) => void serve(store, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const destroy = async () => {
    server.close();
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, base: `http://127.0.0.1:${port}`, destroy };
});

/** The smallest route that honours the store's URLs; the API has its own. */
async function serve(store: MediaStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const key = url.pathname.split("/").at(-1) ?? "";
  const [expires, signature] = ["expires", "signature"].map((name) => url.searchParams.get(name) ?? "");
  const method = request.method === "PUT" ? "PUT" : "GET";
  const contentType = request.headers["content-type"] ?? "";
  try {
    const signed = {
      method,
      key,
      expires: Number(expires),
      signature: signature ?? "",
      contentType,
    } as const;
    store.allows?.(signed, Date.now());
    if (method === "PUT") {
      await store.write(key, request, { contentType });
      response.end();
    } else {
      const body = await store.read(key);
      response.writeHead(200, { "content-type": body.contentType });
      await pipeline(body.stream, response);
    }
  } catch (thrown) {
    response.writeHead(thrown instanceof StoreError && thrown.fault === "forbidden" ? 403 : 500).end();
  }
}

describe("disk store: the folder", () => {
  let folder: string;
  let store: MediaStore;
  const storageId = randomUUID();
  beforeEach(async () => {
    folder = await newFolder();
    store = await openDiskStore({ storageId, folder, secret });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const key of [
    "..",
    "../x",
    "a/b",
    "/etc/passwd",
    ".hidden",
    "a\\b",
    "a\0b",
    "a~b",
    "",
    "x".repeat(201),
    "ä",
    "%2e%2e",
  ]) {
    it(`refuses the key ${JSON.stringify(key.slice(0, 20))} before it reaches the file system`, async () => {
      const before = await filesUnder(folder);
      await expectFault(put(store, key, Buffer.from("x")), "invalid");
      await expectFault(store.read(key), "invalid");
      await expectFault(store.head(key), "invalid");
      await expectFault(store.copy(key, newKey()), "invalid");
      await expectFault(store.copy(newKey(), key), "invalid");
      expect(() => store.downloadUrl(key, { presigned: true, expires: 0, base: "" })).to.throw(StoreError);
      expect((await store.remove([key])).map((failure) => failure.key)).to.eql([key]);
      expect(await filesUnder(folder)).to.eql(before);
    });
  }

  it("keeps keys that look like paths or like its own files as plain objects", async () => {
    const keys = ["a..b", "x.json", "x", "storage-id", "uploads", "A", "a"];
    for (const key of keys) await put(store, key, Buffer.from(key));
    for (const key of keys) expect(String(await get(store, key))).to.equal(key);
    expect(await store.list({ limit: 100 })).to.eql([...keys].sort());
  });

  it("leaves the bytes as plain files beside a record of what they are", async () => {
    await put(store, "plain", Buffer.from("media"));
    const [bytes, record] = (await filesUnder(folder))
      .filter((path) => path.includes("plain"))
      .sort()
      .reverse();
    expect(await readFile(join(folder, bytes ?? ""), "utf8")).to.equal("media");
    const known: unknown = JSON.parse(await readFile(join(folder, record ?? ""), "utf8"));
    expect(known).to.include({ key: "plain", size: 5, contentType: "video/mp2t" });
  });

  it("leaves no file behind by removals, replacements and refused uploads", async () => {
    const before = await filesUnder(folder);
    await put(store, "one", Buffer.from("first"));
    await put(store, "one", Buffer.from("second"));
    await expectFault(put(store, "one", Buffer.from("x"), { ifAbsent: true }), "conflict");
    await expectFault(put(store, "two", Buffer.from("x"), { checks: { size: 7 } }), "invalid");
    const [three, upload] = [newKey(), new PassThrough()];
    const writing = expectFault(store.write(three, upload, { contentType: "a/b" }), "invalid");
    upload.write("x");
    setImmediate(() => upload.destroy(new Error("The connection was reset.")));
    await writing;
    expect(await store.remove(["one"])).to.eql([]);
    expect(await filesUnder(folder)).to.eql(before);
  });

  it("never shows a mixture while an object is replaced again and again", async () => {
    const key = newKey();
    const versions = [Buffer.alloc(300_000, 1), Buffer.alloc(200_000, 2)];
    await put(store, key, versions[0] ?? Buffer.alloc(0));
    let writing = true;
    const writer = (async () => {
      for (let index = 0; index < 20; index++) await put(store, key, versions[index % 2] ?? Buffer.alloc(0));
      writing = false;
    })();
    while (writing) {
      const body = await store.read(key);
      const chunks: Buffer[] = [];
      for await (const chunk of body.stream) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      expect(bytes.length).to.equal(body.size);
      expect(versions.some((version) => version.equals(bytes))).to.equal(true);
    }
    await writer;
  });

  it("opens again with everything that was written", async () => {
    const bytes = randomBytes(1000);
    await put(store, "kept", bytes);
    await store.close();
    store = await openDiskStore({ storageId, folder, secret });
    expect(await get(store, "kept")).to.eql(bytes);
  });

  it("refuses a folder that belongs to another storage backend", async () => {
    const thrown = await openDiskStore({ storageId: randomUUID(), folder, secret }).catch(
      (error: unknown) => error,
    );
    expect(String(thrown)).to.contain(storageId);
  });

  it("is unavailable, not empty, when its disk goes away", async () => {
    await put(store, "there", Buffer.from("x"));
    await rename(folder, `${folder}-away`);
    try {
      await expectFault(store.head("there"), "unavailable");
      await expectFault(store.read("there"), "unavailable");
      await expectFault(store.list({ limit: 1 }), "unavailable");
      await expectFault(store.remove(["there"]), "unavailable");
      await expectFault(put(store, "new", Buffer.from("x")), "unavailable");
      await expectFault(store.check(), "unavailable");
    } finally {
      await rename(`${folder}-away`, folder);
    }
    expect(String(await get(store, "there"))).to.equal("x");
  });

  it("is unavailable for an object whose file lost bytes", async () => {
    await put(store, "short", Buffer.from("whole"));
    const bytes = (await filesUnder(folder)).find((path) => path.includes("short~")) ?? "";
    await writeFile(join(folder, bytes), "who");
    await expectFault(store.read("short"), "unavailable");
  });

  it("waits at closing for an upload under way, and takes no more", async () => {
    const upload = new PassThrough();
    const writing = store.write("last", upload, { contentType: "a/b" });
    const closing = store.close();
    upload.end("bytes");
    await closing;
    expect(String(await get(store, "last"))).to.equal("bytes");
    await writing;
    await expectFault(put(store, "late", Buffer.from("x")), "unavailable");
  });

  it("removes uploads of crashed processes after a day, and not before", async () => {
    const [old, young] = [join(folder, "uploads", "old"), join(folder, "uploads", "young")];
    for (const path of [old, young]) await writeFile(path, "x");
    await utimes(old, new Date(Date.now() - 2 * DAY), new Date(Date.now() - 2 * DAY));
    await openDiskStore({ storageId, folder, secret });
    expect(await readdir(join(folder, "uploads"))).to.eql(["young"]);
  });

  it("shows nothing of an upload whose process is killed halfway, and opens again", async () => {
    const child = spawn(
      process.execPath,
      ["--input-type=module", "--eval", endlessWrite(folder, storageId)],
      {
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    const uploads = join(folder, "uploads");
    while ((await sizesIn(uploads)).every((size) => size < 1_000_000))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await once(child, "exit");
    const reopened = await openDiskStore({ storageId, folder, secret });
    expect(await reopened.head("endless")).to.equal(undefined);
    expect(await reopened.list({ limit: 10 })).to.eql([]);
    await put(reopened, "endless", Buffer.from("again"));
    expect(String(await get(reopened, "endless"))).to.equal("again");
  });

  it("copies between two stores whole, and within one (OBJ-021)", async () => {
    const otherFolder = await newFolder();
    const other = await openDiskStore({ storageId: randomUUID(), folder: otherFolder, secret });
    const bytes = randomBytes(300_000);
    await put(store, "original", bytes);
    const [from, to] = [backend("a", store), backend("b", other)];
    expect(await copyBetween(from, "original", to, "copy")).to.include({
      size: bytes.length,
      contentType: "video/mp2t",
    });
    expect(await get(other, "copy")).to.eql(bytes);
    await copyBetween(from, "original", from, "twin");
    expect(await get(store, "twin")).to.eql(bytes);
    await expectFault(copyBetween(from, "absent", to, "nothing"), "notFound");
    const aborted = AbortSignal.abort();
    await expectFault(copyBetween(from, "original", to, "never", aborted), "unavailable");
    expect(await other.head("never")).to.equal(undefined);
    await rm(otherFolder, { recursive: true });
  });
});

/** A program that writes to a store without end. */
function endlessWrite(folder: string, storageId: string): string {
  const module = new URL("../src/media/disk/store.ts", import.meta.url).href;
  return `
    import { Readable } from "node:stream";
    import { openDiskStore } from ${JSON.stringify(module)};
    const options = { storageId: ${JSON.stringify(storageId)}, folder: ${JSON.stringify(folder)}, secret: Buffer.alloc(32) };
    const store = await openDiskStore(options);
    function* forever() { for (;;) yield Buffer.alloc(65536); }
    await store.write("endless", Readable.from(forever()), { contentType: "video/mp2t" });`;
}

async function sizesIn(folder: string): Promise<number[]> {
  return Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
}

function backend(id: string, store: MediaStore): StorageBackend {
  return { id, label: id, provider: "local", storeProduct: "disk", isDefault: false, tags: {}, store };
}

describe("disk store: the signing secret", () => {
  it("is made once, for its owner's eyes only, however many ask for it at the same time", async () => {
    const folder = await newFolder();
    const secrets = await Promise.all(Array.from({ length: 8 }, () => openSigningSecret(folder)));
    expect(new Set(secrets.map((each) => each.toString("hex"))).size).to.equal(1);
    expect(secrets[0]).to.have.length(32);
    expect(await readdir(folder)).to.eql(["signing-secret"]);
    expect((await stat(join(folder, "signing-secret"))).mode & 0o777).to.equal(0o600);
    expect(await openSigningSecret(folder)).to.eql(secrets[0]);
    await rm(folder, { recursive: true });
  });

  it("is not replaced when its file is damaged", async () => {
    const folder = await newFolder();
    await writeFile(join(folder, "signing-secret"), "short");
    expect(String(await openSigningSecret(folder).catch(String))).to.contain("signing-secret");
    expect(await readFile(join(folder, "signing-secret"), "utf8")).to.equal("short");
    await rm(folder, { recursive: true });
  });
});

describe("disk store: signed URLs", () => {
  const now = 1_700_000_000_500;
  const upload = {
    base: "https://tams.example",
    storageId: "s",
    key: "k",
    method: "PUT",
    expires: now + 1000,
  } as const;
  const url = new URL(signLocalUrl({ ...upload, contentType: "video/mp2t" }, secret));
  const [expires, signature] = [
    url.searchParams.get("expires") ?? "",
    url.searchParams.get("signature") ?? "",
  ];
  const request = { method: "PUT", storageId: "s", key: "k", expires, signature, contentType: "video/mp2t" };

  it("carry an expiry in whole seconds, not before the one asked for, and a signature of 43 letters (X-144)", () => {
    expect(url.href).to.match(
      /^https:\/\/tams\.example\/media\/s\/k\?expires=1700000002&signature=[\w-]{43}$/,
    );
    expect(() => verifyLocalUrl(request, secret, now + 1000)).not.to.throw();
  });

  const changes: readonly [string, Partial<typeof request>][] = [
    ["another method", { method: "GET" }],
    ["another storage backend", { storageId: "t" }],
    ["another key", { key: "l" }],
    ["a later expiry", { expires: "1700009999" }],
    ["the same expiry in other letters", { expires: "1700000002.0" }],
    ["an expiry that is no number", { expires: "Infinity" }],
    ["another content type", { contentType: "text/html" }],
    ["no content type", { contentType: "" }],
    ["a shorter signature", { signature: signature.slice(1) }],
    ["no signature", { signature: "" }],
    ["one letter changed", { signature: (signature.startsWith("A") ? "B" : "A") + signature.slice(1) }],
    ["letters beyond ASCII", { signature: `ä${signature.slice(2)}` }],
  ];
  for (const [what, change] of changes) {
    it(`are refused with ${what}`, () => {
      expect(() => verifyLocalUrl({ ...request, ...change }, secret, now)).to.throw(
        StoreError,
        "signature does not allow",
      );
    });
  }

  it("are refused under another secret, and say so plainly once expired", () => {
    expect(() => verifyLocalUrl(request, randomBytes(32), now)).to.throw(
      StoreError,
      "signature does not allow",
    );
    expect(() => verifyLocalUrl(request, secret, 1_700_000_002_000)).to.throw(StoreError, "has expired");
  });

  it("for reading serve HEAD too, whatever content type the request has, and never an upload", () => {
    const read = new URL(signLocalUrl({ ...upload, method: "GET" }, secret));
    const signed = { ...request, signature: read.searchParams.get("signature") ?? "" };
    for (const method of ["GET", "HEAD"])
      expect(() => verifyLocalUrl({ ...signed, method }, secret, now)).not.to.throw();
    for (const method of ["PUT", "POST", "DELETE"]) {
      expect(() => verifyLocalUrl({ ...signed, method, contentType: "" }, secret, now)).to.throw(StoreError);
    }
  });
});
