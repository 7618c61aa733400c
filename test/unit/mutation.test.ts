import { expect } from "chai";
import { mutations } from "../../scripts/mutation/all.ts";
import { answerOf } from "../../scripts/mutation/exchange.ts";
import { Hunter, type Outcome, testsFor } from "../../scripts/mutation/hunt.ts";
import { type Change, type Mutation, mutation } from "../../scripts/mutation/mutation.ts";
import { MutatingProxy } from "../../scripts/mutation/proxy.ts";
import { isEnough, summary } from "../../scripts/mutation/report.ts";
import { areaOf, spread } from "../../scripts/mutation/sample.ts";
import { answers, delivers, header, ignores, lists, pretends, takes } from "../../scripts/mutation/wrongs.ts";
import { behaviours } from "../../src/compliance/behaviours.ts";
import { Contract } from "../../src/compliance/contract.ts";
import { send } from "../../src/compliance/http.ts";
import { at } from "../../src/compliance/json.ts";
import { Receivers } from "../../src/compliance/receiver.ts";
import type { ComplianceTest } from "../../src/compliance/test.ts";
import { tests } from "../../src/compliance/tests/all.ts";
import { type Answers, type SmallServer, smallServer, testOf } from "./compliance/small-server.ts";

const CONTRACT = new Contract("8.2");
const SERVED: Answers = {
  "GET /flows": { body: [{ id: "a" }, { id: "b" }], headers: { "X-Paging-Count": "2", Link: "<x>" } },
  "HEAD /flows": {},
  "PUT /flows/x/label": { status: 204 },
  "POST /service/webhooks": (seen) => ({ status: 201, body: JSON.parse(seen.body) }),
};

function about(on: string, change: Change, behaviour = "X-054"): Mutation {
  return mutation("small/wrong", "It is wrong.", behaviour, on, change);
}

describe("the mutations of the compliance suite", () => {
  it("are at least 150, each with an id of its own", () => {
    expect(mutations.length).to.be.at.least(150);
    expect(new Set(mutations.map(({ id }) => id)).size).to.equal(mutations.length);
  });

  it("name behaviours of the checklist and operations of the contract, and change something", () => {
    const known = new Set([...behaviours.map(({ id }) => id)]);
    const operations = new Set(CONTRACT.operations.map(({ id }) => id));
    for (const each of mutations) {
      expect(each.behaviours, each.id).to.not.be.empty;
      for (const id of each.behaviours) expect(known.has(id), `${each.id}: ${id}`).to.equal(true);
      for (const id of each.on)
        expect(operations.has(id) || /^(media|event|any|unknown)$/.test(id), `${each.id}: ${id}`).to.equal(
          true,
        );
      expect([each.request, each.instead, each.reply, each.event].some(Boolean), each.id).to.equal(true);
    }
  });

  it("are in every area of the checklist", () => {
    const areas = new Set(mutations.map(areaOf));
    const testable = behaviours.filter(({ id }) => tests.some((test) => test.behaviours.includes(id)));
    expect([...areas]).to.include.members([...new Set(testable.map(({ area }) => area))]);
  });

  it("each have tests that may catch them", () => {
    for (const each of mutations) expect(testsFor(each, tests), each.id).to.not.be.empty;
  });

  it("are sampled from every area, the same ones every time and none that is slow", () => {
    const sample = spread(mutations, 40);
    expect(sample).to.deep.equal(spread(mutations, 40));
    expect(sample.length).to.be.within(40, 60);
    expect(new Set(sample.map(areaOf))).to.deep.equal(new Set(mutations.map(areaOf)));
    expect(sample.some(({ slow }) => slow)).to.equal(false);
  });
});

describe("the proxy of the mutation check", () => {
  let server: SmallServer;
  const proxies: MutatingProxy[] = [];

  beforeEach(async () => {
    server = await smallServer(SERVED);
  });

  afterEach(() => {
    for (const proxy of proxies.splice(0)) proxy.stop();
    server.close();
  });

  const started = async (mutant?: Mutation) => {
    const proxy = new MutatingProxy(server.url, undefined, mutant);
    proxies.push(proxy);
    return { url: await proxy.start(), proxy };
  };
  const call = (method: string, url: string, text?: string) =>
    send(
      {
        method,
        url,
        headers: { "Content-Type": "application/json" },
        ...(text !== undefined && { body: Buffer.from(text) }),
      },
      5000,
    );

  it("passes requests on as they are written when nothing is mutated", async () => {
    const { url, proxy } = await started();
    await call("GET", `${url}/flows?timerange=[0:0_1:0)&a=%2B+&a=2`);
    await call("PUT", `${url}/flows/x/label`, '{ "a" :1}');
    expect(server.seen.map((seen) => seen.url)).to.include("/flows?timerange=[0:0_1:0)&a=%2B+&a=2");
    expect(server.seen.at(-1)?.body).to.equal('{ "a" :1}');
    expect(server.seen.at(-1)?.headers.host).to.equal(new URL(url).host);
    expect(proxy.fired).to.equal(0);
  });

  it("changes only the operations that it is told, and counts how often", async () => {
    const { url, proxy } = await started(about("GET_flows", answers(200, 206)));
    expect((await call("HEAD", `${url}/flows`)).status).to.equal(200);
    expect((await call("GET", `${url}/flows`)).status).to.equal(206);
    expect(proxy.fired).to.equal(1);
  });

  it("takes a parameter away and leaves the others as they are written", async () => {
    const { url } = await started(about("GET_flows", ignores("label", "tag.")));
    await call("GET", `${url}/flows?label=a&timerange=[0:0_1:0)&tag.x=1`);
    expect(server.seen.at(-1)?.url).to.equal("/flows?timerange=[0:0_1:0)");
  });

  it("changes lists and what counts them, and takes headers away", async () => {
    const { url } = await started(
      about(
        "GET_flows",
        lists((items) => items.slice(1)),
      ),
    );
    const reply = await call("GET", `${url}/flows`);
    expect(Buffer.from(reply.bytes).toString()).to.equal('[{"id":"b"}]');
    expect(reply.headers.get("x-paging-count")).to.equal("1");
    const other = await started(about("GET_flows", header("link")));
    expect((await call("GET", `${other.url}/flows`)).headers.has("link")).to.equal(false);
  });

  it("answers in the place of the server, and changes what it is told", async () => {
    const { url } = await started(about("PUT_flows-flowId-label", pretends(204)));
    expect((await call("PUT", `${url}/flows/x/label`, '"a"')).status).to.equal(204);
    expect(server.seen).to.have.length(0);
    const other = await started(
      about(
        "POST_webhooks",
        takes((doc) => ({ ...doc, b: 2 })),
      ),
    );
    await call("POST", `${other.url}/service/webhooks`, '{"a":1}');
    expect(server.seen.at(-1)?.body).to.equal('{"a":1,"b":2}');
  });

  it("sends bytes after the header of HEAD when it is told to", async () => {
    const { url } = await started(
      about("HEAD_flows", { reply: (answer) => void Object.assign(answer, { stray: "{}" }) }),
    );
    expect((await call("HEAD", `${url}/flows`)).strayBytes).to.equal(2);
  });

  it("passes events by itself, and shows the url of a Webhook as it was given", async () => {
    const receivers = new Receivers();
    const receiver = await receivers.open();
    const { url, proxy } = await started(
      about(
        "event",
        delivers((delivery) => [delivery, delivery]),
      ),
    );
    const body = JSON.stringify({ url: receiver.url, events: [] });
    const reply = await call("POST", `${url}/service/webhooks`, body);
    const told = JSON.parse(server.seen.at(-1)?.body ?? "");
    expect(told.url).to.match(new RegExp(`^${url}/hop/`));
    expect(at(JSON.parse(Buffer.from(reply.bytes).toString()), "url")).to.equal(receiver.url);
    await call("POST", told.url, '{"event_type":"flows/created"}');
    expect(receiver.received.map(({ text }) => text)).to.deep.equal(
      Array(2).fill('{"event_type":"flows/created"}'),
    );
    expect(proxy.fired).to.equal(1);
    receivers.close();
  });

  it("passes everything as it is once the mutation is lifted", async () => {
    const { url, proxy } = await started(about("GET_flows", { instead: () => answerOf(404) }));
    proxy.lift();
    expect((await call("GET", `${url}/flows`)).status).to.equal(200);
  });
});

describe("a hunt of a mutation", () => {
  const hunted = async (mutant: Mutation, suite: readonly ComplianceTest[]): Promise<Outcome> => {
    const server = await smallServer(SERVED);
    const subject = { url: server.url, credential: { kind: "none" }, identities: {} } as const;
    const signal = new AbortController().signal;
    const ground = { contract: CONTRACT, tests: suite, unfit: new Map<string, string | undefined>(), signal };
    const outcome = await new Hunter(subject, ground).hunt(mutant);
    server.close();
    return outcome;
  };
  const status = testOf(
    "X-054",
    async (probe) => {
      const reply = await probe.request("GET", "/flows", { unchecked: true });
      probe.verifyStatus("X-054", reply, 200);
    },
    { id: "small/status", operations: ["GET_flows"] },
  );
  const broken = testOf("X-054", async (probe) => void probe.verify("X-054", false, "It never holds."), {
    id: "small/broken",
    operations: ["GET_flows"],
  });

  it("catches one that fails a test", async () => {
    const outcome = await hunted(about("GET_flows", answers(200, 206)), [status]);
    expect(outcome).to.include({ result: "caught", by: "small/status", isJudged: true });
  });

  it("is survived by one that no test judges", async () => {
    const outcome = await hunted(about("GET_flows", header("link")), [status]);
    expect(outcome).to.include({ result: "survived", fired: 1 });
  });

  it("says of one that changed nothing that it did not fire", async () => {
    const outcome = await hunted(about("GET_flows", header("x-other")), [status]);
    expect(outcome).to.include({ result: "did not fire", fired: 0 });
  });

  it("does not count a test that fails without the mutation as well", async () => {
    const survived = await hunted(about("GET_flows", header("link")), [broken, status]);
    expect(survived.result).to.equal("survived");
    const caught = await hunted(about("GET_flows", answers(200, 206)), [broken, status]);
    expect(caught).to.include({ result: "caught", by: "small/status" });
  });
});

describe("the report of the mutation check", () => {
  const outcome = (result: Outcome["result"], nth: number): Outcome => ({
    mutation: { ...about("GET_flows", {}), id: `small/${nth}` },
    result,
    isJudged: true,
    tests: 3,
    fired: 2,
    seconds: 1,
  });

  it("is enough from 95 % on, and a mutation that did not fire is not caught", () => {
    const of = (count: number, result: Outcome["result"]) =>
      Array.from({ length: count }, (_, nth) => outcome(result, nth));
    expect(isEnough([...of(19, "caught"), ...of(1, "survived")])).to.equal(true);
    expect(isEnough([...of(18, "caught"), ...of(1, "did not fire")])).to.equal(false);
    expect(isEnough([])).to.equal(false);
  });

  it("has the figure by area and lists the survivors with why", () => {
    const text = summary([outcome("caught", 1), outcome("survived", 2), outcome("did not fire", 3)], 5);
    expect(text).to.include("http               1 of 3 caught");
    expect(text).to.include("small/2 [X-054]").and.to.include("none of them judges that");
    expect(text).to.include("small/3 [X-054]").and.to.include("sent a request that it changes");
    expect(text).to.include("1 of 3 mutations caught (33.3 %)");
  });
});
