import { answerOf, docsOf } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { answers, pretends, reads, unlocks } from "../wrongs.ts";

const DELETE = "DELETE_flows-flowId-segments";

/** Segments that are deleted. */
export const segmentDeleteMutations: readonly Mutation[] = [
  mutation("segments/delete-200", "DELETE of Segments gives 200.", "SEG-103", DELETE, answers(204, 200)),
  mutation("segments/delete-ignored", "DELETE of Segments does nothing.", "SEG-100 SEG-102", DELETE, {
    instead: async ({ path }, { server }) =>
      (await server("GET", path.split("/").slice(0, 3).join("/"))).status === 200 ? answerOf(204) : undefined,
  }),
  mutation("segments/delete-all", "DELETE of Segments ignores timerange.", "SEG-100", DELETE, {
    request: ({ query }) => query.remove((name) => name === "timerange"),
  }),
  mutation("segments/delete-other-objects", "DELETE of Segments ignores object_id.", "SEG-101", DELETE, {
    request: ({ query }) => query.remove((name) => name === "object_id"),
  }),
  mutation(
    "segments/delete-one-too-many",
    "DELETE deletes the next Segment too.",
    "SEG-100 TRAP-006",
    DELETE,
    {
      reply: async (answer, { path, query }, { server, mark }) => {
        const end = /_(-?\d+:\d+)[\])]$/.exec(query.get("timerange") ?? "")?.[1];
        if (answer.status !== 204 || end === undefined) return;
        const { body } = await server("GET", `${path}?timerange=${encodeURIComponent(`[${end}]`)}`);
        for (const item of docsOf(body))
          await server("DELETE", `${path}?timerange=${encodeURIComponent(String(item["timerange"]))}`);
        if (docsOf(body).length > 0) mark();
      },
    },
  ),
  mutation(
    "segments/delete-overlap",
    "DELETE deletes what its range touches in part.",
    "SEG-100 TR-051 TRAP-006",
    DELETE,
    {
      reply: async (answer, { path, query }, { server, mark }) => {
        const range = query.get("timerange");
        if (answer.status !== 204 || range === undefined) return;
        const { body } = await server("GET", `${path}?timerange=${encodeURIComponent(range)}`);
        for (const item of docsOf(body))
          await server("DELETE", `${path}?timerange=${encodeURIComponent(String(item["timerange"]))}`);
        if (docsOf(body).length > 0) mark();
      },
    },
  ),
  mutation(
    "segments/delete-inclusive",
    "DELETE reads an exclusive end as inclusive.",
    "SEG-106 TR-045",
    DELETE,
    reads("timerange", (given) => given.replace(/(\d)\)$/, "$1]")),
  ),
  mutation(
    "segments/delete-never",
    "DELETE of () deletes all.",
    "SEG-105",
    DELETE,
    reads("timerange", (given) => (given === "()" ? undefined : given)),
  ),
  mutation(
    "segments/delete-unknown",
    "DELETE of Segments of an unknown Flow gives 204.",
    "SEG-104 TRAP-007",
    DELETE,
    answers(404, 204),
  ),
  mutation(
    "segments/delete-read-only",
    "DELETE of Segments of a read-only Flow works.",
    "SEG-104 FP-042",
    DELETE,
    unlocks(),
  ),
  mutation(
    "segments/delete-bad-range",
    "DELETE with a malformed timerange gives 204.",
    "SEG-104 TR-009",
    DELETE,
    answers(400, 204),
  ),
  mutation("segments/delete-nothing-404", "DELETE that matches nothing gives 404.", "SEG-103b", DELETE, {
    instead: async ({ path, query }, { server }) => {
      const { body } = await server("GET", `${path}?${query}`);
      return Array.isArray(body) && body.length === 0
        ? answerOf(404, { type: "x", summary: "Nothing.", time: "2020-01-01T00:00:00Z" })
        : undefined;
    },
  }),
  mutation(
    "segments/delete-open-start",
    "DELETE with an open start deletes nothing.",
    "SEG-112",
    DELETE,
    pretends(
      204,
      ({ query }) => /^[[(]?_/.test(query.get("timerange") ?? "") && query.get("timerange") !== "_",
    ),
  ),
  mutation(
    "segments/delete-202-no-location",
    "A deletion of Segments that takes long has no Location.",
    "HDR-02 SEG-103",
    DELETE,
    {
      reply: (answer, { path }) => {
        if (answer.status !== 204) return;
        answer.status = 202;
        answer.headers["content-type"] = "application/json";
        answer.body = {
          id: "0b1c2d3e-4f50-4a1b-8c2d-3e4f5a6b7c8d",
          flow_id: path.split("/")[2],
          timerange_to_delete: "_",
          delete_flow: false,
          status: "created",
        };
      },
    },
  ),
];
