import type { ComplianceTest } from "../test.ts";
import { service } from "./service.ts";
import { sourcesList } from "./sources-list.ts";
import { sourcesLife } from "./sources-life.ts";
import { sourcesProperties } from "./sources-properties.ts";
import { flowsValidation } from "./flows-validation.ts";
import { flowsCreate } from "./flows-create.ts";
import { flowsReplace } from "./flows-replace.ts";
import { flowsCollections } from "./flows-collections.ts";
import { profiles } from "./profiles.ts";
import { segmentsPost } from "./segments-post.ts";
import { segmentsList } from "./segments-list.ts";
import { segmentsFilters } from "./segments-filters.ts";
import { storageBackends } from "./storage-backends.ts";
import { webhooksRegister } from "./webhooks-register.ts";
import { webhooksList } from "./webhooks-list.ts";
import { webhooksChange } from "./webhooks-change.ts";
import { flowsProfiles } from "./flows-profiles.ts";
import { flowsList } from "./flows-list.ts";
import { flowsTimeranges } from "./flows-timeranges.ts";
import { webhooksRefused } from "./webhooks-refused.ts";
import { segmentsDelete } from "./segments-delete.ts";
import { segmentsTiming } from "./segments-timing.ts";
import { eventsDelivery } from "./events-delivery.ts";
import { eventsReceivers } from "./events-receivers.ts";

/** Every test of the suite, in the order in which a report shows them. */
export const tests: readonly ComplianceTest[] = [
  ...service,
  ...flowsTimeranges,
  ...flowsList,
  ...flowsProfiles,
  ...profiles,
  ...flowsCollections,
  ...flowsReplace,
  ...flowsCreate,
  ...flowsValidation,
  ...sourcesProperties,
  ...sourcesLife,
  ...sourcesList,
  ...segmentsPost,
  ...segmentsList,
  ...segmentsFilters,
  ...storageBackends,
  ...webhooksRegister,
  ...webhooksList,
  ...webhooksChange,
  ...webhooksRefused,
  ...segmentsDelete,
  ...segmentsTiming,
  ...eventsDelivery,
  ...eventsReceivers,
];
