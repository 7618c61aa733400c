import type { Report } from "../report.ts";
import { html, type Markup } from "./html-text.ts";
import { areasOf, type Choice } from "./html-words.ts";

const CHOICES: readonly { choice: Choice; label: string }[] = [
  { choice: "failed", label: "Failed" },
  { choice: "warned", label: "Warned" },
  { choice: "differs", label: "Differs" },
  { choice: "skipped", label: "Skipped" },
  { choice: "passed", label: "Passed" },
  { choice: "unjudged", label: "Not tested" },
];

/** Choices of what to show of tests and behaviours; there only where the page's script runs. */
export function filters(report: Report): Markup {
  const areas = new Set([...areasOf(report), ...report.tests.map(({ area }) => area)]);
  const buttons = html`<div class="buttons"><button type="button" data-open="true">Open all</button>
<button type="button" data-open="false">Close all</button></div>`;
  return filterForm([...areas], CHOICES, buttons);
}

/** A form that filters what has `data-choice` and `data-area`, with buttons of its page's own. */
export function filterForm(
  areas: readonly string[],
  choices: readonly { choice: string; label: string }[],
  buttons?: Markup,
): Markup {
  const radios = [{ choice: "", label: "All" }, ...choices].map(({ choice, label }) => {
    const state = choice === "" ? html` checked` : undefined;
    return html`<label><input type="radio" name="choice" value="${choice}"${state}><span>${label}</span></label>`;
  });
  const options = areas.map((area) => html`<option value="${area}">${area}</option>`);
  return html`<form class="filters scripted" role="search" aria-label="Filter">
<fieldset class="choices"><legend class="hidden">Outcome</legend>${radios}</fieldset>
<label class="field"><span class="field-name">Area</span><select name="area"><option value="">All areas</option>${options}</select></label>
<label class="field grow"><span class="field-name">Text</span><input type="search" name="text" placeholder="SEG-031, overlap" autocomplete="off"></label>
${buttons}<p class="shown small" role="status"></p></form>`;
}
