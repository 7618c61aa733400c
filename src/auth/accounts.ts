import type { Scope } from "../contract/operations.ts";
import type { Log } from "../services/app.ts";
import type { Row } from "../storage/tables.ts";
import { splitToken } from "./api-tokens.ts";
import type { AccountEvent } from "./audit.ts";
import type { ClientToken, Identity, LocalAccounts, TokenResponse, Verifier } from "./auth.ts";
import { type Clients, openClients } from "./clients.ts";
import { type Claims, type LocalTokens, openLocalTokens } from "./local-tokens.ts";
import type { LockSettings } from "./lockout.ts";
import { openPairs, type Pairs } from "./pairs.ts";
import { refuse } from "./reasons.ts";
import { beginLogin, endLogin, rotate } from "./refresh-tokens.ts";
import { openAdmission } from "./remote.ts";
import { type AccountRows, openRows } from "./rows.ts";
import { narrowed, scopesOfRow, scopeText, toScope } from "./scopes.ts";
import { openSigningKeys } from "./signing-keys.ts";
import { type Accounts, identityOf, TOKEN_ID, userId } from "./users.ts";

/** What decides about the accounts of this server: settings of the group `auth`. */
export interface LocalSettings extends LockSettings {
  readonly authAudience: string;
  readonly authAccessSeconds: number;
  readonly authRefreshSeconds: number;
  /** Absolute. */
  readonly authKeysFolder: string;
}

/** What accounts are opened with. */
export interface LocalOptions extends Accounts {
  readonly settings: LocalSettings;
  readonly log: Log;
  /** `iss` of the tokens, which may be known only once the server listens. */
  issuer(): string;
  /** How long a row is believed that another process may have changed. */
  readonly cacheSeconds?: number;
  /** Told of logins and of what is issued. */
  readonly audit?: (event: AccountEvent) => void;
}

interface Parts {
  readonly options: LocalOptions;
  readonly rows: AccountRows;
  readonly clients: Clients;
  readonly tokens: LocalTokens;
}

/** The accounts in the tables. Nothing is read or made before it is needed. */
export function openLocalAccounts(options: LocalOptions): LocalAccounts {
  const { engine, settings, log, now, issuer, cacheSeconds = 5, audit = () => undefined } = options;
  const rows = openRows(engine, cacheSeconds, now);
  const keys = openSigningKeys(settings.authKeysFolder, now);
  const facts = { keys, issuer, audience: settings.authAudience, seconds: settings.authAccessSeconds, now };
  const parts: Parts = {
    options,
    rows,
    clients: openClients(options, rows),
    tokens: openLocalTokens(facts),
  };
  const onLocked = (id: string, address: string): void => {
    log.warn("A user is locked after wrong passwords.", { user: id, address });
    const rule = `${settings.authLockFailures} wrong passwords in a row`;
    audit({ event: "lockout", actor: actorOf(id), outcome: "refused", rule, address });
  };
  const admission = openAdmission(options, cacheSeconds);
  const pairs = openPairs({ engine, rows, lock: settings, now, onLocked });
  return {
    issuer,
    verifiers: [apiTokenVerifier(parts.clients), jwtVerifier(parts)],
    verifyPair: (name, password, address) => verifiedPair(parts, pairs, { name, password, address }),
    identityNow: async (id) => {
      const client = clientId(id);
      return client === undefined
        ? identityOf(await rows.user(id))
        : (await parts.clients.now(client))?.identity;
    },
    admit: async (identity) => {
      const isIn = await admission(identity);
      if (!isIn) refuse(`${identity.id} is suspended here`);
      return isIn;
    },
    login: (name, password, address) => loggedIn(parts, pairs, { name, password, address }),
    refresh: (token) => refreshed(parts, token),
    logout: async (token) => {
      const user = await endLogin(options, token);
      if (user !== undefined) audit({ event: "logout", actor: actorOf(user), outcome: "allowed" });
    },
    clientToken: (id, secret, address, scope) => clientToken(parts, id, secret, address, scope),
    publicKeys: async () => (await keys.all()).map(({ jwk }) => jwk),
  };
}

function apiTokenVerifier(clients: Clients): Verifier {
  return {
    verify: async (token, address) => {
      const split = splitToken(token);
      if (split !== undefined) return (await clients.check(split.id, split.secret, address))?.identity;
      return token.startsWith("tams_") ? refuse("an API token that is cut off or changed") : undefined;
    },
  };
}

/** A JWT gives what it says as far as whom it was issued to still has it. */
function jwtVerifier({ tokens, clients, rows }: Parts): Verifier {
  return {
    verify: async (token, address) => {
      const claims = await tokens.verify(token);
      if (claims === undefined) return undefined;
      const client = clientId(claims.subject);
      const found =
        client === undefined ? await userNow(rows, claims.subject) : await clients.now(client, address);
      if (found === undefined) return refuse(`${claims.subject} is gone or suspended`);
      // `iat` is in whole seconds, so what came in the same second as a change is taken for later.
      if (claims.issued < Math.floor(found.validFrom / 1000) * 1000)
        return refuse(`issued before the account of ${claims.subject} last changed`);
      if (claims.account !== found.identity.account) return undefined;
      return claims.scopes.size === 0 ? found.identity : narrowed(found.identity, claims.scopes);
    },
  };
}

async function userNow(
  rows: AccountRows,
  id: string,
): Promise<{ readonly identity: Identity; readonly validFrom: number } | undefined> {
  const row = await rows.user(id);
  const identity = identityOf(row);
  return row && identity && { identity, validFrom: row.valid_from };
}

interface Try {
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

async function verifiedPair(
  parts: Parts,
  pairs: Pairs,
  { name, password, address }: Try,
): Promise<Identity | undefined> {
  if (TOKEN_ID.test(name)) return (await parts.clients.check(name, password, address))?.identity;
  const row = await pairs.checkOften(userId(name), password, address);
  if (row !== undefined) return identityOf(row);
  // That it was refused is in the log with its request; whose password was tried is only known here.
  const { tried, rule } = await whyOut(parts, name);
  if (tried !== undefined) parts.options.audit?.(loginEvent({ tried, address, rule }));
  return refuse(rule);
}

async function loggedIn(
  parts: Parts,
  pairs: Pairs,
  { name, password, address }: Try,
): Promise<TokenResponse | undefined> {
  const { options } = parts;
  const row = await pairs.check(userId(name), password, address);
  if (row === undefined) {
    const { tried, rule } = await whyOut(parts, name);
    options.audit?.(loginEvent({ tried, address, rule }));
    return refuse(rule);
  }
  options.audit?.({ event: "login", actor: actorOf(row.id), outcome: "allowed", address });
  const refresh = await beginLogin(options, row.id, options.settings.authRefreshSeconds);
  if (refresh === undefined) return undefined;
  return issueToUser(parts, row, refresh);
}

async function refreshed(parts: Parts, token: string): Promise<TokenResponse | undefined> {
  const { options } = parts;
  const next = await rotate(options, token);
  if (next === undefined) return refuse("the refresh token is unknown, expired or of a login that is over");
  if ("reusedBy" in next) {
    const { reusedBy: user } = next;
    options.log.warn("A refresh token was used twice, so its login is ended.", { user });
    const rule = "the refresh token was spent before";
    options.audit?.({ event: "refresh_reuse", actor: actorOf(user), outcome: "refused", rule });
    return refuse(rule);
  }
  const { user } = next;
  options.audit?.({ event: "refresh", actor: actorOf(user.id), outcome: "allowed" });
  return issueToUser(parts, user, next.token);
}

async function clientToken(
  parts: Parts,
  id: string,
  secret: string,
  address: string,
  asked: string | undefined,
): Promise<ClientToken> {
  const client = TOKEN_ID.test(id) ? await parts.clients.check(id, secret, address) : undefined;
  if (client === undefined) return { error: "invalid_client" };
  const { scopes } = client.identity;
  // Names that are not ours are passed over: libraries add `openid` and others by themselves.
  const wanted = asked?.split(" ").flatMap((name) => toScope(name) ?? []);
  const isHeld = (scope: Scope): boolean => scopes.has(scope) || scopes.has("admin");
  const granted = wanted === undefined ? scopes : new Set(wanted.filter(isHeld));
  if (granted.size === 0) return { error: "invalid_scope" };
  const { id: actorId, account, name } = client.identity;
  const actor = { id: actorId, name };
  parts.options.audit?.({ event: "token_issued", actor, outcome: "allowed", address });
  return issueTo(parts, { subject: `client:${id}`, account, scopes: granted });
}

function issueToUser(parts: Parts, user: Row<"users">, refresh: string): Promise<TokenResponse> {
  const claims = { subject: user.id, account: user.created, scopes: scopesOfRow(user.scopes) };
  return issueTo(parts, claims, refresh);
}

async function issueTo(
  { options, tokens }: Parts,
  claims: Omit<Claims, "issued">,
  refresh?: string,
): Promise<TokenResponse> {
  return {
    access_token: await tokens.sign(claims),
    token_type: "Bearer",
    expires_in: options.settings.authAccessSeconds,
    ...(refresh !== undefined && { refresh_token: refresh }),
    scope: scopeText(claims.scopes),
  };
}

interface Failed {
  readonly tried: Row<"users"> | undefined;
  readonly rule: string;
}

/** A name that is no user's is not noted: it may be a password in the wrong place. */
function loginEvent({ tried, rule, address }: Failed & { readonly address: string }): AccountEvent {
  return { event: "login", ...(tried && { name: tried.name }), outcome: "refused", rule, address };
}

/** Why a name and a password did not let anybody in, which only the log says. The row is that of after the try. */
async function whyOut({ options, rows }: Parts, name: string): Promise<Failed> {
  const id = userId(name);
  rows.forgetUser(id);
  const tried = await rows.user(id);
  if (tried === undefined) return { tried, rule: "unknown user" };
  const { status, locked_until: locked } = tried;
  if (status !== "active") return { tried, rule: `${id} is suspended` };
  const isLocked = locked !== null && locked > options.now().getTime();
  return { tried, rule: isLocked ? `${id} is locked after wrong passwords` : `wrong password of ${id}` };
}

/** A local user is called as in its id. */
function actorOf(id: string): { readonly id: string; readonly name: string } {
  return { id, name: id.slice(id.indexOf(":") + 1) };
}

function clientId(id: string): string | undefined {
  return id.startsWith("client:") ? id.slice("client:".length) : undefined;
}
