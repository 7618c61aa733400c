import { type Call, docsOf, isDoc } from "../exchange.ts";
import { type Change, type Mutation, mutation, type Scene } from "../mutation.ts";
import { answers, header, ignores, lists, shows } from "../wrongs.ts";

/** Operations that a scope guards: a name, the operations, the behaviours. */
const SCOPED = [
  ["service-post", "POST_service", "AUTH-011 SVC-024"],
  ["flow-reads", "GET_flows-flowId GET_flows GET_sources", "AUTH-015 AUTH-025"],
  ["flow-writes", "PUT_flows-flowId PUT_flows-flowId-label", "AUTH-016 AUTH-025"],
  ["flow-deletes", "DELETE_flows-flowId DELETE_flows-flowId-segments", "AUTH-018"],
  ["webhook-posts", "POST_webhooks", "AUTH-013"],
  ["webhook-reads", "GET_webhooks", "AUTH-012"],
  ["storage", "POST_flows-flowId-storage POST_flows-flowId-segments", "AUTH-019"],
  ["deletions", "GET_flow-delete-requests", "AUTH-020"],
  ["profiles", "POST_profiles-profileId", "AUTH-023"],
] as const;
const FLOW_READS = "GET_flows-flowId GET_flows-flowId-segments GET_flows-flowId-label GET_flows";
const SCHEMES = { via: ["GET_service"] };

/** Who is let in, by what, and what each caller may see and do. */
export const authMutations: readonly Mutation[] = [
  mutation(
    "auth/open",
    "Nobody needs credentials but to read the service.",
    "X-171 AUTH-006",
    "any",
    promotes((call) => !isKnown(call) && call.operation !== "GET_service"),
    SCHEMES,
  ),
  mutation("auth/open-service", "GET /service needs no credentials.", "X-171", "GET_service HEAD_service", {
    // Discovery must still find that credentials are needed, so only later calls are let in.
    request: (call, scene) => {
      const calls = Number(scene.state.get("calls") ?? 0) + 1;
      scene.state.set("calls", calls);
      if (calls > 3 && !isKnown(call)) promote(call, scene);
    },
  }),
  mutation(
    "auth/open-reads",
    "Reads need no credentials.",
    "X-171 AUTH-006",
    `${FLOW_READS} GET_sources GET_root`,
    promotes((call) => !isKnown(call)),
  ),
  mutation(
    "auth/forged",
    "Unsigned tokens are taken.",
    "AUTH-002",
    "GET_service HEAD_service",
    promotes(({ headers }) => /^Bearer .*\.$/.test(headers["authorization"] ?? "")),
  ),
  mutation(
    "auth/wrong-password",
    "Any password is taken.",
    "AUTH-002 X-172",
    "GET_service",
    promotes(({ headers }) => /^Basic \w/.test(headers["authorization"] ?? "")),
  ),
  mutation(
    "auth/wrong-url-token",
    "Any access_token is taken.",
    "AUTH-002 X-172",
    "GET_service",
    promotes(
      ({ query, headers }) =>
        headers["authorization"] === undefined && query.get("access_token") !== undefined,
    ),
  ),
  mutation(
    "auth/no-challenge",
    "401 lacks WWW-Authenticate.",
    "AUTH-003 HDR-04 X-172",
    "any",
    header("www-authenticate"),
    SCHEMES,
  ),
  mutation(
    "auth/challenge-unnamed",
    "WWW-Authenticate names no scheme of the API.",
    "AUTH-003 HDR-04",
    "any",
    header("www-authenticate", () => "Digest"),
    SCHEMES,
  ),
  mutation(
    "auth/403-for-nobody",
    "Without credentials 403 is answered.",
    "X-172 AUTH-006",
    "any",
    answers(401, 403),
    SCHEMES,
  ),
  mutation(
    "auth/404-for-nobody",
    "Without credentials Flows are not found.",
    "AUTH-006 X-172",
    FLOW_READS,
    answers(401, 404),
    SCHEMES,
  ),
  mutation(
    "auth/no-basic",
    "Basic credentials are refused.",
    "X-170 AUTH-001",
    "any",
    {
      reply: (answer, { headers }) => {
        if (headers["authorization"]?.startsWith("Basic")) answer.status = 401;
      },
    },
    SCHEMES,
  ),
  mutation(
    "auth/no-url-token",
    "access_token is refused.",
    "X-170 AUTH-001",
    "any",
    ignores("access_token"),
    SCHEMES,
  ),
  mutation("auth/two-schemes-500", "Two schemes at once give 500.", "X-175", "GET_service", {
    reply: (answer, { headers, query }) => {
      if (headers["authorization"] !== undefined && query.get("access_token") !== undefined)
        answer.status = 500;
    },
  }),
  mutation(
    "auth/token-not-carried",
    "Link loses access_token.",
    "X-174",
    "GET_flows",
    header("link", (given) => given.replace(/access_token=[^&>]*&?/, "")),
  ),
  mutation("auth/preflight", "Preflight needs credentials.", "X-177", "unknown", {
    reply: (answer, { method }) => {
      if (method === "OPTIONS") answer.status = 401;
    },
  }),
  mutation(
    "auth/unknown-paths-open",
    "Unknown paths give 404 to nobody.",
    "AUTH-006",
    "unknown",
    answers(401, 404),
  ),
  ...SCOPED.map(([name, operations, behaviours]) =>
    mutation(`auth/scope-${name}`, `${name} needs no scope.`, behaviours, operations, promotes(isKnown), {
      via: ["POST_service"],
    }),
  ),
  mutation(
    "auth/scope-404",
    "403 for a missing scope is 404.",
    "AUTH-007 AUTH-024",
    "PUT_flows-flowId DELETE_flows-flowId GET_flows-flowId",
    answers(403, 404),
  ),
  mutation(
    "auth/scope-401",
    "403 for a missing scope is 401.",
    "AUTH-024",
    "PUT_flows-flowId DELETE_flows-flowId GET_flows",
    answers(403, 401),
  ),
  mutation(
    "auth/hidden-flow-403",
    "A Flow that one may not read gives 403.",
    "AUTH-035",
    "GET_flows-flowId",
    answers(404, 403),
  ),
  mutation(
    "auth/hidden-source-shown",
    "Sources are shown to everybody.",
    "AUTH-047",
    "GET_sources-sourceId",
    promotes(isKnown),
  ),
  mutation(
    "auth/hidden-segments-shown",
    "Segments are shown to everybody.",
    "AUTH-054",
    "GET_flows-flowId-segments",
    promotes(isKnown),
  ),
  mutation(
    "auth/hidden-objects-shown",
    "Objects are shown to everybody.",
    "AUTH-059",
    "GET_objects",
    promotes(isKnown),
    { via: ["GET_objects-objectId"] },
  ),
  mutation(
    "auth/backends-shown",
    "Storage Backends are shown to everybody.",
    "AUTH-041",
    "GET_storage-backends",
    promotes(isKnown),
  ),
  mutation(
    "auth/webhooks-shown",
    "Webhooks are shown to everybody.",
    "AUTH-042 WH-006",
    "GET_webhooks GET_webhooks-webhookId",
    promotes(isKnown),
  ),
  mutation(
    "auth/classes-not-filtered",
    "Lists show Flows of every class.",
    "AUTH-046 AUTH-065",
    "GET_flows GET_sources",
    promotes(isKnown),
  ),
  mutation(
    "auth/write-by-readers",
    "Readers may write properties.",
    "AUTH-048",
    "PUT_flows-flowId-label PUT_flows-flowId-tags-name",
    promotes(isKnown),
  ),
  mutation(
    "auth/source-write-by-readers",
    "Readers may write Sources.",
    "AUTH-047",
    "PUT_sources-sourceId-label",
    promotes(isKnown),
  ),
  mutation(
    "auth/replace-by-readers",
    "Readers may replace Flows.",
    "AUTH-049 AUTH-050",
    "PUT_flows-flowId",
    promotes(isKnown),
  ),
  mutation(
    "auth/segments-by-readers",
    "Readers may add Segments.",
    "AUTH-056",
    "POST_flows-flowId-segments",
    promotes(isKnown),
  ),
  mutation(
    "auth/storage-by-readers",
    "Readers may allocate.",
    "AUTH-058",
    "POST_flows-flowId-storage",
    promotes(isKnown),
  ),
  mutation(
    "auth/instances-by-readers",
    "Readers may add instances.",
    "AUTH-060 AUTH-061",
    "POST_objects-instances",
    promotes(isKnown),
  ),
  mutation(
    "auth/creator-hidden",
    "created_by is somebody else.",
    "DM-036 SRC-024",
    "GET_flows-flowId GET_sources-sourceId",
    shows((doc) => {
      doc["created_by"] = "somebody";
    }),
    { via: ["POST_service"] },
  ),
  mutation(
    "auth/classes-dropped-from-source",
    "A new Source has no classes.",
    "AUTH-073",
    "GET_sources-sourceId",
    shows((doc) => {
      if (isDoc(doc["tags"])) delete doc["tags"]["auth_classes"];
    }),
    { via: ["PUT_flows-flowId"] },
  ),
  mutation(
    "auth/pages-short",
    "Pages are cut after they are filtered.",
    "AUTH-046 X-072",
    "GET_flows",
    lists((items, { query }) =>
      query.get("limit") === undefined || docsOf(items).length < 2 ? items : items.slice(1),
    ),
    { via: ["GET_flows"] },
  ),
];

function isKnown({ headers, query }: Call): boolean {
  return headers["authorization"] !== undefined || query.get("access_token") !== undefined;
}

/** Lets a caller through as if it were the run itself, who may do everything. */
function promotes(when: (call: Call) => boolean): Change {
  return {
    request: (call, scene) => {
      if (when(call)) promote(call, scene);
    },
  };
}

function promote(call: Call, { authorisation }: Scene): void {
  if (authorisation !== undefined) call.headers["authorization"] = authorisation;
}
