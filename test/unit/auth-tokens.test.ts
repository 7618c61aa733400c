import { expect } from "chai";
import { createToken, listTokens, type NewToken, revokeToken } from "../../src/auth/api-tokens.ts";
import type { Identity } from "../../src/auth/auth.ts";
import { removeUser, setAccess, setStatus } from "../../src/auth/users.ts";
import type { Scope } from "../../src/contract/operations.ts";
import { CACHE_SECONDS, openTestAccounts, type TestAccounts } from "../support/accounts.ts";
import { policyFrom } from "../support/judged.ts";

const ADDRESS = "192.0.2.1";

describe("API tokens", function () {
  this.timeout(30_000);
  let test: TestAccounts;
  beforeEach(async () => {
    test = await openTestAccounts();
  });
  afterEach(() => test.close());

  const make = (given: Partial<NewToken> = {}) =>
    createToken(test, { name: "ci", scopes: ["read", "write"], groups: [], networks: [], ...given });
  const shown = async (token: string, address = ADDRESS): Promise<Identity | undefined> => {
    for (const verifier of test.accounts.verifiers) {
      const identity = await verifier.verify(token, address);
      if (identity !== undefined) return identity;
    }
    return undefined;
  };
  const later = () => test.pass(CACHE_SECONDS);

  it("are who they are made for, as a bearer and as id and secret, and never with another secret", async () => {
    const { token, made } = await make({ groups: ["news"] });
    const identity = {
      id: `client:${made.id}`,
      name: "ci",
      scopes: new Set(["read", "write"]),
      groups: ["news"],
      kind: "client",
    };
    const secret = token.slice(`tams_${made.id}_`.length);
    expect(await shown(token)).to.eql(identity);
    expect(await test.accounts.verifyPair(made.id, secret, ADDRESS)).to.eql(identity);
    expect(await test.accounts.verifyPair(made.id, token, ADDRESS)).to.eql(identity);
    const other = secret.startsWith("A") ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
    expect(await shown(`tams_${made.id}_${other}`)).to.equal(undefined);
    expect(await test.accounts.verifyPair(made.id, other, ADDRESS)).to.equal(undefined);
    expect(await shown(`tams_tk0000000000000000_${secret}`)).to.equal(undefined);
    expect(await shown("tams_")).to.equal(undefined);
  });

  it("are in the tables as a hash only", async () => {
    const { token, made } = await make();
    const [row] = await test.engine.read((view) => view.select("api_tokens"));
    const secret = token.slice(`tams_${made.id}_`.length);
    expect(JSON.stringify(row)).to.not.contain(secret);
    expect(row?.prefix).to.equal(token.slice(0, row?.prefix.length));
    expect(row?.prefix.length).to.be.lessThan(token.length - 30);
  });

  it("end when they expire, and when they are revoked", async () => {
    const brief = await make({ expires: new Date(test.now().getTime() + 60_000) });
    const { token, made } = await make();
    test.pass(59);
    expect(await shown(brief.token)).to.not.equal(undefined);
    test.pass(1);
    expect(await shown(brief.token)).to.equal(undefined);
    await revokeToken(test, made.id);
    later();
    expect(await shown(token)).to.equal(undefined);
    expect(await test.accounts.identityNow(`client:${made.id}`)).to.equal(undefined);
  });

  it("work from their networks only, also for an IPv4 address in IPv6 form", async () => {
    const { token, made } = await make({ networks: ["10.0.0.0/8", "2001:db8::/32", "192.0.2.7"] });
    for (const address of ["10.1.2.3", "::ffff:10.1.2.3", "2001:db8::1", "192.0.2.7"])
      expect(await shown(token, address), address).to.not.equal(undefined);
    for (const address of ["11.0.0.1", "::ffff:11.0.0.1", "2001:db9::1", "192.0.2.8", "", "unknown"])
      expect(await shown(token, address), address).to.equal(undefined);
    const jwt = await test.accounts.clientToken(made.id, token, "10.1.2.3");
    if ("error" in jwt) throw new Error(jwt.error);
    expect(await shown(jwt.access_token, "10.1.2.3")).to.not.equal(undefined);
    expect(await shown(jwt.access_token, "11.0.0.1")).to.equal(undefined);
  });

  it("of a user have no more than the user has now, and all of its groups, which may deny", async () => {
    const { created: account } = await test.user("anna", ["read", "write"], ["news", "interns"]);
    const { token } = await make({ user: "anna", scopes: ["write", "admin"] });
    const anna = { id: "user:anna", account, name: "anna", groups: ["news", "interns"], kind: "user" };
    expect(await shown(token)).to.eql({ ...anna, scopes: new Set(["write"]) });
    await setAccess(test, "anna", { scopes: ["read"], groups: ["interns"] });
    later();
    expect(await shown(token)).to.eql({ ...anna, groups: ["interns"], scopes: new Set(), limit: new Set() });
    const refused = await make({ user: "anna", groups: ["news"] }).catch((cause: Error) => cause.message);
    expect(refused).to.contain("groups of that user");
  });

  it("of an administrator claim only their own scopes, also where his groups would bring all (AUTH-037)", async () => {
    const policy = policyFrom("admins: [admins]\nscopes: { staff: [read, write] }");
    const scopesOf = async (name: string, ...scopes: Scope[]): Promise<readonly Scope[]> => {
      const { token, made } = await make({ user: name, scopes });
      const identity = await shown(token);
      const jwt = await test.accounts.clientToken(made.id, token, ADDRESS);
      if ("access_token" in jwt) expect(await shown(jwt.access_token)).to.eql(identity);
      return identity === undefined ? [] : [...policy.principalFor(identity).scopes];
    };
    await test.user("root", ["admin"], ["admins"]);
    expect(await scopesOf("root", "read", "write")).to.eql(["read", "write"]);
    await test.user("reader", ["read"], ["admins"]);
    expect(await scopesOf("reader", "write")).to.eql([]);
    expect(await scopesOf("reader")).to.eql([]);
    await test.user("bare", [], ["staff"]);
    expect(await scopesOf("bare", "read", "delete")).to.eql(["read"]);
    expect(await scopesOf("bare")).to.eql(["read", "write"]);
  });

  it("of a suspended user do not work, and go with a user who is removed", async () => {
    await test.user("anna");
    const { token } = await make({ user: "anna" });
    await setStatus(test, "anna", "suspended");
    later();
    expect(await shown(token)).to.equal(undefined);
    await setStatus(test, "anna", "active");
    later();
    expect((await shown(token))?.id).to.equal("user:anna");
    await removeUser(test, "anna");
    later();
    expect(await shown(token)).to.equal(undefined);
    // A new user of the same name does not inherit it.
    await test.user("anna");
    later();
    expect(await shown(token)).to.equal(undefined);
  });

  it("note their last use, at most once a minute", async () => {
    const { token } = await make();
    const before = test.writes();
    for (const _ of [1, 2, 3]) await shown(token);
    test.pass(59);
    await shown(token);
    expect(test.writes() - before).to.equal(1);
    test.pass(1);
    await shown(token);
    expect(test.writes() - before).to.equal(2);
  });

  it("refuse what cannot be meant, and users cannot take their ids for a name", async () => {
    for (const [given, reason] of [
      [{ networks: ["10.0.0.0/33"] }, "10.0.0.0/33"],
      [{ name: " " }, "name"],
      [{ expires: test.now() }, "expired already"],
      [{ user: "nobody" }, "nobody does not exist"],
      [{ groups: ["a b"] }, "a b"],
    ] as const)
      expect(await make(given).then(String, String)).to.contain(reason);
    const { made } = await make();
    expect(await test.user(made.id).then(String, String)).to.match(/A user's name is/);
    const listed = [];
    for await (const token of listTokens(test)) listed.push(token.id);
    expect(listed).to.eql([made.id]);
  });

  it("get JWTs of the scopes asked for among their own, and pass over names of others", async () => {
    const { token, made } = await make();
    const scopesFor = async (scope?: string) => {
      const given = await test.accounts.clientToken(made.id, token, ADDRESS, scope);
      return "error" in given ? given.error : given.scope;
    };
    expect(await scopesFor()).to.equal("tams-api/read tams-api/write");
    expect(await scopesFor("openid tams-api/read tams-api/admin")).to.equal("tams-api/read");
    expect(await scopesFor("tams-api/admin")).to.equal("invalid_scope");
    expect(await test.accounts.clientToken(made.id, "wrong", ADDRESS)).to.eql({ error: "invalid_client" });
    expect(await test.accounts.clientToken("anna", "wrong", ADDRESS)).to.eql({ error: "invalid_client" });
  });
});
