import type { Outcome } from "./hunt.ts";
import { areaOf } from "./sample.ts";

/** The share of mutations that must be caught. */
const ENOUGH = 0.95;
const SHOWN = 110;

/** One line of progress. */
export function lineOf(outcome: Outcome, nth: number, of: number): string {
  const { mutation, result, by = "", seconds, isJudged } = outcome;
  const catcher = result === "caught" ? ` by ${by}${isJudged ? "" : " (broke down)"}` : "";
  const place = `${String(nth).padStart(String(of).length)}/${of}`;
  const word = result === "caught" ? result : result.toUpperCase();
  return `${place} ${word} ${mutation.id}${catcher} ${seconds.toFixed(1)} s`;
}

/** Whether enough mutations were caught. */
export function isEnough(outcomes: readonly Outcome[]): boolean {
  return outcomes.length > 0 && caughtOf(outcomes) / outcomes.length >= ENOUGH;
}

/** The figure by area and in all, and every survivor with why it may have survived. */
export function summary(outcomes: readonly Outcome[], seconds: number): string {
  const areas = [...Map.groupBy(outcomes, ({ mutation }) => areaOf(mutation))].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const rows = areas.map(
    ([area, found]) => `  ${area.padEnd(18)} ${caughtOf(found)} of ${found.length} caught`,
  );
  const survivors = outcomes.filter(({ result }) => result !== "caught");
  const brokeDown = outcomes.filter(({ result, isJudged }) => result === "caught" && !isJudged);
  const lines = [
    "",
    "Mutations by area:",
    ...rows,
    ...(brokeDown.length === 0 ? [] : ["", "Caught only because tests broke down:"]),
    ...brokeDown.map(({ mutation, by }) => `  ${mutation.id} (${by})`),
    ...(survivors.length === 0 ? [] : ["", "Survivors:"]),
    ...survivors.flatMap(survivorLines),
    "",
    `${caughtOf(outcomes)} of ${outcomes.length} mutations caught (${share(outcomes)} %), ${Math.round(seconds)} s.`,
  ];
  return `${lines.join("\n")}\n`;
}

function survivorLines({ mutation, result, tests, fired }: Outcome): string[] {
  const { id, breaks, behaviours } = mutation;
  const why =
    result === "did not fire"
      ? `none of the ${tests} tests bound to its operations sent a request that it changes`
      : `it changed ${fired} exchanges of ${tests} tests, and none of them judges that`;
  return [`  ${id} [${behaviours.join(", ")}]`, `    ${breaks.slice(0, SHOWN)}`, `    Why: ${why}.`];
}

function caughtOf(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ result }) => result === "caught").length;
}

function share(outcomes: readonly Outcome[]): string {
  return ((100 * caughtOf(outcomes)) / Math.max(1, outcomes.length)).toFixed(1);
}
