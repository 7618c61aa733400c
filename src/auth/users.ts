import type { Scope } from "../contract/operations.ts";
import { invalid, notFound, StoreError } from "../errors.ts";
import { insert, remove, update } from "../storage/changes.ts";
import type { Change, Engine, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { Identity } from "./auth.ts";
import { userKey } from "./lockout.ts";
import { hashPassword } from "./passwords.ts";
import { readList, scopesOfRow } from "./scopes.ts";

/** What the management of accounts needs. */
export interface Accounts {
  readonly engine: Engine;
  now(): Date;
}

/** A user as operators see it; times are ISO texts. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly kind: "user" | "remote";
  readonly status: "active" | "suspended";
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[];
  /** Wrong passwords since the last right one. */
  readonly failures: number;
  /** Present while it is locked. */
  readonly lockedUntil?: string;
  readonly lastLogin?: string;
  readonly created: string;
}

/** What a new user is given. */
export interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[];
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,127}$/u;
/** Ids of API tokens look like this, so no user may. */
export const TOKEN_ID = /^tk[0-9a-f]{16}$/;

/** The id of a local user, as `Principal.id`. */
export function userId(name: string): string {
  return `user:${name.normalize("NFC")}`;
}

/** Throws invalid for a bad name or password, conflict for a name that is taken. */
export async function addUser(accounts: Accounts, given: NewUser): Promise<User> {
  const name = given.name.normalize("NFC");
  mustBeName(name);
  given.groups.forEach(mustBeGroup);
  const row: Row<"users"> = {
    ...{ id: userId(name), kind: "user", name, status: "active", failures: 0 },
    ...{ locked_until: null, last_login: null },
    password: await hashPassword(given.password),
    scopes: JSON.stringify(given.scopes),
    groups: JSON.stringify(given.groups),
    valid_from: accounts.now().getTime(),
    created: accounts.now().toISOString(),
  };
  return accounts.engine.write([userKey(row.id)], async (view) => {
    if ((await view.get("users", { id: row.id })) !== undefined)
      throw new StoreError("conflict", `The user ${name} exists already.`);
    return { result: shown(row, accounts), changes: insert("users", [row]) };
  });
}

/** All users, by id, page by page: local ones are `user:NAME`, others `remote:ISSUER SUBJECT`. */
export async function* listUsers(accounts: Accounts): AsyncGenerator<User> {
  let after: readonly string[] | undefined;
  do {
    const from = after && { after };
    const rows = await accounts.engine.read((view) =>
      view.select("users", { order: "id", limit: PAGE, ...from }),
    );
    for (const row of rows) yield shown(row, accounts);
    const last = rows.at(-1);
    after = rows.length < PAGE || last === undefined ? undefined : [last.id];
  } while (after !== undefined);
}

const PAGE = 100;

/** A user by name, or by the id of a remote one. Throws notFound. */
export async function getUser(accounts: Accounts, name: string): Promise<User> {
  const row = await accounts.engine.read((view) => view.get("users", { id: toId(name) }));
  if (row === undefined) throw notFound("User", name);
  return shown(row, accounts);
}

/** Throws notFound. All that was issued to the user before is void; a lock ends. */
export async function setPassword(accounts: Accounts, name: string, password: string): Promise<User> {
  if (toId(name).startsWith("remote:"))
    throw invalid(`The user ${name} has no password here: another issuer vouches for it.`);
  const hash = await hashPassword(password);
  const unlocked = { failures: 0, locked_until: null };
  const valid_from = accounts.now().getTime();
  return changeUser(accounts, name, (row) => ({ ...row, password: hash, valid_from, ...unlocked }), true);
}

/** Gives a local user other scopes or groups, which tokens issued before follow. Throws notFound, or invalid for a bad one. */
export async function setAccess(
  accounts: Accounts,
  name: string,
  { scopes, groups }: { readonly scopes?: readonly Scope[]; readonly groups?: readonly string[] },
): Promise<User> {
  if (toId(name).startsWith("remote:"))
    throw invalid(`The scopes and groups of ${name} are what its issuer says.`);
  groups?.forEach(mustBeGroup);
  return changeUser(accounts, name, (row) => ({
    ...row,
    ...(scopes !== undefined && { scopes: JSON.stringify(scopes) }),
    ...(groups !== undefined && { groups: JSON.stringify(groups) }),
  }));
}

/** Suspends a user, or lets it in again, which ends a lock too. Throws notFound. */
export function setStatus(accounts: Accounts, name: string, status: User["status"]): Promise<User> {
  const valid_from = accounts.now().getTime();
  const unlocked = { failures: 0, locked_until: null };
  if (status === "active") return changeUser(accounts, name, (row) => ({ ...row, status, ...unlocked }));
  return changeUser(accounts, name, (row) => ({ ...row, status, valid_from }), true);
}

/** Removes a user with everything that was issued to it. Throws notFound. */
export async function removeUser(accounts: Accounts, name: string): Promise<void> {
  const id = toId(name);
  await accounts.engine.write([userKey(id)], async (view) => {
    const row = await view.get("users", { id });
    if (row === undefined) throw notFound("User", name);
    const tokens = await view.select("api_tokens", { where: [{ column: "user_id", op: "eq", value: id }] });
    const changes = [
      ...remove("users", [row]),
      ...remove("api_tokens", tokens),
      ...(await endLogins(view, id)),
    ];
    return { result: undefined, changes };
  });
}

/** What a user's row says of who it is; undefined for one who may not come in. */
export function identityOf(row: Row<"users"> | undefined): Identity | undefined {
  if (row === undefined || row.status !== "active") return undefined;
  const { id, name } = row;
  const held = { scopes: scopesOfRow(row.scopes), groups: readList(row.groups) };
  // Issuers give no `sub` to another again (OpenID Connect Core section 2), so who comes back is who he was.
  if (row.kind === "remote") return { id, name, ...held, kind: "remote" };
  return { id, account: row.created, name, ...held, kind: "user" };
}

/** The logins of a user are over, so none of them can be refreshed. */
async function endLogins(view: View, id: string): Promise<Change[]> {
  const logins = await view.select("refresh_tokens", {
    where: [{ column: "user_id", op: "eq", value: id }],
  });
  return remove("refresh_tokens", logins);
}

function changeUser(
  accounts: Accounts,
  name: string,
  change: (row: Row<"users">) => Row<"users">,
  ending = false,
): Promise<User> {
  const id = toId(name);
  return accounts.engine.write([userKey(id)], async (view) => {
    const row = await view.get("users", { id });
    if (row === undefined) throw notFound("User", name);
    const after = change(row);
    const over = ending ? await endLogins(view, id) : [];
    return { result: shown(after, accounts), changes: [...update("users", [after]), ...over] };
  });
}

function toId(name: string): string {
  return name.startsWith("remote:") ? name : userId(name);
}

/** A colon would end the name in basic credentials (RFC 7617 section 2). */
function mustBeName(name: string): void {
  if (NAME.test(name) && !TOKEN_ID.test(name)) return;
  throw invalid(
    "A user's name is 1 to 128 letters, digits and . _ @ + -, and begins with a letter or digit.",
  );
}

/** Throws invalid for what cannot be the name of a group. */
export function mustBeGroup(group: string): void {
  if (/^[^\s,]{1,256}$/u.test(group)) return;
  throw invalid(`${JSON.stringify(group)} is no name of a group: it has no blanks and no commas.`);
}

function shown(row: Row<"users">, accounts: Accounts): User {
  const locked = row.locked_until !== null && row.locked_until > accounts.now().getTime();
  return {
    id: row.id,
    name: row.name,
    kind: row.kind === "remote" ? "remote" : "user",
    status: row.status === "active" ? "active" : "suspended",
    scopes: [...scopesOfRow(row.scopes)],
    groups: readList(row.groups),
    failures: row.failures,
    ...(locked && { lockedUntil: new Date(row.locked_until ?? 0).toISOString() }),
    ...(row.last_login !== null && { lastLogin: new Date(row.last_login).toISOString() }),
    created: row.created,
  };
}
