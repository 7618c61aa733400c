import type { Level } from "../behaviours.ts";
import type { Report, TestOutcome } from "../report.ts";
import type { Standing } from "../score.ts";
import { html, type Markup } from "./html-text.ts";

/** What a behaviour or a test can have come to. */
export type Outcome = Standing | TestOutcome;

interface Words {
  /** Said beside colour, so that no outcome is told by colour alone. */
  readonly mark: string;
  readonly label: string;
  /** The choice of the filter that shows it. */
  readonly choice: Choice;
}

/** The choices of the filter by outcome. */
export type Choice = "failed" | "warned" | "differs" | "skipped" | "passed" | "unjudged";

const WORDS: Readonly<Record<Outcome, Words>> = {
  failed: { mark: "✗", label: "Failed", choice: "failed" },
  error: { mark: "✗", label: "Broke down", choice: "failed" },
  warned: { mark: "!", label: "Warned", choice: "warned" },
  differs: { mark: "≠", label: "Differs", choice: "differs" },
  skipped: { mark: "–", label: "Skipped", choice: "skipped" },
  passed: { mark: "✓", label: "Passed", choice: "passed" },
  untested: { mark: "○", label: "Not tested", choice: "unjudged" },
  notTestable: { mark: "·", label: "Not testable", choice: "unjudged" },
};

/** The levels, strongest first, with what each means to somebody who does not know the suite. */
export const LEVELS: readonly { level: Level; name: string; meaning: string }[] = [
  { level: "M", name: "Required", meaning: "The specification states it." },
  { level: "S", name: "Recommended", meaning: "The specification recommends it." },
  { level: "D", name: "Decided", meaning: "The specification is silent; this is the suite's own choice." },
  { level: "O", name: "Optional", meaning: "The specification allows it." },
];

/** An outcome as a mark and a word. */
export function badge(outcome: Outcome): Markup {
  const { mark, label } = WORDS[outcome];
  return html`<span class="badge ${outcome}"><span aria-hidden="true">${mark}</span> ${label}</span>`;
}

/** A level as its letter and its name. */
export function levelBadge(level: Level): Markup {
  const { name = "", meaning = "" } = LEVELS.find((known) => known.level === level) ?? {};
  return html`<span class="level" title="${meaning}">${level} · ${name}</span>`;
}

/** Which choice of the filter by outcome shows something. */
export function choiceOf(outcome: Outcome): Choice {
  return WORDS[outcome].choice;
}

/** The word for an outcome. */
export function labelOf(outcome: Outcome): string {
  return WORDS[outcome].label;
}

/** The areas that the checklist of a report has, in its order. */
export function areasOf({ behaviours }: Report): string[] {
  return [...new Set(Object.values(behaviours).map(({ area }) => area))];
}

/** What to call the server of a report: its own name, or its address. */
export function serverName({ server }: Report): string {
  return server.name === undefined || server.name.trim() === "" ? server.url : server.name;
}

/** A moment of a report, to the second, in UTC. */
export function moment(time: string): Markup {
  const shown = time.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
  return html`<time datetime="${time}">${shown}</time>`;
}
