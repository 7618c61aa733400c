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

/** What came of a try to log in. */
export type Tried = "in" | "refused" | "locked";

/** A try to log in: the id, and the stored password that the one shown was found to be of, if it was. */
export interface Try {
  readonly id: string;
  readonly fits: string | null | undefined;
  /** In ms. */
  readonly time: number;
}

/**
 * Notes a try, in the table that all processes share: `in` where the password fits a user who may come in, `locked` where
 * this one was a wrong one too many. Whether the user is locked, suspended, unknown or just wrong makes no difference to the
 * work done, so that the time does not tell.
 */
export function noteTry(
  engine: Engine,
  { id, fits, time }: Try,
  { authLockFailures, authLockSeconds }: LockSettings,
): Promise<Tried> {
  return engine.write<Tried>([userKey(id)], async (view) => {
    const row = await view.get("users", { id });
    // An update of a row that is not there changes nothing.
    const before = row ?? phantom(id);
    const locked = before.locked_until !== null && before.locked_until > time;
    if (locked) return { result: "refused", changes: update("users", [before]) };
    if (row?.status === "active" && typeof fits === "string" && row.password === fits) {
      const after = { ...row, failures: 0, locked_until: null, last_login: time };
      return { result: "in", changes: update("users", [after]) };
    }
    const failures = before.failures + 1;
    if (failures < authLockFailures)
      return { result: "refused", changes: update("users", [{ ...before, failures, locked_until: null }]) };
    const after = { ...before, failures: 0, locked_until: time + authLockSeconds * 1000 };
    return { result: row === undefined ? "refused" : "locked", changes: update("users", [after]) };
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
