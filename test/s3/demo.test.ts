import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { type TestS3, withS3 } from "../support/s3.ts";
import { bucketBackend, diskBackend } from "../support/s3-app.ts";
import { startApp, type TestApp } from "../support/start.ts";

const DEMO = path.join(import.meta.dirname, "..", "..", "scripts", "demo.ts");
const run = promisify(execFile);

describe("the demo on a bucket", () => {
  let s3: TestS3;
  let test: TestApp;
  let folder = "";
  before(async function () {
    if (spawnSync("ffmpeg", ["-version"]).error !== undefined) {
      process.stderr.write("\n    SKIPPED: the demo needs ffmpeg, which is not installed.\n");
      this.skip();
    }
    s3 = await withS3(this);
    folder = await mkdtemp(path.join(tmpdir(), "tams-demo-"));
    const bucket = { ...bucketBackend(s3, "bucket"), isDefault: true };
    test = await startApp({ storageBackends: [bucket, diskBackend("disk", folder)] });
  });
  after(async () => {
    await test?.close();
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });

  it("sends TS and CMAF in and back frame by frame, and edits by reference (OBJ-014, STO-016, SEG-071)", async function () {
    this.timeout(180_000);
    const { stdout } = await run(process.execPath, [DEMO, "--url", test.base, "--seconds", "12"]);
    expect(stdout.trim().split("\n").at(-1)).to.match(
      /^demo: ok, TS 300 frames, CMAF 300 frames, edit 200 frames, [\d.]+ s$/,
    );
    const { Contents = [] } = await s3.client().send(new ListObjectsV2Command({ Bucket: s3.bucket }));
    const media = Contents.filter(({ Key }) => /\.(ts|mp4)$/.test(Key ?? ""));
    const objects = await test.app.engine.read((view) => view.select("objects"));
    expect(media.length, "every object lies in the bucket").to.equal(objects.length);
  });
});
