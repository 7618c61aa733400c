import { type Range, rangeOf } from "./ranges.ts";
import data from "./timeranges.json" with { type: "json" };

/** A well-formed timerange with what it means. */
export interface Vector {
  readonly id: string;
  readonly text: string;
  /** How our decision has it written. */
  readonly canonical: string;
  readonly range: Range;
  /** Other ranges that a server may read it as, our own reading first. */
  readonly readings: readonly Range[];
}

/** Text that is no timerange, and why. */
export interface Malformed {
  readonly id: string;
  readonly text: string;
  readonly why: string;
}

type Bound = { readonly ns: string; readonly inclusive: boolean };
type Row = (typeof data.valid)[number];

/** The well-formed timeranges of the test vectors, by id. */
export const VALID: ReadonlyMap<string, Vector> = new Map(data.valid.map((row) => [row.id, vectorOf(row)]));

/** The malformed timeranges of the test vectors, by id. */
export const MALFORMED: ReadonlyMap<string, Malformed> = new Map(data.invalid.map((row) => [row.id, row]));

/** The vectors from the first number to the last, such as 5 to 7 for TV-05 to TV-07. */
export function numbered<Item>(vectors: ReadonlyMap<string, Item>, first: number, last: number): Item[] {
  const found: Item[] = [];
  for (let number = first; number <= last; number += 1) {
    const vector = vectors.get(`TV-${String(number).padStart(2, "0")}`);
    if (vector === undefined) throw new Error(`There is no test vector ${number}.`);
    found.push(vector);
  }
  return found;
}

/** Whether some instant lies in both. */
export function overlaps(one: Range, other: Range): boolean {
  if (one === "never" || other === "never") return false;
  return begins(one, other) && begins(other, one);
}

/** The text of the smallest timerange with all of these in it, which are in order and apart; `()` for none. */
export function spanText(timeranges: readonly string[]): string {
  const [first, last] = [timeranges[0], timeranges.at(-1)];
  if (first === undefined || last === undefined) return "()";
  const start = first.split("_")[0] ?? "";
  const end = last.split("_").at(-1) ?? "";
  return `${start.replace(/[\])]$/, "")}_${end.replace(/^[[(]/, "")}`;
}

/** Whether one starts before the other has ended. */
function begins({ start }: Exclude<Range, "never">, { end }: Exclude<Range, "never">): boolean {
  if (start === undefined || end === undefined) return true;
  return start.at < end.at || (start.at === end.at && start.inclusive && end.inclusive);
}

function vectorOf(row: Row): Vector {
  const { id, text, canonical } = row;
  const range = row.empty ? "never" : { ...bounded("start", row.start), ...bounded("end", row.end) };
  const readings = (row.readings ?? [canonical]).map((reading) => rangeOf(reading) ?? "never");
  return { id, text, canonical, range, readings };
}

function bounded<Key extends "start" | "end">(key: Key, bound: Bound | undefined) {
  return bound === undefined ? {} : { [key]: { at: BigInt(bound.ns), inclusive: bound.inclusive } };
}
