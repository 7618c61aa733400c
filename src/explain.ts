import { randomBytes, timingSafeEqual } from "node:crypto";
import { openLocalAccounts } from "./auth/accounts.ts";
import type { Auth, Identity, LocalAccounts, Policy } from "./auth/auth.ts";
import { Unauthenticated } from "./auth/auth.ts";
import { type OpenPolicy, openPolicy, scopesAlone } from "./auth/policy.ts";
import { EVERYBODY, groupsIn, PERMISSIONS, type PolicyFile } from "./auth/policy-file.ts";
import { common } from "./auth/scopes.ts";
import { didYouMean } from "./config/suggest.ts";
import type { Config } from "./config.ts";
import { operationTable } from "./contract/generated/operations.ts";
import type { Decision, Permission, Principal, Scope } from "./contract/operations.ts";
import { dryBackend, dryEngine } from "./dry-run.ts";
import { StoreError } from "./errors.ts";
import { handlers } from "./handlers/all.ts";
import type { ServerApp } from "./handlers/map.ts";
import { preconditions } from "./handlers/preconditions.ts";
import { compileRoutes } from "./http/routes.ts";
import { createHttpServer } from "./http/server.ts";
import type { App } from "./services/app.ts";

/** What is to be explained. */
export interface Asked {
  /** A user's name, `token:ID`, an id such as `remote:ISSUER SUBJECT`, or `group:G,...` for whoever is in these groups. */
  readonly as: string;
  /** The scopes of the request, where they are not those of who asks: a request may claim less (AUTH-037). */
  readonly scopes?: ReadonlySet<Scope>;
  /** In upper case. */
  readonly method: string;
  /** With the query, without the base path. */
  readonly path: string;
  readonly body?: Buffer;
}

/** What a request would come to, and why. */
export interface Explanation {
  readonly operation?: string;
  readonly caller: {
    readonly id: string;
    readonly name: string;
    readonly groups: readonly string[];
    readonly scopes: readonly Scope[];
    /** Nothing but scopes restricts the caller. */
    readonly unrestricted: boolean;
    /** The classes that give each permission; the empty one is that of resources without any. */
    readonly classes?: Readonly<Record<Permission, "all" | readonly string[]>>;
    readonly denied?: Readonly<Record<Permission, readonly string[]>>;
  };
  /** What was taken for granted about the caller, and what is odd about it, as sentences. */
  readonly notes: readonly string[];
  readonly decisions: readonly Decision[];
  readonly status: number;
  /** The server's sentence, for a refusal. */
  readonly summary?: string;
  /** How many items a listing's page has. */
  readonly items?: number;
}

/**
 * Sends the request to a server of its own on a loopback port, with the real rules and data, of which nothing can be
 * changed. Throws notFound for a caller that is not there, or may do nothing any more.
 */
export async function explain(app: App, config: Config, asked: Asked): Promise<Explanation> {
  const accounts = openLocalAccounts({
    engine: dryEngine(app.engine),
    settings: config.auth,
    log: app.log,
    now: app.now,
    issuer: () => config.auth.authIssuer ?? "",
  });
  const { policyFile } = config.identity;
  const policy = policyFile === undefined ? undefined : await openPolicy(policyFile, app.log);
  try {
    const { principal, notes } = await callerBy(asked, accounts, policy);
    const decisions: Decision[] = [];
    const noting = { ...principal, note: (decision: Decision) => void decisions.push(decision) };
    const reply = await withServer(app, config, { accounts, policy: policy ?? scopesAlone, noting }, (send) =>
      send(asked),
    );
    const operation = operationOf(asked);
    return {
      ...(operation === undefined ? {} : { operation }),
      caller: callerOf(principal),
      notes,
      decisions: once(decisions),
      ...reply,
    };
  } finally {
    policy?.close();
  }
}

interface CallerFound {
  readonly principal: Principal;
  readonly notes: readonly string[];
}

async function callerBy(
  asked: Asked,
  accounts: LocalAccounts,
  opened: OpenPolicy | undefined,
): Promise<CallerFound> {
  const policy: Policy = opened ?? scopesAlone;
  const identity = await identityOf(asked.as, accounts);
  const { scopes = identity.scopes } = asked;
  const isNarrowed = identity.kind !== "remote" && identity.scopes.size > 0;
  const claimed = isNarrowed ? common(identity.scopes, scopes) : scopes;
  const principal = policy.principalFor({ ...identity, scopes: claimed });
  if (!asked.as.startsWith(GROUP)) return { principal, notes: [] };
  const strange = strangeGroups(identity.groups, opened?.file);
  if (asked.scopes !== undefined || principal.scopes.size > 0) return { principal, notes: strange };
  if (opened !== undefined && opened.file.scopes.size > 0)
    return { principal, notes: [...strange, SCOPELESS] };
  // Where scopes come with tokens alone, whoever asks about groups wants to know what classes do.
  const assumed = policy.principalFor({ ...identity, scopes: ORDINARY });
  return { principal: assumed, notes: [...strange, ASSUMED] };
}

const GROUP = "group:";
const ORDINARY: ReadonlySet<Scope> = new Set(["read", "write", "delete"]);
const ASSUMED = "Assuming that the token carries the scopes read, write and delete; --scopes says otherwise.";
const SCOPELESS =
  "The policy gives these groups no scopes; --scopes says what the token carries, if it does.";

/** Of groups that are misspelt, or that decide nothing. */
function strangeGroups(groups: readonly string[], file: PolicyFile | undefined): readonly string[] {
  if (file === undefined) return ["There is no policy (TAMS_AUTH_POLICY), so groups decide nothing."];
  const known = groupsIn(file).filter((group) => group !== EVERYBODY);
  const isByName = (group: string): boolean => file.byName && PERMISSIONS.some((end) => group.endsWith(end));
  return groups
    .filter((group) => !known.includes(group) && !isByName(group))
    .map((group) => `No rule of the policy names the group ${group}.${didYouMean(group, known)}`);
}

async function identityOf(as: string, accounts: LocalAccounts): Promise<Identity> {
  const colon = as.indexOf(":") + 1;
  const [kind, rest] = [as.slice(0, colon), as.slice(colon)];
  if (kind === GROUP) {
    const groups = rest.split(",").filter((group) => group !== "");
    return { id: as, name: as, groups, scopes: new Set(), kind: "remote" };
  }
  const id = kind === "" ? `user:${as}` : kind === "token:" ? `client:${rest}` : as;
  const identity = await accounts.identityNow(id);
  if (identity !== undefined) return identity;
  throw new StoreError(
    "notFound",
    `There is no ${id} here who may come in: it is unknown, suspended or expired.`,
  );
}

function operationOf({ method, path }: Asked): string | undefined {
  const match = compileRoutes(operationTable)(path.split("?", 1)[0] ?? "");
  return [...(match?.place.operations ?? [])].find(([name]) => name === method.toLowerCase())?.[1].id;
}

function callerOf({ id, name, groups, scopes, grants }: Principal): Explanation["caller"] {
  const caller = { id, name, groups, scopes: [...scopes].sort(), unrestricted: grants === undefined };
  if (grants === undefined) return caller;
  const { allow, deny } = grants;
  const named = (classes: "all" | ReadonlySet<string>) => (classes === "all" ? classes : [...classes].sort());
  return {
    ...caller,
    classes: { read: named(allow.read), write: named(allow.write), delete: named(allow.delete) },
    denied: { read: [...deny.read].sort(), write: [...deny.write].sort(), delete: [...deny.delete].sort() },
  };
}

/** A rule may be asked for the same thing before and in a write. */
function once(decisions: readonly Decision[]): Decision[] {
  return [...new Map(decisions.map((each) => [JSON.stringify(each), each])).values()];
}

interface Facts {
  readonly accounts: LocalAccounts;
  readonly policy: Policy;
  readonly noting: Principal;
}

type Answer = Pick<Explanation, "status" | "summary" | "items">;

/** Only who knows the secret of this one run gets anything of the server, which others could reach meanwhile. */
async function withServer(
  app: App,
  config: Config,
  { accounts, policy, noting }: Facts,
  work: (send: (asked: Asked) => Promise<Answer>) => Promise<Answer>,
): Promise<Answer> {
  const secret = randomBytes(32).toString("base64url");
  const auth: Auth = {
    schemes: ["bearer"],
    challenges: ["Bearer"],
    authenticate: async ({ authorization }) => {
      if (!isSame(authorization ?? "", `Bearer ${secret}`)) throw new Unauthenticated(["Bearer"], "not ours");
      return { principal: noting, scheme: "bearer" };
    },
    ownerNow: async () => undefined,
    local: accounts,
    policy,
    close: async () => undefined,
  };
  const server = createHttpServer<ServerApp>({
    handlers,
    preconditions,
    app: { ...dryApp(app), auth: undefined },
    auth,
    settings: { ...config.http, ...PRIVATE },
    log: { ...app.log, info: () => undefined, debug: () => undefined },
  });
  const { url } = await server.listen();
  try {
    return await work((asked) => send(url, secret, asked));
  } finally {
    await server.close();
  }
}

/** Nothing of how the real server is reached matters here, nor how often. */
const PRIVATE = {
  host: "127.0.0.1",
  port: 0,
  basePath: "",
  tlsCertFile: "",
  tlsKeyFile: "",
  rateLimitPerIdentity: 0,
  rateLimitPerAddress: 0,
} as const;

function dryApp(app: App): App {
  return {
    ...app,
    engine: dryEngine(app.engine),
    backends: app.backends.map(dryBackend),
    nudge: () => undefined,
  };
}

async function send(url: string, secret: string, { method, path, body }: Asked): Promise<Answer> {
  const stop = new AbortController();
  const reply = await fetch(`${url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    signal: stop.signal,
  });
  const isJson = /^application\/json/.test(reply.headers.get("content-type") ?? "");
  const text = isJson ? await reply.text() : "";
  const content: unknown = text === "" ? undefined : JSON.parse(text);
  // A stream of bytes or events is not waited for.
  stop.abort();
  return { status: reply.status, ...said(content) };
}

function said(content: unknown): Pick<Answer, "summary" | "items"> {
  if (Array.isArray(content)) return { items: content.length };
  const isProblem = typeof content === "object" && content !== null && "summary" in content;
  return isProblem ? { summary: String(content.summary) } : {};
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
