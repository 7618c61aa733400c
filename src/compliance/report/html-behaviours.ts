import type { Behaviour } from "../behaviours.ts";
import type { Report } from "../report.ts";
import { type Standing, standings } from "../score.ts";
import { isAtLeast } from "../versions.ts";
import { share, tallyOf } from "./html-score.ts";
import { html, type Markup, prose } from "./html-text.ts";
import { areasOf, badge, choiceOf, levelBadge } from "./html-words.ts";

/** The whole checklist by area: what became of each behaviour, or why it was not judged. */
export function behavioursMarkup(report: Report): Markup {
  const standing = standings(report);
  const judges = judgesOf(report);
  const all = Object.values(report.behaviours);
  const areas = areasOf(report).map((area) => {
    const some = all.filter((behaviour) => behaviour.area === area);
    const rows = some.map((behaviour) =>
      behaviourMarkup(behaviour, standing.get(behaviour.id) ?? "untested", report, judges),
    );
    return html`<details class="area" id="area-${area}"><summary><h3>${area}</h3> <span class="number">${some.length}</span>
<span class="small">${share(tallyOf(some, standing))}</span></summary><ul class="behaviours">${rows}</ul></details>
`;
  });
  return html`<section aria-labelledby="behaviours"><h2 id="behaviours">All behaviours</h2>
<p class="small">The checklist that the suite knows, with what this run says of each line.</p>${areas}</section>`;
}

/** The tests that judge a behaviour, by its id. */
function judgesOf({ tests }: Report): Map<string, string[]> {
  const judges = new Map<string, string[]>();
  for (const { id, behaviours } of tests)
    for (const behaviour of behaviours) judges.set(behaviour, [...(judges.get(behaviour) ?? []), id]);
  return judges;
}

function behaviourMarkup(
  behaviour: Behaviour,
  standing: Standing,
  report: Report,
  judges: ReadonlyMap<string, readonly string[]>,
): Markup {
  const { id, area, level, statement, source } = behaviour;
  const notes = notesOf(behaviour, standing, report);
  const tests = (judges.get(id) ?? []).map((test) => html`<a href="#test-${test}">${test}</a> `);
  return html`<li class="item behaviour" id="behaviour-${id}" data-choice="${choiceOf(standing)}" data-area="${area}">
<span class="marks">${badge(standing)}</span><div class="what"><p><span class="id">${id}</span> ${levelBadge(level)}</p>
<p>${prose(statement)}</p><p class="small">${prose(source)}</p>${notes.map((note) => html`<p class="note">${prose(note)}</p>`)}
${tests.length === 0 ? undefined : html`<p class="small">Tests: ${tests}</p>`}</div></li>
`;
}

function notesOf(behaviour: Behaviour, standing: Standing, { server: { version } }: Report): string[] {
  const { test, why = "No reply could show it.", since = "8.0", suite, readings = [] } = behaviour;
  const notes: string[] = [];
  if (test === "notTestable") notes.push(`A black box cannot test it: ${why}`);
  else if (!isAtLeast(version, since))
    notes.push(`It came with ${since}; the server is judged as ${version}.`);
  else if (standing === "untested") notes.push("No test of this run judges it.");
  else if (standing === "skipped") notes.push("The tests of it did not come to judge it.");
  if (suite === "skip") notes.push("The specification is open here, so it is only counted in a strict run.");
  if (suite === "either") notes.push(`Any of these holds: ${readings.join("; ")}.`);
  return notes;
}
