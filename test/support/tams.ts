import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Config, readConfig } from "../../src/config.ts";
import { openStores, type Stores } from "../../src/main.ts";
import { EVENT_LOG } from "../../src/services/catalog.ts";
import type { Engine } from "../../src/storage/engine.ts";
import { type TableName, tables } from "../../src/storage/tables.ts";
import { collectLog } from "./log.ts";
import { uuid } from "./make.ts";
import { eventually } from "./steps.ts";

const START = join(import.meta.dirname, "..", "..", "src", "start.mjs");

/** What a run of the program came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * One installation of the program: a data folder, two Storage Backends (`fast`, the default, and `slow`), and a port, all
 * of which outlive the processes that use them. `REBUILD_BUCKET` has the settings of a bucket for `fast`.
 */
export class Installation {
  readonly folder: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.env = {
      TAMS_DATA: this.data,
      TAMS_PORT: String(port),
      TAMS_LOG_LEVEL: "error",
      TAMS_AUTH: "none",
      TAMS_WORKER_POLL_MS: "50",
      TAMS_STORAGE_BACKENDS: JSON.stringify(backendsIn(folder)),
    };
  }

  /** An installation below a folder, with nothing running. */
  static async in(folder: string): Promise<Installation> {
    return new Installation(folder, await freePort());
  }

  get data(): string {
    return join(this.folder, "data");
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const child = spawn(process.execPath, [START, ...args], {
      env: { ...process.env, ...this.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    await once(child, "close");
    return { status: child.exitCode, ...output };
  }

  /** Starts the server and waits until it is ready. */
  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = spawn(process.execPath, [START], {
      env: { ...process.env, ...this.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child = child;
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const kill = (): void => void child.kill("SIGKILL");
    process.once("exit", kill);
    child.once("exit", () => process.off("exit", kill));
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}: ${said}`);
      const reply = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      return reply?.ok ? true : undefined;
    });
  }

  /** Ends the server: in order, or at once as `kill -9` does. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  /** Destroys the database and all else that is not in the media stores. */
  async destroyDatabase(): Promise<void> {
    await rm(this.data, { recursive: true });
  }

  /** Opens the engine and the stores in this process, beside a server that may be running. */
  async open<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    const stores = await openStores(this.config(), { log: collectLog().log });
    try {
      return await work(stores);
    } finally {
      await stores.close();
    }
  }

  config(): Config {
    return readConfig([], this.env).config;
  }

  /** Waits until the sidecars say what the tables say. */
  async caughtUp(): Promise<void> {
    await this.open(({ app }) =>
      eventually(async () => {
        const [changes, job, mark] = await app.engine.read(async (view) => [
          await view.select("catalog_changes"),
          await view.get("jobs", { id: "catalog" }),
          await view.get("settings", { name: "catalog" }),
        ]);
        return changes.length === 0 && job === undefined && mark?.doc === "{}" ? true : undefined;
      }, 60),
    );
  }
}

function backendsIn(folder: string): readonly object[] {
  const bucket = process.env["REBUILD_BUCKET"];
  const fast =
    bucket === undefined
      ? { folder: join(folder, "fast") }
      : { ...(JSON.parse(bucket) as object), kind: "s3", prefix: `${uuid()}/` };
  return [
    { label: "slow", id: uuid(), folder: join(folder, "slow"), tags: { tier: "cold" } },
    { label: "fast", id: uuid(), default: true, tags: { tier: "hot" }, ...fast },
  ];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Tables that a rebuild does not restore: work under way, secrets, accounts, and what was told of the past. */
const APART: readonly string[] = [
  "jobs",
  "catalog_changes",
  "webhooks",
  "webhook_classes",
  "deletion_requests",
  "event_outbox",
  "events",
  "deliveries",
  "users",
  "api_tokens",
  "refresh_tokens",
  "auth_log",
];

/** Every row that a rebuild must restore, table by table in the order of keys, as JSON. */
export async function allRows(engine: Engine): Promise<Record<string, string[]>> {
  const names = Object.keys(tables).filter((name): name is TableName => !APART.includes(name));
  return engine.read(async (view) => {
    const entries: [string, string[]][] = [];
    for (const name of names) {
      const kept = (await view.select(name)).filter((row) => !("name" in row && row.name === EVENT_LOG));
      const rows = kept.map((row) => JSON.stringify(comparable(row)));
      entries.push([name, rows.sort()]);
    }
    return Object.fromEntries(entries);
  });
}

/** `longest` is an upper bound, which a rebuild finds anew; the columns come in any order. */
function comparable(row: object): object {
  const fields = Object.entries(row).filter(([name]) => name !== "longest");
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
