import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { type Effect, SLOW_DOWN } from "../../scripts/s3/effects.ts";
import type { FaultRule } from "../../scripts/s3/faults.ts";
import type { BackendSettings } from "../../src/config/backends.ts";
import { segment } from "../support/make.ts";
import { ORIGIN_ALLOW, openOrigin } from "../support/origin.ts";
import { idle, isStored, jobsOf, keyOn, placeOf, servedBuckets } from "../support/s3-app.ts";
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

const TYPE = "video/mp4";

describe("controlled copies between buckets and a disk", () => {
  const services = { outboundAllow: ORIGIN_ALLOW };
  const served = servedBuckets({ services }, { requestTimeout: 2000, maxAttempts: 2 });

  /** An Object of a client's, on a backend. */
  async function newObject(bytes: Uint8Array<ArrayBuffer>, on: BackendSettings): Promise<string> {
    const { api } = served.current;
    const flowId = await newFlow(api);
    const item = await allocateOne(api, flowId, { storage_id: on.id, content_type: TYPE });
    expect((await upload(item, bytes)).status).to.equal(200);
    await register(api, flowId, { object_id: item.object_id, timerange: second(0) });
    return item.object_id;
  }

  async function startCopy(id: string, to: BackendSettings): Promise<void> {
    mustBe(201, await served.current.api.post(`/objects/${id}/instances`, { storage_id: to.id }));
  }

  /** The presigned URL on a backend, if it is shown. */
  async function shownOn(id: string, { id: storageId }: BackendSettings): Promise<string | undefined> {
    const query = `?presigned=true&accept_storage_ids=${storageId}`;
    return (await objectOf(served.current.api, id, query)).get_urls?.[0]?.url;
  }

  /** Waits until the copy is shown, and fails unless it was whole at the first sight of it. */
  async function mustArrive(id: string, to: BackendSettings, bytes: Uint8Array): Promise<void> {
    const reply = await fetch(await eventually(() => shownOn(id, to)));
    expect(reply.headers.get("content-type")).to.equal(TYPE);
    expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).to.equal(true);
  }

  for (const [size, method, requests] of [
    [300_000, "PUT", /x-id=CopyObject/],
    [12 * MEBIBYTE + 7, "PUT", /x-id=UploadPartCopy/],
  ] as const) {
    it(`of ${size} bytes inside S3 move no bytes through the server (OBJ-021, OBJ-027)`, async () => {
      const { one, two, inside, outside, test } = served.current;
      const bytes = new Uint8Array(randomBytes(size));
      const id = await newObject(bytes, one);
      const keys = [await keyOn(test.app, id, one)];
      inside.forget();
      outside.forget();
      await startCopy(id, two);
      await eventually(() => shownOn(id, two));
      keys.push(await keyOn(test.app, id, two));
      const seen = inside.requests.filter(({ path }) => keys.some((key) => path.includes(key)));
      const media = seen.filter(({ path }) => !path.includes(".tams"));
      expect(media.filter((each) => each.method === "GET")).to.eql([]);
      const sent = media.filter((each) => each.method === method);
      expect(sent).to.have.length(size > 6 * MEBIBYTE ? 3 : 1);
      for (const { path } of sent) expect(path).to.match(requests);
      expect(outside.count()).to.equal(0);
      await mustArrive(id, two, bytes);
    });
  }

  for (const size of [300_000, 12 * MEBIBYTE + 7]) {
    it(`of ${size} bytes go from a bucket to a disk, and back (OBJ-021, DM-008)`, async () => {
      const { one, two, disk, s3, test } = served.current;
      const bytes = new Uint8Array(randomBytes(size));
      for (const [from, to] of [
        [one, disk],
        [disk, two],
      ] as const) {
        const id = await newObject(bytes, from);
        await startCopy(id, to);
        await mustArrive(id, to, bytes);
        if (to.kind !== "s3") continue;
        const { ETag } = await s3.client().send(new HeadObjectCommand(await placeOf(test.app, id, to)));
        expect(ETag).to.match(size > 5 * MEBIBYTE ? /-3"$/ : /[0-9a-f]{32}"$/);
      }
    });
  }

  it("of Objects that are elsewhere are fetched into a bucket, and from there to others (OBJ-023)", async () => {
    const { api, one, two, disk } = served.current;
    const bytes = randomBytes(7 * MEBIBYTE);
    const origin = await openOrigin((_, response) =>
      response.writeHead(200, { "content-type": TYPE, "content-length": bytes.length }).end(bytes),
    );
    const body = segment(second(0), { get_urls: [{ url: `${origin.url}/x`, label: "origin" }] });
    await register(api, await newFlow(api), body);
    const id = body.object_id;
    await startCopy(id, one);
    await mustArrive(id, one, bytes);
    await origin.close();
    mustBe(204, await api.del(`/objects/${id}/instances?label=origin`));
    for (const to of [two, disk]) {
      await startCopy(id, to);
      await mustArrive(id, to, bytes);
    }
  });

  /** Faults that a copy between these two meets, and the requests that show that it met one. */
  const failures: readonly [string, "one" | "disk", "disk" | "two", FaultRule][] = [
    ["S3 asks for less", "one", "two", { effect: SLOW_DOWN, method: "PUT", path: /x-id=CopyObject/ }],
    ["S3 is slow", "one", "two", { effect: { kind: "slow", before: 4000 }, path: /x-id=CopyObject/ }],
    ["S3 loses the request", "disk", "two", { effect: { kind: "reset", when: "before" }, method: "PUT" }],
    ["the bytes change", "disk", "two", { effect: { kind: "corrupt", body: "upload" }, method: "PUT" }],
    ["the bytes change", "one", "disk", { effect: { kind: "corrupt", body: "reply" }, method: "GET" }],
    ["some bytes are left out", "one", "disk", { effect: truncated(true), method: "GET" }],
    ["the bytes end early", "one", "disk", { effect: truncated(false), method: "GET" }],
    ["the bytes stop coming", "one", "disk", { effect: { kind: "slow", within: 4000 }, method: "GET" }],
    ["S3 answers 200 and fails", "one", "two", { effect: lateFailure(), path: /x-id=CopyObject/ }],
  ];
  for (const [what, from, to, fault] of failures) {
    it(`are not shown from ${from} to ${to} while ${what}, are tried again, and come whole (OBJ-031)`, async function () {
      this.timeout(40_000);
      const { inside, test, s3 } = served.current;
      const [source, target] = [served.current[from], served.current[to]];
      const bytes = new Uint8Array(randomBytes(300_000));
      const id = await newObject(bytes, source);
      await idle(test.app);
      inside.setFaults([fault]);
      await startCopy(id, target);
      await eventually(async () => {
        const [job] = (await jobsOf(test.app)).filter(({ kind }) => kind === "copy");
        expect(await shownOn(id, target)).to.equal(undefined);
        return job?.error == null ? undefined : job;
      }, 20);
      expect(inside.requests.some(({ effect }) => effect === fault.effect.kind)).to.equal(true);
      expect((await objectOf(served.current.api, id)).get_urls?.map(({ label }) => label)).to.eql([
        from,
        from,
      ]);
      if (target.kind === "s3" && fault.effect.kind !== "slow")
        expect(await isStored(s3, await placeOf(test.app, id, target))).to.equal(false);
      inside.setFaults();
      await mustArrive(id, target, bytes);
    });
  }

  it("that are broken while S3 lies about its checksums come whole or not at all", async () => {
    const { inside, one, disk } = served.current;
    const bytes = new Uint8Array(randomBytes(300_000));
    const id = await newObject(bytes, one);
    inside.setFaults([{ effect: { kind: "checksum" } }]);
    await startCopy(id, disk);
    const url = await eventually(() => shownOn(id, disk));
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes)).to.equal(true);
  });

  it("are of the bytes that the Object had, and of no others that came in their place (DM-008, OBJ-031)", async () => {
    const { one, two, disk, s3, test } = served.current;
    const bytes = new Uint8Array(randomBytes(1000));
    for (const [to, other] of [
      [two, randomBytes(1001)],
      [disk, randomBytes(1000)],
    ] as const) {
      const id = await newObject(bytes, disk);
      await startCopy(id, one);
      await mustArrive(id, one, bytes);
      mustBe(204, await served.current.api.del(`/objects/${id}/instances?storage_id=${disk.id}`));
      const at = { ...(await placeOf(test.app, id, one)), ContentType: TYPE };
      await s3.client().send(new PutObjectCommand({ ...at, Body: other }));
      await idle(test.app);
      await startCopy(id, to);
      await eventually(async () => {
        expect(await shownOn(id, to)).to.equal(undefined);
        return (
          (await jobsOf(test.app)).find(({ error }) => /are not those|copied whole/.test(error ?? "")) && true
        );
      });
      await s3.client().send(new PutObjectCommand({ ...at, Body: bytes }));
      await mustArrive(id, to, bytes);
    }
  });

  it("come from another instance when the first cannot be read (OBJ-021)", async () => {
    const { api, one, two, disk, test } = served.current;
    const bytes = new Uint8Array(randomBytes(1000));
    const id = await newObject(bytes, disk);
    await startCopy(id, one);
    await mustArrive(id, one, bytes);
    await idle(test.app);
    await rm(disk.folder, { recursive: true });
    await startCopy(id, two);
    await mustArrive(id, two, bytes);
    mustBe(204, await api.del(`/objects/${id}/instances?label=disk`));
  });
});

function truncated(unnoticed: boolean): Effect {
  return { kind: "truncate", unnoticed };
}

/** How S3 says that a copy failed after it began to answer (S3 API reference, CopyObject). */
function lateFailure(): Effect {
  const body = "<Error><Code>InternalError</Code><Message>We failed.</Message></Error>";
  return { kind: "answer", status: 200, body };
}
