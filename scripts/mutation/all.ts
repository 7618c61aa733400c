import type { Mutation } from "./mutation.ts";
import { authMutations } from "./mutations/auth.ts";
import { deletionMutations } from "./mutations/deletions.ts";
import { eventMutations } from "./mutations/events.ts";
import { filterMutations } from "./mutations/filters.ts";
import { flowCollectionMutations } from "./mutations/flow-collections.ts";
import { flowDeleteMutations } from "./mutations/flow-deletes.ts";
import { flowMutations } from "./mutations/flows.ts";
import { httpMutations } from "./mutations/http.ts";
import { objectMutations } from "./mutations/objects.ts";
import { pagingMutations } from "./mutations/paging.ts";
import { profileMutations } from "./mutations/profiles.ts";
import { propertyMutations } from "./mutations/properties.ts";
import { segmentDeleteMutations } from "./mutations/segment-deletes.ts";
import { segmentMutations } from "./mutations/segments.ts";
import { serviceMutations } from "./mutations/service.ts";
import { sourceMutations } from "./mutations/sources.ts";
import { storageMutations } from "./mutations/storage.ts";
import { timeMutations } from "./mutations/time.ts";
import { urlMutations } from "./mutations/urls.ts";
import { webhookMutations } from "./mutations/webhooks.ts";

/** Every mutation, in the order in which they are run. */
export const mutations: readonly Mutation[] = [
  ...httpMutations,
  ...pagingMutations,
  ...filterMutations,
  ...timeMutations,
  ...serviceMutations,
  ...sourceMutations,
  ...flowMutations,
  ...flowCollectionMutations,
  ...flowDeleteMutations,
  ...propertyMutations,
  ...profileMutations,
  ...segmentMutations,
  ...segmentDeleteMutations,
  ...urlMutations,
  ...objectMutations,
  ...storageMutations,
  ...deletionMutations,
  ...webhookMutations,
  ...eventMutations,
  ...authMutations,
];
