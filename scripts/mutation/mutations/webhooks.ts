import { answerOf, isDoc, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { accepts, answers, drops, hides, keeps, lists, shows, takes } from "../wrongs.ts";

const GET = "GET_webhooks-webhookId GET_webhooks";
const POST = "POST_webhooks";
const PUT = "PUT_webhooks";
const DELETE = "DELETE_webhooks-webhookId";
const HOOKS = "POST_webhooks PUT_webhooks";

/** Webhooks: how they are made, changed and shown. */
export const webhookMutations: readonly Mutation[] = [
  mutation("webhooks/post-200", "POST of a Webhook gives 200.", "WH-010", POST, answers(201, 200)),
  mutation("webhooks/put-200", "PUT of a Webhook gives 200.", "WH-040 TRAP-028", PUT, answers(201, 200)),
  mutation("webhooks/put-204", "PUT of a Webhook gives 204.", "WH-040 TRAP-028", PUT, answers(201, 204)),
  mutation("webhooks/put-ignored", "PUT of a Webhook changes nothing.", "WH-044 WH-040", PUT, {
    instead: async ({ path }, { server }) => {
      const { status, body } = await server("GET", path);
      return status === 200 ? answerOf(201, body) : undefined;
    },
  }),
  mutation("webhooks/put-creates", "PUT of an unknown Webhook gives 201.", "WH-041", PUT, accepts(404, 201)),
  mutation("webhooks/put-keeps-filters", "Filters left out of a PUT stay.", "WH-044", PUT, keeps("flow_ids")),
  mutation("webhooks/put-keeps-tags", "Tags left out of a PUT stay.", "WH-044", PUT, keeps("tags")),
  mutation(
    "webhooks/put-no-status",
    "A PUT without status is taken.",
    "WH-042",
    PUT,
    takes((doc) => ({ status: "created", ...doc })),
  ),
  mutation(
    "webhooks/put-started",
    "A PUT may set started.",
    "WH-043 EV-096",
    PUT,
    takes((doc) =>
      doc["status"] === "started" || doc["status"] === "error" ? { ...doc, status: "created" } : undefined,
    ),
  ),
  mutation("webhooks/post-started", "A POST may set started.", "WH-014 EV-096", POST, drops("status")),
  mutation(
    "webhooks/post-disabled",
    "A POST with disabled makes an active Webhook.",
    "WH-014 EV-090",
    POST,
    takes((doc) => (doc["status"] === "disabled" ? { ...doc, status: "created" } : undefined)),
  ),
  mutation(
    "webhooks/unknown-events",
    "Unknown events are dropped.",
    "WH-013",
    HOOKS,
    takes((doc) =>
      Array.isArray(doc["events"])
        ? {
            ...doc,
            events: doc["events"].filter((item) =>
              /^(flows\/(created|updated|deleted|segments_added|segments_deleted)|sources\/(created|updated|deleted))$/.test(
                String(item),
              ),
            ),
          }
        : undefined,
    ),
  ),
  mutation(
    "webhooks/url-not-required",
    "A POST without a url is taken.",
    "WH-012",
    POST,
    takes((doc) => ({ url: "http://127.0.0.1:9/x", ...doc })),
  ),
  mutation(
    "webhooks/events-not-required",
    "A POST without events is taken.",
    "WH-012",
    POST,
    takes((doc) => ({ events: [], ...doc })),
  ),
  mutation(
    "webhooks/bad-ids",
    "Malformed ids in filters are dropped.",
    "WH-019",
    HOOKS,
    takes((doc) =>
      Array.isArray(doc["flow_ids"])
        ? {
            ...doc,
            flow_ids: doc["flow_ids"].filter((id) =>
              /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(id)),
            ),
          }
        : undefined,
    ),
  ),
  mutation(
    "webhooks/file-urls",
    "Targets of other schemes are taken.",
    "WH-020",
    POST,
    accepts(400, 201, ({ body }) => !/^https?:/.test(String(within(body, "url")))),
  ),
  mutation(
    "webhooks/private-targets",
    "Private targets are taken.",
    "WH-020",
    POST,
    accepts(
      400,
      201,
      ({ body }) => /^https?:/.test(String(within(body, "url"))) && Array.isArray(within(body, "events")),
    ),
  ),
  mutation(
    "webhooks/secret-shown",
    "api_key_value is shown.",
    "WH-002 EV-111",
    GET,
    shows((doc) => {
      doc["api_key_value"] = "secret";
    }),
  ),
  mutation(
    "webhooks/secret-echoed",
    "api_key_value is in the 201.",
    "WH-002 TRAP-030",
    HOOKS,
    shows((doc, { body }) => {
      const secret = within(body, "api_key_value");
      if (secret !== undefined) doc["api_key_value"] = secret;
    }),
  ),
  mutation("webhooks/key-name-hidden", "api_key_name is not shown.", "WH-016", GET, hides("api_key_name")),
  mutation(
    "webhooks/empty-stripped",
    "Empty lists are left out.",
    "WH-017 TRAP-013",
    "GET_webhooks-webhookId POST_webhooks",
    shows((doc) => {
      for (const [key, value] of Object.entries(doc))
        if (Array.isArray(value) && value.length === 0) delete doc[key];
    }),
  ),
  mutation(
    "webhooks/null-filters",
    "Absent filters are null.",
    "WH-016",
    GET,
    shows((doc) => {
      doc["flow_ids"] ??= null;
    }),
  ),
  mutation("webhooks/tags-lost", "Tags of Webhooks are lost.", "WH-016 WH-023", HOOKS, drops("tags")),
  mutation(
    "webhooks/transforms-lost",
    "accept_get_urls is not shown.",
    "WH-016",
    GET,
    hides("accept_get_urls"),
  ),
  mutation("webhooks/same-id", "Equal POSTs give one Webhook.", "WH-011", POST, {
    reply: (answer, { body }, { state }) => {
      if (answer.status !== 201) return;
      const key = JSON.stringify(body);
      if (state.has(key)) answer.body = state.get(key);
      else state.set(key, structuredClone(answer.body));
    },
  }),
  mutation(
    "webhooks/unknown-200",
    "Unknown Webhooks are empty.",
    "WH-030",
    "READ_webhooks-webhookId",
    accepts(404, 200),
  ),
  mutation("webhooks/delete-ignored", "DELETE of a Webhook does nothing.", "WH-060", DELETE, {
    instead: async ({ path }, { server }) =>
      (await server("GET", path)).status === 200 ? answerOf(204) : undefined,
  }),
  mutation("webhooks/delete-200", "DELETE of a Webhook gives 200.", "WH-060", DELETE, answers(204, 200)),
  mutation(
    "webhooks/delete-unknown",
    "DELETE of an unknown Webhook gives 204.",
    "WH-061",
    DELETE,
    answers(404, 204),
  ),
  mutation(
    "webhooks/other-id",
    "A body id that differs from the path is ignored.",
    "WH-050",
    PUT,
    takes((doc, { path }) => ({ ...doc, id: path.split("/")[3] ?? "" })),
  ),
  mutation(
    "webhooks/disabled-ignored",
    "Webhooks cannot be disabled.",
    "WH-048 EV-092",
    PUT,
    takes((doc) => (doc["status"] === "disabled" ? { ...doc, status: "created" } : undefined)),
  ),
  mutation(
    "webhooks/list-404",
    "The list of Webhooks gives 404 although they are offered.",
    "X-163",
    "READ_webhooks",
    answers(200, 404),
  ),
  mutation(
    "webhooks/listed-once",
    "Webhooks of equal url are listed once.",
    "WH-011 WH-003c",
    "GET_webhooks",
    lists((items) => [...new Map(items.map((item) => [within(item, "url"), item])).values()]),
  ),

  ...["flow_ids", "source_ids", "flow_collected_by_ids", "source_collected_by_ids"].map((filter) =>
    mutation(
      `webhooks/${filter}-ignored`,
      `${filter} of Webhooks are ignored.`,
      `${{ flow_ids: "EV-062", source_ids: "EV-063", flow_collected_by_ids: "EV-064", source_collected_by_ids: "EV-065" }[filter]} EV-060`,
      HOOKS,
      pairOf(filter),
    ),
  ),
  ...[
    "accept_get_urls",
    "accept_storage_ids",
    "presigned",
    "verbose_storage",
    "include_object_timerange",
  ].map((transform) =>
    mutation(
      `webhooks/${transform}-ignored`,
      `${transform} of Webhooks is ignored.`,
      `${{ accept_get_urls: "EV-080", accept_storage_ids: "EV-081", presigned: "EV-082", verbose_storage: "EV-082", include_object_timerange: "EV-082b" }[transform]}`,
      HOOKS,
      pairOf(transform),
    ),
  ),
];

/** A filter or transform that is kept and shown, and does nothing: the Webhook is made without it. */
function pairOf(key: string) {
  return {
    request: ({ body, path }: import("../exchange.ts").Call, { state }: import("../mutation.ts").Scene) => {
      if (!isDoc(body) || body[key] === undefined) return;
      state.set(`${path} ${String(body["url"])}`, body[key]);
      delete body[key];
    },
    reply: (
      { body: shown }: import("../exchange.ts").Answer,
      { body, path }: import("../exchange.ts").Call,
      { state }: import("../mutation.ts").Scene,
    ) => {
      const value = state.get(`${path} ${String(within(body, "url"))}`);
      if (isDoc(shown) && value !== undefined) shown[key] = value;
    },
  };
}
