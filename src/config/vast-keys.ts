import { gather } from "./given.ts";
import { envName, settings } from "./settings.ts";

/** The keys of a VAST Database, if any are named, and what is wrong with them, as sentences. */
export interface VastKeys {
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly faults: readonly string[];
}

const NAMES = ["vastAccessKeyId", "vastSecretAccessKey"] as const;

/** Reads only the keys of the VAST Database from flags, environment and file, for whoever needs no other setting. */
export function readVastKeys(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): VastKeys {
  const { given, faults } = gather(argv, env);
  const [accessKeyId, secretAccessKey] = NAMES.map((name) => {
    const one = given.get(name);
    const key = one === undefined ? undefined : settings.get(name)?.kind.read(one.value);
    if (one !== undefined && key === undefined) faults.push(`${one.where} is not a key.`);
    return key === undefined ? undefined : String(key);
  });
  if (faults.length === 0 && (accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    faults.push(`${NAMES.map(envName).join(" and ")} go together: give both or none.`);
  }
  const both = accessKeyId !== undefined && secretAccessKey !== undefined;
  return { keys: both ? { accessKeyId, secretAccessKey } : undefined, faults };
}
