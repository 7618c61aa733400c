import { expect } from "chai";
import { fuzzing } from "../../../src/compliance/fuzz/fuzzing.ts";
import { conclusionOf } from "../../../src/compliance/report/html-verdict.ts";
import { paintFor } from "../../../src/compliance/report/paint.ts";
import { terminalReport } from "../../../src/compliance/report/terminal.ts";
import { judge, type SmallServer, smallServer, testOf } from "./small-server.ts";

const HASTY = { patienceMs: 600, parallel: 1, fuzz: 5 };

describe("compliance: a server that goes away", () => {
  let server: SmallServer;
  afterEach(() => server.close());

  it("is told apart from one that fails: the rest is skipped and there is no verdict", async () => {
    server = await smallServer({ "GET /flows": { body: [] } });
    const holding = testOf("X-001", async (probe) => void probe.verify("X-001", true, "It holds."));
    const unheard = testOf(
      ["X-002", "X-003"],
      async (probe) => {
        probe.verify("X-002", true, "It holds.");
        server.close();
        const reply = await probe.get("/flows").catch(() => undefined);
        probe.verify("X-003", reply !== undefined, "There is an answer.");
      },
      { id: "small/unheard" },
    );
    const after = ["one", "two"].map((name) =>
      testOf("X-004", () => Promise.reject(), { id: `small/${name}` }),
    );
    const report = await judge(server.url, [holding, unheard, ...after, ...fuzzing], { options: HASTY });
    const said = /^The server no longer answers since \d{4}-.*Z: GET http:.*\/flows got no answer: /;
    expect(report.run.gone).to.match(said);
    const outcomes = report.tests.map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 4)).to.eql(["passed", "error", "skipped", "skipped"]);
    expect(new Set(outcomes.slice(4))).to.eql(new Set(["skipped"]));
    expect(new Set(report.tests.slice(1).map(({ reason }) => reason))).to.eql(new Set([report.run.gone]));
    expect(report.verdicts.map(({ behaviour }) => behaviour)).to.eql(["X-001", "X-002"]);
    expect(conclusionOf(report)).to.deep.include({
      tone: "open",
      sentence: `No verdict. ${report.run.gone}`,
    });
    expect(terminalReport(report, paintFor(false))).to.contain(`No verdict. ${report.run.gone}`);
  });

  it("is blamed on no generated request", async () => {
    server = await smallServer({
      "GET /": () => {
        server.close();
        return { isSilent: true };
      },
    });
    const some = fuzzing.filter(({ id }) => id === "fuzz/GET_root" || id === "fuzz/GET_flows");
    const { tests, verdicts } = await judge(server.url, some, { options: HASTY });
    expect(tests.map(({ outcome }) => outcome))
      .to.include("error")
      .and.not.include("failed");
    expect(verdicts.filter(({ outcome }) => outcome !== "passed")).to.eql([]);
  });

  it("is another one than a server that only leaves some requests without an answer", async () => {
    server = await smallServer({ "GET /": { isSilent: true }, "GET /flows": { body: [] } });
    const silent = testOf("X-001", async (probe) => void (await probe.get("/")), { id: "small/silent" });
    const next = testOf("X-001", async (probe) => void (await probe.get("/flows")), { id: "small/next" });
    const options = { ...HASTY, timeoutMs: 200 };
    const some = [silent, next, ...fuzzing.filter(({ id }) => id === "fuzz/GET_root")];
    const report = await judge(server.url, some, { options });
    expect(report.run.gone).to.equal(undefined);
    expect(report.tests.map(({ outcome }) => outcome)).to.eql(["error", "passed", "failed"]);
    expect(report.tests[2]?.reason).to.contain("X-045").and.contain("got no answer within 0.2 s.");
  });
});
