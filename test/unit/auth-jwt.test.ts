import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import type { Identity, LocalAccounts } from "../../src/auth/auth.ts";
import { openSigningKeys, rotateKey } from "../../src/auth/signing-keys.ts";
import { removeUser, setAccess, setPassword, setStatus } from "../../src/auth/users.ts";
import { CACHE_SECONDS, openTestAccounts, PASSWORD, type TestAccounts } from "../support/accounts.ts";

const ADDRESS = "192.0.2.1";

describe("the JWTs of local users", function () {
  this.timeout(30_000);
  let test: TestAccounts;
  beforeEach(async () => {
    test = await openTestAccounts();
    await test.user("anna", ["read", "write"], ["news"]);
  });
  afterEach(() => test.close());

  const login = async (accounts = test.accounts): Promise<string> =>
    (await accounts.login("anna", PASSWORD, ADDRESS))?.access_token ?? "";
  const verify = async (
    token: string,
    accounts: LocalAccounts = test.accounts,
  ): Promise<Identity | undefined> => {
    for (const verifier of accounts.verifiers) {
      const identity = await verifier.verify(token, ADDRESS);
      if (identity !== undefined) return identity;
    }
    return undefined;
  };
  const later = () => test.pass(CACHE_SECONDS);
  /** Signs what it likes with the server's own key. */
  const forge = async (token: string, claims: object, header: object = {}): Promise<string> => {
    const key = await openSigningKeys(test.settings.authKeysFolder, test.now).newest();
    return new SignJWT({ ...decodeJwt(token), ...claims })
      .setProtectedHeader({ alg: "ES256", kid: key.kid, typ: "at+jwt", ...header })
      .sign(key.privateKey);
  };

  it("are who logged in, with the groups of today, until they expire", async () => {
    const token = await login();
    const account = test.now().toISOString();
    const anna = { id: "user:anna", account, name: "anna", groups: ["news"], kind: "user" };
    expect(await verify(token)).to.eql({ ...anna, scopes: new Set(["read", "write"]) });
    expect(decodeJwt(token)).to.include({ iss: "http://issuer.test", aud: "tams-api", sub: "user:anna" });
    expect(JSON.stringify(decodeJwt(token))).to.not.contain("news");
    await setAccess(test, "anna", { scopes: ["read", "delete"], groups: ["sport"] });
    later();
    expect(await verify(token)).to.eql({ ...anna, groups: ["sport"], scopes: new Set(["read"]) });
    test.pass(900 - CACHE_SECONDS - 1);
    expect(await verify(token)).to.not.equal(undefined);
    test.pass(1);
    expect(await verify(token)).to.equal(undefined);
  });

  it("are refused when unsigned, changed, of another issuer, audience, type or algorithm (AUTH-002)", async () => {
    const token = await login();
    const [head = "", body = "", signature = ""] = token.split(".");
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url");
    const claims = { ...decodeJwt(token), scope: "tams-api/admin" };
    const changed = Buffer.from(JSON.stringify(claims)).toString("base64url");
    const [jwk] = await test.accounts.publicKeys();
    const hmac = await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: jwk?.kid ?? "" })
      .sign(Buffer.from(jwk?.["x"] ?? "", "base64url"));
    expect(await verify(await forge(token, {}))).to.not.equal(undefined);
    for (const [what, bad] of Object.entries({
      unsigned: `${none}.${body}.`,
      "unsigned but with a signature": `${none}.${body}.${signature}`,
      changed: `${head}.${changed}.${signature}`,
      "without a signature": `${head}.${body}.`,
      "of the public key as a secret": hmac,
      "of another issuer": await forge(token, { iss: "http://other.test" }),
      "for another audience": await forge(token, { aud: "others" }),
      "of another type": await forge(token, {}, { typ: "JWT" }),
      "of an unknown key": await forge(token, {}, { kid: "unknown" }),
      "without expiry": await forge(token, { exp: undefined }),
      "without scope": await forge(token, { scope: undefined }),
      "of nobody": await forge(token, { sub: "user:nobody" }),
      nonsense: "a.b.c",
    }))
      expect(await verify(bad), what).to.equal(undefined);
  });

  it("are void after a suspension, a new password, and a removal, also for a new user of that name", async () => {
    const first = await login();
    test.pass(1);
    await setStatus(test, "anna", "suspended");
    later();
    expect(await verify(first)).to.equal(undefined);
    await setStatus(test, "anna", "active");
    later();
    expect(await verify(first)).to.equal(undefined);
    const second = await login();
    test.pass(1);
    await setPassword(test, "anna", PASSWORD);
    later();
    expect(await verify(second)).to.equal(undefined);
    const third = await login();
    test.pass(1);
    await removeUser(test, "anna");
    await test.user("anna", ["admin"]);
    later();
    expect(await verify(third)).to.equal(undefined);
  });

  it("are not those of a new user of that name who is added in the second in which they were issued", async () => {
    const token = await login();
    test.pass(0.2);
    await removeUser(test, "anna");
    await test.user("anna", ["admin"]);
    const own = await login();
    later();
    expect(await verify(token)).to.equal(undefined);
    expect((await verify(own))?.scopes).to.eql(new Set(["admin"]));
  });

  it("are signed by keys that only their owner may read, made once they are needed", async () => {
    const { authKeysFolder: folder } = test.settings;
    expect(await readdir(folder).catch(() => [])).to.eql([]);
    await login();
    const [name = ""] = await readdir(folder);
    expect((await stat(join(folder, name))).mode & 0o777).to.equal(0o600);
    expect((await stat(folder)).mode & 0o777).to.equal(0o700);
  });

  it("outlive a new key until the old one is removed, in every process that shares the folder", async () => {
    const { authKeysFolder: folder } = test.settings;
    const other = test.again();
    const old = await login();
    expect(await verify(old, other)).to.not.equal(undefined);
    const [name = ""] = await readdir(folder);
    test.pass(31);
    const kid = await rotateKey(folder, test.now());
    // A key that another process made is known at once where its token comes; it signs there within half a minute.
    test.pass(31);
    const young = await login(other);
    expect(decodeProtectedHeader(young).kid).to.equal(kid);
    expect((await verify(young))?.id).to.equal("user:anna");
    expect((await verify(old))?.id).to.equal("user:anna");
    expect((await test.accounts.publicKeys()).map((key) => key.kid))
      .to.have.length(2)
      .and.include(kid);
    await rm(join(folder, name));
    test.pass(31);
    expect(await verify(old)).to.equal(undefined);
    expect(await verify(young)).to.not.equal(undefined);
  });

  it("show public keys, and nothing of private ones", async () => {
    const [key] = await test.accounts.publicKeys();
    expect(Object.keys(key ?? {}).sort()).to.eql(["alg", "crv", "kid", "kty", "use", "x", "y"]);
  });

  it("come with an outage, not a refusal, where the keys cannot be read", async () => {
    const { authKeysFolder: folder } = test.settings;
    const token = await login();
    const broken = test.again({ authKeysFolder: join(folder, (await readdir(folder))[0] ?? "") });
    const failure = await verify(token, broken).catch((cause: unknown) => cause);
    expect(failure).to.include({ fault: "unavailable" });
  });
});

describe("remote identities", function () {
  this.timeout(30_000);
  let test: TestAccounts;
  beforeEach(async () => {
    test = await openTestAccounts();
  });
  afterEach(() => test.close());

  const id = "remote:https://issuer.example 42";
  const berta = (groups: readonly string[]): Identity => ({
    id,
    name: "berta",
    scopes: new Set(["read"]),
    groups,
    kind: "remote",
  });

  it("are kept as they last came", async () => {
    expect(await test.accounts.admit(berta(["news"]))).to.equal(true);
    expect(await test.accounts.identityNow(id)).to.eql(berta(["news"]));
    await test.accounts.admit(berta(["sport"]));
    test.pass(CACHE_SECONDS);
    expect(await test.accounts.identityNow(id)).to.eql(berta(["sport"]));
  });

  it("are looked at once in a few seconds, however many requests they make", async () => {
    const before = test.writes();
    await Promise.all(Array.from({ length: 10 }, () => test.accounts.admit(berta(["news"]))));
    await test.accounts.admit(berta(["news"]));
    expect(test.writes() - before).to.equal(1);
  });

  it("stay out while they are suspended, and have no password", async () => {
    await test.accounts.admit(berta(["news"]));
    await setStatus(test, id, "suspended");
    test.pass(CACHE_SECONDS);
    expect(await test.accounts.admit(berta(["news"]))).to.equal(false);
    expect(await test.accounts.identityNow(id)).to.equal(undefined);
    expect(await setPassword(test, id, PASSWORD).then(String, String)).to.contain("no password here");
    expect(await test.accounts.login(id, PASSWORD, ADDRESS)).to.equal(undefined);
    await setStatus(test, id, "active");
    test.pass(CACHE_SECONDS);
    expect(await test.accounts.admit(berta(["news"]))).to.equal(true);
  });
});
