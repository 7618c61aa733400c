import type { JWTHeaderParameters, JWTPayload } from "jose";
import type { IssuerSettings } from "../config/auth.ts";
import type { Scope } from "../contract/operations.ts";
import type { Identity } from "./auth.ts";

const SCOPES: readonly Scope[] = ["read", "write", "delete", "admin"];
/** OpenID Connect Core section 2 allows no more for `sub`; what is longer would bloat every row that names its maker. */
const TEXT_MAX = 255;

/** The `typ` of access tokens (RFC 9068 section 2.1) and the general one; others are for something else (RFC 8725 section 3.11). */
const TYPES: readonly unknown[] = [undefined, "jwt", "at+jwt", "application/at+jwt"];
/** Claims that only ID tokens and logout tokens have, and the mark of tokens that need a proof beside them (RFC 9449). */
const FOREIGN = ["nonce", "at_hash", "c_hash", "events", "cnf"];

/** Why a token with a good signature is no bearer access token; undefined for one that is. */
export function whyForeign({ typ }: JWTHeaderParameters, payload: JWTPayload): string | undefined {
  if (!TYPES.includes(typeof typ === "string" ? typ.toLowerCase() : typ)) return `its type is ${typ}`;
  const foreign = FOREIGN.find((claim) => payload[claim] !== undefined);
  if (foreign !== undefined) return `it has the claim ${foreign}`;
  // Keycloak and Cognito sign everything with the same keys and say in these claims what it is.
  const { token_use: use = "access", typ: kind = "Bearer" } = payload;
  if (use !== "access") return `its use is ${JSON.stringify(use)}`;
  return kind === "Bearer" ? undefined : `it is of the kind ${JSON.stringify(kind)}`;
}

/** Whom a token is for. Access tokens of Cognito have the client's id in place of `aud`. */
export function audiencesOf({ aud, client_id: client, token_use: use }: JWTPayload): readonly string[] {
  if (aud !== undefined) return textsOf(aud);
  return use === "access" ? textsOf(client) : [];
}

/** Who a token is about; undefined where it does not say. */
export function identityOfClaims(payload: JWTPayload, settings: IssuerSettings): Identity | undefined {
  const { sub } = payload;
  if (typeof sub !== "string" || sub === "" || sub.length > TEXT_MAX) return undefined;
  const name = claim(payload, settings.nameClaim);
  const named = typeof name === "string" && name !== "" && name.length <= TEXT_MAX;
  return {
    id: `remote:${settings.issuer} ${sub}`,
    name: named ? name : sub,
    scopes: scopesOf(payload, settings),
    groups: [...new Set(textsOf(claim(payload, settings.groupsClaim)))].sort(),
    kind: "remote",
  };
}

function scopesOf(payload: JWTPayload, { scopeClaim, scopePrefix }: IssuerSettings): ReadonlySet<Scope> {
  const given = scopeClaim === "" ? (payload["scope"] ?? payload["scp"]) : claim(payload, scopeClaim);
  const words = textsOf(given).flatMap((text) => text.split(" "));
  return new Set(SCOPES.filter((scope) => words.includes(scopePrefix + scope)));
}

/** By its name, which may have dots (`https://tams.example/groups`), or else by a path of names. */
function claim(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  let found: unknown = payload;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((text) => typeof text === "string");
}
