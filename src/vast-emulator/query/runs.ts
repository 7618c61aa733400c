/**
 * Rows by reference: run `i` is `count[i]` consecutive rows of source `source[i]` from `start[i]` on; the runs
 * follow each other in the order of the result. Copies of whole runs are what makes gathering fast.
 */
export interface Runs {
  readonly source: Uint32Array;
  readonly start: Uint32Array;
  readonly count: Uint32Array;
  /** How many rows all runs have together. */
  readonly rows: number;
}

/** Collects runs row by row, joining rows that follow each other in one source. */
export class RunsBuilder {
  readonly #source: number[] = [];
  readonly #start: number[] = [];
  readonly #count: number[] = [];
  #rows = 0;

  add(source: number, start: number, count: number): void {
    if (count === 0) {
      return;
    }
    const last = this.#source.length - 1;
    const lastCount = this.#count[last] ?? 0;
    if (this.#source[last] === source && (this.#start[last] ?? 0) + lastCount === start) {
      this.#count[last] = lastCount + count;
    } else {
      this.#source.push(source);
      this.#start.push(start);
      this.#count.push(count);
    }
    this.#rows += count;
  }

  build(): Runs {
    return {
      source: Uint32Array.from(this.#source),
      start: Uint32Array.from(this.#start),
      count: Uint32Array.from(this.#count),
      rows: this.#rows,
    };
  }
}

/** The runs of rows given one by one: row `i` of the result is row `at[i]` of source `from[i]`. */
export function runsOf(from: Uint32Array, at: Uint32Array): Runs {
  const runs = new RunsBuilder();
  for (let row = 0; row < at.length; row += 1) {
    runs.add(from[row] ?? 0, at[row] ?? 0, 1);
  }
  return runs.build();
}

/** Calls `visit` for every run, with the row of the result at which it begins. */
export function eachRun(
  runs: Runs,
  visit: (source: number, start: number, count: number, into: number) => void,
): void {
  let into = 0;
  for (let run = 0; run < runs.count.length; run += 1) {
    const count = runs.count[run] ?? 0;
    visit(runs.source[run] ?? 0, runs.start[run] ?? 0, count, into);
    into += count;
  }
}
