import type { Report } from "../report.ts";
import { behavioursMarkup } from "./html-behaviours.ts";
import { filters } from "./html-filters.ts";
import { page } from "./html-page.ts";
import { scores } from "./html-score.ts";
import { sharedMarkup } from "./html-shared.ts";
import { testsMarkup } from "./html-tests.ts";
import { counted, html, type Markup } from "./html-text.ts";
import { type Conclusion, conclusionOf } from "./html-verdict.ts";
import { moment, serverName } from "./html-words.ts";

/** A report as one HTML file that needs nothing else: it opens from a disk, and reads without its script too. */
export function htmlReport(report: Report): string {
  const conclusion = conclusionOf(report);
  const name = serverName(report);
  return page({
    title: `TAMS compliance of ${name}`,
    header: html`<p class="eyebrow">TAMS compliance report</p><h1>${name}</h1>
${verdict(conclusion)}${facts(report)}${jumps(report)}`,
    main: html`${scores(report)}<section aria-labelledby="details"><h2 id="details" class="hidden">Details</h2>
${filters(report)}${sharedMarkup(report)}${testsMarkup(report)}${behavioursMarkup(report)}</section>`,
  });
}

const MARKS = { good: "✓", bad: "✗", open: "?" } as const;

/** The verdict on a run, for a reader who reads no further. */
function verdict({ tone, sentence, notes }: Conclusion): Markup {
  const items = notes.map((note) => html`<li>${note}</li>`);
  return html`<div class="verdict ${tone}"><span class="sign" aria-hidden="true">${MARKS[tone]}</span>
<div><p class="sentence">${sentence}</p>${items.length === 0 ? undefined : html`<ul>${items}</ul>`}</div></div>`;
}

function facts({ server, run }: Report): Markup {
  const { apiVersion, version } = server;
  const seconds = (Date.parse(run.finished) - Date.parse(run.started)) / 1000;
  const took = seconds < 90 ? `${Math.round(seconds)}\u00a0s` : `${Math.round(seconds / 60)}\u00a0min`;
  const stores = server.backends.map(({ label, id, storeType }) => `${label ?? id} (${storeType})`);
  const list: [string, Markup][] = [
    ["Server", html`${server.url}`],
    ["Software", html`${server.type} ${server.serviceVersion}`],
    ["API", html`${apiVersion}${apiVersion === version ? undefined : `, judged as ${version}`}`],
    ["When", html`${moment(run.started)}, for ${took}`],
    ["Credentials", html`${server.needsCredentials ? "needed" : "not needed"}`],
    ["Events", html`${server.mechanisms.join(", ") || "none"}`],
    ["Storage", html`${stores.join(", ") || "none listed"}`],
    [
      "Judged",
      html`${run.options.strict ? "strictly: every deviation fails" : "by level: only required ones fail"}`,
    ],
    ["Seed", html`${run.options.seed}`],
  ];
  const items = list.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="about">${items}</dl>`;
}

/** Where to go on the page, with how many tests came out how. */
function jumps({ tests, behaviours }: Report): Markup {
  const count = (outcome: string) => tests.filter((test) => test.outcome === outcome).length;
  const groups: [string, string][] = [
    ["failed", "failed"],
    ["error", "broke down"],
    ["warned", "warned"],
    ["skipped", "skipped"],
    ["passed", "passed"],
  ];
  const links = groups
    .filter(([outcome]) => count(outcome) > 0)
    .map(([outcome, words]) => html`<li><a href="#tests-${outcome}">${count(outcome)} ${words}</a></li>`);
  return html`<nav aria-label="On this page"><ul class="jumps"><li><a href="#score">Score</a></li>
<li><a href="#tests">${counted(tests.length, "test")}</a></li>${links}
<li><a href="#behaviours">${counted(Object.keys(behaviours).length, "behaviour")}</a></li></ul></nav>`;
}
