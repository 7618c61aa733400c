import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
} from "jose";
import { StoreError } from "../errors.ts";
import type { PublicKey } from "./auth.ts";

/** The algorithm of all keys of this server: ECDSA with P-256, which every OAuth2 library knows (RFC 7518 section 3.4). */
export const ALGORITHM = "ES256";

/** A key of this server. */
export interface SigningKey {
  /** Its RFC 7638 thumbprint. */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: PublicKey;
}

/** The keys in a folder that processes may share: the newest signs, all verify. */
export interface SigningKeys {
  /** The newest, made where there is none. */
  newest(): Promise<SigningKey>;
  /** The key of this id; undefined for one that is not (any more) in the folder. */
  find(kid: string): Promise<SigningKey | undefined>;
  /** All, the newest first; one is made where there is none. */
  all(): Promise<readonly SigningKey[]>;
}

/** After this long the folder is read again, which is how long a rotation takes to be seen. */
const FRESH_MS = 30_000;
/** An unknown key id has the folder read again at most this often. */
const UNKNOWN_MS = 1000;

/** Opens the keys in a folder; nothing is read or made yet. What fails then throws `unavailable`. */
export function openSigningKeys(folder: string, now: () => Date): SigningKeys {
  let read = -Infinity;
  let keys: Promise<readonly SigningKey[]> = Promise.resolve([]);
  const load = (olderThan: number): Promise<readonly SigningKey[]> => {
    const time = now().getTime();
    if (time - read < olderThan) return keys;
    read = time;
    keys = readKeys(folder, keys);
    keys.catch(() => {
      read = -Infinity;
    });
    return keys;
  };
  const all = async (): Promise<readonly SigningKey[]> => {
    const found = await load(FRESH_MS);
    if (found.length > 0) return found;
    await rotateKey(folder, now());
    return load(0);
  };
  return {
    all,
    newest: async () => {
      const [newest] = await all();
      if (newest === undefined)
        throw new StoreError("unavailable", "The key that signs tokens was removed as it was made.");
      return newest;
    },
    find: async (kid) => {
      const known = (await load(FRESH_MS)).find((key) => key.kid === kid);
      return known ?? (await load(UNKNOWN_MS)).find((key) => key.kid === kid);
    },
  };
}

/**
 * Makes a new key, which signs from now on; those before it stay, so that their tokens work until they expire. Gives its id.
 * Throws `unavailable` when the folder cannot be written.
 */
export async function rotateKey(folder: string, time: Date): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const text = await exportPKCS8(privateKey);
  // Names sort by age. The file appears whole or not at all, since others read the folder meanwhile.
  const name = `${time.toISOString().replaceAll(/[-:.]/g, "")}-${randomUUID().slice(0, 8)}.pem`;
  const draft = join(folder, `.${name}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, text, { mode: 0o600, flag: "wx", flush: true });
    await rename(draft, join(folder, name));
  } catch (cause) {
    throw outOf(folder, cause);
  }
  return (await toKey(text)).kid;
}

const loaded = new WeakMap<SigningKey, string>();

async function readKeys(
  folder: string,
  before: Promise<readonly SigningKey[]>,
): Promise<readonly SigningKey[]> {
  const known = await before.catch(() => []);
  try {
    const names = (await readdir(folder)).filter((name) => /^[^.].*\.pem$/.test(name)).sort();
    return await Promise.all(
      names.reverse().map(async (name) => {
        const text = await readFile(join(folder, name), "utf8");
        return known.find((key) => loaded.get(key) === text) ?? (await toKey(text));
      }),
    );
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw outOf(folder, cause);
  }
}

async function toKey(text: string): Promise<SigningKey> {
  const privateKey = await importPKCS8(text, ALGORITHM, { extractable: true });
  const { kty = "", crv = "", x = "", y = "" } = await exportJWK(privateKey);
  const bare = { kty, crv, x, y };
  const kid = await calculateJwkThumbprint(bare);
  const publicKey = await importPublic(bare);
  const key = { kid, privateKey, publicKey, jwk: { ...bare, kid, alg: ALGORITHM, use: "sig" } };
  loaded.set(key, text);
  return key;
}

function importPublic(jwk: { kty: string; crv: string; x: string; y: string }): Promise<CryptoKey> {
  return crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]);
}

function outOf(folder: string, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    "unavailable",
    `The keys that sign tokens in ${folder} cannot be used (${reason}).`,
    {},
    { cause },
  );
}
