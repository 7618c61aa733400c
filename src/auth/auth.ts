import type { Principal, Scope } from "../contract/operations.ts";
import { StoreError } from "../errors.ts";
import type { Owner } from "../services/access.ts";

/** What a request shows to say who calls; all of it may be absent, and none of it is to be believed or logged. */
export interface Credentials {
  /** The `Authorization` header as it came. */
  readonly authorization: string | undefined;
  /** The query parameter `access_token`, decoded. */
  readonly accessToken: string | undefined;
  /** The address of the client, behind trusted proxies the one that they name. */
  readonly address: string;
}

/** How credentials are shown (TAMS X-170). */
export type Scheme = "bearer" | "basic" | "url";

/** Who calls, and by which scheme that was proved: only `url` is carried on into links. */
export interface Caller {
  readonly principal: Principal;
  readonly scheme: Scheme;
}

/** What `authenticate` throws: one message for all reasons, which only its `cause` tells, for the log. */
export class Unauthenticated extends StoreError {
  /** The values of `WWW-Authenticate` that fit what was shown. */
  readonly challenges: readonly string[];

  constructor(challenges: readonly string[], reason: string) {
    const message = "The request has no valid credentials.";
    super("unauthenticated", message, {}, { cause: new Error(reason) });
    this.challenges = challenges;
  }
}

/** Decides who calls. One for each server, or none where authentication is off. */
export interface Auth {
  /** Those that are switched on. */
  readonly schemes: readonly Scheme[];
  /** The values of `WWW-Authenticate` in a 401, one a scheme that has a challenge. */
  readonly challenges: readonly string[];
  /**
   * The caller by the first valid credentials in the order bearer, basic, url. Throws unauthenticated, with the
   * same message whatever was wrong, and `unavailable` when what decides cannot be asked.
   */
  authenticate(given: Credentials): Promise<Caller>;
  /** What an owner may do today; undefined for one who is suspended or gone, whoever has his name now (AUTH-080). */
  ownerNow(owner: Owner): Promise<Principal | undefined>;
  readonly policy: Policy;
  /** Users and tokens of this server itself, for the operations under `/auth`. */
  readonly local: LocalAccounts;
  close(): Promise<void>;
}

/** Somebody whose credentials were good, before a policy says what he may do. */
export interface Identity {
  /** As `Principal.id`. */
  readonly id: string;
  /** As `Principal.account`. */
  readonly account?: string;
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Where it has no scopes of its own: the most that its groups may bring, if the credentials claim no more. */
  readonly limit?: ReadonlySet<Scope>;
  readonly groups: readonly string[];
  /** A user or an API token of this server, or somebody whom another issuer vouches for. */
  readonly kind: "user" | "client" | "remote";
}

/** Proves one kind of token. */
export interface Verifier {
  /**
   * Undefined for a token that is of another kind, or is not good (any more, or from this address): then `refuse` is told
   * why. Throws `unavailable` when that cannot be found out.
   */
  verify(token: string, address: string): Promise<Identity | undefined>;
}

/** Says what an identity may do. */
export interface Policy {
  /** Whether changes of a Source's classes flow on to what belongs to it (AUTH-075); may change while the server runs. */
  readonly propagate: boolean;
  principalFor(identity: Identity): Principal;
}

/** What a login or a refresh gives: the members of an OAuth2 token response (RFC 6749 section 5.1). */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: "Bearer";
  /** Seconds. */
  readonly expires_in: number;
  /** Absent for clients, who can always ask again. */
  readonly refresh_token?: string;
  /** The coarse scopes as they are on the wire, with spaces between. */
  readonly scope: string;
}

/** A public key as `/.well-known/jwks.json` shows it (RFC 7517). */
export interface PublicKey {
  readonly kty: string;
  readonly kid: string;
  readonly [member: string]: string;
}

/** The users and tokens of this server, for those without an identity provider. Every promise may reject `unavailable`. */
export interface LocalAccounts {
  /** `iss` of the tokens that this server signs: its public address. */
  issuer(): string;
  /** For bearer and URL tokens: API tokens, and the JWTs of this server. Both see a suspension within seconds. */
  readonly verifiers: readonly Verifier[];
  /** A user by name and password, or an API token by id and secret; undefined where they do not fit, or it is locked. */
  verifyPair(name: string, secret: string, address: string): Promise<Identity | undefined>;
  /**
   * Who an id is today: users, API tokens, and remote identities as they last came; undefined when gone, expired or
   * suspended.
   */
  identityNow(id: string): Promise<Identity | undefined>;
  /**
   * Called with every remote identity that proved itself: notes new ones and changes of what they carry, and says whether
   * it may come in, which a suspended one may not.
   */
  admit(identity: Identity): Promise<boolean>;
  /** Undefined for a name and password that do not fit. */
  login(name: string, password: string, address: string): Promise<TokenResponse | undefined>;
  /** Spends a refresh token and gives its successor; undefined for one that is unknown, spent, expired or revoked. */
  refresh(token: string): Promise<TokenResponse | undefined>;
  /** Revokes a refresh token and all that came of the same login; says nothing of whether there was one. */
  logout(token: string): Promise<void>;
  /** A short-lived JWT for an API token (RFC 6749 section 4.4), of all its scopes or of those asked for. */
  clientToken(id: string, secret: string, address: string, scope?: string): Promise<ClientToken>;
  /** The keys that verify this server's JWTs, the signing one first. */
  publicKeys(): Promise<readonly PublicKey[]>;
}

/** What becomes of a client's wish: a token, or the error code of RFC 6749 section 5.2. */
export type ClientToken = TokenResponse | { readonly error: "invalid_client" | "invalid_scope" };
