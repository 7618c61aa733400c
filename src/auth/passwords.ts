import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { invalid, StoreError } from "../errors.ts";

/** OWASP's parameters of equal strength with the least memory that is still a burden: 64 MiB for each try. */
const COST = { log2N: 16, r: 8, p: 2 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Each takes 64 MiB and a thread of the pool that files need too. */
const AT_ONCE = 2;
const WAITING_MAX = 64;

const SHORTEST = 8;
const LONGEST_BYTES = 1024;

/** The text to store for a password: `scrypt$16$8$2$SALT$KEY`, so that parameters can change without anyone noticing. */
export async function hashPassword(password: string): Promise<string> {
  mustBePassword(password);
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  const { log2N, r, p } = COST;
  return ["scrypt", log2N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/**
 * Whether the password is that of the stored text. Without a text it takes as long and says no, so that the time does not
 * tell who exists. Throws `unavailable` when too many wait already.
 */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const parts = stored ? readStored(stored) : undefined;
  const { cost, salt, key } = parts ?? PHANTOM;
  const shown = password.length > LONGEST_BYTES ? "" : password;
  const derived = await derive(shown, salt, cost);
  return timingSafeEqual(derived, key) && parts !== undefined && shown === password;
}

/** Throws invalid for what is no password; the message does not repeat it. */
function mustBePassword(password: string): void {
  if ([...password].length < SHORTEST)
    throw invalid(`The password must have at least ${SHORTEST} characters.`, "password");
  if (Buffer.byteLength(password) > LONGEST_BYTES)
    throw invalid(`The password must have at most ${LONGEST_BYTES} bytes.`, "password");
}

interface Cost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

interface Stored {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

const PHANTOM: Stored = { cost: COST, salt: randomBytes(SALT_BYTES), key: randomBytes(KEY_BYTES) };

function readStored(text: string): Stored {
  const [name, log2N, r, p, salt = "", key = ""] = text.split("$");
  const read = {
    cost: { log2N: Number(log2N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64url"),
    key: Buffer.from(key, "base64url"),
  };
  if (name !== "scrypt" || read.key.length !== KEY_BYTES)
    throw new Error("A stored password is in no known form.");
  return read;
}

let running = 0;
const waiting: (() => void)[] = [];

/** The same characters give the same key however the keyboard composed them (RFC 8265 section 4.2). */
async function derive(password: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  await enter();
  try {
    const N = 2 ** log2N;
    return await scryptKey(password.normalize("NFC"), salt, { N, r, p, maxmem: 256 * N * r });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < AT_ONCE) {
    running++;
    return;
  }
  if (waiting.length >= WAITING_MAX)
    throw new StoreError("unavailable", "Too many passwords are being checked.", { retryAfter: 2 });
  await new Promise<void>((resolve) => waiting.push(resolve));
}

/** The place goes to the next one who waits, so nobody who comes later is faster. */
function leave(): void {
  const next = waiting.shift();
  if (next === undefined) running--;
  else next();
}

function scryptKey(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
