import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { type FaultProxy, startFaultProxy } from "../../scripts/s3/faults.ts";
import type { BackendSettings, DiskBackendSettings, S3BackendSettings } from "../../src/config/backends.ts";
import type { S3StoreOptions } from "../../src/media/s3/options.ts";
import type { App } from "../../src/services/app.ts";
import type { Row } from "../../src/storage/tables.ts";
import { Client } from "./client.ts";
import { uuid } from "./make.ts";
import { type TestS3, withS3 } from "./s3.ts";
import { MEBIBYTE } from "./s3-store.ts";
import { type Overrides, startApp, type TestApp } from "./start.ts";
import { eventually } from "./steps.ts";

/** A server on two buckets of one S3, of which `one` is the default, and a folder. */
export interface Buckets {
  readonly api: Client;
  readonly test: TestApp;
  readonly s3: TestS3;
  readonly one: S3BackendSettings;
  readonly two: S3BackendSettings;
  readonly disk: DiskBackendSettings;
  /** By which the server reaches S3. */
  readonly inside: FaultProxy;
  /** Which the server's URLs name, for clients. */
  readonly outside: FaultProxy;
}

/** How impatient the server is with S3, and in which sizes it sends. */
export type Conduct = Pick<S3StoreOptions, "requestTimeout" | "maxAttempts">;

/** Starts it before the tests of the enclosing `describe`, and removes it all after them; faults end with each test. */
export function servedBuckets(
  overrides: Overrides = {},
  conduct: Conduct = {},
): { readonly current: Buckets } {
  let current: Buckets | undefined;
  let folder = "";
  before(async function () {
    const s3 = await withS3(this);
    const other = await withS3(this);
    folder = await mkdtemp(join(tmpdir(), "tams-buckets-"));
    const inside = await startFaultProxy({ target: s3.endpoint });
    const outside = await startFaultProxy({ target: s3.endpoint });
    const places = { endpoint: inside.endpoint, publicEndpoint: outside.endpoint, ...conduct };
    const one = bucketBackend(s3, "one", { ...places, prefix: "tams/one/" });
    const two = bucketBackend(s3, "two", { ...places, bucket: other.bucket });
    const disk = diskBackend("disk", join(folder, "disk"));
    const test = await startApp({
      ...overrides,
      storageBackends: [two, disk, { ...one, isDefault: true }],
    });
    current = { api: new Client(test.base), test, s3, one, two, disk, inside, outside };
  });
  afterEach(() => {
    current?.inside.setFaults();
    current?.outside.setFaults();
  });
  after(async () => {
    await current?.test.close();
    await current?.inside.stop();
    await current?.outside.stop();
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });
  return {
    get current() {
      if (current === undefined) throw new Error("The server has not started.");
      return current;
    },
  };
}

/** A bucket as a Storage Backend, which is not the default. Uploads and copies above a few MiB are in parts. */
export function bucketBackend(
  { bucket, endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey }: TestS3,
  label: string,
  over: Partial<S3BackendSettings["s3"]> & Conduct = {},
): S3BackendSettings {
  const sizes = { partSize: 5 * MEBIBYTE, copyInPartsAbove: 6 * MEBIBYTE, copyPartSize: 5 * MEBIBYTE };
  const place = { bucket, prefix: "", endpoint, region, pathStyle: true, verifyTls: true };
  const s3 = { ...place, credentials: { accessKeyId, secretAccessKey }, ...sizes, ...over };
  return { ...described(label), storeProduct: "s3", region: "north", kind: "s3", s3 };
}

/** A folder as a Storage Backend, which is not the default. */
export function diskBackend(label: string, folder: string): DiskBackendSettings {
  return { ...described(label), storeProduct: "disk", kind: "disk", folder };
}

function described(label: string) {
  return { id: uuid(), label, provider: "tests", tags: { name: label }, isDefault: false };
}

/** The key under which an Object's bytes are, or will be, on a backend. Throws where no instance is there. */
export async function keyOn(app: App, objectId: string, backend: BackendSettings): Promise<string> {
  const instance = await app.engine.read((view) =>
    view.get("object_instances", { object_id: objectId, ref: `storage:${backend.id}` }),
  );
  if (instance === undefined) throw new Error(`Object ${objectId} has no instance on ${backend.label}.`);
  return instance.key;
}

/** Where that is in the bucket. */
export async function placeOf(app: App, objectId: string, backend: S3BackendSettings) {
  return { Bucket: backend.s3.bucket, Key: backend.s3.prefix + (await keyOn(app, objectId, backend)) };
}

/** Whether a bucket has an object, asked behind all proxies. */
export async function isStored(s3: TestS3, at: { Bucket: string; Key: string }): Promise<boolean> {
  try {
    const { Body } = await s3.client().send(new GetObjectCommand(at));
    await Body?.transformToByteArray();
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "NoSuchKey") return false;
    throw thrown;
  }
}

/** The work that waits or goes on in the background; the look at retention, which recurs for ever, apart. */
export function jobsOf({ engine }: App): Promise<Row<"jobs">[]> {
  const where = [{ column: "kind", op: "ne", value: "retention" } as const];
  return engine.read((view) => view.select("jobs", { where, order: "due" }));
}

/** Waits until nothing is left to do in the background. */
export async function idle(app: App, seconds?: number): Promise<void> {
  await eventually(async () => ((await jobsOf(app)).length === 0 ? true : undefined), seconds);
}
