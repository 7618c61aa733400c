import { register } from "./hooks.ts";
import { at, listOf, textOf } from "./json.ts";
import { apiPath, webhookIdOf } from "./makers.ts";
import { standing, VIDEO_PROFILE } from "./standing.ts";
import { type Need, type Probe, path } from "./test.ts";
import { objectPath, segmentsPath } from "./timeline.ts";
import type { Version } from "./versions.ts";

/** A part of the API whose paths can all be read once a test has made what they name. */
export interface Scene {
  readonly name: string;
  readonly since?: Version;
  readonly needs?: readonly Need[];
  /** The ids of its GET operations. */
  readonly reads: readonly string[];
  /** Reads what other tests change, so that nothing else may run. */
  readonly alone?: true;
  /**
   * Makes what there is to read; resolves to a path for each operation, in the order of `reads`. Listings have a query
   * that keeps them to what was made and to one item a page, where they can be kept so.
   */
  prepare(probe: Probe): Promise<readonly string[]>;
}

/** Every path of the API that can be read, by what has to be made first. */
export const SCENES: readonly Scene[] = [
  {
    name: "service",
    reads: ["GET_root", "GET_service", "GET_storage-backends"],
    prepare: async () => ["/", "/service", "/service/storage-backends"],
  },
  {
    name: "profiles",
    since: "8.2",
    reads: ["GET_profiles", "GET_profiles-profileId"],
    async prepare(probe) {
      const { id } = await standing(probe, VIDEO_PROFILE);
      return ["/service/profiles?codec=video%2Fvnd.tams-compliance", path`/service/profiles/${id}`];
    },
  },
  {
    name: "webhooks",
    needs: ["webhooks"],
    reads: ["GET_webhooks", "GET_webhooks-webhookId"],
    async prepare(probe) {
      const { url } = await probe.receiver();
      const tag = probe.fresh.tagName();
      const body = { url, events: ["flows/deleted"], tags: { [tag]: "yes" } };
      await register(probe, body);
      const reply = await register(probe, body);
      const list = `/service/webhooks?tag.${tag}=yes&limit=1`;
      return [list, path`/service/webhooks/${webhookIdOf(reply)}`];
    },
  },
  {
    name: "sources",
    reads: [
      ...["GET_sources", "GET_sources-sourceId", "GET_sources-sourceId-tags"],
      ...["GET_sources-sourceId-tags-name", "GET_sources-sourceId-description", "GET_sources-sourceId-label"],
    ],
    async prepare(probe) {
      const { sourceId } = await probe.flow();
      const other = await probe.flow();
      const tag = probe.fresh.tagName();
      const source = path`/sources/${sourceId}`;
      const properties = [`tags/${tag}`, "description", "label"].map((name) => `${source}/${name}`);
      for (const place of properties) await probe.put(place, "text");
      await probe.put(path`/sources/${other.sourceId}/tags/${tag}`, "text");
      return [`/sources?tag.${tag}=text&limit=1`, source, `${source}/tags`, ...properties];
    },
  },
  {
    name: "flows",
    reads: [
      ...["GET_flows", "GET_flows-flowId", "GET_flows-flowId-tags", "GET_flows-flowId-tags-name"],
      ...["GET_flows-flowId-description", "GET_flows-flowId-label", "GET_flows-flowId-read-only"],
      ...["GET_flows-flowId-flow-collection", "GET_flows-flowId-max-bit-rate"],
      "GET_flows-flowId-avg-bit-rate",
    ],
    async prepare(probe) {
      const part = await probe.flow();
      const flow = await probe.flow({
        description: "text",
        tags: { a: "text" },
        max_bit_rate: 5000,
        avg_bit_rate: 4000,
        read_only: false,
        source_id: part.sourceId,
        flow_collection: [{ id: part.id, role: "part" }],
      });
      const names = ["tags", "tags/a", "description", "label", "read_only", "flow_collection"];
      const all = [...names, "max_bit_rate", "avg_bit_rate"];
      return [
        `/flows?source_id=${flow.sourceId}&limit=1`,
        flow.path,
        ...all.map((name) => `${flow.path}/${name}`),
      ];
    },
  },
  {
    name: "segments",
    needs: ["upload"],
    reads: ["GET_flows-flowId-segments", "GET_objects"],
    async prepare(probe) {
      const flow = await probe.flow();
      const segment = await probe.segment(flow);
      await probe.segment(flow, { timerange: "[1:0_2:0)" });
      return [`${segmentsPath(flow)}?limit=1`, objectPath(segment)];
    },
  },
  {
    name: "deletions",
    alone: true,
    needs: ["upload"],
    reads: ["GET_flow-delete-requests", "GET_flow-delete-requests-request-id"],
    async prepare(probe) {
      const list = "/flow-delete-requests?limit=1";
      const request = await deletionRequest(probe);
      return request === undefined ? [list] : [list, request];
    },
  },
];

/** The path of a deletion request; undefined when the server deletes at once and remembers none. */
export async function deletionRequest(probe: Probe): Promise<string | undefined> {
  const flow = await probe.flow();
  await probe.segment(flow);
  const reply = await probe.remove(flow.path);
  const location = reply.headers.get("location");
  if (reply.status === 202 && location !== null) return apiPath(probe.server.url, location);
  const listed = await probe.get("/flow-delete-requests", { limit: 1 });
  const id = textOf(at(listOf(listed.body)[0], "id"));
  return id === "" ? undefined : path`/flow-delete-requests/${id}`;
}
