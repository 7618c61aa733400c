import { partsOf, type Recipe, type Stage } from "./auth-recipe.ts";
import type { Pair } from "./auth-things.ts";
import { segment, uuid, videoFlow } from "./make.ts";
import { second } from "./steps.ts";

const FLOW_VALUES: Readonly<Record<string, unknown>> = {
  "tags/genre": "news",
  description: "another text",
  label: "another label",
  max_bit_rate: 6000,
  avg_bit_rate: 3000,
};
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

/** Changes of Flows. */
export const flowWrites: Readonly<Record<string, Recipe>> = {
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
  "PUT_flows-flowId with another source_id": putFlow(["flow", "other"], ({ shared }) => ({
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

/** Changes of Segments, storage and Objects. */
export const bytesWrites: Readonly<Record<string, Recipe>> = {
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
