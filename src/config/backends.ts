import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { type Env, readS3, type S3Settings, s3Keys } from "./s3.ts";
import { didYouMean } from "./suggest.ts";

/** How TAMS describes a Storage Backend, whatever keeps its bytes. */
interface Described {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly storeProduct: string;
  readonly region?: string;
  readonly availabilityZone?: string;
  readonly tags: Readonly<Record<string, string | readonly string[]>>;
  readonly isDefault: boolean;
}

/** A Storage Backend in a folder of this machine. */
export interface DiskBackendSettings extends Described {
  readonly kind: "disk";
  /** Absolute. */
  readonly folder: string;
}

/** A Storage Backend in a bucket. */
export interface S3BackendSettings extends Described {
  readonly kind: "s3";
  readonly s3: S3Settings;
}

/** A Storage Backend as configured. */
export type BackendSettings = DiskBackendSettings | S3BackendSettings;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const texts = ["label", "provider", "region", "availabilityZone", "storeProduct"] as const;
const described = [...texts, "id", "kind", "tags", "default"];
const kinds: Readonly<Record<BackendSettings["kind"], readonly string[]>> = { disk: ["folder"], s3: s3Keys };

/** Reads the list of backends, or makes the one a plain start has; every fault is added to `faults`. */
export function readBackends(
  given: unknown,
  dataFolder: string,
  faults: string[],
  env: Env = {},
): readonly BackendSettings[] {
  if (given === undefined)
    return [fill({ label: "local", folder: join(dataFolder, "media"), default: true }, faults, "", env)];
  if (!Array.isArray(given) || given.length === 0) {
    faults.push("storageBackends must be a list of at least one Storage Backend.");
    return [];
  }
  const backends = given.flatMap((entry: unknown, at) =>
    readBackend(entry, `storageBackends[${at}]`, faults, env),
  );
  requireUnique(backends, "id", faults);
  requireUnique(backends, "label", faults);
  requireUnique(
    backends.filter(({ kind }) => kind === "disk"),
    "folder",
    faults,
  );
  requireApart(backends, faults);
  const defaults = backends.filter(({ isDefault }) => isDefault);
  if (defaults.length > 1)
    faults.push(`Only one Storage Backend may be the default, not ${listed(defaults)}.`);
  return defaults.length > 0
    ? backends
    : backends.map((backend, at) => ({ ...backend, isDefault: at === 0 }));
}

type Entry = Readonly<Record<string, unknown>>;

function readBackend(entry: unknown, where: string, faults: string[], env: Env): BackendSettings[] {
  const before = faults.length;
  if (!isEntry(entry)) {
    faults.push(`${where} must be an object.`);
    return [];
  }
  const kind = isKind(entry["kind"]) ? entry["kind"] : "disk";
  const known = [...described, ...kinds[kind]];
  for (const key of Object.keys(entry)) {
    if (!known.includes(key)) faults.push(`${where} has no setting ${key}.${didYouMean(key, known)}`);
  }
  checkDescription(entry, where, faults);
  if (kind === "disk" && !isText(entry["folder"]))
    faults.push(`${where}.folder must be text that is not empty.`);
  const backend = fill(entry, faults, where, env);
  return faults.length > before ? [] : [backend];
}

function checkDescription(entry: Entry, where: string, faults: string[]): void {
  for (const key of texts) {
    const optional = key !== "label" && entry[key] === undefined;
    if (!optional && !isText(entry[key])) faults.push(`${where}.${key} must be text that is not empty.`);
  }
  if (entry["id"] !== undefined && !(typeof entry["id"] === "string" && uuid.test(entry["id"]))) {
    faults.push(`${where}.id must be a lower-case UUID of version 1 to 5.`);
  }
  if (entry["kind"] !== undefined && !isKind(entry["kind"])) {
    faults.push(`${where}.kind must be ${Object.keys(kinds).join(" or ")}.`);
  }
  if (entry["default"] !== undefined && typeof entry["default"] !== "boolean")
    faults.push(`${where}.default must be true or false.`);
  if (!isTags(entry["tags"] ?? {})) faults.push(`${where}.tags must map names to text or lists of text.`);
}

function isKind(kind: unknown): kind is BackendSettings["kind"] {
  return typeof kind === "string" && Object.hasOwn(kinds, kind);
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function isTags(tags: unknown): tags is BackendSettings["tags"] {
  const isValue = (value: unknown): boolean =>
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
  return isEntry(tags) && Object.values(tags).every(isValue);
}

/** Fills in what may be left out. An id follows from the label, so it survives a restart. */
function fill(entry: Entry, faults: string[], where: string, env: Env): BackendSettings {
  const label = String(entry["label"]);
  const isS3 = entry["kind"] === "s3";
  const common: Described = {
    id: typeof entry["id"] === "string" ? entry["id"] : nameToUuid(label),
    label,
    provider: String(entry["provider"] ?? "vast-tams"),
    storeProduct: String(entry["storeProduct"] ?? (isS3 ? "s3" : "disk")),
    ...(entry["region"] === undefined ? {} : { region: String(entry["region"]) }),
    ...(entry["availabilityZone"] === undefined
      ? {}
      : { availabilityZone: String(entry["availabilityZone"]) }),
    tags: isTags(entry["tags"]) ? entry["tags"] : {},
    isDefault: entry["default"] === true,
  };
  if (isS3) return { ...common, kind: "s3", s3: readS3(entry, where, faults, env) };
  return { ...common, kind: "disk", folder: resolve(String(entry["folder"])) };
}

function requireUnique(
  backends: readonly BackendSettings[],
  key: "id" | "label" | "folder",
  faults: string[],
): void {
  const valueIn = (backend: BackendSettings): string =>
    key !== "folder" ? backend[key] : backend.kind === "disk" ? backend.folder : backend.id;
  for (const [value, same] of Map.groupBy(backends, valueIn)) {
    if (same.length > 1) faults.push(`Two Storage Backends share the ${key} ${value}.`);
  }
}

/** A backend would take what another keeps under a longer prefix of its bucket for its own, and delete it as orphans. */
function requireApart(backends: readonly BackendSettings[], faults: string[]): void {
  const buckets = backends.flatMap((backend) => (backend.kind === "s3" ? [backend] : []));
  for (const one of buckets) {
    const within = buckets.find(
      (other) =>
        other !== one &&
        other.s3.bucket === one.s3.bucket &&
        other.s3.endpoint === one.s3.endpoint &&
        other.s3.prefix.startsWith(one.s3.prefix) &&
        (other.s3.prefix !== one.s3.prefix || buckets.indexOf(other) > buckets.indexOf(one)),
    );
    if (within === undefined) continue;
    faults.push(
      `The prefix ${JSON.stringify(within.s3.prefix)} of Storage Backend ${within.label} lies within ${JSON.stringify(one.s3.prefix)} of ${one.label}, in the same bucket ${one.s3.bucket}.`,
    );
  }
}

function listed(backends: readonly BackendSettings[]): string {
  return backends.map(({ label }) => label).join(", ");
}

const namespace = Buffer.from("5f0c2b1a7d1e4a5f9c3be2d8a4716f09", "hex");

/** UUID version 5 (RFC 9562, section 5.5) of a label, in a namespace of our own. */
function nameToUuid(label: string): string {
  const bytes = createHash("sha1").update(namespace).update(label, "utf8").digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
