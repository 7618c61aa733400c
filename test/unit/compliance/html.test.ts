import { expect } from "chai";
import { comparisonOf, comparisonText } from "../../../src/compliance/report/compare.ts";
import { htmlReport } from "../../../src/compliance/report/html.ts";
import { comparisonPage } from "../../../src/compliance/report/html-compare.ts";
import { indented } from "../../../src/compliance/report/html-exchange.ts";
import { html, prose } from "../../../src/compliance/report/html-text.ts";
import { conclusionOf } from "../../../src/compliance/report/html-verdict.ts";
import { paintFor } from "../../../src/compliance/report/paint.ts";
import type { Report } from "../../../src/compliance/report.ts";
import type { ComplianceTest } from "../../../src/compliance/test.ts";
import { type Answers, type How, judge, SERVICE, smallServer, testOf } from "./small-server.ts";

const HOSTILE = `</pre></script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">'"&\u202e\u0000`;

async function reportOf(
  tests: readonly ComplianceTest[],
  answers: Answers = {},
  how: How = {},
): Promise<Report> {
  const server = await smallServer(answers);
  try {
    return await judge(server.url, tests, how);
  } finally {
    server.close();
  }
}

const judging = (id: string, holds: boolean, more: Partial<ComplianceTest> = {}) =>
  testOf(
    id,
    async (probe) => {
      await probe.request("GET", "/flows", { unchecked: true });
      probe.verify(id, holds, `\`${id}\` is as it should be.`);
    },
    { id: `small/${id}`, ...more },
  );

describe("compliance: text in a page", () => {
  it("is escaped, in content and in attributes, unless it is markup of the page's own", () => {
    const made = html`<a title="${`"><b>`}">${"<&'>"}${html`<b>${1}</b>`}${undefined}${[html`x`, html`y`]}</a>`;
    expect(made.text).to.equal('<a title="&quot;&gt;&lt;b&gt;">&lt;&amp;&#39;&gt;<b>1</b>xy</a>');
  });

  it("shows code between backticks, and characters that hide or turn text round by their number", () => {
    expect(prose("`<a>` is \u202eb\u0000\r").text).to.equal("<code>&lt;a&gt;</code> is ⟨U+202E⟩b⟨U+0000⟩␍");
  });
});

describe("compliance: JSON in a page", () => {
  it("is set in lines without a change to its tokens", () => {
    const text = '{"a":1.0,"a":[],"b":[1e3,"x, {\\"y\\"}"],"c":{}}';
    expect(
      indented(text)
        .replace(/\s*\n\s*/g, "")
        .replaceAll('": ', '":'),
    ).to.equal(text);
    expect(indented('{"a":[1,{}]}')).to.equal('{\n  "a": [\n    1,\n    {}\n  ]\n}');
  });

  it("stays as it is where it is none, and of bounded size where it is nothing but brackets", () => {
    expect(indented("<a b='c'>")).to.equal("<a b='c'>");
    const deep = "[".repeat(5000) + "]".repeat(5000);
    expect(indented(deep).length).to.be.below(500_000);
  });
});

describe("compliance: the verdict that a manager reads", () => {
  const sentenceOf = async (tests: readonly ComplianceTest[], how: How = {}): Promise<string> =>
    conclusionOf(await reportOf(tests, {}, how)).sentence;

  it("is by required behaviours alone", async () => {
    expect(await sentenceOf([judging("X-001", false), judging("SVC-001", true)])).to.equal(
      "Not compliant: 1 of the 2 required behaviours that this run judged does not hold.",
    );
    expect(await sentenceOf([judging("X-001", true), judging("DM-031b", false)])).to.equal(
      "Compliant as far as tested: the one required behaviour that this run judged holds.",
    );
    expect(
      await sentenceOf([judging("X-001", true), judging("DM-031b", false)], { options: { strict: true } }),
    ).to.match(/^Compliant, but not strictly: .*; 1 behaviour that is not required fails\.$/);
  });

  it("is none where nothing was judged, a test broke down or the run was stopped", async () => {
    const broken = testOf("SVC-001", async () => {
      throw new Error("Oh.");
    });
    expect(await sentenceOf([judging("DM-031b", true)])).to.match(/^No verdict: this run judged no required/);
    expect(await sentenceOf([judging("X-001", true), broken])).to.match(
      /^No clear verdict: .* 1 test broke down\.$/,
    );
    const report = await reportOf([judging("X-001", true)]);
    const stopped = { ...report, run: { ...report.run, interrupted: true } };
    expect(conclusionOf(stopped).sentence).to.match(/^No verdict: the run was stopped/);
  });

  it("says what was not looked at", async () => {
    const { notes } = conclusionOf(
      await reportOf([judging("X-001", true)], {}, { options: { areas: ["http"] } }),
    );
    expect(notes.join(" "))
      .to.contain("Only a part of the suite was asked for: areas http.")
      .and.match(/\d+ of the \d+ required behaviours that can be seen from outside were not judged/);
  });
});

describe("compliance: the page of a report", () => {
  let report: Report;
  let text: string;
  before(async () => {
    const skips = testOf("SVC-002", async (probe) => probe.skip("It has <none>."), { id: "small/skipped" });
    const answers: Answers = {
      "GET /service": { body: { ...SERVICE, name: HOSTILE } },
      "GET /flows": { text: HOSTILE, headers: { "x-mark": "<script>window.pwned=1</script>" } },
    };
    report = await reportOf([judging("X-001", false), judging("SVC-001", true), skips], answers);
    text = htmlReport(report);
  });

  it("holds no markup that a server sent", () => {
    expect(text.match(/<script/g)).to.have.length(1);
    expect(text).to.not.match(/<img|<\/pre><\/script>/);
    expect(text).to.contain("&lt;script&gt;window.pwned=1");
  });

  it("names nothing to load", () => {
    const [head = ""] = text.split("<body>");
    expect(head).to.match(/Content-Security-Policy" content="default-src &#39;none&#39;; style-src/);
    expect(text).to.not.match(/<link|@import|url\(|<[a-z][^<>]*\ssrc|<iframe|<object/);
  });

  it("shows of a failure the behaviour, its level and source, what was expected, sent and answered, and its curl", () => {
    const [, shown = ""] = /id="test-small\/X-001"(.*?)<\/details>/s.exec(text) ?? [];
    const { statement, source } = report.behaviours["X-001"] ?? {};
    for (const part of [statement, source].map((known) => prose(known ?? "?").text))
      expect(shown).to.contain(part);
    expect(shown)
      .to.contain("M · Required")
      .and.contain("<code>X-001</code> is as it should be.")
      .and.match(/<pre tabindex="0">GET http:/)
      .and.match(/<pre tabindex="0">200\n/)
      .and.contain("curl -sS -i");
  });

  it("has every behaviour with its outcome, and why it was not judged", () => {
    for (const { id, test, why } of Object.values(report.behaviours)) {
      const [, shown = ""] = new RegExp(`id="behaviour-${id}"(.*?)</li>`, "s").exec(text) ?? [];
      expect(shown, id).to.match(/Failed|Passed|Skipped|Not tested|Not testable/);
      if (test === "notTestable") expect(shown).to.contain(prose(why ?? "?").text);
    }
    expect(text).to.contain("It has &lt;none&gt;.");
  });

  it("has each id once, and every link of it leads somewhere", () => {
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).to.have.length(new Set(ids).size);
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).to.include(target);
  });
});

describe("compliance: a comparison", () => {
  let runs: { name: string; report: Report }[];
  before(async () => {
    const one = await reportOf([judging("X-001", true), judging("SVC-001", true), judging("SVC-002", true)]);
    const two = await reportOf([judging("X-001", false), judging("SVC-001", true)], {
      "GET /service": { body: { ...SERVICE, name: HOSTILE } },
    });
    runs = [
      { name: "one", report: one },
      { name: `two ${HOSTILE}`, report: two },
    ];
  });

  it("tells what was judged differently from what only some of the runs judged", () => {
    const { different, partial, areas } = comparisonOf(runs);
    expect(different.map(({ behaviour, standings }) => [behaviour.id, ...standings])).to.eql([
      ["X-001", "passed", "failed"],
    ]);
    expect(partial.map(({ behaviour, standings }) => [behaviour.id, ...standings])).to.eql([
      ["SVC-002", "passed", "untested"],
    ]);
    expect(areas.find(({ area }) => area === "http")?.tallies.map(({ failed }) => failed)).to.eql([0, 1]);
  });

  it("is a table of areas by run and a line for each difference, as text", () => {
    const text = comparisonText(runs, paintFor(false));
    expect(text)
      .to.match(/^http +1\/1 +0\/1$/m)
      .and.match(/^X-001 +passed +failed +\[M\] /m)
      .and.contain("The runs disagree on 1 behaviour:");
  });

  it("is a page with the same, in which nothing of a server is markup", () => {
    const text = comparisonPage(runs);
    expect(text.match(/<script/g)).to.have.length(1);
    expect(text).to.not.contain("<img");
    expect(/id="behaviour-X-001"(.*?)<\/ul>/s.exec(text)?.[1])
      .to.match(/Passed.*one.*Failed.*two/s)
      .and.contain("is as it should be.");
  });

  it("of runs that agree says so", () => {
    const [run] = runs;
    const same = run === undefined ? [] : [run, run];
    expect(comparisonText(same, paintFor(false))).to.contain("The runs agree on every behaviour");
    expect(comparisonPage(same)).to.contain("The runs agree on every behaviour");
  });
});
