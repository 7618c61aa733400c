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
  const pairs = openPairs({ engine, rows, lock: settings, now, onLocked });
  return {
    issuer,
    verifiers: [apiTokenVerifier(parts.clients), jwtVerifier(parts)],
    verifyPair: async (name, secret, address) => {
      if (TOKEN_ID.test(name)) return (await parts.clients.check(name, secret, address))?.identity;
      const row = await pairs.checkOften(userId(name), secret, address);
      // That it was refused is in the log with its request; whose password was tried is only known here.
      const tried = row === undefined ? await rows.user(userId(name)) : undefined;
      if (tried !== undefined) audit(loginEvent(false, tried, address));
      return identityOf(row);
    },
    identityNow: async (id) => {
      const client = clientId(id);
      return client === undefined
        ? identityOf(await rows.user(id))
        : (await parts.clients.now(client))?.identity;
    },
    admit: openAdmission(options, cacheSeconds),
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
      return split && (await clients.check(split.id, split.secret, address))?.identity;
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
      // `iat` is in whole seconds, so what came in the same second as a change is taken for later.
      if (found === undefined || claims.issued < Math.floor(found.validFrom / 1000) * 1000) return undefined;
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

async function loggedIn(
  parts: Parts,
  pairs: Pairs,
  { name, password, address }: Try,
): Promise<TokenResponse | undefined> {
  const { options, rows } = parts;
  const row = await pairs.check(userId(name), password, address);
  const tried = row ?? (await rows.user(userId(name)));
  options.audit?.(loginEvent(row !== undefined, tried, address));
  const refresh = row && (await beginLogin(options, row.id, options.settings.authRefreshSeconds));
  if (row === undefined || refresh === undefined) return undefined;
  return issueToUser(parts, row, refresh);
}

async function refreshed(parts: Parts, token: string): Promise<TokenResponse | undefined> {
  const { options } = parts;
  const next = await rotate(options, token);
  if (next === undefined) return undefined;
  if ("reusedBy" in next) {
    const { reusedBy: user } = next;
    options.log.warn("A refresh token was used twice, so its login is ended.", { user });
    const rule = "the refresh token was spent before";
    options.audit?.({ event: "refresh_reuse", actor: actorOf(user), outcome: "refused", rule });
    return undefined;
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

/** A name that is no user's is not noted: it may be a password in the wrong place. */
function loginEvent(isIn: boolean, tried: Row<"users"> | undefined, address: string): AccountEvent {
  if (!isIn) return { event: "login", ...(tried && { name: tried.name }), outcome: "refused", address };
  return { event: "login", ...(tried && { actor: actorOf(tried.id) }), outcome: "allowed", address };
}

/** A local user is called as in its id. */
function actorOf(id: string): { readonly id: string; readonly name: string } {
  return { id, name: id.slice(id.indexOf(":") + 1) };
}

function clientId(id: string): string | undefined {
  return id.startsWith("client:") ? id.slice("client:".length) : undefined;
}
