import { within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { answers, header, hides, ignores, lists, shows } from "../wrongs.ts";

const REQUESTS = "GET_flow-delete-requests-request-id GET_flow-delete-requests";
const DELETES = "DELETE_flows-flowId DELETE_flows-flowId-segments";
const REQUEST = {
  id: "0b1c2d3e-4f50-4a1b-8c2d-3e4f5a6b7c8d",
  flow_id: "0b1c2d3e-4f50-4a1b-8c2d-3e4f5a6b7c8d",
  timerange_to_delete: "_",
  delete_flow: true,
  status: "done",
};

/** Deletion Requests. */
export const deletionMutations: readonly Mutation[] = [
  mutation(
    "deletions/unknown-200",
    "Unknown Deletion Requests are done.",
    "DEL-010",
    "READ_flow-delete-requests-request-id",
    accepts404(),
  ),
  mutation(
    "deletions/unknown-400",
    "Unknown Deletion Requests give 400.",
    "DEL-010",
    "READ_flow-delete-requests-request-id",
    answers(404, 400),
  ),
  mutation(
    "deletions/list-null",
    "The empty list of Deletion Requests is null.",
    "DEL-001",
    "GET_flow-delete-requests",
    {
      reply: (answer) => {
        if (Array.isArray(answer.body)) answer.body = null;
      },
    },
  ),
  mutation(
    "deletions/list-204",
    "The list of Deletion Requests gives 204.",
    "DEL-001",
    "READ_flow-delete-requests",
    answers(200, 204),
  ),
  ...[
    mutation(
      "deletions/strange-status",
      "Deletion Requests are pending.",
      "DEL-011 DM-013",
      REQUESTS,
      shows((doc) => {
        doc["status"] = "pending";
      }),
    ),
    mutation(
      "deletions/never-done",
      "Deletion Requests stay as they began.",
      "DEL-011 DEL-016",
      REQUESTS,
      shows((doc) => {
        doc["status"] = "started";
      }),
    ),
    mutation(
      "deletions/no-flow-id",
      "Deletion Requests lack flow_id.",
      "DM-013 DEL-010",
      REQUESTS,
      hides("flow_id"),
    ),
    mutation(
      "deletions/flow-not-deleted",
      "delete_flow is always false.",
      "FLW-122",
      `${REQUESTS} DELETE_flows-flowId`,
      shows((doc) => {
        doc["delete_flow"] = false;
      }),
      { via: ["DELETE_flows-flowId"] },
    ),
    mutation(
      "deletions/segments-with-flow",
      "delete_flow is always true.",
      "SEG-103",
      `${REQUESTS} DELETE_flows-flowId-segments`,
      shows((doc) => {
        doc["delete_flow"] = true;
      }),
      { via: ["DELETE_flows-flowId-segments"] },
    ),
    mutation(
      "deletions/no-range",
      "Deletion Requests lack timerange_to_delete.",
      "DM-013 FLW-122",
      REQUESTS,
      hides("timerange_to_delete"),
    ),
    mutation(
      "deletions/range-of-nothing",
      "timerange_to_delete is ().",
      "FLW-122",
      `${REQUESTS} DELETE_flows-flowId`,
      shows((doc) => {
        doc["timerange_to_delete"] = "()";
      }),
    ),
    mutation(
      "deletions/remaining",
      "timerange_remaining stays eternity.",
      "DEL-012b DEL-012",
      REQUESTS,
      shows((doc) => {
        doc["timerange_remaining"] = "_";
      }),
    ),
    mutation(
      "deletions/gone-when-done",
      "Finished requests are gone.",
      "DEL-015",
      "GET_flow-delete-requests-request-id",
      {
        reply: (answer) => {
          if (within(answer.body, "status") === "done")
            Object.assign(answer, {
              status: 404,
              body: { type: "x", summary: "Gone.", time: "2020-01-01T00:00:00Z" },
            });
        },
      },
    ),
    mutation(
      "deletions/not-listed",
      "No Deletion Request is listed.",
      "DEL-002 DEL-002b",
      "GET_flow-delete-requests",
      lists(() => []),
    ),
    mutation(
      "deletions/bad-dates",
      "created of Deletion Requests is no date-time.",
      "DEL-014 X-009",
      REQUESTS,
      shows((doc) => {
        doc["created"] = "yesterday";
      }),
    ),
    mutation(
      "deletions/oldest-first",
      "Deletion Requests are sorted oldest first.",
      "DEL-003 X-093",
      "GET_flow-delete-requests",
      {
        request: ({ query }) =>
          query.set("reverse_order", query.get("reverse_order") === "true" ? "false" : "true"),
      },
    ),
    mutation(
      "deletions/location-singular",
      "Location has the path /flow-delete-request.",
      "FLW-123 TRAP-057",
      DELETES,
      header("location", (given) => given.replace("requests", "request")),
    ),
    mutation(
      "deletions/location-missing",
      "A 202 lacks Location.",
      "HDR-02 FLW-121",
      DELETES,
      header("location"),
    ),
    mutation(
      "deletions/location-relative",
      "Location is relative.",
      "FLW-123b",
      DELETES,
      header("location", (given) => new URL(given).pathname),
    ),
    mutation(
      "deletions/no-request",
      "Location leads to nothing.",
      "FLW-123 DEL-010",
      DELETES,
      header("location", (given) => `${given}0`),
    ),
    mutation(
      "deletions/status-204",
      "A delete that goes on gives 204.",
      "FLW-125",
      "DELETE_flows-flowId",
      answers(202, 204),
    ),
    mutation(
      "deletions/no-link",
      "The listing of deletions lacks Link.",
      "X-057 HDR-01",
      "READ_flow-delete-requests",
      header("link"),
    ),
    mutation(
      "deletions/no-key",
      "The listing of deletions lacks X-Paging-NextKey.",
      "X-057 HDR-01",
      "READ_flow-delete-requests",
      header("x-paging-nextkey"),
    ),
    mutation(
      "deletions/skips",
      "Every page after the first lacks its first request.",
      "X-069 X-057",
      "GET_flow-delete-requests",
      lists((items, { query }) => (query.get("page") === undefined ? items : items.slice(1))),
    ),
    mutation(
      "deletions/sort-ignored",
      "sort_by of Deletion Requests is ignored.",
      "X-090 DEL-003",
      "READ_flow-delete-requests",
      ignores("sort_by"),
    ),
    mutation(
      "deletions/reverse-ignored",
      "reverse_order of Deletion Requests is ignored.",
      "X-093 DEL-003",
      "READ_flow-delete-requests",
      ignores("reverse_order"),
    ),
  ].map((late): Mutation => ({ ...late, lateDeletes: true })),
];

function accepts404() {
  return {
    reply: (answer: import("../exchange.ts").Answer) => {
      if (answer.status === 404) Object.assign(answer, { status: 200, body: REQUEST });
    },
  };
}
