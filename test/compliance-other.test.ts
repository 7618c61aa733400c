import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { parseReport, type Report } from "../src/compliance/report.ts";
import { tests } from "../src/compliance/tests/all.ts";
import { findChromium, Tab } from "./support/chromium.ts";
import { type Mocked, startMocked } from "./support/mocked.ts";

const PROGRAM = path.join(import.meta.dirname, "../src/compliance/start.mjs");
const HOW = ["--fuzz", "0", "--timeout", "10", "--patience", "1", "--parallel", "64"];
const FILES = ["json", "junit", "html"] as const;

/** Runs the whole suite as somebody would, with all forms of reports in a folder. */
async function wholeSuite(url: string, folder: string): Promise<{ code: unknown; text: string }> {
  const files = FILES.flatMap((kind) => [`--${kind}`, path.join(folder, `report.${kind}`)]);
  const child = spawn(process.execPath, [PROGRAM, "--url", url, ...HOW, ...files], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) output.on("data", (chunk) => said.push(String(chunk)));
  const [code] = await once(child, "close");
  return { code, text: said.join("") };
}

describe("compliance: a server that is not ours", function () {
  this.timeout(180_000);
  let server: Mocked;
  let folder: string;
  let ended: { code: unknown; text: string };
  let report: Report;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tams-other-"));
    server = await startMocked();
    ended = await wholeSuite(server.url, folder);
    report = parseReport(await readFile(path.join(folder, "report.json"), "utf8"));
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("is judged by every test to the end, and fails", () => {
    expect(ended.code).to.equal(1);
    expect(report.run.interrupted).to.equal(false);
    expect(report.tests.map(({ id }) => id)).to.eql(tests.map(({ id }) => id));
    expect(report.tests.filter(({ outcome }) => outcome === "failed")).to.have.length.above(tests.length / 4);
  });

  it("breaks no test: those that could not do what they do first say which request was refused", () => {
    const reasons = report.tests.filter(({ outcome }) => outcome === "error").map(({ reason }) => reason);
    for (const reason of reasons) expect(reason).to.not.match(/broke down|undefined|\[object /);
    for (const { exchange = "" } of report.tests.filter(({ outcome }) => outcome === "error"))
      expect(report.exchanges[exchange]?.curl).to.match(/^curl -sS /);
  });

  it("is told what was expected, what was found, and how to see it again", () => {
    const failed = report.verdicts.filter(({ outcome }) => outcome === "failed");
    for (const { expectation, behaviour } of failed) {
      expect(expectation)
        .to.match(/\.$/)
        .and.not.match(/\bundefined\b|\[object |NaN/);
      expect(report.behaviours).to.have.property(behaviour);
    }
    const seen = failed.filter(({ exchange = "" }) =>
      report.exchanges[exchange]?.curl.startsWith("curl -sS "),
    );
    expect(seen.length / failed.length).to.be.above(0.95);
    const about = new Set(failed.map(({ behaviour }) => behaviour));
    expect(about.size).to.be.above(100);
    expect(ended.text).to.contain("of the tests failed.");
  });

  it("gets reports that are whole", async () => {
    const xml = await readFile(path.join(folder, "report.junit"), "utf8");
    expect(xml).to.match(new RegExp(`<testsuites name="tams-compliance" tests="${tests.length}" `));
    expect(xml.trimEnd()).to.match(/<\/testsuites>$/);
    expect(await readFile(path.join(folder, "report.html"), "utf8")).to.match(/<\/html>\s*$/);
  });

  const program = findChromium();
  (program === undefined ? it.skip : it)(
    "gets a page that opens, with every test on it (Chromium)",
    async () => {
      const tab = await Tab.open(program ?? "");
      try {
        await tab.go(pathToFileURL(path.join(folder, "report.html")).href);
        expect(await tab.run(`document.querySelectorAll("details.item").length`)).to.equal(tests.length);
        expect(tab.events.filter(({ method }) => method === "Runtime.exceptionThrown")).to.eql([]);
      } finally {
        await tab.close();
      }
    },
  );
});
