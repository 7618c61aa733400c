import { isDoc } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, drops, pretends, unlocks } from "../wrongs.ts";

const PUT = "PUT_flows-flowId";

/** Flows that are deleted, or may not be. */
export const flowDeleteMutations: readonly Mutation[] = [
  mutation("flows/read-only-put", "A PUT on a read-only Flow is taken.", "FLW-097 FP-042", PUT, unlocks()),
  mutation("flows/read-only-404", "A PUT on a read-only Flow gives 404.", "FLW-097", PUT, answers(403, 404)),
  mutation(
    "flows/read-only-delete",
    "DELETE of a read-only Flow gives 409.",
    "FLW-124 FP-042",
    "DELETE_flows-flowId",
    answers(403, 409),
  ),
  mutation(
    "flows/read-only-deleted",
    "DELETE of a read-only Flow deletes it.",
    "FLW-124 FP-042",
    "DELETE_flows-flowId",
    unlocks(),
  ),
  mutation(
    "flows/unknown-200",
    "An unknown Flow is an empty object.",
    "FLW-020",
    "READ_flows-flowId",
    accepts(404, 200),
  ),
  mutation(
    "flows/unknown-400",
    "An unknown Flow gives 400.",
    "FLW-020",
    "READ_flows-flowId",
    answers(404, 400),
  ),
  mutation(
    "flows/delete-unknown",
    "DELETE of an unknown Flow gives 204.",
    "FLW-124",
    "DELETE_flows-flowId",
    answers(404, 204),
  ),
  mutation(
    "flows/delete-ignored",
    "DELETE of a Flow does nothing.",
    "FLW-125",
    "DELETE_flows-flowId",
    pretends(204),
  ),
  mutation(
    "flows/delete-200",
    "DELETE of a Flow gives 200.",
    "FLW-121",
    "DELETE_flows-flowId",
    answers(204, 200),
  ),
  mutation(
    "flows/delete-listed",
    "Deleted Flows stay in lists.",
    "FLW-125",
    "GET_flows DELETE_flows-flowId",
    {
      request: async ({ method, path }, { server, state }) => {
        if (method !== "DELETE") return;
        const { body } = await server("GET", path);
        if (isDoc(body)) state.set(String(body["source_id"]), body);
      },
      reply: (answer, { method, query }, { state }) => {
        const gone = state.get(query.get("source_id") ?? "");
        if (method === "GET" && gone !== undefined && Array.isArray(answer.body))
          answer.body = [...answer.body, gone];
      },
    },
  ),
  mutation(
    "flows/delete-leaves-segments",
    "Deleting a Flow that has Segments gives 204 and keeps it.",
    "FLW-120 FLW-125",
    "DELETE_flows-flowId",
    {
      instead: async ({ path }, { server }) => {
        const { body } = await server("GET", `${path}/segments`);
        return Array.isArray(body) && body.length > 0
          ? { status: 204, headers: {}, body: undefined, bytes: Buffer.alloc(0) }
          : undefined;
      },
    },
  ),
  mutation(
    "flows/read-only-created",
    "read_only at creation is ignored.",
    "FLW-065",
    PUT,
    drops("read_only"),
  ),
];
