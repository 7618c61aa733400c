import { createHash, randomBytes } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "chai";
import { SLOW_DOWN, s3Error } from "../../scripts/s3/effects.ts";
import { type FaultProxy, type FaultRule, startFaultProxy } from "../../scripts/s3/faults.ts";
import { type TestS3, withS3 } from "../support/s3.ts";
import { refusal, stored } from "../support/s3-calls.ts";

const BYTES = randomBytes(300_000);
const DELAY = 150;

describe("faults in front of the S3 server", () => {
  let s3: TestS3;
  let proxy: FaultProxy;
  let client: S3Client;
  let at: { Bucket: string; Key: string };

  before(async function () {
    s3 = await withS3(this);
    proxy = await startFaultProxy({ target: s3.endpoint });
    client = s3.client({ endpoint: proxy.endpoint });
    at = { Bucket: s3.bucket, Key: "a/b c+d.ts" };
    await client.send(new PutObjectCommand({ ...at, Body: BYTES, ChecksumSHA256: sha256(BYTES) }));
  });

  beforeEach(() => {
    proxy.setFaults();
    proxy.forget();
  });

  after(async () => proxy?.stop());

  const signedGet = () => getSignedUrl(client, new GetObjectCommand(at));
  const read = async () => Buffer.from(await (await fetch(await signedGet())).arrayBuffer());
  const under = (...rules: FaultRule[]) => proxy.setFaults(rules);

  it("passes signed and presigned requests and their bytes unchanged when no fault is set", async () => {
    await client.send(new PutObjectCommand({ ...at, Key: "plain", Body: "x", ContentType: "video/mp2t" }));
    expect(await stored(client, { ...at, Key: "plain" })).to.include({
      text: "x",
      contentType: "video/mp2t",
    });
    expect((await read()).equals(BYTES)).to.equal(true);
    expect((await client.send(new HeadObjectCommand(at))).ContentLength).to.equal(BYTES.length);
  });

  it("counts requests by method and path, and none where none was made", async () => {
    const url = await signedGet();
    expect(proxy.requests).to.eql([]);
    await (await fetch(url)).arrayBuffer();
    await client.send(new HeadObjectCommand(at));
    expect([proxy.count(), proxy.count("GET"), proxy.count("HEAD"), proxy.count("PUT")]).to.eql([2, 1, 1, 0]);
    expect([proxy.count("GET", /b%20c%2Bd\.ts/), proxy.count("GET", /other/)]).to.eql([1, 0]);
  });

  it("answers 503 SlowDown as S3 does, and does not bother the server", async () => {
    under({ effect: SLOW_DOWN });
    const put = new PutObjectCommand({ ...at, Key: "busy", Body: BYTES });
    expect(await refusal(client.send(put))).to.equal("503 SlowDown");
    expect((await client.send(new HeadObjectCommand(at)).catch((error) => error)).$metadata).to.include({
      httpStatusCode: 503,
    });
    proxy.setFaults();
    expect(await refusal(client.send(new HeadObjectCommand({ ...at, Key: "busy" })))).to.equal(
      "404 NotFound",
    );
  });

  it("answers any other error of S3", async () => {
    under({ effect: s3Error(403, "AccessDenied", "No.") });
    expect(await refusal(client.send(new GetObjectCommand(at)))).to.equal("403 AccessDenied");
  });

  it("waits before it passes a request on, and halfway through a body", async () => {
    for (const effect of [
      { kind: "slow", before: DELAY },
      { kind: "slow", within: DELAY },
    ] as const) {
      under({ effect });
      const started = performance.now();
      expect((await read()).equals(BYTES)).to.equal(true);
      // Timers may fire up to a millisecond early; that it is no faster is what the effect means.
      expect(performance.now() - started).to.be.at.least(DELAY - 1);
    }
  });

  it("resets the connection before the server sees the request", async () => {
    under({ effect: { kind: "reset", when: "before" } });
    const put = client.send(new PutObjectCommand({ ...at, Key: "unseen", Body: "x" }));
    expect(await codeOf(put)).to.equal("ECONNRESET");
    proxy.setFaults();
    expect(await refusal(client.send(new HeadObjectCommand({ ...at, Key: "unseen" })))).to.equal(
      "404 NotFound",
    );
  });

  it("resets the connection after the server did what was asked", async () => {
    under({ effect: { kind: "reset", when: "after" } });
    const put = client.send(new PutObjectCommand({ ...at, Key: "unanswered", Body: "x" }));
    expect(await codeOf(put)).to.equal("ECONNRESET");
    proxy.setFaults();
    expect((await stored(client, { ...at, Key: "unanswered" })).text).to.equal("x");
  });

  it("resets the connection during a body, and closes it early", async () => {
    for (const effect of [
      { kind: "reset", when: "during" },
      { kind: "truncate", unnoticed: false },
    ] as const) {
      under({ effect });
      const reply = await fetch(await signedGet());
      expect([reply.status, reply.headers.get("content-length")]).to.eql([200, String(BYTES.length)]);
      expect(await failed(reply.arrayBuffer()), effect.kind).to.equal(true);
    }
  });

  it("cuts a body in half behind the back of the length", async () => {
    under({ effect: { kind: "truncate", unnoticed: true } });
    expect((await read()).equals(BYTES.subarray(0, BYTES.length / 2))).to.equal(true);
  });

  it("changes one byte of a reply, and of an upload", async () => {
    under({ effect: { kind: "corrupt", body: "reply" }, method: "GET" });
    const reply = await read();
    expect(reply).to.have.length(BYTES.length);
    expect(differences(reply, BYTES)).to.equal(1);

    under({ effect: { kind: "corrupt", body: "upload" }, method: "PUT" });
    const url = await getSignedUrl(client, new PutObjectCommand({ ...at, Key: "spoiled" }));
    expect((await fetch(url, { method: "PUT", body: "abc" })).status).to.equal(200);
    expect((await stored(client, { ...at, Key: "spoiled" })).text).to.equal("`bc");
  });

  it("gives a wrong checksum with the right bytes, which a checking client refuses", async () => {
    under({ effect: { kind: "checksum" } });
    const head = await client.send(new HeadObjectCommand({ ...at, ChecksumMode: "ENABLED" }));
    expect(head.ChecksumSHA256).to.have.length(44).and.not.equal(sha256(BYTES));
    expect((await read()).equals(BYTES)).to.equal(true);
    const checked = async () => {
      const { Body } = await client.send(new GetObjectCommand({ ...at, ChecksumMode: "ENABLED" }));
      return (await Body?.transformToByteArray())?.length;
    };
    expect(await failed(checked())).to.equal(true);
    proxy.setFaults();
    expect(await checked()).to.equal(BYTES.length);
  });

  describe("choose their requests", () => {
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let at = 0; at < count; at++) found.push((await fetch(await signedGet())).status);
      return found;
    };

    it("by method and path", async () => {
      under({ effect: SLOW_DOWN, method: "PUT" }, { effect: SLOW_DOWN, path: /elsewhere/ });
      expect(await statuses(1)).to.eql([200]);
      const elsewhere = new GetObjectCommand({ ...at, Key: "elsewhere" });
      expect(await refusal(client.send(elsewhere))).to.equal("503 SlowDown");
      expect(proxy.requests.map(({ effect }) => effect)).to.eql([undefined, "answer"]);
    });

    it("by number", async () => {
      under({ effect: SLOW_DOWN, nth: 2 });
      expect(await statuses(4)).to.eql([200, 503, 200, 200]);
      under({ effect: SLOW_DOWN, times: 2 });
      expect(await statuses(4)).to.eql([503, 503, 200, 200]);
    });

    it("by chance, the same for the same seed", async () => {
      const drawn = async (seed: number) => {
        const faults = [{ effect: SLOW_DOWN, probability: 0.5 }];
        const other = await startFaultProxy({ target: s3.endpoint, faults, seed });
        for (let at = 0; at < 40; at++) await (await fetch(other.endpoint)).text();
        await other.stop();
        return other.requests.map(({ effect }) => (effect === undefined ? "." : "x")).join("");
      };
      const [one, again, two] = [await drawn(1), await drawn(1), await drawn(2)];
      expect(one).to.equal(again).and.not.equal(two);
      expect(one.replaceAll(".", "").length).to.be.within(10, 30);
    });
  });
});

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64");
}

function differences(one: Buffer, other: Buffer): number {
  return one.filter((byte, at) => byte !== other[at]).length;
}

function failed(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    () => true,
  );
}

/** The system's code of a failed call, as the SDK hands it on. */
async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (thrown) => thrown.code,
  );
}
