import { address, choice, hostOrRange, integer, type Kind, list, structure, text, yesOrNo } from "./kinds.ts";

/** A setting, declared once: reading, `--help`, the README table and `.env.example` follow from here. */
export interface Setting<Value> {
  readonly kind: Kind<Value>;
  readonly default: Value;
  readonly description: string;
  /** Never printed. */
  readonly secret?: boolean;
}

function setting<Value>(kind: Kind<Value>, standard: Value, description: string): Setting<Value> {
  return { kind, default: standard, description };
}

/** A setting whose value is never printed. */
function secretSetting<Value>(kind: Kind<Value>, standard: Value, description: string): Setting<Value> {
  return { ...setting(kind, standard, description), secret: true };
}

const MiB = 1024 * 1024;
const hostname = /^[A-Za-z0-9.:_-]+$/;
/** What needs no encoding in a path: clients of VAST disagree on how to encode the rest. */
const name = /^[A-Za-z0-9_.~-]+$/;
const origin = /^(\*|loopback|https?:\/\/[^/\s]+)$/;

/** How clients reach the API. */
const http = {
  host: setting(
    text("an address of this machine", hostname),
    "127.0.0.1",
    "Address to listen on. Only loopback addresses are accepted until authentication exists.",
  ),
  port: setting(integer(0, 65535), 4010, "Port to listen on; 0 lets the system choose."),
  basePath: setting(
    text("empty or a path such as /tams/v8.2", /^((\/[A-Za-z0-9._~-]+)+)?$/),
    "",
    "Path under which the API lives.",
  ),
  publicUrl: setting(
    address,
    undefined,
    "Address by which clients reach the API, with its path; used in `Link`, `Location` and local media URLs. " +
      "Without it the address follows from each request.",
  ),
  trustProxy: setting(
    yesOrNo,
    false,
    "Believe `Forwarded` and `X-Forwarded-*` headers. Only behind a proxy that sets them.",
  ),
  corsOrigins: setting<readonly string[]>(
    list("origins", origin),
    ["loopback"],
    "Origins whose pages may call the API from a browser; `loopback` is any page served by this machine, `*` any at " +
      "all, empty is none.",
  ),
  trustedHosts: setting<readonly string[]>(
    list("host names", /^(\*|[A-Za-z0-9.-]+)$/),
    [],
    "Host names, beside those of this machine and of the public URL, under which requests are served; `*` is any.",
  ),
  maxBodyBytes: setting(integer(1024), 16 * MiB, "Largest JSON body of a request, in bytes."),
  maxUploadBytes: setting(integer(1024), 64 * 1024 * MiB, "Largest upload to a local media store, in bytes."),
  maxHeaderBytes: setting(
    integer(1024, MiB),
    32 * 1024,
    "Largest request line and headers together, in bytes.",
  ),
  maxJsonDepth: setting(integer(8, 1000), 64, "Deepest nesting of a JSON body."),
  requestTimeMs: setting(
    integer(100),
    60_000,
    "Time a request may take, in milliseconds. Streams of bytes are exempt.",
  ),
  headersTimeMs: setting(
    integer(100),
    20_000,
    "Time the headers of a request may take to arrive, in milliseconds.",
  ),
  keepAliveTimeMs: setting(integer(0), 65_000, "Time an idle connection stays open, in milliseconds."),
  idleTimeMs: setting(
    integer(1000),
    120_000,
    "Time after which a connection on which nothing moves is cut, in milliseconds.",
  ),
  closeTimeMs: setting(
    integer(0),
    20_000,
    "Time running requests get to finish when the server stops, in milliseconds.",
  ),
};

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
  authLockSeconds: setting(integer(1), 900, "Time a user stays locked, in seconds."),
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

/** All settings, by the part of the program that takes them. Names are unique across the groups. */
export const groups = { server, http, services, auth, vast };

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
