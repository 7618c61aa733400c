import type { Report } from "../report.ts";
import type { Standing } from "../score.ts";
import { type Comparison, comparisonOf, type Difference, type NamedReport } from "./compare.ts";
import { filterForm } from "./html-filters.ts";
import { page } from "./html-page.ts";
import { bar, legend, share } from "./html-score.ts";
import { counted, html, type Markup, prose } from "./html-text.ts";
import { conclusionOf } from "./html-verdict.ts";
import { badge, choiceOf, labelOf, levelBadge, moment, serverName } from "./html-words.ts";

const CHOICES = (["failed", "warned", "differs", "passed"] as const).map((choice) => ({
  choice,
  label: labelOf(choice),
}));

/** Several runs side by side as one HTML file that needs nothing else. */
export function comparisonPage(runs: readonly NamedReport[]): string {
  const comparison = comparisonOf(runs);
  const { areas, different, partial } = comparison;
  const names = runs.map(({ name }) => name).join(", ");
  return page({
    title: `TAMS compliance compared: ${names}`,
    header: html`<p class="eyebrow">TAMS compliance, compared</p><h1>${counted(runs.length, "run")} side by side</h1>
<ul class="runs">${runs.map(runMarkup)}</ul>
<nav aria-label="On this page"><ul class="jumps"><li><a href="#areas">By area</a></li>
<li><a href="#different">${different.length} judged differently</a></li>
<li><a href="#partial">${partial.length} judged by some only</a></li></ul></nav>`,
    main: html`${areasMarkup(runs, comparison)}
<section aria-labelledby="differences"><h2 id="differences" class="hidden">Differences</h2>
${filterForm(
  areas.map(({ area }) => area),
  CHOICES,
)}
${list("different", "Judged differently", "The runs agree on every behaviour that more than one of them judged.", different, runs)}
${list("partial", "Judged by some of the runs only", "Every behaviour was judged by all of the runs or by none.", partial, runs)}
</section>`,
  });
}

function runMarkup({ name, report }: NamedReport): Markup {
  const { tone, sentence } = conclusionOf(report);
  const { apiVersion, type } = report.server;
  const title = serverName(report);
  return html`<li class="verdict ${tone}"><div><h2>${name}</h2><p class="strong">${sentence}</p>
<p class="small">${title} · ${type} · API ${apiVersion} · ${moment(report.run.started)}${report.run.options.strict ? " · strict" : undefined}</p></div></li>`;
}

function areasMarkup(runs: readonly NamedReport[], { areas, totals }: Comparison): Markup {
  const all = [...areas, { area: "Everything", tallies: totals }];
  const rows = all.map(
    ({ area, tallies }) => html`<tr><th scope="row"><span class="strong">${area}</span></th>
${tallies.map((counts) => html`<td>${share(counts)}${bar(counts)}</td>`)}</tr>
`,
  );
  return html`<section aria-labelledby="areas"><h2 id="areas">By area</h2>${legend()}
<div class="wide" role="region" aria-labelledby="areas" tabindex="0"><table class="compared">
<thead><tr><th scope="col">Behaviours</th>${runs.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function list(
  id: string,
  title: string,
  none: string,
  rows: readonly Difference[],
  runs: readonly NamedReport[],
): Markup {
  const items = rows.map((row) => differenceMarkup(row, runs));
  const body = rows.length === 0 ? html`<p>${none}</p>` : html`<ul class="behaviours card">${items}</ul>`;
  return html`<section class="${rows.length === 0 ? "" : "group"}" aria-labelledby="${id}">
<h3 id="${id}">${title} <span class="number">${rows.length}</span></h3>${body}</section>`;
}

function differenceMarkup({ behaviour, standings }: Difference, runs: readonly NamedReport[]): Markup {
  const { id, area, level, statement, source } = behaviour;
  const choices = [...new Set(standings.map(choiceOf))].join(" ");
  const outcomes = runs.map(({ name, report }, index) =>
    outcomeMarkup(name, standings[index] ?? "untested", reasonOf(report, id)),
  );
  return html`<li class="item behaviour" id="behaviour-${id}" data-choice="${choices}" data-area="${area}"><div class="what">
<p><span class="id">${id}</span> ${levelBadge(level)} <span class="small">· ${area}</span></p><p>${prose(statement)}</p>
<p class="small">${prose(source)}</p><ul class="outcomes">${outcomes}</ul></div></li>
`;
}

function outcomeMarkup(name: string, standing: Standing, reason: string | undefined): Markup {
  return html`<li>${badge(standing)} <span class="strong">${name}</span>${reason === undefined ? undefined : html` <span class="small">${prose(reason)}</span>`}</li>`;
}

/** What a run expected of a behaviour and did not find. */
function reasonOf({ verdicts }: Report, id: string): string | undefined {
  const bad = verdicts.filter(({ behaviour, outcome }) => behaviour === id && outcome !== "passed");
  const found = bad.find(({ outcome }) => outcome === "failed") ?? bad[0];
  return found?.expectation;
}
