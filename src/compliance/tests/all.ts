import type { ComplianceTest } from "../test.ts";
import { service } from "./service.ts";
import { sourcesList } from "./sources-list.ts";
import { sourcesLife } from "./sources-life.ts";
import { sourcesProperties } from "./sources-properties.ts";

/** Every test of the suite, in the order in which a report shows them. */
export const tests: readonly ComplianceTest[] = [
  ...service,
  ...sourcesProperties,
  ...sourcesLife,
  ...sourcesList,
];
