import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import type { Client } from "./client.ts";
import { eventually } from "./steps.ts";

export type LoggedEvent = Schemas["event"];

/** The events of a query once there are so many, all pages of them; fails when there are more. */
export async function logged(api: Client, query: string, count: number): Promise<LoggedEvent[]> {
  const found = await eventually(async () => {
    const events = await api.all<LoggedEvent>(`/events?${query}`);
    return events.length >= count ? events : undefined;
  });
  expect(found.map((event) => event.event_type)).to.have.length(count);
  return found;
}
