import { randomUUID } from "node:crypto";
import { type CryptoKey, errors, jwtVerify, SignJWT } from "jose";
import type { Scope } from "../contract/operations.ts";
import { headerOf, issuerOf, whyRefused } from "./jwt-reasons.ts";
import { quoted, refuse } from "./reasons.ts";
import { readScopes, scopeText } from "./scopes.ts";
import { ALGORITHM, type SigningKeys } from "./signing-keys.ts";

/** What a JWT of this server says: whom it was issued to, and for what. */
export interface Claims {
  /** As `Principal.id`, but `client:ID` also for the token of a user. */
  readonly subject: string;
  /** As `Principal.account`, of the user whose it is. */
  readonly account: string | undefined;
  readonly scopes: ReadonlySet<Scope>;
  /** When it was issued, in ms, cut to the second. */
  readonly issued: number;
}

/** Signs and verifies the JWTs of this server. */
export interface LocalTokens {
  sign(claims: Omit<Claims, "issued">): Promise<string>;
  /** Undefined for a token that this server did not sign, or that is not good now. */
  verify(token: string): Promise<Claims | undefined>;
}

/** What goes into every token. */
export interface TokenFacts {
  readonly keys: SigningKeys;
  issuer(): string;
  readonly audience: string;
  /** How long a token works. */
  readonly seconds: number;
  now(): Date;
}

/** RFC 9068: says that it is an access token, so that no other JWT of the same keys passes for one. */
const TYPE = "at+jwt";

/** Tokens of ES256 only, by the newest key. Groups are not in them: they are looked up, as they are today. */
export function openLocalTokens({ keys, issuer, audience, seconds, now }: TokenFacts): LocalTokens {
  /** A token of another issuer is for another verifier to judge. */
  const refuseOwn = (token: string, reason: string): undefined =>
    issuerOf(token) === issuer() ? refuse(reason) : undefined;
  return {
    sign: async ({ subject, account, scopes }) => {
      const { kid, privateKey } = await keys.newest();
      const issued = Math.floor(now().getTime() / 1000);
      return new SignJWT({ scope: scopeText(scopes), client_id: subject, account })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: TYPE })
        .setIssuer(issuer())
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issued)
        .setExpirationTime(issued + seconds)
        .setJti(randomUUID())
        .sign(privateKey);
    },
    verify: async (token) => {
      const { alg, typ, kid } = headerOf(token) ?? {};
      if (alg !== ALGORITHM) return refuseOwn(token, `the algorithm ${quoted(alg)} is not allowed`);
      if (typ !== TYPE) return refuseOwn(token, `no access token: its type is ${quoted(typ)}`);
      const key = kid === undefined ? undefined : await keys.find(kid);
      if (key === undefined) return refuseOwn(token, `unknown key id ${quoted(kid)}`);
      const read = await readClaims(token, key.publicKey, { issuer: issuer(), audience, currentDate: now() });
      return "subject" in read ? read : refuseOwn(token, whyRefused(read, token));
    },
  };
}

async function readClaims(
  token: string,
  key: CryptoKey,
  expected: { issuer: string; audience: string; currentDate: Date },
): Promise<Claims | errors.JOSEError> {
  try {
    const required = { requiredClaims: ["exp", "iat", "sub", "scope"], algorithms: [ALGORITHM], typ: TYPE };
    const { payload } = await jwtVerify(token, key, { ...expected, ...required });
    const { sub = "", scope, iat = 0, account } = payload;
    return {
      subject: sub,
      account: typeof account === "string" ? account : undefined,
      scopes: readScopes(String(scope)),
      issued: iat * 1000,
    };
  } catch (cause) {
    if (cause instanceof errors.JOSEError) return cause;
    throw cause;
  }
}
