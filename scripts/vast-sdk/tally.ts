import type { Rows } from "./peer.ts";
import type { Value } from "./values.ts";

/** Counts values that are as they should be, and collects what is not. */
export class Tally {
  /** Scalars, nulls and empty lists that were compared and found equal. */
  values = 0;
  /** A sentence for each thing that differs. */
  readonly problems: string[] = [];

  /** Compares rows that a client read with those that should be there; both in the same order. */
  compareRows(what: string, found: Rows, expected: Rows): void {
    const names = Object.keys(expected);
    if (Object.keys(found).join() !== names.join()) {
      this.problems.push(`${what}: the columns are ${Object.keys(found)}, and should be ${names}.`);
      return;
    }
    for (const name of names)
      this.#compareColumn(`${what}, column ${name}`, found[name] ?? [], expected[name] ?? []);
  }

  #compareColumn(what: string, found: readonly Value[], expected: readonly Value[]): void {
    if (found.length !== expected.length) {
      this.problems.push(`${what}: there are ${found.length} values in place of ${expected.length}.`);
      return;
    }
    const texts = expected.map((value) => JSON.stringify(value));
    const wrong = found.flatMap((value, place) => (JSON.stringify(value) === texts[place] ? [] : [place]));
    this.values += sizeOf(expected) - sizeOf(wrong.map((place) => expected[place] ?? null));
    const [first] = wrong;
    if (first === undefined) return;
    const [is, should] = [JSON.stringify(found[first]), texts[first]].map((text) => text?.slice(0, 200));
    this.problems.push(
      `${what}: ${wrong.length} values differ; value ${first} is ${is}, and should be ${should}.`,
    );
  }

  /** Compares anything else, which counts as no value. */
  compare(what: string, found: unknown, expected: unknown): void {
    const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
    if (is !== should) this.problems.push(`${what}: it is ${is}, and should be ${should}.`);
  }

  /** Runs work whose error is a problem like others, so that what follows is compared as well. */
  async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.problems.push(`${what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
}

/** How many scalars, nulls and empty lists there are, at any depth. */
function sizeOf(values: readonly Value[]): number {
  return values.reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? Math.max(1, sizeOf(value)) : 1),
    0,
  );
}
