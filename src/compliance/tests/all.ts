import { fuzzing } from "../fuzz/fuzzing.ts";
import type { ComplianceTest } from "../test.ts";
import { authClasses } from "./auth-classes.ts";
import { authMedia } from "./auth-media.ts";
import { authSchemes } from "./auth-schemes.ts";
import { authScopes } from "./auth-scopes.ts";
import { authWebhooks } from "./auth-webhooks.ts";
import { deletionRequests } from "./deletion-requests.ts";
import { errors } from "./errors.ts";
import { eventsDelivery } from "./events-delivery.ts";
import { eventsFilters } from "./events-filters.ts";
import { eventsNone } from "./events-none.ts";
import { eventsPayload } from "./events-payload.ts";
import { eventsReceivers } from "./events-receivers.ts";
import { eventsSegments } from "./events-segments.ts";
import { eventsTransforms } from "./events-transforms.ts";
import { flowProperties } from "./flow-properties.ts";
import { flowReadOnly } from "./flow-read-only.ts";
import { flowsCollections } from "./flows-collections.ts";
import { flowsCreate } from "./flows-create.ts";
import { flowsDelete } from "./flows-delete.ts";
import { flowsList } from "./flows-list.ts";
import { flowsProfiles } from "./flows-profiles.ts";
import { flowsRead } from "./flows-read.ts";
import { flowsReplace } from "./flows-replace.ts";
import { flowsTimeranges } from "./flows-timeranges.ts";
import { flowsValidation } from "./flows-validation.ts";
import { head } from "./head.ts";
import { hostile } from "./hostile.ts";
import { http } from "./http.ts";
import { ids } from "./ids.ts";
import { instances } from "./instances.ts";
import { media } from "./media.ts";
import { mediaCopies } from "./media-copies.ts";
import { names } from "./names.ts";
import { objectsLifetime } from "./objects-lifetime.ts";
import { objectsRead } from "./objects-read.ts";
import { operations } from "./operations.ts";
import { paging } from "./paging.ts";
import { pagingMore } from "./paging-more.ts";
import { profiles } from "./profiles.ts";
import { queryValues } from "./query-values.ts";
import { segmentsDelete } from "./segments-delete.ts";
import { segmentsFilters } from "./segments-filters.ts";
import { segmentsList } from "./segments-list.ts";
import { segmentsObjects } from "./segments-objects.ts";
import { segmentsPost } from "./segments-post.ts";
import { segmentsTiming } from "./segments-timing.ts";
import { service } from "./service.ts";
import { slowAllocations } from "./slow-allocations.ts";
import { sorting } from "./sorting.ts";
import { sourcesLife } from "./sources-life.ts";
import { sourcesList } from "./sources-list.ts";
import { sourcesProperties } from "./sources-properties.ts";
import { storage } from "./storage.ts";
import { storageBackends } from "./storage-backends.ts";
import { storageModes } from "./storage-modes.ts";
import { tagFilters } from "./tag-filters.ts";
import { timeTexts } from "./time-texts.ts";
import { times } from "./times.ts";
import { urls } from "./urls.ts";
import { urlsTags } from "./urls-tags.ts";
import { webhooksChange } from "./webhooks-change.ts";
import { webhooksList } from "./webhooks-list.ts";
import { webhooksRefused } from "./webhooks-refused.ts";
import { webhooksRegister } from "./webhooks-register.ts";
import { webhooksStatus } from "./webhooks-status.ts";

/** Every test of the suite, in the order in which a report shows them. */
export const tests: readonly ComplianceTest[] = [
  ...service,
  ...times,
  ...timeTexts,
  ...operations,
  ...http,
  ...head,
  ...ids,
  ...names,
  ...errors,
  ...hostile,
  ...paging,
  ...pagingMore,
  ...sorting,
  ...tagFilters,
  ...queryValues,
  ...flowReadOnly,
  ...flowProperties,
  ...flowsDelete,
  ...flowsRead,
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
  ...segmentsObjects,
  ...storage,
  ...eventsPayload,
  ...eventsNone,
  ...eventsSegments,
  ...storageModes,
  ...deletionRequests,
  ...eventsFilters,
  ...eventsTransforms,
  ...objectsRead,
  ...objectsLifetime,
  ...webhooksStatus,
  ...authSchemes,
  ...urls,
  ...urlsTags,
  ...authScopes,
  ...instances,
  ...media,
  ...mediaCopies,
  ...authClasses,
  ...authMedia,
  ...slowAllocations,
  ...authWebhooks,
  ...fuzzing,
];
