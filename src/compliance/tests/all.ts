import type { ComplianceTest } from "../test.ts";
import { service } from "./service.ts";

/** Every test of the suite, in the order in which a report shows them. */
export const tests: readonly ComplianceTest[] = [...service];
