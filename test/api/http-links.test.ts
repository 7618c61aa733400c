import { expect } from "chai";
import { type AnyCall, type Edge, openEdge } from "../support/edge.ts";

const id = "0d6b7d0c-7d5a-4a7e-8f3c-1f0f3f5b7a10";

/** A listing that always has more, and a call that tells its base. */
function handlers(): Parameters<typeof openEdge>[0] {
  const page = { limit: 2, next: "k/1=+", count: 1, reverse: true, timerange: "[0:0_1:0)" };
  return {
    GET_flows: async () => ({
      status: 200,
      body: [],
      page: { limit: 2, next: page.next, count: 0, reverse: false },
    }),
    "GET_flows-flowId-segments": async () => ({ status: 200, body: [], page }),
    GET_sources: async () => ({ status: 200, body: [], page: { limit: 2, count: 0, reverse: false } }),
    GET_root: async ({ base }: AnyCall) => ({ status: 200, body: [base] }),
  };
}

/** The URL and relation of a `Link` header. */
function linkOf(reply: Response): { url: URL; text: string } {
  const text = reply.headers.get("link") ?? "";
  const found = /^<([^<>]+)>; rel="next"$/.exec(text);
  expect(found, text).not.to.equal(null);
  return { url: new URL(found?.[1] ?? ""), text };
}

/** The base URL that a raw request with these headers is told. */
async function baseFor(edge: Edge, ...headers: string[]): Promise<string> {
  const reply = await edge.raw(`GET / HTTP/1.1\r\n${headers.join("\r\n")}\r\nConnection: close\r\n\r\n`);
  expect(reply).to.match(/^HTTP\/1.1 200/);
  return JSON.parse(reply.slice(reply.indexOf("\r\n\r\n")))[0];
}

describe("paging headers", () => {
  let edge: Edge;
  before(async () => {
    edge = await openEdge(handlers());
  });
  after(() => edge.close());

  it("says where the next page is, twice and alike (X-065, X-066)", async () => {
    const reply = await edge.fetch("/flows");
    expect(reply.headers.get("x-paging-nextkey")).to.equal("k/1=+");
    expect(linkOf(reply).url.searchParams.get("page")).to.equal("k/1=+");
  });

  it("says nothing of it on the last page (X-065, X-080)", async () => {
    const reply = await edge.fetch("/sources?page=x");
    expect(reply.headers.has("link") || reply.headers.has("x-paging-nextkey")).to.equal(false);
    expect(reply.headers.get("x-paging-limit")).to.equal("2");
  });

  it("repeats every other parameter in its order, with only page replaced (X-067, X-174)", async () => {
    const query =
      "label=a+b&tag.x%2Fy=c%2Cd&page=old&codec=image/svg+xml&limit=2&access_token=t%2B1&other=%C3%A4'%3E";
    const { url, text } = linkOf(await edge.fetch(`/flows?${query}`));
    expect(url.origin + url.pathname).to.equal(`${edge.base}/flows`);
    expect([...url.searchParams]).to.eql([
      ["label", "a b"],
      ["tag.x/y", "c,d"],
      ["page", "k/1=+"],
      ["codec", "image/svg+xml"],
      ["limit", "2"],
      ["access_token", "t+1"],
      ["other", "ä'>"],
    ]);
    expect(text.slice(1, text.indexOf(">"))).to.match(/^[!-~]+$/);
  });

  it("writes limit, count, direction and span of the page (X-073 to X-076)", async () => {
    const { headers } = await edge.fetch(`/flows/${id}/segments`);
    expect(headers.get("x-paging-limit")).to.equal("2");
    expect(headers.get("x-paging-count")).to.equal("1");
    expect(headers.get("x-paging-reverse-order")).to.equal("true");
    expect(headers.get("x-paging-timerange")).to.equal("[0:0_1:0)");
  });
});

describe("the public address", () => {
  it("is the Host of the request when nothing else is known, and never a hostile one (X-067)", async () => {
    const edge = await openEdge(handlers());
    expect(await baseFor(edge, "Host: tams.example:8080")).to.equal("http://tams.example:8080");
    expect(await baseFor(edge, "Host: [::1]:4010")).to.equal("http://[::1]:4010");
    const own = new URL(edge.base).host;
    expect(await baseFor(edge, 'Host: a"><script>')).to.equal(`http://${own}`);
    expect(await baseFor(edge, "Host: tams.example", "X-Forwarded-Host: evil.example")).to.equal(
      "http://tams.example",
    );
    await edge.close();
  });

  it("follows a trusted proxy, by either of the two customs (X-067)", async () => {
    const edge = await openEdge(handlers(), { trustProxy: true });
    const host = "Host: inner";
    const forwarded = [
      "X-Forwarded-Proto: https",
      "X-Forwarded-Host: tams.example, inner",
      "X-Forwarded-Prefix: /tams/v8.2/",
    ];
    expect(await baseFor(edge, host, ...forwarded)).to.equal("https://tams.example/tams/v8.2");
    expect(
      await baseFor(edge, host, 'Forwarded: for=1.2.3.4;proto=https;host="a.example:444", for=x'),
    ).to.equal("https://a.example:444");
    expect(await baseFor(edge, host, "X-Forwarded-Proto: javascript", "X-Forwarded-Prefix: //evil")).to.equal(
      "http://inner",
    );
    await edge.close();
  });

  it("is the configured one before all others, and Link has it", async () => {
    const edge = await openEdge(handlers(), { publicUrl: "https://tams.example/v8", trustProxy: true });
    expect(await baseFor(edge, "Host: x", "X-Forwarded-Host: y")).to.equal("https://tams.example/v8");
    const { url } = linkOf(await edge.fetch("/flows?limit=2"));
    expect(url.href).to.equal("https://tams.example/v8/flows?limit=2&page=k%2F1%3D%2B");
    await edge.close();
  });

  it("has the base path, under which alone the API answers (X-001)", async () => {
    const edge = await openEdge(handlers(), { basePath: "/tams/v8.2" });
    expect(edge.base).to.match(/\/tams\/v8\.2$/);
    expect(linkOf(await edge.fetch("/flows")).url.pathname).to.equal("/tams/v8.2/flows");
    expect((await edge.fetch("/")).status).to.equal(200);
    expect((await edge.fetch("")).status).to.equal(200);
    const outside = new URL("/flows", edge.base);
    expect((await fetch(outside)).status).to.equal(404);
    expect((await fetch(`${edge.base}x/flows`)).status).to.equal(404);
    await edge.close();
  });
});

describe("CORS", () => {
  it("lets any page read what a browser client needs (X-081)", async () => {
    const edge = await openEdge(handlers(), { corsOrigins: ["*"] });
    const { headers } = await edge.fetch("/flows", { headers: { origin: "https://app.example" } });
    expect(headers.get("access-control-allow-origin")).to.equal("*");
    for (const name of [
      "Link",
      "Location",
      "X-Paging-NextKey",
      "X-Paging-Timerange",
      "X-Request-Id",
      "ETag",
    ]) {
      expect(headers.get("access-control-expose-headers")).to.include(name);
    }
    const refused = await edge.fetch("/nope", { headers: { origin: "https://app.example" } });
    expect(refused.headers.get("access-control-allow-origin")).to.equal("*");
    await edge.close();
  });

  it("answers a preflight without credentials, for known paths only (X-177)", async () => {
    const edge = await openEdge(handlers(), { corsOrigins: ["*"] });
    const ask = {
      origin: "https://app.example",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "x-own",
    };
    const reply = await edge.fetch(`/flows/${id}`, { method: "OPTIONS", headers: ask });
    expect([reply.status, await reply.text()]).to.eql([204, ""]);
    expect(reply.headers.get("access-control-allow-methods")).to.equal("DELETE, GET, HEAD, OPTIONS, PUT");
    expect(reply.headers.get("access-control-allow-headers")).to.equal("x-own");
    expect((await edge.fetch("/nope", { method: "OPTIONS", headers: ask })).status).to.equal(404);
    await edge.close();
  });

  it("keeps to the configured origins, and to none when there are none", async () => {
    const some = await openEdge(handlers(), { corsOrigins: ["https://a.example"] });
    const from = async (edge: Edge, origin: string) => {
      const { headers } = await edge.fetch("/flows", { headers: { origin } });
      return [headers.get("access-control-allow-origin"), headers.get("vary")];
    };
    expect(await from(some, "https://a.example")).to.eql(["https://a.example", "Origin"]);
    expect(await from(some, "https://b.example")).to.eql([null, "Origin"]);
    const none = await openEdge(handlers(), { corsOrigins: [] });
    expect(await from(none, "https://a.example")).to.eql([null, null]);
    const preflight = await none.fetch("/flows", {
      method: "OPTIONS",
      headers: { origin: "https://a.example" },
    });
    expect(preflight.headers.get("access-control-allow-methods")).to.equal(null);
    await Promise.all([some.close(), none.close()]);
  });

  it("lets pages of this machine in by default, and no page of the world change anything", async () => {
    const edge = await openEdge(handlers(), { trustedHosts: [] });
    const ask = (origin: string, method = "GET") =>
      edge.fetch("/flows/x/storage", { method, headers: { origin } });
    const allowed = (await ask("http://localhost:5173")).headers.get("access-control-allow-origin");
    expect(allowed).to.equal("http://localhost:5173");
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).to.equal(null);
    // No media type, so a browser sends it without a preflight.
    expect((await ask("https://evil.example", "POST")).status).to.equal(403);
    expect((await ask("null", "POST")).status).to.equal(403);
    expect((await ask("http://127.0.0.1:5173", "POST")).status).to.equal(404);
    expect((await ask(edge.base, "POST")).status).to.equal(404);
    await edge.close();
  });

  it("serves no foreign host name, so that a rebound one opens nothing", async () => {
    const edge = await openEdge(handlers(), { trustedHosts: ["tams.internal"] });
    const under = async (host: string): Promise<string> =>
      (await edge.raw(`GET /flows HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).slice(9, 12);
    expect(await under("evil.example")).to.equal("421");
    expect(await under("127.0.0.1.evil.example:4010")).to.equal("421");
    expect(await under("localhost:4010")).to.equal("200");
    expect(await under("[::1]:4010")).to.equal("200");
    expect(await under("tams.internal")).to.equal("200");
    await edge.close();
    const known = await openEdge(handlers(), { trustedHosts: [], publicUrl: "https://tams.example/v8" });
    const text = await known.raw("GET /flows HTTP/1.1\r\nHost: tams.example\r\nConnection: close\r\n\r\n");
    expect(text).to.match(/^HTTP\/1.1 200/);
    await known.close();
  });
});
