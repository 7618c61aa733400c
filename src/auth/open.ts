import type { IdentitySettings } from "../config/auth.ts";
import type { Log } from "../services/app.ts";
import type { Auth, Identity, LocalAccounts, Policy, Scheme, Verifier } from "./auth.ts";
import { challengesOf, openAuthenticate } from "./authenticate.ts";
import { openJwtVerifier, sharedSecretIssuer } from "./jwt.ts";
import { openRemoteKeys } from "./oidc.ts";
import { type OpenPolicy, openPolicy, scopesAlone } from "./policy.ts";
import { narrowed, toScope } from "./scopes.ts";

/** What decides who calls is made of. */
export interface AuthOptions {
  /** Those that are on, at least one. */
  readonly schemes: readonly Scheme[];
  readonly settings: IdentitySettings;
  readonly local: LocalAccounts;
  readonly log: Log;
  now(): Date;
}

/** Joins the accounts of this server, other issuers and the policy. Throws an Error that says what is wrong with the policy's file. */
export async function openAuth({ schemes, settings, local, log, now }: AuthOptions): Promise<Auth> {
  const opened: OpenPolicy | undefined =
    settings.policyFile === undefined ? undefined : await openPolicy(settings.policyFile, log);
  const policy: Policy = opened ?? scopesAlone;
  const remote = settings.issuers.map((one) => ({ settings: one, keys: openRemoteKeys(one, settings, log) }));
  const shared = settings.shared === undefined ? [] : [sharedSecretIssuer(settings.shared)];
  const token = tokenProof(local, openJwtVerifier([...remote, ...shared], log, now));
  return {
    schemes,
    challenges: challengesOf(schemes),
    authenticate: openAuthenticate({ schemes, policy, token, pair: local.verifyPair }),
    ownerNow: async ({ id, account, scopes }) => {
      const identity = await local.identityNow(id);
      if (identity === undefined || identity.account !== account) return undefined;
      // What was asked for with credentials of fewer scopes is judged by those, not by all that he has (AUTH-037).
      const claimed = new Set(scopes.flatMap((name) => toScope(name) ?? []));
      const principal = policy.principalFor(claimed.has("admin") ? identity : narrowed(identity, claimed));
      return principal.scopes.size === 0 ? undefined : principal;
    },
    policy,
    local,
    close: async () => {
      for (const { keys } of remote) keys.close();
      opened?.close();
    },
  };
}

/** Those of this server come in by its own tables, which their verifiers ask; those of other issuers must be admitted there. */
function tokenProof(local: LocalAccounts, remote: Verifier) {
  return async (token: string, address: string): Promise<Identity | undefined> => {
    for (const verifier of local.verifiers) {
      const identity = await verifier.verify(token, address);
      if (identity !== undefined) return identity;
    }
    const identity = await remote.verify(token, address);
    return identity !== undefined && (await local.admit(identity)) ? identity : undefined;
  };
}
