import { resolve } from "node:path";
import { expect } from "chai";
import { printValues } from "../../src/config/describe.ts";
import { ConfigError, readConfig } from "../../src/config.ts";

const ISSUER = { TAMS_OIDC_ISSUER: "https://idp.example/", TAMS_OIDC_AUDIENCE: "tams-api" };
const SECRET = { TAMS_JWT_SECRET: "s".repeat(48), TAMS_JWT_ISSUER: "scripts", TAMS_JWT_AUDIENCE: "tams-api" };

type Env = Record<string, string>;

function identityOf(env: Env) {
  return readConfig([], env).config.identity;
}

function faultsOf(env: Env): readonly string[] {
  try {
    readConfig([], env);
    return [];
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.faults;
    throw thrown;
  }
}

function listed(...oidc: unknown[]): Env {
  return { TAMS_OIDC: JSON.stringify(oidc) };
}

describe("the settings of issuers", () => {
  it("believe nobody unless somebody is named", () => {
    expect(identityOf({})).to.include({ cacheSeconds: 5 }).and.not.have.any.keys("shared", "policyFile");
    expect(identityOf({}).issuers).to.eql([]);
  });

  it("take one issuer by plain settings, written to the letter, with algorithms of public keys only", () => {
    const [issuer] = identityOf({ ...ISSUER, TAMS_OIDC_GROUPS_CLAIM: "realm_access.roles" }).issuers;
    expect(issuer).to.include({ issuer: "https://idp.example/", groupsClaim: "realm_access.roles" });
    expect(issuer?.audiences).to.eql(["tams-api"]);
    expect(issuer?.algorithms).to.include("ES256").and.not.include("HS256").and.not.include("none");
  });

  it("take several by a list, whose entries say only what differs", () => {
    const env = {
      ...listed(
        { issuer: "https://a.example" },
        { issuer: "https://b.example", audience: ["x"], groupsClaim: "g" },
      ),
      TAMS_OIDC_AUDIENCE: "tams-api",
    };
    const { issuers } = identityOf(env);
    expect(issuers.map(({ issuer }) => issuer)).to.eql(["https://a.example", "https://b.example"]);
    expect(issuers.map(({ audiences }) => audiences)).to.eql([["tams-api"], ["x"]]);
    expect(issuers.map(({ groupsClaim }) => groupsClaim)).to.eql(["groups", "g"]);
  });

  it("need an audience, since tokens for other services are not for this one (AUTH-002)", () => {
    expect(faultsOf({ TAMS_OIDC_ISSUER: ISSUER.TAMS_OIDC_ISSUER }).join()).to.contain("TAMS_OIDC_AUDIENCE");
    expect(faultsOf(listed({ issuer: "https://a.example" })).join()).to.contain("oidc[0].audience");
  });

  it("take plain http from this machine only, unless told", () => {
    const far = { ...ISSUER, TAMS_OIDC_ISSUER: "http://idp.example" };
    expect(faultsOf(far).join()).to.contain("TAMS_OIDC_ALLOW_HTTP");
    expect(faultsOf({ ...far, TAMS_OIDC_ALLOW_HTTP: "true" })).to.eql([]);
    for (const near of ["http://127.0.0.1:9000", "http://localhost:9000/realm", "http://[::1]:9000"])
      expect(faultsOf({ ...ISSUER, TAMS_OIDC_ISSUER: near })).to.eql([]);
    const keys = { issuer: "https://a.example", audience: "x", jwksUri: "http://a.example/jwks" };
    expect(faultsOf(listed(keys)).join()).to.contain("http://a.example/jwks");
  });

  it("refuse an issuer twice, both forms at once, unknown keys and secrets as algorithms, all at once", () => {
    const good = { issuer: "https://a.example", audience: "x" };
    expect(faultsOf(listed(good, good))).to.eql(["oidc has the issuer https://a.example twice."]);
    expect(faultsOf({ ...ISSUER, ...listed(good) })).to.eql([
      "Give TAMS_OIDC or TAMS_OIDC_ISSUER, not both.",
    ]);
    const faults = faultsOf(listed({ ...good, audiense: "y" }, { ...good, algorithms: ["HS256"] }, 7));
    expect(faults).to.eql([
      "oidc[0] has no setting audiense. Did you mean audience?",
      "HS256 is not an algorithm with public keys, so https://a.example may not sign with it.",
      "oidc[2] must be a map.",
    ]);
    expect(faultsOf({ TAMS_OIDC: "{}" })).to.eql(["oidc must be a list of issuers."]);
    expect(faultsOf({ ...ISSUER, TAMS_OIDC_ALGORITHMS: "RS256,HS256" })).to.have.length(1);
  });

  it("share a secret only if it is long enough, with an issuer of its own and an audience (AUTH-002)", () => {
    expect(identityOf(SECRET).shared).to.deep.include({ issuer: "scripts", algorithms: ["HS256", "HS384"] });
    expect(faultsOf({ ...SECRET, TAMS_JWT_SECRET: "short" })).to.have.length(1);
    const { TAMS_JWT_SECRET } = SECRET;
    expect(faultsOf({ TAMS_JWT_SECRET })).to.have.length(1);
    const same = { ...SECRET, ...ISSUER, TAMS_JWT_ISSUER: ISSUER.TAMS_OIDC_ISSUER };
    expect(faultsOf(same)).to.have.length(1);
  });

  it("never print the secret, right or wrong", () => {
    expect(printValues(readConfig([], SECRET).values)).to.not.contain("ssss");
    expect(faultsOf({ ...SECRET, TAMS_JWT_SECRET: "hunter2" }).join()).to.not.contain("hunter2");
  });

  it("name the policy's file from wherever the server is started", () => {
    expect(identityOf({ TAMS_AUTH_POLICY: "policy.yaml" }).policyFile).to.equal(resolve("policy.yaml"));
  });
});
