import { createHmac, randomBytes } from "node:crypto";
import type { Engine } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { type LockSettings, noteTry } from "./lockout.ts";
import { isPassword } from "./passwords.ts";
import type { AccountRows } from "./rows.ts";

/** What password checks need. */
export interface PairFacts {
  readonly engine: Engine;
  readonly rows: AccountRows;
  readonly lock: LockSettings;
  now(): Date;
  /** Told when a user was locked by wrong passwords from an address. */
  onLocked(id: string, address: string): void;
}

/** Checks passwords. */
export interface Pairs {
  /** The user's row; undefined where the password does not fit or the user is locked, suspended or unknown. */
  check(id: string, password: string, address: string): Promise<Row<"users"> | undefined>;
  /**
   * The same, but a pair that was right a moment ago from this address is believed as long as the user did not change, and
   * while the user is locked also one that was right before: whoever guesses elsewhere is refused, right guesses too, and
   * yet cannot keep out the client that has the password and is known by its address.
   */
  checkOften(id: string, password: string, address: string): Promise<Row<"users"> | undefined>;
}

/** How long a right pair is believed where nobody is locked, and how many are remembered. */
const BELIEVED_MS = 300_000;
const REMEMBERED = 1000;

interface Believed {
  /** The stored text that the password was found to be of. */
  readonly stored: string | null;
  readonly until: number;
}

/** Remembers right pairs by a keyed hash whose key never leaves this process: memory holds no password. */
export function openPairs(facts: PairFacts): Pairs {
  const secret = randomBytes(32);
  const believed = new Map<string, Believed>();
  const running = new Map<string, Promise<Row<"users"> | undefined>>();
  const nameOf = (...shown: readonly string[]): string =>
    createHmac("sha256", secret).update(JSON.stringify(shown)).digest("base64url");

  const remember = (name: string, { password }: Row<"users">): void => {
    believed.delete(name);
    believed.set(name, { stored: password, until: facts.now().getTime() + BELIEVED_MS });
    const [oldest] = believed.keys();
    if (believed.size > REMEMBERED && oldest !== undefined) believed.delete(oldest);
  };
  /** A burst of requests with the same pair from one address is one check. */
  const checkOnce = (name: string, id: string, password: string, address: string) => {
    const same = running.get(name);
    if (same !== undefined) return same;
    const check = checkPassword(facts, id, password, address)
      .then((row) => {
        if (row !== undefined) remember(name, row);
        return row;
      })
      .finally(() => running.delete(name));
    running.set(name, check);
    return check;
  };
  return {
    check: (id, password, address) => checkPassword(facts, id, password, address),
    checkOften: async (id, password, address) => {
      const name = nameOf(id, password, address);
      const known = believed.get(name);
      const time = facts.now().getTime();
      if (known !== undefined) {
        const isFresh = known.until > time;
        // A lock that another process has just set must be seen, or the check would refuse whom it does not concern.
        if (!isFresh) facts.rows.forgetUser(id);
        const row = await facts.rows.user(id);
        const isSame = row?.status === "active" && row.password === known.stored;
        if (isSame && (isFresh || (row.locked_until ?? 0) > time)) return row;
        if (!isSame) believed.delete(name);
      }
      return checkOnce(name, id, password, address);
    },
  };
}

/** The lock is asked for once the password is known, so that guesses at the same time gain nothing. */
async function checkPassword(
  { engine, rows, lock, now, onLocked }: PairFacts,
  id: string,
  password: string,
  address: string,
): Promise<Row<"users"> | undefined> {
  const row = await engine.read((view) => view.get("users", { id }));
  const fits = (await isPassword(password, row?.password)) ? row?.password : undefined;
  const tried = await noteTry(engine, { id, fits, time: now().getTime() }, lock);
  if (tried === "locked") onLocked(id, address);
  if (tried !== "in") return undefined;
  rows.forgetUser(id);
  return row;
}
