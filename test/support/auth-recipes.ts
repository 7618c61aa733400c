import { bytesWrites, flowWrites } from "./auth-flow-recipes.ts";
import { get, partsOf, type Recipe, type Stage } from "./auth-recipe.ts";
import type { Answer } from "./auth-world.ts";
import { profile, webhook } from "./make.ts";

const SOURCE_VALUES: Readonly<Record<string, unknown>> = {
  "tags/genre": "news",
  description: "another text",
  label: "another label",
};

const post = (path: string, body: (stage: Stage) => unknown, ...play: readonly string[]): Recipe => ({
  play,
  make: (stage) => ({ method: "POST", path, body: body(stage) }),
});

/** The names of what a listing shows, in the order of the names. */
function named(
  answer: Answer,
  ids: Readonly<Record<string, string>>,
  idOf: (item: never) => string = ({ id }: { id: string }) => id,
): unknown {
  const shown = (answer.body as never[]).map(idOf);
  const names = Object.keys(ids).filter((name) => shown.includes(ids[name] ?? ""));
  // What is nobody's counts too.
  return names.length === shown.length ? names : { names, shown };
}

interface Urls {
  readonly get_urls?: readonly { readonly label?: string }[];
}

function labels({ get_urls = [] }: Urls): readonly string[] {
  const found = new Set(get_urls.map(({ label }) => label ?? ""));
  return ["store", "elsewhere"].filter((label) => found.delete(label)).concat([...found]);
}

type FlowEvent = { readonly event: { readonly flow: { readonly id: string } } };

function eventsOf({ shared }: Stage): string {
  const ids = [shared.flow.id, shared.other.id, shared.bare.id, shared.beacon.id].join(",");
  return `events=flows/created&flow_ids=${ids}`;
}

const reads: Readonly<Record<string, Recipe>> = {
  GET_root: get(() => "/"),
  GET_service: get(() => "/service"),
  GET_openapi: get(() => "/openapi.json"),
  "GET_health-live": get(() => "/health/live"),
  "GET_health-ready": get(() => "/health/ready"),
  "GET_well-known-jwks": get(() => "/.well-known/jwks.json"),
  "GET_well-known-oauth-authorization-server": get(() => "/.well-known/oauth-authorization-server"),
  "GET_storage-backends": {
    ...get(() => "/service/storage-backends", "store", "vault"),
    sees: ({ body }) => (body as { label: string }[]).map(({ label }) => label).sort(),
  },
  GET_profiles: get(() => "/service/profiles"),
  "GET_profiles-profileId": get(({ shared }) => `/service/profiles/${shared.profile}`),
  GET_webhooks: {
    ...get(({ shared }) => `/service/webhooks?tag.world=${shared.world}`, "hook"),
    sees: (answer, { shared }) => named(answer, { hook: shared.hook.id, bare: shared.bareHook.id }),
  },
  "GET_webhooks-webhookId": get(({ shared }) => `/service/webhooks/${shared.hook.id}`, "hook"),
  "GET_webhooks-webhookId-deliveries": get(
    ({ shared }) => `/service/webhooks/${shared.hook.id}/deliveries`,
    "hook",
  ),
  GET_events: {
    ...get((stage) => `/events?${eventsOf(stage)}&limit=50`, "flow", "other"),
    sees: (answer, { shared }) => {
      const ids = {
        flow: shared.flow.id,
        other: shared.other.id,
        bare: shared.bare.id,
        beacon: shared.beacon.id,
      };
      const names = named(answer, ids, ({ event }: FlowEvent) => event.flow.id);
      return Array.isArray(names) ? names.filter((name) => !["beacon", "bare"].includes(name)) : names;
    },
  },
  "GET_events with Segments": {
    ...get(
      ({ shared }) => `/events?events=flows/segments_added&flow_ids=${shared.object.flow.id}`,
      "flow",
      "store",
    ),
    sees: ({ body }) =>
      (body as { event: { segments: Urls[] } }[]).flatMap(({ event }) => event.segments.map(labels)),
  },
  "GET_events-stream": {
    ...get((stage) => `/events/stream?after=${stage.shared.eventBefore}&${eventsOf(stage)}`, "flow", "other"),
    sees: ({ text }, { shared }) =>
      ["flow", "other"].filter((name) => text.includes(shared[name as "flow" | "other"].id)),
  },
  GET_sources: {
    ...get(({ shared }) => `/sources?tag.world=${shared.world}&limit=50`, "source", "other"),
    sees: (answer, { shared: { flow, other, bare } }) =>
      named(answer, { source: flow.source_id, other: other.source_id, bare: bare.source_id }),
  },
  "GET_sources-sourceId": get(({ shared }) => `/sources/${shared.flow.source_id}`, "source"),
  "GET_sources-sourceId-tags": get(({ shared }) => `/sources/${shared.flow.source_id}/tags`, "source"),
  GET_flows: {
    ...get(({ shared }) => `/flows?tag.world=${shared.world}&limit=50`, "flow", "other"),
    sees: (answer, { shared: { flow, other, bare } }) =>
      named(answer, { flow: flow.id, other: other.id, bare: bare.id }),
  },
  "GET_flows-flowId": get(({ shared }) => `/flows/${shared.flow.id}`, "flow"),
  "GET_flows-flowId-tags": get(({ shared }) => `/flows/${shared.flow.id}/tags`, "flow"),
  "GET_flows-flowId-read-only": get(({ shared }) => `/flows/${shared.flow.id}/read_only`, "flow"),
  "GET_flows-flowId-flow-collection": get(
    ({ shared }) => `/flows/${shared.multi.id}/flow_collection`,
    "flow",
  ),
  "GET_flows-flowId-segments": {
    ...get(({ shared }) => `/flows/${shared.object.flow.id}/segments`, "flow", "store"),
    sees: ({ body }) => (body as Urls[]).map(labels),
  },
  GET_objects: {
    ...get(({ shared }) => `/objects/${shared.object.id}`, "flow", "other", "store"),
    sees: ({ body }, { shared: { object } }) => {
      const shown = body as Urls & { referenced_by_flows: string[]; first_referenced_by_flow?: string };
      const first = shown.first_referenced_by_flow;
      return {
        flows: (["flow", "other"] as const).filter((name) =>
          shown.referenced_by_flows.includes(object[name].id),
        ),
        ...(first !== undefined && { first: first === object.flow.id ? "flow" : first }),
        urls: labels(shown),
      };
    },
  },
  GET_media: get(({ shared }) => shared.object.url, "flow", "store", "other"),
  "GET_flow-delete-requests": get(() => "/flow-delete-requests", "flow"),
  "GET_flow-delete-requests-request-id": get(
    ({ shared }) => `/flow-delete-requests/${shared.request.id}`,
    "flow",
  ),
};

const catalogWrites: Readonly<Record<string, Recipe>> = {
  POST_service: { ...post("/service", () => ({ name: "a service" })), again: true },
  "POST_profiles-profileId": {
    play: [],
    make: () => {
      const body = profile();
      return { method: "POST", path: `/service/profiles/${body.id}`, body };
    },
  },
  POST_webhooks: post(
    "/service/webhooks",
    ({ shared: { flow } }) => webhook({ flow_ids: [flow.id], source_ids: [flow.source_id] }),
    ...["flow", "source"],
  ),
  "POST_webhooks without filters": post(
    "/service/webhooks",
    () => webhook({ events: ["flows/deleted"] }),
    "flow",
  ),
  "POST_webhooks by collection": post(
    "/service/webhooks",
    ({ shared: { flow } }) =>
      webhook({ flow_collected_by_ids: [flow.id], source_collected_by_ids: [flow.source_id] }),
    ...["flow", "source"],
  ),
  PUT_webhooks: {
    play: ["hook", "flow", "source"],
    make: async ({ things, shared: { flow } }) => {
      const hook = await things.hook("hook");
      const body = { ...hook, flow_ids: [flow.id], source_ids: [flow.source_id] };
      return { method: "PUT", path: `/service/webhooks/${hook.id}`, body };
    },
  },
  "PUT_webhooks without tags": {
    play: ["hook"],
    make: async ({ things }) => {
      const { tags: _, flow_ids: __, ...body } = await things.hook("hook");
      return { method: "PUT", path: `/service/webhooks/${body.id}`, body };
    },
  },
  "DELETE_webhooks-webhookId": {
    play: ["hook"],
    make: async ({ things }) => ({
      method: "DELETE",
      path: `/service/webhooks/${(await things.hook("hook")).id}`,
    }),
  },
  "POST_events-replay": post("/events/replay", ({ shared }) => ({ webhook_id: shared.hook.id }), "hook"),
  ...partsOf("sources-sourceId", SOURCE_VALUES),
  "PUT_sources-sourceId-tags-name auth_classes": {
    play: ["source"],
    make: async ({ things }) => ({
      method: "PUT",
      path: `/sources/${(await things.flow("flow")).source_id}/tags/auth_classes`,
      body: ["source", "extra"],
    }),
  },
  "DELETE_sources-sourceId-tags-name auth_classes": {
    play: ["source"],
    make: async ({ things }) => ({
      method: "DELETE",
      path: `/sources/${(await things.flow("flow")).source_id}/tags/auth_classes`,
    }),
  },
};

const login: Readonly<Record<string, Recipe>> = {
  "POST_auth-login": {
    ...{ play: [], again: true },
    make: ({ shared }) => ({
      ...at("/auth/login"),
      body: { username: shared.user, password: shared.password },
    }),
  },
  "POST_auth-refresh": {
    play: [],
    make: async ({ things, shared }) => ({
      ...at("/auth/refresh"),
      body: { refresh_token: await things.refreshToken(shared.user) },
    }),
  },
  "POST_auth-logout": {
    play: [],
    make: async ({ things, shared }) => ({
      ...at("/auth/logout"),
      body: { refresh_token: await things.refreshToken(shared.user) },
    }),
  },
  "POST_auth-token": {
    ...{ play: [], again: true },
    make: ({ shared: { client } }) => ({
      ...at("/auth/token"),
      text: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: client.id,
        client_secret: client.secret,
      }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
  },
};

function at(path: string): { readonly method: string; readonly path: string } {
  return { method: "POST", path };
}

/** A recipe for each case of the model, by the same name. */
export const recipes: Readonly<Record<string, Recipe>> = {
  ...reads,
  ...catalogWrites,
  ...flowWrites,
  ...bytesWrites,
  ...login,
};
