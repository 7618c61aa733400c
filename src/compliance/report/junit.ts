import type { Report, TestResult } from "../report.ts";
import type { Verdict } from "../verdict.ts";

/** A report in the XML of JUnit, which systems that run builds can show: a suite for each area. Warnings pass. */
export function junitReport(report: Report): string {
  const areas = [...new Set(report.tests.map(({ area }) => area))];
  const suites = areas.map((area) => suiteOf(area, report));
  const attributes = attributesOf({ name: "tams-compliance", ...countsOf(report.tests) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${suites.join("")}</testsuites>\n`;
}

function suiteOf(area: string, report: Report): string {
  const tests = report.tests.filter((test) => test.area === area);
  const attributes = attributesOf({ name: area, timestamp: report.run.started, ...countsOf(tests) });
  return `  <testsuite${attributes}>\n${tests.map((test) => caseOf(test, report)).join("")}  </testsuite>\n`;
}

function countsOf(tests: readonly TestResult[]): Record<string, string> {
  const count = (outcome: string) => String(tests.filter((test) => test.outcome === outcome).length);
  const seconds = tests.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  return {
    tests: String(tests.length),
    failures: count("failed"),
    errors: count("error"),
    skipped: count("skipped"),
    time: seconds.toFixed(3),
  };
}

function caseOf(test: TestResult, report: Report): string {
  const attributes = attributesOf({
    classname: `tams.${test.id.replace("/", ".")}`,
    name: test.title,
    time: (test.ms / 1000).toFixed(3),
  });
  const content = contentOf(test, report);
  return content === ""
    ? `    <testcase${attributes}/>\n`
    : `    <testcase${attributes}>${content}</testcase>\n`;
}

function contentOf({ id, outcome, reason = "", exchange = "" }: TestResult, report: Report): string {
  const message = attributesOf({ message: reason });
  const findings = report.verdicts
    .filter((verdict) => verdict.test === id && verdict.outcome !== "passed")
    .map((verdict) => findingOf(verdict, report))
    .join("\n\n");
  if (outcome === "skipped") return `<skipped${message}/>`;
  if (outcome === "failed") return `<failure${message}>${escaped(findings)}</failure>`;
  if (outcome === "error") {
    const curl = report.exchanges[exchange]?.curl ?? "";
    return `<error${message}>${escaped(`${findings}\n${curl}`.trim())}</error>`;
  }
  return findings === "" ? "" : `<system-out>${escaped(findings)}</system-out>`;
}

function findingOf({ behaviour, outcome, expectation, exchange = "" }: Verdict, report: Report): string {
  const about = report.behaviours[behaviour];
  const level = about === undefined ? "" : ` [${about.level}]`;
  const curl = report.exchanges[exchange]?.curl;
  const lines = [`${behaviour}${level} ${outcome}: ${expectation}`, about?.statement, curl];
  return lines.filter((line) => line !== undefined).join("\n");
}

function attributesOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) => ` ${name}="${escaped(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`,
    )
    .join("");
}

/** Text of XML 1.0, which has no place for most control characters, lone surrogates and two non-characters. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly what XML forbids.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
  );
}
