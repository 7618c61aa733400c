import { setTimeout as sleep } from "node:timers/promises";
import { at, recordOf, textOf } from "./json.ts";
import { shown } from "./listing.ts";
import { type MadeWebhook, webhookIdOf } from "./makers.ts";
import type { Received, Receiver } from "./receiver.ts";
import { type Probe, path, type Reply } from "./test.ts";

/** Every kind of event that a Webhook may name. */
export const EVENTS = [
  "flows/created",
  "flows/updated",
  "flows/deleted",
  "flows/segments_added",
  "flows/segments_deleted",
  "sources/created",
  "sources/updated",
  "sources/deleted",
] as const;

/** The collection of Webhooks. */
export const WEBHOOKS = "/service/webhooks";

/** An event as it came to a receiver. */
export interface Arrived {
  readonly type: string;
  readonly event: unknown;
  readonly timestamp: unknown;
  readonly request: Received;
}

/** A Webhook with a receiver of its own. */
export interface Hook extends MadeWebhook {
  readonly receiver: Receiver;
  /** What came so far about the ids that the test is about, of one type or of all, in order of arrival. */
  events(type?: string): Arrived[];
  /** Waits for an event of a type that fits; undefined when none comes in time. */
  arrival(type: string, fits?: (event: unknown) => boolean, ms?: number): Promise<Arrived | undefined>;
}

type Body = Readonly<Record<string, unknown>>;

/** How long a test waits for what must not come, once what must come is there. */
const QUIET_MS = 1500;

/** Lets pass the time in which an event that must not come would have come. */
export async function quiet(probe: Probe, ms = QUIET_MS): Promise<void> {
  await sleep(ms, undefined, { signal: probe.signal });
}

/**
 * Registers a Webhook on a receiver of its own; only events about `ids`, of Flows and Sources, are shown. Ends the test
 * as skipped when the server refuses a filter or transform, which it may.
 */
export async function hook(probe: Probe, ids: readonly string[], body: Body): Promise<Hook> {
  const made = await triedHook(probe, ids, body);
  return made ?? probe.skip(`The server refuses a Webhook with ${shown(body)}.`);
}

/** The same; undefined when the server refuses the Webhook with 400. */
export async function triedHook(probe: Probe, ids: readonly string[], body: Body): Promise<Hook | undefined> {
  const receiver = await probe.receiver();
  const reply = await register(probe, { url: receiver.url, ...body });
  if (reply.status === 400) return undefined;
  return hookOf(probe, ids, receiver, reply, body);
}

/** A Webhook for everything about `ids`, kept to the Sources among them where the server can do that. */
export async function follow(
  probe: Probe,
  ids: readonly string[],
  events: readonly string[] = EVENTS,
): Promise<Hook> {
  return (await triedHook(probe, ids, { events, source_ids: ids })) ?? (await hook(probe, ids, { events }));
}

/** POSTs a Webhook, which is deleted at the end if it was made. */
export async function register(probe: Probe, body: unknown): Promise<Reply> {
  const reply = await probe.post(WEBHOOKS, body);
  const id = textOf(at(reply.body, "id"));
  if (id !== "") probe.cleanUp(() => probe.delete(path`/service/webhooks/${id}`));
  return reply;
}

/** A valid body of a Webhook, with more; it points at a receiver that takes everything. */
export async function webhookBody(probe: Probe, more: Body = {}): Promise<Record<string, unknown>> {
  return { url: (await probe.receiver()).url, events: ["flows/created"], ...more };
}

/** A Webhook as a client can expect to read it again: whether it has begun to send is the server's affair. */
export function settled(webhook: unknown): Record<string, unknown> {
  const { status, ...rest } = recordOf(webhook);
  return { ...rest, status: status === "started" ? "created" : status };
}

/** The body that PUTs a Webhook as it is, with changes; undefined leaves a key out. */
export function putBody(webhook: unknown, changes: Body = {}): Record<string, unknown> {
  const { error: _, ...kept } = recordOf(webhook);
  const status = kept["status"] === "disabled" ? "disabled" : "created";
  const entries = Object.entries({ ...kept, status, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** The Flow that an event is about; the empty text for events about Sources. */
export function flowIdOf(event: unknown): string {
  return textOf(at(event, "flow", "id")) || textOf(at(event, "flow_id"));
}

/** The Source that an event about Sources is about; the empty text for others. */
export function sourceIdOf(event: unknown): string {
  return textOf(at(event, "source", "id")) || textOf(at(event, "source_id"));
}

function hookOf(probe: Probe, ids: readonly string[], receiver: Receiver, reply: Reply, body: Body): Hook {
  const id = webhookIdOf(reply);
  const isOurs = (event: unknown) => ids.includes(flowIdOf(event)) || ids.includes(sourceIdOf(event));
  const events = (type?: string) =>
    receiver.received
      .map(arrivedOf)
      .filter((arrived) => isOurs(arrived.event) && (type === undefined || arrived.type === type));
  return {
    id,
    path: path`/service/webhooks/${id}`,
    body: { url: receiver.url, ...body },
    reply,
    receiver,
    events,
    arrival: (type, fits = () => true, ms) =>
      probe.eventually(async () => events(type).find(({ event }) => fits(event)), ms),
  };
}

function arrivedOf(request: Received): Arrived {
  const { body } = request;
  const [type, timestamp] = [textOf(at(body, "event_type")), at(body, "event_timestamp")];
  return { type, event: at(body, "event"), timestamp, request };
}

/** A POST of each of these bodies has to be refused, which is what the behaviours say. */
export async function verifyRefused(
  probe: Probe,
  ids: readonly string[],
  bodies: readonly unknown[],
): Promise<void> {
  for (const body of bodies) {
    const reply = await register(probe, body);
    for (const id of ids) {
      const expectation = `A Webhook of ${shown(body)} is refused with 400; the answer was ${reply.status}.`;
      probe.verify(id, reply.status === 400, expectation, reply.exchange);
    }
  }
}
