import type { Report } from "../report.ts";
import { counted, html, type Markup, prose } from "./html-text.ts";
import { badge } from "./html-words.ts";
import { sharedOf } from "./shared.ts";

/** Breaches of the contract that several tests found, each once; nothing where there are none. */
export function sharedMarkup(report: Report): Markup {
  const items = [...sharedOf(report).values()].map(({ number, first, tests }) => {
    const links = tests.map((id) => html`<a href="#test-${id}">${id}</a> `);
    return html`<li class="behaviour" id="shared-${number}"><span class="marks">${badge(first.outcome)}</span><div class="what">
<p>${prose(first.expectation)}</p><details class="small"><summary>${counted(tests.length, "test")}</summary><p>${links}</p></details></div></li>
`;
  });
  if (items.length === 0) return html``;
  return html`<section aria-labelledby="shared"><h2 id="shared">Replies that break the contract in several tests</h2>
<p class="small">Each is one fault of the server, which the tests met as often as they sent the request. The first test has the reply.</p>
<ul class="behaviours card">${items}</ul></section>`;
}
