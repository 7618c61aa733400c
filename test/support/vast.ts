import { randomUUID } from "node:crypto";
import type { VastSettings } from "../../src/config/vast.ts";
import { vastOptions } from "../../src/main.ts";
import type { VastEngineOptions } from "../../src/storage/vast/engine.ts";
import type { Faults } from "../../src/vast-emulator/faults.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/vast-emulator/server.ts";
import { closeAfterSuites } from "./closing.ts";

const KEYS = { accessKeyId: "tests", secretAccessKey: "secret-of-the-tests" };
const BUCKET = "tams-tests";
const COMMON = { region: "vast", timeoutMs: 30_000, connectTimeoutMs: 5000, verifyTls: true };

let shared: Promise<Emulator> | undefined;

/** The emulator that the suites share; started at its first use, with the faults of TAMS_TEST_VAST_FAULTS. */
function sharedEmulator(): Promise<Emulator> {
  if (shared !== undefined) return shared;
  const started = newEmulator({ faults: JSON.parse(process.env["TAMS_TEST_VAST_FAULTS"] ?? "{}") as Faults });
  shared = started;
  closeAfterSuites(async () => {
    shared = undefined;
    await (await started).close();
  });
  return started;
}

/** An emulator of the caller's own, to be closed by it. */
export function newEmulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  return startEmulator({ ...KEYS, buckets: [BUCKET], strict: true, ...options });
}

/** Where test servers keep their tables: at TAMS_TEST_VAST_ENDPOINT, with the keys and bucket beside it, or in the shared emulator. */
export async function testVast(): Promise<Omit<VastSettings, "schema">> {
  const endpoint = process.env["TAMS_TEST_VAST_ENDPOINT"];
  if (endpoint === undefined) {
    const { url } = await sharedEmulator();
    return { ...COMMON, ...KEYS, endpoints: [url], bucket: BUCKET };
  }
  const accessKeyId = process.env["TAMS_TEST_VAST_ACCESS_KEY_ID"] ?? KEYS.accessKeyId;
  const secretAccessKey = process.env["TAMS_TEST_VAST_SECRET_ACCESS_KEY"] ?? KEYS.secretAccessKey;
  const bucket = process.env["TAMS_TEST_VAST_BUCKET"] ?? BUCKET;
  return { ...COMMON, accessKeyId, secretAccessKey, endpoints: [endpoint], bucket };
}

/** The options of an engine on that database, in a schema of its own. */
export async function testEngine(schema = `s-${randomUUID()}`): Promise<VastEngineOptions> {
  return { ...vastOptions({ ...(await testVast()), schema }), projections: false };
}

/** The settings of an engine on an emulator, in a schema of its own. */
export function settingsOf({ url }: Pick<Emulator, "url">, schema = `s-${randomUUID()}`): VastSettings {
  return { ...COMMON, ...KEYS, endpoints: [url], bucket: BUCKET, schema };
}

/** The options of an engine on an emulator, in a schema of its own. */
export function engineOn(emulator: Pick<Emulator, "url">, schema?: string): VastEngineOptions {
  return { ...vastOptions(settingsOf(emulator, schema)), projections: false };
}
