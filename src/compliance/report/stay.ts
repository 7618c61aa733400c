import type { Report } from "../report.ts";

/** Whether the curl of a failure still finds what its test made, and what else repeats the failure. */
export function stay({ run }: Report): string {
  return run.options.keep && !run.interrupted
    ? "What failed tests made is still in the store, since the run was asked to keep it."
    : "What the test made is gone: run it with --keep to repeat a curl, or use its script, which HTML and JSON reports have.";
}
