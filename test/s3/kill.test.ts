import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { MortalServer } from "../../scripts/crash/server.ts";
import { type FaultProxy, startFaultProxy } from "../../scripts/s3/faults.ts";
import { Client } from "../support/client.ts";
import { uuid } from "../support/make.ts";
import { type TestS3, withS3 } from "../support/s3.ts";
import { MEBIBYTE } from "../support/s3-store.ts";
import {
  allocateOne,
  eventually,
  mustBe,
  newFlow,
  objectOf,
  register,
  second,
  upload,
} from "../support/steps.ts";

/** Long enough that the server is killed in the middle of it. */
const PAUSE = 6000;

describe("a server that is killed during copies", () => {
  const [bucketId, diskId] = [uuid(), uuid()];
  let s3: TestS3;
  let proxy: FaultProxy;
  let server: MortalServer;
  let api: Client;
  let folder = "";
  before(async function () {
    s3 = await withS3(this);
    folder = await mkdtemp(path.join(tmpdir(), "tams-killed-"));
    proxy = await startFaultProxy({ target: s3.endpoint });
    const { bucket, region, accessKey: accessKeyId, secretKey: secretAccessKey } = s3;
    const place = { endpoint: proxy.endpoint, publicEndpoint: s3.endpoint, region };
    const backends = [
      { id: diskId, label: "disk", kind: "disk", folder: path.join(folder, "disk"), default: true },
      { id: bucketId, label: "bucket", kind: "s3", bucket, ...place, accessKeyId, secretAccessKey },
    ];
    server = await MortalServer.create(folder, { TAMS_STORAGE_BACKENDS: JSON.stringify(backends) });
    await server.start();
    api = new Client(server.url);
  });
  after(async () => {
    await server?.kill();
    await proxy?.stop();
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });

  async function newObject(storage_id: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const flowId = await newFlow(api);
    const item = await allocateOne(api, flowId, { storage_id });
    expect((await upload(item, bytes)).status).to.equal(200);
    await register(api, flowId, { object_id: item.object_id, timerange: second(0) });
    return item.object_id;
  }

  async function urlOn(id: string, storageId: string): Promise<string | undefined> {
    const query = `?presigned=true&accept_storage_ids=${storageId}`;
    return (await objectOf(api, id, query)).get_urls?.[0]?.url;
  }

  /** Whether the bucket has an object of this size, whatever its name. */
  async function hasSize(size: number): Promise<boolean> {
    const { Contents = [] } = await s3.client().send(new ListObjectsV2Command({ Bucket: s3.bucket }));
    return Contents.some(({ Size }) => Size === size);
  }

  it("finishes them when it runs again, and never shows half of one (OBJ-031, DEL-017)", async function () {
    this.timeout(90_000);
    const [up, down] = [
      new Uint8Array(randomBytes(24 * MEBIBYTE + 1)),
      new Uint8Array(randomBytes(16 * MEBIBYTE)),
    ];
    const [upId, downId] = [await newObject(diskId, up), await newObject(bucketId, down)];
    const key = /[^/]+(?=\?)/.exec((await urlOn(downId, bucketId)) ?? "")?.[0] ?? "";
    proxy.setFaults([
      { effect: { kind: "slow", before: PAUSE }, method: "PUT", path: /partNumber=3/ },
      { effect: { kind: "slow", within: PAUSE }, method: "GET", path: new RegExp(key) },
    ]);
    mustBe(201, await api.post(`/objects/${upId}/instances`, { storage_id: bucketId }));
    mustBe(201, await api.post(`/objects/${downId}/instances`, { storage_id: diskId }));
    await eventually(async () => {
      const held = new Set(
        proxy.requests.filter(({ effect }) => effect === "slow").map((each) => each.method),
      );
      return held.size === 2 ? true : undefined;
    });
    expect([await urlOn(upId, bucketId), await urlOn(downId, diskId)]).to.eql([undefined, undefined]);
    await server.kill();
    expect(await hasSize(up.length)).to.equal(false);

    proxy.setFaults();
    await server.start();
    expect([await urlOn(upId, bucketId), await urlOn(downId, diskId)]).to.eql([undefined, undefined]);
    for (const [id, to, bytes] of [
      [upId, bucketId, up],
      [downId, diskId, down],
    ] as const) {
      const url = await eventually(() => urlOn(id, to), 60);
      const reply = await fetch(url);
      expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).to.equal(true);
    }
    expect(await hasSize(up.length)).to.equal(true);
  });
});
