import { expect } from "chai";
import { type Settings, settingsOf } from "../../../src/compliance/options.ts";
import { jsonReport } from "../../../src/compliance/report/json.ts";
import { junitReport } from "../../../src/compliance/report/junit.ts";
import { paintFor } from "../../../src/compliance/report/paint.ts";
import { terminalReport } from "../../../src/compliance/report/terminal.ts";
import { parseReport, type Report } from "../../../src/compliance/report.ts";
import { standings, tally, testableOf } from "../../../src/compliance/score.ts";
import { selected } from "../../../src/compliance/selection.ts";
import { tests } from "../../../src/compliance/tests/all.ts";
import { ALL, judge, SERVICE, type SmallServer, smallServer, testOf } from "./small-server.ts";

const URL_FLAG = ["--url", "http://localhost:4010/tams/v8.2/"];

function refusal(args: readonly string[], env = {}): string {
  try {
    settingsOf(args, env);
    return "";
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : "";
  }
}

describe("compliance: the command line", () => {
  it("reads who calls, from flags or the environment", () => {
    const credentialOf = (args: readonly string[], env = {}): Settings["credential"] =>
      settingsOf([...URL_FLAG, ...args], env).credential;
    expect(credentialOf([])).to.eql({ kind: "none" });
    expect(credentialOf(["--token", "t"])).to.eql({ kind: "bearer", token: "t" });
    expect(credentialOf([], { TAMS_COMPLIANCE_ACCESS_TOKEN: "t" })).to.eql({ kind: "query", token: "t" });
    expect(credentialOf(["--basic", "u:p:w"], { TAMS_COMPLIANCE_TOKEN: "t" })).to.eql({
      kind: "basic",
      user: "u",
      password: "p:w",
    });
    expect(credentialOf(["--oauth2", "https://id/token,me,a,b"])).to.include({ id: "me", secret: "a,b" });
  });

  it("reads more identities by name", () => {
    const env = { TAMS_COMPLIANCE_AS_WRITER: "basic:u:p" };
    const { identities } = settingsOf([...URL_FLAG, "--as", "reader=token:t", "--as", "nobody=none"], env);
    expect(identities).to.eql({
      writer: { kind: "basic", user: "u", password: "p" },
      reader: { kind: "bearer", token: "t" },
      nobody: { kind: "none" },
    });
  });

  it("reads selections with commas or by repeating", () => {
    const settings = settingsOf(
      [...URL_FLAG, "--area", "flows,http", "--area", "time", "--level", "m,s"],
      {},
    );
    expect(settings).to.deep.include({
      url: "http://localhost:4010/tams/v8.2",
      areas: ["flows", "http", "time"],
    });
    expect(settings.levels).to.eql(["M", "S"]);
  });

  it("says what is wrong in a sentence, without the secret", () => {
    expect(refusal([])).to.equal("Say which server to test: --url https://host/tams/v8.2");
    expect(refusal(["--url", "localhost:1"])).to.contain(
      "must be a URL that starts with http:// or https://",
    );
    expect(refusal([...URL_FLAG, "--parallel", "none"])).to.contain(
      "--parallel must be a whole number of 1 to 64",
    );
    expect(refusal([...URL_FLAG, "--level", "Q"])).to.contain('There is no level "Q"');
    expect(refusal([...URL_FLAG, "--tokens", "x"])).to.contain("--tokens");
    for (const flag of ["--token", "--json", "--area", "--as"])
      expect(refusal([...URL_FLAG, flag, ""])).to.equal(
        `${flag} is empty; is a variable of the shell not set?`,
      );
    for (const args of [
      ["--basic", "hush-hush"],
      ["--oauth2", "hush-hush"],
      ["--as", "a=tokem:hush-hush"],
    ]) {
      expect(refusal([...URL_FLAG, ...args]))
        .to.match(/written/)
        .and.not.contain("hush");
    }
    expect(refusal(["--url", "http://me:hush-hush@host/"]))
      .to.contain("--basic")
      .and.not.contain("hush");
  });
});

describe("compliance: the selection of tests", () => {
  const some = [
    testOf("X-001", async () => undefined, { id: "a/one", area: "flows", operations: ["GET_flows"] }),
    testOf("SVC-002", async () => undefined, { id: "b/two", area: "service", operations: ["GET_root"] }),
  ];
  const chosen = (options: object) => selected(some, { ...ALL, ...options }).map(({ id }) => id);

  it("is by area, level, operation, behaviour, test and topic, and all of these together", () => {
    expect(chosen({})).to.eql(["a/one", "b/two"]);
    expect(chosen({ areas: ["service"] })).to.eql(["b/two"]);
    expect(chosen({ levels: ["M"] })).to.eql(["a/one"]);
    expect(chosen({ operations: ["GET_root"] })).to.eql(["b/two"]);
    expect(chosen({ ids: ["X-001"] })).to.eql(["a/one"]);
    expect(chosen({ ids: ["b/two", "a"] })).to.eql(["a/one", "b/two"]);
    expect(chosen({ ids: ["a"], levels: ["D"] })).to.eql([]);
  });
});

describe("compliance: the tests of the suite", () => {
  it("have ids of their own and know their behaviours and operations", async () => {
    const { Contract } = await import("../../../src/compliance/contract.ts");
    const { judged } = await import("../../../src/compliance/verdict.ts");
    const operations = new Set(new Contract("8.2").operations.map(({ id }) => id));
    expect(operations.size).to.equal(85);
    expect(new Set(tests.map(({ id }) => id)).size).to.equal(tests.length);
    for (const test of tests) {
      expect(test.id).to.match(/^[a-z0-9-]+\/[A-Za-z0-9_-]+$/);
      for (const id of test.behaviours) expect(judged(id).id).to.equal(id);
      for (const id of test.operations) expect([...operations], test.id).to.include(id);
    }
  });
});

describe("compliance: a report", () => {
  const SECRET = "s3cret-of-the-run";
  let server: SmallServer;
  let report: Report;

  before(async () => {
    server = await smallServer({
      "GET /service": { body: { ...SERVICE, name: SECRET } },
      "POST /service/webhooks": { body: { api_key_value: "another-secret" } },
      "GET /sources": { body: `<&"\u0000 ${SECRET} http://b/k?X-Amz-Signature=feed&x=1` },
    });
    const failing = testOf(["X-001", "SVC-001"], async (probe) => {
      const reply = await probe.request("GET", "/sources", { credential: { kind: "query", token: SECRET } });
      probe.verify("X-001", false, "Text with <marks> & \u0007.", reply.exchange);
      await probe.post("/service/webhooks", { url: "http://r", api_key_value: "another-secret" });
      probe.skip("Enough.");
    });
    const skippedTest = testOf("SVC-002", async (probe) => probe.skip("It has none."), {
      id: "small/skipped",
    });
    const target = { credential: { kind: "bearer", token: SECRET } } as const;
    report = await judge(server.url, [failing, skippedTest], { target });
  });
  after(() => server.close());

  it("holds no secret in any form, and its curl leaves a place for one", () => {
    expect(server.seen.some(({ headers }) => headers.authorization === `Bearer ${SECRET}`)).to.equal(true);
    const texts = [jsonReport(report), junitReport(report), terminalReport(report, paintFor(true))];
    for (const text of texts) {
      expect(text).to.not.contain(SECRET).and.not.contain("feed").and.not.contain("another-secret");
    }
    const curls = Object.values(report.exchanges).map(({ curl }) => curl);
    expect(curls.some((curl) => curl.includes(`access_token='"$TAMS_ACCESS_TOKEN"'`))).to.equal(true);
    expect(curls.some((curl) => curl.includes('-H "Authorization: Bearer $TAMS_CREDENTIAL"'))).to.equal(true);
  });

  it("is read back from its JSON, and nothing else is", () => {
    expect(parseReport(jsonReport(report))).to.eql(JSON.parse(JSON.stringify(report)));
    expect(report.format).to.equal(1);
    expect(() => parseReport('{"format":2,"tests":[]}')).to.throw(
      "It is no report of tams-compliance in format 1.",
    );
    const maps = { server: {}, run: {}, exchanges: {}, behaviours: {} };
    expect(() => parseReport(JSON.stringify({ format: 1, tests: [], verdicts: [], ...maps }))).to.throw(
      "What is wrong: server must have required property 'url'.",
    );
    const odd = JSON.stringify({ ...report, verdicts: [{}] });
    expect(() => parseReport(odd)).to.throw("verdicts.0 must have required property 'test'");
  });

  it("is XML that no reply can break", () => {
    const xml = junitReport(report);
    expect(xml).to.match(/<testsuites name="tams-compliance" tests="2" failures="1" errors="0" skipped="1" /);
    expect(xml).to.contain("Text with &lt;marks&gt; &amp; \ufffd.").and.not.contain("<marks>");
    expect(xml).to.contain('<skipped message="It has none."/>');
  });

  it("scores every behaviour by its worst verdict", () => {
    const standing = standings(report);
    expect(standing.get("X-001")).to.equal("failed");
    expect(standing.get("SVC-001")).to.equal("skipped");
    expect(standing.get("SVC-010")).to.equal("untested");
    const counts = tally(report);
    expect(testableOf(counts) + counts.notTestable).to.equal(Object.keys(report.behaviours).length);
  });

  it("tells a person what was expected, what came, and why tests were skipped", () => {
    const text = terminalReport(report, paintFor(false));
    expect(text)
      .to.contain("FAILED small/test")
      .and.contain("X-001 [M] failed")
      .and.contain("answered   200");
    expect(text).to.contain("1 × It has none. small/skipped").and.contain("1 of the tests failed.");
  });
});
