import { type Call, docsOf, isDoc, within } from "../exchange.ts";
import { type Change, type Mutation, mutation } from "../mutation.ts";
import { accepts, hides, inside, keeps, shows, takes, without } from "../wrongs.ts";

const SHOWN = "GET_flows-flowId GET_flows";
const PUT = "PUT_flows-flowId";
const COLLECTIONS = "PUT_flows-flowId PUT_flows-flowId-flow-collection";

/** Collections of Flows, and how Flows are checked. */
export const flowCollectionMutations: readonly Mutation[] = [
  mutation(
    "flows/collection-kept",
    "A collection left out of a PUT stays.",
    "DM-034 FLW-091",
    PUT,
    keeps("flow_collection"),
  ),
  mutation(
    "flows/collected-by-hidden",
    "collected_by is never shown.",
    "FLW-027 FLW-111",
    SHOWN,
    hides("collected_by"),
  ),
  mutation(
    "flows/collected-by-trusted",
    "collected_by is taken from the client.",
    "DM-040 FLW-063b",
    SHOWN,
    shows((doc) => {
      doc["collected_by"] = [
        ...(Array.isArray(doc["collected_by"]) ? doc["collected_by"] : []),
        "5f4b7f3e-8b0c-4f0e-9f0e-0a0b0c0d0e0f",
      ];
    }),
  ),
  mutation(
    "flows/collection-sorted",
    "A collection is sorted by id.",
    "FLW-110 TRAP-052",
    "GET_flows-flowId GET_flows-flowId-flow-collection",
    {
      reply: (answer) => {
        const list = within(answer.body, "flow_collection") ?? answer.body;
        if (Array.isArray(list))
          list.sort((a, b) => (String(within(a, "id")) < String(within(b, "id")) ? -1 : 1));
      },
    },
  ),
  mutation(
    "flows/roles-lost",
    "Members of a collection lose their role.",
    "DM-014 FLW-050",
    SHOWN,
    inside("flow_collection", (doc) => {
      delete doc["role"];
    }),
  ),
  mutation("flows/role-required", "A member without a role gives 400.", "FLW-050b TRAP-052", PUT, {
    reply: (answer, { body }) => {
      if (docsOf(within(body, "flow_collection")).some((item) => item["role"] === undefined))
        answer.status = 400;
    },
  }),
  mutation(
    "flows/unknown-member",
    "Unknown members of a collection are dropped.",
    "FLW-056",
    PUT,
    accepts(400, 204, ({ body }) => within(body, "flow_collection") !== undefined),
  ),
  mutation(
    "flows/collects-itself",
    "A Flow may collect itself.",
    "FLW-057 AMB-019",
    COLLECTIONS,
    collects((items, { path }) => items.filter((item) => within(item, "id") !== path.split("/")[2])),
  ),
  mutation(
    "flows/twice-collected",
    "A member may be listed twice.",
    "FLW-112",
    COLLECTIONS,
    collects((items) => [...new Map(items.map((item) => [within(item, "id"), item])).values()]),
  ),
  mutation(
    "flows/other-id",
    "A body id that differs from the path is ignored.",
    "FLW-052 FLW-052b AMB-009",
    PUT,
    {
      request: ({ path, body }) => {
        if (isDoc(body) && body["id"] !== undefined)
          body["id"] = decodeURIComponent(path.split("/")[2] ?? "");
      },
    },
  ),
  mutation(
    "flows/other-format",
    "A format that differs from that of the Source is taken.",
    "FLW-054 DM-018",
    PUT,
    {
      reply: (answer, { body }) => {
        if (answer.status === 400 && /ormat/.test(String(within(answer.body, "summary")))) {
          answer.status = 201;
          answer.body = body;
        }
      },
    },
  ),
  mutation("flows/format-dropped", "An unknown format is taken.", "FLW-031 DM-017", PUT, {
    reply: (answer, { body }) => {
      if (
        answer.status === 400 &&
        isDoc(body) &&
        !/^urn:x-(nmos:format:(video|audio|data|multi)|tam:format:image)$/.test(String(body["format"]))
      )
        answer.status = 404;
    },
  }),
  mutation("flows/unknown-essence", "Unknown keys of essence_parameters are dropped.", "FLW-046", PUT, {
    request: ({ body }) => {
      if (isDoc(body) && isDoc(body["essence_parameters"]))
        body["essence_parameters"] = Object.fromEntries(
          Object.entries(body["essence_parameters"]).filter(([key]) =>
            /^(frame_|bit_depth|interlace|color|transfer|aspect|pixel|component|horiz|vert|unc_|avc|vfr|sample_rate|channels|codec_param|data_type|init_seg)/.test(
              key,
            ),
          ),
        );
    },
  }),
  mutation(
    "flows/status-dropped",
    "A status outside the enum is dropped.",
    "FLW-049 DM-019",
    PUT,
    takes((doc) =>
      /^(awaiting_content|ingesting|replication_in_progress|closed_complete)$/.test(
        String(doc["status"] ?? "ingesting"),
      )
        ? undefined
        : without(doc, "status"),
    ),
  ),
  mutation(
    "flows/negative-rate",
    "A negative bit rate is taken as positive.",
    "FLW-048",
    PUT,
    takes((doc) =>
      Number(doc["max_bit_rate"]) < 0 || Number(doc["avg_bit_rate"]) < 0
        ? without(doc, "avg_bit_rate", "max_bit_rate")
        : undefined,
    ),
  ),
  mutation(
    "flows/tag-numbers",
    "Numbers are taken as tags.",
    "DM-016 FLW-049",
    PUT,
    takes((doc) =>
      isDoc(doc["tags"])
        ? {
            ...doc,
            tags: Object.fromEntries(
              Object.entries(doc["tags"]).map(([name, value]) => [
                name,
                typeof value === "number" ? String(value) : value,
              ]),
            ),
          }
        : undefined,
    ),
  ),
  mutation(
    "flows/tag-lists-joined",
    "Lists of tags are shown as one text.",
    "DM-016",
    SHOWN,
    inside("tags", (doc) => {
      for (const [name, value] of Object.entries(doc)) if (Array.isArray(value)) doc[name] = value.join(",");
    }),
  ),
  mutation("flows/width-not-checked", "A frame_width of 0 is taken.", "FLW-034", PUT, {
    request: ({ body }) => {
      const essence = within(body, "essence_parameters");
      if (isDoc(essence) && essence["frame_width"] === 0) essence["frame_width"] = 1;
    },
  }),
  mutation("flows/rate-not-required", "Video without frame_rate is taken.", "FLW-035", PUT, {
    request: ({ body }) => {
      const essence = within(body, "essence_parameters");
      if (isDoc(essence) && within(body, "format") === "urn:x-nmos:format:video")
        essence["frame_rate"] ??= essence["vfr"] === true ? undefined : { numerator: 25 };
    },
  }),
];

/** Takes another collection than the one that is PUT, by itself or in a Flow. */
function collects(edit: (items: readonly unknown[], call: Call) => unknown[]): Change {
  return {
    request: (call) => {
      const { body } = call;
      if (Array.isArray(body)) call.body = edit(body, call);
      else if (isDoc(body) && Array.isArray(body["flow_collection"]))
        body["flow_collection"] = edit(body["flow_collection"], call);
    },
  };
}
