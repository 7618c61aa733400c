import { isIP } from "node:net";
import { resolve } from "node:path";
import { envName, type Values } from "./settings.ts";
import { didYouMean } from "./suggest.ts";

/** What is believed of the tokens of one issuer. */
export interface IssuerSettings {
  /** As `iss` has it, to the letter. */
  readonly issuer: string;
  /** A token must be for one of them. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
  /** Claims: a name, or a path with dots. */
  readonly groupsClaim: string;
  /** Empty for `scope`, else `scp`. */
  readonly scopeClaim: string;
  readonly nameClaim: string;
  /** What stands before `read`, `write`, `delete` and `admin` in scopes. */
  readonly scopePrefix: string;
}

/** An issuer whose keys are fetched. */
export interface OidcSettings extends IssuerSettings {
  /** Where its keys are, if it does not say that itself (OpenID Connect Discovery). */
  readonly jwksUri?: string;
}

/** An issuer that shares a secret with the server. */
export interface SharedSecretSettings extends IssuerSettings {
  readonly secret: string;
}

/** Whom the server believes about who calls, and what it gives them. */
export interface IdentitySettings {
  /** Absolute. */
  readonly policyFile?: string;
  readonly cacheSeconds: number;
  readonly issuers: readonly OidcSettings[];
  readonly keysSeconds: number;
  readonly cooldownSeconds: number;
  readonly shared?: SharedSecretSettings;
}

/** Algorithms with public keys: whoever can check a signature cannot make one. */
const ASYMMETRIC = /^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/;

type IdentityValues = Values<"identity">;

/** Reads the issuers from their settings; every fault is added to `faults`. */
export function readIdentity(values: IdentityValues, faults: string[]): IdentitySettings {
  const { authPolicy, authCacheSeconds, oidcKeysSeconds, oidcCooldownSeconds } = values;
  const issuers = readIssuers(values, faults);
  const shared = readShared(values, issuers, faults);
  return {
    ...(authPolicy === "" ? {} : { policyFile: resolve(authPolicy) }),
    cacheSeconds: authCacheSeconds,
    issuers,
    keysSeconds: oidcKeysSeconds,
    cooldownSeconds: oidcCooldownSeconds,
    ...(shared && { shared }),
  };
}

type Entry = Readonly<Record<string, unknown>>;
type Standard = Omit<IssuerSettings, "issuer">;

/** The issuers of the list, or the one of the simple settings, which also say what entries of the list leave out. */
function readIssuers(values: IdentityValues, faults: string[]): readonly OidcSettings[] {
  const { oidc, oidcIssuer } = values;
  const standard: Standard = {
    audiences: values.oidcAudience,
    algorithms: values.oidcAlgorithms,
    groupsClaim: values.oidcGroupsClaim,
    scopeClaim: values.oidcScopeClaim,
    nameClaim: values.oidcNameClaim,
    scopePrefix: values.oidcScopePrefix,
  };
  if (oidc === undefined) {
    if (oidcIssuer === "") return [];
    const issuer = { ...standard, issuer: oidcIssuer };
    const names = { issuer: envName("oidcIssuer"), audience: envName("oidcAudience") };
    checkIssuer(issuer, names, values.oidcAllowHttp, faults);
    return [issuer];
  }
  if (oidcIssuer !== "") faults.push(`Give ${envName("oidc")} or ${envName("oidcIssuer")}, not both.`);
  return readList(oidc, standard, values.oidcAllowHttp, faults);
}

function readList(
  given: unknown,
  standard: Standard,
  allowHttp: boolean,
  faults: string[],
): readonly OidcSettings[] {
  if (!Array.isArray(given)) {
    faults.push("oidc must be a list of issuers.");
    return [];
  }
  const issuers = given.flatMap((entry: unknown, at) => {
    const before = faults.length;
    const where = `oidc[${at}]`;
    const issuer = readIssuer(entry, where, standard, faults);
    const names = { issuer: `${where}.issuer`, audience: `${where}.audience` };
    if (faults.length === before) checkIssuer(issuer, names, allowHttp, faults);
    return faults.length > before ? [] : [issuer];
  });
  for (const [issuer, same] of Map.groupBy(issuers, (one) => one.issuer)) {
    if (same.length > 1) faults.push(`oidc has the issuer ${issuer} twice.`);
  }
  return issuers;
}

const LISTS = ["audience", "algorithms"];
const TEXTS = ["issuer", "groupsClaim", "scopeClaim", "nameClaim", "scopePrefix", "jwksUri"];

function readIssuer(given: unknown, where: string, standard: Standard, faults: string[]): OidcSettings {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    faults.push(`${where} must be a map.`);
  const entry: Entry = { ...(typeof given === "object" && given) };
  for (const [key, value] of Object.entries(entry)) {
    if (![...LISTS, ...TEXTS].includes(key))
      faults.push(`${where} has no setting ${key}.${didYouMean(key, [...LISTS, ...TEXTS])}`);
    else if (TEXTS.includes(key) && typeof value !== "string") faults.push(`${where}.${key} must be text.`);
    else if (LISTS.includes(key) && !isTexts(value) && typeof value !== "string")
      faults.push(`${where}.${key} must be a list of texts.`);
  }
  const text = (key: string, otherwise: string): string => String(entry[key] ?? otherwise);
  const jwksUri = text("jwksUri", "");
  return {
    issuer: text("issuer", ""),
    audiences: textsOf(entry["audience"]) ?? standard.audiences,
    algorithms: textsOf(entry["algorithms"]) ?? standard.algorithms,
    groupsClaim: text("groupsClaim", standard.groupsClaim),
    scopeClaim: text("scopeClaim", standard.scopeClaim),
    nameClaim: text("nameClaim", standard.nameClaim),
    scopePrefix: text("scopePrefix", standard.scopePrefix),
    ...(jwksUri === "" ? {} : { jwksUri }),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function textsOf(value: unknown): readonly string[] | undefined {
  return typeof value === "string" ? [value] : isTexts(value) ? value : undefined;
}

/** Whoever can change what comes over plain http makes keys of his own, and with them tokens. */
function checkIssuer(
  { issuer, audiences, algorithms, jwksUri }: OidcSettings,
  names: { readonly issuer: string; readonly audience: string },
  allowHttp: boolean,
  faults: string[],
): void {
  for (const place of [issuer, ...(jwksUri === undefined ? [] : [jwksUri])]) {
    const url = URL.parse(place);
    if (!isUrl(place) || url === null)
      faults.push(`${names.issuer} (${place}) must be an https URL without query.`);
    else if (url.protocol === "http:" && !allowHttp && !isLoopback(url.hostname))
      faults.push(`${names.issuer} (${place}) must be https, or ${envName("oidcAllowHttp")} be true.`);
  }
  if (audiences.length === 0)
    faults.push(`${names.audience} must name this API as the tokens of ${issuer} do in aud.`);
  for (const algorithm of algorithms) {
    if (!ASYMMETRIC.test(algorithm))
      faults.push(`${algorithm} is not an algorithm with public keys, so ${issuer} may not sign with it.`);
  }
}

function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s?#@]+$/.test(text);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}

/** HMAC needs at least as many bytes as its hash has (RFC 7518 section 3.2). */
const HMACS = { HS256: 32, HS384: 48, HS512: 64 };

function readShared(
  values: IdentityValues,
  issuers: readonly OidcSettings[],
  faults: string[],
): SharedSecretSettings | undefined {
  const { jwtSecret, jwtIssuer, jwtAudience } = values;
  if (jwtSecret === "") return undefined;
  const bytes = Buffer.byteLength(jwtSecret, "utf8");
  if (bytes < HMACS.HS256)
    faults.push(`${envName("jwtSecret")} has ${bytes} bytes and needs at least ${HMACS.HS256}.`);
  if (jwtIssuer === "" || jwtAudience.length === 0)
    faults.push(
      `${envName("jwtSecret")} needs ${envName("jwtIssuer")} and ${envName("jwtAudience")} beside it.`,
    );
  if (issuers.some(({ issuer }) => issuer === jwtIssuer))
    faults.push(
      `${envName("jwtIssuer")} is ${jwtIssuer}, whose keys are fetched: a secret needs another issuer.`,
    );
  return {
    issuer: jwtIssuer,
    audiences: jwtAudience,
    algorithms: Object.entries(HMACS).flatMap(([name, least]) => (bytes >= least ? [name] : [])),
    groupsClaim: values.oidcGroupsClaim,
    scopeClaim: values.oidcScopeClaim,
    nameClaim: values.oidcNameClaim,
    scopePrefix: values.oidcScopePrefix,
    secret: jwtSecret,
  };
}
