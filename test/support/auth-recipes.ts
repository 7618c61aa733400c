import type { Pair, Shared, Things } from "./auth-things.ts";
import type { Answer, AuthServer, Request } from "./auth-world.ts";
import { profile, segment, uuid, videoFlow, webhook } from "./make.ts";
import { second } from "./steps.ts";

/** What a recipe can use. */
export interface Stage {
  readonly server: AuthServer;
  readonly things: Things;
  readonly shared: Shared;
}

/** How one case of the model is brought about. */
export interface Recipe {
  /** The names of the resources whose classes matter; the first is that of the path. */
  readonly play: readonly string[];
  /** A valid request, on resources that are new unless it changes nothing. */
  make(stage: Stage): Request | Promise<Request>;
  /** It may be sent again and again. */
  readonly again?: boolean;
  /** What a reply shows, in the terms of the model. */
  readonly sees?: (answer: Answer, stage: Stage) => unknown;
}

const get = (path: (stage: Stage) => string, ...play: readonly string[]): Recipe => ({
  play,
  again: true,
  make: (stage) => ({ method: "GET", path: path(stage) }),
});

const FLOW_VALUES: Readonly<Record<string, unknown>> = {
  "tags/genre": "news",
  description: "another text",
  label: "another label",
  max_bit_rate: 6000,
  avg_bit_rate: 3000,
};
const SOURCE_VALUES: Readonly<Record<string, unknown>> = {
  "tags/genre": "news",
  description: "another text",
  label: "another label",
};

/** The part of an operation's id for a part of a path. */
function partName(part: string): string {
  return part === "tags/genre" ? "tags-name" : part.replaceAll("_", "-");
}

function partsOf(
  kind: "flows-flowId" | "sources-sourceId",
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Recipe>> {
  const isFlow = kind === "flows-flowId";
  const play = [isFlow ? "flow" : "source"];
  const path = ({ shared }: Stage, part: string): string =>
    isFlow ? `/flows/${shared.object.flow.id}/${part}` : `/sources/${shared.object.flow.source_id}/${part}`;
  const fresh = async ({ things }: Stage, part: string): Promise<string> => {
    const made = await things.flow("flow");
    return isFlow ? `/flows/${made.id}/${part}` : `/sources/${made.source_id}/${part}`;
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([part, body]): [string, Recipe][] => [
      [`GET_${kind}-${partName(part)}`, get((stage) => path(stage, part), ...play)],
      [
        `PUT_${kind}-${partName(part)}`,
        { play, again: true, make: async (s) => ({ method: "PUT", path: await fresh(s, part), body }) },
      ],
      [
        `DELETE_${kind}-${partName(part)}`,
        { play, make: async (s) => ({ method: "DELETE", path: await fresh(s, part) }) },
      ],
    ]),
  );
}

/** A PUT of the whole Flow, with changes to what it was made with. */
function putFlow(
  play: readonly string[],
  change: (stage: Stage, flow: Pair) => object | Promise<object>,
): Recipe {
  return {
    play,
    make: async (stage) => {
      const made = await stage.things.flow("flow");
      const body = { ...made.body, ...(await change(stage, made)) };
      return { method: "PUT", path: `/flows/${made.id}`, body };
    },
  };
}

/** A PUT of a Flow that does not exist yet. */
function newFlow(play: readonly string[], over: (stage: Stage) => object | Promise<object>): Recipe {
  return {
    play,
    make: async (stage) => {
      const body = videoFlow({ tags: { auth_classes: ["extra"] }, ...(await over(stage)) });
      return { method: "PUT", path: `/flows/${body.id}`, body };
    },
  };
}

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

const flowWrites: Readonly<Record<string, Recipe>> = {
  ...partsOf("flows-flowId", FLOW_VALUES),
  "PUT_flows-flowId-read-only": {
    play: ["flow"],
    again: true,
    make: async ({ things }) => ({
      method: "PUT",
      path: `/flows/${(await things.flow("flow")).id}/read_only`,
      body: false,
    }),
  },
  "PUT_flows-flowId-flow-collection": {
    play: ["flow"],
    again: true,
    make: async ({ things, shared }) => ({
      method: "PUT",
      path: `/flows/${(await things.multi(shared.other.id)).id}/flow_collection`,
      body: [],
    }),
  },
  "PUT_flows-flowId-flow-collection that collects": {
    play: ["flow", "other"],
    make: async ({ things, shared }) => ({
      method: "PUT",
      path: `/flows/${(await things.multi()).id}/flow_collection`,
      body: [{ id: shared.other.id }],
    }),
  },
  "DELETE_flows-flowId-flow-collection": {
    play: ["flow"],
    make: async ({ things, shared }) => ({
      method: "DELETE",
      path: `/flows/${(await things.multi(shared.other.id)).id}/flow_collection`,
    }),
  },
  "PUT_flows-flowId": putFlow(["flow"], () => ({ label: "another label" })),
  "PUT_flows-flowId without tags": putFlow(["flow"], () => ({ tags: undefined })),
  "PUT_flows-flowId with another class": putFlow(["flow"], () => ({
    tags: { auth_classes: ["flow", "extra"] },
  })),
  "PUT_flows-flowId with another source_id": putFlow(["flow"], ({ shared }) => ({
    source_id: shared.other.source_id,
  })),
  "PUT_flows-flowId that collects": {
    play: ["flow", "other"],
    make: async ({ things, shared }) => {
      const body = await things.multi();
      const flow_collection = [{ id: shared.other.id }];
      return { method: "PUT", path: `/flows/${body.id}`, body: { ...body, flow_collection } };
    },
  },
  "PUT_flows-flowId new": newFlow(["extra"], () => ({})),
  "PUT_flows-flowId new on a Source": newFlow(["source", "extra"], ({ shared }) => ({
    source_id: shared.flow.source_id,
  })),
  "PUT_flows-flowId new with a class": newFlow(["source", "flow"], ({ shared }) => ({
    source_id: shared.flow.source_id,
    tags: { auth_classes: ["flow"] },
  })),
  "PUT_flows-flowId-tags-name auth_classes": {
    play: ["flow"],
    make: async ({ things }) => ({
      method: "PUT",
      path: `/flows/${(await things.flow("flow")).id}/tags/auth_classes`,
      body: "flow,extra",
    }),
  },
  "DELETE_flows-flowId-tags-name auth_classes": {
    play: ["flow"],
    make: async ({ things }) => ({
      method: "DELETE",
      path: `/flows/${(await things.flow("flow")).id}/tags/auth_classes`,
    }),
  },
  "DELETE_flows-flowId": {
    play: ["flow"],
    make: async ({ things, shared }) => {
      const { source_id } = shared.flow;
      return { method: "DELETE", path: `/flows/${(await things.flow("flow", { source_id })).id}` };
    },
  },
  "DELETE_flows-flowId with Segments": {
    play: ["flow"],
    make: async ({ things, shared }) => {
      const made = await things.flow("flow", { source_id: shared.flow.source_id });
      await things.segment(made);
      return { method: "DELETE", path: `/flows/${made.id}` };
    },
  },
};

/** A request below a new Flow of the class `flow`. */
function onFlow(
  method: string,
  part: string,
  play: readonly string[],
  body?: (stage: Stage, flow: Pair) => unknown,
): Recipe {
  return {
    play,
    make: async (stage) => {
      const made = await stage.things.flow("flow", { source_id: stage.shared.flow.source_id });
      return { method, path: `/flows/${made.id}/${part}`, body: await body?.(stage, made) };
    },
  };
}

/** A request below a new Object of two Flows. */
function onObject(
  method: string,
  query: string,
  play: readonly string[],
  body?: (stage: Stage) => unknown,
  isCopied = false,
): Recipe {
  return {
    play,
    make: async (stage) => {
      const made = await stage.things.object();
      if (isCopied) await stage.things.copied(made);
      const ids = query.replace("STORE", stage.server.store.id);
      return { method, path: `/objects/${made.id}/instances${ids}`, body: body?.(stage) };
    },
  };
}

const bytesWrites: Readonly<Record<string, Recipe>> = {
  "POST_flows-flowId-segments": onFlow("POST", "segments", ["flow"], async ({ things }, flow) => ({
    object_id: (await things.uploaded(flow)).object_id,
    timerange: second(0),
  })),
  "POST_flows-flowId-segments reusing an Object": onFlow(
    "POST",
    "segments",
    ["flow", "other"],
    async ({ things }) => ({
      object_id: await things.segment(await things.flow("other", {}, "other")),
      timerange: second(0),
    }),
  ),
  "POST_flows-flowId-segments with an init Object": {
    play: ["flow", "other"],
    make: async ({ things }) => {
      const { essence_parameters } = videoFlow();
      const fragmented = {
        container: "video/mp4",
        essence_parameters: { ...essence_parameters, init_segments: true },
      };
      const other = await things.flow("other", fragmented, "other");
      const init = await things.uploaded(other);
      const media = segment(second(0));
      await things.register(other, { ...media, init_object_id: init.object_id });
      const made = await things.flow("flow", fragmented);
      const body = { ...segment(second(0)), init_object_id: init.object_id };
      return { method: "POST", path: `/flows/${made.id}/segments`, body };
    },
  },
  "DELETE_flows-flowId-segments": onFlow("DELETE", "segments", ["flow"], async ({ things }, flow) => {
    await things.segment(flow);
    return undefined;
  }),
  "POST_flows-flowId-storage": onFlow("POST", "storage", ["flow", "store"], () => ({ limit: 1 })),
  "POST_flows-flowId-storage on a backend": onFlow("POST", "storage", ["flow", "vault"], ({ server }) => ({
    limit: 1,
    storage_id: server.vault.id,
  })),
  "POST_objects-instances": onObject("POST", "", ["flow", "other"], () => ({
    url: `https://media.example.com/${uuid()}`,
    label: "another",
  })),
  "POST_objects-instances on a backend": onObject("POST", "", ["flow", "vault", "other"], ({ server }) => ({
    storage_id: server.vault.id,
  })),
  "DELETE_objects-instances": onObject("DELETE", "?label=elsewhere", ["flow", "other"]),
  "DELETE_objects-instances on a backend": onObject(
    "DELETE",
    "?storage_id=STORE",
    ["flow", "store", "other"],
    undefined,
  ),
  PUT_media: {
    play: ["flow", "store"],
    again: true,
    make: async ({ things, shared }) => {
      const { put_url } = await things.allocated(shared.flow, { presigned: false });
      const type = put_url["content-type"] ?? "application/octet-stream";
      return { method: "PUT", path: put_url.url, text: "bytes", headers: { "content-type": type } };
    },
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
