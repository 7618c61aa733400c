/** A property of a Flow that has GET, PUT and DELETE, with values it takes and others that it refuses. */
export interface Property {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly bad: readonly unknown[];
  /** What it reads as when a Flow does not have it. */
  readonly unset: null;
  /** What its values and their types are judged by. */
  readonly behaviours: readonly string[];
}

const NO_TEXTS: readonly unknown[] = [5, true, null, ["a"], {}];
const NO_RATES: readonly unknown[] = [-1, 1.5, "5000", null, true, [5], {}];

const text = (name: string): Property => ({
  name,
  values: ["text", 'other "ä" 漢', ""],
  bad: NO_TEXTS,
  unset: null,
  behaviours: ["FP-030"],
});
const rate = (name: string): Property => ({
  name,
  values: [5000, 0, 1_000_000],
  bad: NO_RATES,
  unset: null,
  behaviours: ["FP-060"],
});

export const PROPERTIES: readonly Property[] = [
  text("label"),
  text("description"),
  rate("max_bit_rate"),
  rate("avg_bit_rate"),
];

/** What is neither a JSON string nor a list of strings. */
export const NO_TAGS: readonly unknown[] = [5, 1.5, true, null, {}, { a: "b" }, ["a", 5], [["a"]], [null]];
