/** What was done, how it came out and how long it took. */
interface Row {
  readonly step: string;
  readonly result: string;
  readonly milliseconds: number;
}

/** Tells what is going on while it does, and sums it up afterwards. */
export class Progress {
  readonly #started = performance.now();
  readonly #rows: Row[] = [];

  /** Runs one step, prints when it begins, and keeps what it resolves to say of itself for the summary. */
  async step<Result>(
    step: string,
    work: () => Promise<Result>,
    say: (result: Result) => string,
  ): Promise<Result> {
    console.log(`[${this.seconds().padStart(5)} s] ${step}`);
    const begun = performance.now();
    const result = await work();
    this.#rows.push({ step, result: say(result), milliseconds: performance.now() - begun });
    return result;
  }

  /** Seconds since the start, with one decimal. */
  seconds(): string {
    return ((performance.now() - this.#started) / 1000).toFixed(1);
  }

  /** The steps as a table. */
  summary(): string {
    const width = (read: (row: Row) => string) => Math.max(...this.#rows.map((row) => read(row).length));
    const [steps, results] = [width((row) => row.step), width((row) => row.result)];
    const lines = this.#rows.map(({ step, result, milliseconds }) => {
      return `${step.padEnd(steps)}  ${result.padEnd(results)}  ${(milliseconds / 1000).toFixed(2).padStart(6)} s`;
    });
    return lines.join("\n");
  }
}
