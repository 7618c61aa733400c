import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { startPython } from "../vast-sdk/python.ts";
import type { Measured, Task } from "./work.ts";

const HERE = import.meta.dirname;
const START = path.join(HERE, "../../src/start.mjs");

/** The emulator in a process of its own, so that its work is nobody's processor time but its own. */
export interface Cluster {
  readonly url: string;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Ends it, with all it had. */
  stop(): Promise<void>;
}

/** Starts `tams vast-emulator` with one bucket, on a free port. */
export async function startCluster(bucket: string): Promise<Cluster> {
  const keys = { accessKeyId: "bench", secretAccessKey: randomBytes(12).toString("hex") };
  const child = spawn(process.execPath, [START, "vast-emulator", "--port", "0", "--bucket", bucket], {
    env: {
      ...process.env,
      TAMS_VAST_ACCESS_KEY_ID: keys.accessKeyId,
      TAMS_VAST_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const line of createInterface(child.stdout)) {
    said += line;
    const [url] = /http:\/\/\S+:\d+/.exec(line) ?? [];
    if (url !== undefined) return { url, keys, stop: () => ended(child) };
  }
  throw new Error(`The emulator did not start: ${said}`);
}

type Child = ChildProcessByStdio<Writable | null, Readable, null>;

async function ended(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A client in a process of its own. */
export interface Peer {
  /** Has it do something; throws when it cannot. */
  measure(task: Task): Promise<Measured>;
  stop(): Promise<void>;
}

/** Which client, and what it is told of where the tables are. */
export interface PeerOptions {
  readonly which: "ours" | "sdk";
  readonly cluster: Cluster;
  readonly bucket: string;
  readonly schema: string;
  /** With the files of rows. */
  readonly folder: string;
}

/** Starts one of the two clients. */
export function startPeer({ which, cluster, bucket, schema, folder }: PeerOptions): Peer {
  const args = [cluster.url, bucket, schema, folder];
  const env = {
    AWS_ACCESS_KEY_ID: cluster.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cluster.keys.secretAccessKey,
  };
  const stdio = ["pipe", "pipe", "inherit"] as const;
  const child =
    which === "ours"
      ? spawn(process.execPath, [...profiling(), path.join(HERE, "ours.ts"), ...args], {
          env: { ...process.env, ...env },
          stdio: [...stdio],
        })
      : startPython("../bench-vast/sdk.py", args, env, { stdio: [...stdio] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error(`The process of ${which} has no pipes.`);
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  return {
    async measure(task) {
      stdin.write(`${JSON.stringify(task)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`The process of ${which} ended.`);
      return JSON.parse(value) as Measured;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      stdin.end();
      await once(child, "exit");
    },
  };
}

/** Options of node for the process of our client, to look into it: `--cpu-prof` in BENCH_VAST_NODE. */
function profiling(): string[] {
  return process.env["BENCH_VAST_NODE"]?.split(" ") ?? [];
}
