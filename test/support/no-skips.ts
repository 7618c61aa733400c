import type { Suite } from "mocha";

/** How the title of a test ends that compares with the published contract, beside this checkout or not. */
export const NEEDS_PUBLISHED = "(needs ../shared)";

/**
 * Root hooks of every run: where `CI` is set a test that did not run is a failure that names it, so that a missing
 * tool or endpoint cannot turn a suite into a green nothing. Elsewhere mocha lists what it skipped. Comparisons with
 * the published contract are exempt: it may not be in this repository, and they say aloud that they were left out.
 */
export const mochaHooks = {
  afterAll(this: { test?: { parent?: Suite } }): void {
    const root = this.test?.parent;
    if (root === undefined || process.env["CI"] === undefined) return;
    const skipped = [...pendingIn(root)].filter((title) => !title.endsWith(NEEDS_PUBLISHED));
    if (skipped.length > 0) throw new Error(`In CI nothing may be skipped: ${skipped.join("; ")}.`);
  },
};

function* pendingIn(suite: Suite): Generator<string> {
  for (const test of suite.tests) if (test.isPending()) yield test.fullTitle();
  for (const inner of suite.suites) yield* pendingIn(inner);
}
