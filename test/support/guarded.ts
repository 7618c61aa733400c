import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addUser, removeUser, setAccess, setStatus } from "../../src/auth/users.ts";
import type { Config } from "../../src/config.ts";
import { Client, type Reply, type Sent } from "./client.ts";
import { uuid } from "./make.ts";
import { type Overrides, startApp, type TestApp } from "./start.ts";

/**
 * What each group may do, in the form that operators write. `store` is the class of the default Storage Backend `open`, which
 * everybody may use, and `vault` that of the backend `vault`.
 */
const POLICY = {
  admins: ["admins"],
  create: ["*"],
  grants: [
    { group: "news", classes: ["news"], allow: ["read", "write", "delete"] },
    { group: "news-read", classes: ["news"], allow: ["read"] },
    { group: "news-write", classes: ["news"], allow: ["write"] },
    { group: "news-delete", classes: ["news"], allow: ["delete"] },
    { group: "sport", classes: ["sport"], allow: ["read", "write", "delete"] },
    { group: "store", classes: ["store"], allow: ["read", "write"] },
    { group: "vault", classes: ["vault"], allow: ["read", "write"] },
    { group: "vault-read", classes: ["vault"], allow: ["read"] },
    { group: "auditors", classes: "all", allow: ["read"] },
    { group: "embargoed", classes: ["embargo"], deny: ["read"] },
  ],
  newClasses: { news: ["news"], sport: ["sport"] },
};

/** Everybody and their groups; all of them have every scope but `admin`. */
const USERS = {
  root: ["admins"],
  nina: ["news", "store"],
  ned: ["news", "store", "vault"],
  rita: ["news-read", "store"],
  wim: ["news-write", "store"],
  dora: ["news-delete", "store"],
  sam: ["sport", "store"],
  ada: ["auditors"],
  emil: ["auditors", "embargoed"],
  nobody: ["strangers"],
  /** For tests that change what somebody may do. */
  paul: ["news", "store"],
} as const;
export type UserName = keyof typeof USERS;

/** JSON over HTTP, always with the same credentials. */
export class UserClient extends Client {
  readonly authorization: string;

  constructor(base: string, name: string) {
    super(base);
    this.authorization = `Basic ${Buffer.from(`${name}:${passwordOf(name)}`).toString("base64")}`;
  }

  override send<Body = unknown>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    const headers = { ...sent.headers, Authorization: this.authorization };
    return super.send<Body>(method, path, { ...sent, headers });
  }
}

function passwordOf(name: string): string {
  return `the password of ${name}`;
}

/** A server with a policy, two Storage Backends and the users above. */
export interface Guarded {
  readonly test: TestApp;
  readonly open: Config["storageBackends"][number];
  readonly vault: Config["storageBackends"][number];
  as(name: UserName): UserClient;
  /** Gives a user other groups from now on. */
  regroup(name: UserName, ...groups: string[]): Promise<void>;
  suspend(name: UserName): Promise<void>;
  activate(name: UserName): Promise<void>;
  /** Removes a user, and adds another one of the same name, password and groups. */
  replace(name: UserName): Promise<void>;
}

/** Starts it before the tests of the enclosing `describe`, stops it after them, and removes its folders. */
export function guarded(overrides: Overrides = {}): { readonly current: Guarded } {
  let current: Guarded | undefined;
  let folder = "";
  before(async function () {
    // A dozen passwords are hashed, which is slow on purpose.
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), "tams-guarded-"));
    current = await startGuarded(folder, overrides);
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

async function startGuarded(folder: string, overrides: Overrides): Promise<Guarded> {
  const policyFile = join(folder, "policy.json");
  await writeFile(policyFile, JSON.stringify(POLICY));
  const open = backendOf(folder, "open", "store");
  const vault = backendOf(folder, "vault", "vault");
  const test = await startApp({
    ...overrides,
    storageBackends: [vault, { ...open, isDefault: true }],
    auth: { schemes: ["basic"] },
    // What somebody may do is asked anew each time, so that no test waits for what was remembered.
    identity: { policyFile, cacheSeconds: 0 },
    http: { ...overrides.http, rateLimitPerIdentity: 0, rateLimitPerAddress: 0 },
  });
  const accounts = { engine: test.app.engine, now: () => new Date() };
  const add = async (name: string, groups: readonly string[]): Promise<void> => {
    const scopes = name === "root" ? (["admin"] as const) : (["read", "write", "delete"] as const);
    await addUser(accounts, { name, password: passwordOf(name), scopes, groups });
  };
  for (const [name, groups] of Object.entries(USERS)) await add(name, groups);
  return {
    test,
    open,
    vault,
    as: (name) => new UserClient(test.base, name),
    regroup: async (name, ...groups) => void (await setAccess(accounts, name, { groups })),
    suspend: async (name) => void (await setStatus(accounts, name, "suspended")),
    activate: async (name) => void (await setStatus(accounts, name, "active")),
    replace: async (name) => {
      await removeUser(accounts, name);
      await add(name, USERS[name]);
    },
  };
}

function backendOf(folder: string, label: string, name: string): Config["storageBackends"][number] {
  return {
    id: uuid(),
    label,
    kind: "disk",
    folder: join(folder, label),
    provider: "tests",
    storeProduct: "disk",
    // As a list and as text, since both are read (AUTH-032).
    tags: { auth_classes: label === "open" ? [name] : name, place: label },
    isDefault: false,
  };
}
