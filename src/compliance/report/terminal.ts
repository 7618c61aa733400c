import type { Report, TestResult } from "../report.ts";
import { judgedOf, type Tally, tally, testableOf } from "../score.ts";
import type { Verdict } from "../verdict.ts";
import { column, type Paint } from "./paint.ts";

const LEVELS = ["M", "S", "D", "O"];
const LONGEST_REPLY = 400;
const MOST_NAMES = 6;

/** A report as text: what went wrong, why tests were skipped, and the score by area and level. */
export function terminalReport(report: Report, paint: Paint): string {
  const sections = [
    findings(report, paint),
    skips(report, paint),
    scores(report, paint),
    totals(report, paint),
  ];
  return `\n${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function findings(report: Report, paint: Paint): string {
  const shown = report.tests.filter(({ outcome }) => outcome !== "passed" && outcome !== "skipped");
  return shown.map((test) => findingsOf(test, report, paint)).join("\n\n");
}

function findingsOf(test: TestResult, report: Report, paint: Paint): string {
  const { id, title, outcome, reason = "", exchange = "" } = test;
  const colour = outcome === "warned" ? "yellow" : "red";
  const lines = [`${paint(colour, outcome.toUpperCase())} ${paint("bold", id)}  ${title}`];
  if (outcome === "error") lines.push(`  ${reason}`, ...evidenceOf(exchange, report, paint));
  const verdicts = report.verdicts.filter((verdict) => verdict.test === id && verdict.outcome !== "passed");
  return [...lines, ...verdicts.flatMap((verdict) => findingOf(verdict, report, paint))].join("\n");
}

function findingOf(
  { behaviour, outcome, expectation, exchange = "" }: Verdict,
  report: Report,
  paint: Paint,
): string[] {
  const { level = "", statement = "", source = "" } = report.behaviours[behaviour] ?? {};
  const lines = [`  ${paint("bold", behaviour)} [${level}] ${outcome}`, `    expected   ${expectation}`];
  if (statement !== "") lines.push(`    behaviour  ${statement} ${paint("dim", `(${source})`)}`);
  return [...lines, ...evidenceOf(exchange, report, paint)];
}

function evidenceOf(exchange: string, { exchanges }: Report, paint: Paint): string[] {
  const { curl, response, failure } = exchanges[exchange] ?? {};
  const lines: string[] = [];
  if (response !== undefined)
    lines.push(`    answered   ${response.status} ${shortened(response.body ?? "")}`);
  if (failure !== undefined) lines.push(`    answered   ${failure}`);
  if (curl !== undefined) lines.push(paint("dim", `    ${curl}`));
  return lines;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST_REPLY ? `${line.slice(0, LONGEST_REPLY)}…` : line;
}

function skips({ tests }: Report, paint: Paint): string {
  const byReason = new Map<string, string[]>();
  for (const { id, outcome, reason = "" } of tests) {
    if (outcome === "skipped") byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  if (byReason.size === 0) return "";
  const lines = [...byReason].map(
    ([reason, ids]) => `  ${ids.length} × ${reason} ${paint("dim", named(ids))}`,
  );
  return [paint("bold", "Skipped tests"), ...lines].join("\n");
}

function named(ids: readonly string[]): string {
  const more = ids.length > MOST_NAMES ? `, and ${ids.length - MOST_NAMES} more` : "";
  return ids.slice(0, MOST_NAMES).join(", ") + more;
}

function scores(report: Report, paint: Paint): string {
  const areas = [...new Set(Object.values(report.behaviours).map(({ area }) => area))];
  const rows = areas.map((area) => [
    area,
    ...LEVELS.map((level) => cellOf(tally(report, (item) => item.area === area && item.level === level))),
  ]);
  const total = ["all", ...LEVELS.map((level) => cellOf(tally(report, (item) => item.level === level)))];
  const heading = ["passed/judged of testable", ...LEVELS];
  return column([heading, ...rows, total], (row) => (row === 0 ? paint.bind(undefined, "bold") : undefined));
}

function cellOf(counts: Tally): string {
  const testable = testableOf(counts);
  return testable === 0 ? "-" : `${counts.passed}/${judgedOf(counts)} of ${testable}`;
}

function totals(report: Report, paint: Paint): string {
  const all = tally(report);
  const { apiVersion, type, serviceVersion = "" } = report.server;
  const count = (outcome: string) => report.tests.filter((test) => test.outcome === outcome).length;
  const bad = count("failed") + count("error");
  const verdict = bad === 0 ? paint("green", "Nothing failed.") : paint("red", `${bad} of the tests failed.`);
  return [
    `${report.server.url}: API ${apiVersion}, ${type} ${serviceVersion}`.trimEnd(),
    `Tests: ${count("passed")} passed, ${count("failed")} failed, ${count("error")} broke down, ` +
      `${count("warned")} warned, ${count("skipped")} skipped; seed ${report.run.options.seed}.`,
    `Behaviours that a black box can judge: ${testableOf(all)}, judged ${judgedOf(all)}: ${all.passed} hold, ` +
      `${all.failed} failed, ${all.warned} warned, ${all.differs} differ from a decision; ` +
      `${all.skipped} skipped, ${all.untested} without a test in this run.`,
    ...(report.run.interrupted ? [paint("yellow", "The run was stopped before its end.")] : []),
    verdict,
  ].join("\n");
}
