import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import type { ModelCaller, ModelPolicy, Permission } from "./auth-model.ts";
import { PERMISSIONS } from "./auth-model.ts";

/** The classes of the policy, each the only one of a kind of resource. */
const CLASSES = ["source", "flow", "other", "hook", "store", "vault", "extra"];
/** For whom tokens of the key set are. */
export const AUDIENCE = "tams-matrix";
/** The class that every caller may read. */
export const PUBLIC = "public";

/** Each permission on each class has a group of its own, and so has each denial: callers are any mixture of them. */
export const POLICY: ModelPolicy = {
  admins: ["chiefs"],
  create: ["creators"],
  grants: [
    ...CLASSES.flatMap((name) =>
      PERMISSIONS.flatMap((permission) => [
        { group: `${name}-${permission}`, classes: [name], allow: [permission] },
        { group: `${name}-no-${permission}`, classes: [name], deny: [permission] },
      ]),
    ),
    { group: "*", classes: [PUBLIC], allow: ["read" as const] },
  ],
};

/** Permissions on one class: those that are given, and those that are denied nevertheless. */
export interface Level {
  readonly allow: readonly Permission[];
  readonly deny: readonly Permission[];
}
export const FULL: Level = { allow: PERMISSIONS, deny: [] };

/** Every set of permissions, nothing and everything among them. */
export const PLAIN: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ({
  allow: PERMISSIONS.filter((_, at) => (bits & (1 << at)) !== 0),
  deny: [],
}));
/** Everything, of which one thing is denied. */
const DENIED: readonly Level[] = PERMISSIONS.map((permission) => ({
  allow: PERMISSIONS,
  deny: [permission],
}));
export const LEVELS: readonly Level[] = [...PLAIN, ...DENIED];

/** The groups that give these permissions; everything on classes that are not named. */
export function groupsOf(
  levels: Readonly<Record<string, Level>>,
  ...more: readonly string[]
): readonly string[] {
  return [
    ...CLASSES.flatMap((name) => {
      const { allow, deny } = levels[name] ?? FULL;
      return [...allow.map((each) => `${name}-${each}`), ...deny.map((each) => `${name}-no-${each}`)];
    }),
    ...more,
  ];
}

/** What a level is called in messages. */
export function levelName({ allow, deny }: Level): string {
  const text = allow.map((each) => each[0]).join("") || "none";
  return deny.length === 0 ? text : `${text} but ${deny.map((each) => each[0]).join("")}`;
}

/** How a request says who sends it. */
export interface Credential {
  readonly name: string;
  readonly authorization?: string;
  readonly accessToken?: string;
  /** To refuse it takes a password's hash, which is meant to be slow. */
  readonly slow?: boolean;
}

export const bearer = (name: string, token: string): Credential => ({
  name,
  authorization: `Bearer ${token}`,
});
export const basic = (name: string, user: string, password: string): Credential => ({
  name,
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});
export const inUrl = (name: string, accessToken: string): Credential => ({ name, accessToken });

type Claims = Readonly<Record<string, unknown>>;

/** An issuer whose keys a real HTTP server publishes. */
export interface Issuer {
  readonly url: string;
  /** A good token of a caller with these scopes and groups, who is the same for the same ones. */
  token(caller: ModelCaller): Promise<string>;
  /** Tokens of that caller which nobody may believe, by what is wrong with them. */
  forgeries(caller: ModelCaller): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** Starts an issuer with one key for ES256 and one for RS256. */
export async function startIssuer(): Promise<Issuer> {
  const [ec, rsa, stranger] = await Promise.all([
    generateKeyPair("ES256", { extractable: true }),
    generateKeyPair("RS256", { extractable: true }),
    generateKeyPair("ES256", { extractable: true }),
  ]);
  const published = [
    { ...(await exportJWK(ec.publicKey)), kid: "ec", alg: "ES256", use: "sig" },
    { ...(await exportJWK(rsa.publicKey)), kid: "rsa", alg: "RS256", use: "sig" },
  ];
  const pem = await exportSPKI(rsa.publicKey);
  const server = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys: published } : { issuer: url, jwks_uri: `${url}/keys` };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const known = new Map<string, string>();
  const claims = ({ scopes, groups }: ModelCaller): Claims => {
    const named = JSON.stringify([scopes, groups]);
    const sub = known.get(named) ?? `caller-${known.size}`;
    known.set(named, sub);
    const scope = scopes.map((each) => `tams-api/${each}`).join(" ");
    return { iss: url, aud: AUDIENCE, sub, scope, groups, iat: now(), exp: now() + 3600 };
  };
  const tokens = new Map<string, Promise<string>>();
  return {
    url,
    token: (caller) => {
      const key = JSON.stringify(caller);
      const token = tokens.get(key) ?? signed(ec.privateKey, { alg: "ES256", kid: "ec" }, claims(caller));
      tokens.set(key, token);
      return token;
    },
    forgeries: (caller) =>
      forgeriesOf(claims(caller), { ec: ec.privateKey, stranger: stranger.privateKey, pem }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function signed(key: CryptoKey, header: { alg: string; kid?: string }, claims: Claims): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader(header).sign(key);
}

interface Keys {
  readonly ec: CryptoKey;
  readonly stranger: CryptoKey;
  readonly pem: string;
}

async function forgeriesOf(
  good: Claims,
  { ec, stranger, pem }: Keys,
): Promise<Readonly<Record<string, string>>> {
  const own = { alg: "ES256", kid: "ec" };
  const valid = await signed(ec, own, good);
  const [header = "", payload = "", signature = ""] = valid.split(".");
  const other = Buffer.from(JSON.stringify({ ...good, sub: "somebody else" })).toString("base64url");
  return {
    expired: await signed(ec, own, { ...good, exp: now() - 120 }),
    "without an end": await signed(ec, own, { ...good, exp: undefined }),
    "not valid yet": await signed(ec, own, { ...good, nbf: now() + 600 }),
    "signed by another key": await signed(stranger, own, good),
    "signed by an unknown key": await signed(stranger, { alg: "ES256", kid: "stranger" }, good),
    "signed by another key, unnamed": await signed(stranger, { alg: "ES256" }, good),
    "for another audience": await signed(ec, own, { ...good, aud: "another-api" }),
    "for no audience": await signed(ec, own, { ...good, aud: undefined }),
    "of another issuer": await signed(ec, own, { ...good, iss: "https://issuer.example" }),
    "of no issuer": await signed(ec, own, { ...good, iss: undefined }),
    "about nobody": await signed(ec, own, { ...good, sub: undefined }),
    "alg none": unsigned("none", good),
    "alg None": unsigned("None", good),
    "alg none with a signature": `${part({ alg: "none", typ: "JWT" })}.${payload}.${signature}`,
    "HS256 by the public key in PEM": hmac({ alg: "HS256", kid: "rsa" }, good, pem),
    "HS256 by the public key in PEM, trimmed": hmac({ alg: "HS256", kid: "rsa" }, good, pem.trim()),
    "with other claims": `${header}.${other}.${signature}`,
    "without its signature": `${header}.${payload}.`,
    "cut off": valid.slice(0, -8),
  };
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

function unsigned(alg: string, claims: Claims): string {
  return `${part({ alg, typ: "JWT" })}.${part(claims)}.`;
}

/** What an attacker makes who hopes that a public key is taken for a secret. */
function hmac(header: object, claims: Claims, key: string): string {
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${createHmac("sha256", key).update(content).digest("base64url")}`;
}
