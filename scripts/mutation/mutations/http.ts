import { answerOf, docsOf } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, forgives, header, hears, reads, shows } from "../wrongs.ts";

const READS = "READ_flows-flowId READ_sources-sourceId READ_service READ_flows-flowId-tags";

/** Methods, media types, HEAD, errors and ids. */
export const httpMutations: readonly Mutation[] = [
  mutation("http/unknown-path", "Unknown paths give 400.", "X-002", "unknown", answers(404, 400), {
    via: ["GET_root", "PUT_flows-flowId"],
  }),
  mutation(
    "http/unknown-method",
    "Unknown methods give 404 in the place of 405.",
    "X-002",
    "unknown",
    answers(405, 400),
    { via: ["GET_root", "PUT_flows-flowId"] },
  ),
  mutation("http/no-allow", "405 lacks Allow.", "HDR-05 X-002", "unknown", header("allow"), {
    via: ["GET_root", "PUT_flows-flowId"],
  }),
  mutation(
    "http/text-type",
    "JSON bodies are sent as text/plain.",
    "X-003 TRAP-061",
    READS,
    header("content-type", () => "text/plain"),
  ),
  mutation(
    "http/no-type",
    "JSON bodies have no Content-Type.",
    "X-003 TRAP-061",
    READS,
    header("content-type"),
  ),
  mutation(
    "http/head-404-as-200",
    "HEAD of an unknown Flow gives 200.",
    "X-012",
    "HEAD_flows-flowId",
    answers(404, 200),
  ),
  mutation("http/head-204", "HEAD of Sources gives 204.", "X-012", "HEAD_sources", answers(200, 204)),
  mutation(
    "http/head-405",
    "HEAD of the tags of a Flow gives 405.",
    "X-010 X-012",
    "HEAD_flows-flowId-tags",
    answers(200, 405),
  ),
  mutation(
    "http/head-bad-limit",
    "HEAD of Segments takes a bad parameter.",
    "X-011 X-012",
    "HEAD_flows-flowId-segments",
    answers(400, 200),
  ),
  mutation(
    "http/head-404-label",
    "HEAD of the label of a Source gives 404.",
    "X-012",
    "HEAD_sources-sourceId-label",
    answers(200, 404),
  ),
  mutation(
    "http/head-no-type",
    "HEAD lacks Content-Type.",
    "X-013 TRAP-061",
    "HEAD_sources HEAD_flows HEAD_service",
    header("content-type"),
  ),
  mutation(
    "http/head-no-paging",
    "HEAD of Flows lacks X-Paging-Limit.",
    "X-013 TRAP-027",
    "HEAD_flows",
    header("x-paging-limit"),
  ),
  mutation(
    "http/head-no-count",
    "HEAD of Segments lacks X-Paging-Count.",
    "X-013 TRAP-027",
    "HEAD_flows-flowId-segments",
    header("x-paging-count"),
  ),
  mutation(
    "http/head-no-link",
    "HEAD of Sources lacks Link.",
    "X-013 TRAP-027",
    "HEAD_sources",
    header("link"),
  ),
  mutation(
    "http/head-length-0",
    "HEAD claims a Content-Length of 0.",
    "X-015",
    "HEAD_flows-flowId HEAD_sources-sourceId HEAD_service",
    header("content-length", () => "0"),
  ),
  mutation("http/head-body", "HEAD sends a body.", "X-014", "HEAD_flows-flowId HEAD_service", {
    reply: (answer) => {
      delete answer.headers["content-length"];
      answer.stray = "{}";
    },
  }),
  mutation(
    "http/error-text",
    "Errors are plain text.",
    "X-040",
    "GET_flows GET_flows-flowId PUT_flows-flowId GET_sources-sourceId",
    {
      reply: (answer) => {
        if (answer.status < 400) return;
        answer.headers["content-type"] = "text/plain";
        answer.body = undefined;
        answer.bytes = Buffer.from("It is wrong.");
      },
    },
  ),
  mutation(
    "http/error-stack",
    "Errors tell a stack trace.",
    "X-046",
    "GET_flows PUT_flows-flowId POST_flows-flowId-segments",
    {
      reply: ({ status, body }) => {
        if (status < 400) return;
        for (const doc of docsOf(body))
          doc["summary"] = "Error: wrong\n    at check (/srv/tams/src/handlers/flows.ts:12:3)";
      },
    },
  ),
  mutation(
    "http/server-error",
    "A body that is not JSON gives 500.",
    "X-007 X-045",
    "PUT_flows-flowId POST_flows-flowId-segments POST_flows-flowId-storage POST_webhooks",
    answers(400, 500, ({ body }) => body === undefined),
  ),
  mutation(
    "http/media-types",
    "A body of another media type is taken.",
    "X-004",
    "PUT_flows-flowId PUT_flows-flowId-label",
    accepts(415, 204),
  ),
  mutation(
    "http/no-media-type",
    "A body without a media type is refused.",
    "X-004",
    "PUT_flows-flowId PUT_flows-flowId-label",
    {
      reply: (answer, { headers }) => {
        if (headers["content-type"] === undefined) answer.status = 415;
      },
    },
  ),
  mutation(
    "http/not-json",
    "A label that is not JSON is taken as text.",
    "X-006 X-007",
    "PUT_flows-flowId-label",
    accepts(400, 204, ({ body }) => body === undefined),
  ),
  mutation(
    "http/date-form",
    "Date-times have no offset.",
    "X-009",
    "GET_flows-flowId GET_sources-sourceId",
    shows((doc) => {
      if (typeof doc["created"] === "string") doc["created"] = doc["created"].replace("Z", "");
    }),
  ),
  mutation(
    "http/upper-case-ids",
    "Ids are written in upper case.",
    "X-020 DM-030",
    "GET_flows-flowId GET_flows",
    shows((doc) => {
      doc["id"] = String(doc["id"]).toUpperCase();
    }),
  ),
  mutation(
    "http/upper-case-taken",
    "Upper-case UUIDs in bodies are taken.",
    "X-023 TRAP-047",
    "PUT_flows-flowId",
    hears((body) => lowered(body)),
  ),
  mutation(
    "http/bad-source-id",
    "A malformed source_id as a filter lists nothing.",
    "X-025 FLW-014",
    "GET_flows",
    accepts(400, 200, ({ query }) => query.get("source_id") !== undefined),
  ),
  mutation(
    "http/bad-flow-id-segments",
    "Segments of a malformed Flow id give 400.",
    "SEG-003 SEG-026 X-024",
    "READ_flows-flowId-segments",
    answers(404, 400),
  ),
  mutation("http/case-of-labels", "Labels are compared without case.", "X-028 FLW-009", "GET_flows", {
    request: ({ query }) => {
      const label = query.get("label");
      if (label !== undefined) query.set("label", label.toLowerCase());
    },
  }),
  mutation(
    "http/boolean-case",
    "TRUE is no boolean.",
    "X-029",
    "GET_flows GET_flows-flowId GET_flows-flowId-segments",
    {
      reply: (answer, { query }) => {
        if (query.names().some((name) => /^(TRUE|True|FALSE|False)$/.test(query.get(name) ?? "")))
          answer.status = 400;
      },
    },
  ),
  mutation(
    "http/boolean-yes",
    "Any other text is a false boolean.",
    "X-029 X-151",
    "READ_flows READ_flows-flowId READ_flows-flowId-segments READ_sources",
    {
      request: ({ query }) => {
        for (const name of [
          "reverse_order",
          "include_timerange",
          "verbose_storage",
          "presigned",
          "init_segments",
        ]) {
          const value = query.get(name)?.toLowerCase();
          if (value !== undefined && value !== "true" && value !== "false") query.set(name, "false");
        }
      },
    },
  ),
  mutation(
    "http/unknown-parameter",
    "Unknown query parameters give 400.",
    "X-152 AMB-050",
    "GET_flows GET_sources",
    {
      instead: ({ query }) => {
        const isUnknown = query.names().some((name) => /^(x|unknown|no|tams)/.test(name));
        return isUnknown
          ? answerOf(400, { type: "x", summary: "x", time: "2020-01-01T00:00:00Z" })
          : undefined;
      },
    },
  ),
  mutation(
    "http/limit-not-checked",
    "A limit that is no number is ignored.",
    "X-151 FLW-014 SRC-007",
    "READ_flows READ_sources",
    forgives("limit", (given) => !/^\d+$/.test(given)),
  ),
  mutation(
    "http/access-token-filters",
    "access_token is a filter that nothing passes.",
    "X-153",
    "GET_flows GET_sources",
    {
      reply: (answer, { query }) => {
        if (query.get("access_token") !== undefined && Array.isArray(answer.body)) answer.body = [];
      },
    },
    { via: ["GET_root"] },
  ),
  mutation("http/extra-keys", "Extra keys in a body give 400.", "X-008 X-162", "PUT_flows-flowId", {
    reply: (answer, { body }) => {
      if (
        docsOf(body).some((doc) =>
          Object.keys(doc).some(
            (key) =>
              !/^(id|source_id|format|codec|container|label|description|tags|essence_parameters|created|created_by|updated_by|metadata_updated|metadata_version|segments_updated|generation|status|profile_id|segment_duration|container_mapping|avg_bit_rate|max_bit_rate|read_only|flow_collection|collected_by|timerange)$/.test(
                key,
              ),
          ),
        )
      )
        answer.status = 400;
    },
  }),
  mutation(
    "http/plus",
    "An encoded plus in a query is lost.",
    "TRAP-046",
    "GET_flows",
    reads("codec", (given) => given.replace("+", " ")),
  ),
  mutation(
    "http/object-slash",
    "Objects whose id has a slash are not found.",
    "X-026 TRAP-044",
    "READ_objects",
    answers(200, 404, ({ path }) => /%2f/i.test(path)),
  ),
  mutation(
    "http/tag-dot",
    "A dot in the name of a tag filter cuts it.",
    "X-117 X-027 TRAP-045",
    "GET_flows GET_sources",
    {
      request: ({ query }) => {
        for (const name of query.names()) {
          const value = query.get(name);
          const short = /^(tag\.[^.]+)\./.exec(name)?.[1];
          if (short !== undefined && value !== undefined) {
            query.remove((given) => given === name);
            query.set(short, value);
          }
        }
      },
    },
  ),
];

function lowered(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body ?? null, (_, value) =>
      typeof value === "string" && /^[0-9A-F-]{36}$/i.test(value) ? value.toLowerCase() : value,
    ),
  );
}
