import type { Body, Schemas } from "../../src/contract/operations.ts";
import { bodyOf, type Client } from "../crash/client.ts";
import { listAll } from "../crash/listing.ts";
import { must, Violation } from "../crash/violation.ts";
import type { Logged } from "./body.ts";
import type { Receiver, Seen } from "./receiver.ts";

export type Filters = Omit<Body<"POST_webhooks">, "url" | "events"> & {
  readonly events?: Body<"POST_webhooks">["events"];
};

/** Every kind of event. */
const ALL: Body<"POST_webhooks">["events"] = [
  "flows/created",
  "flows/updated",
  "flows/deleted",
  "flows/segments_added",
  "flows/segments_deleted",
  "sources/created",
  "sources/updated",
  "sources/deleted",
];

/** Most deliveries that the server sends before it records them: what a process that dies may send again. */
const ROUND = 64;

/** The source of each flow that was ever told of. */
export type SourcesOfFlows = ReadonlyMap<string, string>;

/** Reads the sources of all flows from the log. */
export function sourcesIn(log: readonly Logged[]): SourcesOfFlows {
  return new Map(
    log.flatMap((each) =>
      each.event_type === "flows/created" ? [[each.event.flow.id, each.event.flow.source_id] as const] : [],
    ),
  );
}

/** The webhook of one receiver, and what must have come there. */
export class Subscription {
  readonly id: string;
  readonly receiver: Receiver;
  readonly #filters: Filters;
  readonly #after: string;

  private constructor(id: string, receiver: Receiver, filters: Filters, after: string) {
    this.id = id;
    this.#after = after;
    this.receiver = receiver;
    this.#filters = filters;
  }

  /** Registers a webhook for a receiver that listens, while nobody changes anything. */
  static async make(client: Client, receiver: Receiver, filters: Filters): Promise<Subscription> {
    const after = await lastId(client);
    const body: Body<"POST_webhooks"> = { url: receiver.url, events: ALL, ...filters };
    const answer = await client.send<Schemas["webhook-get"]>("POST", "/service/webhooks", body);
    return new Subscription(bodyOf(answer, 201).id, receiver, filters, after);
  }

  /** The events that it is to get, in their order. */
  wanted(log: readonly Logged[], sources: SourcesOfFlows): Logged[] {
    const { events, flow_ids, source_ids } = this.#filters;
    return log.filter((each) => {
      const { flow, source } = aboutOf(each, sources);
      return (
        each.id > this.#after &&
        (events?.includes(each.event_type) ?? true) &&
        (source_ids?.includes(source) ?? true) &&
        (flow === undefined || (flow_ids?.includes(flow) ?? true))
      );
    });
  }

  /** How many of these it has not taken. */
  missing(wanted: readonly Logged[]): number {
    return wanted.filter(({ id }) => this.receiver.seen.get(Number(id))?.taken === undefined).length;
  }

  /** Whether its URLs are those that the log shows by default. */
  get hasPlainUrls(): boolean {
    return this.#filters.presigned === undefined && this.#filters.accept_get_urls === undefined;
  }

  /**
   * Throws unless the receiver got these events and no others, with their order in each flow and each source: what comes
   * later in either is not even sent before the earlier was taken (EV-009).
   */
  mustHaveGot(wanted: readonly Logged[], sources: SourcesOfFlows): void {
    const { name, seen } = this.receiver;
    this.receiver.mustBeUnharmed();
    const ids = new Set(wanted.map(({ id }) => Number(id)));
    const strange = [...seen.keys()].filter((id) => !ids.has(id));
    must(strange.length === 0, `only events that ${name} asked for`, () => `also ${strange.slice(0, 3)}`);
    const last = new Map<string, readonly [Logged, Seen]>();
    for (const event of wanted) {
      const at = seen.get(Number(event.id));
      if (at?.taken === undefined) throw new Violation(`event ${event.id} at ${name}`, "it was not taken");
      const { flow, source } = aboutOf(event, sources);
      for (const lane of [flow ?? source, source]) {
        const [before, earlier] = last.get(lane) ?? [];
        must(
          before === undefined || before === event || (earlier?.taken ?? 0) < at.came,
          `event ${event.id} at ${name} after ${before?.id}, which is about ${lane} too (EV-009)`,
          () => "it came earlier",
        );
        last.set(lane, [event, at]);
      }
    }
  }

  /** Throws unless events came again only as often as processes died while they sent them. */
  mustRepeatLittle(deaths: number): void {
    const most = deaths * ROUND;
    must(this.repeats <= most, `at most ${most} deliveries again to ${this.receiver.name}`, () =>
      String(this.repeats),
    );
  }

  /** Deliveries of events that had been taken before. */
  get repeats(): number {
    return [...this.receiver.seen.values()].reduce((sum, { repeats }) => sum + repeats, 0);
  }

  /** Throws unless the server itself says that all of these were delivered. */
  async mustBeRecorded(client: Client, wanted: readonly Logged[]): Promise<void> {
    const path = `/service/webhooks/${this.id}`;
    const { status } = bodyOf(await client.get<Schemas["webhook-get"]>(path), 200);
    must(status === "started", `webhook ${this.receiver.name} started`, () => status);
    const all = await listAll<Schemas["delivery"]>(client, `${path}/deliveries?limit=1000`);
    const other = all.filter(({ state }) => state !== "delivered");
    must(other.length === 0, `all deliveries to ${this.receiver.name} delivered`, () =>
      JSON.stringify(other.slice(0, 3)),
    );
    must(all.length === wanted.length, `${wanted.length} deliveries to ${this.receiver.name}`, () =>
      String(all.length),
    );
  }
}

/** The id of the last event in the log, or the empty text, which sorts before all. */
export async function lastId(client: Client): Promise<string> {
  const answer = await client.get<Logged[]>("/events?reverse_order=true&limit=1");
  return bodyOf(answer, 200)[0]?.id ?? "";
}

function aboutOf(
  told: Logged,
  sources: SourcesOfFlows,
): { readonly flow: string | undefined; readonly source: string } {
  const { event } = told;
  if ("source" in event) return { flow: undefined, source: event.source.id };
  if ("source_id" in event) return { flow: undefined, source: event.source_id };
  const flow = "flow" in event ? event.flow.id : event.flow_id;
  return { flow, source: sources.get(flow) ?? "" };
}
