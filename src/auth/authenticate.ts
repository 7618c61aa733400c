import {
  type Auth,
  type Caller,
  type Credentials,
  type Identity,
  type Policy,
  type Scheme,
  Unauthenticated,
} from "./auth.ts";
import { type Doubt, doubting } from "./reasons.ts";

/** What stands behind the schemes. Each may reject `unavailable`, which is no answer and so never a 401. */
export interface Proofs {
  readonly schemes: readonly Scheme[];
  readonly policy: Policy;
  /** Undefined for a token that nobody vouches for. */
  token(token: string, address: string): Promise<Identity | undefined>;
  /** Undefined for a pair that does not fit. */
  pair(name: string, secret: string, address: string): Promise<Identity | undefined>;
}

/** What was shown by one scheme. */
interface Shown {
  readonly scheme: Scheme;
  /** Undefined for what is not written as the scheme demands. */
  readonly prove: ((address: string) => Promise<Identity | undefined>) | undefined;
}

/** Tries what is shown in the order bearer, basic, URL token (TAMS X-175). */
export function openAuthenticate(proofs: Proofs): Auth["authenticate"] {
  const standard = challengesOf(proofs.schemes);
  const afterToken = challengesOf(proofs.schemes, ', error="invalid_token"');
  return async (given): Promise<Caller> => {
    const all = shownIn(given, proofs);
    const reasons: string[] = [];
    for (const { scheme, prove } of all) {
      const doubt: Doubt = prove === undefined ? { reason: "malformed" } : {};
      const identity = prove && (await doubting(doubt, () => prove(given.address)));
      if (identity !== undefined) return { principal: proofs.policy.principalFor(identity), scheme };
      reasons.push(`${scheme}: ${doubt.reason ?? "not valid"}`);
    }
    const hasToken = all.some(({ scheme }) => scheme !== "basic");
    const reason = all.length === 0 ? whyNothing(given) : reasons.join("; ");
    throw new Unauthenticated(hasToken ? afterToken : standard, reason);
  };
}

/** The values of `WWW-Authenticate`. A token in the URL is a bearer token too (RFC 6750 section 2.3). */
export function challengesOf(schemes: readonly Scheme[], bearerError = ""): readonly string[] {
  const bearer = schemes.includes("bearer") || schemes.includes("url");
  return [
    ...(bearer ? [`Bearer realm="tams"${bearerError}`] : []),
    ...(schemes.includes("basic") ? ['Basic realm="tams", charset="UTF-8"'] : []),
  ];
}

function shownIn({ authorization, accessToken }: Credentials, proofs: Proofs): readonly Shown[] {
  const shown: Shown[] = [];
  const { schemes, token, pair } = proofs;
  const [name, value] = splitHeader(authorization ?? "");
  if (schemes.includes("bearer") && name === "bearer")
    shown.push({ scheme: "bearer", prove: isToken(value) ? (address) => token(value, address) : undefined });
  if (schemes.includes("basic") && name === "basic") {
    const [user, secret] = readPair(value) ?? [];
    const isPair = user !== undefined && secret !== undefined;
    shown.push({ scheme: "basic", prove: isPair ? (address) => pair(user, secret, address) : undefined });
  }
  if (schemes.includes("url") && accessToken !== undefined) {
    const prove = isToken(accessToken) ? (address: string) => token(accessToken, address) : undefined;
    shown.push({ scheme: "url", prove });
  }
  return shown;
}

/** The scheme in lower case, and what follows it (RFC 9110 section 11.4). */
function splitHeader(header: string): readonly [string, string] {
  const text = header.trim();
  const end = text.indexOf(" ");
  return end < 0 ? [text.toLowerCase(), ""] : [text.slice(0, end).toLowerCase(), text.slice(end).trim()];
}

/** The form of bearer tokens (RFC 6750 section 2.1). */
function isToken(text: string): boolean {
  return /^[A-Za-z0-9._~+/-]+=*$/.test(text);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The name and the password: base64 of UTF-8 without control characters, with a colon between (RFC 7617 section 2). */
function readPair(text: string): readonly [string, string] | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    const pair = utf8.decode(Buffer.from(text, "base64"));
    const colon = pair.indexOf(":");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    if (colon < 0 || /[\u0000-\u001f\u007f]/.test(pair)) return undefined;
    return [pair.slice(0, colon), pair.slice(colon + 1)];
  } catch {
    return undefined;
  }
}

function whyNothing({ authorization, accessToken }: Credentials): string {
  const isNothing = authorization === undefined && accessToken === undefined;
  return isNothing ? "none were shown" : "of no scheme that is switched on";
}
