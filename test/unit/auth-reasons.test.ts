import { expect } from "chai";
import { decodeJwt, generateKeyPair, SignJWT } from "jose";
import { createToken, type NewToken, revokeToken } from "../../src/auth/api-tokens.ts";
import type { LocalAccounts } from "../../src/auth/auth.ts";
import { openJwtVerifier, sharedSecretIssuer } from "../../src/auth/jwt.ts";
import { type Doubt, doubting, quoted, refuse } from "../../src/auth/reasons.ts";
import { openSigningKeys } from "../../src/auth/signing-keys.ts";
import { setPassword, setStatus } from "../../src/auth/users.ts";
import { CACHE_SECONDS, openTestAccounts, PASSWORD, type TestAccounts } from "../support/accounts.ts";
import { collectLog } from "../support/log.ts";

const ADDRESS = "192.0.2.1";

/** Why something is refused, which it must be. */
async function reasonFor(work: () => Promise<unknown>): Promise<string | undefined> {
  const doubt: Doubt = {};
  expect(await doubting(doubt, work)).to.equal(undefined);
  return doubt.reason;
}

describe("the reason of a refusal", function () {
  this.timeout(30_000);
  let test: TestAccounts;
  beforeEach(async () => {
    test = await openTestAccounts();
  });
  afterEach(() => test.close());

  const by = (accounts: LocalAccounts, token: string) => async () => {
    for (const verifier of accounts.verifiers) {
      const identity = await verifier.verify(token, ADDRESS);
      if (identity !== undefined) return identity;
    }
    return undefined;
  };
  const whyToken = (token: string) => reasonFor(by(test.accounts, token));

  it("of an API token names its id and never its secret", async () => {
    const make = (given: Partial<NewToken>) =>
      createToken(test, { name: "ci", scopes: ["read"], groups: [], networks: [], ...given });
    await test.user("anna");
    const brief = await make({ expires: new Date(test.now().getTime() + 1000) });
    const far = await make({ networks: ["10.0.0.0/8"] });
    const gone = await make({});
    const annas = await make({ user: "anna" });
    await setStatus(test, "anna", "suspended");
    await revokeToken(test, gone.made.id);
    test.pass(CACHE_SECONDS);
    const wrong = annas.token.replace(/.$/, (last) => (last === "A" ? "E" : "A"));
    const expected: readonly (readonly [string, string])[] = [
      [brief.token, `client:${brief.made.id} expired 2030-01-01T00:00:01.000Z`],
      [far.token, `client:${far.made.id} may not come from this address`],
      [gone.token, `the API token client:${gone.made.id} is unknown or revoked`],
      [annas.token, `client:${annas.made.id} is of a user who is gone or suspended`],
      [wrong, `not the secret of client:${annas.made.id}`],
      [gone.token.slice(0, -1), "an API token that is cut off or changed"],
    ];
    for (const [token, reason] of expected) expect(await whyToken(token)).to.equal(reason);
  });

  it("of a JWT of this server is told by this server, of others it is for others to tell", async () => {
    await test.user("anna");
    const login = await test.accounts.login("anna", PASSWORD, ADDRESS);
    const token = login?.access_token ?? "";
    const forge = async (claims: object, header: object = {}): Promise<string> => {
      const { kid, privateKey } = await openSigningKeys(test.settings.authKeysFolder, test.now).newest();
      return new SignJWT({ ...decodeJwt(token), ...claims })
        .setProtectedHeader({ alg: "ES256", kid, typ: "at+jwt", ...header })
        .sign(privateKey);
    };
    const changed = token.replace(/\.[^.]*$/, (signature) => signature.replaceAll(/[a-z]/g, "b"));
    const hmac = await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .sign(new Uint8Array(32));
    const expected: readonly (readonly [string, string | undefined])[] = [
      [changed, "bad signature"],
      [hmac, 'the algorithm "HS256" is not allowed'],
      [await forge({}, { kid: "k\u0007" }), 'unknown key id "k"'],
      [await forge({}, { typ: "JWT" }), 'no access token: its type is "JWT"'],
      [await forge({ aud: "others" }), 'for another audience ("others")'],
      [await forge({ exp: undefined }), "it has no exp"],
      [await forge({ sub: "user:nobody" }), "user:nobody is gone or suspended"],
      [await forge({ iss: "http://other.test" }), undefined],
      ["nonsense", undefined],
    ];
    for (const [bad, reason] of expected) expect(await whyToken(bad)).to.equal(reason);
    test.pass(1);
    await setPassword(test, "anna", PASSWORD);
    test.pass(CACHE_SECONDS);
    expect(await whyToken(token)).to.equal("issued before the account of user:anna last changed");
    test.pass(900);
    expect(await whyToken(token)).to.equal("expired 2030-01-01T00:15:00.000Z");
  });

  it("of a name and a password names only who is a user", async () => {
    await test.user("anna");
    await test.user("berta");
    await setStatus(test, "berta", "suspended");
    const why = (name: string, password: string) =>
      reasonFor(() => test.accounts.verifyPair(name, password, ADDRESS));
    expect(await why("a password in the wrong place", "x")).to.equal("unknown user");
    expect(await why("berta", PASSWORD)).to.equal("user:berta is suspended");
    expect(await why("anna", "wrong")).to.equal("wrong password of user:anna");
    await why("anna", "wrong");
    await why("anna", "wrong");
    expect(await why("anna", PASSWORD)).to.equal("user:anna is locked after wrong passwords");
    expect(await reasonFor(() => test.accounts.login("anna", PASSWORD, ADDRESS))).to.match(/is locked/);
    expect(test.events.at(-1)).to.include({
      event: "login",
      rule: "user:anna is locked after wrong passwords",
    });
    expect(JSON.stringify(test.events)).to.not.include("wrong place");
  });

  it("of a JWT of another issuer says what is the matter with it", async () => {
    const time = new Date("2026-03-01T12:00:00Z");
    const seconds = time.getTime() / 1000;
    const secret = "a secret of at least thirty-two bytes, for tests";
    const key = new TextEncoder().encode(secret);
    const settings = { issuer: "scripts", audiences: ["tams-api"], algorithms: ["HS256"] };
    const claims = { groupsClaim: "groups", scopeClaim: "", nameClaim: "name", scopePrefix: "" };
    const verifier = openJwtVerifier(
      [sharedSecretIssuer({ ...settings, ...claims, secret })],
      collectLog().log,
      () => time,
    );
    const good = { iss: "scripts", aud: "tams-api", sub: "s", exp: seconds + 60 };
    const why = async (changes: object, alg = "HS256", by: Uint8Array = key) => {
      const token = await new SignJWT({ ...good, ...changes }).setProtectedHeader({ alg }).sign(by);
      return reasonFor(() => verifier.verify(token, ADDRESS));
    };
    expect(await why({ exp: seconds - 60 })).to.equal("expired 2026-03-01T11:59:00.000Z");
    expect(await why({ nbf: seconds + 60 })).to.equal("not valid before 2026-03-01T12:01:00.000Z");
    expect(await why({ aud: ["a", "b", "c", "d"] })).to.equal(
      'for another audience ("a", "b", "c" and others)',
    );
    expect(await why({ aud: undefined })).to.equal("for no audience");
    expect(await why({ iss: "scripts\u202e/" })).to.equal(
      'of the issuer "scripts/", which is not configured',
    );
    expect(await why({ nonce: "n" })).to.equal("no bearer access token: it has the claim nonce");
    expect(await why({}, "HS512")).to.equal('the algorithm "HS512" is not allowed');
    expect(await why({}, "HS256", new Uint8Array(32))).to.equal("bad signature");
    const { privateKey } = await generateKeyPair("ES256");
    const strange = await new SignJWT(good).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
    expect(await reasonFor(() => verifier.verify(strange, ADDRESS))).to.match(/algorithm "ES256"/);
    expect(await reasonFor(() => verifier.verify("abc", ADDRESS))).to.match(/^neither an API token nor/);
  });

  it("is the first that is told, short, and without what a terminal would obey", async () => {
    const reason = await reasonFor(async () => {
      refuse(`a\u001b[31m\r\n${"b".repeat(10_000)}`);
      return refuse("another");
    });
    expect(reason)
      .to.match(/^a\[31mb+…$/)
      .and.have.length(300);
    expect(quoted("\u{1f600}".repeat(1000)).length).to.be.at.most(202);
    expect(refuse("nobody asks")).to.equal(undefined);
  });
});
