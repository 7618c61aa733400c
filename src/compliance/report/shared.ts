import { CONTRACT } from "../contract.ts";
import type { Report } from "../report.ts";
import type { Verdict } from "../verdict.ts";

/** A breach of the contract that several tests came upon: one fault of a server, however often it shows. */
export interface Shared {
  /** From 1, in the order in which they were found. */
  readonly number: number;
  /** As the first test found it. */
  readonly first: Verdict;
  /** The ids of all tests that found it. */
  readonly tests: readonly string[];
}

/** Breaches of the contract that two tests or more put into the same sentence, by that sentence. */
export function sharedOf({ verdicts }: Report): Map<string, Shared> {
  const breaches = verdicts.filter(
    ({ behaviour, outcome }) => behaviour === CONTRACT && outcome !== "passed",
  );
  const found = new Map<string, Shared>();
  for (const [expectation, some] of Map.groupBy(breaches, (verdict) => verdict.expectation)) {
    const tests = [...new Set(some.map(({ test }) => test))];
    const [first] = some;
    if (first !== undefined && tests.length > 1)
      found.set(expectation, { number: found.size + 1, first, tests });
  }
  return found;
}

/** What a verdict shares with other tests; undefined where it shares nothing. */
export function sharedBy(
  { behaviour, expectation }: Verdict,
  shared: ReadonlyMap<string, Shared>,
): Shared | undefined {
  return behaviour === CONTRACT ? shared.get(expectation) : undefined;
}
