import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Config, readConfig } from "../../src/config.ts";
import type { OperationId } from "../../src/contract/operations.ts";
import { start } from "../../src/main.ts";
import type { App } from "../../src/services/app.ts";
import { collectLog, type LogLine } from "./log.ts";

/** A whole server on a free port, with a folder of its own. */
export interface TestApp {
  /** The base URL, without a trailing slash. */
  readonly base: string;
  readonly app: App;
  readonly folder: string;
  /** What was logged so far. */
  readonly lines: readonly LogLine[];
  /** Closes the server, removes its folder, and fails the test if a reply broke the contract. */
  close(): Promise<void>;
}

/** Every pair of operation and status that any server of this run has answered, as `GET_flows 200`. */
export const ledger = new Set<string>();

/** What a test may set differently from the defaults. */
export interface Overrides {
  readonly http?: Partial<Config["http"]>;
  readonly services?: Partial<Config["services"]>;
  readonly storageBackends?: Config["storageBackends"];
  /** Kept after `close`, for tests that start a server again on the same data. */
  readonly folder?: string;
}

/** Notes an answer in the ledger. */
function noteReply(operation: OperationId, status: number): void {
  ledger.add(`${operation} ${status}`);
}

/** Starts a server as `npm start` does, but for the overrides. */
export async function startApp(overrides: Overrides = {}): Promise<TestApp> {
  const folder = overrides.folder ?? (await mkdtemp(join(tmpdir(), "tams-test-")));
  const { config } = readConfig(["--data", folder, "--port", "0"], {});
  const faults: Error[] = [];
  const { log, lines } = collectLog();
  const running = await start(
    {
      ...config,
      storageBackends: overrides.storageBackends ?? config.storageBackends,
      http: { ...config.http, ...overrides.http },
      services: { ...config.services, ...overrides.services },
    },
    { log, onReply: noteReply, onReplyFault: (fault) => faults.push(fault) },
  );
  return {
    base: running.url,
    app: running.app,
    folder,
    lines,
    close: async () => {
      await running.close();
      if (overrides.folder === undefined) await rm(folder, { recursive: true, force: true });
      expect(faults.map((fault) => fault.message)).to.eql([]);
    },
  };
}
