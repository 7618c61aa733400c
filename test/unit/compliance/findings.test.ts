import { expect } from "chai";
import { htmlReport } from "../../../src/compliance/report/html.ts";
import { paintFor } from "../../../src/compliance/report/paint.ts";
import { terminalReport } from "../../../src/compliance/report/terminal.ts";
import type { Report } from "../../../src/compliance/report.ts";
import { type Answers, judge, smallServer, testOf } from "./small-server.ts";

const ANSWERS: Answers = {
  "GET /flows": { body: [{ id: "no uuid" }] },
  "GET /sources": { body: [], headers: { "X-Paging-Limit": "10", "X-Odd": "1", Server: "small" } },
  "PUT /a": { status: 200 },
};
const BREACH = /The body of GET_flows 200 fits the contract's schema/g;

async function reportOf(tests: readonly ReturnType<typeof testOf>[], keep = false): Promise<Report> {
  const server = await smallServer(ANSWERS);
  try {
    return await judge(server.url, tests, { options: { keep } });
  } finally {
    server.close();
  }
}

const said = (report: Report) => terminalReport(report, paintFor(false));

/** Breaks the contract, and more where it is asked to. */
const breaking = (name: string, holds = true) =>
  testOf(
    "X-001",
    async (probe) => {
      await probe.get("/flows");
      probe.verify("X-001", holds, `It holds for ${name}.`);
    },
    { id: `small/${name}` },
  );

describe("compliance: a breach of the contract that many tests meet", () => {
  let report: Report;
  before(async () => {
    report = await reportOf([breaking("a"), breaking("b"), breaking("c", false)]);
  });

  it("is shown once on a terminal, with the tests that met it", () => {
    const text = said(report);
    expect(text.match(BREACH)).to.have.length(1);
    expect(text)
      .to.contain("FAILED 3 tests  small/a, small/b, small/c\n  CONTRACT [M] failed\n")
      .and.contain(
        "FAILED small/c  It holds\n  It breaks the contract too, as shown above.\n  X-001 [M] failed",
      )
      .and.contain("3 of the tests failed.")
      .and.not.contain("FAILED small/a");
  });

  it("is shown once on the page, where each test leads to it and to its reply", () => {
    const text = htmlReport(report);
    const [, shared = ""] = /id="shared-1"(.*?)<\/li>/s.exec(text) ?? [];
    expect(shared)
      .to.contain("<summary>3 tests</summary>")
      .and.match(/#test-small\/a.*#test-small\/b.*#test-small\/c/);
    const inside = (id: string) => new RegExp(`id="test-${id}"(.*?)</details>`, "s").exec(text)?.[1] ?? "";
    expect(inside("small/a")).to.contain("no uuid").and.not.contain("shared-1");
    expect(inside("small/b"))
      .to.contain('<a href="#shared-1">the same in 2 other tests</a>')
      .and.not.contain("no uuid");
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).to.have.length(new Set(ids).size);
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).to.include(target);
  });

  it("stays with its test where it is the only one", async () => {
    const one = await reportOf([breaking("a")]);
    expect(said(one)).to.contain("FAILED small/a").and.match(BREACH).and.not.contain("1 tests");
    expect(htmlReport(one)).to.not.contain('id="shared');
  });
});

describe("compliance: a failure on a terminal", () => {
  const failing = (expectation: string) =>
    testOf("X-001", async (probe) => {
      await probe.request("PUT", "/a", {
        unchecked: true,
        credential: { kind: "bearer", token: "hush-hush" },
      });
      const reply = await probe.get("/sources");
      probe.verify("X-001", false, expectation, reply.exchange);
    });

  it("shows the headers that it is about, the missing ones too", async () => {
    expect(said(await reportOf([failing("X-Paging-Limit is sent and so is Link.")])))
      .to.contain("    header     link: (absent)\n")
      .and.contain("    header     x-paging-limit: 10\n")
      .and.not.contain("x-odd");
    expect(said(await reportOf([failing("A page has 10 items.")])))
      .to.contain("x-paging-limit: 10")
      .and.not.contain("absent");
    expect(said(await reportOf([failing("It has x-odd.")]))).to.contain("    header     x-odd: 1\n");
    expect(said(await reportOf([failing("It links what is located.")]))).to.not.contain("    header ");
  });

  it("says beside its curl whether that still finds what it needs", async () => {
    expect(said(await reportOf([failing("It holds.")]))).to.match(
      /curl .*\/sources'\n {4}# What the test made is gone: run it with --keep/,
    );
    expect(said(await reportOf([failing("It holds.")], true))).to.match(
      /curl .*\/sources'\n {4}# What failed tests made is still in the store/,
    );
  });

  it("says what the variables of curls are where there are any", async () => {
    const secret = testOf("X-001", async (probe) => {
      const credential = { kind: "bearer", token: "hush-hush" } as const;
      const reply = await probe.request("GET", "/sources", { credential });
      probe.verify("X-001", false, "It holds.", reply.exchange);
    });
    const hint = "$TAMS_CREDENTIAL is what follows the scheme";
    const report = await reportOf([secret]);
    for (const text of [said(report), htmlReport(report)]) expect(text).to.contain(hint);
    expect(said(await reportOf([failing("It holds.")]))).to.not.contain(hint);
  });

  it("has on the page a script with what it changed before", async () => {
    const text = htmlReport(await reportOf([failing("It holds.")]));
    expect(text)
      .to.match(/Repeat all that the test had changed, and what failed.*#!\/bin\/sh\n.*-X PUT .*-X GET /s)
      .and.contain("What the test made is gone")
      .and.not.contain("hush-hush");
  });
});
