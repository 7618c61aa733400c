import { update } from "../storage/changes.ts";
import type { Engine } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";

/** When wrong passwords lock a user, and for how long. */
export interface LockSettings {
  readonly authLockFailures: number;
  readonly authLockSeconds: number;
}

/** Writes about one user follow one another by this key. */
export function userKey(id: string): string {
  return `user:${id}`;
}

/** Whether a user is locked out at this time, in ms. */
export function isLocked({ locked_until }: Pick<Row<"users">, "locked_until">, time: number): boolean {
  return locked_until !== null && locked_until > time;
}

/**
 * Counts a wrong password, in the table that all processes share. Answers whether this one locked the user. For one who is
 * locked or does not exist it does the same work to no effect, so that the time does not tell.
 */
export function noteFailure(
  engine: Engine,
  id: string,
  { authLockFailures, authLockSeconds }: LockSettings,
  time: number,
): Promise<boolean> {
  return engine.write([userKey(id)], async (view) => {
    const row = await view.get("users", { id });
    const before = row ?? phantom(id);
    if (isLocked(before, time)) return { result: false, changes: update("users", [before]) };
    const failures = before.failures + 1;
    const locks = failures >= authLockFailures;
    const after = {
      ...before,
      failures: locks ? 0 : failures,
      locked_until: locks ? time + authLockSeconds * 1000 : null,
    };
    return { result: locks && row !== undefined, changes: update("users", [after]) };
  });
}

/** Notes a login with the right password. False where the user is locked or has changed meanwhile. */
export function noteSuccess(engine: Engine, seen: Row<"users">, time: number): Promise<boolean> {
  return engine.write([userKey(seen.id)], async (view) => {
    const row = await view.get("users", { id: seen.id });
    const refused = row === undefined || row.status !== "active" || row.password !== seen.password;
    if (refused || isLocked(row, time)) return { result: false, changes: [] };
    const after = { ...row, failures: 0, locked_until: null, last_login: time };
    return { result: true, changes: update("users", [after]) };
  });
}

function phantom(id: string): Row<"users"> {
  const none = { password: null, locked_until: null, last_login: null };
  return {
    ...none,
    id,
    kind: "user",
    name: "",
    status: "active",
    scopes: "[]",
    groups: "[]",
    failures: 0,
    valid_from: 0,
    created: "",
  };
}
