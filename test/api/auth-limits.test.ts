import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Auth } from "../../src/auth/auth.ts";
import { asBearer, openTestAuth, type TestAuth } from "../support/auth.ts";
import { type Edge, errorOf, openEdge } from "../support/edge.ts";

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
