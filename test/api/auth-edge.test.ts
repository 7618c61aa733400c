import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
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
