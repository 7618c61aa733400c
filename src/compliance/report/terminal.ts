import { hasVariables, VARIABLES } from "../curl.ts";
import type { Report, TestResult } from "../report.ts";
import { judgedOf, type Tally, tally, testableOf } from "../score.ts";
import type { Verdict } from "../verdict.ts";
import { evidenceOf } from "./evidence.ts";
import { column, type Paint } from "./paint.ts";
import { type Shared, sharedBy, sharedOf } from "./shared.ts";
import { stay } from "./stay.ts";

const LEVELS = ["M", "S", "D", "O"];
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

/** Lines about a test, or about what several tests found. */
interface Block {
  readonly isFailure: boolean;
  readonly lines: readonly string[];
}

function findings(report: Report, paint: Paint): string {
  const shared = sharedOf(report);
  const shown = report.tests.filter(({ outcome }) => outcome !== "passed" && outcome !== "skipped");
  const blocks = [
    ...[...shared.values()].map((one) => sharedBlock(one, report, paint)),
    ...shown.map((test) => testBlock(test, report, shared, paint)),
  ];
  const texts = noted(blocks, report, paint).map(({ lines }) => lines.join("\n"));
  return texts.filter((text) => text !== "").join("\n\n");
}

/** A breach of the contract once, with the tests that found it. */
function sharedBlock({ first, tests }: Shared, report: Report, paint: Paint): Block {
  const title = `${paint("red", first.outcome.toUpperCase())} ${paint("bold", `${tests.length} tests`)}  ${named(tests)}`;
  return { isFailure: first.outcome === "failed", lines: [title, ...findingOf(first, report, paint)] };
}

/** Nothing for a test that only found what is shown already. */
function testBlock(
  test: TestResult,
  report: Report,
  shared: ReadonlyMap<string, Shared>,
  paint: Paint,
): Block {
  const { id, title, outcome, reason = "", exchange = "" } = test;
  const isFailure = outcome !== "warned";
  const all = report.verdicts.filter((verdict) => verdict.test === id && verdict.outcome !== "passed");
  const own = all.filter((verdict) => sharedBy(verdict, shared) === undefined);
  if (own.length === 0 && all.length > 0 && outcome !== "error") return { isFailure, lines: [] };
  const lines = [
    `${paint(isFailure ? "red" : "yellow", outcome.toUpperCase())} ${paint("bold", id)}  ${title}`,
  ];
  if (outcome === "error") lines.push(`  ${reason}`, ...evidenceOf(exchange, reason, report, paint));
  if (own.length < all.length) lines.push(paint("dim", "  It breaks the contract too, as shown above."));
  return { isFailure, lines: [...lines, ...own.flatMap((verdict) => findingOf(verdict, report, paint))] };
}

function findingOf(
  { behaviour, outcome, expectation, exchange = "" }: Verdict,
  report: Report,
  paint: Paint,
): string[] {
  const { level = "", statement = "", source = "" } = report.behaviours[behaviour] ?? {};
  const lines = [`  ${paint("bold", behaviour)} [${level}] ${outcome}`, `    expected   ${expectation}`];
  if (statement !== "") lines.push(`    behaviour  ${statement} ${paint("dim", `(${source})`)}`);
  return [...lines, ...evidenceOf(exchange, `${expectation} ${statement}`, report, paint)];
}

/** What has to be known to paste a curl stands beside the first one, of a failure if there is any. */
function noted(blocks: readonly Block[], report: Report, paint: Paint): Block[] {
  const isCurl = (line: string) => line.includes("    curl -sS -i");
  const curled = blocks.filter(({ lines }) => lines.some(isCurl));
  const chosen = curled.find(({ isFailure }) => isFailure) ?? curled[0];
  const curls = Object.values(report.exchanges).map(({ curl }) => curl);
  const notes = [
    ...(chosen?.isFailure ? [stay(report)] : []),
    ...(hasVariables(curls) ? [VARIABLES] : []),
  ].map((note) => paint("dim", `    # ${note}`));
  return blocks.map((block) => {
    const place = block.lines.findIndex(isCurl) + 1;
    return block === chosen ? { ...block, lines: block.lines.toSpliced(place, 0, ...notes) } : block;
  });
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
  const { gone, interrupted } = report.run;
  return [
    `${report.server.url}: API ${apiVersion}, ${type} ${serviceVersion}`.trimEnd(),
    `Tests: ${count("passed")} passed, ${count("failed")} failed, ${count("error")} broke down, ` +
      `${count("warned")} warned, ${count("skipped")} skipped; seed ${report.run.options.seed}.`,
    `Behaviours that a black box can judge: ${testableOf(all)}, judged ${judgedOf(all)}: ${all.passed} hold, ` +
      `${all.failed} failed, ${all.warned} warned, ${all.differs} differ from a decision; ` +
      `${all.skipped} skipped, ${all.untested} without a test in this run.`,
    stayingIn(report),
    ...(interrupted ? [paint("yellow", "The run was stopped before its end.")] : []),
    ...(gone === undefined ? [verdict] : [paint("yellow", `No verdict. ${gone}`)]),
  ].join("\n");
}

/** What the run leaves in the store, in one line. */
function stayingIn({ run: { stays = {} } }: Report): string {
  const kinds = Object.entries(stays).map(([kind, count]) => `${kind}: ${count}`);
  return `Stays in the store: ${kinds.length === 0 ? "nothing" : kinds.join(", ")}.`;
}
