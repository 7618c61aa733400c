import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type Credential, parseBasic, parseCredential, parseOauth2 } from "./credential.ts";
import type { RunOptions } from "./report.ts";

/** The command line was wrong; the message says how, in a sentence and without secrets. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What a run needs to know. */
export interface Settings extends RunOptions {
  readonly url: string;
  readonly credential: Credential;
  readonly identities: Readonly<Record<string, Credential>>;
  /** Files to write, by kind. */
  readonly files: Readonly<Partial<Record<"json" | "junit" | "html", string>>>;
  readonly verbose: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const FLAGS = {
  url: { type: "string" },
  token: { type: "string" },
  basic: { type: "string" },
  "access-token": { type: "string" },
  oauth2: { type: "string" },
  as: { type: "string", multiple: true },
  area: { type: "string", multiple: true },
  level: { type: "string", multiple: true },
  id: { type: "string", multiple: true },
  operation: { type: "string", multiple: true },
  strict: { type: "boolean" },
  parallel: { type: "string" },
  timeout: { type: "string" },
  patience: { type: "string" },
  slow: { type: "boolean" },
  keep: { type: "boolean" },
  fuzz: { type: "string" },
  seed: { type: "string" },
  "receiver-url": { type: "string" },
  json: { type: "string" },
  junit: { type: "string" },
  html: { type: "string" },
  verbose: { type: "boolean" },
} as const;

const LEVELS = ["M", "S", "D", "O"];
const IDENTITY = /^([A-Za-z0-9_-]+)=(.+)$/s;
const IDENTITY_VARIABLE = /^TAMS_COMPLIANCE_AS_(.+)$/;
/** Names that stand for no credentials and for the run's own. */
const RESERVED = ["none", "own"];
const MOST_SEED = 2 ** 31 - 1;

type Values = ReturnType<typeof valuesOf>;

/** Reads the command line of a run; secrets may come from the environment instead. Throws UsageError. */
export function settingsOf(args: readonly string[], env: Environment): Settings {
  const values = valuesOf(args);
  const receiverUrl = values["receiver-url"];
  return {
    url: urlOf(values.url ?? env["TAMS_COMPLIANCE_URL"]),
    credential: credentialOf(values, env),
    identities: identitiesOf(values.as ?? [], env),
    areas: listed(values.area),
    levels: levelsOf(values.level),
    ids: listed(values.id),
    operations: listed(values.operation),
    strict: values.strict ?? false,
    slow: values.slow ?? false,
    keep: values.keep ?? false,
    parallel: numberOf("parallel", values.parallel, 4, 1, 64),
    timeoutMs: numberOf("timeout", values.timeout, 30, 1, 600) * 1000,
    patienceMs: numberOf("patience", values.patience, 30, 1, 600) * 1000,
    fuzz: numberOf("fuzz", values.fuzz, 25, 0, 100_000),
    seed: numberOf("seed", values.seed, randomInt(MOST_SEED), 0, MOST_SEED),
    files: filesOf(values),
    verbose: values.verbose ?? false,
    ...(receiverUrl !== undefined && { receiverUrl: receiverUrlOf(receiverUrl) }),
  };
}

function valuesOf(args: readonly string[]) {
  const values = asked(() => parseArgs({ args: [...args], options: FLAGS, strict: true }).values);
  for (const [flag, value] of Object.entries(values))
    for (const one of [value].flat()) mustHaveText(flag, one);
  return values;
}

/** An unset variable of a shell must not turn a run into another one. Throws UsageError. */
export function mustHaveText(flag: string, value: string | boolean | undefined): void {
  if (typeof value === "string" && value.trim() === "")
    throw new UsageError(`--${flag} is empty; is a variable of the shell not set?`);
}

/** Runs a reader, whose errors are the caller's mistakes. */
function asked<Value>(read: () => Value, prefix = ""): Value {
  try {
    return read();
  } catch (cause) {
    throw new UsageError(prefix + (cause instanceof Error ? cause.message : String(cause)), { cause });
  }
}

function urlOf(given: string | undefined): string {
  if (given === undefined) throw new UsageError("Say which server to test: --url https://host/tams/v8.2");
  const url = webUrl("--url", given);
  if (url.username !== "" || url.password !== "") {
    throw new UsageError("--url must not hold credentials: use --basic USER:PASSWORD.");
  }
  if (url.search !== "" || url.hash !== "") throw new UsageError("--url must have no query and no fragment.");
  return url.href.replace(/\/+$/, "");
}

function receiverUrlOf(given: string): string {
  return webUrl("--receiver-url", given).href.replace(/\/+$/, "");
}

function webUrl(flag: string, given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new UsageError(`${flag} must be a URL that starts with http:// or https://.`);
}

function credentialOf(values: Values, env: Environment): Credential {
  const kinds = {
    token: (text: string): Credential => ({ kind: "bearer", token: text }),
    basic: parseBasic,
    "access-token": (text: string): Credential => ({ kind: "query", token: text }),
    oauth2: parseOauth2,
  } as const;
  const fromFlags = pick(kinds, (kind) => values[kind]);
  const fromEnv = pick(kinds, (kind) => env[`TAMS_COMPLIANCE_${kind.toUpperCase().replace("-", "_")}`]);
  const given = fromFlags.length > 0 ? fromFlags : fromEnv;
  if (given.length > 1)
    throw new UsageError("Give one of --token, --basic, --access-token and --oauth2, not several.");
  const [only] = given;
  return only === undefined ? { kind: "none" } : asked(only);
}

/** A reader for each kind that was given; it runs later, when its errors can be told. */
function pick<Kind extends string>(
  kinds: Readonly<Record<Kind, (text: string) => Credential>>,
  find: (kind: Kind) => string | undefined,
): (() => Credential)[] {
  const readers: (() => Credential)[] = [];
  for (const kind in kinds) {
    const text = find(kind);
    if (text !== undefined && text !== "") readers.push(() => kinds[kind](text));
  }
  return readers;
}

function identitiesOf(flags: readonly string[], env: Environment): Record<string, Credential> {
  const identities: Record<string, Credential> = {};
  for (const [variable, value] of Object.entries(env)) {
    const name = IDENTITY_VARIABLE.exec(variable)?.[1]?.toLowerCase();
    if (name !== undefined && value) identities[name] = asked(() => parseCredential(value), `${variable}: `);
  }
  for (const flag of flags) {
    const [, name = "", text = ""] = IDENTITY.exec(flag) ?? [];
    if (name === "") throw new UsageError("--as is written NAME=CREDENTIAL, such as --as read=token:abc");
    if (RESERVED.includes(name)) throw new UsageError(`--as cannot name an identity "${name}".`);
    identities[name] = asked(() => parseCredential(text), `--as ${name}: `);
  }
  return identities;
}

function levelsOf(given: readonly string[] | undefined): string[] {
  const levels = listed(given).map((level) => level.toUpperCase());
  const wrong = levels.find((level) => !LEVELS.includes(level));
  if (wrong !== undefined) throw new UsageError(`There is no level "${wrong}": it is one of M, S, D and O.`);
  return levels;
}

/** Values of a flag that may repeat and may hold several with commas between. */
function listed(given: readonly string[] | undefined): string[] {
  return (given ?? [])
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

function numberOf(
  flag: string,
  given: string | undefined,
  standard: number,
  least: number,
  most: number,
): number {
  if (given === undefined) return standard;
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${flag} must be a whole number of ${least} to ${most}, not "${given}".`);
}

function filesOf({ json, junit, html }: Values): Settings["files"] {
  return { ...(json && { json }), ...(junit && { junit }), ...(html && { html }) };
}
