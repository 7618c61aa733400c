import { register, WEBHOOKS } from "./hooks.ts";
import { at, textOf } from "./json.ts";
import type { Filters } from "./listing.ts";
import { webhookIdOf } from "./makers.ts";
import { meaningOf } from "./ranges.ts";
import { type Need, type Probe, path } from "./test.ts";
import { laid, segmentsPath } from "./timeline.ts";

/** Items of one listing that only the test sees. */
export interface Crowd {
  /** The path of the listing. */
  readonly place: string;
  /** The query that keeps the listing to these items. */
  readonly filters: Filters;
  /** What `keyOf` gives for each item, in the order in which they were made. */
  readonly keys: string[];
  /** Makes one more item and resolves to its key. */
  add(): Promise<string>;
  /** Deletes an item. */
  drop(key: string): Promise<unknown>;
}

/** A listing that tests can fill with items of their own. */
export interface Listing {
  readonly name: string;
  readonly operation: string;
  readonly needs: readonly Need[];
  /** What tells an item of the listing from others. */
  keyOf(item: unknown): string;
  gather(probe: Probe): Promise<Crowd>;
}

const idOf = (item: unknown) => textOf(at(item, "id"));

/** The listings whose items a test can make and keep apart from all others by a filter. */
export const LISTINGS: readonly Listing[] = [
  {
    name: "flows",
    operation: "GET_flows",
    needs: [],
    keyOf: idOf,
    async gather(probe) {
      const source_id = probe.fresh.uuid();
      return crowd(
        "/flows",
        { source_id },
        {
          add: async () => (await probe.flow({ source_id })).id,
          drop: (id) => probe.remove(path`/flows/${id}`),
        },
      );
    },
  },
  {
    name: "sources",
    operation: "GET_sources",
    needs: [],
    keyOf: idOf,
    async gather(probe) {
      const tag = probe.fresh.tagName();
      const flows = new Map<string, string>();
      const add = async () => {
        const flow = await probe.flow();
        flows.set(flow.sourceId, flow.path);
        await probe.put(path`/sources/${flow.sourceId}/tags/${tag}`, "yes");
        return flow.sourceId;
      };
      // A Source goes with its last Flow.
      const drop = (id: string) => probe.remove(flows.get(id) ?? "");
      return crowd("/sources", { [`tag.${tag}`]: "yes" }, { add, drop });
    },
  },
  {
    name: "segments",
    operation: "GET_flows-flowId-segments",
    needs: ["upload"],
    keyOf: (item) => meaningOf(at(item, "timerange")) ?? "",
    async gather(probe) {
      const flow = await probe.flow();
      const timeranges = new Map<string, string>();
      const add = async () => {
        const second = timeranges.size;
        const timerange = `[${second}:0_${second + 1}:0)`;
        const key = meaningOf(timerange) ?? "";
        timeranges.set(key, timerange);
        await laid(probe, flow, [timerange]);
        return key;
      };
      const drop = (key: string) => probe.remove(segmentsPath(flow), { timerange: timeranges.get(key) });
      return crowd(segmentsPath(flow), {}, { add, drop });
    },
  },
  {
    name: "webhooks",
    operation: "GET_webhooks",
    needs: ["webhooks"],
    keyOf: idOf,
    async gather(probe) {
      const tag = probe.fresh.tagName();
      const { url } = await probe.receiver();
      const add = async () => {
        const body = {
          url: `${url}/${probe.fresh.uuid()}`,
          events: ["flows/deleted"],
          tags: { [tag]: "yes" },
        };
        const reply = await register(probe, body);
        return webhookIdOf(reply);
      };
      const drop = (id: string) => probe.remove(path`/service/webhooks/${id}`);
      return crowd(WEBHOOKS, { [`tag.${tag}`]: "yes" }, { add, drop });
    },
  },
];

/** A crowd of some size. */
export async function gathered(probe: Probe, listing: Listing, size: number): Promise<Crowd> {
  const made = await listing.gather(probe);
  for (let count = 0; count < size; count += 1) await made.add();
  return made;
}

function crowd(place: string, filters: Filters, { add, drop }: Pick<Crowd, "add" | "drop">): Crowd {
  const keys: string[] = [];
  return {
    place,
    filters,
    keys,
    drop,
    async add() {
      const key = await add();
      keys.push(key);
      return key;
    },
  };
}
