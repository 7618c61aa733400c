import type { Behaviour } from "../behaviours.ts";
import type { Report } from "../report.ts";
import { judgedOf, type Standing, standings, type Tally, testableOf } from "../score.ts";
import { column, type Paint } from "./paint.ts";

/** A report and what to call it. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/** A behaviour and what each run says of it, in the order of the runs. */
export interface Difference {
  readonly behaviour: Behaviour;
  readonly standings: readonly Standing[];
}

/** What several runs make of the same checklist. */
export interface Comparison {
  readonly areas: readonly { readonly area: string; readonly tallies: readonly Tally[] }[];
  readonly totals: readonly Tally[];
  /** Behaviours that runs judged, with different outcomes. */
  readonly different: readonly Difference[];
  /** Behaviours that only some of the runs judged, and those alike. */
  readonly partial: readonly Difference[];
}

const UNJUDGED: readonly Standing[] = ["skipped", "untested", "notTestable"];
const SHORT: Readonly<Record<Standing, string>> = {
  passed: "passed",
  failed: "failed",
  warned: "warned",
  differs: "differs",
  skipped: "skipped",
  untested: "untested",
  notTestable: "-",
};

/** Sets runs side by side; a behaviour that a run's checklist does not have is untested in it. */
export function comparisonOf(runs: readonly NamedReport[]): Comparison {
  const all = runs.map(({ report }) => standings(report));
  const behaviours = new Map<string, Behaviour>();
  for (const { report } of runs)
    for (const behaviour of Object.values(report.behaviours))
      if (!behaviours.has(behaviour.id)) behaviours.set(behaviour.id, behaviour);
  const rows = [...behaviours.values()].map((behaviour) => ({
    behaviour,
    standings: all.map((standing): Standing => standing.get(behaviour.id) ?? "untested"),
  }));
  const tallies = (some: readonly Difference[]) => runs.map((_run, index) => tallyOf(some, index));
  const areas = [...Map.groupBy(rows, ({ behaviour }) => behaviour.area)];
  return {
    areas: areas.map(([area, some]) => ({ area, tallies: tallies(some) })),
    totals: tallies(rows),
    different: rows.filter((row) => outcomesOf(row).size > 1),
    partial: rows.filter((row) => outcomesOf(row).size === 1 && row.standings.some(isUnjudged)),
  };
}

function tallyOf(rows: readonly Difference[], index: number): Tally {
  const counts = { passed: 0, failed: 0, warned: 0, differs: 0, skipped: 0, untested: 0, notTestable: 0 };
  for (const { standings: found } of rows) counts[found[index] ?? "untested"] += 1;
  return counts;
}

function isUnjudged(standing: Standing): boolean {
  return UNJUDGED.includes(standing);
}

function outcomesOf({ standings: found }: Difference): Set<Standing> {
  return new Set(found.filter((standing) => !isUnjudged(standing)));
}

/** A comparison as text: scores by area and run, then every behaviour on which the runs do not say the same. */
export function comparisonText(runs: readonly NamedReport[], paint: Paint): string {
  const comparison = comparisonOf(runs);
  const { different, partial } = comparison;
  const counted = `The runs disagree on ${different.length} behaviours:`;
  const sections = [
    scores(runs, comparison, paint),
    different.length === 0
      ? "The runs agree on every behaviour that they both judged."
      : `${paint("bold", counted.replace(/ 1 behaviours/, " 1 behaviour"))}\n${lines(runs, different)}`,
    ...(partial.length === 0
      ? []
      : [`${paint("bold", `Judged by some of the runs only: ${partial.length}`)}\n${lines(runs, partial)}`]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function scores(runs: readonly NamedReport[], { areas, totals }: Comparison, paint: Paint): string {
  const count = (name: string, key: Standing) => [name, ...totals.map((counts) => String(counts[key]))];
  const rows = [
    ["hold/judged", ...runs.map(({ name }) => name)],
    ...areas.map(({ area, tallies }) => [area, ...tallies.map(score)]),
    ["all", ...totals.map(score)],
    count("failed", "failed"),
    count("warned", "warned"),
    count("differ", "differs"),
    ["server", ...runs.map(({ report }) => `${report.server.type} ${report.server.apiVersion}`.trim())],
    ["run", ...runs.map(({ report }) => report.run.started.slice(0, 16))],
  ];
  return column(rows, (row) => (row === 0 ? paint.bind(undefined, "bold") : undefined));
}

function score(counts: Tally): string {
  return testableOf(counts) === 0 ? "-" : `${counts.passed}/${judgedOf(counts)}`;
}

function lines(runs: readonly NamedReport[], rows: readonly Difference[]): string {
  const heading = ["", ...runs.map(({ name }) => name)];
  const body = rows.map(({ behaviour: { id, level, statement }, standings: found }) => [
    id,
    ...found.map((standing) => SHORT[standing]),
    `[${level}] ${statement}`,
  ]);
  return column([heading, ...body]);
}
