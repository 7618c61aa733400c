import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type Configuration, type ResourceServer } from "oidc-provider";

/** What the tokens of a provider are for. */
export const AUDIENCE = "https://tams.example/api";
const REDIRECT = "http://127.0.0.1/back";
const SECRET = "a secret between this provider and its clients";
const SCOPES = ["read", "write", "delete", "admin"].map((scope) => `tams-api/${scope}`);

/** A signing key of a provider, with an id of its own. */
export type ProviderKey = JWK;

/** Makes a key for RS256 or ES256. */
export async function providerKey(kid: string, alg: "RS256" | "ES256"): Promise<ProviderKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: "sig" };
}

/** The tokens of a login. */
export interface LoginTokens {
  readonly access_token: string;
  readonly id_token: string;
}

/** An OpenID provider on loopback, the package `oidc-provider`. */
export interface TestProvider {
  readonly issuer: string;
  /** Stops it and starts it again on the same port, signing with the first of these keys and publishing all. */
  restart(keys: readonly ProviderKey[]): Promise<void>;
  /** An access token by client_credentials. The client's id is its group as well. */
  clientToken(client: string, scope: string, resource?: string): Promise<string>;
  /** Logs a user in by the authorization code flow with PKCE. His name is his group as well. */
  login(user: string, scope: string): Promise<LoginTokens>;
  stop(): Promise<void>;
  /** How many requests there were for the keys. */
  keyRequests(): number;
}

/** Starts a provider with these clients (and one for logins), whose tokens are signed by the first key. */
export async function startProvider(
  clients: readonly string[],
  keys: readonly ProviderKey[],
): Promise<TestProvider> {
  let fetched = 0;
  let server = await listening(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const serve = (given: readonly ProviderKey[]): void => {
    const provider = new Provider(issuer, configuration(clients, given));
    const callback = provider.callback();
    server.on("request", (request, response) => {
      if (request.url === "/jwks") fetched += 1;
      // A connection that outlived a restart would fail the next request of whoever kept it.
      response.setHeader("connection", "close");
      if (!request.url?.startsWith("/interaction/")) return void callback(request, response);
      const login = {
        accountId: new URLSearchParams(request.headers.cookie?.replaceAll("; ", "&")).get("user")!,
      };
      provider.interactionFinished(request, response, { login }).catch(() => response.writeHead(500).end());
    });
  };
  serve(keys);
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    issuer,
    stop,
    keyRequests: () => fetched,
    restart: async (given) => {
      await stop();
      server = await listening(port);
      serve(given);
    },
    clientToken: async (client, scope, resource = AUDIENCE) => {
      const tokens = await askToken(issuer, client, { grant_type: "client_credentials", scope, resource });
      return tokens["access_token"]!;
    },
    login: async (user, scope) => {
      const verifier = randomBytes(32).toString("base64url");
      const code = await askCode(issuer, user, scope, verifier);
      const given = {
        grant_type: "authorization_code",
        code,
        code_verifier: verifier,
        redirect_uri: REDIRECT,
      };
      const { access_token, id_token } = await askToken(issuer, "website", { ...given, resource: AUDIENCE });
      return { access_token: access_token!, id_token: id_token! };
    },
  };
}

function listening(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", () => resolve(server));
  });
}

function configuration(clients: readonly string[], keys: readonly ProviderKey[]): Configuration {
  const [{ alg } = { alg: "RS256" }] = keys;
  const resourceServer = (audience: string): ResourceServer => ({
    scope: SCOPES.join(" "),
    audience,
    accessTokenFormat: "jwt",
    jwt: { sign: { alg: alg === "ES256" ? "ES256" : "RS256" } },
  });
  const signing = { id_token_signed_response_alg: alg === "ES256" ? ("ES256" as const) : ("RS256" as const) };
  const machine = { client_secret: SECRET, grant_types: ["client_credentials"], redirect_uris: [] };
  const site = { client_id: "website", client_secret: SECRET, redirect_uris: [REDIRECT] };
  return {
    clients: [
      ...clients.map((client_id) => ({ ...machine, ...signing, client_id, response_types: [] })),
      { ...site, ...signing },
    ],
    jwks: { keys: [...keys] },
    cookies: { keys: ["for tests alone"] },
    scopes: ["openid", ...SCOPES],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => resourceServer(resource),
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (_context, token) => ({
      groups: [("accountId" in token ? token.accountId : undefined) ?? token.clientId],
    }),
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (accountId === undefined || clientId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope(["openid", ...SCOPES].join(" "));
      grant.addResourceScope(AUDIENCE, SCOPES.join(" "));
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 600,
      ClientCredentials: 600,
      Grant: 600,
      Interaction: 600,
      Session: 600,
      IdToken: 600,
    },
  };
}

async function askToken(
  issuer: string,
  client: string,
  form: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string | undefined>>> {
  const credentials = Buffer.from(`${client}:${encodeURIComponent(SECRET)}`).toString("base64");
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams(form),
  });
  const body = (await response.json()) as Record<string, string>;
  if (!response.ok) throw new Error(`The provider answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
}

/** Follows the redirects of a login as a browser does, with its cookies; `user` says in one of them who logs in. */
async function askCode(issuer: string, user: string, scope: string, verifier: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: "website",
    redirect_uri: REDIRECT,
    response_type: "code",
    scope: `openid ${scope}`,
    resource: AUDIENCE,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const cookies = new Map([["user", user]]);
  let url = new URL(`/auth?${query}`, issuer);
  for (let step = 0; step < 10 && url.origin === issuer; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null)
      throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    url = new URL(location, url);
  }
  const code = url.searchParams.get("code");
  if (code === null) throw new Error(`The login ended at ${url.href}.`);
  return code;
}
