import { expect } from "chai";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { createToken, type NewToken, revokeToken } from "../../src/auth/api-tokens.ts";
import type { TokenResponse } from "../../src/auth/auth.ts";
import { addUser, setStatus } from "../../src/auth/users.ts";
import { PASSWORD } from "../support/accounts.ts";
import type { Reply } from "../support/client.ts";
import { videoFlow } from "../support/make.ts";
import { expectRefusal, served } from "../support/served.ts";

describe("local accounts", function () {
  this.timeout(30_000);
  const server = served({
    auth: { schemes: ["bearer", "basic", "url"], authLockFailures: 1000 },
    identity: { cacheSeconds: 0 },
    http: { authFailuresPerMinute: 10_000 },
  });
  before(async () => {
    await addUser(server.app, { name: "anna", password: PASSWORD, scopes: ["read", "write"], groups: [] });
    await addUser(server.app, {
      name: "ärger",
      password: "pass:word with colon",
      scopes: ["read"],
      groups: [],
    });
  });

  const login = (username = "anna", password = PASSWORD) =>
    server.api.post<TokenResponse>("/auth/login", { username, password });
  const asked = (path: string, authorization?: string, method = "GET") =>
    server.api.send(method, path, { headers: authorization === undefined ? {} : { authorization } });
  const basic = (name: string, secret: string) =>
    `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}`;
  const make = (given: Partial<NewToken> = {}) =>
    createToken(server.app, { name: "ci", scopes: ["read"], groups: [], networks: [], ...given });
  const tokenBy = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    server.api.send<TokenResponse & { readonly error?: string }>("POST", "/auth/token", {
      text: new URLSearchParams(form).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });

  it("log in for a token that works as a bearer and in the URL", async () => {
    const { status, headers, body } = await login();
    expect(status).to.equal(200);
    expect(headers.get("cache-control")).to.equal("no-store");
    expect(body).to.include({ token_type: "Bearer", expires_in: 900, scope: "tams-api/read tams-api/write" });
    expect((await asked("/flows", `Bearer ${body.access_token}`)).status).to.equal(200);
    expect((await asked(`/flows?access_token=${body.access_token}`)).status).to.equal(200);
    expect((await asked("/flows")).status).to.equal(401);
    const flow = videoFlow();
    const made = await server.api.send("PUT", `/flows/${flow.id}`, {
      body: flow,
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(made.body).to.include({ created_by: "anna" });
    expect((await asked(`/flows/${flow.id}`, `Bearer ${body.access_token}`, "DELETE")).status).to.equal(403);
  });

  it("work by name and password too, with any characters (RFC 7617)", async () => {
    expect((await asked("/flows", basic("anna", PASSWORD))).status).to.equal(200);
    expect((await asked("/flows", basic("ärger", "pass:word with colon"))).status).to.equal(200);
    expect((await asked("/flows", basic("anna", "wrong password"))).status).to.equal(401);
  });

  it("get one answer for a wrong password, an unknown name and a suspended user", async () => {
    await addUser(server.app, { name: "gone", password: PASSWORD, scopes: ["read"], groups: [] });
    await setStatus(server.app, "gone", "suspended");
    const replies = [await login("anna", "wrong"), await login("nobody", "wrong"), await login("gone")];
    const said = replies.map((reply: Reply<unknown>) => {
      expectRefusal(reply, 401, "Name and password do not fit.");
      return [...reply.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
    });
    expect(said[1]).to.eql(said[0]);
    expect(said[2]).to.eql(said[0]);
  });

  it("are told what is wrong with a body, without the password in it", async () => {
    const reply = await server.api.post("/auth/login", { username: "anna", password: { is: "seven boats" } });
    expectRefusal(reply, 400, "password");
    expect(JSON.stringify(reply.body)).to.not.contain("seven boats");
    expectRefusal(await server.api.post("/auth/refresh", {}), 400, "refresh_token");
    expectRefusal(await server.api.post("/auth/logout", []), 400);
  });

  it("refresh a login, and lose it when a spent token is shown again", async () => {
    const { refresh_token: first } = (await login()).body;
    const second = await server.api.post<TokenResponse>("/auth/refresh", { refresh_token: first });
    expect(second.status).to.equal(200);
    expect(second.headers.get("cache-control")).to.equal("no-store");
    const by = await tokenBy({ grant_type: "refresh_token", refresh_token: second.body.refresh_token ?? "" });
    expect(by.status).to.equal(200);
    expect((await asked("/flows", `Bearer ${by.body.access_token}`)).status).to.equal(200);
    expectRefusal(await server.api.post("/auth/refresh", { refresh_token: first }), 401, "refresh token");
    const last = { refresh_token: by.body.refresh_token ?? "" };
    expectRefusal(await server.api.post("/auth/refresh", last), 401);
    expect((await tokenBy({ grant_type: "refresh_token", ...last })).body.error).to.equal("invalid_grant");
  });

  it("log out, which nobody can tell from a token that never was", async () => {
    const { refresh_token } = (await login()).body;
    expect((await server.api.post("/auth/logout", { refresh_token })).status).to.equal(204);
    expectRefusal(await server.api.post("/auth/refresh", { refresh_token }), 401);
    expect((await server.api.post("/auth/logout", { refresh_token: "never" })).status).to.equal(204);
  });

  it("give programs a token by id and secret, in the header or in the body (RFC 6749)", async () => {
    const { token, made } = await make({ scopes: ["read", "write"] });
    const secret = token.slice(-43);
    const inBody = { grant_type: "client_credentials", client_id: made.id, client_secret: secret };
    const given = [
      await tokenBy(inBody),
      await tokenBy({ ...inBody, client_secret: token, scope: "tams-api/read" }),
      await tokenBy({ grant_type: "client_credentials" }, { authorization: basic(made.id, secret) }),
    ];
    for (const { status, headers, body } of given) {
      expect(status).to.equal(200);
      expect(headers.get("cache-control")).to.equal("no-store");
      expect(body).to.not.have.property("refresh_token");
      expect((await asked("/flows", `Bearer ${body.access_token}`)).status).to.equal(200);
    }
    expect(given.map(({ body }) => body.scope)).to.eql([
      "tams-api/read tams-api/write",
      "tams-api/read",
      "tams-api/read tams-api/write",
    ]);
    for (const direct of [`Bearer ${token}`, basic(made.id, secret), basic(made.id, token)])
      expect((await asked("/flows", direct)).status).to.equal(200);
    await revokeToken(server.app, made.id);
    for (const { body } of given)
      expect((await asked("/flows", `Bearer ${body.access_token}`)).status).to.equal(401);
    expect((await asked("/flows", `Bearer ${token}`)).status).to.equal(401);
  });

  it("tell programs what is wrong in the codes of OAuth2", async () => {
    const { token, made } = await make();
    const client = { grant_type: "client_credentials", client_id: made.id, client_secret: token };
    const codes: readonly [string, number, Promise<Reply<{ readonly error?: string }>>][] = [
      ["unsupported_grant_type", 400, tokenBy({ ...client, grant_type: "password" })],
      ["invalid_request", 400, tokenBy({ client_id: made.id })],
      ["invalid_request", 400, tokenBy(client, { authorization: basic(made.id, token) })],
      ["invalid_request", 400, tokenBy({ grant_type: "refresh_token" })],
      ["invalid_request", 400, tokenBy({ ...client, client_id: "x".repeat(40_000) })],
      ["invalid_request", 400, tokenBy(client, { "content-type": "text/plain" })],
      ["invalid_scope", 400, tokenBy({ ...client, scope: "tams-api/admin" })],
      ["invalid_client", 401, tokenBy({ ...client, client_secret: "wrong" })],
      ["invalid_client", 401, tokenBy({ ...client, client_id: "nobody" })],
      ["invalid_client", 401, tokenBy({ grant_type: "client_credentials" })],
      ["invalid_client", 401, tokenBy({ grant_type: "client_credentials" }, { authorization: "Basic x" })],
    ];
    for (const [code, status, reply] of codes) {
      const { headers, body, ...answer } = await reply;
      expect({ status: answer.status, error: body.error }).to.eql({ status, error: code });
      expect(headers.get("cache-control")).to.equal("no-store");
      if (status === 401) expect(headers.get("www-authenticate")).to.match(/^Basic /);
    }
    const twice = await server.api.send<{ error?: string }>("POST", "/auth/token", {
      text: "grant_type=client_credentials&grant_type=refresh_token",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(twice.body.error).to.equal("invalid_request");
  });

  it("are described for OAuth2 clients, with keys that verify what was issued (RFC 7517, RFC 8414)", async () => {
    const path = "/.well-known/oauth-authorization-server";
    const { body: metadata } = await server.api.get<Record<string, string>>(path);
    expect(metadata["issuer"]).to.equal(server.api.base);
    expect(metadata["token_endpoint"]).to.equal(`${server.api.base}/auth/token`);
    const keys = await server.api.get<JSONWebKeySet>(metadata["jwks_uri"] ?? "");
    const { access_token: token } = (await login()).body;
    const options = { issuer: metadata["issuer"] ?? "", audience: "tams-api", typ: "at+jwt" };
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys.body), options);
    expect(payload).to.include({ sub: "user:anna", scope: "tams-api/read tams-api/write" });
    for (const each of [path, "/.well-known/jwks.json"]) {
      const head = await server.api.head(each);
      expect([head.status, head.body]).to.eql([200, undefined]);
    }
  });

  it("are believed within seconds of a suspension no more", async () => {
    await addUser(server.app, { name: "brief", password: PASSWORD, scopes: ["read"], groups: [] });
    const { access_token } = (await login("brief")).body;
    const { token } = await make({ user: "brief" });
    const ways = [`Bearer ${access_token}`, `Bearer ${token}`, basic("brief", PASSWORD)];
    for (const way of ways) expect((await asked("/flows", way)).status, way.slice(0, 9)).to.equal(200);
    await setStatus(server.app, "brief", "suspended");
    for (const way of ways) expect((await asked("/flows", way)).status, way.slice(0, 9)).to.equal(401);
  });
});

describe("without authentication", () => {
  const server = served();

  it("there are no accounts", async () => {
    const refusals = [
      await server.api.post("/auth/login", { username: "anna", password: PASSWORD }),
      await server.api.post("/auth/refresh", { refresh_token: "any" }),
      await server.api.post("/auth/logout", { refresh_token: "any" }),
      await server.api.send("POST", "/auth/token", {
        text: "grant_type=client_credentials",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
      await server.api.get("/.well-known/jwks.json"),
      await server.api.get("/.well-known/oauth-authorization-server"),
    ];
    for (const reply of refusals) expectRefusal(reply, 404, "Authentication is off here");
    for (const path of ["/.well-known/jwks.json", "/.well-known/oauth-authorization-server"])
      expect((await server.api.head(path)).status).to.equal(404);
  });
});
