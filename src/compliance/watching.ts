import { at, isRecord, textOf } from "./json.ts";
import { verifySame } from "./listing.ts";
import type { Probe } from "./test.ts";

/** The events that a Webhook of its own brings to a test. */
export interface Watch {
  /** The `event` of each delivery of a type that has come so far, in order of arrival. */
  seen(type: string): unknown[];
  /** Waits for an event of a type that fits; undefined when none comes in time. */
  arrival(type: string, fits?: (event: unknown) => boolean): Promise<unknown>;
}

/** Verifies what an event shows of a resource; lists and maps that are empty may be left out of either. */
export function verifyTold(
  probe: Probe,
  behaviours: string | readonly string[],
  found: unknown,
  wanted: unknown,
  what: string,
): void {
  verifySame(probe, behaviours, withoutEmpty(found), withoutEmpty(wanted), what);
}

function withoutEmpty(resource: unknown): unknown {
  if (!isRecord(resource)) return resource;
  const isEmpty = (value: unknown) =>
    typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return Object.fromEntries(Object.entries(resource).filter(([, value]) => !isEmpty(value)));
}

/** Registers a Webhook for events of the given types about one Source; call it before what is watched for. */
export async function watch(probe: Probe, events: readonly string[], sourceId: string): Promise<Watch> {
  const receiver = await probe.receiver();
  await probe.webhook(receiver, { events, source_ids: [sourceId] });
  const seen = (type: string) =>
    receiver.received
      .filter(({ body }) => textOf(at(body, "event_type")) === type)
      .map(({ body }) => at(body, "event"));
  return {
    seen,
    arrival: (type, fits = () => true) => probe.eventually(async () => seen(type).find(fits)),
  };
}
