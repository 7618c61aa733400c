import type { Pair, Scene } from "./work.ts";

/** Prints what was measured, and the figure last. Answers the exit code: 0 when our client is ahead in every scene. */
export function report(results: ReadonlyMap<Scene, readonly Pair[]>): number {
  const lines = [...results].map(([scene, pairs]) => summary(scene, pairs));
  console.log(`\n${HEADINGS}\n${lines.map(({ text }) => text).join("\n")}\n`);
  const behind = lines.filter(({ isAhead }) => !isAhead).map(({ name }) => name);
  if (behind.length > 0) console.log(`Not ahead: ${behind.join(", ")}.`);
  const figures = lines.map(({ name, times }) => `${name} ${times.toFixed(1)}x`);
  console.log(`ours against the SDK: ${figures.join(", ")}`);
  return behind.length === 0 && lines.length > 0 ? 0 : 1;
}

interface Summary {
  readonly name: string;
  readonly text: string;
  readonly times: number;
  readonly isAhead: boolean;
}

const HEADINGS = [
  "".padEnd(48),
  ...["ours /s", "SDK /s", "ratio", "ours CPU s", "SDK CPU s", "ratio"].map((heading) =>
    heading.padStart(12),
  ),
].join("");

function summary(scene: Scene, pairs: readonly Pair[]): Summary {
  const { name, what, unit, task } = scene;
  const count = unit === "calls" ? task.calls : (pairs[0]?.ours.rows ?? 0);
  const of = (figure: (pair: Pair) => number): number => median(pairs.map(figure));
  const times = of(({ ours, sdk }) => sdk.seconds / ours.seconds);
  const cpu = of(({ ours, sdk }) => sdk.cpu / ours.cpu);
  const rate = (seconds: number): string => Math.round(count / seconds).toLocaleString("en");
  const cells = [
    rate(of(({ ours }) => ours.seconds)),
    rate(of(({ sdk }) => sdk.seconds)),
    `${times.toFixed(2)}x`,
    of(({ ours }) => ours.cpu).toFixed(2),
    of(({ sdk }) => sdk.cpu).toFixed(2),
    `${cpu.toFixed(2)}x`,
  ];
  const text = `${name}: ${what}, ${unit}`.padEnd(48) + cells.map((cell) => cell.padStart(12)).join("");
  return { name, text, times, isAhead: times > 1 && cpu > 1 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
