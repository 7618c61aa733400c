import { isDoc, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { answers, assumes, drops, hides, ignores, inside, keeps, shows } from "../wrongs.ts";

const SHOWN = "GET_flows-flowId GET_flows";
const PUT = "PUT_flows-flowId";

/** Flows: how they are made, replaced and read. */
export const flowMutations: readonly Mutation[] = [
  mutation("flows/create-200", "Creating a Flow gives 200.", "FLW-060", PUT, answers(201, 200)),
  mutation("flows/create-204", "Creating a Flow gives 204.", "FLW-060", PUT, answers(201, 204)),
  mutation("flows/replace-201", "Replacing a Flow gives 201.", "FLW-090", PUT, {
    reply: (answer, { body }) => {
      if (answer.status === 204) {
        answer.status = 201;
        answer.headers["content-type"] = "application/json";
        answer.body = body;
      }
    },
  }),
  mutation("flows/replace-body", "Replacing a Flow gives 200 with the Flow.", "FLW-090", PUT, {
    reply: (answer, { body }) => {
      if (answer.status === 204) {
        answer.status = 200;
        answer.headers["content-type"] = "application/json";
        answer.body = body;
      }
    },
  }),
  mutation("flows/created-echo", "The 201 holds the Flow as it was sent.", "FLW-060", PUT, {
    reply: (answer, { body }) => {
      if (answer.status === 201) answer.body = body;
    },
  }),
  mutation("flows/put-ignored", "A replacing PUT changes nothing.", "FLW-090 FLW-091", PUT, {
    instead: async ({ path, body }, { server }) =>
      (await server("GET", path)).status === 200 && isDoc(body)
        ? { status: 204, headers: {}, body: undefined, bytes: Buffer.alloc(0) }
        : undefined,
  }),
  mutation("flows/put-merges", "A replacing PUT keeps what it leaves out.", "FLW-091 DM-034 TRAP-009", PUT, {
    request: async (call, { server }) => {
      const { status, body } = await server("GET", call.path);
      if (
        status === 200 &&
        isDoc(body) &&
        isDoc(call.body) &&
        body["profile_id"] === undefined &&
        call.body["profile_id"] === undefined
      )
        call.body = { ...body, ...call.body };
    },
  }),
  mutation("flows/tags-merged", "A replacing PUT merges tags.", "DM-035 FLW-092 TRAP-009", PUT, {
    request: async (call, { server }) => {
      const { status, body } = await server("GET", call.path);
      if (status === 200 && isDoc(call.body))
        call.body = { ...call.body, tags: { ...Object(within(body, "tags")), ...Object(call.body["tags"]) } };
    },
  }),
  mutation("flows/label-kept", "A label left out of a PUT stays.", "DM-034 FLW-091", PUT, keeps("label")),
  mutation(
    "flows/description-kept",
    "A description left out of a PUT stays.",
    "DM-034 FLW-091",
    PUT,
    keeps("description"),
  ),
  mutation(
    "flows/rate-kept",
    "max_bit_rate left out of a PUT stays.",
    "DM-034 FLW-091",
    PUT,
    keeps("max_bit_rate"),
  ),
  mutation(
    "flows/created-changes",
    "created changes with every PUT.",
    "FLW-093 TRAP-010",
    SHOWN,
    shows((doc) => {
      if (doc["metadata_updated"] !== undefined) doc["created"] = doc["metadata_updated"];
    }),
  ),
  mutation(
    "flows/created-trusted",
    "created is taken from the client.",
    "DM-038 FLW-063b TRAP-010",
    SHOWN,
    shows((doc) => {
      doc["created"] = "2001-02-03T04:05:06Z";
    }),
  ),
  mutation(
    "flows/updated-stands",
    "metadata_updated never changes.",
    "FLW-094",
    SHOWN,
    shows((doc) => {
      doc["metadata_updated"] = doc["created"];
    }),
  ),
  mutation(
    "flows/version-stands",
    "metadata_version never changes.",
    "DM-037 FLW-094",
    SHOWN,
    shows((doc) => {
      doc["metadata_version"] = "1";
    }),
  ),
  mutation(
    "flows/version-not-kept",
    "metadata_version of the client is ignored.",
    "DM-037 FLW-062",
    PUT,
    drops("metadata_version"),
  ),
  mutation(
    "flows/id-changed",
    "A Flow is shown with the id of its Source.",
    "DM-030 FLW-020",
    "GET_flows-flowId",
    shows((doc) => {
      doc["id"] = doc["source_id"];
    }),
  ),
  mutation("flows/no-source-id", "Flows lack source_id.", "DM-003", SHOWN, hides("source_id")),
  mutation(
    "flows/no-essence",
    "Flows lack essence_parameters.",
    "DM-003 FLW-020",
    SHOWN,
    hides("essence_parameters"),
  ),
  mutation("flows/no-label", "Flows in the list lack label.", "FLW-016", "GET_flows", hides("label")),
  mutation("flows/no-tags-listed", "Flows in the list lack tags.", "FLW-016", "GET_flows", hides("tags")),
  mutation(
    "flows/null-description",
    "An absent description is null.",
    "TRAP-012",
    SHOWN,
    shows((doc) => {
      doc["description"] ??= null;
    }),
  ),
  mutation(
    "flows/empty-profile",
    "An absent profile_id is the empty text.",
    "FLW-029 TRAP-012",
    SHOWN,
    shows((doc) => {
      doc["profile_id"] ??= "";
    }),
  ),
  mutation(
    "flows/extra-essence",
    "essence_parameters have a key of the server.",
    "TRAP-016",
    SHOWN,
    inside("essence_parameters", (doc) => {
      doc["internal_id"] = 1;
    }),
  ),
  mutation(
    "flows/timerange-always",
    "timerange is shown unasked.",
    "FLW-021",
    "GET_flows-flowId",
    assumes("include_timerange", "true"),
  ),
  mutation(
    "flows/timerange-listed",
    "Items of the list have a timerange.",
    "FLW-015",
    "GET_flows",
    shows((doc) => {
      doc["timerange"] = "()";
    }),
  ),
  mutation(
    "flows/timerange-never",
    "include_timerange is ignored.",
    "FLW-021 FLW-022",
    "GET_flows-flowId",
    ignores("include_timerange"),
  ),
  mutation(
    "flows/timerange-whole",
    "timerange of a Flow GET is ignored.",
    "FLW-023 FLW-024",
    "GET_flows-flowId",
    ignores("timerange"),
  ),
  mutation(
    "flows/segments-updated-hidden",
    "segments_updated is never shown.",
    "FLW-028 SEG-090",
    SHOWN,
    hides("segments_updated"),
  ),
  mutation(
    "flows/segments-updated-always",
    "segments_updated is there before any Segment.",
    "FLW-028",
    SHOWN,
    shows((doc) => {
      doc["segments_updated"] ??= doc["created"];
    }),
  ),
];
