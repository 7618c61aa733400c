import { insert, update } from "../storage/changes.ts";
import type { Row } from "../storage/tables.ts";
import type { Identity } from "./auth.ts";
import { userKey } from "./lockout.ts";
import { openRecent } from "./recent.ts";
import type { Accounts } from "./users.ts";

/** The time of the last visit is written at most this often, if nothing else changed. */
const VISIT_MS = 3_600_000;

/**
 * Lets remote identities in unless they are suspended, and keeps what they last carried: by that their webhooks are judged
 * while they are away. Each is looked at once in `seconds`, or when what it carries differs.
 */
export function openAdmission(accounts: Accounts, seconds: number): (identity: Identity) => Promise<boolean> {
  const admitted = openRecent<boolean>(seconds, accounts.now);
  return (identity) => {
    const carried = [identity.id, identity.name, [...identity.scopes].sort(), identity.groups];
    return admitted.get(JSON.stringify(carried), () => admit(accounts, identity));
  };
}

function admit({ engine, now }: Accounts, identity: Identity): Promise<boolean> {
  return engine.write([userKey(identity.id)], async (view) => {
    const row = await view.get("users", { id: identity.id });
    const after = visited(row, identity, now());
    const changes =
      row === undefined ? insert("users", [after]) : isNews(row, after) ? update("users", [after]) : [];
    return { result: after.status === "active", changes };
  });
}

function visited(
  row: Row<"users"> | undefined,
  { id, name, scopes, groups }: Identity,
  now: Date,
): Row<"users"> {
  const time = now.getTime();
  const first = { valid_from: time, created: now.toISOString(), status: "active", failures: 0 };
  return {
    ...(row ?? { ...first, id, kind: "remote", password: null, locked_until: null }),
    name,
    scopes: JSON.stringify([...scopes].sort()),
    groups: JSON.stringify(groups),
    last_login: time,
  };
}

function isNews(before: Row<"users">, after: Row<"users">): boolean {
  const isOld = (after.last_login ?? 0) - (before.last_login ?? 0) >= VISIT_MS;
  return (
    isOld || before.name !== after.name || before.scopes !== after.scopes || before.groups !== after.groups
  );
}
