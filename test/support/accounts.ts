import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalSettings, openLocalAccounts } from "../../src/auth/accounts.ts";
import type { AccountEvent } from "../../src/auth/audit.ts";
import type { LocalAccounts } from "../../src/auth/auth.ts";
import { type Accounts, addUser, type User } from "../../src/auth/users.ts";
import type { Scope } from "../../src/contract/operations.ts";
import { openEmbeddedEngine } from "../../src/storage/embedded/engine.ts";
import type { Engine } from "../../src/storage/engine.ts";
import { collectLog, type LogLine } from "./log.ts";

/** The password of every user that tests make. */
export const PASSWORD = "seven green boats";
/** How long these accounts believe a row, in seconds. */
export const CACHE_SECONDS = 5;

/** Accounts on tables of their own, with a clock that only the test moves. */
export interface TestAccounts extends Accounts {
  readonly accounts: LocalAccounts;
  readonly settings: LocalSettings;
  readonly lines: readonly LogLine[];
  readonly events: readonly AccountEvent[];
  /** How many writes the engine was asked for. */
  readonly writes: () => number;
  /** Lets time go by. */
  pass(seconds: number): void;
  /** The same accounts as another process sees them. */
  again(settings?: Partial<LocalSettings>): LocalAccounts;
  /** Adds a user with `PASSWORD`. */
  user(name: string, scopes?: readonly Scope[], groups?: readonly string[]): Promise<User>;
  close(): Promise<void>;
}

/** Opens accounts that lock after three wrong passwords for 900 s. */
export async function openTestAccounts(): Promise<TestAccounts> {
  const folder = await mkdtemp(join(tmpdir(), "tams-accounts-"));
  const { engine, writes } = counted(await openEmbeddedEngine({ folder }));
  let time = Date.parse("2030-01-01T00:00:00Z");
  const now = (): Date => new Date(time);
  const { log, lines } = collectLog();
  const events: AccountEvent[] = [];
  const settings: LocalSettings = {
    authAudience: "tams-api",
    authAccessSeconds: 900,
    authRefreshSeconds: 86_400,
    authLockFailures: 3,
    authLockSeconds: 900,
    authKeysFolder: join(folder, "keys"),
  };
  const again = (changed: Partial<LocalSettings> = {}): LocalAccounts =>
    openLocalAccounts({
      ...{ engine, now, log, issuer: () => "http://issuer.test", cacheSeconds: CACHE_SECONDS },
      settings: { ...settings, ...changed },
      audit: (event) => events.push(event),
    });
  return {
    ...{ engine, now, accounts: again(), settings, lines, events, writes, again },
    pass: (seconds) => {
      time += seconds * 1000;
    },
    user: (name, scopes = ["read"], groups = []) =>
      addUser({ engine, now }, { name, password: PASSWORD, scopes, groups }),
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function counted(inner: Engine): { readonly engine: Engine; readonly writes: () => number } {
  let count = 0;
  const engine: Engine = {
    read: (work) => inner.read(work),
    write: (keys, work) => {
      count++;
      return inner.write(keys, work);
    },
    check: () => inner.check(),
    close: () => inner.close(),
  };
  return { engine, writes: () => count };
}
