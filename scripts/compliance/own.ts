import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createToken } from "../../src/auth/api-tokens.ts";
import { addUser } from "../../src/auth/users.ts";
import { readConfig } from "../../src/config.ts";
import type { Scope } from "../../src/contract/operations.ts";
import { openStores } from "../../src/main.ts";
import { type OwnServer, startServer } from "../demo/server.ts";

/** A server of our own as operators run it: with callers to tell apart, a policy, and Storage Backends that not everybody may use. */
export interface Judged {
  readonly server: OwnServer;
  /** The options of tams-compliance that say who calls. */
  readonly callers: readonly string[];
}

const CLASS = "tams-compliance";
const MEMBERS = ["alice", "bob"];
const PASSWORD = "the password of a server that lives as long as this run";

/** Whom classes do not limit. */
const UNLIMITED = "unlimited";

const POLICY = {
  create: [...MEMBERS, UNLIMITED],
  grants: [
    { group: UNLIMITED, classes: "all", allow: ["read", "write", "delete"] },
    ...MEMBERS.flatMap((group) => [
      { group, classes: [`${CLASS}-${group}`], allow: ["read", "write", "delete"] },
      { group, classes: [`${CLASS}-edit`, `${CLASS}-store`], allow: ["read", "write"] },
      { group, classes: [`${CLASS}-shared`], allow: ["read"] },
    ]),
  ],
};

/** The scopes of each caller that the suite knows by name; the groups of alice and bob are called as they are. */
const CALLERS: Readonly<Record<string, readonly Scope[]>> = {
  run: ["admin"],
  read: ["read"],
  write: ["write"],
  delete: ["delete"],
  admin: ["admin"],
  bearer: ["admin"],
  url: ["admin"],
  alice: ["read", "write", "delete"],
  bob: ["read", "write", "delete"],
};

/** Starts it in a folder. Webhooks may go to this machine, and wrong credentials are counted less strictly than they should be. */
export async function startJudged(folder: string): Promise<Judged> {
  const file = path.join(folder, "tams.json");
  const policy = path.join(folder, "policy.json");
  await writeFile(policy, JSON.stringify(POLICY));
  await writeFile(file, JSON.stringify(settingsIn(folder, policy)));
  const callers = await makeCallers(file, folder);
  const server = await startServer(folder, { TAMS_CONFIG: file, TAMS_LOG_LEVEL: "error" });
  return { server, callers };
}

function settingsIn(folder: string, policy: string): object {
  const backend = (label: string, tags: object): object => {
    return { label, kind: "disk", folder: path.join(folder, label), tags };
  };
  const ofAll = { auth_classes: [`${CLASS}-store`] };
  return {
    auth: ["bearer", "basic", "url"],
    authPolicy: policy,
    authFailuresPerMinute: 100_000,
    outboundAllow: ["127.0.0.0/8"],
    storageBackends: [
      { ...backend("fast", { ...ofAll, tier: "hot" }), default: true },
      backend("archive", { ...ofAll, tier: "cold" }),
      // One that alice may not see, and one that only operators may.
      backend("of-bob", { auth_classes: [`${CLASS}-bob`] }),
      backend("of-nobody", {}),
    ],
  };
}

async function makeCallers(file: string, folder: string): Promise<readonly string[]> {
  const configured = readConfig(["--config", file, "--data", folder]);
  if (configured.action !== "serve") throw new Error("The settings of the server were not taken as such.");
  const log = { debug() {}, info() {}, warn() {}, error() {}, close: async () => undefined };
  const stores = await openStores(configured.config, { log });
  try {
    const accounts = { engine: stores.app.engine, now: () => new Date() };
    const options: string[] = [];
    for (const [name, scopes] of Object.entries(CALLERS)) {
      const groups = MEMBERS.includes(name) ? [name] : [UNLIMITED];
      const { token } = await createToken(accounts, { name, scopes, groups, networks: [] });
      options.push(...optionOf(name, token));
    }
    await addUser(accounts, { name: "basic", password: PASSWORD, scopes: ["admin"], groups: [] });
    return [...options, "--as", `basic=basic:basic:${PASSWORD}`];
  } finally {
    await stores.close();
  }
}

function optionOf(name: string, token: string): readonly string[] {
  if (name === "run") return ["--token", token];
  return ["--as", `${name}=${name === "url" ? "access-token" : "token"}:${token}`];
}
