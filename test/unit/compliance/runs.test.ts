import { expect } from "chai";
import { Receivers } from "../../../src/compliance/receiver.ts";
import { path } from "../../../src/compliance/test.ts";
import { judge, type SmallServer, smallServer, testOf } from "./small-server.ts";

describe("compliance: a run", () => {
  let server: SmallServer;
  before(async () => {
    server = await smallServer({ "GET /flows": { body: [] } });
  });
  after(() => server.close());

  it("takes away what a test made, latest first, whatever became of the test", async () => {
    const order: string[] = [];
    const test = testOf("X-001", async (probe) => {
      for (const name of ["first", "second"]) probe.cleanUp(async () => order.push(name));
      probe.cleanUp(() => Promise.reject(new Error("This cannot be undone.")));
      throw new Error("It breaks down.");
    });
    const report = await judge(server.url, [test]);
    expect(order).to.eql(["second", "first"]);
    expect(report.tests[0]?.outcome).to.equal("error");
    expect(report.tests[0]?.reason).to.match(/^The test broke down at runs\.test\.ts:\d+: It breaks down\.$/);
  });

  it("breaks a test that judges what it does not name", async () => {
    const test = testOf("X-001", async (probe) => {
      probe.verify("X-002", true, "It holds.");
    });
    const { tests } = await judge(server.url, [test]);
    expect(tests[0]?.reason).to.contain("small/test judges X-002 without naming it among its behaviours.");
  });

  it("says why it skipped a test", async () => {
    const reasons = async (more: Parameters<typeof testOf>[2]) =>
      (await judge(server.url, [testOf("X-001", async () => undefined, more)])).tests[0]?.reason;
    expect(await reasons({ needs: ["webhooks"] })).to.equal("The server does not offer webhooks.");
    expect(await reasons({ needs: ["credentials"] })).to.equal("The server answers without credentials.");
    expect(await reasons({ needs: ["twoBackends"] })).to.equal(
      "The server has fewer than two storage backends.",
    );
    expect(await reasons({ needs: ["identity:reader"] })).to.contain("add --as reader=");
    expect(await reasons({ slow: true })).to.equal("It takes long: add --slow.");
    expect(await reasons({ needs: ["anonymous"] })).to.equal(undefined);
  });

  it("runs those that must be alone when no other test does", async () => {
    let running = 0;
    const seen: number[] = [];
    const act = async () => {
      running += 1;
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(running);
      running -= 1;
    };
    const beside = ["a", "b"].map((name) => testOf("X-001", act, { id: `small/${name}` }));
    const alone = ["c", "d"].map((name) => testOf("X-001", act, { id: `small/${name}`, alone: true }));
    const report = await judge(server.url, [...alone, ...beside]);
    expect(seen).to.eql([2, 1, 1, 1]);
    expect(report.tests.map(({ id }) => id)).to.eql(["small/c", "small/d", "small/a", "small/b"]);
  });

  it("cleans up and reports when it is stopped", async () => {
    const stop = new AbortController();
    let isClean = false;
    const hanging = testOf("X-001", async (probe) => {
      probe.cleanUp(async () => {
        isClean = (await probe.get("/flows")).status === 200;
      });
      probe.verify("X-001", true, "It holds.");
      stop.abort();
      await probe.get("/flows");
    });
    const next = testOf("X-001", async () => undefined, { id: "small/next" });
    const report = await judge(server.url, [hanging, next], {
      options: { parallel: 1 },
      signal: stop.signal,
    });
    expect(isClean).to.equal(true);
    expect(report.run.interrupted).to.equal(true);
    expect(report.tests.map(({ outcome }) => outcome)).to.eql(["skipped", "skipped"]);
    expect(report.verdicts.map(({ behaviour }) => behaviour)).to.eql(["X-001", "CONTRACT"]);
  });

  it("breaks a test down in a sentence when no answer comes in time", async () => {
    const silent = await smallServer({ "GET /sources": () => ({ body: [], headers: { "X-Odd": "1" } }) });
    const test = testOf("X-001", async (probe) => {
      silent.close();
      await probe.get("/sources");
    });
    const { tests } = await judge(silent.url, [test]);
    expect(tests[0]?.outcome).to.equal("error");
    expect(tests[0]?.reason).to.match(/^GET http:\/\/127\.0\.0\.1:\d+\/sources got no answer: /);
  });

  it("sends paths and queries exactly as a test writes them", async () => {
    const tag = "a/b ü";
    const test = testOf("X-001", async (probe) => {
      await probe.request("GET", path`/objects/${"a/../b"}`, { query: "timerange=[0:0_1:0)&x=%2B+" });
      await probe.request("GET", "/flows", { query: { [`tag.${tag}`]: "1,2", left: undefined } });
      await probe.request("GET", "/flows", {
        query: [
          ["limit", "1"],
          ["limit", "2"],
        ],
      });
    });
    await judge(server.url, [test]);
    expect(server.seen.slice(-3).map(({ url }) => url)).to.eql([
      "/objects/a%2F..%2Fb?timerange=[0:0_1:0)&x=%2B+",
      "/flows?tag.a%2Fb%20%C3%BC=1%2C2",
      "/flows?limit=1&limit=2",
    ]);
  });
});

describe("compliance: a receiver of webhooks", () => {
  it("keeps what arrives, answers as it is told, and keeps tests apart", async () => {
    const receivers = new Receivers();
    const [one, other] = [await receivers.open(), await receivers.open()];
    one.answer((_request, nth) => ({ status: nth === 0 ? 500 : 204 }));
    const post = async (url: string) => (await fetch(url, { method: "POST", body: '{"a":1}' })).status;
    expect([await post(one.url), await post(`${one.url}/sub?x=1`), await post(other.url)]).to.eql([
      500, 204, 200,
    ]);
    expect(one.received.map(({ path, body }) => ({ path, body }))).to.eql([
      { path: "", body: { a: 1 } },
      { path: "/sub?x=1", body: { a: 1 } },
    ]);
    one.close();
    expect(await post(one.url)).to.equal(404);
    receivers.close();
  });
});
