import { docsOf } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, hides, lists, pretends, shows } from "../wrongs.ts";

/** The service and its Storage Backends. */
export const serviceMutations: readonly Mutation[] = [
  mutation("service/no-type", "The service lacks type.", "SVC-010", "GET_service", hides("type")),
  mutation(
    "service/wrong-type",
    "The type of the service is another URN.",
    "SVC-011",
    "GET_service",
    shows((doc) => {
      doc["type"] = "urn:x-other:service";
    }),
  ),
  mutation(
    "service/no-object-timeout",
    "The service lacks min_object_timeout.",
    "SVC-010",
    "GET_service",
    hides("min_object_timeout"),
  ),
  mutation(
    "service/short-object-timeout",
    "min_object_timeout is a minute.",
    "SVC-012",
    "GET_service",
    shows((doc) => {
      doc["min_object_timeout"] = "60:0";
    }),
  ),
  mutation(
    "service/no-presigned-timeout",
    "The service lacks min_presigned_url_timeout.",
    "SVC-013",
    "GET_service",
    hides("min_presigned_url_timeout"),
  ),
  mutation(
    "service/long-presigned-timeout",
    "Presigned URLs outlive Objects.",
    "SVC-013 TRAP-043",
    "GET_service",
    shows((doc) => {
      doc["min_presigned_url_timeout"] = "99999999:0";
    }),
  ),
  mutation(
    "service/mechanism-twice",
    "Event mechanisms are listed twice.",
    "SVC-014",
    "GET_service",
    shows((doc) => {
      if (Array.isArray(doc["event_stream_mechanisms"]))
        doc["event_stream_mechanisms"].push(...doc["event_stream_mechanisms"]);
    }),
  ),
  mutation(
    "service/extra-key",
    "The service has the key version.",
    "SVC-017",
    "GET_service",
    shows((doc) => {
      doc["version"] = "1";
    }),
  ),
  mutation(
    "service/post-204",
    "POST of the service gives 204.",
    "SVC-020",
    "POST_service",
    answers(200, 204),
  ),
  mutation(
    "service/post-ignored",
    "POST of the service does nothing.",
    "SVC-020 SVC-015",
    "POST_service",
    pretends(200),
  ),
  mutation(
    "service/post-not-checked",
    "A name that is no text is taken.",
    "SVC-023",
    "POST_service",
    answers(400, 200),
  ),
  mutation(
    "service/name-null",
    "An unset name is null.",
    "SVC-015",
    "GET_service",
    shows((doc) => {
      doc["name"] ??= null;
    }),
  ),
  mutation(
    "service/root-slashes",
    "The root lists paths with slashes.",
    "SVC-001",
    "GET_root",
    lists((items) => items.map((item) => `/${item}`)),
  ),
  mutation(
    "service/root-no-flows",
    "The root lacks flows.",
    "SVC-002 SVC-001",
    "GET_root",
    lists((items) => items.filter((item) => item !== "flows")),
  ),
  mutation(
    "storage-backends/no-type",
    "Storage Backends lack store_type.",
    "SB-001",
    "GET_storage-backends",
    hides("store_type"),
  ),
  mutation(
    "storage-backends/other-id",
    "Storage Backends have ids of their own in the list.",
    "SB-007",
    "GET_storage-backends",
    shows((doc) => {
      doc["id"] = "0b1c2d3e-4f50-4a1b-8c2d-3e4f5a6b7c8d";
    }),
  ),
  mutation(
    "storage-backends/two-defaults",
    "Two Storage Backends are the default.",
    "SB-004",
    "GET_storage-backends",
    lists((items) => [
      ...items,
      ...docsOf(items).map((doc) => ({
        ...doc,
        id: "0b1c2d3e-4f50-4a1b-8c2d-3e4f5a6b7c8d",
        default_storage: true,
      })),
    ]),
  ),
  mutation(
    "storage-backends/limit-not-checked",
    "A bad limit is ignored on Storage Backends.",
    "SB-010",
    "READ_storage-backends",
    accepts(400, 200),
  ),
];
