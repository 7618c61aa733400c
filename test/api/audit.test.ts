import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Audited, type AuditFilter, listAudit } from "../../src/auth/audit-log.ts";
import { Client } from "../support/client.ts";
import { guarded } from "../support/guarded.ts";
import { uuid, videoFlow } from "../support/make.ts";
import { type Overrides, startApp } from "../support/start.ts";
import { eventually, mustBe } from "../support/steps.ts";

describe("the audit log of a server", function () {
  this.timeout(60_000);
  const server = guarded();

  /** Entries about a resource, once there are so many. */
  const about = (resource: string, count: number, filter: AuditFilter = {}): Promise<Audited[]> =>
    eventually(async () => {
      const all: Audited[] = [];
      const { engine } = server.current.test.app;
      for await (const entry of listAudit(engine, { ...filter, resource })) all.push(entry);
      return all.length >= count ? all : undefined;
    });

  it("has every change with its maker, its operation and what became of it", async () => {
    const nina = server.current.as("nina");
    const flow = videoFlow({ tags: { auth_classes: ["news"] } });
    mustBe(201, await nina.put(`/flows/${flow.id}`, flow));
    mustBe(400, await nina.put(`/flows/${flow.id}`, { ...flow, format: "nonsense" }));
    mustBe(200, await nina.get(`/flows/${flow.id}`));
    const [made, bad, ...others] = await about(`/flows/${flow.id}`, 2);
    expect(made).to.deep.include({
      actor: { id: "user:nina", name: "nina" },
      event: "request",
      operation: "PUT_flows-flowId",
      outcome: "allowed",
      status: 201,
      address: "127.0.0.1",
    });
    expect(made?.requestId).to.match(/./);
    expect(bad).to.include({ outcome: "failed", status: 400 });
    expect(others).to.eql([]);
  });

  it("has the rule behind a 403, and behind a 404 that only hides", async () => {
    const flow = videoFlow({ tags: { auth_classes: ["news"] } });
    mustBe(201, await server.current.as("nina").put(`/flows/${flow.id}`, flow));
    mustBe(403, await server.current.as("rita").del(`/flows/${flow.id}`));
    mustBe(404, await server.current.as("sam").get(`/flows/${flow.id}`));
    const missing = uuid();
    mustBe(404, await server.current.as("sam").get(`/flows/${missing}`));
    const [refused, hidden, ...others] = await about(`/flows/${flow.id}`, 2, { outcome: "refused" });
    expect(refused).to.deep.include({ status: 403, actor: { id: "user:rita", name: "rita" } });
    expect(refused?.rule).to.equal(
      `delete Flow ${flow.id}: none of the classes "news" gives delete to the caller`,
    );
    expect(hidden).to.include({ status: 404, operation: "GET_flows-flowId" });
    expect(hidden?.rule).to.match(/^read Flow .*none of the classes "news" gives read/);
    expect(others).to.eql([]);
    await about(`/flows/${flow.id}`, 3);
    expect(await collect(server.current.test.app.engine, { resource: `/flows/${missing}` })).to.eql([]);
  });

  it("has who could not say who he is, and no secret of what was tried (X-174)", async () => {
    const { base } = server.current.test;
    const path = `/flows/${uuid()}`;
    const tried = `Basic ${Buffer.from("root:sesame opens").toString("base64")}`;
    const headers = { Authorization: tried };
    mustBe(401, await new Client(base).send("GET", `${path}?access_token=sesame-opens`, { headers }));
    const [entry] = await about(path, 1);
    expect(entry).to.include({ status: 401, outcome: "refused" });
    expect(entry?.rule).to.match(/^no valid credentials \(basic: [^;]+/);
    expect(entry).not.to.have.property("actor");
    expect(JSON.stringify(await collect(server.current.test.app.engine, {}))).not.to.match(
      /sesame|c2VzYW1l|access_token|cm9vdD/,
    );
  });

  it("has whose password was tried in vain by HTTP basic, and no name that is nobody's", async () => {
    const { base } = server.current.test;
    const before = (await about("user:ada", 0)).length;
    for (const pair of ["ada:wrong password", "a password in the wrong place:x"]) {
      const authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
      mustBe(401, await new Client(base).send("GET", "/flows", { headers: { authorization } }));
    }
    const tries = (await about("user:ada", before + 1)).slice(before);
    expect(tries).to.have.length(1);
    expect(tries[0]).to.include({ event: "login", outcome: "refused", address: "127.0.0.1" });
    expect(tries[0]?.rule).to.equal("wrong password of user:ada");
    const { engine } = server.current.test.app;
    for await (const entry of listAudit(engine, {}))
      expect(JSON.stringify(entry)).not.to.include("wrong place");
  });

  it("tells apart why credentials were refused, which their answers do not", async () => {
    const { base } = server.current.test;
    const answers = new Set<string>();
    const ruleOf = async (authorization?: string): Promise<string | undefined> => {
      const path = `/flows/${uuid()}`;
      const headers = authorization === undefined ? {} : { authorization };
      const reply = await new Client(base).send<{ summary?: string }>("GET", path, { headers });
      expect(reply.status).to.equal(401);
      const body = { ...reply.body, time: "", request_id: "", id: "" };
      answers.add(JSON.stringify(body).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ""));
      return (await about(path, 1))[0]?.rule;
    };
    const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`;
    expect(await ruleOf()).to.equal("no valid credentials (none were shown)");
    expect(await ruleOf(basic("emil:no"))).to.equal(
      "no valid credentials (basic: wrong password of user:emil)",
    );
    expect(await ruleOf(basic("a secret:no"))).to.equal("no valid credentials (basic: unknown user)");
    expect([...answers]).to.have.length(1);
  });

  it("does not grow with a flood of refusals of one address", async () => {
    const { base, app } = server.current.test;
    const path = `/flows/${uuid()}`;
    for (let at = 0; at < 60; at++) await new Client(base).get(path);
    mustBe(404, await server.current.as("nina").put(`/flows/${path.slice(7)}/label`, "end"));
    await eventually(async () => {
      const all = await collect(app.engine, { user: "nina" });
      return all.some(({ status }) => status === 404) ? true : undefined;
    });
    expect((await collect(app.engine, { resource: path })).length).to.be.at.most(20);
  });
});

describe("the audit log over a restart", function () {
  this.timeout(60_000);
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-audit-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** What a server of this kind leaves in the log that was refused or asked something and then stopped at once. */
  const left = async (auth: Overrides["auth"]): Promise<Audited[]> => {
    const first = await startApp({ folder, ...(auth && { auth }) });
    const { status } = await new Client(first.base).put(`/flows/${uuid()}/label`, "a");
    expect(status).to.equal(auth === undefined ? 404 : 401);
    await first.close();
    const second = await startApp({ folder });
    const all = await collect(second.app.engine, {});
    await second.close();
    return all;
  };

  it("names the issuer of a token that is not configured, without what a terminal would obey", async () => {
    const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString("base64url");
    const iss = `https://evil.example/\u001b[2J\n${"x".repeat(2000)}`;
    const authorization = `Bearer ${part({ alg: "RS256" })}.${part({ iss })}.AAAA`;
    const app = await startApp({ folder, auth: { schemes: ["bearer"] } });
    mustBe(401, await new Client(app.base).send("GET", "/flows", { headers: { authorization } }));
    await app.close();
    const again = await startApp({ folder });
    const [entry] = await collect(again.app.engine, { outcome: "refused" });
    await again.close();
    expect(entry?.rule).to.match(
      /^no valid credentials \(bearer: of the issuer "https:\/\/evil\.example\/\[2Jx+…", which is not configured\)$/,
    );
    expect(entry?.rule?.length).to.be.lessThan(250);
  });

  it("loses nothing when the server stops", async () => {
    expect((await left({ schemes: ["basic"] })).map(({ status }) => status)).to.eql([401]);
  });

  it("stays empty where authentication is off, since nobody is asked who he is", async () => {
    expect(await left(undefined)).to.eql([]);
  });
});

async function collect(engine: Parameters<typeof listAudit>[0], filter: AuditFilter): Promise<Audited[]> {
  const all: Audited[] = [];
  for await (const entry of listAudit(engine, filter)) all.push(entry);
  return all;
}
