import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { jsonReport } from "../../../src/compliance/report/json.ts";
import type { ComplianceTest } from "../../../src/compliance/test.ts";
import { type Answers, judge, type SmallServer, smallServer, testOf } from "./small-server.ts";

const HOSTILE = "Two\nlines\r\u2028touch ran";
const ANSWERS: Answers = {
  "PUT /a": { status: 200 },
  "PUT /b": { status: 200 },
  "PUT /later": { status: 200 },
  "GET /a": { body: {} },
  "DELETE /a": { status: 204 },
};

describe("compliance: what a failed test sent", () => {
  let server: SmallServer;
  beforeEach(async () => {
    server = await smallServer(ANSWERS);
  });
  afterEach(() => server.close());

  const sends = (holds: boolean, more: Partial<ComplianceTest> = {}) =>
    testOf(
      ["X-001", "SVC-001"],
      async (probe) => {
        probe.cleanUp(() => probe.request("DELETE", "/a", { unchecked: true }));
        const put = (path: string) => probe.request("PUT", path, { body: { a: "it's" }, unchecked: true });
        await put("/a");
        await put("/b");
        const reply = await probe.request("GET", "/a", { unchecked: true });
        await put("/later");
        for (const id of ["X-001", "SVC-001"]) probe.verify(id, holds, HOSTILE, reply.exchange);
      },
      more,
    );

  it("is a script that repeats it up to what failed, and does nothing else", async () => {
    const credential = { kind: "bearer", token: "hush-hush" } as const;
    const report = await judge(server.url, [sends(false)], { target: { credential } });
    const script = report.tests[0]?.script ?? "";
    expect(jsonReport(report)).to.not.contain("hush-hush");
    expect(script)
      .to.match(/^#!\/bin\/sh\n/)
      .and.contain("# X-001: Two lines touch ran\n# SVC-001: ")
      .and.contain("# In a curl, $TAMS_CREDENTIAL is");
    const all = `curl() { for word; do :; done; echo "$4 $word $6"; }; touch() { echo ran; };\n${script}`;
    const said = execFileSync("/bin/sh", ["-c", all], { env: { TAMS_CREDENTIAL: "mine" }, encoding: "utf8" });
    const lines = said.trimEnd().split("\n");
    expect(lines.map((line) => line.replaceAll(server.url, ""))).to.have.length(3);
    expect(lines.map((line) => /http:\S+/.exec(line)?.[0].replace(server.url, ""))).to.eql([
      "/a",
      "/b",
      "/a",
    ]);
    expect(script).to.contain(`--data-binary '{"a":"it'\\''s"}'`);
  });

  it("is none for a test that passes, or that changed nothing before", async () => {
    const reads = testOf("X-001", async (probe) => {
      await probe.request("GET", "/a", { unchecked: true });
      probe.verify("X-001", false, "It holds.");
    });
    const { tests } = await judge(server.url, [sends(true), { ...reads, id: "small/reads" }]);
    expect(tests.map(({ outcome, script }) => [outcome, script])).to.eql([
      ["passed", undefined],
      ["failed", undefined],
    ]);
  });

  it("is a script with its reason where it broke down", async () => {
    const breaks = testOf("X-001", async (probe) => {
      await probe.request("PUT", "/a", { unchecked: true });
      await probe.request("PUT", "/b", { unchecked: true });
      throw new Error("Oh.");
    });
    const { tests } = await judge(server.url, [breaks]);
    expect(tests[0]?.script).to.match(/X PUT .*\/a'\n\n# The test broke down at .*: Oh\.\ncurl .*\/b'\n$/);
  });

  it("counts what is more than a reader could use", async () => {
    const many = testOf("X-001", async (probe) => {
      for (let time = 0; time < 60; time += 1) await probe.request("PUT", "/a", { unchecked: true });
      await probe.request("GET", "/a", { unchecked: true });
      probe.verify("X-001", false, "It holds.");
    });
    const script = (await judge(server.url, [many])).tests[0]?.script ?? "";
    expect(script.match(/-X PUT/g)).to.have.length(50);
    expect(script)
      .to.contain("# Left out: 10 more requests that change something.")
      .and.match(/-X GET .*\n$/);
  });

  it("stays in the store with --keep, and what the others made does not", async () => {
    const deleted = async (holds: boolean, keep: boolean) => {
      const before = server.seen.length;
      await judge(server.url, [sends(holds)], { options: { keep } });
      return server.seen.slice(before).some(({ method }) => method === "DELETE");
    };
    expect(await deleted(false, true)).to.equal(false);
    expect(await deleted(true, true)).to.equal(true);
    expect(await deleted(false, false)).to.equal(true);
  });
});
