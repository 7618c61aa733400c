import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListMultipartUploadsCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { type Effect, SLOW_DOWN, s3Error } from "../scripts/s3/effects.ts";
import { type FaultProxy, startFaultProxy } from "../scripts/s3/faults.ts";
import { copyBetween } from "../src/media/copy.ts";
import { openDiskStore } from "../src/media/disk/store.ts";
import type { MediaStore } from "../src/media/store.ts";
import { expectFault, get, newKey, put } from "./media.suite.ts";
import { type TestS3, withS3 } from "./support/s3.ts";
import { backend, MEBIBYTE, openStore, upload } from "./support/s3-store.ts";

const RESET: Effect = { kind: "reset", when: "before" };

describe("S3 store: an S3 that fails", () => {
  const prefix = `${randomUUID()}/`;
  let s3: TestS3;
  let proxy: FaultProxy;
  let folder: string;
  /** Reaches the bucket through the proxy. */
  let faulty: MediaStore;
  /** Waits less than the proxy makes it wait. */
  let impatient: MediaStore;
  /** The same objects without the proxy. */
  let direct: MediaStore;
  let disk: MediaStore;
  before(async function () {
    s3 = await withS3(this);
    proxy = await startFaultProxy({ target: s3.endpoint });
    folder = await mkdtemp(join(tmpdir(), "tams-media-"));
    const through = { prefix, endpoint: proxy.endpoint, partSize: 5 * MEBIBYTE };
    faulty = await openStore(s3, { ...through, maxAttempts: 2 });
    impatient = await openStore(s3, { ...through, maxAttempts: 1, requestTimeout: 300 });
    direct = await openStore(s3, { prefix });
    disk = await openDiskStore({ storageId: randomUUID(), folder, secret: randomBytes(32) });
  });
  afterEach(() => proxy?.setFaults());
  after(async () => {
    await Promise.all([faulty, impatient, direct, disk].map((store) => store?.close()));
    await proxy?.stop();
    if (folder) await rm(folder, { recursive: true });
  });

  // An answer to HEAD has no body, and so no code.
  const outages: readonly [string, Effect, RegExp][] = [
    ["asks for less", SLOW_DOWN, /(SlowDown|Unknown) \(503\)/],
    ["has an inner error", s3Error(500, "InternalError", "We failed."), /(InternalError|Unknown) \(500\)/],
    ["refuses", s3Error(403, "AccessDenied", "No."), /(AccessDenied|Unknown) \(403\)/],
    ["answers with no XML", { kind: "answer", status: 502, body: "<html>Bad gateway" }, /\(502\)/],
    ["cuts the connection", RESET, /ECONNRESET/],
    ["answers too late", { kind: "slow", before: 1000 }, /TimeoutError|ETIMEDOUT/],
  ];
  for (const [what, effect, reason] of outages) {
    it(`is unavailable, and says why, when S3 ${what}`, async () => {
      const key = newKey();
      await put(direct, key, Buffer.from("x"));
      proxy.setFaults([{ effect }]);
      const store = effect.kind === "slow" ? impatient : faulty;
      for (const work of [
        () => store.read(key),
        () => store.head(key),
        () => store.list({ limit: 1 }),
        () => store.remove([key]),
        () => store.copy(key, "copy"),
        () => put(store, "new", Buffer.from("x")),
        () => upload(store, "large", randomBytes(6 * MEBIBYTE)),
      ]) {
        const { message } = await expectFault(work(), "unavailable");
        expect(message).to.contain(s3.bucket).and.to.match(reason);
      }
      expect(await direct.list({ prefix: "large", limit: 1 })).to.eql([]);
      expect(await direct.head(key)).to.include({ size: 1 });
    });
  }

  it("tries again where that helps, and succeeds", async () => {
    const [key, bytes] = [newKey(), randomBytes(12 * MEBIBYTE)];
    for (const effect of [SLOW_DOWN, RESET, { kind: "reset", when: "after" } satisfies Effect]) {
      proxy.setFaults([{ effect, nth: 2 }]);
      expect(await upload(faulty, key, bytes)).to.include({ size: bytes.length });
      expect(await get(direct, key)).to.eql(bytes);
      proxy.setFaults([{ effect, times: 1 }]);
      expect(await get(faulty, key)).to.eql(bytes);
      proxy.setFaults([{ effect, times: 1 }]);
      expect(await faulty.remove([key])).to.eql([]);
    }
  });

  it("leaves no part and no object of a large upload when a part fails for good", async () => {
    proxy.setFaults([{ effect: SLOW_DOWN, method: "PUT", path: /partNumber=2&/ }]);
    await expectFault(upload(faulty, "broken", randomBytes(22 * MEBIBYTE)), "unavailable");
    const { Uploads = [] } = await s3.client().send(new ListMultipartUploadsCommand({ Bucket: s3.bucket }));
    expect(Uploads).to.eql([]);
    expect(await direct.head("broken")).to.equal(undefined);
  });

  it("stores no bytes that changed on their way to S3", async () => {
    for (const size of [1000, 12 * MEBIBYTE]) {
      proxy.setFaults([{ effect: { kind: "corrupt", body: "upload" }, method: "PUT" }]);
      await expectFault(upload(faulty, "changed", randomBytes(size)), "unavailable");
      expect(await direct.head("changed")).to.equal(undefined);
    }
  });

  const losses: readonly [string, Effect][] = [
    ["change", { kind: "corrupt", body: "reply" }],
    ["end early", { kind: "truncate", unnoticed: false }],
    ["end early although the length agrees", { kind: "truncate", unnoticed: true }],
    ["are cut off", { kind: "reset", when: "during" }],
    ["stop coming", { kind: "slow", within: 1000 }],
  ];
  for (const [what, effect] of losses) {
    it(`keeps no copy of bytes that ${what} on their way from S3 (OBJ-031)`, async () => {
      const [written, uploaded] = [newKey(), newKey()];
      const bytes = randomBytes(300_000);
      await put(direct, written, bytes);
      const { url } = direct.uploadUrl(uploaded, "a/b", {
        presigned: true,
        expires: Date.now() + 60_000,
        base: "",
      });
      await fetch(url, { method: "PUT", headers: { "content-type": "a/b" }, body: bytes });
      const other = await openStore(s3);
      for (const key of [written, uploaded]) {
        for (const to of [disk, other]) {
          proxy.setFaults([{ effect, method: "GET" }]);
          const from = backend("s", effect.kind === "slow" ? impatient : faulty);
          await expectFault(copyBetween(from, key, backend("t", to), key), "unavailable");
          expect(await to.head(key)).to.equal(undefined);
          proxy.setFaults();
          await copyBetween(backend("s", faulty), key, backend("t", to), key);
          expect(await get(to, key)).to.eql(bytes);
        }
      }
      await other.close();
    });
  }

  it("takes no copy inside S3 for done that S3 says failed after all", async () => {
    const key = newKey();
    await put(direct, key, randomBytes(1000));
    const late = { ...s3Error(200, "InternalError", "We failed."), status: 200 };
    proxy.setFaults([{ effect: late, method: "PUT" }]);
    await expectFault(faulty.copy(key, "late"), "unavailable");
    expect(await direct.head("late")).to.equal(undefined);
  });

  it("says which keys S3 refuses to remove, and why; a check fails for it", async () => {
    const error = `<Error><Key>${prefix}a</Key><Code>AccessDenied</Code><Message>Locked</Message></Error>`;
    const body = `<?xml version="1.0"?><DeleteResult>${error}</DeleteResult>`;
    proxy.setFaults([{ effect: { kind: "answer", status: 200, body }, method: "POST" }]);
    expect(await faulty.remove(["a", "b"])).to.eql([{ key: "a", reason: "AccessDenied: Locked" }]);
    const { message } = await expectFault(faulty.check(), "unavailable");
    expect(message).to.contain("could not remove a probe: AccessDenied: Locked");
    proxy.setFaults();
    await direct.remove(await direct.list({ prefix: "probe-", limit: 10 }));
  });

  it("ends a check when S3 loses the probe", async () => {
    await faulty.check();
    proxy.setFaults([{ effect: { kind: "corrupt", body: "reply" }, method: "GET" }]);
    await expectFault(faulty.check(), "unavailable");
    expect(await direct.list({ prefix: "probe-", limit: 10 })).to.eql([]);
  });
});
