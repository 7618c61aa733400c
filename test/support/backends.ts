import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../src/config.ts";
import { Client } from "./client.ts";
import { uuid } from "./make.ts";
import { type Overrides, startApp, type TestApp } from "./start.ts";

type Backend = Config["storageBackends"][number];

/** A server with two disk backends: `fast`, the default, and `slow`, told apart by everything that TAMS shows. */
export interface TwoBackends {
  readonly api: Client;
  readonly test: TestApp;
  readonly fast: Backend;
  readonly slow: Backend;
}

/** Starts it before the tests of the enclosing `describe`, stops it after them, and removes the folders. */
export function servedTwoBackends(overrides: Overrides = {}): { readonly current: TwoBackends } {
  let current: TwoBackends | undefined;
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-backends-"));
    const [fast, slow] = twoBackends(folder);
    const test = await startApp({ ...overrides, storageBackends: [slow, fast] });
    current = { api: new Client(test.base), test, fast, slow };
  });
  after(async () => {
    await current?.test.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get current() {
      if (current === undefined) throw new Error("The server has not started.");
      return current;
    },
  };
}

function twoBackends(folder: string): [fast: Backend, slow: Backend] {
  const common = { kind: "disk", provider: "tests", storeProduct: "disk" } as const;
  return [
    {
      ...common,
      id: uuid(),
      label: "fast",
      folder: join(folder, "fast"),
      region: "north",
      availabilityZone: "north-1",
      tags: { tier: "hot", sites: ["oslo", "bergen"] },
      isDefault: true,
    },
    {
      ...common,
      id: uuid(),
      label: "slow",
      folder: join(folder, "slow"),
      tags: { tier: "cold" },
      isDefault: false,
    },
  ];
}
