import { join, resolve } from "node:path";
import { type IdentitySettings, readIdentity } from "./config/auth.ts";
import { type BackendSettings, readBackends } from "./config/backends.ts";
import { type Gathered, gather } from "./config/given.ts";
import { structure } from "./config/kinds.ts";
import { isLoopback } from "./config/loopback.ts";
import { envName, groups, settings, type Values } from "./config/settings.ts";
import { type EngineSettings, readEngine } from "./config/vast.ts";

const AUTH_SCHEMES = ["bearer", "basic", "url"] as const;
type AuthScheme = (typeof AUTH_SCHEMES)[number];

/** The settings in force, by the part of the program that takes them. */
export interface Config {
  /** Absolute. */
  readonly dataFolder: string;
  readonly logLevel: Values<"server">["logLevel"];
  readonly engine: EngineSettings;
  readonly storageBackends: readonly BackendSettings[];
  readonly http: Values<"http"> & { readonly maxListItems: number };
  readonly services: Values<"services">;
  /** `authKeysFolder` is absolute; `schemes` are those that are on, none where authentication is off. */
  readonly auth: Values<"auth"> & { readonly schemes: readonly AuthScheme[] };
  readonly identity: IdentitySettings;
}

/** What was asked for, and with which settings. */
export interface Configured {
  readonly action: Gathered["action"];
  readonly config: Config;
  /** The values by name, as `--print-config` shows them. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly warnings: readonly string[];
}

/** Everything that is wrong with the settings, at once; the message has a line for each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Reads the settings from flags, environment and file. Throws a `ConfigError` that names every fault. */
export function readConfig(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Configured {
  const { given, faults, warnings, action } = gather(argv, env);
  const values = new Map<string, unknown>();
  for (const [name, { kind, default: standard, secret }] of settings) {
    const one = given.get(name);
    const value = one === undefined ? standard : kind.read(one.value);
    if (one !== undefined && value === undefined)
      faults.push(
        `${one.where} must be ${kind.says}${kind === structure || secret ? "" : `, not ${JSON.stringify(one.value)}`}.`,
      );
    values.set(name, value ?? standard);
  }
  const config = toConfig(values, faults, env, given);
  checkTogether(config, faults);
  if (faults.length > 0 && action !== "help") throw new ConfigError(faults);
  return { action, config, values, warnings };
}

function toConfig(
  values: ReadonlyMap<string, unknown>,
  faults: string[],
  env: Readonly<Record<string, string | undefined>>,
  given: Gathered["given"],
): Config {
  const server = pick("server", values);
  const http = pick("http", values);
  const services = pick("services", values);
  const auth = pick("auth", values);
  const dataFolder = resolve(server.data);
  return {
    dataFolder,
    logLevel: server.logLevel,
    engine: readEngine(server.engine, pick("vast", values), given, faults),
    storageBackends: readBackends(server.storageBackends, dataFolder, faults, env),
    http: { ...http, maxListItems: services.listMax },
    services,
    auth: {
      ...auth,
      schemes: AUTH_SCHEMES.filter((scheme) => auth.auth.includes(scheme)),
      authKeysFolder: resolve(auth.authKeysFolder || join(dataFolder, "auth-keys")),
    },
    identity: readIdentity(pick("identity", values), faults),
  };
}

/** The values of a group; each was read by its setting's own kind, or is its default, so it has that type. */
function pick<Name extends keyof typeof groups>(
  group: Name,
  values: ReadonlyMap<string, unknown>,
): Values<Name> {
  return Object.fromEntries(
    Object.keys(groups[group]).map((name) => [name, values.get(name)]),
  ) as Values<Name>;
}

function checkTogether({ http, services, auth }: Config, faults: string[]): void {
  if (auth.auth.length === 0 || (auth.auth.length > 1 && auth.schemes.length < auth.auth.length))
    faults.push("TAMS_AUTH must name bearer, basic or url, several of them, or none alone.");
  if (auth.schemes.length === 0 && !auth.authNoneAnywhere && !isLoopback(http.host)) {
    faults.push(
      `TAMS_HOST is ${http.host}, which other machines can reach, and TAMS_AUTH is ${auth.auth.join()}, which lets everybody do ` +
        "everything: choose how callers say who they are, or set TAMS_AUTH_NONE_ANYWHERE=true as well.",
    );
  }
  if ((http.tlsCertFile === "") !== (http.tlsKeyFile === ""))
    faults.push("TAMS_TLS_CERT_FILE and TAMS_TLS_KEY_FILE need each other.");
  requireAtMost("pageLimitDefault", "pageLimitMax", services, faults);
  requireAtMost("allocationDefault", "allocationMax", services, faults);
  requireAtMost("webhookGiveUpSeconds", "eventKeepSeconds", services, faults);
  requireAtMost("presignedUrlSeconds", "minObjectTimeoutSeconds", services, faults);
}

type Services = Config["services"];
type NumberName = { [Name in keyof Services]: Services[Name] extends number ? Name : never }[keyof Services];

function requireAtMost(less: NumberName, more: NumberName, values: Services, faults: string[]): void {
  if (values[less] <= values[more]) return;
  faults.push(`${envName(less)} (${values[less]}) must not be more than ${envName(more)} (${values[more]}).`);
}
