import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { type Effect, SLOW_DOWN } from "../../scripts/s3/effects.ts";
import { type S3Server, startS3Server } from "../../scripts/s3/server.ts";
import { Client } from "../support/client.ts";
import { type TestS3, withS3 } from "../support/s3.ts";
import { bucketBackend, diskBackend, idle, jobsOf, servedBuckets } from "../support/s3-app.ts";
import { startApp } from "../support/start.ts";
import {
  type Allocated,
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  objectOf,
  register,
  second,
  segmentsOf,
  upload,
} from "../support/steps.ts";

interface Health {
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
}

/** The backends that the server says it cannot use. */
async function downOf(api: Client): Promise<string[]> {
  const { status, body } = await api.get<Health>("/health/ready");
  const down = body.checks.flatMap(({ name, ok }) => (ok ? [] : [name]));
  expect(status).to.equal(down.length === 0 ? 200 : 503);
  return down;
}

/** The status of an upload, 0 where there was no answer. */
const statusOf = (item: Allocated, bytes: Uint8Array<ArrayBuffer>): Promise<number> =>
  upload(item, bytes).then(
    ({ status }) => status,
    () => 0,
  );

async function labelsOf(api: Client, id: string): Promise<string[]> {
  const { get_urls = [] } = await objectOf(api, id, "?presigned=true");
  return get_urls.map(({ label = "" }) => label);
}

const shown = (api: Client, id: string, label: string, seconds?: number) =>
  eventually(async () => ((await labelsOf(api, id)).includes(label) ? true : undefined), seconds);

async function bytesOn(api: Client, id: string, label: string): Promise<Buffer> {
  const { get_urls = [] } = await objectOf(api, id, `?presigned=true&accept_get_urls=${label}`);
  return Buffer.from(await (await fetch(get_urls[0]?.url ?? "")).arrayBuffer());
}

describe("a bucket that fails while others work", () => {
  const served = servedBuckets({}, { requestTimeout: 1000, maxAttempts: 1 });

  const effects: readonly [string, Effect][] = [
    ["is too slow", { kind: "slow", before: 3000 }],
    ["answers 503", SLOW_DOWN],
    ["cuts connections", { kind: "reset", when: "before" }],
    ["cuts connections when it has done its work", { kind: "reset", when: "after" }],
  ];
  for (const [what, effect] of effects) {
    it(`and ${what} stops no listing and no allocation, and health names it alone`, async function () {
      this.timeout(40_000);
      const { api, test, inside, outside, two, disk } = served.current;
      const flowId = await newFlow(api);
      const id = await ingest(api, flowId, second(0));
      const item = await allocateOne(api, flowId, { storage_id: two.id });
      await idle(test.app);
      inside.setFaults([{ effect, path: new RegExp(two.s3.bucket) }]);
      inside.forget();
      expect((await segmentsOf(api, flowId)).map(({ object_id }) => object_id)).to.eql([id]);
      expect(await labelsOf(api, id)).to.eql(["one"]);
      const other = await allocateOne(api, flowId, { storage_id: two.id });
      expect(inside.requests).to.eql([]);
      expect(await downOf(api)).to.eql(["storage backend two"]);
      for (const storage_id of [two.id, disk.id])
        mustBe(201, await api.post(`/objects/${id}/instances`, { storage_id }));
      await shown(api, id, "disk");
      await eventually(async () =>
        (await jobsOf(test.app)).some(({ kind, error }) => kind === "copy" && error !== null)
          ? true
          : undefined,
      );
      expect(await labelsOf(api, id)).to.eql(["one", "disk"]);

      const bytes = new Uint8Array(randomBytes(100_000));
      outside.setFaults([{ effect, path: new RegExp(two.s3.bucket) }]);
      if (effect.kind !== "slow") expect(await statusOf(item, bytes)).to.be.oneOf([0, 503]);
      inside.setFaults();
      outside.setFaults();
      // The same URL, by a client that tries again.
      expect(await statusOf(item, bytes)).to.equal(200);
      expect(await statusOf(other, bytes)).to.equal(200);
      for (const [at, each] of [item, other].entries()) {
        await register(api, flowId, { object_id: each.object_id, timerange: second(at + 1) });
        expect((await bytesOn(api, each.object_id, "two")).equals(bytes)).to.equal(true);
      }
      await shown(api, id, "two");
      expect(String(await bytesOn(api, id, "two"))).to.equal(`bytes of ${second(0)}`);
      expect(await downOf(api)).to.eql([]);
    });
  }
});

describe("an S3 that is down", () => {
  let shared: TestS3;
  let own: S3Server | undefined;
  let folder = "";
  before(async function () {
    shared = await withS3(this);
    folder = await mkdtemp(join(tmpdir(), "tams-down-"));
  });
  after(async () => {
    await own?.stop();
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });

  it("keeps no server from starting and listing; what waits for it is done when it is back (OBJ-031, DEL-017)", async function () {
    this.timeout(60_000);
    own = await startS3Server({ folder: join(folder, "s3") });
    const { stop: _, ...place } = own;
    const client = shared.client({
      endpoint: own.endpoint,
      region: own.region,
      credentials: { accessKeyId: own.accessKey, secretAccessKey: own.secretKey },
    });
    await client.send(new CreateBucketCommand({ Bucket: "media" }));
    const bucket = bucketBackend({ ...shared, ...place, bucket: "media" }, "bucket", { maxAttempts: 1 });
    const disk = diskBackend("disk", join(folder, "disk"));
    const storageBackends = [{ ...bucket, isDefault: true }, disk];
    const data = { folder: join(folder, "data"), storageBackends };
    const first = await startApp(data);
    const before = new Client(first.base);
    const flowId = await newFlow(before);
    const [kept, doomed] = [await ingest(before, flowId, second(0)), await ingest(before, flowId, second(1))];
    await idle(first.app);
    const doomedUrl = (await objectOf(before, doomed, "?presigned=true")).get_urls?.[0]?.url ?? "";
    await own.stop();
    expect(await downOf(before)).to.eql(["storage backend bucket"]);
    await first.close();

    const test = await startApp(data);
    const api = new Client(test.base);
    expect(await segmentsOf(api, flowId)).to.have.length(2);
    expect(await labelsOf(api, kept)).to.eql(["bucket"]);
    expect(await downOf(api)).to.eql(["storage backend bucket"]);
    const item = await allocateOne(api, flowId);
    expect(await statusOf(item, new Uint8Array(10))).to.equal(0);
    mustBe(201, await api.post(`/objects/${kept}/instances`, { storage_id: disk.id }));
    mustBe(204, await api.del(`/flows/${flowId}/segments?object_id=${doomed}`));
    await eventually(async () => {
      const failed = (await jobsOf(test.app)).filter(({ error }) => error !== null);
      return ["copy", "removal"].every((kind) => failed.some((job) => job.kind === kind)) ? true : undefined;
    });
    expect(await labelsOf(api, kept)).to.eql(["bucket"]);

    own = await startS3Server({ ...place, folder: join(folder, "s3") });
    await shown(api, kept, "disk");
    for (const label of ["bucket", "disk"])
      expect(String(await bytesOn(api, kept, label))).to.equal(`bytes of ${second(0)}`);
    await eventually(async () => ((await fetch(doomedUrl)).status === 404 ? true : undefined));
    expect(await statusOf(item, new Uint8Array(10))).to.equal(200);
    expect(await downOf(api)).to.eql([]);
    await test.close();
  });
});
