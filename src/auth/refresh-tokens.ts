import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { insert, remove, update } from "../storage/changes.ts";
import type { Row } from "../storage/tables.ts";
import { userKey } from "./lockout.ts";
import type { Accounts } from "./users.ts";

const TOKEN = /^tamsr_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;
/** How many logins that are over a new one clears away. */
const CLEARED = 100;

/** What becomes of a refresh token that was shown. */
export type Refreshed =
  /** It was good, and is spent: this is its successor. */
  | { readonly user: Row<"users">; readonly token: string }
  /** It is of a login that lives, but was spent before: somebody else has a copy, so the login is ended. */
  | { readonly reusedBy: string }
  | undefined;

/** Begins a login of a user, which can be refreshed for so many seconds. Undefined where the user is gone or suspended. */
export function beginLogin(
  { engine, now }: Accounts,
  user: string,
  seconds: number,
): Promise<string | undefined> {
  const family = randomBytes(16).toString("hex");
  const secret = newSecret();
  return engine.write([userKey(user), loginKey(family)], async (view) => {
    const time = now().getTime();
    const row = await view.get("users", { id: user });
    if (row?.status !== "active") return { result: undefined, changes: [] };
    const over = await view.select("refresh_tokens", {
      where: [{ column: "expires", op: "lt", value: time }],
      order: "expiry",
      limit: CLEARED,
    });
    const login: Row<"refresh_tokens"> = {
      family,
      hash: hashOf(secret).toString("base64url"),
      user_id: user,
      created: now().toISOString(),
      expires: time + seconds * 1000,
    };
    const changes = [...remove("refresh_tokens", over), ...insert("refresh_tokens", [login])];
    return { result: `tamsr_${family}_${secret}`, changes };
  });
}

/**
 * Spends a refresh token (RFC 9700 section 4.14.2). Only the newest secret of a login is kept: another one with its
 * unguessable family is one that was spent.
 */
export async function rotate({ engine, now }: Accounts, token: string): Promise<Refreshed> {
  const [, family, shown] = TOKEN.exec(token) ?? [];
  if (family === undefined || shown === undefined) return undefined;
  const secret = newSecret();
  return engine.write<Refreshed>([loginKey(family)], async (view) => {
    const row = await view.get("refresh_tokens", { family });
    if (row === undefined) return { result: undefined, changes: [] };
    if (row.expires <= now().getTime())
      return { result: undefined, changes: remove("refresh_tokens", [row]) };
    if (!timingSafeEqual(hashOf(shown), Buffer.from(row.hash, "base64url")))
      return { result: { reusedBy: row.user_id }, changes: remove("refresh_tokens", [row]) };
    const user = await view.get("users", { id: row.user_id });
    if (user?.status !== "active") return { result: undefined, changes: remove("refresh_tokens", [row]) };
    const next = { ...row, hash: hashOf(secret).toString("base64url") };
    const result = { user, token: `tamsr_${family}_${secret}` };
    return { result, changes: update("refresh_tokens", [next]) };
  });
}

/** Ends the login of a refresh token, also of one that is spent. Gives the user whose login it was. */
export async function endLogin({ engine }: Accounts, token: string): Promise<string | undefined> {
  const [, family] = TOKEN.exec(token) ?? [];
  if (family === undefined) return undefined;
  return engine.write([loginKey(family)], async (view) => {
    const row = await view.get("refresh_tokens", { family });
    return { result: row?.user_id, changes: remove("refresh_tokens", row === undefined ? [] : [row]) };
  });
}

function loginKey(family: string): string {
  return `login:${family}`;
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Of 256 random bits, so a fast hash is enough. */
function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
