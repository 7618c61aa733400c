import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { setStatus } from "../../src/auth/users.ts";
import { readConfig } from "../../src/config.ts";
import { Client, type Reply } from "../support/client.ts";
import { videoFlow } from "../support/make.ts";
import {
  AUDIENCE,
  type ProviderKey,
  providerKey,
  startProvider,
  type TestProvider,
} from "../support/provider.ts";
import { startApp, type TestApp } from "../support/start.ts";

const POLICY = `
create: [news, sport]
grants:
  - { group: news, classes: [news], allow: [read, write, delete] }
  - { group: sport, classes: [sport], allow: [read, write, delete] }
  - { group: sport, classes: [news], allow: [read] }
  - { group: alice, classes: all, allow: [read] }
newClasses: { news: [news], sport: [sport] }
`;
const ALL = "tams-api/read tams-api/write tams-api/delete";

/** The settings of an operator who names one issuer, with keys that are looked at every second. */
function identityOf(issuer: string, policy: string) {
  return readConfig([], {
    TAMS_OIDC_ISSUER: issuer,
    TAMS_OIDC_AUDIENCE: AUDIENCE,
    TAMS_AUTH_POLICY: policy,
    TAMS_AUTH_CACHE_SECONDS: "0",
    TAMS_OIDC_KEYS_SECONDS: "1",
    TAMS_OIDC_COOLDOWN_SECONDS: "1",
  }).config.identity;
}

/** Asks until the answer has this status; the test's own time limit ends a wait for what never comes. */
async function until(status: number, ask: () => Promise<Reply<unknown>>): Promise<void> {
  while ((await ask()).status !== status) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe("callers of an OpenID provider", () => {
  let folder: string;
  let policy: string;
  let keys: readonly ProviderKey[];
  let provider: TestProvider;
  let app: TestApp | undefined;
  before(async () => {
    keys = await Promise.all([providerKey("first", "RS256"), providerKey("second", "ES256")]);
    folder = await mkdtemp(join(tmpdir(), "tams-oidc-"));
    policy = join(folder, "policy.yaml");
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    await writeFile(policy, POLICY);
    provider = await startProvider(["news", "sport"], keys.slice(0, 1));
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await provider.stop();
  });

  const serve = async (): Promise<TestApp> => {
    app = await startApp({
      auth: { schemes: ["bearer", "basic", "url"] },
      identity: identityOf(provider.issuer, policy),
      http: { authFailuresPerMinute: 10_000 },
    });
    return app;
  };
  const clientOf = (token: string) => {
    const { base } = app!;
    const client = new Client(base);
    const headers = { authorization: `Bearer ${token}` };
    return {
      get: <Body = unknown>(path: string) => client.send<Body>("GET", path, { headers }),
      put: (path: string, body: unknown) => client.send("PUT", path, { headers, body }),
      del: (path: string) => client.send("DELETE", path, { headers }),
    };
  };

  it("come in by client credentials and by a login, and do what their groups may (X-170, AUTH-001, AUTH-031)", async () => {
    await serve();
    const news = clientOf(await provider.clientToken("news", ALL));
    const sport = clientOf(await provider.clientToken("sport", ALL));
    const reader = clientOf((await provider.login("alice", "tams-api/read")).access_token);
    const mallory = clientOf((await provider.login("mallory", ALL)).access_token);
    const [ofNews, ofSport, ofNobody] = [videoFlow(), videoFlow(), videoFlow()];
    expect((await news.put(`/flows/${ofNews.id}`, ofNews)).status).to.equal(201);
    expect((await sport.put(`/flows/${ofSport.id}`, ofSport)).status).to.equal(201);
    const ids = async (client: typeof news) =>
      (await client.get<{ id: string }[]>("/flows")).body.map(({ id }) => id).sort();
    expect(await ids(news)).to.eql([ofNews.id]);
    expect(await ids(sport)).to.eql([ofNews.id, ofSport.id].sort());
    expect(await ids(reader)).to.eql([ofNews.id, ofSport.id].sort());
    expect(await ids(mallory)).to.eql([]);
    const statuses = await Promise.all([
      sport.del(`/flows/${ofNews.id}`),
      news.get(`/flows/${ofSport.id}`),
      mallory.put(`/flows/${ofNobody.id}`, ofNobody),
      reader.del(`/flows/${ofNews.id}`),
    ]);
    expect(statuses.map(({ status }) => status)).to.eql([403, 404, 403, 403]);
    const shown = await reader.get<{ created_by: string }>(`/flows/${ofNews.id}`);
    expect(shown.body.created_by).to.equal("news");
  });

  it("come in by a token in the URL too, which no log has (AUTH-001, AUTH-004, X-174)", async () => {
    const { base, lines } = await serve();
    const token = await provider.clientToken("news", ALL);
    const reply = await new Client(base).get(`/flows?access_token=${token}`);
    expect(reply.status).to.equal(200);
    expect(JSON.stringify(lines)).to.not.contain(token);
  });

  it("keep coming while its keys change, without a restart here: new ones at once, old ones until they go (AUTH-002)", async () => {
    await serve();
    const old = clientOf(await provider.clientToken("news", ALL));
    expect((await old.get("/flows")).status).to.equal(200);
    await provider.restart([keys[1]!, keys[0]!]);
    const fresh = clientOf(await provider.clientToken("news", ALL));
    await until(200, () => fresh.get("/flows"));
    expect((await old.get("/flows")).status).to.equal(200);
    await provider.restart([keys[1]!]);
    await until(401, () => old.get("/flows"));
    expect((await fresh.get("/flows")).status).to.equal(200);
  });

  it("wait, and are not called liars, while it is down; the server starts without it (AUTH-002)", async () => {
    const token = await provider.clientToken("news", ALL);
    await provider.stop();
    const { lines, base } = await serve();
    const client = clientOf(token);
    const reply = await client.get("/flows");
    expect(reply.status).to.equal(503);
    expect(Number(reply.headers.get("retry-after"))).to.be.greaterThan(0);
    expect((await clientOf("no.such.token").get("/flows")).status).to.equal(401);
    expect((await new Client(base).get("/flows")).status).to.equal(401);
    expect(lines.some(({ message }) => message === "The keys of an issuer cannot be had.")).to.equal(true);
    await provider.restart(keys.slice(0, 1));
    await until(200, () => client.get("/flows"));
  });

  it("stay while it is down if their keys are known; strangers' keys are looked for until it answers (AUTH-002)", async () => {
    await serve();
    const known = clientOf(await provider.clientToken("news", ALL));
    expect((await known.get("/flows")).status).to.equal(200);
    await provider.restart([keys[1]!]);
    const other = await provider.clientToken("news", ALL);
    await provider.restart(keys.slice(0, 1));
    await until(200, () => known.get("/flows"));
    await provider.stop();
    await until(503, () => clientOf(other).get("/flows"));
    expect((await known.get("/flows")).status).to.equal(200);
    await provider.restart(keys);
    await until(200, () => clientOf(other).get("/flows"));
  });

  it("do not come in with an ID token, a token for another API, or a changed one (AUTH-002)", async () => {
    await serve();
    const { id_token, access_token } = await provider.login("alice", ALL);
    const foreign = await provider.clientToken("news", ALL, "https://other.example/api");
    const [head = "", body = "", signature = ""] = access_token.split(".");
    const claims = { ...JSON.parse(Buffer.from(body, "base64url").toString()), groups: ["news"] };
    const changed = [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
    expect((await clientOf(access_token).get("/flows")).status).to.equal(200);
    for (const token of [id_token, foreign, changed, `${head}.${body}.`]) {
      const reply = await clientOf(token).get<{ summary: string }>("/flows");
      expect(reply.status).to.equal(401);
      expect(reply.headers.get("www-authenticate")).to.contain('error="invalid_token"');
      expect(reply.body.summary).to.equal("The request has no valid credentials.");
    }
  });

  it("with unknown keys make it be asked no more than once in a while", async () => {
    await serve();
    const token = await provider.clientToken("news", ALL);
    expect((await clientOf(token).get("/flows")).status).to.equal(200);
    const asked = provider.keyRequests();
    const started = performance.now();
    const [, body, signature] = token.split(".");
    const tries = Array.from({ length: 200 }, (_, at) => {
      const head = Buffer.from(JSON.stringify({ alg: "RS256", kid: `k${at}` })).toString("base64url");
      return clientOf([head, body, signature].join(".")).get("/flows");
    });
    for (const { status } of await Promise.all(tries)) expect(status).to.equal(401);
    const seconds = (performance.now() - started) / 1000;
    expect(provider.keyRequests() - asked).to.be.at.most(2 * Math.ceil(seconds) + 1);
  });

  it("are refused once they are suspended here, and what they own goes silent (AUTH-080)", async () => {
    const { app: running } = await serve();
    const client = clientOf((await provider.login("alice", "tams-api/read")).access_token);
    expect((await client.get("/flows")).status).to.equal(200);
    const id = `remote:${provider.issuer} alice`;
    const owner = { id, name: "alice", groups: [], scopes: ["read"] };
    expect((await running.ownerNow(owner))?.groups).to.eql(["alice"]);
    await setStatus({ engine: running.engine, now: running.now }, id, "suspended");
    expect((await client.get("/flows")).status).to.equal(401);
    expect(await running.ownerNow(owner)).to.equal(undefined);
    await setStatus({ engine: running.engine, now: running.now }, id, "active");
    expect((await client.get("/flows")).status).to.equal(200);
  });

  it("are judged by the policy as it is now, which a change of its file makes another", async () => {
    await serve();
    const client = clientOf(await provider.clientToken("sport", ALL));
    const flow = videoFlow();
    expect((await client.put(`/flows/${flow.id}`, flow)).status).to.equal(201);
    expect((await client.get(`/flows/${flow.id}`)).status).to.equal(200);
    await writeFile(policy, POLICY.replaceAll("classes: [sport]", "classes: [cricket]"));
    process.emit("SIGHUP");
    await until(404, () => client.get(`/flows/${flow.id}`));
  });
});
