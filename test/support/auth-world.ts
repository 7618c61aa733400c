import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createToken, type NewToken, revokeToken } from "../../src/auth/api-tokens.ts";
import { addUser, setStatus } from "../../src/auth/users.ts";
import type { Config } from "../../src/config.ts";
import {
  AUDIENCE,
  basic,
  bearer,
  type Credential,
  groupsOf,
  type Issuer,
  inUrl,
  POLICY,
  startIssuer,
} from "./auth-callers.ts";
import type { Scope } from "./auth-model.ts";
import { Client, type Reply, type Sent } from "./client.ts";
import { uuid } from "./make.ts";
import { startApp, type TestApp } from "./start.ts";

/** The password of every user here. */
export const PASSWORD = "nine tall towers";

/** What is sent, whoever sends it. */
export interface Request extends Sent {
  readonly method: string;
  /** Below the base URL, or absolute. */
  readonly path: string;
}

/** A reply, with its text as it came. */
export interface Answer extends Reply<unknown> {
  readonly text: string;
}

/** A server on which authentication is on, as it starts with such settings, and an issuer that it believes. */
export interface AuthServer {
  readonly test: TestApp;
  readonly issuer: Issuer;
  readonly store: Config["storageBackends"][number];
  readonly vault: Config["storageBackends"][number];
  /** May do everything. */
  readonly admin: Client;
  send(credential: Credential | undefined, request: Request): Promise<Answer>;
  /** Good credentials of every kind there is, for somebody with these scopes and all permissions. */
  credentials(scopes: readonly Scope[]): Promise<readonly Credential[]>;
  /** The name of a new user, whose password is `PASSWORD`. */
  user(): Promise<string>;
  /** The id and secret of a new client. */
  client(): Promise<{ readonly id: string; readonly secret: string }>;
  /** Credentials that are nobody's (any more), for what scheme there is. */
  bad(): Promise<readonly Credential[]>;
  /** A digest of each table of what the API shows. */
  digest(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** Starts both, on free ports and with a folder of its own. */
export async function startAuthServer(): Promise<AuthServer> {
  const folder = await mkdtemp(join(tmpdir(), "tams-matrix-"));
  const issuer = await startIssuer();
  const policyFile = join(folder, "policy.json");
  await writeFile(policyFile, JSON.stringify(POLICY));
  const store = { ...backendOf(folder, "store", ["store"]), isDefault: true };
  const vault = backendOf(folder, "vault", "vault");
  const test = await startApp({
    storageBackends: [vault, store, backendOf(folder, "bare", [])],
    services: { deleteAsyncSegments: 0, workerPollMs: 50 },
    auth: { schemes: ["bearer", "basic", "url"], authLockFailures: 1_000_000 },
    identity: { policyFile, issuers: [issuerSettings(issuer.url)] },
    http: { rateLimitPerIdentity: 0, rateLimitPerAddress: 0, authFailuresPerMinute: 1_000_000 },
  });
  const accounts = new Accounts(test);
  const admin = await accounts.client("root", ["admin"]);
  return {
    ...{ test, issuer, store, vault, admin },
    send: (credential, request) => send(test.base, credential, request),
    credentials: async (scopes) => [
      bearer("JWT", await issuer.token({ scopes, groups: groupsOf({}, "creators") })),
      inUrl("JWT in the URL", await issuer.token({ scopes, groups: groupsOf({}, "creators") })),
      ...(await accounts.credentials(scopes)),
    ],
    user: () => accounts.user(["read"], []),
    client: () => accounts.pair(["read"]),
    bad: async () => [...(await forged(issuer)), ...(await accounts.bad())],
    digest: () => digestOf(test),
    close: async () => {
      await test.close();
      await issuer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function issuerSettings(issuer: string): Config["identity"]["issuers"][number] {
  return {
    ...{ issuer, audiences: [AUDIENCE], algorithms: ["RS256", "ES256"], groupsClaim: "groups" },
    ...{ scopeClaim: "", nameClaim: "sub", scopePrefix: "tams-api/" },
  };
}

function backendOf(
  folder: string,
  label: string,
  classes: string | readonly string[],
): Config["storageBackends"][number] {
  const about = { provider: "tests", storeProduct: "disk", isDefault: false };
  const tags = { auth_classes: classes };
  return { id: uuid(), label, kind: "disk", folder: join(folder, label), ...about, tags };
}

async function forged(issuer: Issuer): Promise<readonly Credential[]> {
  const tokens = Object.entries(await issuer.forgeries({ scopes: ["admin"], groups: ["chiefs"] }));
  return [
    { name: "none" },
    ...tokens.map(([name, token]) => bearer(`JWT ${name}`, token)),
    ...tokens.map(([name, token]) => inUrl(`JWT ${name} in the URL`, token)),
    bearer("no token at all", "anything"),
    { name: "an empty bearer", authorization: "Bearer " },
    { name: "another scheme", authorization: 'Digest username="root"' },
    inUrl("an empty token in the URL", ""),
  ];
}

/** Accounts of the server itself, made as its commands make them. */
class Accounts {
  readonly #test: TestApp;
  #count = 0;

  constructor(test: TestApp) {
    this.#test = test;
  }

  get #at() {
    return { engine: this.#test.app.engine, now: () => new Date() };
  }

  async user(scopes: readonly Scope[], groups: readonly string[]): Promise<string> {
    this.#count += 1;
    const name = `user-${this.#count}`;
    await addUser(this.#at, { name, password: PASSWORD, scopes, groups });
    return name;
  }

  async #token(given: Partial<NewToken> & Pick<NewToken, "scopes">): Promise<{ id: string; token: string }> {
    const groups = groupsOf({}, "creators");
    const { token, made } = await createToken(this.#at, { name: "script", groups, networks: [], ...given });
    return { id: made.id, token };
  }

  async client(name: string, scopes: readonly Scope[]): Promise<Client> {
    const { token } = await this.#token({ name, scopes });
    return new CredentialClient(this.#test.base, bearer(name, token));
  }

  async #login(name: string): Promise<string> {
    const body = { username: name, password: PASSWORD };
    const reply = await new Client(this.#test.base).post<{ access_token: string }>("/auth/login", body);
    if (reply.status !== 200) throw new Error(`The login got ${reply.status}: ${JSON.stringify(reply.body)}`);
    return reply.body.access_token;
  }

  async pair(scopes: readonly Scope[]): Promise<{ readonly id: string; readonly secret: string }> {
    const { id, token } = await this.#token({ scopes });
    return { id, secret: token.slice(`tams_${id}_`.length) };
  }

  async credentials(scopes: readonly Scope[]): Promise<readonly Credential[]> {
    const { id, token } = await this.#token({ scopes });
    const user = await this.user(scopes, groupsOf({}, "creators"));
    const secret = token.slice(`tams_${id}_`.length);
    return [
      bearer("API token", token),
      inUrl("API token in the URL", token),
      basic("API token as a pair", id, secret),
      basic("user", user, PASSWORD),
      bearer("login", await this.#login(user)),
    ];
  }

  async bad(): Promise<readonly Credential[]> {
    const admin = { scopes: ["admin"] as const };
    const user = await this.user(["admin"], []);
    const suspended = await this.user(["admin"], []);
    const login = await this.#login(suspended);
    const { token: ofSuspended } = await this.#token({ ...admin, groups: [], user: suspended });
    await setStatus(this.#at, suspended, "suspended");
    const revoked = await this.#token(admin);
    await revokeToken(this.#at, revoked.id);
    const elsewhere = await this.#token({ ...admin, networks: ["192.0.2.0/24"] });
    const spent = await this.#token({ ...admin, expires: new Date(Date.now() + 1) });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const good = await this.#token(admin);
    return [
      basic("wrong password", user, `${PASSWORD}!`),
      { ...basic("empty password", user, ""), slow: true },
      { ...basic("unknown user", "nobody-at-all", PASSWORD), slow: true },
      { ...basic("suspended user", suspended, PASSWORD), slow: true },
      { name: "no pair", authorization: `Basic ${Buffer.from("root").toString("base64")}` },
      { name: "no base64", authorization: "Basic ~~~" },
      bearer("login of a suspended user", login),
      bearer("API token of a suspended user", ofSuspended),
      bearer("revoked API token", revoked.token),
      bearer("API token of another network", elsewhere.token),
      bearer("expired API token", spent.token),
      inUrl("expired API token in the URL", spent.token),
      bearer("API token with another secret", `${good.token.slice(0, -3)}AAA`),
      basic("API token with another secret, as a pair", good.id, "A".repeat(43)),
    ];
  }
}

/** JSON over HTTP, always with the same credentials. */
class CredentialClient extends Client {
  readonly #credential: Credential;

  constructor(base: string, credential: Credential) {
    super(base);
    this.#credential = credential;
  }

  override send<Body = unknown>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    const authorization = this.#credential.authorization ?? "";
    return super.send<Body>(method, path, { ...sent, headers: { ...sent.headers, authorization } });
  }
}

async function send(base: string, credential: Credential | undefined, request: Request): Promise<Answer> {
  const { authorization, accessToken } = credential ?? {};
  const url = new URL(request.path.startsWith("http") ? request.path : `${base}${request.path}`);
  if (accessToken !== undefined) url.searchParams.append("access_token", accessToken);
  const payload = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const response = await fetch(url, {
    method: request.method,
    redirect: "manual",
    headers: {
      ...(payload !== undefined && { "content-type": "application/json" }),
      ...request.headers,
      ...(authorization !== undefined && { authorization }),
    },
    ...(payload !== undefined && { body: payload }),
  });
  const isStream = response.headers.get("content-type") === "text/event-stream";
  const text = isStream ? await heard(response, url) : await response.text();
  const isJson = /^application\/json/.test(response.headers.get("content-type") ?? "") && text !== "";
  const body: unknown = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, body, text };
}

/** What a stream tells up to the Flow that is the last in its filter, which everybody may hear of. */
async function heard(response: Response, { searchParams }: URL): Promise<string> {
  const last = searchParams.get("flow_ids")?.split(",").at(-1) ?? "";
  let text = "";
  // Leaving the loop cancels the stream.
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes(last)) break;
  }
  return text;
}

const TABLES = [
  "sources",
  "source_classes",
  "source_edges",
  "flows",
  "flow_classes",
  "flow_edges",
  "segments",
  "objects",
  "object_instances",
  "object_flows",
  "tags",
  "profiles",
  "webhooks",
  "deletion_requests",
] as const;

async function digestOf({ app }: TestApp): Promise<Readonly<Record<string, string>>> {
  return app.engine.read(async (view) => {
    // The other settings are those of workers, which count on.
    const service = await view.get("settings", { name: "service" });
    const digests: Record<string, string> = { service: service?.doc ?? "" };
    for (const table of TABLES) {
      const rows: readonly object[] = await view.select(table, { limit: 1_000_000 });
      const hash = createHash("sha256");
      for (const text of rows.map((row) => JSON.stringify(row)).sort()) hash.update(`${text}\n`);
      digests[table] = `${rows.length} rows, ${hash.digest("hex")}`;
    }
    return digests;
  });
}
