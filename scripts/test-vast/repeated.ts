import type { Context, Test } from "mocha";

/** Begins the line for each test that passed only when it was repeated; run.ts counts them. */
export const REPEATED = "Passed only when repeated: ";

/** Root hook of the runs with faults, in which mocha repeats a failed test once. */
export const mochaHooks = {
  afterEach(this: Context): void {
    const { currentTest: test } = this;
    if (test?.isPassed() && repetitionsOf(test) > 0) console.log(`\n${REPEATED}${test.fullTitle()}`);
  },
};

/** Mocha documents `currentRetry`, but its types keep it to tests themselves. */
function repetitionsOf(test: Test): number {
  return (test as unknown as { currentRetry(): number }).currentRetry();
}
