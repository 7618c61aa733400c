import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { openLocalAccounts } from "../../src/auth/accounts.ts";
import type { Auth, Scheme } from "../../src/auth/auth.ts";
import { openAuth } from "../../src/auth/open.ts";
import { readConfig } from "../../src/config.ts";
import type { Scope } from "../../src/contract/operations.ts";
import { openEmbeddedEngine } from "../../src/storage/embedded/engine.ts";
import { collectLog } from "./log.ts";

const ISSUER = "https://issuer.example";
const SECRET = "a secret of thirty-two bytes and more, made for tests alone";

/** Authentication with tables of its own, which believes the tokens of `tokenFor`. */
export interface TestAuth {
  readonly auth: Auth;
  close(): Promise<void>;
}

/** A JWT of the issuer that shares its secret, for somebody called `ann`. */
export function tokenFor(...scopes: readonly Scope[]): Promise<string> {
  return new SignJWT({ scope: scopes.map((one) => `tams-api/${one}`).join(" ") })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(ISSUER)
    .setAudience("tams")
    .setSubject("ann")
    .setExpirationTime("10 min")
    .sign(new TextEncoder().encode(SECRET));
}

/** The headers of a request with such a token. */
export async function asBearer(...scopes: readonly Scope[]): Promise<{ headers: Record<string, string> }> {
  return { headers: { Authorization: `Bearer ${await tokenFor(...scopes)}` } };
}

/** Opens everything that decides who calls, as the server does, in a folder of its own. */
export async function openTestAuth(
  schemes: readonly Scheme[] = ["bearer", "basic", "url"],
): Promise<TestAuth> {
  const folder = await mkdtemp(join(tmpdir(), "tams-auth-"));
  const env = { TAMS_JWT_SECRET: SECRET, TAMS_JWT_ISSUER: ISSUER, TAMS_JWT_AUDIENCE: "tams" };
  const { config } = readConfig(["--data", folder], env);
  const engine = await openEmbeddedEngine({ folder });
  const { log } = collectLog();
  const now = (): Date => new Date();
  const local = openLocalAccounts({
    engine,
    settings: config.auth,
    log,
    now,
    issuer: () => "http://127.0.0.1",
  });
  const auth = await openAuth({ schemes, settings: config.identity, local, log, now });
  const close = async (): Promise<void> => {
    await auth.close();
    await engine.close();
    await rm(folder, { recursive: true });
  };
  return { auth, close };
}
