import { once } from "node:events";
import net from "node:net";
import { expect } from "chai";
import { behaviours } from "../../../src/compliance/behaviours.ts";
import type { Report } from "../../../src/compliance/report.ts";
import { type Answers, judge, SERVICE, type SmallServer, smallServer, testOf } from "./small-server.ts";

const outcomes = (report: Report) =>
  report.verdicts
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ behaviour, outcome }) => `${behaviour} ${outcome}`);

/** The first behaviour of a level on which the specification is not open. */
function idOf(level: string): string {
  const found = behaviours.find(
    (item) =>
      item.level === level && item.suite === "strict" && item.test === "blackBox" && item.since === undefined,
  );
  return found?.id ?? "";
}

describe("compliance: how replies are judged", () => {
  let server: SmallServer | undefined;
  afterEach(() => server?.close());

  async function breachesOf(answers: Answers, ask = "GET /flows"): Promise<string[]> {
    server = await smallServer(answers);
    const [method = "", path = ""] = ask.split(" ");
    const test = testOf("X-001", async (probe) => {
      await probe.request(method, path);
    });
    return outcomes(await judge(server.url, [test]));
  }

  it("finds nothing wrong with a reply as the contract has it", async () => {
    expect(await breachesOf({ "GET /flows": { body: [] } })).to.eql([]);
  });

  it("reports a body that does not fit the schema", async () => {
    expect(await breachesOf({ "GET /flows": { body: [{ id: "no uuid" }] } })).to.eql(["CONTRACT failed"]);
  });

  it("reports a body that is not JSON", async () => {
    expect(await breachesOf({ "GET /flows": { text: "[" } })).to.eql(["CONTRACT failed"]);
  });

  it("reports a missing body", async () => {
    expect(await breachesOf({ "GET /flows": {} })).to.eql(["CONTRACT failed"]);
  });

  it("reports a status that is not documented, but no general refusal", async () => {
    expect(await breachesOf({ "GET /flows": { status: 202 } })).to.eql(["CONTRACT failed"]);
    server?.close();
    expect(await breachesOf({ "GET /flows": { status: 429 } })).to.eql([]);
  });

  it("reports any 5xx, even where the contract is not asked (X-045)", async () => {
    server = await smallServer({ "GET /nowhere": { status: 500 } });
    const test = testOf("X-001", async (probe) => {
      await probe.request("GET", "/nowhere", { unchecked: true });
    });
    expect(outcomes(await judge(server.url, [test]))).to.eql(["X-045 failed"]);
  });

  it("reports a wrong media type (X-003), but none with a charset", async () => {
    const plain = { body: [], headers: { "Content-Type": "text/plain" } };
    expect(await breachesOf({ "GET /flows": plain })).to.eql(["X-003 failed"]);
    server?.close();
    const charset = { body: [], headers: { "Content-Type": "application/json; charset=utf-8" } };
    expect(await breachesOf({ "GET /flows": charset })).to.eql([]);
  });

  it("reports bytes after the header of HEAD (X-014)", async () => {
    const wrong = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (head) => {
        const body = String(head).includes("storage-backends") ? "[]" : JSON.stringify(SERVICE);
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        );
      });
    });
    wrong.listen(0, "127.0.0.1");
    await once(wrong, "listening");
    const address = wrong.address();
    const port = typeof address === "object" ? address?.port : 0;
    const test = testOf("X-001", async (probe) => {
      await probe.head("/service");
    });
    try {
      expect(outcomes(await judge(`http://127.0.0.1:${port}`, [test]))).to.eql(["X-014 failed"]);
    } finally {
      wrong.close();
    }
  });

  it("says the same breach once for a test, with the exchange and its curl", async () => {
    server = await smallServer({ "GET /flows": { body: {} } });
    const test = testOf("X-001", async (probe) => {
      for (let time = 0; time < 3; time += 1) await probe.get("/flows", { label: "it's" });
    });
    const report = await judge(server.url, [test]);
    expect(report.verdicts).to.have.length(1);
    const exchange = report.exchanges[report.verdicts[0]?.exchange ?? ""];
    expect(exchange?.response?.body).to.equal("{}");
    expect(exchange?.curl).to.contain(`'${server.url}/flows?label=it'\\''s'`);
    expect(report.tests[0]?.outcome).to.equal("failed");
  });
});

describe("compliance: how deviations count", () => {
  let server: SmallServer;
  before(async () => {
    server = await smallServer();
  });
  after(() => server.close());

  async function outcomeOf(level: string, strict: boolean): Promise<string> {
    const id = idOf(level);
    const test = testOf(id, async (probe) => {
      probe.verify(id, false, "It would hold.");
    });
    const report = await judge(server.url, [test], { options: { strict } });
    return `${report.verdicts[0]?.outcome} ${report.tests[0]?.outcome}`;
  }

  it("fails what the specification states, warns of what it recommends, and only notes decisions of ours", async () => {
    expect(await outcomeOf("M", false)).to.equal("failed failed");
    expect(await outcomeOf("S", false)).to.equal("warned warned");
    expect(await outcomeOf("O", false)).to.equal("warned warned");
    expect(await outcomeOf("D", false)).to.equal("differs passed");
  });

  it("fails all of them when strict", async () => {
    for (const level of ["M", "S", "O", "D"]) expect(await outcomeOf(level, true)).to.equal("failed failed");
  });

  it("judges nothing of a level that was not asked for", async () => {
    const ids = [idOf("M"), idOf("S")];
    const test = testOf(ids, async (probe) => {
      for (const id of ids) probe.verify(id, false, "It would hold.");
    });
    const report = await judge(server.url, [test], { options: { levels: ["S"] } });
    expect(outcomes(report)).to.eql([`${ids[1]} warned`]);
  });

  it("ends a test at what it requires, and keeps the verdict", async () => {
    const test = testOf(["X-001", "X-005"], async (probe) => {
      probe.require("X-001", false, "It would hold.");
      probe.verify("X-005", false, "This is never reached.");
    });
    expect(outcomes(await judge(server.url, [test]))).to.eql(["X-001 failed"]);
  });
});

describe("compliance: servers of older versions", () => {
  let server: SmallServer | undefined;
  afterEach(() => server?.close());

  async function reportOf(version: string, service: object): Promise<Report> {
    server = await smallServer({ "GET /service": { body: { ...service, api_version: version } } });
    const newer = behaviours.find(({ since }) => since === "8.2")?.id ?? "";
    const both = testOf(["X-001", newer], async (probe) => {
      await probe.get("/service");
      probe.verify(newer, false, "It would hold.");
    });
    const only = testOf(newer, async () => undefined, { id: "small/newer" });
    return await judge(server.url, [both, only]);
  }

  it("does not ask 8.0 for what 8.1 came to require (CHG-031)", async () => {
    const { min_object_timeout: _left, ...old } = SERVICE;
    expect(outcomes(await reportOf("8.0", old))).to.eql([]);
    server?.close();
    expect(outcomes(await reportOf("8.1", old))).to.eql(["CONTRACT failed"]);
  });

  it("judges and runs nothing on 8.1 that came with 8.2, and says so", async () => {
    const report = await reportOf("8.1", SERVICE);
    expect(outcomes(report)).to.eql([]);
    expect(report.tests[1]?.reason).to.equal("It holds since API 8.2 and the server is of 8.1.");
  });

  it("refuses a server before 8.0 in a sentence, and takes a newer one for the newest it knows", async () => {
    const refused = await reportOf("7.0", SERVICE).catch((error: unknown) => String(error));
    expect(refused).to.equal(
      'Untestable: The server is of API version "7.0"; the suite knows 8.0, 8.1 and 8.2.',
    );
    server?.close();
    expect((await reportOf("8.3", SERVICE)).server.version).to.equal("8.2");
  });
});
