import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { BlockList, isIP } from "node:net";
import type { Scope } from "../contract/operations.ts";
import { invalid, notFound } from "../errors.ts";
import { insert, remove, update } from "../storage/changes.ts";
import type { Row } from "../storage/tables.ts";
import type { Identity } from "./auth.ts";
import { userKey } from "./lockout.ts";
import { narrowed, readList, scopesOfRow } from "./scopes.ts";
import { type Accounts, identityOf, mustBeGroup, userId } from "./users.ts";

/** What a new API token is given; a token of a user has that user's groups and no others. */
export interface NewToken {
  readonly name: string;
  readonly user?: string;
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[];
  /** Addresses and CIDR ranges it works from; none is everywhere. */
  readonly networks: readonly string[];
  readonly expires?: Date;
}

/** An API token as operators see it, without its secret; times are ISO texts. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** How the token begins. */
  readonly prefix: string;
  /** The id of the user whose token it is. */
  readonly user?: string;
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[];
  readonly networks: readonly string[];
  readonly expires?: string;
  readonly expired: boolean;
  readonly lastUsed?: string;
  readonly created: string;
}

const TOKEN = /^tams_(tk[0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** The id and secret in `tams_ID_SECRET`; undefined for a text of another form. */
export function splitToken(token: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Makes a token; its text is given this once and kept nowhere. Throws notFound for an unknown user, invalid otherwise. */
export async function createToken(
  { engine, now }: Accounts,
  given: NewToken,
): Promise<{ readonly token: string; readonly made: ApiToken }> {
  mustBeToken(given, now());
  const id = `tk${randomBytes(8).toString("hex")}`;
  const secret = randomBytes(32).toString("base64url");
  const row: Row<"api_tokens"> = {
    id,
    name: given.name,
    prefix: `tams_${id}_${secret.slice(0, 4)}`,
    hash: hashSecret(secret).toString("base64url"),
    user_id: given.user === undefined ? null : userId(given.user),
    scopes: JSON.stringify(given.scopes),
    groups: JSON.stringify(given.groups),
    networks: JSON.stringify(given.networks),
    expires: given.expires?.getTime() ?? null,
    last_used: null,
    created: now().toISOString(),
  };
  await engine.write(
    [...(row.user_id === null ? [] : [userKey(row.user_id)]), tokenKey(id)],
    async (view) => {
      if (row.user_id !== null && (await view.get("users", { id: row.user_id })) === undefined)
        throw notFound("User", given.user ?? "");
      return { result: undefined, changes: insert("api_tokens", [row]) };
    },
  );
  return { token: `tams_${id}_${secret}`, made: shown(row, now()) };
}

/** All API tokens, page by page. */
export async function* listTokens({ engine, now }: Accounts): AsyncGenerator<ApiToken> {
  let after: readonly string[] | undefined;
  do {
    const from = after && { after };
    const rows = await engine.read((view) =>
      view.select("api_tokens", { order: "id", limit: PAGE, ...from }),
    );
    for (const row of rows) yield shown(row, now());
    const last = rows.at(-1);
    after = rows.length < PAGE || last === undefined ? undefined : [last.id];
  } while (after !== undefined);
}

const PAGE = 100;

/** Ends a token, named by its id or by its whole text. Throws notFound. */
export async function revokeToken({ engine, now }: Accounts, named: string): Promise<ApiToken> {
  const id = splitToken(named)?.id ?? named;
  return engine.write([tokenKey(id)], async (view) => {
    const row = await view.get("api_tokens", { id });
    if (row === undefined) throw notFound("API token", id);
    return { result: shown(row, now()), changes: remove("api_tokens", [row]) };
  });
}

/** Whether the secret is that of the row. */
export function isSecretOf(row: Row<"api_tokens">, secret: string): boolean {
  return timingSafeEqual(hashSecret(secret), Buffer.from(row.hash, "base64url"));
}

/**
 * Who a token is, given the row of its user if it has one; undefined where it has expired or its user may not come in. It
 * never has more than its user has now; it keeps all his groups, because a group can also deny.
 */
export function tokenIdentity(
  row: Row<"api_tokens">,
  owner: Row<"users"> | undefined,
  time: number,
): Identity | undefined {
  if (row.expires !== null && row.expires <= time) return undefined;
  const scopes = scopesOfRow(row.scopes);
  if (row.user_id === null)
    return { id: `client:${row.id}`, name: row.name, scopes, groups: readList(row.groups), kind: "client" };
  const user = identityOf(owner);
  if (user === undefined || (scopes.size === 0 && user.scopes.size === 0)) return user;
  return narrowed(user, scopes);
}

/** Whether a token works from an address. */
export function isFrom(row: Row<"api_tokens">, address: string): boolean {
  const networks = readList(row.networks);
  if (networks.length === 0) return true;
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  const family = isIP(bare);
  return family > 0 && blockList(networks).check(bare, family === 6 ? "ipv6" : "ipv4");
}

/** Notes that a token was used. */
export function noteUse({ engine, now }: Accounts, id: string): Promise<void> {
  return engine.write([tokenKey(id)], async (view) => {
    const row = await view.get("api_tokens", { id });
    const after = row && { ...row, last_used: now().getTime() };
    return { result: undefined, changes: update("api_tokens", after === undefined ? [] : [after]) };
  });
}

function tokenKey(id: string): string {
  return `api_token:${id}`;
}

/** The secret has 256 random bits, which nobody guesses however fast the hash is; scrypt is for what people think up. */
function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [host = "", bits] = network.split("/");
    const family = isIP(host) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(host, family);
    else list.addSubnet(host, Number(bits), family);
  }
  return list;
}

function mustBeToken({ name, user, groups, networks, expires }: NewToken, now: Date): void {
  if (name.trim() === "" || name.length > 256)
    throw invalid("An API token needs a name of at most 256 characters.");
  if (user !== undefined && groups.length > 0)
    throw invalid("A token of a user has the groups of that user: give it no others.");
  groups.forEach(mustBeGroup);
  for (const network of networks) mustBeNetwork(network);
  if (expires !== undefined && !(expires.getTime() > now.getTime()))
    throw invalid("The token would have expired already.");
}

function mustBeNetwork(network: string): void {
  const [host = "", bits, ...rest] = network.split("/");
  const family = isIP(host);
  const isSize = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
  if (family === 0 || rest.length > 0 || !isSize)
    throw invalid(`${JSON.stringify(network)} is no address and no range such as 10.0.0.0/8.`);
}

function shown(row: Row<"api_tokens">, now: Date): ApiToken {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    ...(row.user_id !== null && { user: row.user_id }),
    scopes: [...scopesOfRow(row.scopes)],
    groups: readList(row.groups),
    networks: readList(row.networks),
    ...(row.expires !== null && { expires: new Date(row.expires).toISOString() }),
    expired: row.expires !== null && row.expires <= now.getTime(),
    ...(row.last_used !== null && { lastUsed: new Date(row.last_used).toISOString() }),
    created: row.created,
  };
}
