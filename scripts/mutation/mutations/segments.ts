import { answerOf, docsOf, isDoc, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { answers, drops, hides, inside, pretends, shows, takes, unlocks } from "../wrongs.ts";

const GET = "GET_flows-flowId-segments";
const POST = "POST_flows-flowId-segments";
const isOne = ({ body }: { body: unknown }) => isDoc(body);

/** Segments: how they are registered and listed. */
export const segmentMutations: readonly Mutation[] = [
  mutation(
    "segments/unknown-404",
    "Segments of an unknown Flow give 404.",
    "SEG-002 TRAP-007",
    "READ_flows-flowId-segments",
    {
      reply: async (answer, { path }, { server }) => {
        const { status, body } = await server("GET", path.split("/").slice(0, 3).join("/"));
        if (status === 404 && answer.status === 200) Object.assign(answer, { status, body });
      },
    },
  ),
  mutation("segments/post-200", "POST of a Segment gives 200.", "SEG-030", POST, answers(201, 200)),
  mutation("segments/post-204", "POST of a Segment gives 204.", "SEG-030", POST, answers(201, 204)),
  mutation(
    "segments/failures-201",
    "A list with failures gives 201.",
    "SEG-032 TRAP-036",
    POST,
    answers(200, 201),
  ),
  mutation(
    "segments/failures-400",
    "A list with failures gives 400.",
    "SEG-032 AMB-054",
    POST,
    answers(200, 400),
  ),
  mutation("segments/failures-bare", "The failures are a bare list.", "AMB-008 SEG-032", POST, {
    reply: (answer) => {
      if (answer.status === 200) answer.body = within(answer.body, "failed_segments");
    },
  }),
  mutation("segments/failures-empty", "The failures are not listed.", "SEG-032", POST, {
    reply: ({ body }) => {
      if (isDoc(body) && Array.isArray(body["failed_segments"])) body["failed_segments"] = [];
    },
  }),
  mutation(
    "segments/failures-no-object",
    "Failures lack object_id.",
    "SEG-033",
    POST,
    inside("failed_segments", (doc) => {
      delete doc["object_id"];
    }),
  ),
  mutation(
    "segments/failures-no-timerange",
    "Failures lack timerange.",
    "SEG-033b",
    POST,
    inside("failed_segments", (doc) => {
      delete doc["timerange"];
    }),
  ),
  mutation(
    "segments/failures-no-error",
    "Failures lack error.",
    "SEG-033b X-041",
    POST,
    inside("failed_segments", (doc) => {
      delete doc["error"];
    }),
  ),
  mutation("segments/one-refused-200", "One refused Segment gives 200.", "SEG-031 TRAP-036", POST, {
    reply: (answer, call) => {
      if (answer.status === 400 && isOne(call)) {
        answer.status = 200;
        answer.body = { failed_segments: [{ object_id: String(within(call.body, "object_id")) }] };
      }
    },
  }),
  mutation(
    "segments/list-of-one-400",
    "A refused list of one gives 400.",
    "SEG-038",
    POST,
    answers(200, 400, ({ body }) => Array.isArray(body) && body.length === 1),
  ),
  mutation("segments/stops-at-failure", "A list ends at the first failure.", "SEG-034 TRAP-037", POST, {
    reply: async (answer, { body, path }, { server, mark }) => {
      const failed = docsOf(within(answer.body, "failed_segments")).map(({ timerange }) => timerange);
      if (answer.status !== 200 || !Array.isArray(body)) return;
      const first = body.findIndex((item) => failed.includes(within(item, "timerange")));
      for (const item of docsOf(body.slice(first + 1)))
        if (!failed.includes(item["timerange"]))
          await server(
            "DELETE",
            `${path}?timerange=${encodeURIComponent(String(item["timerange"]))}&object_id=${encodeURIComponent(String(item["object_id"]))}`,
          );
      mark();
    },
  }),
  mutation(
    "segments/empty-list-400",
    "An empty list gives 400.",
    "SEG-037",
    POST,
    answers(201, 400, ({ body }) => Array.isArray(body) && body.length === 0),
  ),
  mutation(
    "segments/overlap-taken",
    "A Segment that overlaps gives 201.",
    "SEG-050b AMB-052",
    POST,
    answers(400, 201, isOne),
  ),
  mutation(
    "segments/not-stored",
    "POST of a Segment stores nothing.",
    "SEG-024 SEG-030",
    POST,
    pretends(201),
  ),
  mutation(
    "segments/unknown-flow-201",
    "POST to an unknown Flow gives 400.",
    "SEG-039",
    POST,
    answers(404, 400),
  ),
  mutation("segments/read-only", "POST to a read-only Flow is taken.", "SEG-039 FP-042", POST, unlocks()),
  mutation(
    "segments/read-only-400",
    "POST to a read-only Flow gives 400.",
    "SEG-039 FP-042",
    POST,
    answers(403, 400),
  ),
  mutation(
    "segments/no-timerange",
    "A Segment without timerange is taken.",
    "SEG-050",
    POST,
    takes((doc) => (doc["timerange"] === undefined ? { ...doc, timerange: "[77:0_78:0)" } : undefined)),
  ),
  mutation(
    "segments/unbounded",
    "An unbounded timerange is cut.",
    "SEG-054 AMB-037",
    POST,
    takes((doc) => ({
      ...doc,
      timerange: String(doc["timerange"])
        .replace(/^_$/, "[0:0_1:0)")
        .replace(/_$/, "_9999:0)")
        .replace(/^_/, "[0:0_"),
    })),
  ),
  mutation(
    "segments/exclusive-start",
    "An exclusive start is taken as inclusive.",
    "SEG-054b",
    POST,
    takes((doc) => ({ ...doc, timerange: String(doc["timerange"]).replace(/^\((?=.*\d)/, "[") })),
  ),
  mutation(
    "segments/inclusive-end-lost",
    "An inclusive end is stored as exclusive.",
    "SEG-055 TR-041",
    POST,
    takes((doc) => ({ ...doc, timerange: String(doc["timerange"]).replace(/(_.*)\]$/, "$1)") })),
  ),
  mutation("segments/gap-refused", "Segments after a gap are refused.", "SEG-052", POST, {
    instead: async ({ body, path }, { server }) => {
      const start = /^\[(-?\d+:\d+)_/.exec(String(within(body, "timerange")))?.[1];
      const { body: stored } = await server("GET", path);
      const touches = docsOf(stored).some(({ timerange }) => String(timerange).includes(String(start)));
      return Array.isArray(stored) && stored.length > 0 && start !== undefined && !touches
        ? answerOf(400, { type: "x", summary: "There is a gap.", time: "2020-01-01T00:00:00Z" })
        : undefined;
    },
  }),
  mutation("segments/negative-refused", "Negative times are refused.", "SEG-053", POST, {
    reply: (answer, { body }) => {
      if (docsOf(body).some(({ timerange }) => String(timerange).includes("-"))) answer.status = 400;
    },
  }),
  mutation(
    "segments/last-duration",
    "A negative last_duration is taken.",
    "SEG-058",
    POST,
    takes((doc) =>
      String(doc["last_duration"]).startsWith("-")
        ? { ...doc, last_duration: String(doc["last_duration"]).slice(1) }
        : undefined,
    ),
  ),
  mutation("segments/offset-lost", "ts_offset is not stored.", "SEG-016 SEG-059", POST, drops("ts_offset")),
  mutation("segments/offset-not-shown", "ts_offset is not shown.", "SEG-016", GET, hides("ts_offset")),
  mutation(
    "segments/last-duration-lost",
    "last_duration is not shown.",
    "SEG-016",
    GET,
    hides("last_duration"),
  ),
  mutation(
    "segments/samples-lost",
    "sample_count is not shown.",
    "SEG-016 SEG-018",
    GET,
    hides("sample_count", "sample_offset"),
  ),
  mutation(
    "segments/key-frames-lost",
    "key_frame_count is not shown.",
    "SEG-016 SEG-019",
    GET,
    hides("key_frame_count"),
  ),
  mutation(
    "segments/null-fields",
    "Absent fields are null.",
    "SEG-016 TRAP-014",
    GET,
    shows((doc) => {
      doc["last_duration"] ??= null;
    }),
  ),
  mutation(
    "segments/leaked-init",
    "init_object_id is shown.",
    "SEG-020",
    GET,
    shows((doc) => {
      doc["init_object_id"] = "x";
    }),
  ),
  mutation(
    "segments/leaked-key",
    "The key of the store is shown.",
    "SEG-020",
    GET,
    shows((doc) => {
      doc["storage_key"] = "x";
    }),
  ),
  mutation("segments/no-object-id", "Segments lack object_id.", "SEG-001 DM-004", GET, hides("object_id")),
  mutation("segments/object-timerange-always", "object_timerange is shown unasked.", "SEG-014", GET, {
    request: ({ query }) => {
      if (query.get("include_object_timerange") === undefined) query.set("include_object_timerange", "true");
    },
  }),
  mutation(
    "segments/object-timerange-inferred",
    "object_timerange equal to timerange is left out.",
    "SEG-014 TRAP-049",
    GET,
    shows((doc) => {
      if (doc["object_timerange"] === doc["timerange"]) delete doc["object_timerange"];
    }),
  ),
  mutation(
    "segments/object-timerange-own",
    "object_timerange is the timerange of the Segment.",
    "SEG-014 TR-050 TRAP-048",
    GET,
    shows((doc) => {
      if (doc["object_timerange"] !== undefined) doc["object_timerange"] = doc["timerange"];
    }),
  ),
  mutation(
    "segments/object-timerange-ignored",
    "object_timerange is not stored.",
    "SEG-060",
    POST,
    drops("object_timerange"),
  ),
  mutation("segments/conflicting-reuse", "Reuse with other values is taken.", "SEG-072 SEG-062", POST, {
    request: async (call, { server }) => {
      const { body } = call;
      if (!isDoc(body)) return;
      const { status } = await server("GET", `/objects/${encodeURIComponent(String(body["object_id"]))}`);
      if (status === 200) for (const key of ["object_timerange", "key_frame_count"]) delete body[key];
    },
  }),
  mutation(
    "segments/urls-lost",
    "URLs given at registration are lost.",
    "SEG-085 SEG-079",
    POST,
    drops("get_urls"),
  ),
  mutation(
    "segments/init-lost",
    "init_object_id is not stored.",
    "SEG-015 SEG-075",
    POST,
    drops("init_object_id"),
  ),
  mutation(
    "segments/init-key-id",
    "init_object of Segments has id.",
    "SEG-015 TRAP-015",
    GET,
    inside("init_object", (doc) => {
      doc["id"] = doc["object_id"];
      delete doc["object_id"];
    }),
  ),
  mutation("segments/init-hidden", "init_object is not shown.", "SEG-015", GET, hides("init_object")),
  mutation("segments/no-urls", "get_urls are left out.", "SEG-013 SEG-086", GET, hides("get_urls")),
];
