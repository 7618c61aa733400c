import type { Suite } from "mocha";

/**
 * Root hooks of every run: where `CI` is set a test that did not run is a failure that names it, so that a missing
 * tool or endpoint cannot turn a suite into a green nothing. Elsewhere mocha lists what it skipped.
 */
export const mochaHooks = {
  afterAll(this: { test?: { parent?: Suite } }): void {
    const root = this.test?.parent;
    if (root === undefined || process.env["CI"] === undefined) return;
    const skipped = [...pendingIn(root)];
    if (skipped.length > 0) throw new Error(`In CI nothing may be skipped: ${skipped.join("; ")}.`);
  },
};

function* pendingIn(suite: Suite): Generator<string> {
  for (const test of suite.tests) if (test.isPending()) yield test.fullTitle();
  for (const inner of suite.suites) yield* pendingIn(inner);
}
