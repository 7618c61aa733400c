import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { expect } from "chai";
import type { Auth } from "../../src/auth/auth.ts";
import type { Principal, Scope } from "../../src/contract/operations.ts";
import { notFound, StoreError } from "../../src/errors.ts";
import type { Decided } from "../../src/http/server.ts";
import { asBearer, openTestAuth, type TestAuth, tokenFor } from "../support/auth.ts";
import { type AnyCall, type Edge, errorOf, openEdge } from "../support/edge.ts";

const FLOW = "/flows/7b1e5a52-3c0d-4a6f-9d8e-2f4b6c8d0e1f";

/** As it is, but that one token meets an issuer that is down. */
function withOutage(auth: Auth): Auth {
  const authenticate: Auth["authenticate"] = async (given) => {
    if (given.authorization === "Bearer outage")
      throw new StoreError("unavailable", "The issuer does not answer.");
    return await auth.authenticate(given);
  };
  return { ...auth, authenticate };
}

describe("the edge with authentication on", () => {
  let edge: Edge;
  let opened: TestAuth;
  let seen: AnyCall | undefined;
  let asked: Principal | undefined;
  const decided: Decided[] = [];
  const flow = JSON.parse(readFileSync("api/examples/flow-get-200.json", "utf8"));
  const webhook = JSON.parse(readFileSync("api/examples/webhook-post-201.json", "utf8"));

  before(async () => {
    const page = async (call: AnyCall): Promise<object> => {
      seen = call;
      return { status: 200, body: [], page: { limit: 1, next: "n", count: 0, reverse: false } };
    };
    const handlers = {
      GET_flows: page,
      HEAD_flows: page,
      "GET_health-live": async (call: AnyCall) => {
        seen = call;
        return { status: 200, body: { status: "ok" } };
      },
      "GET_flows-flowId": async () => {
        throw notFound("Flow", "x");
      },
      "PUT_flows-flowId": async () => ({ status: 201, body: flow }),
      POST_webhooks: async ({ base }: AnyCall) => ({
        status: 201,
        body: webhook,
        headers: { Location: `${base}/service/webhooks/${webhook.id}` },
      }),
      GET_media: async (call: AnyCall) => {
        seen = call;
        throw notFound("Upload", "x");
      },
    };
    const preconditions = {
      "PUT_flows-flowId": async (_path: object, _app: unknown, principal: Principal) => {
        asked = principal;
      },
    };
    opened = await openTestAuth();
    const hooks = { auth: withOutage(opened.auth), onDecided: (one: Decided) => void decided.push(one) };
    edge = await openEdge(handlers, { authFailuresPerMinute: 1000 }, preconditions, hooks);
  });
  after(async () => {
    await edge.close();
    await opened.close();
  });
  beforeEach(() => {
    seen = undefined;
    asked = undefined;
  });

  describe("asks who calls", () => {
    const everywhere = [
      ["GET", "/flows", "a listing"],
      ["GET", "/", "the root (X-171)"],
      ["GET", "/nowhere/at/all", "a path that does not exist"],
      ["PATCH", "/flows", "a method that the path does not know"],
      ["OPTIONS", "/nowhere", "the methods of a path that does not exist"],
      ["GET", "/flows?limit=x", "a query that is wrong"],
      ["GET", "/flows?label=%ZZ", "a query that cannot be read"],
      ["GET", "/flows/no-uuid", "an id that is none"],
      ["PUT", FLOW, "a change with a body that is no JSON"],
      ["GET", "/openapi.json", "the contract itself"],
    ] as const;
    for (const [method, path, what] of everywhere) {
      it(`before anything is said of ${what} (AUTH-003, AUTH-006, X-172)`, async () => {
        const body = method === "PUT" ? { body: "{", headers: { "Content-Type": "text/html" } } : {};
        const reply = await edge.fetch(path, { method, ...body });
        expect(reply.status).to.equal(401);
        expect(reply.headers.get("www-authenticate"))
          .to.include('Bearer realm="tams"')
          .and.include('Basic realm="tams"');
        expect(await errorOf(reply)).to.include({ type: "unauthenticated" });
        expect(seen).to.equal(undefined);
      });
    }

    it("of HEAD too, and gives it no body (AUTH-024)", async () => {
      const reply = await edge.fetch("/flows", { method: "HEAD" });
      expect([reply.status, await reply.text()]).to.eql([401, ""]);
    });

    it("and then says 404, 405 and 400 to somebody it knows", async () => {
      const known = await asBearer("read", "write");
      const status = async (path: string, method = "GET"): Promise<number> =>
        (await edge.fetch(path, { ...known, method })).status;
      expect(await status("/nowhere/at/all")).to.equal(404);
      expect(await status("/flows", "PATCH")).to.equal(405);
      expect(await status("/flows?limit=x")).to.equal(400);
      expect(await status("/flows?label=%ZZ")).to.equal(400);
    });

    it("of nobody where anybody may call, who then may do nothing else", async () => {
      expect((await edge.fetch("/health/live")).status).to.equal(200);
      expect(seen?.principal.id).to.equal("open:anonymous");
      expect([...(seen?.principal.scopes ?? ["?"])]).to.eql([]);
      expect(seen?.principal.grants?.create).to.equal(false);
    });

    it("not of a browser that asks whether it may (X-177)", async () => {
      const headers = {
        Origin: "http://localhost:3000",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization",
      };
      const reply = await edge.fetch(FLOW, { method: "OPTIONS", headers });
      expect(reply.status).to.equal(204);
      expect(reply.headers.get("access-control-allow-headers")).to.equal("authorization");
      expect(reply.headers.get("allow")).to.include("PUT");
    });

    it("and calls an outage an outage, not a wrong token", async () => {
      const reply = await edge.fetch("/flows", { headers: { Authorization: "Bearer outage" } });
      expect(reply.status).to.equal(503);
      expect(reply.headers.get("www-authenticate")).to.equal(null);
    });

    it("of signed URLs nothing: the signature is judged with the bytes", async () => {
      const media = `/media/${FLOW.slice(7)}/key`;
      expect((await edge.fetch(media)).status).to.equal(401);
      const signed = await edge.fetch(`${media}?expires=1&signature=${"A".repeat(43)}`);
      expect([signed.status, seen?.principal.id]).to.eql([404, "open:signed-url"]);
      expect((await edge.fetch(`${media}?signature=`)).status).to.equal(400);
    });
  });

  describe("judges scopes", () => {
    it("before path, body and existence (AUTH-007, AUTH-024)", async () => {
      const reader = await asBearer("read");
      for (const [method, path] of [
        ["PUT", "/flows/no-uuid"],
        ["PUT", FLOW],
        ["POST", "/service"],
        ["DELETE", FLOW],
      ] as const) {
        const reply = await edge.fetch(path, {
          ...reader,
          method,
          ...(method === "DELETE" ? {} : { body: "{" }),
        });
        expect(reply.status, `${method} ${path}`).to.equal(403);
        expect((await errorOf(reply)).summary).to.match(
          /^This needs the scope tams-api\/\w+( or tams-api\/\w+)*\.$/,
        );
      }
      expect(asked).to.equal(undefined);
    });

    it("each by itself: none gives another, but admin gives all (AUTH-025)", async () => {
      const status = async (scope: Scope): Promise<number> =>
        (await edge.fetch("/flows", await asBearer(scope))).status;
      expect(await Promise.all((["read", "write", "delete", "admin"] as const).map(status))).to.eql([
        200, 403, 403, 200,
      ]);
    });

    it("and tells the caller to handlers, and to what is asked before a bad body is called bad", async () => {
      const known = await asBearer("read", "write");
      expect((await edge.fetch("/flows", known)).status).to.equal(200);
      expect(seen?.principal.id).to.equal("remote:https://issuer.example ann");
      const headers = { ...known.headers, "Content-Type": "application/json" };
      expect((await edge.fetch(FLOW, { method: "PUT", headers, body: "{" })).status).to.equal(400);
      expect(asked?.id).to.equal("remote:https://issuer.example ann");
    });
  });

  describe("with a token in the URL", () => {
    it("carries it into Link and Location, and to nobody else (X-174)", async () => {
      const token = await tokenFor("read", "write");
      const query = `label=a&access_token=${token}&limit=1`;
      const page = await edge.fetch(`/flows?${query}`);
      expect(page.status).to.equal(200);
      expect(page.headers.get("link")).to.equal(
        `<${edge.base}/flows?label=a&access_token=${token}&limit=1&page=n>; rel="next"`,
      );
      expect(seen?.query).to.eql({ label: "a", limit: 1 });
      const made = await edge.fetch(`/service/webhooks?access_token=${token}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: readFileSync("api/examples/webhook-post.json", "utf8"),
      });
      expect(made.headers.get("location")).to.equal(
        `${edge.base}/service/webhooks/${webhook.id}?access_token=${token}`,
      );
      expect(await made.text()).not.to.include(token);
      expect(page.headers.get("referrer-policy")).to.equal("no-referrer");
      expect(page.headers.get("cache-control")).to.equal("no-store");
      expect(JSON.stringify(edge.lines)).not.to.include(token);
    });

    it("drops it from Link where something else proved who calls, or it was a wrong one beside the right", async () => {
      const token = await tokenFor("read");
      const beside = await edge.fetch("/flows?access_token=other&limit=1", await asBearer("read"));
      expect(beside.headers.get("link")).to.include("limit=1").and.not.include("access_token");
      const twice = await edge.fetch(`/flows?access_token=other&access_token=${token}`);
      expect(twice.headers.get("link")).to.equal(
        `<${edge.base}/flows?access_token=${token}&page=n>; rel="next"`,
      );
    });

    it("repeats it neither in the answer nor in the log when it is wrong, however it is written", async () => {
      for (const query of ["access_token=hunter2", "access%5Ftoken=hunter2", "access_token=%ZZhunter2"]) {
        const reply = await edge.fetch(`/flows?${query}`);
        expect([reply.status, await reply.text()].join(), query)
          .to.include("401")
          .and.not.include("hunter2");
        const known = await edge.fetch(`/flows?${query}`, await asBearer("read"));
        expect(await known.text(), query).not.to.include("hunter2");
      }
      expect(JSON.stringify(edge.lines)).not.to.include("hunter2");
    });

    it("is not logged either under a name that is none of ours, or in the path", async () => {
      const token = await tokenFor("read");
      const own = `tams_tk0123456789abcdef_${"s".repeat(43)}`;
      for (const secret of [token, own])
        for (const target of [
          `/flows?access_token[]=${secret}`,
          `/flows?Token%20=x${secret}`,
          `/flows/${secret}`,
        ])
          expect((await edge.fetch(target)).status).to.equal(401);
      const logged = JSON.stringify(edge.lines);
      expect(logged).not.to.include(token).and.not.include(own);
    });
  });

  describe("guards its replies", () => {
    it("from caches that know no callers, and from browsers that guess (HDR-07)", async () => {
      const { headers } = await edge.fetch("/flows", {
        headers: { ...(await asBearer("read")).headers, Origin: "http://localhost:1" },
      });
      expect(headers.get("vary")).to.equal("Origin, Authorization");
      expect(headers.get("cache-control")).to.equal("private");
      expect(headers.get("x-content-type-options")).to.equal("nosniff");
      expect(headers.get("content-security-policy")).to.include("default-src 'none'");
      expect(headers.get("strict-transport-security")).to.equal(null);
      const refused = await edge.fetch("/flows");
      expect(refused.headers.get("cache-control")).to.equal("no-store");
    });

    it("from pages of strange origins, whose browsers may know a password", async () => {
      const { headers } = await asBearer("write");
      const reply = await edge.fetch(FLOW, {
        method: "PUT",
        headers: { ...headers, Origin: "https://evil.example" },
      });
      expect(reply.status).to.equal(403);
    });
  });

  describe("keeps a record", () => {
    const last = async (work: () => Promise<unknown>): Promise<Decided | undefined> => {
      decided.length = 0;
      await work();
      for (let tries = 0; tries < 100 && decided.length === 0; tries++) await sleep(5);
      expect(decided).to.have.length(1);
      return decided[0];
    };

    it("of each exchange once, with who, what, and what refused it", async () => {
      const reader = await asBearer("read");
      const { principal, ...done } = (await last(() => edge.fetch("/flows?label=x", reader))) ?? {};
      expect(principal?.id).to.equal("remote:https://issuer.example ann");
      expect(done).to.deep.include({
        ...{ operation: "GET_flows", method: "GET", path: "/flows", status: 200 },
        ...{ address: "127.0.0.1", scheme: "bearer" },
      });
      expect(done).not.to.have.property("refusedBy");
      const refusals = [
        ["credentials", () => edge.fetch("/flows")],
        ["scope", () => edge.fetch(FLOW, { ...reader, method: "DELETE" })],
        [
          "origin",
          async () =>
            edge.fetch("/flows/x/segments", {
              method: "POST",
              headers: { ...(await asBearer("write")).headers, Origin: "https://evil.example" },
            }),
        ],
      ] as const;
      for (const [by, work] of refusals) expect((await last(work))?.refusedBy).to.equal(by);
    });

    it("of the caller in the log", async () => {
      await edge.fetch("/flows?limit=7", await asBearer("read"));
      await sleep(20);
      const line = edge.lines.find(({ fields }) => fields["path"] === "/flows?limit=7");
      expect(line?.fields).to.include({ caller: "remote:https://issuer.example ann" });
    });
  });
});

describe("limits of the edge", () => {
  const handlers = {
    GET_flows: async () => ({ status: 200, body: [], page: { limit: 1, count: 0, reverse: false } }),
    "GET_health-live": async () => ({ status: 200, body: { status: "ok" } }),
  };
  const statusOf = async (reply: Promise<Response>): Promise<number> => (await reply).status;
  let edge: Edge;
  let opened: TestAuth;
  before(async () => {
    opened = await openTestAuth();
  });
  after(() => opened.close());
  afterEach(() => edge.close());
  const open = async (settings: Parameters<typeof openEdge>[1], auth: Auth = opened.auth) => {
    edge = await openEdge(handlers, settings, {}, { auth });
  };

  it("refuse an address that keeps guessing, right guesses too, with the time to wait", async () => {
    await open({ authFailuresPerMinute: 3 });
    const wrong = { headers: { Authorization: "Bearer wrong" } };
    for (let guess = 0; guess < 3; guess++) expect(await statusOf(edge.fetch("/flows", wrong))).to.equal(401);
    const reply = await edge.fetch("/flows", await asBearer("read"));
    expect(reply.status).to.equal(429);
    expect(Number(reply.headers.get("retry-after"))).to.be.within(1, 60);
    expect((await errorOf(reply)).type).to.equal("tooManyRequests");
  });

  it("answer no more guesses that were sent at once than those that were sent in turn", async () => {
    const slow = opened.auth;
    const later: Auth = {
      ...slow,
      authenticate: async (given) => {
        await sleep(given.authorization === "Bearer wrong" ? 20 : 100);
        return await slow.authenticate(given);
      },
    };
    await open({ authFailuresPerMinute: 3 }, later);
    const wrong = Array.from({ length: 5 }, () =>
      edge.fetch("/flows", { headers: { Authorization: "Bearer wrong" } }),
    );
    const right = edge.fetch("/flows", await asBearer("read"));
    await Promise.all(wrong);
    expect(await statusOf(right)).to.equal(429);
  });

  it("do not count requests that show nothing", async () => {
    await open({ authFailuresPerMinute: 3 });
    for (let time = 0; time < 6; time++) expect(await statusOf(edge.fetch("/flows"))).to.equal(401);
    expect(await statusOf(edge.fetch("/flows", await asBearer("read")))).to.equal(200);
  });

  it("hold for each caller and for each address, with ten seconds' worth at once", async () => {
    await open({ rateLimitPerIdentity: 1, rateLimitPerAddress: 0 });
    const known = await asBearer("read");
    const statuses = [];
    for (let time = 0; time < 11; time++) statuses.push(await statusOf(edge.fetch("/flows", known)));
    expect(statuses).to.eql([...Array(10).fill(200), 429]);
    expect(await statusOf(edge.fetch("/health/live"))).to.equal(200);
    await edge.close();
    await open({ rateLimitPerIdentity: 0, rateLimitPerAddress: 1 });
    const open10 = [];
    for (let time = 0; time < 11; time++) open10.push(await statusOf(edge.fetch("/health/live")));
    expect(open10).to.eql([...Array(10).fill(200), 429]);
  });

  it("believe what is forwarded only of a trusted proxy, and only what that one added", async () => {
    const guess = (forwarded: string): Promise<number> =>
      statusOf(
        edge.fetch("/flows", { headers: { Authorization: "Bearer wrong", "X-Forwarded-For": forwarded } }),
      );
    await open({ authFailuresPerMinute: 1, trustProxy: false });
    expect([await guess("192.0.2.1"), await guess("192.0.2.2")]).to.eql([401, 429]);
    await edge.close();
    await open({ authFailuresPerMinute: 1, trustProxy: true });
    expect(await guess("192.0.2.1")).to.equal(401);
    expect(await guess("192.0.2.2, 192.0.2.1")).to.equal(429);
    expect(await guess("192.0.2.1, 192.0.2.2")).to.equal(401);
    expect(await guess("[2001:db8::1]:80")).to.equal(401);
    expect(await guess("2001:db8::ffff:1")).to.equal(429);
  });

  it("are none where authentication is off", async () => {
    edge = await openEdge(handlers, { rateLimitPerAddress: 1, rateLimitPerIdentity: 1 });
    for (let time = 0; time < 25; time++) expect(await statusOf(edge.fetch("/flows"))).to.equal(200);
    const { headers } = await edge.fetch("/flows");
    expect([headers.get("vary"), headers.get("cache-control")]).to.eql(["Origin", null]);
  });
});

describe("TLS of the edge", () => {
  let folder: string;
  let edge: Edge;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tams-tls-"));
    for (const name of ["one", "two"]) makePair(name);
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => edge.close());

  const at = (name: string): string => join(folder, name);
  const makePair = (name: string): void => {
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${name}.example`;
    execFileSync("openssl", [...words.split(" "), "-keyout", at(`${name}.key`), "-out", at(`${name}.crt`)], {
      stdio: "ignore",
    });
  };
  const use = (name: string): void => {
    copyFileSync(at(`${name}.key`), at("in-use.key"));
    copyFileSync(at(`${name}.crt`), at("in-use.crt"));
  };
  const makeOld = (): void => {
    for (const name of ["in-use.key", "in-use.crt"]) utimesSync(at(name), 1_700_000_000, 1_700_000_000);
  };
  const open = async (): Promise<void> => {
    use("one");
    makeOld();
    edge = await openEdge(
      { GET_root: async () => ({ status: 200, body: ["service"] }) },
      {
        tlsCertFile: at("in-use.crt"),
        tlsKeyFile: at("in-use.key"),
      },
    );
  };
  /** The answer to a request over TLS, and whose certificate it came with. */
  const ask = (options: object = {}): Promise<{ name: string | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const socket = connect({
        port: Number(new URL(edge.base).port),
        rejectUnauthorized: false,
        ...options,
      });
      let text = "";
      let name: string | undefined;
      socket.on("secureConnect", () => {
        name = String(socket.getPeerCertificate().subject.CN);
        socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      });
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      socket.on("error", reject).on("close", () => resolve({ name, text }));
    });
  const until = async (expected: string): Promise<void> => {
    for (let tries = 0; tries < 100 && (await ask()).name !== expected; tries++) await sleep(50);
    expect((await ask()).name).to.equal(expected);
  };

  it("serves https, tells browsers to stay with it, and names itself so", async () => {
    await open();
    expect(edge.base).to.match(/^https:/);
    const { name, text } = await ask();
    expect(name).to.equal("one.example");
    expect(text)
      .to.match(/^HTTP\/1.1 200 /)
      .and.match(/Strict-Transport-Security: max-age=31536000/);
  });

  it("knows nothing older than TLS 1.2", async () => {
    await open();
    const old = await ask({
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
      ciphers: "DEFAULT@SECLEVEL=0",
    }).catch((error: Error) => error);
    expect(String(old)).to.match(/alert protocol version/i);
    expect((await ask({ maxVersion: "TLSv1.2" })).name).to.equal("one.example");
  });

  it("takes a new certificate when its files change, and keeps the old for one that is broken", async () => {
    await open();
    writeFileSync(at("in-use.crt"), "no certificate");
    await until("one.example");
    for (let tries = 0; tries < 100 && !edge.lines.some(({ level }) => level === "error"); tries++)
      await sleep(50);
    expect(edge.lines.find(({ level }) => level === "error")?.message).to.equal(
      "The TLS certificate was not replaced.",
    );
    use("two");
    await until("two.example");
  });

  it("takes it at once at SIGHUP", async () => {
    await open();
    use("two");
    // As old as before, so that nothing but the signal tells of them.
    makeOld();
    process.kill(process.pid, "SIGHUP");
    await until("two.example");
  });

  it("does not start with a key that belongs to another certificate", async () => {
    await open();
    copyFileSync(at("two.key"), at("in-use.key"));
    const failed = await openEdge({}, { tlsCertFile: at("in-use.crt"), tlsKeyFile: at("in-use.key") }).catch(
      (error: Error) => error.message,
    );
    expect(failed).to.include(at("in-use.crt")).and.include("cannot be used");
  });
});
