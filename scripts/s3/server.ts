import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../demo/server.ts";
import { installS3Server } from "./install.ts";

const KEEPER = path.join(import.meta.dirname, "keep.sh");
const PATIENCE = 30_000;
const POLL = 50;
const HEALTH = "/_health";

/** How to start an S3 server. What is absent is made up: a free port, a temporary folder, random credentials. */
export interface S3ServerOptions {
  /** Keeps the buckets, also after `stop`; else they are in a temporary folder that goes with the server. */
  readonly folder?: string;
  readonly port?: number;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly region?: string;
  /** Where the first build of the program is announced; standard error when absent. */
  readonly log?: (line: string) => void;
}

/** A running S3 server, and how to stop it. */
export interface S3Server {
  /** Its base URL, without a trailing slash, for addresses with the bucket in the path. */
  readonly endpoint: string;
  readonly port: number;
  /** Requests for host `BUCKET.DOMAIN`, with any port, are for that bucket. No name server knows it. */
  readonly domain: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Installs the S3 server if need be, starts it on 127.0.0.1 and waits until it answers. It ends when this process does,
 * however that happens. Throws `NoS3Server` when it cannot be installed.
 */
export async function startS3Server(options: S3ServerOptions = {}): Promise<S3Server> {
  const program = await installS3Server(options.log ?? ((line) => process.stderr.write(`${line}\n`)));
  const port = options.port ?? (await freePort());
  const server = {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    domain: "s3.localhost",
    region: options.region ?? "us-east-1",
    accessKey: options.accessKey ?? randomBytes(10).toString("hex").toUpperCase(),
    secretKey: options.secretKey ?? randomBytes(30).toString("base64url"),
  };
  const temporary = options.folder === undefined ? await mkdtemp(path.join(tmpdir(), "tams-s3-")) : "";
  const folder = path.resolve(options.folder ?? temporary);
  const child = await launch(program, server, folder, temporary);
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) output?.on("data", (chunk) => lines.push(String(chunk)));
  try {
    await ready(server.endpoint, child);
  } catch (cause) {
    await stop(child);
    throw new Error(`The S3 server did not start: ${lines.join("").slice(-2000)}`, { cause });
  }
  return { ...server, stop: () => stop(child) };
}

/** Objects' metadata goes into files beside them, as not every file system keeps extended attributes. */
async function launch(
  program: string,
  server: Omit<S3Server, "stop">,
  folder: string,
  temporary: string,
): Promise<ChildProcess> {
  const [buckets, metadata] = [path.join(folder, "buckets"), path.join(folder, "metadata")];
  for (const each of [buckets, metadata]) await mkdir(each, { recursive: true });
  const { port, domain, region, accessKey, secretKey } = server;
  const gateway = ["--port", `127.0.0.1:${port}`, "--region", region, "--virtual-domain", domain];
  const conduct = ["--health", HEALTH, "--keep-alive", "--quiet"];
  const args = [KEEPER, temporary, program, ...gateway, ...conduct, "posix", "--sidecar", metadata, buckets];
  // In a session of its own, so that a terminal's Ctrl-C reaches only this process, which then stops the server.
  return spawn("sh", args, {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
  });
}

async function ready(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline && child.exitCode === null) {
    const reply = await fetch(`${endpoint}${HEALTH}`).catch(() => undefined);
    if (reply?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error(child.exitCode === null ? "It was not ready in time." : "It ended at once.");
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  await ended;
}
