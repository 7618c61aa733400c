import { answerOf, docsOf, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, hides, inside, pretends, shows, takes } from "../wrongs.ts";

const GET = "GET_objects";
const POST = "POST_objects-instances";
const DELETE = "DELETE_objects-instances";

/** Objects and their instances. */
export const objectMutations: readonly Mutation[] = [
  mutation("objects/unknown-200", "Unknown Objects are empty.", "OBJ-002", "READ_objects", accepts(404, 200)),
  mutation(
    "objects/allocated-shown",
    "Allocated Objects are shown before registration.",
    "OBJ-002 STO-018 TRAP-039",
    "READ_objects",
    {
      reply: (answer, { path }) => {
        if (answer.status === 404)
          Object.assign(answer, {
            status: 200,
            body: { id: decodeURIComponent(path.split("/")[2] ?? ""), referenced_by_flows: [] },
          });
      },
    },
  ),
  mutation(
    "objects/other-id",
    "Objects are shown with another id.",
    "OBJ-001",
    GET,
    shows((doc) => {
      doc["id"] = `${doc["id"]}x`;
    }),
  ),
  mutation(
    "objects/no-flows",
    "Objects lack referenced_by_flows.",
    "OBJ-001",
    GET,
    hides("referenced_by_flows"),
  ),
  mutation(
    "objects/flows-empty",
    "referenced_by_flows is empty.",
    "OBJ-003 OBJ-011",
    GET,
    shows((doc) => {
      doc["referenced_by_flows"] = [];
    }),
  ),
  mutation(
    "objects/flows-repeated",
    "referenced_by_flows has Flows twice.",
    "OBJ-003 TRAP-054",
    GET,
    shows((doc) => {
      if (Array.isArray(doc["referenced_by_flows"]))
        doc["referenced_by_flows"] = doc["referenced_by_flows"].flatMap((id) => [id, id]);
    }),
  ),
  mutation(
    "objects/no-first-flow",
    "Objects lack first_referenced_by_flow.",
    "OBJ-005 SEG-087",
    GET,
    hides("first_referenced_by_flow"),
  ),
  mutation(
    "objects/last-flow-first",
    "first_referenced_by_flow is the last of the Flows.",
    "OBJ-005 SEG-087",
    GET,
    shows((doc) => {
      if (Array.isArray(doc["referenced_by_flows"]))
        doc["first_referenced_by_flow"] =
          doc["referenced_by_flows"].toSorted().at(-1) ?? doc["first_referenced_by_flow"];
    }),
  ),
  mutation("objects/no-timerange", "Objects lack timerange.", "OBJ-006 DM-006", GET, hides("timerange")),
  mutation(
    "objects/timerange-shifted",
    "The timerange of Objects starts at 0.",
    "SEG-059 SEG-060 TR-050",
    GET,
    shows((doc) => {
      if (doc["timerange"] !== undefined) doc["timerange"] = "[0:0_1:0)";
    }),
  ),
  mutation(
    "objects/init-timerange",
    "Init Objects have a timerange.",
    "OBJ-006b DM-006",
    GET,
    shows((doc) => {
      doc["timerange"] ??= "[0:0_1:0)";
    }),
  ),
  mutation("objects/init-hidden", "init_object is not shown.", "OBJ-007", GET, hides("init_object")),
  mutation(
    "objects/init-key",
    "init_object of Objects has object_id.",
    "OBJ-007 TRAP-015",
    GET,
    inside("init_object", (doc) => {
      doc["object_id"] = doc["id"];
      delete doc["id"];
    }),
  ),
  mutation(
    "objects/extra-key",
    "Objects have a key outside the schema.",
    "OBJ-001 TRAP-016",
    GET,
    shows((doc) => {
      doc["size"] = 1;
    }),
  ),
  mutation(
    "objects/key-frames-lost",
    "key_frame_count of Objects is lost.",
    "DM-007 SEG-019",
    GET,
    hides("key_frame_count"),
  ),
  mutation(
    "objects/outlive-segments",
    "Objects outlive their last Segment.",
    "OBJ-013 SEG-107 AMB-062",
    GET,
    {
      reply: (answer, { path }, { state }) => {
        if (answer.status === 200) state.set(path, answer.body);
        else if (state.has(path)) Object.assign(answer, { status: 200, body: state.get(path) });
      },
    },
  ),
  mutation("objects/gone-with-segment", "Objects go with any of their Segments.", "SEG-108 FLW-126", GET, {
    reply: (answer, { path }, { state }) => {
      const flows = within(answer.body, "referenced_by_flows");
      const count = Array.isArray(flows) ? flows.length : 0;
      const most = Number(state.get(path) ?? 0);
      state.set(path, Math.max(most, count));
      if (count < most)
        Object.assign(answer, {
          status: 404,
          body: { type: "x", summary: "Gone.", time: "2020-01-01T00:00:00Z" },
        });
    },
  }),

  mutation("instances/post-200", "POST of an instance gives 200.", "OBJ-024", POST, answers(201, 200)),
  mutation(
    "instances/not-stored",
    "POST of an instance does nothing.",
    "OBJ-024 OBJ-027",
    POST,
    pretends(201),
  ),
  mutation(
    "instances/both",
    "A storage_id beside a url is dropped.",
    "OBJ-020",
    POST,
    takes((doc) => {
      const { storage_id: _, ...rest } = doc;
      return doc["url"] === undefined ? undefined : rest;
    }),
  ),
  mutation(
    "instances/no-label",
    "A url without a label is taken.",
    "OBJ-020",
    POST,
    takes((doc) => (doc["url"] === undefined ? undefined : { label: "unlabelled", ...doc })),
  ),
  mutation(
    "instances/unknown-backend",
    "An unknown storage_id gives 201.",
    "OBJ-022",
    POST,
    answers(400, 201, ({ body }) => within(body, "storage_id") !== undefined),
  ),
  mutation(
    "instances/label-taken",
    "A label in use gives 201.",
    "OBJ-025b OBJ-025",
    POST,
    answers(
      400,
      201,
      ({ body }) => within(body, "url") !== undefined && within(body, "storage_id") === undefined,
    ),
  ),
  mutation(
    "instances/unknown-object",
    "Instances of unknown Objects give 400.",
    "OBJ-026",
    POST,
    answers(404, 400),
  ),
  mutation("instances/read-only", "read_only Flows block instances.", "OBJ-030 FP-043", POST, {
    reply: async (answer, { path }, { server }) => {
      const { body } = await server("GET", path.replace(/\/instances$/, ""));
      const flow = within(body, "first_referenced_by_flow");
      const { body: locked } = await server("GET", `/flows/${flow}/read_only`);
      if (locked === true)
        Object.assign(answer, {
          status: 403,
          body: { type: "x", summary: "x", time: "2020-01-01T00:00:00Z" },
        });
    },
  }),
  mutation("instances/delete-ignored", "DELETE of an instance does nothing.", "OBJ-041", DELETE, {
    instead: async ({ path, query }, { server }) => {
      const { body } = await server("GET", path.replace(/\/instances$/, ""));
      const urls = docsOf(within(body, "get_urls"));
      return urls.length > 1 && urls.some(({ label }) => label === query.get("label"))
        ? answerOf(204)
        : undefined;
    },
  }),
  mutation("instances/delete-200", "DELETE of an instance gives 200.", "OBJ-041", DELETE, answers(204, 200)),
  mutation(
    "instances/delete-nothing-named",
    "DELETE without a name of an instance gives 204.",
    "OBJ-040",
    DELETE,
    answers(400, 204, ({ query }) => query.names().length === 0),
  ),
  mutation(
    "instances/delete-last",
    "DELETE of the last instance gives 204.",
    "OBJ-042",
    DELETE,
    answers(400, 204, ({ query }) => query.names().length > 0),
  ),
  mutation(
    "instances/delete-unknown",
    "DELETE of an instance that is not there gives 204.",
    "OBJ-043b OBJ-043",
    DELETE,
    answers(404, 204),
  ),
];
