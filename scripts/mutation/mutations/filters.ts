import { docsOf, within } from "../exchange.ts";
import { type Change, type Mutation, mutation } from "../mutation.ts";
import { accepts, forgives, ignores, lists, reads } from "../wrongs.ts";

/** A filter of a listing that has no effect: topic, operation, parameter, behaviours. */
const IGNORED = [
  ["flows", "flows", "format", "FLW-008 FLW-001"],
  ["flows", "flows", "codec", "FLW-008 FLW-001"],
  ["flows", "flows", "label", "FLW-009"],
  ["flows", "flows", "status", "FLW-009b"],
  ["flows", "flows", "source_id", "FLW-006"],
  ["flows", "flows", "profile_id", "FLW-006 FLW-007"],
  ["flows", "flows", "frame_width", "FLW-010"],
  ["flows", "flows", "frame_height", "FLW-010"],
  ["flows", "flows", "init_segments", "FLW-011"],
  ["flows", "flows", "collected_by_ids", "FLW-012"],
  ["flows", "flows", "timerange", "FLW-002 FLW-004"],
  ["flows", "flows", "tag.", "X-110 X-111"],
  ["flows", "flows", "tag_exists.", "X-114"],
  ["sources", "sources", "label", "SRC-002"],
  ["sources", "sources", "format", "SRC-002"],
  ["sources", "sources", "collected_by_ids", "SRC-003 SRC-004"],
  ["sources", "sources", "tag.", "X-110 X-111"],
  ["sources", "sources", "tag_exists.", "X-114"],
  ["webhooks", "webhooks", "tag.", "WH-004 X-110"],
  ["webhooks", "webhooks", "tag_exists.", "WH-004 X-114"],
  ["profiles", "profiles", "label", "PRF-002"],
  ["profiles", "profiles", "format", "PRF-002"],
  ["profiles", "profiles", "codec", "PRF-002"],
  ["storage-backends", "storage-backends", "tag.", "X-110b SB-006"],
  ["storage-backends", "storage-backends", "tag_exists.", "X-110b SB-006"],
  ["segments", "flows-flowId-segments", "timerange", "SEG-006 SEG-008"],
  ["segments", "flows-flowId-segments", "object_id", "SEG-009"],
  ["segments", "flows-flowId-segments", "accept_get_urls", "X-133 SEG-011"],
  ["segments", "flows-flowId-segments", "accept_storage_ids", "X-135 SEG-011"],
  ["segments", "flows-flowId-segments", "presigned", "X-136 SEG-011"],
  ["segments", "flows-flowId-segments", "storage_backend_tag.", "X-122"],
  ["segments", "flows-flowId-segments", "storage_backend_tag_exists.", "X-122"],
  ["segments", "flows-flowId-segments", "verbose_storage", "X-138 SEG-011"],
  ["segments", "flows-flowId-segments", "include_object_timerange", "SEG-014"],
  ["objects", "objects", "flow_tag.", "OBJ-009 X-121"],
  ["objects", "objects", "flow_tag_exists.", "OBJ-009 X-121"],
  ["objects", "objects", "accept_get_urls", "X-133 OBJ-008"],
  ["objects", "objects", "accept_storage_ids", "X-135 OBJ-008"],
  ["objects", "objects", "presigned", "X-136 OBJ-008"],
  ["objects", "objects", "verbose_storage", "X-138 OBJ-008"],
] as const;

/** Filters of listings and of URLs. */
export const filterMutations: readonly Mutation[] = [
  ...IGNORED.map(([topic, operation, name, behaviours]) =>
    mutation(
      `filters/${topic}-${name.replace(/\.$/, "")}-ignored`,
      `${name} of ${topic} is ignored.`,
      behaviours,
      `READ_${operation}`,
      ignores(name),
    ),
  ),
  mutation(
    "filters/tag-whole-list",
    "A tag filter sees only the first of its values.",
    "X-111",
    "GET_flows GET_sources GET_webhooks",
    {
      request: ({ query }) => {
        for (const name of query.names()) {
          const value = query.get(name);
          if (name.startsWith("tag.") && value?.includes(",")) query.set(name, value.split(",")[0] ?? "");
        }
      },
    },
  ),
  mutation(
    "filters/tag-empty-members",
    "Empty members of a tag filter are skipped.",
    "X-113 SRC-007",
    "READ_flows READ_sources",
    {
      request: ({ query }) => {
        for (const name of query.names()) {
          const value = query.get(name);
          if (name.startsWith("tag.") && value?.includes(","))
            query.set(
              name,
              value
                .split(",")
                .filter((member) => member !== "")
                .join(","),
            );
        }
      },
    },
  ),
  mutation(
    "filters/tag-exists-inverted",
    "tag_exists false keeps everything.",
    "X-114",
    "GET_flows GET_sources",
    {
      request: ({ query }) =>
        query.remove((name) => name.startsWith("tag_exists.") && query.get(name)?.toLowerCase() === "false"),
    },
  ),
  mutation("filters/tag-trimmed", "Blanks around tag values are cut.", "X-120", "GET_flows GET_sources", {
    request: ({ query }) => {
      for (const name of query.names()) {
        const value = query.get(name);
        if (name.startsWith("tag.") && value !== undefined && value !== value.trim())
          query.set(name, value.trim());
      }
    },
  }),
  mutation(
    "filters/tag-empty-ignored",
    "A tag filter of an empty value is ignored.",
    "X-119",
    "GET_flows GET_sources",
    { request: ({ query }) => query.remove((name) => name.startsWith("tag.") && query.get(name) === "") },
  ),
  mutation("filters/one-of-two", "Of format and codec only one counts.", "X-123 FLW-001", "GET_flows", {
    request: ({ query }) => query.remove((name) => name === "codec" && query.get("format") !== undefined),
  }),
  mutation(
    "filters/format-not-checked",
    "An unknown format lists nothing.",
    "X-154 FLW-014 SRC-007",
    "READ_flows READ_sources",
    accepts(400, 200, ({ query }) => query.get("format") !== undefined),
  ),
  mutation(
    "filters/codec-not-checked",
    "A malformed codec lists nothing.",
    "X-155 FLW-014",
    "READ_flows",
    accepts(400, 200, ({ query }) => query.get("codec") !== undefined),
  ),
  mutation(
    "filters/status-not-checked",
    "An unknown status lists nothing.",
    "FLW-009b FLW-014",
    "READ_flows",
    accepts(400, 200, ({ query }) => query.get("status") !== undefined),
  ),
  mutation(
    "filters/timerange-not-checked",
    "A malformed timerange is ignored.",
    "TR-009 FLW-014",
    "READ_flows",
    accepts(400, 200, ({ query }) => query.get("timerange") !== undefined),
  ),
  mutation(
    "filters/collectors-not-checked",
    "A malformed id of a collector lists nothing.",
    "SRC-005 AMB-065 X-025",
    "READ_sources",
    accepts(400, 200, ({ query }) => query.get("collected_by_ids") !== undefined),
  ),
  mutation(
    "filters/collectors-empty-ignored",
    "An empty collected_by_ids is ignored.",
    "SRC-004 FLW-012 TRAP-019",
    "READ_sources READ_flows",
    reads("collected_by_ids", (given) => (given === "" ? undefined : given)),
  ),
  mutation(
    "filters/collectors-first",
    "Of several collectors only the first counts.",
    "SRC-003 FLW-012",
    "GET_sources GET_flows",
    reads("collected_by_ids", (given) => given.split(",")[0]),
  ),
  mutation(
    "filters/width-of-images",
    "frame_width finds image Flows too.",
    "FLW-010 TRAP-050",
    "GET_flows",
    widened(),
  ),
  mutation(
    "filters/init-false-narrow",
    "init_segments false hides Flows that lack it.",
    "FLW-011 TRAP-051",
    "GET_flows",
    lists((items, { query }) =>
      query.get("init_segments")?.toLowerCase() === "false"
        ? items.filter((item) => within(item, "essence_parameters", "init_segments") === false)
        : items,
    ),
  ),
  mutation("filters/unlabelled-match", "Flows without a label pass every label.", "FLW-009", "GET_flows", {
    reply: async (answer, { query }, { server }) => {
      if (query.get("label") === undefined || !Array.isArray(answer.body)) return;
      query.remove((name) => name === "label");
      const all = await server("GET", `/flows?${query}`);
      if (Array.isArray(all.body))
        answer.body = [...answer.body, ...all.body.filter((item) => within(item, "label") === undefined)];
    },
  }),
  mutation(
    "filters/never-is-eternity",
    "The timerange () lists all Flows.",
    "FLW-004 TR-024",
    "READ_flows",
    forgives("timerange", (given) => given === "()"),
  ),
  mutation(
    "filters/urls-none-dropped",
    "Segments without a URL that passes are left out.",
    "SEG-012 X-132",
    "GET_flows-flowId-segments",
    lists((items) =>
      items.filter((item) => {
        const urls = within(item, "get_urls");
        return Array.isArray(urls) && urls.length > 0;
      }),
    ),
  ),
  mutation(
    "filters/urls-empty-ignored",
    "An empty accept_get_urls is ignored.",
    "X-132 TRAP-019",
    "READ_flows-flowId-segments READ_objects",
    forgives("accept_get_urls", (given) => given === ""),
  ),
  mutation(
    "filters/urls-first",
    "Of several labels of URLs only the first counts.",
    "X-133",
    "READ_flows-flowId-segments READ_objects",
    reads("accept_get_urls", (given) => given.split(",")[0]),
  ),
  mutation(
    "filters/presigned-false-ignored",
    "presigned false filters nothing.",
    "X-136",
    "READ_flows-flowId-segments READ_objects",
    forgives("presigned", (given) => given.toLowerCase() === "false"),
  ),
  mutation(
    "filters/segments-timerange-not-checked",
    "A malformed timerange of Segments is ignored.",
    "SEG-023 TR-009",
    "READ_flows-flowId-segments",
    accepts(400, 200, ({ query }) => query.get("timerange") !== undefined),
  ),
  mutation(
    "filters/verbose-not-checked",
    "A strange verbose_storage is false.",
    "SEG-023 OBJ-012 X-151",
    "READ_flows-flowId-segments READ_objects",
    forgives("verbose_storage", (given) => !/^(true|false)$/i.test(given)),
  ),
  mutation(
    "filters/storage-ids-not-checked",
    "Malformed storage ids are ignored.",
    "X-025 SEG-023 OBJ-012",
    "READ_flows-flowId-segments READ_objects",
    forgives("accept_storage_ids", (given) => !/^[0-9a-f,-]*$/.test(given)),
  ),
  mutation(
    "filters/multi-profiles-refused",
    "format multi gives 400 on Profiles.",
    "PRF-003",
    "READ_profiles",
    {
      reply: (answer, { query }) => {
        if (query.get("format")?.endsWith(":multi")) answer.status = 400;
      },
    },
  ),
];

/** The filter on sizes as if it were one on images too. */
function widened(): Change {
  return {
    reply: async (answer, { query }, { server }) => {
      const width = query.get("frame_width");
      if (width === undefined || !Array.isArray(answer.body)) return;
      query.remove((name) => name === "frame_width");
      query.set("format", "urn:x-tam:format:image");
      const { body } = await server("GET", `/flows?${query}`);
      const images = docsOf(body).filter(
        (doc) => String(within(doc, "essence_parameters", "frame_width")) === width,
      );
      answer.body = [...answer.body, ...images];
    },
  };
}
