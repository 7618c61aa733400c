import type { Context } from "mocha";

/** Begins the line for each test that passed only when it was repeated; run.ts counts them. */
export const REPEATED = "Passed only when repeated: ";

/** Root hook of the runs with faults, in which mocha repeats a failed test once. */
export const mochaHooks = {
  afterEach(this: Context): void {
    const { currentTest: test } = this;
    // `currentRetry` is not in mocha's types.
    const { currentRetry } = test as unknown as { currentRetry(): number };
    if (test?.isPassed() && currentRetry.call(test) > 0) console.log(`\n${REPEATED}${test.fullTitle()}`);
  },
};
