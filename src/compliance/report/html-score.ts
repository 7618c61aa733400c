import type { Behaviour } from "../behaviours.ts";
import type { Report } from "../report.ts";
import { judgedOf, type Standing, standings, type Tally, testableOf } from "../score.ts";
import { html, type Markup } from "./html-text.ts";
import { areasOf, LEVELS, labelOf } from "./html-words.ts";

const SHOWN = ["passed", "failed", "warned", "differs", "skipped", "untested"] as const;
const NONE: Tally = {
  passed: 0,
  failed: 0,
  warned: 0,
  differs: 0,
  skipped: 0,
  untested: 0,
  notTestable: 0,
};

/** The scores of a run by level and by area, each number in words beside its bar. */
export function scores(report: Report): Markup {
  const standing = standings(report);
  const behaviours = Object.values(report.behaviours);
  const levels = LEVELS.map(({ level, name, meaning }) => {
    const heading = html`<span class="strong">${level} · ${name}</span> <span class="small">${meaning}</span>`;
    return row(
      heading,
      tallyOf(
        behaviours.filter((item) => item.level === level),
        standing,
      ),
    );
  });
  const areas = areasOf(report).map((area) =>
    row(
      html`<span class="strong">${area}</span>`,
      tallyOf(
        behaviours.filter((item) => item.area === area),
        standing,
      ),
    ),
  );
  const total = row(html`<span class="strong">Everything</span>`, tallyOf(behaviours, standing));
  return html`<section aria-labelledby="score"><h2 id="score">Score</h2>
${legend()}
${table("By level", levels)}${table("By area", [...areas, total])}</section>`;
}

/** Counts the standings of some behaviours. */
export function tallyOf(behaviours: readonly Behaviour[], standing: ReadonlyMap<string, Standing>): Tally {
  const counts: Record<Standing, number> = { ...NONE };
  for (const { id } of behaviours) counts[standing.get(id) ?? "untested"] += 1;
  return counts;
}

/** What the colours of the bars stand for. */
export function legend(): Markup {
  return html`<p class="legend">${SHOWN.map((outcome) => html`<span><i class="swatch ${outcome}"></i>${labelOf(outcome)}</span> `)}</p>`;
}

/** A tally as a bar, which says nothing that the text beside it does not. */
export function bar(counts: Tally): Markup {
  const whole = testableOf(counts);
  let from = 0;
  const parts = SHOWN.filter((outcome) => counts[outcome] > 0).map((outcome) => {
    const width = (counts[outcome] / whole) * 100;
    const part = html`<rect class="${outcome}" x="${from.toFixed(2)}" width="${width.toFixed(2)}" height="8"/>`;
    from += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** How many of the judged hold, in words. */
export function share(counts: Tally): string {
  const judged = judgedOf(counts);
  if (testableOf(counts) === 0) return "none can be judged";
  return judged === 0 ? "none judged" : `${counts.passed} of ${judged} hold`;
}

/** Narrow screens lay the rows out as blocks, after which only roles keep it a table for screen readers. */
function table(caption: string, rows: readonly Markup[]): Markup {
  const heads = ["Behaviours", "Judged", "Otherwise"].map(
    (name) => html`<th role="columnheader" scope="col">${name}</th>`,
  );
  return html`<table role="table" class="score"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">${rows}</tbody></table>`;
}

function row(heading: Markup, counts: Tally): Markup {
  const others = SHOWN.filter((outcome) => outcome !== "passed" && counts[outcome] > 0);
  const words = others.map(
    (outcome) =>
      html`<span class="count ${outcome}">${counts[outcome]} ${outcome === "differs" ? "differ" : labelOf(outcome).toLowerCase()}</span> `,
  );
  return html`<tr role="row"><th role="rowheader" scope="row">${heading}</th>
<td role="cell"><div class="judged"><span>${share(counts)}</span>${bar(counts)}</div></td><td role="cell">${words}</td></tr>
`;
}
