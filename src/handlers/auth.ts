import type { LocalAccounts, TokenResponse } from "../auth/auth.ts";
import { grantToken } from "../auth/oauth.ts";
import { scopeText } from "../auth/scopes.ts";
import { StoreError } from "../errors.ts";
import type { Handlers, ServerApp } from "./map.ts";

/** No cache keeps a token (RFC 6749, section 5.1, which asks for both). */
const NO_STORE = { "Cache-Control": "no-store", Pragma: "no-cache" };

export const auth = {
  "POST_auth-login": async ({ body: { username, password }, address }, app) => {
    const given = await accountsOf(app).login(username, password, address);
    return { status: 200, headers: NO_STORE, body: orRefuse(given, "Name and password do not fit.") };
  },
  "POST_auth-refresh": async ({ body }, app) => {
    const given = await accountsOf(app).refresh(body.refresh_token);
    const sentence = "The refresh token is unknown, spent or expired, or its login is over.";
    return { status: 200, headers: NO_STORE, body: orRefuse(given, sentence) };
  },
  "POST_auth-logout": async ({ body }, app) => {
    await accountsOf(app).logout(body.refresh_token);
    return { status: 204 };
  },
  "POST_auth-token": async ({ body: form, header, address }, app) => {
    const { authorization } = header;
    const request = { form, contentType: contentTypeOf(header), authorization, address };
    const answer = await grantToken(accountsOf(app), request);
    if (!("error" in answer)) return { status: 200, headers: NO_STORE, body: answer };
    if (answer.error !== "invalid_client") return { status: 400, headers: NO_STORE, body: answer };
    const challenge = { "WWW-Authenticate": 'Basic realm="tams", charset="UTF-8"' };
    return { status: 401, headers: { ...NO_STORE, ...challenge }, body: answer };
  },
  "GET_well-known-jwks": async (_, app) => ({
    status: 200,
    body: { keys: [...(await accountsOf(app).publicKeys())] },
  }),
  "GET_well-known-oauth-authorization-server": async ({ base }, app) => ({
    status: 200,
    body: {
      issuer: accountsOf(app).issuer(),
      token_endpoint: `${base}/auth/token`,
      jwks_uri: `${base}/.well-known/jwks.json`,
      grant_types_supported: ["client_credentials", "refresh_token"],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      scopes_supported: scopeText(["read", "write", "delete", "admin"]).split(" "),
    },
  }),
} satisfies Partial<Handlers>;

function accountsOf({ auth }: ServerApp): LocalAccounts {
  if (auth !== undefined) return auth;
  throw new StoreError("notFound", "Authentication is off here, so there are no accounts.");
}

function orRefuse(given: TokenResponse | undefined, sentence: string): TokenResponse {
  if (given !== undefined) return given;
  throw new StoreError("unauthenticated", sentence);
}

/** The edge adds it for bodies that are bytes, though the contract cannot declare it (OpenAPI 3.1). */
function contentTypeOf(header: object): string | undefined {
  return "content-type" in header ? String(header["content-type"]) : undefined;
}
