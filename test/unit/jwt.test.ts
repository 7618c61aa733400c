import { createHmac } from "node:crypto";
import { expect } from "chai";
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from "jose";
import { Unauthenticated } from "../../src/auth/auth.ts";
import { openAuthenticate } from "../../src/auth/authenticate.ts";
import { openJwtVerifier, sharedSecretIssuer } from "../../src/auth/jwt.ts";
import { scopesAlone } from "../../src/auth/policy.ts";
import type { IssuerSettings } from "../../src/config/auth.ts";
import { StoreError } from "../../src/errors.ts";
import { collectLog } from "../support/log.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const SECONDS = NOW / 1000;
const SECRET = "a secret of at least thirty-two bytes, for tests";
const settings: IssuerSettings = {
  issuer: "https://idp.example/",
  audiences: ["tams-api"],
  algorithms: ["RS256", "ES256"],
  groupsClaim: "groups",
  scopeClaim: "",
  nameClaim: "preferred_username",
  scopePrefix: "tams-api/",
};
const good: Members = {
  iss: settings.issuer,
  aud: "tams-api",
  sub: "s1",
  exp: SECONDS + 600,
  scope: "tams-api/read openid tams-api/write",
  groups: ["b", "a", "b"],
};

interface Pair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

async function pair(alg: "RS256" | "ES256", kid: string): Promise<Pair> {
  const made = await generateKeyPair(alg, { extractable: true });
  return { ...made, jwk: { ...(await exportJWK(made.publicKey)), kid, alg } };
}

/** Claims or header members by name; undefined ones are left out. */
type Members = Readonly<Record<string, unknown>>;

function sign(key: CryptoKey | Uint8Array, header: Members, payload: Members): Promise<string> {
  const { alg = "" } = header;
  return new SignJWT(payload)
    .setProtectedHeader({ ...header, alg: String(alg) })
    .sign(key, { crit: { "x-strange": true } });
}

/** A token as none of the libraries would make it. */
function forged(header: object, payload: object, signature = ""): string {
  const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${part(header)}.${part(payload)}.${signature}`;
}

describe("a JWT of another issuer", () => {
  let rsa: Pair;
  let ec: Pair;
  let keys: JWTVerifyGetKey;
  let renewals: number;
  let renewed: () => Promise<JWTVerifyGetKey | undefined>;
  let time: number;
  before(async () => {
    [rsa, ec] = await Promise.all([pair("RS256", "r1"), pair("ES256", "e1")]);
  });
  beforeEach(() => {
    keys = createLocalJWKSet({ keys: [rsa.jwk, ec.jwk] });
    renewals = 0;
    renewed = async () => undefined;
    time = NOW;
  });

  const opened = (changes: Partial<IssuerSettings> = {}) => {
    const source = {
      current: async () => keys,
      renewed: () => {
        renewals += 1;
        return renewed();
      },
    };
    const { log } = collectLog();
    return openJwtVerifier(
      [{ settings: { ...settings, ...changes }, keys: source }],
      log,
      () => new Date(time),
    );
  };
  const identityBy = (token: string, changes?: Partial<IssuerSettings>) =>
    opened(changes).verify(token, "192.0.2.1");
  const signed = (changes: Members = {}, header: Members = {}) =>
    sign(rsa.privateKey, { alg: "RS256", kid: "r1", ...header }, { ...good, ...changes });

  it("says who calls: the issuer and sub are the id, with scopes and groups (AUTH-031)", async () => {
    const identity = await identityBy(await signed());
    expect(identity).to.deep.include({
      id: "remote:https://idp.example/ s1",
      name: "s1",
      groups: ["a", "b"],
      kind: "remote",
    });
    expect([...identity!.scopes]).to.eql(["read", "write"]);
  });

  it("may carry scopes as text or as a list, groups at the end of a path, and a name", async () => {
    const claims = {
      scope: undefined,
      scp: ["tams-api/delete", "read"],
      realm: { roles: ["x"] },
      preferred_username: "Ann",
      "https://tams.example/groups": "one",
    };
    const token = await signed(claims);
    const identity = await identityBy(token, { groupsClaim: "realm.roles" });
    expect(identity).to.deep.include({ name: "Ann", groups: ["x"] });
    expect([...identity!.scopes]).to.eql(["delete"]);
    const dotted = await identityBy(token, { groupsClaim: "https://tams.example/groups" });
    expect(dotted?.groups).to.eql(["one"]);
    expect((await identityBy(token, { groupsClaim: "constructor.name" }))?.groups).to.eql([]);
    const bare = await identityBy(token, { scopePrefix: "", scopeClaim: "scp" });
    expect([...bare!.scopes]).to.eql(["read"]);
  });

  it("passes with any key that fits when it names none", async () => {
    const other = await pair("RS256", "r2");
    keys = createLocalJWKSet({ keys: [other.jwk, rsa.jwk] });
    expect(await identityBy(await signed({}, { kid: undefined }))).to.have.property("name", "s1");
    const stranger = await pair("RS256", "r1");
    const token = await sign(stranger.privateKey, { alg: "RS256" }, good);
    expect(await identityBy(token)).to.equal(undefined);
  });

  const refused: readonly (readonly [string, Members, Members?])[] = [
    ["that has expired", { exp: SECONDS - 11 }],
    ["that never expires", { exp: undefined }],
    ["that is not valid yet", { nbf: SECONDS + 60 }],
    ["for another API", { aud: "other" }],
    ["for nobody in particular", { aud: undefined }],
    ["of another issuer", { iss: "https://idp.example" }],
    ["of no issuer", { iss: undefined }],
    ["about nobody", { sub: undefined }],
    ["about an empty name", { sub: "" }],
    ["about too long a name", { sub: "x".repeat(256) }],
    ["about no text", { sub: { a: 1 } }],
    ["that is an ID token by its nonce", { nonce: "n" }],
    ["that is an ID token by its hash", { at_hash: "h" }],
    ["that is an ID token by its use", { token_use: "id" }],
    ["that is a refresh token by its kind", { typ: "Refresh" }],
    ["that needs a proof beside it", { cnf: { jkt: "x" } }],
    ["whose type is another", {}, { typ: "logout+jwt" }],
    ["with an extension that nobody here knows", {}, { crit: ["x-strange"], "x-strange": true }],
  ];
  for (const [what, claims, header] of refused) {
    it(`is refused: one ${what} (AUTH-002)`, async () => {
      const token = await signed(claims, header);
      expect(await identityBy(token)).to.equal(undefined);
    });
  }

  it("is refused unsigned, whatever the case of none, and with a signature of nothing (AUTH-002)", async () => {
    for (const alg of ["none", "None", "NONE", "nOnE", "", undefined]) {
      expect(await identityBy(forged({ alg, typ: "JWT" }, good))).to.equal(undefined);
      expect(await identityBy(forged({ alg, kid: "r1" }, good, "AAAA"))).to.equal(undefined);
    }
  });

  it("is refused signed by the public key as a secret, or by a key that it brings itself (AUTH-002)", async () => {
    const header = { alg: "HS256", kid: "r1" };
    const text = forged(header, good).replace(/\.$/, "");
    const secret = await exportSPKI(rsa.publicKey);
    const mac = createHmac("sha256", secret).update(text).digest("base64url");
    expect(await identityBy(`${text}.${mac}`)).to.equal(undefined);
    const stranger = await pair("RS256", "r1");
    const own = { alg: "RS256", kid: "r1", jwk: stranger.jwk, jku: "https://evil.example/jwks" };
    expect(await identityBy(await sign(stranger.privateKey, own, good))).to.equal(undefined);
  });

  it("is refused with an algorithm that is not among those of its issuer", async () => {
    const token = await sign(ec.privateKey, { alg: "ES256", kid: "e1" }, good);
    expect(await identityBy(token)).to.have.property("kind", "remote");
    expect(await identityBy(token, { algorithms: ["RS256"] })).to.equal(undefined);
  });

  it("is refused changed at any byte of any part", async () => {
    const token = await signed();
    const verifier = opened();
    for (let at = 0; at < token.length; at += 7) {
      const changed = token[at] === "A" ? "B" : "A";
      // The last letter of a base64 text has bits that stand for nothing.
      if (token[at] === "." || token[at + 1] === "." || at === token.length - 1) continue;
      const other = token.slice(0, at) + changed + token.slice(at + 1);
      expect(await verifier.verify(other, ""), `at ${at}`).to.equal(undefined);
    }
  });

  it("is nothing at all when it is no JWT, however long", async () => {
    for (const text of ["", "a", "..", "a.b.c", "x".repeat(100_000), "e30.e30.e30", `${"a.".repeat(4)}a`])
      expect(await identityBy(text)).to.equal(undefined);
  });

  it("holds as long as it says and the keys are the same, although it is checked only once (AUTH-002)", async () => {
    const verifier = opened();
    const token = await signed();
    expect(await verifier.verify(token, "")).to.have.property("name", "s1");
    time = NOW + 609_000;
    expect(await verifier.verify(token, "")).to.have.property("name", "s1");
    time = NOW + 611_000;
    expect(await verifier.verify(token, "")).to.equal(undefined);
    time = NOW;
    expect(await verifier.verify(token, "")).to.have.property("name", "s1");
    keys = createLocalJWKSet({ keys: [ec.jwk] });
    expect(await verifier.verify(token, "")).to.equal(undefined);
  });

  it("with an unknown key makes the keys be looked at again", async () => {
    const next = await pair("RS256", "r9");
    const token = await sign(next.privateKey, { alg: "RS256", kid: "r9" }, good);
    expect(await identityBy(token)).to.equal(undefined);
    expect(renewals).to.equal(1);
    renewed = async () => createLocalJWKSet({ keys: [next.jwk] });
    expect(await identityBy(token)).to.have.property("name", "s1");
    const bad = await signed({ exp: SECONDS - 60 });
    const before = renewals;
    expect(await identityBy(bad)).to.equal(undefined);
    expect(renewals).to.equal(before);
  });

  it("is neither good nor bad while the keys cannot be had", async () => {
    renewed = async () => {
      throw new StoreError("unavailable", "The issuer is down.");
    };
    const next = await pair("RS256", "r9");
    const token = await sign(next.privateKey, { alg: "RS256", kid: "r9" }, good);
    const thrown = await identityBy(token).catch((cause: unknown) => cause);
    expect(thrown).to.have.property("fault", "unavailable");
  });

  it("of Cognito has its client in place of an audience, and only as an access token", async () => {
    const claims = { aud: undefined, client_id: "tams-api" };
    expect(await identityBy(await signed({ ...claims, token_use: "access" }))).to.have.property("name", "s1");
    expect(await identityBy(await signed(claims))).to.equal(undefined);
  });

  it("by a shared secret passes only with that secret, issuer and audience, and never reaches other issuers", async () => {
    const { log } = collectLog();
    const key = new TextEncoder().encode(SECRET);
    const own = { ...settings, issuer: "scripts", algorithms: ["HS256"] };
    const remote = { settings, keys: { current: async () => keys, renewed } };
    const issuers = [remote, sharedSecretIssuer({ ...own, secret: SECRET })];
    const verifier = openJwtVerifier(issuers, log, () => new Date(time));
    const verify = async (payload: Members, secret = key, alg = "HS256") =>
      verifier.verify(await sign(secret, { alg }, { ...good, iss: "scripts", ...payload }), "");
    expect(await verify({})).to.have.property("id", "remote:scripts s1");
    expect(await verify({ iss: settings.issuer })).to.equal(undefined);
    expect(await verify({ aud: "other" })).to.equal(undefined);
    expect(await verify({ exp: undefined })).to.equal(undefined);
    expect(await verify({}, new TextEncoder().encode(`${SECRET}!`))).to.equal(undefined);
    expect(await verify({}, key, "HS512")).to.equal(undefined);
  });
});

describe("the Authorization header", () => {
  const ann = {
    id: "user:ann",
    name: "ann",
    scopes: new Set(["read"] as const),
    groups: [],
    kind: "user",
  } as const;
  const shown: string[] = [];
  const authenticate = openAuthenticate({
    schemes: ["bearer", "basic", "url"],
    policy: scopesAlone,
    token: async (token) => {
      shown.push(token);
      if (token === "down") throw new StoreError("unavailable", "The tables cannot be read.");
      return token === "good" ? ann : undefined;
    },
    pair: async (name, secret) => {
      shown.push(`${name} ${secret}`);
      return secret === "pass:wörd" ? { ...ann, name } : undefined;
    },
  });
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
  const by = (authorization?: string, accessToken?: string) =>
    authenticate({ authorization, accessToken, address: "192.0.2.1" });
  const refusal = async (authorization?: string, accessToken?: string): Promise<Unauthenticated> => {
    const thrown = await by(authorization, accessToken).catch((cause: unknown) => cause);
    if (!(thrown instanceof Unauthenticated)) throw new Error(`${String(thrown)} came instead.`);
    return thrown;
  };
  beforeEach(() => shown.splice(0));

  it("names its scheme in any case, and Basic is UTF-8 with colons in the password (AUTH-001)", async () => {
    expect(await by("bEARER  good ")).to.deep.include({ scheme: "bearer" });
    expect((await by(basic("Jürgen:pass:wörd"))).principal.name).to.equal("Jürgen");
    expect(shown).to.eql(["good", "Jürgen pass:wörd"]);
  });

  it("wins over a token in the URL when it is valid, which serves when it is not (X-175)", async () => {
    expect(await by("Bearer good", "good")).to.have.property("scheme", "bearer");
    expect(await by("Bearer bad", "good")).to.have.property("scheme", "url");
    expect(await by(basic("ann:no"), "good")).to.have.property("scheme", "url");
    expect(await by("Negotiate abc", "good")).to.have.property("scheme", "url");
  });

  it("that cannot be checked is an outage, not a refusal, also beside a good token (X-175)", async () => {
    for (const token of [undefined, "good"]) {
      const thrown = await by("Bearer down", token).catch((cause: unknown) => cause);
      expect(thrown).to.have.property("fault", "unavailable");
    }
  });

  it("gets the same sentence whatever is wrong with it, and the reason stays in the log (AUTH-003)", async () => {
    const none = await refusal();
    expect(none.challenges).to.eql(['Bearer realm="tams"', 'Basic realm="tams", charset="UTF-8"']);
    for (const header of [
      "Bearer bad",
      "Bearer",
      "Bearer a b",
      basic("ann:no"),
      "Basic !",
      "Digest a=b",
      " ",
    ]) {
      const { message, challenges } = await refusal(header);
      expect(message).to.equal(none.message);
      expect(challenges[0]).to.equal(
        `Bearer realm="tams"${/^Bearer/.test(header) ? ', error="invalid_token"' : ""}`,
      );
    }
    expect((await refusal("Bearer bad")).cause).to.have.property("message", "bearer: not valid");
  });

  it("that is malformed is refused without asking anybody (AUTH-002)", async () => {
    const controls = basic("ann:a\u0000b");
    const latin = `Basic ${Buffer.from("ann:\xff", "latin1").toString("base64")}`;
    const headers = [
      "Bearer",
      "Bearer é",
      "Bearer a=b",
      "Bearer a,b",
      "Basic",
      "Basic YQ",
      "Basic %%%",
      controls,
      latin,
    ];
    for (const header of headers) await refusal(header);
    await refusal(undefined, "");
    await refusal(undefined, "a b");
    await refusal(`Bearer ${" ".repeat(30_000)}x y`);
    expect(shown).to.eql([]);
  });

  it("of a scheme that is off is as none at all (X-173)", async () => {
    const onlyUrl = openAuthenticate({
      schemes: ["url"],
      policy: scopesAlone,
      token: async () => ann,
      pair: async () => ann,
    });
    const asked = (authorization?: string, accessToken?: string) =>
      onlyUrl({ authorization, accessToken, address: "" }).then(
        ({ scheme }) => scheme,
        (thrown: Unauthenticated) => thrown.challenges,
      );
    expect(await asked("Bearer good")).to.eql(['Bearer realm="tams"']);
    expect(await asked(basic("ann:pass"))).to.eql(['Bearer realm="tams"']);
    expect(await asked(undefined, "good")).to.equal("url");
  });
});
