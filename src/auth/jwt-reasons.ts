import { decodeJwt, decodeProtectedHeader, errors, type ProtectedHeaderParameters } from "jose";
import { quoted } from "./reasons.ts";

/** Why a JWT was refused, in a few words for the log. */
export function whyRefused(cause: errors.JOSEError, token: string): string {
  if (cause instanceof errors.JWTExpired) return `expired ${timeOf(cause.payload.exp)}`;
  if (cause instanceof errors.JWTClaimValidationFailed) return whyClaim(cause);
  if (cause instanceof errors.JWSSignatureVerificationFailed) return "bad signature";
  const { alg, kid } = headerOf(token) ?? {};
  if (cause instanceof errors.JOSEAlgNotAllowed) return `the algorithm ${quoted(alg)} is not allowed`;
  if (cause instanceof errors.JWKSNoMatchingKey)
    return kid === undefined ? "no key of its issuer fits" : `unknown key id ${quoted(kid)}`;
  return "a JWT that is malformed, or needs what is not known here";
}

/** Whom a token is for, where that is somebody else. */
export function forOthers(audiences: unknown): string {
  const names = [audiences].flat().filter((name) => name !== undefined);
  if (names.length === 0) return "for no audience";
  const more = names.length > 3 ? " and others" : "";
  return `for another audience (${names.slice(0, 3).map(quoted).join(", ")}${more})`;
}

/** Whose token it says it is; undefined for what is no JWT, or does not say. */
export function issuerOf(token: string): string | undefined {
  try {
    const { iss } = decodeJwt(token);
    return typeof iss === "string" ? iss : undefined;
  } catch {
    return undefined;
  }
}

/** The header of a JWT; undefined for what is none. */
export function headerOf(token: string): ProtectedHeaderParameters | undefined {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

function whyClaim({ claim, reason, payload }: errors.JWTClaimValidationFailed): string {
  if (reason === "missing") return `it has no ${claim}`;
  if (claim === "nbf") return `not valid before ${timeOf(payload.nbf)}`;
  return claim === "aud" ? forOthers(payload.aud) : `its ${claim} is not as it should be`;
}

/** A time in seconds since 1970, as text. */
function timeOf(seconds: number | undefined): string {
  const time = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(time.getTime()) ? "at no time" : time.toISOString();
}
