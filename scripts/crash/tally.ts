/** What one scene counted. */
export class Tally {
  readonly scene: string;
  kills = 0;
  /** Kills that hit something unfinished. */
  inTheMiddle = 0;
  /** Writes that were answered and then found as the answer said. */
  acknowledged = 0;
  /** Writes without an answer that were found whole, and those that had left nothing. */
  whole = 0;
  absent = 0;
  restarts = 0;
  slowestRestart = 0;

  constructor(scene: string) {
    this.scene = scene;
  }

  restarted(milliseconds: number): void {
    this.restarts++;
    this.slowestRestart = Math.max(this.slowestRestart, milliseconds);
  }
}

/** The tallies as a table, with their sums. */
export function tableOf(tallies: readonly Tally[]): string {
  const head = [
    "scene",
    "kills",
    "hit work",
    "acknowledged",
    "unanswered: whole",
    "absent",
    "restarts",
    "slowest restart",
  ];
  const rows = [...tallies, totalOf(tallies)].map((tally) => [
    tally.scene,
    ...[tally.kills, tally.inTheMiddle, tally.acknowledged, tally.whole, tally.absent, tally.restarts].map(
      numberText,
    ),
    `${numberText(tally.slowestRestart)} ms`,
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ");
  return [head, ...rows].map(line).join("\n");
}

/** The sums of all scenes. */
export function totalOf(tallies: readonly Tally[]): Tally {
  const total = new Tally("all");
  for (const tally of tallies) {
    total.kills += tally.kills;
    total.inTheMiddle += tally.inTheMiddle;
    total.acknowledged += tally.acknowledged;
    total.whole += tally.whole;
    total.absent += tally.absent;
    total.restarts += tally.restarts;
    total.slowestRestart = Math.max(total.slowestRestart, tally.slowestRestart);
  }
  return total;
}

/** A whole number with its thousands apart. */
export function numberText(value: number): string {
  return Math.round(value).toLocaleString("en");
}
