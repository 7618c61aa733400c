import { hash } from "node:crypto";
import { errors, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from "jose";
import type { IssuerSettings, SharedSecretSettings } from "../config/auth.ts";
import type { Log } from "../services/app.ts";
import type { Identity, Verifier } from "./auth.ts";
import { audiencesOf, identityOfClaims, whyForeign } from "./claims.ts";
import { forOthers, issuerOf, whyRefused } from "./jwt-reasons.ts";
import { quoted, refuse } from "./reasons.ts";

/** The keys of an issuer. */
export interface IssuerKeys {
  /** As known now: another function once they have changed. Rejects `unavailable` where they cannot be had. */
  current(): Promise<JWTVerifyGetKey>;
  /** After another look for a key that was not there; undefined where there was one a moment ago. */
  renewed(): Promise<JWTVerifyGetKey | undefined>;
}

/** An issuer that is believed, with its keys. */
export interface Issuer {
  readonly settings: IssuerSettings;
  readonly keys: IssuerKeys;
}

/** How far the clocks of issuers may be off. */
const CLOCK_SECONDS = 10;
/** No header of a request is longer by default; this bounds what URL tokens cost. */
const TOKEN_MAX = 16 * 1024;
/** Tokens remembered: an entry is the hash of one and whom it is about. */
const REMEMBERED_MAX = 10_000;

/** A token that was checked, which holds while the issuer's keys are the same and its time is not over. */
interface Checked {
  readonly issuer: Issuer;
  readonly keys: JWTVerifyGetKey;
  readonly identity: Identity;
  /** In seconds. */
  readonly expires: number;
}

/** Why a token is not good, in words that are for the log alone. */
class Refused extends Error {}

/** The issuer that shares a secret: there is nothing to fetch, and nothing changes. */
export function sharedSecretIssuer({ secret, ...settings }: SharedSecretSettings): Issuer {
  const key = new TextEncoder().encode(secret);
  const find = async (): Promise<Uint8Array> => key;
  return { settings, keys: { current: async () => find, renewed: async () => undefined } };
}

/** Verifies JWTs of these issuers; signatures once, as long as the keys stay. */
export function openJwtVerifier(issuers: readonly Issuer[], log: Log, now: () => Date): Verifier {
  const byName = new Map(issuers.map((issuer) => [issuer.settings.issuer, issuer]));
  const checked = new Map<string, Checked>();
  const recall = async (digest: string): Promise<Identity | undefined> => {
    const known = checked.get(digest);
    if (known === undefined) return undefined;
    const isGood =
      known.expires > now().getTime() / 1000 && (await known.issuer.keys.current()) === known.keys;
    if (!isGood) checked.delete(digest);
    return isGood ? known.identity : undefined;
  };
  const remember = (digest: string, one: Checked): void => {
    const oldest = checked.size >= REMEMBERED_MAX ? checked.keys().next().value : undefined;
    if (oldest !== undefined) checked.delete(oldest);
    checked.set(digest, one);
  };
  const verify = async (token: string): Promise<Identity | undefined> => {
    const name = token.length > TOKEN_MAX ? undefined : issuerOf(token);
    if (name === undefined) return refuse("neither an API token nor a JWT that names its issuer");
    const issuer = byName.get(name);
    if (issuer === undefined) return refuse(`of the issuer ${quoted(name)}, which is not configured`);
    // Not the token itself: what is kept in memory may end in a dump of it.
    const digest = hash("sha256", token, "base64");
    const known = await recall(digest);
    if (known !== undefined) return known;
    try {
      const one = await check(token, issuer, now());
      remember(digest, one);
      return one.identity;
    } catch (cause) {
      if (!(cause instanceof errors.JOSEError || cause instanceof Refused)) throw cause;
      log.debug("A token was refused.", { issuer: issuer.settings.issuer, cause: cause.message });
      return refuse(cause instanceof Refused ? cause.message : whyRefused(cause, token));
    }
  };
  return { verify };
}

async function check(token: string, issuer: Issuer, time: Date): Promise<Checked> {
  const { settings } = issuer;
  const { keys, payload, protectedHeader } = await verifySignature(token, issuer, time);
  const foreign = whyForeign(protectedHeader, payload);
  if (foreign !== undefined) throw new Refused(`no bearer access token: ${foreign}`);
  const audiences = audiencesOf(payload);
  if (!settings.audiences.some((audience) => audiences.includes(audience)))
    throw new Refused(forOthers(audiences));
  const identity = identityOfClaims(payload, settings);
  if (identity === undefined) throw new Refused("it does not say whom it is about (sub)");
  return { issuer, keys, identity, expires: (payload.exp ?? 0) + CLOCK_SECONDS };
}

type Verified = JWTVerifyResult & { readonly keys: JWTVerifyGetKey };

async function verifySignature(token: string, issuer: Issuer, time: Date): Promise<Verified> {
  const keys = await issuer.keys.current();
  try {
    return { ...(await verifyBy(keys, token, issuer.settings, time)), keys };
  } catch (cause) {
    if (!(cause instanceof errors.JWKSNoMatchingKey)) throw cause;
    const renewed = await issuer.keys.renewed();
    if (renewed === undefined) throw cause;
    return { ...(await verifyBy(renewed, token, issuer.settings, time)), keys: renewed };
  }
}

async function verifyBy(
  keys: JWTVerifyGetKey,
  token: string,
  { issuer, algorithms }: IssuerSettings,
  time: Date,
): Promise<JWTVerifyResult> {
  const options = {
    issuer,
    algorithms: [...algorithms],
    requiredClaims: ["exp", "sub"],
    clockTolerance: CLOCK_SECONDS,
    currentDate: time,
  };
  try {
    return await jwtVerify(token, keys, options);
  } catch (cause) {
    if (!(cause instanceof errors.JWKSMultipleMatchingKeys)) throw cause;
    // A token that does not name its key may be signed with any of those that fit.
    for await (const key of cause) {
      const result = await jwtVerify(token, key, options).catch((failure: unknown) => {
        if (failure instanceof errors.JWSSignatureVerificationFailed) return undefined;
        throw failure;
      });
      if (result !== undefined) return result;
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}
