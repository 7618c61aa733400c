import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { type Config, readConfig } from "../../src/config.ts";
import type { OperationId } from "../../src/contract/operations.ts";
import { start } from "../../src/main.ts";
import type { App } from "../../src/services/app.ts";
import { closeAfterSuites } from "./closing.ts";
import { collectLog, type LogLine } from "./log.ts";
import { newBucket, type TestS3 } from "./s3.ts";
import { testVast } from "./vast.ts";

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
  readonly auth?: Partial<Config["auth"]>;
  readonly identity?: Partial<Config["identity"]>;
  readonly storageBackends?: Config["storageBackends"];
  readonly engine?: Config["engine"];
  /** Kept after `close`, for tests that start a server again on the same data. */
  readonly folder?: string;
}

/** Set to `s3`, it puts the default backend of every server into a bucket, so that tests written for disks prove buckets. */
const onBuckets = process.env["TAMS_TEST_MEDIA"] === "s3";

/**
 * A test of what only a disk's URLs can do, since this server serves them: judge each upload, take unsigned requests. Its
 * counterpart for buckets is in test/s3; there is no such test, not a skipped one, in a run on buckets.
 */
export function itOnDisk(title: string, test: Mocha.AsyncFunc): void {
  if (!onBuckets) it(title, test);
}

let bucket: Promise<TestS3> | undefined;

/** The backends, the default one in a bucket where that is asked for; the same place again for the same folder. */
async function asAsked(
  backends: Config["storageBackends"],
  folder: string,
): Promise<Config["storageBackends"]> {
  if (!onBuckets) return backends;
  if (bucket === undefined) {
    bucket = newBucket();
    closeAfterSuites(async () => {
      bucket = undefined;
    });
  }
  const { bucket: name, endpoint, region, accessKey, secretKey } = await bucket;
  return backends.map((backend) => {
    if (!backend.isDefault || backend.kind !== "disk") return backend;
    const { folder: mediaFolder, ...described } = backend;
    const prefix = `${basename(folder)}/${basename(mediaFolder)}/`;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    const s3 = { bucket: name, prefix, endpoint, region, pathStyle: true, verifyTls: true, credentials };
    return { ...described, kind: "s3", s3 };
  });
}

/** Set to `vast`, it puts the tables of every server into a VAST Database, so that all tests prove that engine too. */
const onVast = process.env["TAMS_TEST_ENGINE"] === "vast";

/** The engine of a test server: a schema that is named after its folder, so the same again for the same folder. */
async function onSchemaOf(folder: string): Promise<Config["engine"]> {
  return { kind: "vast", vast: { ...(await testVast()), schema: basename(folder) } };
}

/** Notes an answer in the ledger. */
function noteReply(operation: OperationId, status: number): void {
  ledger.add(`${operation} ${status}`);
}

/** Starts a server as `npm start` does, but for the overrides. */
export async function startApp(overrides: Overrides = {}): Promise<TestApp> {
  const folder = overrides.folder ?? (await mkdtemp(join(tmpdir(), "tams-test-")));
  const { config } = readConfig(["--data", folder, "--port", "0", "--auth", "none"], {});
  const faults: Error[] = [];
  const { log, lines } = collectLog();
  const running = await start(
    {
      ...config,
      engine: overrides.engine ?? (onVast ? await onSchemaOf(folder) : config.engine),
      storageBackends: await asAsked(overrides.storageBackends ?? config.storageBackends, folder),
      http: { ...config.http, ...overrides.http },
      services: { ...config.services, ...overrides.services },
      auth: { ...config.auth, ...overrides.auth },
      identity: { ...config.identity, ...overrides.identity },
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
