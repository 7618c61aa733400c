import { envName, type Values } from "./settings.ts";

/** A VAST Database, as the engine on it is told of it. */
export interface VastSettings {
  /** URLs of the cluster's addresses; the last number of an IPv4 address may be a range. */
  readonly endpoints: readonly string[];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly bucket: string;
  readonly schema: string;
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** A file with the certificates to trust instead of the system's. */
  readonly caFile?: string;
  readonly verifyTls: boolean;
}

/** What keeps the rows. The embedded engine has the data folder. */
export type EngineSettings =
  | { readonly kind: "embedded" }
  | { readonly kind: "vast"; readonly vast: VastSettings };

/** What the VAST engine cannot do without. */
const NEEDED = ["vastEndpoints", "vastBucket", "vastAccessKeyId", "vastSecretAccessKey"] as const;

/** Reads the engine from its settings; every fault is added to `faults`, but not twice for what was `given` wrongly. */
export function readEngine(
  engine: "embedded" | "vast",
  values: Values<"vast">,
  given: ReadonlyMap<string, unknown>,
  faults: string[],
): EngineSettings {
  if (engine === "embedded") return { kind: "embedded" };
  for (const name of NEEDED) {
    if (!given.has(name)) faults.push(`${envName(name)} must be set when ${envName("engine")} is vast.`);
  }
  for (const endpoint of values.vastEndpoints) checkEndpoint(endpoint, faults);
  const { vastCaFile } = values;
  return {
    kind: "vast",
    vast: {
      endpoints: values.vastEndpoints,
      accessKeyId: values.vastAccessKeyId,
      secretAccessKey: values.vastSecretAccessKey,
      region: values.vastRegion,
      bucket: values.vastBucket,
      schema: values.vastSchema,
      timeoutMs: values.vastTimeoutMs,
      connectTimeoutMs: values.vastConnectTimeoutMs,
      verifyTls: values.vastVerifyTls,
      ...(vastCaFile === "" ? {} : { caFile: vastCaFile }),
    },
  };
}

const RANGE = /^(https?:\/\/(?:\d+\.){3})(\d+)-(\d+)((?::\d+)?\/?)$/;

/** `http://172.19.101.1-16:80` stands for sixteen addresses, of which the first and the last must be some. */
function checkEndpoint(endpoint: string, faults: string[]): void {
  const [, before, first, last, after] = RANGE.exec(endpoint) ?? [];
  const isRange = before !== undefined;
  const urls = isRange ? [`${before}${first}${after}`, `${before}${last}${after}`] : [endpoint];
  const ascends = !isRange || Number(first) <= Number(last);
  if (ascends && urls.every((url) => URL.canParse(url))) return;
  faults.push(
    `${envName("vastEndpoints")} has ${endpoint}, which is neither an address nor a range of them that ascends.`,
  );
}
