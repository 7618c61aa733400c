import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { withS3 } from "../support/s3.ts";

const COMMAND = path.join(import.meta.dirname, "..", "..", "scripts", "s3-server.ts");

describe("node scripts/s3-server.ts", () => {
  let folder: string;

  before(async function () {
    // Built by then, so that the command starts at once, or skipped.
    await withS3(this);
    folder = await mkdtemp(path.join(tmpdir(), "tams-s3-test-"));
  });

  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it("prints an environment that works, ends at SIGTERM and keeps the buckets of its folder", async () => {
    const first = await running("--folder", folder, "--bucket", "kept");
    expect(await ended(first.child, "SIGTERM")).to.equal(0);
    expect(await answers(first.env)).to.equal(false);

    const second = await running("--folder", folder, "--bucket", "kept");
    const reply = await clientOf(second.env).send(new HeadBucketCommand({ Bucket: "kept" }));
    expect(reply.$metadata.httpStatusCode).to.equal(200);
    expect(second.env["AWS_SECRET_ACCESS_KEY"]).to.not.equal(first.env["AWS_SECRET_ACCESS_KEY"]);
    expect(await ended(second.child, "SIGTERM")).to.equal(0);
  });

  it("leaves no server running when it is killed", async () => {
    const { child, env } = await running();
    expect(await answers(env)).to.equal(true);
    await ended(child, "SIGKILL");
    while (await answers(env)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("refuses a port that is none", () => {
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, "--port", "none"], { encoding: "utf8" });
    expect(status).to.equal(1);
    expect(stderr).to.contain("--port is from 1 to 65535.");
  });
});

/** Starts the command and reads what it prints, until the last variable. */
async function running(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const env: Record<string, string> = {};
  for await (const line of createInterface(child.stdout)) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) env[name] = value;
    if (name === "AWS_SECRET_ACCESS_KEY") break;
  }
  return { child, env };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, "exit");
  child.kill(signal);
  const [code] = await exited;
  return code;
}

function answers(env: Record<string, string>): Promise<boolean> {
  return fetch(env["AWS_ENDPOINT_URL_S3"] ?? "").then(
    () => true,
    () => false,
  );
}

function clientOf(env: Record<string, string>): S3Client {
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = env;
  return new S3Client({
    endpoint: env["AWS_ENDPOINT_URL_S3"] ?? "",
    region: env["AWS_REGION"] ?? "",
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 1,
  });
}
