import type { Pair, Scene } from "./work.ts";

/**
 * Where both clients are busy for less than this share of the time, they wait for the emulator, and their processor time
 * decides. Who needs far more time all the same waits for something else too.
 */
const BUSY = 1 / 3;
const FAR = 0.75;

/** Prints what was measured, and the figure last. Answers the exit code: 0 when our client is ahead in all that decides. */
export function report(results: ReadonlyMap<Scene, readonly Pair[]>): number {
  const lines = [...results].map(([scene, pairs]) => summary(scene, pairs));
  console.log(`\n${HEADINGS}\n${lines.map(({ text }) => text).join("\n")}\n`);
  const decisive = lines.filter(({ isApart }) => !isApart);
  const bounded = decisive.filter(({ isAhead, times }) => isAhead && times <= 1).map(({ name }) => name);
  if (bounded.length > 0)
    console.log(`Bounded by the emulator, ahead in processor time: ${bounded.join(", ")}.`);
  const behind = decisive.filter(({ isAhead }) => !isAhead).map(({ name }) => name);
  if (behind.length > 0) console.log(`Not ahead: ${behind.join(", ")}.`);
  const figures = (those: readonly Summary[]) =>
    those.map(({ name, times }) => `${name} ${times.toFixed(1)}x`).join(", ");
  const apart = lines.filter(({ isApart }) => isApart);
  const also = apart.length > 0 ? `; not counted: ${figures(apart)}` : "";
  console.log(`ours against the SDK: ${figures(decisive)}${also}`);
  return behind.length === 0 && decisive.length > 0 ? 0 : 1;
}

interface Summary {
  readonly name: string;
  readonly text: string;
  readonly times: number;
  readonly isAhead: boolean;
  readonly isApart: boolean;
}

const HEADINGS = [
  "".padEnd(56),
  ...["ours /s", "SDK /s", "ratio", "ours CPU s", "SDK CPU s", "ratio"].map((heading) =>
    heading.padStart(12),
  ),
].join("");

function summary(scene: Scene, pairs: readonly Pair[]): Summary {
  const { name, what, unit, units, isApart = false } = scene;
  const of = (figure: (pair: Pair) => number): number => median(pairs.map(figure));
  const times = of(({ ours, sdk }) => sdk.seconds / ours.seconds);
  const cpu = of(({ ours, sdk }) => sdk.cpu / ours.cpu);
  const rate = (seconds: number): string => Math.round(units / seconds).toLocaleString("en");
  const cells = [
    rate(of(({ ours }) => ours.seconds)),
    rate(of(({ sdk }) => sdk.seconds)),
    `${times.toFixed(2)}x`,
    of(({ ours }) => ours.cpu).toFixed(2),
    of(({ sdk }) => sdk.cpu).toFixed(2),
    `${cpu.toFixed(2)}x`,
  ];
  const text = `${name}: ${what}, ${unit}`.padEnd(56) + cells.map((cell) => cell.padStart(12)).join("");
  const busy = of(({ ours, sdk }) => Math.max(ours.cpu / ours.seconds, sdk.cpu / sdk.seconds));
  const isAhead = times > 1 || (busy < BUSY && times > FAR && cpu > 1);
  return { name, text, times, isAhead, isApart };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
