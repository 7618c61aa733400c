import { hasVariables, VARIABLES } from "../curl.ts";
import type { Report, TestOutcome, TestResult } from "../report.ts";
import type { Verdict } from "../verdict.ts";
import { exchangeMarkup, scriptMarkup } from "./html-exchange.ts";
import { counted, html, type Markup, prose } from "./html-text.ts";
import { badge, choiceOf, levelBadge } from "./html-words.ts";
import { type Shared, sharedBy, sharedOf } from "./shared.ts";
import { stay } from "./stay.ts";

const GROUPS: readonly { outcome: TestOutcome; title: string; about: string }[] = [
  { outcome: "failed", title: "Failed tests", about: "The server did something else than it must." },
  {
    outcome: "error",
    title: "Tests that broke down",
    about: "They could not do what they do first, or got no answer, so they judged little or nothing.",
  },
  {
    outcome: "warned",
    title: "Tests with warnings",
    about: "The server leaves out something that is recommended or optional; that is no failure.",
  },
  { outcome: "skipped", title: "Skipped tests", about: "What they need was not there; each says what." },
  { outcome: "passed", title: "Passed tests", about: "Everything that they judged holds." },
];
/** A page with few failures shows them open; with many, a list that can be scanned is of more use. */
const FEW = 5;

/** Verdicts by their test, and what several tests found. */
interface Found {
  readonly byTest: ReadonlyMap<string, readonly Verdict[]>;
  readonly shared: ReadonlyMap<string, Shared>;
}

/** Every test of a run, the gravest outcomes first, each with its findings and what was sent and answered. */
export function testsMarkup(report: Report): Markup {
  const found = { byTest: Map.groupBy(report.verdicts, ({ test }) => test), shared: sharedOf(report) };
  const groups = GROUPS.map(({ outcome, title, about }) => {
    const tests = report.tests.filter((test) => test.outcome === outcome);
    if (tests.length === 0) return html``;
    const open = outcome === "failed" && tests.length <= FEW;
    return html`<section class="group" aria-labelledby="tests-${outcome}">
<h3 id="tests-${outcome}">${title} <span class="number">${tests.length}</span></h3><p class="small">${about}</p>
${outcome === "skipped" ? reasons(tests) : undefined}
${tests.map((test) => testMarkup(test, report, found, open))}</section>
`;
  });
  return html`<section aria-labelledby="tests"><h2 id="tests">Tests</h2>${hints(report)}${groups}</section>`;
}

/** What somebody has to know to repeat what failed. */
function hints(report: Report): Markup {
  const hasFailures = report.tests.some(({ outcome }) => outcome === "failed" || outcome === "error");
  const curls = Object.values(report.exchanges).map(({ curl }) => curl);
  const notes = [...(hasFailures ? [stay(report)] : []), ...(hasVariables(curls) ? [VARIABLES] : [])];
  return html`${notes.map((note) => html`<p class="small">${prose(note)}</p>`)}`;
}

/** Why tests were skipped, each reason once. */
function reasons(tests: readonly TestResult[]): Markup {
  const byReason = [...Map.groupBy(tests, ({ reason = "No reason was given." }) => reason)];
  if (byReason.length === tests.length) return html``;
  const items = byReason.map(
    ([reason, some]) => html`<li>${prose(reason)} <b>${counted(some.length, "test")}</b></li>`,
  );
  return html`<ul class="reasons">${items}</ul>`;
}

function testMarkup(test: TestResult, report: Report, found: Found, open: boolean): Markup {
  const { id, title, area, outcome, reason, script } = test;
  const verdicts = found.byTest.get(id) ?? [];
  const bad = verdicts.filter((verdict) => verdict.outcome !== "passed");
  const why =
    reason === undefined || outcome === "passed"
      ? undefined
      : html`<span class="why">${prose(reason)}</span>`;
  const state = open ? html` open` : undefined;
  return html`<details class="item" id="test-${id}" data-outcome="${outcome}" data-choice="${choicesOf(outcome, bad)}" data-area="${area}"${state}>
<summary>${badge(outcome)}<span class="what"><span class="title">${prose(title)}</span>
<span class="small"><code>${id}</code> · ${area}</span>${why}</span></summary>
<div class="inside">${lastExchange(test, bad, report)}${findings(bad, report, found)}${scriptMarkup(script)}${rest(test, verdicts)}</div></details>
`;
}

/** What a test that broke down had sent and got last, unless a finding shows it. */
function lastExchange({ exchange = "" }: TestResult, bad: readonly Verdict[], report: Report): Markup {
  const kept = report.exchanges[exchange];
  const isShown = bad.some((verdict) => verdict.exchange === exchange);
  return kept === undefined || isShown ? html`` : exchangeMarkup(kept);
}

/** A passed test in which something differs is found under both choices. */
function choicesOf(outcome: TestOutcome, bad: readonly Verdict[]): string {
  return [...new Set([choiceOf(outcome), ...bad.map((verdict) => choiceOf(verdict.outcome))])].join(" ");
}

function findings(verdicts: readonly Verdict[], report: Report, { shared }: Found): Markup {
  const shown = new Set<string>();
  return html`${verdicts.map((verdict) => {
    const common = sharedBy(verdict, shared);
    if (common !== undefined && common.first !== verdict) return sharedFinding(verdict, common, report);
    const { exchange = "" } = verdict;
    const kept = report.exchanges[exchange];
    const again = shown.has(exchange);
    shown.add(exchange);
    if (kept === undefined) return finding(verdict, report, undefined);
    if (again) {
      const link = html`<p class="small">Seen in <a href="#exchange-${exchange}">the exchange above</a>.</p>`;
      return finding(verdict, report, link);
    }
    return finding(verdict, report, exchangeMarkup(kept));
  })}`;
}

function finding(
  { behaviour, outcome, expectation, exchange = "" }: Verdict,
  report: Report,
  evidence: Markup | undefined,
): Markup {
  const about = report.behaviours[behaviour];
  const { response, failure } = report.exchanges[exchange] ?? {};
  const answer = response === undefined ? failure : `${response.status}`;
  return html`<section class="finding ${outcome}"><h4>${badge(outcome)} ${reference(behaviour, report)} ${about && levelBadge(about.level)}</h4>
<dl class="facts">${fact("Expected", prose(expectation))}${answer === undefined ? undefined : fact("Answered", prose(answer))}
${about && fact("Behaviour", prose(about.statement))}${about && fact("Stated in", prose(about.source))}</dl>
${evidence}</section>`;
}

/** What another test shows already. */
function sharedFinding(verdict: Verdict, { number, tests }: Shared, report: Report): Markup {
  const { behaviour, outcome, expectation } = verdict;
  const link = html`<a href="#shared-${number}">the same in ${counted(tests.length - 1, "other test")}</a>`;
  return html`<section class="finding ${outcome}"><h4>${badge(outcome)} ${reference(behaviour, report)}</h4>
<dl class="facts">${fact("Expected", prose(expectation))}${fact("Seen", link)}</dl></section>`;
}

function fact(name: string, value: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** The id of a behaviour, as a link where the page tells more of it. */
function reference(id: string, { behaviours }: Report): Markup {
  return Object.hasOwn(behaviours, id)
    ? html`<a class="id" href="#behaviour-${id}">${id}</a>`
    : html`<span class="id">${id}</span>`;
}

function rest({ behaviours, operations, ms }: TestResult, verdicts: readonly Verdict[]): Markup {
  const bad = new Set(
    verdicts.filter(({ outcome }) => outcome !== "passed").map(({ behaviour }) => behaviour),
  );
  const held = new Set(verdicts.map(({ behaviour }) => behaviour).filter((id) => !bad.has(id)));
  const left = behaviours.filter((id) => !held.has(id) && !bad.has(id));
  return html`<dl class="facts rest">${ids("Holds", [...held])}${ids("Not reached", left)}
${operations.length === 0 ? undefined : fact("Operations", html`${operations.join(", ")}`)}${fact("Took", html`${ms} ms`)}</dl>`;
}

function ids(name: string, some: readonly string[]): Markup | undefined {
  if (some.length === 0) return undefined;
  return fact(
    name,
    html`${some.map((id) => (id === "CONTRACT" ? html`the contract ` : html`<a href="#behaviour-${id}">${id}</a> `))}`,
  );
}
