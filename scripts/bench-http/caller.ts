import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SignJWT } from "jose";
import { openLocalAccounts } from "../../src/auth/accounts.ts";
import type { Auth } from "../../src/auth/auth.ts";
import { openAuth } from "../../src/auth/open.ts";
import { readConfig } from "../../src/config.ts";
import type { Log } from "../../src/log.ts";
import { openEmbeddedEngine } from "../../src/storage/embedded/engine.ts";

const ISSUER = "https://bench.example";
const SECRET = "thirty-two bytes or more that are no secret";

/** Authentication as the server opens it, with nobody in its tables, and a caller whom a JWT proves. */
export async function openCaller(log: Log): Promise<{ readonly auth: Auth; readonly authorization: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "tams-bench-auth-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const env = { TAMS_JWT_SECRET: SECRET, TAMS_JWT_ISSUER: ISSUER, TAMS_JWT_AUDIENCE: "bench" };
  const { config } = readConfig(["--data", folder], env);
  const engine = await openEmbeddedEngine({ folder });
  const now = (): Date => new Date();
  const local = openLocalAccounts({ engine, settings: config.auth, log, now, issuer: () => ISSUER });
  const schemes = config.auth.schemes;
  const auth = await openAuth({ schemes, settings: config.identity, local, log, now });
  const token = await new SignJWT({ scope: "tams-api/read" })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(ISSUER)
    .setAudience("bench")
    .setSubject("caller")
    .setExpirationTime("1 hour")
    .sign(new TextEncoder().encode(SECRET));
  return { auth, authorization: `Bearer ${token}` };
}
