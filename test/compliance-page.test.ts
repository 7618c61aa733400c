import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { htmlReport } from "../src/compliance/report/html.ts";
import { comparisonPage } from "../src/compliance/report/html-compare.ts";
import type { Report, TestOutcome, TestResult } from "../src/compliance/report.ts";
import type { Verdict } from "../src/compliance/verdict.ts";
import { findChromium, Tab } from "./support/chromium.ts";
import { judge, SERVICE, smallServer, testOf } from "./unit/compliance/small-server.ts";

const HOSTILE = `</pre></script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">${"wide".repeat(200)}`;
const OUTCOMES: readonly TestOutcome[] = ["failed", "warned", "skipped", "passed", "error"];
/** What somebody sees of the page: the area of an element that is there. */
const SEEN = `(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length`;

/**
 * Every text whose colours are closer than WCAG 2.2 (1.4.3, AA) allows, with its ratio. Backgrounds are those of the
 * closest ancestor that has one: the page has no pictures and no transparent colours.
 */
const LOW_CONTRAST = `(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (parts(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const low = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest("script, option")) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) low.add(element.tagName + "." + element.className + " " + ratio.toFixed(2));
  }
  return [...low];
})()`;

/** What holds more than is as wide as it is. */
const OVERFULL = `[...document.querySelectorAll(".item, .inside, .finding, pre, dd, table.score, .verdict, .filters, nav")]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map((one) => one.tagName + "." + one.className)`;

/** A report of every outcome, with hostile replies; \`times\` makes it as long as a real one. */
async function sample(times: number): Promise<Report> {
  const server = await smallServer({
    "GET /service": { body: { ...SERVICE, name: HOSTILE } },
    "GET /flows": { text: HOSTILE },
  });
  const judging = testOf(["X-001", "SVC-001", "DM-031b"], async (probe) => {
    await probe.get("/flows");
    await probe.request("GET", "/flows", { query: { wide: "x".repeat(300) }, unchecked: true });
    probe.verify("X-001", false, `\`timerange\` is not ${HOSTILE}.`);
    probe.verify("DM-031b", false, "It is refused.");
    probe.verify("SVC-001", true, "It holds.");
  });
  const report = await judge(server.url, [judging], {});
  server.close();
  const [test] = report.tests;
  if (test === undefined) throw new Error("The sample has no test.");
  const tests = Array.from({ length: times }, (_none, index) => another(test, index));
  const verdicts = tests.flatMap(({ id, outcome }) =>
    report.verdicts.map((verdict): Verdict => {
      const isFailed = verdict.outcome === "failed" && outcome !== "failed";
      return {
        ...verdict,
        test: id,
        outcome: isFailed ? (outcome === "warned" ? "warned" : "passed") : verdict.outcome,
      };
    }),
  );
  return { ...report, tests, ...evidence(report, verdicts) };
}

function another(test: TestResult, index: number): TestResult {
  const outcome = OUTCOMES[index % OUTCOMES.length] ?? "passed";
  const area = index % 2 === 0 ? "http" : "flows";
  return {
    ...test,
    id: `sample/${index}`,
    title: `It holds for ${index}`,
    area,
    outcome,
    reason: "Because.",
    ...(outcome === "failed" && { script: `#!/bin/sh\n# ${HOSTILE}\n${"curl 'x' ".repeat(100)}\n` }),
  };
}

/** Each verdict with an exchange of its own, as in a run. */
function evidence(
  { exchanges }: Report,
  verdicts: readonly Verdict[],
): Pick<Report, "verdicts" | "exchanges"> {
  const named = verdicts.map((verdict) => ({ ...verdict, exchange: `${verdict.exchange}-${verdict.test}` }));
  const copies = verdicts.flatMap(({ exchange = "", test }) => {
    const kept = exchanges[exchange];
    const id = `${exchange}-${test}`;
    return kept === undefined ? [] : [[id, { ...kept, id }] as const];
  });
  return { verdicts: named, exchanges: Object.fromEntries(copies) };
}

const program = findChromium();

(program === undefined ? describe.skip : describe)(
  `compliance: the report in a real browser${program === undefined ? " (Chromium is not installed)" : ""}`,
  function () {
    this.timeout(60_000);
    let folder: string;
    let tab: Tab;
    const urls = { report: "", long: "", comparison: "" };

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "tams-page-"));
      const report = await sample(20);
      const pages = {
        report: htmlReport(report),
        long: htmlReport(await sample(1000)),
        comparison: comparisonPage([
          { name: "one", report },
          { name: HOSTILE, report: { ...report, verdicts: [] } },
        ]),
      };
      for (const kind of ["report", "long", "comparison"] as const) {
        const file = path.join(folder, `${kind}.html`);
        await writeFile(file, pages[kind]);
        urls[kind] = pathToFileURL(file).href;
      }
      tab = await Tab.open(program ?? "");
    });
    after(async () => {
      await tab?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const seen = (selector: string) => tab.run<number>(`(${SEEN})(${JSON.stringify(selector)})`);
    const openAll = () =>
      tab.run(`document.querySelectorAll("details").forEach((one) => { one.open = true; })`);
    const choose = (name: string, value: string) =>
      tab.run(`(() => {
        const form = document.querySelector("form.filters");
        form.elements[${JSON.stringify(name)}].value = ${JSON.stringify(value)};
        form.dispatchEvent(new Event("input"));
      })()`);

    for (const kind of ["report", "comparison"] as const) {
      it(`loads nothing and runs nothing that a server sent (${kind})`, async () => {
        await tab.go(urls[kind]);
        await openAll();
        expect(await tab.run("typeof window.pwned")).to.equal("undefined");
        const asked = tab.events.filter(({ method }) => method === "Network.requestWillBeSent");
        expect(asked).to.have.length(1);
        const trouble = tab.events.filter(({ method }) =>
          /^(Log.entryAdded|Runtime.exceptionThrown)$/.test(method),
        );
        expect(trouble).to.eql([]);
      });

      for (const scheme of ["light", "dark"] as const)
        for (const width of [1280, 360])
          it(`fits ${width} pixels and is legible in ${scheme} (${kind})`, async () => {
            await tab.go(urls[kind], { width, scheme });
            await openAll();
            expect(await tab.run("document.documentElement.scrollWidth")).to.be.at.most(width);
            expect(await tab.run(OVERFULL)).to.eql([]);
            expect(await tab.run(LOW_CONTRAST)).to.eql([]);
            const dark = await tab.run<boolean>(
              `getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).every((part) => part < 60)`,
            );
            expect(dark).to.equal(scheme === "dark");
          });
    }

    it("shows by outcome, area and text, and says how much", async () => {
      await tab.go(urls.report);
      const tests = "details.item";
      expect(await seen(tests)).to.equal(20);
      await choose("choice", "failed");
      expect(await seen(tests)).to.equal(8);
      expect(await tab.run(`document.querySelector("[role=status]").textContent`)).to.match(
        /^8 tests and \d+ behaviours? shown$/,
      );
      await choose("area", "flows");
      expect(await seen(tests)).to.equal(4);
      await choose("text", "sample/5 HOLDS");
      expect(await seen(tests)).to.equal(1);
      expect(await seen("#tests-skipped")).to.equal(0);
    });

    it("opens and closes all that the filter leaves", async () => {
      await tab.go(urls.report);
      await choose("area", "http");
      const open = `document.querySelectorAll("details.item[open]").length`;
      await tab.run(`document.querySelector('[data-open="false"]').click()`);
      // The two of the other area stay as they were.
      expect(await tab.run(open)).to.equal(2);
      await tab.run(`document.querySelector('[data-open="true"]').click()`);
      expect(await tab.run(open)).to.equal(12);
    });

    it("shows what a link names, although it is filtered away and folded", async () => {
      await tab.go(urls.report);
      await choose("choice", "skipped");
      expect(await seen("#behaviour-SVC-001")).to.equal(0);
      await tab.run(`location.hash = "behaviour-SVC-001"`);
      await tab.run("new Promise((resolve) => setTimeout(resolve, 100))");
      expect(await seen("#behaviour-SVC-001")).to.equal(1);
    });

    it("shows once what many tests found, and leads from each to it", async () => {
      await tab.go(urls.report);
      await openAll();
      expect(await seen('[id="shared-1"]')).to.equal(1);
      const tests = await tab.run<number>(`document.querySelectorAll('[id="shared-1"] a').length`);
      expect(tests).to.be.above(1);
      expect(await seen('a[href="#shared-1"]')).to.equal(tests - 1);
    });

    it("copies a curl", async () => {
      await tab.go(urls.report);
      await openAll();
      const copied = await tab.run(`(async () => {
        const button = document.querySelector("button.copy");
        const pasted = new Promise((resolve) => document.addEventListener("copy", () => resolve(String(getSelection())), { once: true }));
        Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject() } });
        button.click();
        return [await pasted, button.closest("figure").querySelector("pre").textContent];
      })()`);
      expect(copied).to.satisfy(
        ([one, other]: [string, string]) => one === other && one.startsWith("curl -sS"),
      );
    });

    it("is used by the keyboard: past the header, through the filter, into a failure", async () => {
      await tab.go(urls.report);
      const focused = () =>
        tab.run<string>(`document.activeElement.className || document.activeElement.tagName`);
      await tab.press("Tab");
      expect(await focused()).to.equal("skip");
      await tab.press("Enter", "\r");
      await tab.press("Tab");
      expect(await tab.run(`document.activeElement.name`)).to.equal("choice");
      await tab.press("ArrowRight");
      expect(await tab.run(`new FormData(document.querySelector("form")).get("choice")`)).to.equal("failed");
      const isOnTest = () => tab.run<boolean>(`document.activeElement.matches("details.item > summary")`);
      for (let presses = 0; presses < 10 && !(await isOnTest()); presses += 1) await tab.press("Tab");
      expect(await isOnTest()).to.equal(true);
      expect(await tab.run(`getComputedStyle(document.activeElement).outlineStyle`)).to.equal("solid");
      const isOpen = `document.activeElement.parentElement.open`;
      const before = await tab.run<boolean>(isOpen);
      await tab.press("Enter", "\r");
      expect(await tab.run(isOpen)).to.equal(!before);
    });

    it("reads without its script", async () => {
      await tab.send("Emulation.setScriptExecutionDisabled", { value: true });
      try {
        await tab.go(urls.report);
        expect(await seen("form, button")).to.equal(0);
        expect(await seen("details.item > summary")).to.equal(20);
        expect(await seen("#score")).to.equal(1);
      } finally {
        await tab.send("Emulation.setScriptExecutionDisabled", { value: false });
      }
    });

    it("prints the findings, also the folded ones, and no controls", async () => {
      await tab.go(urls.report);
      await tab.run(`document.querySelectorAll("details").forEach((one) => { one.open = false; })`);
      const shown = `document.querySelector('[data-outcome="failed"] .finding').getBoundingClientRect().height > 0`;
      await tab.send("Emulation.setEmulatedMedia", { media: "print" });
      expect(await tab.run(shown)).to.equal(true);
      expect(await seen("form, button, nav")).to.equal(0);
      await tab.send("Emulation.setEmulatedMedia", { media: "" });
    });

    it("names its landmarks, one heading of the first rank, and every control", async () => {
      await tab.go(urls.report);
      await openAll();
      for (const selector of ["header", "main", "footer", "nav", "h1"])
        expect(await seen(selector), selector).to.equal(1);
      const nameless = await tab.run<number>(
        `[...document.querySelectorAll("button, input, select")].filter((one) => !(one.textContent.trim() || one.labels?.[0]?.textContent.trim())).length`,
      );
      expect(nameless).to.equal(0);
    });

    it("filters a run of a thousand tests", async () => {
      await tab.go(urls.long);
      await choose("text", "sample/999");
      expect(await seen("details.item")).to.equal(1);
      await choose("text", "");
      expect(await seen("details.item")).to.equal(1000);
    });
  },
);
