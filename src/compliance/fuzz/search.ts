import fc, { type Arbitrary } from "fast-check";
import type { Exchange } from "../exchange.ts";
import type { Probe } from "../test.ts";

/** What is wrong with the answer to a generated request. */
export interface Finding {
  readonly behaviour: string;
  /** What should be, with what was found. */
  readonly expectation: string;
  readonly exchange: Exchange | undefined;
}

/** Sends what a value stands for; undefined when the answer is as it should be. */
export type Check<Value> = (value: Value) => Promise<Finding | undefined>;

export interface SearchOptions {
  readonly runs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** When to stop, as `Date.now()` tells it. */
  readonly deadline?: number;
  /** A place that an earlier search named, to start there. */
  readonly path?: string;
}

/** The smallest request found that goes wrong, and where the search met it. */
export interface Smallest {
  readonly finding: Finding;
  readonly seed: number;
  readonly path: string;
}

/** A finding on its way through fast-check, which makes values smaller for as long as something is thrown. */
class Found extends Error {
  override readonly name = "Found";
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.expectation);
    this.finding = finding;
  }
}

const MOST_SHRINKS = 200;

/** Tries generated values until one goes wrong, then makes that one as small as it can be while it still does. */
export async function search<Value>(
  values: Arbitrary<Value>,
  check: Check<Value>,
  options: SearchOptions,
): Promise<Smallest | undefined> {
  const { runs, seed, signal, deadline = Number.POSITIVE_INFINITY, path } = options;
  const sieve = new Sieve();
  const property = fc.asyncProperty(values, async (value) => {
    if (sieve.isDone || signal.aborted || Date.now() > deadline) return;
    sieve.pass(await check(value));
  });
  const place = path === undefined ? {} : { path };
  const result = await fc.check(property, { numRuns: runs, seed, verbose: 0, ...place });
  signal.throwIfAborted();
  if (!result.failed) return undefined;
  const thrown = result.errorInstance;
  if (!(thrown instanceof Found)) throw thrown;
  return { finding: thrown.finding, seed: result.seed, path: result.counterexamplePath ?? "" };
}

/** Lets only one kind of finding through: a smaller value that goes wrong in another way is another matter. */
class Sieve {
  #behaviour: string | undefined;
  #shrinks = 0;
  #isHanging = false;

  /** Whether further values are not worth a request. */
  get isDone(): boolean {
    return this.#isHanging || this.#shrinks > MOST_SHRINKS;
  }

  pass(finding: Finding | undefined): void {
    if (this.#behaviour !== undefined) this.#shrinks += 1;
    if (finding === undefined || (this.#behaviour ?? finding.behaviour) !== finding.behaviour) return;
    this.#behaviour = finding.behaviour;
    // Each smaller form of a request without an answer would take as long again.
    this.#isHanging = finding.exchange?.response === undefined;
    throw new Found(finding);
  }
}

/** Searches with the seed and the size of the run and records what was found, or that nothing was. */
export async function searchFor(
  probe: Probe,
  operation: string,
  behaviour: string,
  what: string,
  trials: Arbitrary<() => Promise<Finding | undefined>>,
  { runs, deadline }: { readonly runs: number; readonly deadline: number },
): Promise<void> {
  const { seed, signal } = probe;
  const smallest = await search(trials, (trial) => trial(), { runs, seed, signal, deadline });
  if (smallest === undefined) {
    probe.verify(behaviour, true, `${operation} answers ${what} as it should.`);
    return;
  }
  const { finding, path } = smallest;
  const again = `--id fuzz/${operation} --seed ${seed} --fuzz ${probe.fuzz}`;
  const place = `Smallest request found for ${what}; repeat by ${again} (path ${path}).`;
  probe.verify(finding.behaviour, false, `${finding.expectation} ${place}`, finding.exchange);
}
