import { http } from "./http.ts";
import { address, choice, hostOrRange, integer, list, structure, text, yesOrNo } from "./kinds.ts";
import { type Setting, secretSetting, setting } from "./setting.ts";

/** What needs no encoding in a path: clients of VAST disagree on how to encode the rest. */
const name = /^[A-Za-z0-9_.~-]+$/;

/** The rules of TAMS where it leaves them to the deployment. */
const services = {
  pageLimitDefault: setting(integer(1), 100, "Items on a page when the request names no limit."),
  pageLimitMax: setting(integer(1), 1000, "Most items on a page; a greater limit is lowered to it."),
  tagsMax: setting(integer(1), 1000, "Most tags of one Source, Flow, Webhook or Profile."),
  listMax: setting(integer(1), 10_000, "Most items of any list in a request, such as Segments in one POST."),
  minObjectTimeoutSeconds: setting(
    integer(300),
    3600,
    "Time an allocated Object waits for its first Segment, in seconds (`min_object_timeout`).",
  ),
  presignedUrlSeconds: setting(
    integer(30),
    900,
    "Time presigned URLs work, in seconds (`min_presigned_url_timeout`); at most the time Objects wait.",
  ),
  deleteAsyncSegments: setting(
    integer(0),
    1000,
    "A DELETE of more Segments than this becomes a Deletion Request (202).",
  ),
  deletionRequestSeconds: setting(
    integer(60),
    86_400,
    "Time a finished Deletion Request stays readable, in seconds.",
  ),
  objectReuseStrict: setting(
    yesOrNo,
    true,
    "Refuse Segments that reuse an Object outside its own timerange.",
  ),
  allocationDefault: setting(integer(1), 10, "Objects allocated when a storage request names no number."),
  allocationMax: setting(integer(1), 1000, "Most Objects in one storage request."),
  outboundAllow: setting<readonly string[]>(
    list("host names, addresses or CIDR ranges", hostOrRange),
    [],
    "Hosts and ranges that webhooks and copies may reach although they are not public.",
  ),
  eventKeepSeconds: setting(
    integer(60),
    604_800,
    "Time events and the records of their deliveries stay readable, in seconds.",
  ),
  auditReads: setting(
    yesOrNo,
    false,
    "Keep reads in the audit log too, not only changes and refusals; `tams auth log` shows it.",
  ),
  auditKeepSeconds: setting(integer(60), 7_776_000, "Time entries of the audit log are kept, in seconds."),
  webhookTimeoutMs: setting(
    integer(100, 300_000),
    15_000,
    "Time a webhook's receiver has for its whole answer, in milliseconds.",
  ),
  webhookGiveUpSeconds: setting(
    integer(1),
    86_400,
    "Time the same event is tried before its webhook is put in error, in seconds.",
  ),
  webhookSigningSecrets: secretSetting<readonly string[]>(
    list("secrets such as whsec_ with 24 to 64 bytes in base64", /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/),
    [],
    "Secrets that sign deliveries in the Standard Webhooks form; several at once while one replaces another.",
  ),
  eventStreamsMax: setting(integer(0), 100, "Most clients of `/events/stream` at once; 0 switches it off."),
  retention: setting(
    yesOrNo,
    true,
    "Delete what the tags `flow_retention_offset` and `segment_retention_offset` of Flows say is too old; " +
      "`tams retention plan` shows beforehand what that is.",
  ),
  retentionSeconds: setting(integer(1), 60, "How often the retention tags are looked at, in seconds."),
  workerPollMs: setting(
    integer(10),
    1000,
    "How often idle workers look for work left by other processes, in milliseconds.",
  ),
  catalog: setting(
    yesOrNo,
    true,
    "Keep small `.tams` files beside the media, from which `tams media rebuild` restores the database " +
      "(Webhooks and open requests apart). The same for all processes on one database.",
  ),
};

/** The process itself. */
const server = {
  data: setting(
    text("a folder", /./),
    "./data",
    "Folder of the embedded engine, and of local media unless backends say otherwise.",
  ),
  engine: setting(
    choice(["embedded", "vast"]),
    "embedded",
    "What keeps the tables: `embedded`, a database in the data folder, or `vast`, a VAST Database.",
  ),
  logLevel: setting(
    choice(["error", "warn", "info", "debug"]),
    "info",
    "Least severity that is logged; `info` has one line a request.",
  ),
  storageBackends: setting<unknown>(
    structure,
    undefined,
    "Storage Backends: a list of folders and buckets, as the README shows them. Without it there is one, `local`, in " +
      "`media` below the data folder.",
  ),
};

/** The accounts of this server itself. */
const auth = {
  auth: setting<readonly string[]>(
    list("bearer, basic, url, or none alone", /^(bearer|basic|url|none|none-at-first)$/),
    ["bearer", "basic", "url"],
    "How callers may say who they are: by a token in a header, by name and password, by a token in the URL. `none` asks " +
      "nobody, and everybody may do everything; `none-at-first` does so until there is an account, and then does not start.",
  ),
  authNoneAnywhere: setting(
    yesOrNo,
    false,
    "Let `none` listen beyond this machine too. Only where something in front of the server asks who calls.",
  ),
  authIssuer: setting(
    address,
    undefined,
    "Issuer in the tokens that this server signs. Without it the public URL, or else the address listened on; the same for " +
      "all processes that take each other's tokens.",
  ),
  authAudience: setting(
    text("a name without spaces", /^\S+$/),
    "tams-api",
    "Audience in the tokens that this server signs and takes.",
  ),
  authAccessSeconds: setting(
    integer(30, 86_400),
    900,
    "Time a token from `/auth/login`, `/auth/refresh` or `/auth/token` works, in seconds.",
  ),
  authRefreshSeconds: setting(
    integer(60),
    1_209_600,
    "Time after a login in which it can be refreshed, in seconds.",
  ),
  authLockFailures: setting(integer(1), 5, "Wrong passwords in a row after which a user is locked."),
  authLockSeconds: setting(
    integer(1),
    900,
    "Time a user stays locked, in seconds. Clients go on by HTTP basic from addresses where the password was right before.",
  ),
  authKeysFolder: setting(
    text("a folder", /./),
    "",
    "Folder of the keys that sign tokens, to be shared by servers that take each other's. Without it `auth-keys` in the data " +
      "folder.",
  ),
};

/** The VAST Database, if that is the engine. */
const vast = {
  vastEndpoints: setting<readonly string[]>(
    list("http or https URLs without a path", /^https?:\/\/[^/\s?#@]+\/?$/),
    [],
    "Addresses of the cluster; the last number of an IPv4 address may be a range, as in `http://172.19.101.1-16`.",
  ),
  vastBucket: setting(
    text("the name of a bucket", name),
    "",
    "Bucket with the tables, which must exist: a view with the database protocol.",
  ),
  vastSchema: setting(
    text("the name of a schema", name),
    "tams",
    "Schema of the tables in that bucket, created if it is not there. One for each catalogue of media.",
  ),
  vastAccessKeyId: setting(
    text("an access key", /^\S+$/),
    "",
    "Access key of a user who may use that bucket.",
  ),
  vastSecretAccessKey: secretSetting(text("a secret key", /^\S+$/), "", "Secret key that goes with it."),
  vastRegion: setting(
    text("a region", /^[A-Za-z0-9-]+$/),
    "vast",
    "Region in the signatures, which clusters do not check.",
  ),
  vastTimeoutMs: setting(
    integer(100),
    30_000,
    "Time the cluster may be silent while it is waited for, in milliseconds.",
  ),
  vastConnectTimeoutMs: setting(integer(10), 5000, "Time a new connection to it may take, in milliseconds."),
  vastCaFile: setting(
    text("a file", /./),
    "",
    "File with the certificates to trust in place of the system's, for https.",
  ),
  vastVerifyTls: setting(yesOrNo, true, "Check the cluster's certificate. False only for a try."),
};

/** Whom the server believes about who calls. */
const identity = {
  authPolicy: setting(
    text("a file", /./),
    "",
    "YAML or JSON file that says which groups may do what to which `auth_classes`. Read again when it changes. " +
      "Without it scopes alone decide.",
  ),
  authCacheSeconds: setting(
    integer(0, 60),
    5,
    "Time for which what is known of a user or token may be remembered, in seconds.",
  ),
  oidcIssuer: setting(
    text("an http or https URL without query", /^https?:\/\/[^\s?#@]+$/),
    "",
    "Identity provider whose access tokens are taken: its issuer, written as in its tokens.",
  ),
  oidcAudience: setting<readonly string[]>(
    list("audiences", /^\S+$/),
    [],
    "What the tokens of that issuer have in `aud` when they are for this API; needed with it.",
  ),
  oidcAlgorithms: setting<readonly string[]>(
    list("algorithms with public keys", /^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/),
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
    "Algorithms that its tokens may be signed with.",
  ),
  oidcGroupsClaim: setting(
    text("a claim", /^\S+$/),
    "groups",
    "Claim with the caller's groups: a name, or a path such as `realm_access.roles`.",
  ),
  oidcScopeClaim: setting(
    text("a claim", /^\S+$/),
    "",
    "Claim with the caller's scopes; without it `scope`, or else `scp`.",
  ),
  oidcScopePrefix: setting(
    text("text without blanks", /^\S*$/),
    "tams-api/",
    "What stands before `read`, `write`, `delete` and `admin` in scopes.",
  ),
  oidcNameClaim: setting(
    text("a claim", /^\S+$/),
    "preferred_username",
    "Claim with the caller's name, as `created_by` shows it; where there is none, `sub` does.",
  ),
  oidcAllowHttp: setting(
    yesOrNo,
    false,
    "Take keys over plain http from other machines, with which whoever stands between can forge tokens.",
  ),
  oidcKeysSeconds: setting(
    integer(1),
    300,
    "How often the keys of issuers are fetched again, in seconds; an unknown key is looked for at once.",
  ),
  oidcCooldownSeconds: setting(
    integer(1),
    5,
    "Least time between two fetches of an issuer's keys for tokens with unknown keys, in seconds.",
  ),
  oidc: setting<unknown>(
    structure,
    undefined,
    "Several issuers: a list of maps with `issuer`, `audience`, and where it differs from the settings above " +
      "`algorithms`, `groupsClaim`, `scopeClaim`, `scopePrefix`, `nameClaim`, and `jwksUri`.",
  ),
  jwtSecret: secretSetting(
    text("a secret of at least 32 bytes", /^.{32,}$/),
    "",
    "Secret shared with an issuer of JWTs (HS256, longer ones for HS384 and HS512): whoever knows it can make tokens.",
  ),
  jwtIssuer: setting(
    text("an issuer", /^\S+$/),
    "",
    "What those tokens have in `iss`; needed with the secret.",
  ),
  jwtAudience: setting<readonly string[]>(
    list("audiences", /^\S+$/),
    [],
    "What they have in `aud`; needed with the secret.",
  ),
};

/** All settings, by the part of the program that takes them. Names are unique across the groups. */
export const groups = { server, http, services, auth, vast, identity };

type Group = typeof groups;
/** The values of one group. */
export type Values<Name extends keyof Group> = {
  readonly [Key in keyof Group[Name]]: Group[Name][Key] extends Setting<infer Value> ? Value : never;
};

/** Every setting by name, whichever its group. */
export const settings: ReadonlyMap<string, Setting<unknown>> = new Map(
  Object.values(groups).flatMap((group) =>
    Object.entries(group).map(([name, one]): [string, Setting<unknown>] => [name, forget(one)]),
  ),
);

/** Reading and writing go through the setting's own kind, so the type of its value may be forgotten between. */
function forget(one: object): Setting<unknown> {
  return one as Setting<unknown>;
}

/** `pageLimitMax` is `TAMS_PAGE_LIMIT_MAX` in the environment. */
export function envName(name: string): string {
  return `TAMS_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** `pageLimitMax` is `--page-limit-max` among the flags. */
export function flagName(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
