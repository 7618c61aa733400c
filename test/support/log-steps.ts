import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import type { Client } from "./client.ts";
import { eventually } from "./steps.ts";

export type LoggedEvent = Schemas["event"];

/** The events of a query once there are so many, all pages of them; fails when there are more than an exact count. */
export async function logged(
  api: Client,
  query: string,
  count: number | { readonly atLeast: number },
): Promise<LoggedEvent[]> {
  const least = typeof count === "number" ? count : count.atLeast;
  const found = await eventually(async () => {
    const events = await api.all<LoggedEvent>(`/events?${query}`);
    return events.length >= least ? events : undefined;
  });
  if (typeof count === "number") expect(found.map((event) => event.event_type)).to.have.length(count);
  return found;
}
