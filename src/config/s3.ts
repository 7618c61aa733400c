/** A bucket as a Storage Backend keeps its bytes in, and how to reach it. */
export interface S3Settings {
  readonly bucket: string;
  /** In front of every key; empty for none. */
  readonly prefix: string;
  /** Where this server talks to the store; absent means AWS itself. */
  readonly endpoint?: string;
  /** Where clients reach it; the same place when absent. */
  readonly publicEndpoint?: string;
  readonly region: string;
  /** `https://host/bucket/key` rather than `https://bucket.host/key`. */
  readonly pathStyle: boolean;
  /** Absent means the SDK's default chain: environment, shared files, roles. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** A file with the certificates to trust instead of the system's. */
  readonly caFile?: string;
  readonly verifyTls: boolean;
  /** Origins for which the bucket's CORS rules are set at start; absent leaves them as they are. */
  readonly cors?: readonly string[];
}

export type Env = Readonly<Record<string, string | undefined>>;
type Entry = Readonly<Record<string, unknown>>;

const credentials = ["accessKeyId", "secretAccessKey", "sessionToken"] as const;
const texts = [
  "bucket",
  "prefix",
  "endpoint",
  "publicEndpoint",
  "caFile",
  ...credentials,
  ...credentials.map((name) => `${name}Env`),
];

/** Every setting of such a backend, beside those that all backends have. */
export const s3Keys: readonly string[] = [...texts, "pathStyle", "verifyTls", "cors"];
/** Those that are never printed. */
export const s3Secrets: readonly string[] = ["secretAccessKey", "sessionToken"];

/** Reads the part of a backend that is about its bucket; every fault is added to `faults`. */
export function readS3(entry: Entry, where: string, faults: string[], env: Env): S3Settings {
  for (const key of texts) {
    if (entry[key] !== undefined && (typeof entry[key] !== "string" || entry[key].trim() === ""))
      faults.push(`${where}.${key} must be text that is not empty.`);
  }
  if (entry["bucket"] === undefined) faults.push(`${where}.bucket must be text that is not empty.`);
  for (const key of ["pathStyle", "verifyTls"]) {
    if (entry[key] !== undefined && typeof entry[key] !== "boolean")
      faults.push(`${where}.${key} must be true or false.`);
  }
  for (const key of ["endpoint", "publicEndpoint"]) {
    if (entry[key] !== undefined && !/^https?:$/.test(URL.parse(String(entry[key]))?.protocol ?? ""))
      faults.push(`${where}.${key} must be an http or https URL.`);
  }
  const keys = readCredentials(entry, where, faults, env);
  const cors = readCors(entry["cors"], where, faults);
  return {
    bucket: String(entry["bucket"]),
    prefix: typeof entry["prefix"] === "string" ? entry["prefix"] : "",
    ...optional(entry, "endpoint"),
    ...optional(entry, "publicEndpoint"),
    ...optional(entry, "caFile"),
    region: typeof entry["region"] === "string" ? entry["region"] : "us-east-1",
    // Endpoints other than AWS's rarely have a name for each bucket.
    pathStyle:
      entry["pathStyle"] === undefined ? entry["endpoint"] !== undefined : entry["pathStyle"] === true,
    verifyTls: entry["verifyTls"] !== false,
    ...(keys === undefined ? {} : { credentials: keys }),
    ...(cors === undefined ? {} : { cors }),
  };
}

function optional<const Name extends string>(entry: Entry, name: Name): { readonly [N in Name]?: string } {
  const value = entry[name];
  // One known key with a text under it, or nothing.
  return (typeof value === "string" ? { [name]: value.replace(/\/+$/, "") } : {}) as {
    readonly [N in Name]?: string;
  };
}

/** Given as they are, or by the names of the variables that hold them. Half a pair is a fault, not a fallback. */
function readCredentials(entry: Entry, where: string, faults: string[], env: Env): S3Settings["credentials"] {
  const read = (name: (typeof credentials)[number]): string | undefined => {
    const variable = entry[`${name}Env`];
    if (typeof variable !== "string") return typeof entry[name] === "string" ? entry[name] : undefined;
    const value = env[variable];
    if (value === undefined || value === "")
      faults.push(`${where}.${name}Env names ${variable}, which is not set.`);
    return value;
  };
  const [accessKeyId, secretAccessKey, sessionToken] = [
    read("accessKeyId"),
    read("secretAccessKey"),
    read("sessionToken"),
  ];
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  if (accessKeyId !== undefined || secretAccessKey !== undefined || sessionToken !== undefined)
    faults.push(`${where} needs both accessKeyId and secretAccessKey, or neither.`);
  return undefined;
}

function readCors(given: unknown, where: string, faults: string[]): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const origins: unknown[] = Array.isArray(given) ? given : [undefined];
  const texts = origins.filter(
    (origin) => typeof origin === "string" && /^(\*|https?:\/\/[^/\s]+)$/.test(origin),
  );
  if (texts.length === origins.length) return texts.map(String);
  faults.push(`${where}.cors must be a list of origins, such as https://player.example, or *.`);
  return undefined;
}
