import { randomUUID } from "node:crypto";
import type { VastOptions } from "../../src/vast/client.ts";
import { type Emulator, startEmulator } from "../../src/vast-emulator/server.ts";

const KEYS = { accessKeyId: "tests", secretAccessKey: "secret of the tests" };
const BUCKET = "tams-tests";

let shared: Promise<Emulator> | undefined;

// Registered when a suite imports this module, so outside any suite: it runs after all of them.
after(async () => {
  await shared?.then((emulator) => emulator.close());
});

/** The emulator that all tests of this process share; started at its first use. */
export function sharedEmulator(): Promise<Emulator> {
  shared ??= newEmulator();
  return shared;
}

/** An emulator of the caller's own, to be closed by it. */
export function newEmulator(options: Partial<Parameters<typeof startEmulator>[0]> = {}): Promise<Emulator> {
  return startEmulator({ ...KEYS, buckets: [BUCKET], strict: true, ...options });
}

/** How an engine reaches an emulator, and a schema of its own there. */
export function engineOptions(emulator: Pick<Emulator, "url">, schema = `s-${randomUUID()}`) {
  const client: VastOptions = { endpoints: [emulator.url], ...KEYS };
  return { client, bucket: BUCKET, schema, projections: false };
}
