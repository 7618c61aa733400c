import type { Report } from "../report.ts";
import { judgedOf, type Tally, tally, testableOf } from "../score.ts";
import { counted } from "./html-text.ts";

/** A run in one sentence, and what a reader has to know besides. */
export interface Conclusion {
  readonly tone: "good" | "bad" | "open";
  readonly sentence: string;
  readonly notes: readonly string[];
}

/** What a run comes to. Only required behaviours make a server not compliant; a run without a failure is no proof. */
export function conclusionOf(report: Report): Conclusion {
  const required = tally(report, ({ level }) => level === "M");
  const others = tally(report, ({ level }) => level !== "M");
  return { ...headline(report, required, others), notes: notesOf(report, required, others) };
}

function headline(report: Report, required: Tally, others: Tally): Omit<Conclusion, "notes"> {
  const judged = judgedOf(required);
  const all = judged === 1 ? "the one required behaviour" : `all ${judged} required behaviours`;
  const broken = report.tests.filter(({ outcome }) => outcome === "error").length;
  const { gone } = report.run;
  if (gone !== undefined) return { tone: "open", sentence: `No verdict. ${gone}` };
  if (required.failed > 0) {
    const does = required.failed === 1 ? "does" : "do";
    const share = `${required.failed} of the ${judged} required behaviours that this run judged ${does} not hold.`;
    return { tone: "bad", sentence: `Not compliant: ${share}` };
  }
  if (judged === 0) return { tone: "open", sentence: "No verdict: this run judged no required behaviour." };
  const holds = `${all} that this run judged hold${judged === 1 ? "s" : ""}`;
  if (report.run.interrupted)
    return {
      tone: "open",
      sentence: `No verdict: the run was stopped before its end. Until then, ${holds}.`,
    };
  if (broken > 0)
    return {
      tone: "open",
      sentence: `No clear verdict: ${holds}, but ${counted(broken, "test")} broke down.`,
    };
  if (others.failed > 0) {
    const besides = counted(others.failed, "behaviour that is", "behaviours that are");
    return {
      tone: "bad",
      sentence: `Compliant, but not strictly: ${holds}; ${besides} not required fail${others.failed === 1 ? "s" : ""}.`,
    };
  }
  return { tone: "good", sentence: `Compliant as far as tested: ${holds}.` };
}

function notesOf(report: Report, required: Tally, { warned, differs }: Tally): string[] {
  const unjudged = required.skipped + required.untested;
  const notes: [boolean, string][] = [
    [
      report.run.gone !== undefined && required.failed > 0,
      `Until then, ${counted(required.failed, "required behaviour was", "required behaviours were")} found not to hold.`,
    ],
    [report.run.interrupted && required.failed > 0, "The run was stopped before its end."],
    [
      required.failed > 0 && report.tests.some(({ outcome }) => outcome === "error"),
      "Some tests broke down before they could judge.",
    ],
    [
      warned > 0,
      `${counted(warned, "recommendation or option", "recommendations or options")} not followed (warnings).`,
    ],
    [
      differs > 0,
      `${counted(differs, "behaviour differs", "behaviours differ")} from a choice of the suite; that is never held against a server.`,
    ],
    [
      unjudged > 0,
      `${unjudged} of the ${testableOf(required)} required behaviours that can be seen from outside were not judged.`,
    ],
    [isPart(report), `Only a part of the suite was asked for: ${selectionOf(report)}.`],
  ];
  return notes.filter(([holds]) => holds).map(([, note]) => note);
}

function isPart({ run: { options } }: Report): boolean {
  return [options.areas, options.levels, options.ids, options.operations].some((some) => some.length > 0);
}

function selectionOf({ run: { options } }: Report): string {
  const parts: [string, readonly string[]][] = [
    ["areas", options.areas],
    ["levels", options.levels],
    ["ids", options.ids],
    ["operations", options.operations],
  ];
  return parts
    .filter(([, some]) => some.length > 0)
    .map(([name, some]) => `${name} ${some.join(", ")}`)
    .join("; ");
}
