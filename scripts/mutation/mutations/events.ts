import { answerOf, type Delivery, isDoc, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { delivers, tells } from "../wrongs.ts";

const CAUSES = { via: ["POST_webhooks"] };
const ADDED = "flows/segments_added";

/** What Webhooks deliver. */
export const eventMutations: readonly Mutation[] = [
  mutation(
    "events/twice",
    "Every event comes twice.",
    "EV-030",
    "event",
    delivers((delivery) => [delivery, delivery]),
    CAUSES,
  ),
  mutation(
    "events/none",
    "No event ever comes.",
    "EV-001 EV-020",
    "event",
    delivers(() => []),
    { ...CAUSES, slow: true },
  ),
  mutation(
    "events/by-put",
    "Events come by PUT.",
    "EV-001",
    "event",
    delivers((delivery) => [{ ...delivery, method: "PUT" }]),
    CAUSES,
  ),
  mutation(
    "events/text",
    "Events are text/plain.",
    "EV-006",
    "event",
    delivers((delivery) => [{ ...delivery, headers: { ...delivery.headers, "content-type": "text/plain" } }]),
    CAUSES,
  ),
  mutation(
    "events/no-user-agent",
    "Deliveries have no User-Agent.",
    "EV-006",
    "event",
    delivers((delivery) => [{ ...delivery, headers: without(delivery, "user-agent") }]),
    CAUSES,
  ),
  mutation(
    "events/no-timestamp",
    "Events lack event_timestamp.",
    "EV-002",
    "event",
    tells((doc) => {
      delete doc["event_timestamp"];
    }),
    CAUSES,
  ),
  mutation(
    "events/extra-key",
    "Events have a key outside the schema.",
    "EV-008 EV-002",
    "event",
    tells((doc) => {
      doc["event_id"] = "x";
    }),
    CAUSES,
  ),
  mutation(
    "events/old-timestamp",
    "event_timestamp is of another year.",
    "EV-004",
    "event",
    tells((doc) => {
      doc["event_timestamp"] = "2001-02-03T04:05:06Z";
    }),
    CAUSES,
  ),
  mutation(
    "events/created-as-updated",
    "Creations are told as updates.",
    "EV-030 EV-020 EV-003",
    "event",
    tells((doc) => {
      doc["event_type"] = "flows/updated";
    }, "flows/created"),
    { ...CAUSES, slow: true },
  ),
  mutation(
    "events/updated-as-created",
    "Updates are told as creations.",
    "EV-030 EV-021 EV-003",
    "event",
    tells((doc) => {
      doc["event_type"] = "flows/created";
    }, "flows/updated"),
    { via: ["POST_webhooks", "PUT_flows-flowId"], slow: true },
  ),
  mutation(
    "events/flow-timerange",
    "Flows in events have a timerange.",
    "EV-031",
    "event",
    tells((_, event) => {
      if (isDoc(event["flow"])) event["flow"]["timerange"] = "()";
    }, "flows/"),
    CAUSES,
  ),
  mutation(
    "events/flow-id-only",
    "flows/created has the id alone.",
    "EV-020",
    "event",
    tells((_, event) => {
      event["flow"] = { id: within(event, "flow", "id") };
    }, "flows/created"),
    CAUSES,
  ),
  mutation(
    "events/flow-before",
    "flows/updated has no label.",
    "EV-021",
    "event",
    tells((_, event) => {
      if (isDoc(event["flow"])) delete event["flow"]["label"];
    }, "flows/updated"),
    { via: ["POST_webhooks", "PUT_flows-flowId"] },
  ),
  mutation(
    "events/source-id-only",
    "sources/created has the id alone.",
    "EV-025",
    "event",
    tells((_, event) => {
      event["source"] = { id: within(event, "source", "id") };
    }, "sources/created"),
    CAUSES,
  ),
  mutation(
    "events/deleted-flow",
    "flows/deleted has the Flow.",
    "EV-022",
    "event",
    tells((_, event) => {
      event["flow"] = { id: event["flow_id"] };
      delete event["flow_id"];
    }, "flows/deleted"),
    { via: ["POST_webhooks", "DELETE_flows-flowId"], slow: true },
  ),
  mutation(
    "events/no-source-deleted",
    "sources/deleted never comes.",
    "EV-027 SRC-029",
    "event",
    delivers(() => [], "sources/deleted"),
    { via: ["POST_webhooks", "DELETE_flows-flowId"], slow: true },
  ),
  mutation(
    "events/no-source-created",
    "sources/created never comes.",
    "EV-025 FLW-064",
    "event",
    delivers(() => [], "sources/created"),
    { ...CAUSES, slow: true },
  ),
  mutation(
    "events/no-source-updated",
    "sources/updated never comes.",
    "EV-026 SRC-064",
    "event",
    delivers(() => [], "sources/updated"),
    { via: ["POST_webhooks", "PUT_sources-sourceId-label"], slow: true },
  ),
  mutation(
    "events/segments-missing",
    "flows/segments_added lacks segments.",
    "EV-023 EV-040",
    "event",
    tells((_, event) => {
      delete event["segments"];
    }, ADDED),
    CAUSES,
  ),
  mutation(
    "events/segments-first-only",
    "flows/segments_added has the first Segment only.",
    "EV-041 SEG-091",
    "event",
    tells((_, event) => {
      if (Array.isArray(event["segments"])) event["segments"] = event["segments"].slice(0, 1);
    }, ADDED),
    { ...CAUSES, slow: true },
  ),
  mutation(
    "events/segments-no-urls",
    "Segments in events have no URLs.",
    "EV-040 EV-043b",
    "event",
    tells((_, event) => {
      for (const item of Array.isArray(event["segments"]) ? event["segments"] : [])
        if (isDoc(item)) delete item["get_urls"];
    }, ADDED),
    CAUSES,
  ),
  mutation(
    "events/segments-deleted-range",
    "flows/segments_deleted has eternity.",
    "EV-045 TRAP-033",
    "event",
    tells((_, event) => {
      event["timerange"] = "_";
    }, "flows/segments_deleted"),
    { via: ["POST_webhooks", "DELETE_flows-flowId-segments"] },
  ),
  mutation(
    "events/segments-deleted-inclusive",
    "flows/segments_deleted has an inclusive end.",
    "EV-045 EV-046",
    "event",
    tells((_, event) => {
      event["timerange"] = String(event["timerange"]).replace(/\)$/, "]");
    }, "flows/segments_deleted"),
    { via: ["POST_webhooks", "DELETE_flows-flowId-segments"] },
  ),
  mutation(
    "events/no-secret",
    "The secret's header is missing.",
    "EV-005",
    "event",
    delivers((delivery) => [{ ...delivery, headers: withoutKeys(delivery) }]),
    CAUSES,
  ),
  mutation(
    "events/out-of-order",
    "Events come in pairs, the later one first.",
    "EV-009",
    "event",
    delivers((delivery, { state }) => {
      const held = state.get(delivery.url);
      if (!isDelivery(held)) {
        state.set(delivery.url, delivery);
        return [];
      }
      state.delete(delivery.url);
      return [delivery, held];
    }),
    { ...CAUSES, slow: true },
  ),
  mutation(
    "events/no-retry",
    "A delivery that fails is not tried again.",
    "EV-097 EV-098 AMB-033",
    "event",
    {
      event: (delivery, { state }) => {
        const key = JSON.stringify(delivery.body);
        if (state.has(delivery.url + key)) return [];
        state.set(delivery.url + key, true);
        return [delivery];
      },
    },
    { ...CAUSES, slow: true },
  ),
  mutation(
    "events/storage-tells",
    "Storage fires flows/updated.",
    "EV-033 STO-023",
    "POST_flows-flowId-storage",
    {
      reply: async (_answer, { path }, { server, mark }) => {
        await server("PUT", `${path.replace(/\/storage$/, "")}/tags/mutated`, "x");
        mark();
      },
    },
  ),
  mutation(
    "events/segments-update-flow",
    "Segments fire flows/updated.",
    "EV-036 SEG-092b AMB-022",
    "POST_flows-flowId-segments",
    {
      reply: async (answer, { path }, { server, mark }) => {
        if (answer.status !== 201) return;
        await server("PUT", `${path.replace(/\/segments$/, "")}/tags/mutated`, "x");
        mark();
      },
    },
  ),
  mutation(
    "events/put-silent",
    "A PUT that changes nothing fires no event.",
    "FLW-096b",
    "PUT_flows-flowId",
    {
      instead: async ({ path, body }, { server, state }) => {
        const text = JSON.stringify(body);
        const same = state.get(path) === text && (await server("GET", path)).status === 200;
        state.set(path, text);
        return same ? answerOf(204) : undefined;
      },
    },
  ),
  mutation(
    "events/slow-callers",
    "Callers wait for deliveries.",
    "EV-010",
    "PUT_flows-flowId-label",
    {
      request: async (_, { mark }) => {
        await new Promise((resolve) => setTimeout(resolve, 9000));
        mark();
      },
    },
    { slow: true },
  ),
];

function without({ headers }: Delivery, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

/** Only what HTTP itself needs. */
function withoutKeys({ headers }: Delivery): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([key]) => /^(host|user-agent|accept.*|content-.*)$/.test(key)),
  );
}

function isDelivery(value: unknown): value is Delivery {
  return isDoc(value) && "url" in value && "headers" in value;
}
