import type { Behaviour } from "./behaviours.ts";
import type { Report } from "./report.ts";
import type { VerdictOutcome } from "./verdict.ts";
import { isAtLeast } from "./versions.ts";

/** What a run says of one behaviour: the worst verdict on it, or why there is none. */
export type Standing = VerdictOutcome | "skipped" | "untested" | "notTestable";

/** Counts of standings, for one area and level or for the whole. */
export type Tally = Readonly<Record<Standing, number>>;

const GRAVITY: readonly VerdictOutcome[] = ["failed", "warned", "differs", "passed"];

/**
 * The standing of every behaviour of a report, by id. `skipped` means that the tests of it did not come to judge it,
 * `untested` that no selected test claims to, `notTestable` that no black box can, or that it came after the
 * version of the server.
 */
export function standings(report: Report): Map<string, Standing> {
  const worst = new Map<string, VerdictOutcome>();
  for (const { behaviour, outcome } of report.verdicts) {
    const before = worst.get(behaviour);
    if (before === undefined || GRAVITY.indexOf(outcome) < GRAVITY.indexOf(before))
      worst.set(behaviour, outcome);
  }
  const claimed = new Set(report.tests.flatMap(({ behaviours }) => behaviours));
  const { version } = report.server;
  const standing = ({ id, test, since = "8.0" }: Behaviour): Standing => {
    const found = worst.get(id);
    if (found !== undefined) return found;
    if (test === "notTestable" || !isAtLeast(version, since)) return "notTestable";
    return claimed.has(id) ? "skipped" : "untested";
  };
  return new Map(Object.values(report.behaviours).map((behaviour) => [behaviour.id, standing(behaviour)]));
}

/** Counts the standings of those behaviours that a filter keeps. */
export function tally(report: Report, keep: (behaviour: Behaviour) => boolean = () => true): Tally {
  const counts = { passed: 0, failed: 0, warned: 0, differs: 0, skipped: 0, untested: 0, notTestable: 0 };
  for (const [id, standing] of standings(report)) {
    const behaviour = report.behaviours[id];
    if (behaviour !== undefined && keep(behaviour)) counts[standing] += 1;
  }
  return counts;
}

/** How many behaviours were judged. */
export function judgedOf({ passed, failed, warned, differs }: Tally): number {
  return passed + failed + warned + differs;
}

/** How many a black box can judge, whether or not it did. */
export function testableOf(counts: Tally): number {
  return judgedOf(counts) + counts.skipped + counts.untested;
}
