import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../demo/server.ts";
import type { Tally } from "./tally.ts";
import { Violation } from "./violation.ts";

const START = path.join(import.meta.dirname, "..", "..", "src", "start.mjs");
const PATIENCE = 60_000;
const POLL = 20;

/** Deletions of more segments than this are done by workers, after the answer. */
export const ASYNC_SEGMENTS = 100;

/** A server that is killed and started again, always on the same port and the same folder. */
export class MortalServer {
  readonly url: string;
  readonly data: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #log: number;
  #child: ChildProcess | undefined;
  #isUp = false;

  private constructor(folder: string, port: number, env: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`;
    this.data = path.join(folder, "data");
    this.#log = openSync(path.join(folder, "server.log"), "a");
    this.#env = {
      ...process.env,
      TAMS_PORT: String(port),
      TAMS_DATA: this.data,
      TAMS_AUTH: "none",
      TAMS_LOG_LEVEL: "warn",
      TAMS_DELETE_ASYNC_SEGMENTS: String(ASYNC_SEGMENTS),
      TAMS_WORKER_POLL_MS: "200",
      ...env,
    };
    process.once("exit", () => this.#child?.kill("SIGKILL"));
  }

  /** Whether it was ready and has not been killed since. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** A server with its data and its log in `folder`, not yet started; `env` has settings beside those. */
  static async create(folder: string, env: Readonly<Record<string, string>> = {}): Promise<MortalServer> {
    return new MortalServer(folder, await freePort(), env);
  }

  /** Starts it and waits until it is ready. Resolves to how long that took, in milliseconds. */
  async start(): Promise<number> {
    const started = performance.now();
    const child = spawn(process.execPath, [START], {
      env: this.#env,
      stdio: ["ignore", this.#log, this.#log],
    });
    this.#child = child;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null)
        throw new Violation("the server to start again", `that it ended with code ${child.exitCode}`);
      if (performance.now() - started > PATIENCE)
        throw new Violation("the server to start again", `that it is not ready after ${PATIENCE / 1000} s`);
      await sleep(POLL);
    }
    this.#isUp = true;
    return performance.now() - started;
  }

  /** Ends the process at once, as `kill -9` does: it gets no chance to finish anything. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    this.#isUp = false;
    await exited;
  }

  /** Kills it while `work` goes on, and resolves to the outcome of that; the server stays down. */
  async killDuring<Result>(work: Promise<Result>, afterMs: number, tally: Tally): Promise<Result> {
    const killing = sleep(afterMs).then(() => this.kill());
    const [result] = await Promise.all([work, killing]);
    tally.kills++;
    return result;
  }

  /** Starts it after a kill. */
  async restart(tally: Tally): Promise<void> {
    tally.restarted(await this.start());
  }

  async #isReady(): Promise<boolean> {
    const reply = await fetch(`${this.url}/health/ready`).catch(() => undefined);
    await reply?.arrayBuffer().catch(() => undefined);
    return reply?.ok === true;
  }
}
