import { docsOf, isDoc } from "../exchange.ts";
import { type Change, type Mutation, mutation } from "../mutation.ts";
import { answers, hears, pretends, shows, unlocks } from "../wrongs.ts";

const UNSET = { type: "x", summary: "It is not set.", time: "2020-01-01T00:00:00Z" };
/** Properties of Flows that may be PUT and deleted, as the ids of their operations end. */
const PROPERTIES = ["label", "description", "max-bit-rate", "avg-bit-rate", "flow-collection", "tags-name"];

/** Properties of Flows and Sources. */
export const propertyMutations: readonly Mutation[] = [
  ...PROPERTIES.flatMap(wrongProperty),
  mutation(
    "properties/unset-404",
    "An unset label gives 404.",
    "AMB-007 TRAP-008 FP-004",
    "GET_flows-flowId-label GET_flows-flowId-description",
    {
      reply: (answer) => {
        if (answer.body === null) Object.assign(answer, { status: 404, body: UNSET });
      },
    },
  ),
  mutation(
    "properties/empty-tags-404",
    "Empty tags give 404.",
    "FP-010 TRAP-008",
    "GET_flows-flowId-tags GET_sources-sourceId-tags",
    {
      reply: (answer) => {
        if (answer.status === 200 && isDoc(answer.body) && Object.keys(answer.body).length === 0)
          Object.assign(answer, { status: 404, body: UNSET });
      },
    },
  ),
  mutation(
    "properties/empty-collection-null",
    "An unset collection is null.",
    "FP-004b",
    "GET_flows-flowId-flow-collection",
    {
      reply: (answer) => {
        if (Array.isArray(answer.body) && answer.body.length === 0) answer.body = null;
      },
    },
  ),
  mutation(
    "properties/read-only-null",
    "An unset read_only is null.",
    "FP-004b",
    "GET_flows-flowId-read-only",
    {
      reply: (answer) => {
        if (answer.body === false) answer.body = null;
      },
    },
  ),
  mutation(
    "properties/label-number",
    "A number is taken as a label.",
    "FP-030",
    "PUT_flows-flowId-label PUT_flows-flowId-description",
    hears((body) => (typeof body === "string" || body === undefined ? undefined : JSON.stringify(body))),
  ),
  mutation(
    "properties/rate-text",
    "Text is taken as a bit rate.",
    "FP-060",
    "PUT_flows-flowId-max-bit-rate PUT_flows-flowId-avg-bit-rate",
    hears((body) => (typeof body === "string" ? 1000 : undefined)),
  ),
  mutation(
    "properties/rate-fraction",
    "Fractions are taken as bit rates.",
    "FP-060",
    "PUT_flows-flowId-max-bit-rate PUT_flows-flowId-avg-bit-rate",
    hears((body) => (typeof body === "number" ? Math.round(body) : undefined)),
  ),
  mutation(
    "properties/rate-negative",
    "Negative bit rates are taken.",
    "FP-060",
    "PUT_flows-flowId-max-bit-rate PUT_flows-flowId-avg-bit-rate",
    hears((body) => (typeof body === "number" ? Math.abs(body) : undefined)),
  ),
  mutation(
    "properties/tag-number",
    "Numbers are taken as tags.",
    "FP-021 DM-016",
    "PUT_flows-flowId-tags-name",
    hears((body) => (typeof body === "number" ? String(body) : undefined)),
  ),
  mutation(
    "properties/tag-null",
    "null is taken as a tag.",
    "FP-021 DM-016",
    "PUT_flows-flowId-tags-name PUT_sources-sourceId-tags-name",
    hears((body) => (body === null ? "" : undefined)),
  ),
  mutation(
    "properties/tag-list-flat",
    "A list of one tag is stored as text.",
    "FP-021 SRC-060",
    "PUT_flows-flowId-tags-name PUT_sources-sourceId-tags-name",
    hears((body) =>
      Array.isArray(body) && body.length > 0 && body.every((item) => typeof item === "string")
        ? body.join(",")
        : undefined,
    ),
  ),
  mutation(
    "properties/tag-clears-others",
    "PUT of a tag removes the others.",
    "FP-021 SRC-060",
    "GET_flows-flowId GET_flows-flowId-tags GET_sources-sourceId GET_sources-sourceId-tags PUT_flows-flowId-tags-name PUT_sources-sourceId-tags-name",
    {
      request: async ({ method, path }, { server }) => {
        if (method !== "PUT") return;
        const [place = ""] = path.split(/\/(?=[^/]*$)/);
        const { body } = await server("GET", place);
        for (const name of Object.keys(Object(body)))
          await server("DELETE", `${place}/${encodeURIComponent(name)}`);
      },
      reply: (_, { method }, { mark }) => {
        if (method === "PUT") mark();
      },
    },
  ),
  mutation(
    "properties/tag-missing-200",
    "A missing tag is null.",
    "FP-020 SRC-050",
    "GET_flows-flowId-tags-name GET_sources-sourceId-tags-name",
    {
      reply: (answer) => {
        if (answer.status === 404) Object.assign(answer, { status: 200, body: null });
      },
    },
  ),
  mutation(
    "properties/tag-delete-missing",
    "DELETE of a missing tag gives 204.",
    "SRC-070 FP-023",
    "DELETE_sources-sourceId-tags-name DELETE_flows-flowId-tags-name",
    answers(404, 204),
  ),
  mutation(
    "properties/read-only-text",
    "Texts are taken for read_only.",
    "FP-040 TRAP-062",
    "PUT_flows-flowId-read-only",
    hears((body) => (body === "true" ? true : undefined)),
  ),
  mutation(
    "properties/read-only-one",
    "1 is taken for read_only.",
    "FP-040",
    "PUT_flows-flowId-read-only",
    hears((body) => (body === 1 ? true : undefined)),
  ),
  mutation(
    "properties/read-only-locked",
    "read_only of a read-only Flow cannot be undone.",
    "FP-041 FP-045 TRAP-056",
    "PUT_flows-flowId-read-only",
    {
      instead: async ({ path, body }, { server }) =>
        body === false && (await server("GET", path)).body === true
          ? {
              status: 403,
              headers: { "content-type": "application/json" },
              body: UNSET,
              bytes: Buffer.from(JSON.stringify(UNSET)),
            }
          : undefined,
    },
  ),
  mutation(
    "properties/read-only-not-set",
    "PUT of read_only does nothing.",
    "FP-040 FP-042",
    "PUT_flows-flowId-read-only",
    pretends(204, ({ body }) => body === true),
  ),
  mutation(
    "properties/read-only-hides",
    "Segments of read-only Flows give 403.",
    "FP-043 SEG-025",
    "GET_flows-flowId-segments",
    {
      reply: async (answer, { path }, { server }) => {
        const { body } = await server("GET", `${path.split("/").slice(0, 3).join("/")}/read_only`);
        if (body === true) Object.assign(answer, { status: 403, body: UNSET });
      },
    },
  ),
  mutation(
    "properties/updated-stands",
    "PUT of a property does not move metadata_updated.",
    "FP-003 TRAP-035",
    "GET_flows-flowId GET_flows",
    shows((doc) => {
      doc["metadata_updated"] = doc["created"];
    }),
    { via: ["PUT_flows-flowId-label", "PUT_flows-flowId-tags-name", "PUT_flows-flowId-read-only"] },
  ),
  mutation(
    "properties/bad-collection",
    "Unknown members of a collection property are taken.",
    "FP-051 FLW-056",
    "PUT_flows-flowId-flow-collection",
    answers(400, 204),
  ),
  mutation(
    "properties/collection-appends",
    "PUT of flow_collection adds to the list.",
    "FP-051",
    "PUT_flows-flowId-flow-collection",
    {
      request: async (call, { server }) => {
        const { body } = await server("GET", call.path);
        if (Array.isArray(body) && Array.isArray(call.body)) {
          const ids = docsOf(call.body).map(({ id }) => id);
          call.body = [...docsOf(body).filter(({ id }) => !ids.includes(id)), ...call.body];
        }
      },
    },
  ),
];

/** Undoes a PUT of a property at once: it is deleted, as if it had never been set. */
function undoes(): Change {
  return {
    reply: async ({ status }, { path }, { server, mark }) => {
      if (status !== 204) return;
      await server("DELETE", path);
      mark();
    },
  };
}

/** What may be wrong with any of them: how they are written, and how they are guarded. */
function wrongProperty(property: string): Mutation[] {
  const [put, remove] = [`PUT_flows-flowId-${property}`, `DELETE_flows-flowId-${property}`];
  const wrong = (name: string, breaks: string, behaviours: string, on: string, change: Change) =>
    mutation(`properties/${name}-${property}`, `${breaks}: ${property} of Flows.`, behaviours, on, change);
  return [
    wrong("put-200", "PUT gives 200", "FP-002", put, answers(204, 200)),
    wrong("delete-200", "DELETE gives 200", "FP-002 FP-022", remove, answers(204, 200)),
    wrong("put-ignored", "PUT does nothing", "FP-006 FP-002", put, undoes()),
    wrong("delete-ignored", "DELETE does nothing", "FP-002 FP-022", remove, pretends(204)),
    wrong("read-only", "read_only does not guard it", "FP-042 TRAP-055", put, unlocks()),
    wrong("unknown", "PUT on an unknown Flow gives 400", "FP-002 FP-007", put, answers(404, 400)),
  ];
}
