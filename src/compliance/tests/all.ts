import type { ComplianceTest } from "../test.ts";
import { service } from "./service.ts";
import { sourcesList } from "./sources-list.ts";
import { sourcesLife } from "./sources-life.ts";
import { sourcesProperties } from "./sources-properties.ts";
import { flowsValidation } from "./flows-validation.ts";
import { flowsCreate } from "./flows-create.ts";
import { flowsReplace } from "./flows-replace.ts";

/** Every test of the suite, in the order in which a report shows them. */
export const tests: readonly ComplianceTest[] = [
  ...service,
  ...flowsReplace,
  ...flowsCreate,
  ...flowsValidation,
  ...sourcesProperties,
  ...sourcesLife,
  ...sourcesList,
];
