import { docsOf, isDoc, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, hears, hides, inside, pretends, shows } from "../wrongs.ts";

const UNSET = { type: "x", summary: "It is not set.", time: "2020-01-01T00:00:00Z" };
const SOURCE = "GET_sources-sourceId GET_sources";

/** Sources. */
export const sourceMutations: readonly Mutation[] = [
  mutation(
    "sources/extra-key",
    "Sources have a key outside the schema.",
    "DM-001",
    SOURCE,
    shows((doc) => {
      doc["tenant_id"] = "x";
    }),
  ),
  mutation("sources/no-format", "Sources lack format.", "DM-001 SRC-022", SOURCE, hides("format")),
  mutation(
    "sources/wrong-format",
    "Every Source is of data.",
    "SRC-022",
    SOURCE,
    shows((doc) => {
      doc["format"] = "urn:x-nmos:format:data";
    }),
  ),
  mutation(
    "sources/null-label",
    "An absent label of a Source is null.",
    "TRAP-012",
    SOURCE,
    shows((doc) => {
      doc["label"] ??= null;
    }),
  ),
  mutation("sources/no-created", "Sources lack created.", "SRC-024", SOURCE, hides("created")),
  mutation(
    "sources/updated-stands",
    "updated of a Source never moves.",
    "SRC-064",
    SOURCE,
    shows((doc) => {
      doc["updated"] = doc["created"];
    }),
  ),
  mutation(
    "sources/no-collection",
    "source_collection is never shown.",
    "SRC-026",
    SOURCE,
    hides("source_collection"),
  ),
  mutation(
    "sources/no-collected-by",
    "collected_by of Sources is never shown.",
    "SRC-026",
    SOURCE,
    hides("collected_by"),
  ),
  mutation(
    "sources/collection-sorted",
    "source_collection is in the reverse order.",
    "SRC-027",
    "GET_sources-sourceId",
    shows((doc) => {
      if (Array.isArray(doc["source_collection"])) doc["source_collection"].reverse();
    }),
  ),
  mutation(
    "sources/collection-no-roles",
    "source_collection has no roles.",
    "SRC-027",
    SOURCE,
    inside("source_collection", (doc) => {
      delete doc["role"];
    }),
  ),
  mutation(
    "sources/relations-stay",
    "Relations of Sources stay when the Flow leaves the collection.",
    "SRC-028 TRAP-053",
    "GET_sources-sourceId",
    {
      reply: (answer, { path }, { state }) => {
        const { body } = answer;
        if (!isDoc(body)) return;
        for (const key of ["source_collection", "collected_by"]) {
          const list = body[key];
          if (Array.isArray(list) && list.length > 0) state.set(path + key, list);
          else if (state.has(path + key)) body[key] = state.get(path + key);
        }
      },
    },
  ),
  mutation(
    "sources/outlive-flows",
    "Sources outlive their last Flow.",
    "SRC-029 DM-002",
    "GET_sources-sourceId",
    {
      reply: (answer, { path }, { state }) => {
        if (answer.status === 200) state.set(path, answer.body);
        else if (state.has(path)) Object.assign(answer, { status: 200, body: state.get(path) });
      },
    },
  ),
  mutation(
    "sources/unknown-200",
    "Unknown Sources are empty.",
    "SRC-020",
    "READ_sources-sourceId",
    accepts(404, 200),
  ),
  mutation(
    "sources/label-not-copied",
    "New Sources have no label.",
    "SRC-023 AMB-034",
    SOURCE,
    hides("label"),
  ),
  mutation(
    "sources/read-only-protects",
    "Sources of read-only Flows are read-only.",
    "SRC-102",
    "PUT_sources-sourceId-label PUT_sources-sourceId-tags-name",
    {
      reply: async (answer, { path }, { server }) => {
        const { body } = await server("GET", `/flows?source_id=${path.split("/")[2]}`);
        if (docsOf(body).some((flow) => flow["read_only"] === true))
          Object.assign(answer, { status: 403, body: UNSET });
      },
    },
  ),
  mutation(
    "sources/label-ignored",
    "PUT of the label of a Source does nothing.",
    "SRC-090",
    "PUT_sources-sourceId-label",
    pretends(204, ({ body }) => typeof body === "string"),
  ),
  mutation(
    "sources/label-200",
    "PUT of the label of a Source gives 200.",
    "SRC-090",
    "PUT_sources-sourceId-label PUT_sources-sourceId-description",
    answers(204, 200),
  ),
  mutation(
    "sources/label-number",
    "A number is taken as a label of a Source.",
    "SRC-090",
    "PUT_sources-sourceId-label PUT_sources-sourceId-description",
    hears((body) => (typeof body === "string" || body === undefined ? undefined : JSON.stringify(body))),
  ),
  mutation(
    "sources/delete-label-ignored",
    "DELETE of the label of a Source does nothing.",
    "SRC-100",
    "DELETE_sources-sourceId-label DELETE_sources-sourceId-description",
    pretends(204),
  ),
  mutation(
    "sources/delete-unset-404",
    "DELETE of an unset label of a Source gives 404.",
    "SRC-101",
    "DELETE_sources-sourceId-label DELETE_sources-sourceId-description",
    {
      instead: async ({ path }, { server }) =>
        (await server("GET", path)).body === null
          ? {
              status: 404,
              headers: { "content-type": "application/json" },
              body: UNSET,
              bytes: Buffer.from(JSON.stringify(UNSET)),
            }
          : undefined,
    },
  ),
  mutation(
    "sources/tag-200",
    "PUT of a tag of a Source gives 200.",
    "SRC-060",
    "PUT_sources-sourceId-tags-name",
    answers(204, 200),
  ),
  mutation(
    "sources/tag-unknown",
    "PUT of a tag of an unknown Source gives 400.",
    "SRC-062",
    "PUT_sources-sourceId-tags-name",
    answers(404, 400),
  ),
  mutation(
    "sources/tag-mixed",
    "Mixed lists are taken as tags.",
    "SRC-061",
    "PUT_sources-sourceId-tags-name",
    hears((body) => (Array.isArray(body) ? body.map(String) : undefined)),
  ),
  mutation(
    "sources/tag-delete-ignored",
    "DELETE of a tag of a Source does nothing.",
    "SRC-070",
    "DELETE_sources-sourceId-tags-name",
    {
      instead: async ({ path }, { server }) =>
        (await server("GET", path)).status === 200
          ? { status: 204, headers: {}, body: undefined, bytes: Buffer.alloc(0) }
          : undefined,
    },
  ),
  mutation(
    "sources/empty-label-unset",
    "An empty label of a Source is unset.",
    "SRC-091",
    SOURCE,
    shows((doc) => {
      if (doc["label"] === "") delete doc["label"];
    }),
  ),
  mutation(
    "sources/list-lacks-tags",
    "Sources in the list lack tags.",
    "SRC-001",
    "GET_sources",
    hides("tags"),
  ),
  mutation(
    "sources/later-flows-copy",
    "Later Flows change the label of their Source.",
    "SRC-023b",
    "PUT_flows-flowId",
    {
      reply: async ({ status }, { body }, { server, mark }) => {
        const [source, label] = [within(body, "source_id"), within(body, "label")];
        if (status < 300 && typeof source === "string" && typeof label === "string") {
          await server("PUT", `/sources/${source}/label`, label);
          mark();
        }
      },
    },
    { via: ["GET_sources-sourceId"] },
  ),
];
