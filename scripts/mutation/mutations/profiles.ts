import { within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, hides, lists, shows, takes } from "../wrongs.ts";

const SHOWN = "GET_flows-flowId GET_flows";
const PUT = "PUT_flows-flowId";
const TECHNICAL = [
  "format",
  "codec",
  "container",
  "avg_bit_rate",
  "segment_duration",
  "container_mapping",
  "essence_parameters",
];

/** Profiles, and Flows that are linked to them. */
export const profileMutations: readonly Mutation[] = [
  mutation(
    "profiles/both",
    "A profile_id beside technical fields is taken.",
    "FLW-070 TRAP-011 DM-032",
    PUT,
    takes((doc) =>
      typeof doc["profile_id"] === "string" && doc["profile_id"] !== ""
        ? Object.fromEntries(Object.entries(doc).filter(([key]) => !TECHNICAL.includes(key)))
        : undefined,
    ),
  ),
  mutation(
    "profiles/unknown",
    "An unknown profile_id gives 404.",
    "FLW-071",
    PUT,
    answers(400, 404, ({ body }) => within(body, "profile_id") !== undefined),
  ),
  mutation(
    "profiles/silent-unlink",
    "Technical fields cut the link to a Profile.",
    "FLW-075 DM-032",
    PUT,
    takes((doc) =>
      doc["profile_id"] === undefined && doc["codec"] !== undefined ? { ...doc, profile_id: "" } : undefined,
    ),
  ),
  mutation(
    "profiles/not-inherited",
    "Flows do not show the codec of their Profile.",
    "FLW-026 FLW-072",
    SHOWN,
    shows((doc) => {
      if (doc["profile_id"] !== undefined) delete doc["codec"];
    }),
  ),
  mutation(
    "profiles/link-hidden",
    "Flows do not show profile_id.",
    "FLW-026 DM-033",
    SHOWN,
    hides("profile_id"),
  ),
  mutation(
    "profiles/not-found-by-codec",
    "The codec filter misses Flows with Profiles.",
    "FLW-008",
    "GET_flows",
    lists((items, { query }) =>
      query.get("codec") === undefined
        ? items
        : items.filter((item) => within(item, "profile_id") === undefined),
    ),
  ),
  mutation(
    "profiles/rate-refused",
    "avg_bit_rate of a linked Flow may be PUT.",
    "FP-061",
    "PUT_flows-flowId-avg-bit-rate",
    answers(400, 204),
  ),
  mutation(
    "profiles/create-200",
    "Creating a Profile gives 200.",
    "PRF-021",
    "POST_profiles-profileId",
    answers(201, 200),
  ),
  mutation(
    "profiles/replaced",
    "A second POST of a Profile gives 201.",
    "PRF-022 DM-011",
    "POST_profiles-profileId",
    accepts(400, 201),
  ),
  mutation(
    "profiles/again-409",
    "A second POST of a Profile gives 409.",
    "PRF-022",
    "POST_profiles-profileId",
    answers(400, 409),
  ),
  mutation(
    "profiles/created-trusted",
    "created of a Profile is the client's.",
    "PRF-028 DM-056",
    "POST_profiles-profileId GET_profiles-profileId",
    shows((doc) => {
      doc["created"] = "2001-02-03T04:05:06Z";
    }),
  ),
  mutation(
    "profiles/no-created",
    "Profiles lack created.",
    "PRF-021",
    "POST_profiles-profileId",
    hides("created"),
  ),
  mutation(
    "profiles/tags-lost",
    "Tags of Profiles are lost.",
    "PRF-029",
    "GET_profiles-profileId POST_profiles-profileId",
    hides("tags"),
  ),
  mutation(
    "profiles/multi",
    "Profiles of multi are taken.",
    "PRF-024",
    "POST_profiles-profileId",
    accepts(400, 201, ({ body }) => String(within(body, "flow_metadata", "format")).endsWith("multi")),
  ),
  mutation(
    "profiles/unknown-200",
    "Unknown Profiles are empty.",
    "PRF-010",
    "READ_profiles-profileId",
    accepts(404, 200),
  ),
  mutation(
    "profiles/oldest-first",
    "Profiles are sorted oldest first.",
    "X-092b",
    "GET_profiles",
    lists((items) => items.reverse()),
  ),
];
