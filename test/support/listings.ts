import type { Schemas } from "../../src/contract/operations.ts";
import { eventId } from "../../src/events/event.ts";
import type { App } from "../../src/services/app.ts";
import type { Change } from "../../src/storage/engine.ts";
import type { Row } from "../../src/storage/tables.ts";
import type { Client } from "./client.ts";
import { logged } from "./log-steps.ts";
import { profile, segment, uuid, videoFlow, webhook } from "./make.ts";
import { delivery } from "./rows.ts";
import { storeFlow } from "./served.ts";

/** One of the eight listings of TAMS or of our own two, and how a test fills a part of it that is its own. */
export interface Listing {
  readonly id: string;
  /** What each documents: order, count and reverse order, or only limit and next key. */
  readonly headers: "all" | "few";
  /** A fresh part of the listing; `path` has a query that finds its items only. */
  open(api: Client, app: App): Promise<Part>;
}

export interface Part {
  readonly path: string;
  /** Adds an item, and answers what `idOf` gives for it in the listing. */
  add(): Promise<string>;
  remove?(id: string): Promise<void>;
}

/** What tells the items of a listing apart: an id, a start of time, or for `referenced_by_flows` the item itself. */
export function idOf(item: unknown): string {
  if (typeof item === "string") return item;
  const { id, timerange, event_id } = item as { id?: string; timerange?: string; event_id?: string };
  return id ?? timerange ?? event_id ?? "";
}

/** The items of a page of any listing; an Object's are the Flows that reference it. */
export function itemsOf(body: unknown): unknown[] {
  return Array.isArray(body) ? body : (body as { referenced_by_flows: unknown[] }).referenced_by_flows;
}

export const LISTINGS: readonly Listing[] = [
  {
    id: "X-051 /service/profiles",
    headers: "few",
    open: async (api) => {
      const label = uuid();
      const add = async (): Promise<string> => {
        const body = profile({ label });
        await api.post(`/service/profiles/${body.id}`, body);
        return body.id;
      };
      return { path: `/service/profiles?label=${label}`, add };
    },
  },
  {
    id: "X-052 /service/webhooks",
    headers: "all",
    open: async (api) => {
      const part = uuid();
      const add = async (): Promise<string> =>
        (await api.post<{ id: string }>("/service/webhooks", webhook({ tags: { part } }))).body.id;
      const remove = async (id: string): Promise<void> => void (await api.del(`/service/webhooks/${id}`));
      return { path: `/service/webhooks?tag.part=${part}`, add, remove };
    },
  },
  {
    id: "X-053 /sources",
    headers: "all",
    open: async (api) => {
      const part = uuid();
      const flows = new Map<string, string>();
      const add = async (): Promise<string> => {
        const { id, source_id } = await storeFlow(api, videoFlow({ tags: { part } }));
        flows.set(source_id, id);
        return source_id;
      };
      const remove = async (id: string): Promise<void> => void (await api.del(`/flows/${flows.get(id)}`));
      return { path: `/sources?tag.part=${part}`, add, remove };
    },
  },
  {
    id: "X-054 /flows",
    headers: "all",
    open: async (api) => {
      const source_id = uuid();
      const add = async (): Promise<string> => (await storeFlow(api, videoFlow({ source_id }))).id;
      const remove = async (id: string): Promise<void> => void (await api.del(`/flows/${id}`));
      return { path: `/flows?source_id=${source_id}`, add, remove };
    },
  },
  {
    id: "X-055 /flows/{flowId}/segments",
    headers: "all",
    open: async (api) => {
      const { id } = await storeFlow(api, videoFlow());
      let free = Array.from({ length: 60 }, (_, at) => at);
      const add = async (): Promise<string> => {
        // Anywhere on the timeline, so that additions fall before, between and behind.
        const at = free[Math.floor(free.length / 3)] ?? 0;
        free = free.filter((other) => other !== at);
        const body = segment(`[${at}:0_${at + 1}:0)`);
        await api.post(`/flows/${id}/segments`, body);
        return body.timerange;
      };
      const remove = async (range: string): Promise<void> =>
        void (await api.del(`/flows/${id}/segments?timerange=${encodeURIComponent(range)}`));
      return { path: `/flows/${id}/segments?timerange=_`, add, remove };
    },
  },
  {
    id: "X-056 /objects/{objectId}",
    headers: "few",
    open: async (api) => {
      const first = await storeFlow(api, videoFlow());
      const body = segment("[0:0_1:0)");
      await api.post(`/flows/${first.id}/segments`, body);
      const part = uuid();
      const add = async (): Promise<string> => {
        const { id } = await storeFlow(api, videoFlow({ tags: { part } }));
        await api.post(`/flows/${id}/segments`, { object_id: body.object_id, timerange: "[0:0_1:0)" });
        return id;
      };
      const remove = async (id: string): Promise<void> => void (await api.del(`/flows/${id}`));
      return { path: `/objects/${body.object_id}?flow_tag.part=${part}`, add, remove };
    },
  },
  {
    id: "X-057 /flow-delete-requests",
    headers: "all",
    // This listing has no filter, so a part is the whole of it, and rows take the place of long deletions.
    open: async (_, app) => {
      const remove = async (...ids: string[]): Promise<void> => {
        const change: Change = { delete: "deletion_requests", keys: ids.map((id) => ({ id })) };
        await app.engine.write(ids, async () => ({
          result: undefined,
          changes: ids.length > 0 ? [change] : [],
        }));
      };
      const before = await app.engine.read((view) => view.select("deletion_requests"));
      await remove(...before.map(({ id }) => id));
      const add = async (): Promise<string> => {
        const row = deletionRequest();
        const change: Change = { insert: "deletion_requests", rows: [row] };
        await app.engine.write([row.id], async () => ({ result: undefined, changes: [change] }));
        return row.id;
      };
      return { path: "/flow-delete-requests?x=1", add, remove };
    },
  },
  {
    id: "our /events",
    headers: "all",
    open: async (api, app) => {
      const { id, source_id } = await storeFlow(api, videoFlow());
      const path = `/events?source_ids=${source_id}&events=flows/updated`;
      let count = 0;
      const add = async (): Promise<string> => {
        count += 1;
        await api.put(`/flows/${id}/label`, `label ${count}`);
        const events = await logged(api, path.slice("/events?".length), { atLeast: count });
        return events.at(-1)?.id ?? "";
      };
      const remove = async (event: string): Promise<void> => {
        const change: Change = { delete: "events", keys: [{ seq: Number(event) }] };
        await app.engine.write(["test"], async () => ({ result: undefined, changes: [change] }));
        count -= 1;
      };
      return { path, add, remove };
    },
  },
  {
    id: "our /service/webhooks/{webhookId}/deliveries",
    headers: "all",
    open: async (api, app) => {
      const { id } = (await api.post<{ id: string }>("/service/webhooks", webhook({ status: "disabled" })))
        .body;
      let seq = 1_000_000;
      const write = (change: Change): Promise<void> =>
        app.engine.write(["test"], async () => ({ result: undefined, changes: [change] }));
      const add = async (): Promise<string> => {
        seq += 1;
        await write({ insert: "deliveries", rows: [delivery(id, seq)] });
        return eventId(seq);
      };
      const remove = (event: string): Promise<void> =>
        write({ delete: "deliveries", keys: [{ webhook_id: id, seq: Number(event) }] });
      return { path: `/service/webhooks/${id}/deliveries?x=1`, add, remove };
    },
  },
];

/** The row of a finished request, whose times may be given. */
export function deletionRequest(times: { created?: string; expiry?: string } = {}): Row<"deletion_requests"> {
  const hour = 3_600_000;
  const { created = new Date().toISOString(), expiry = new Date(Date.now() + hour).toISOString() } = times;
  const request: Schemas["deletion-request"] = {
    id: uuid(),
    flow_id: uuid(),
    timerange_to_delete: "_",
    delete_flow: true,
    created,
    expiry,
    status: "done",
  };
  const { id, flow_id, status } = request;
  return { id, flow_id, status, created, expiry, owner: null, doc: JSON.stringify({ request }) };
}
