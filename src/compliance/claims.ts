import type { Exchange } from "./exchange.ts";
import type { Probe, Reply } from "./test.ts";

type Ids = string | readonly string[];

/** Verifies one condition for each of several behaviours that state it; returns whether it holds. */
export function claim(
  probe: Probe,
  behaviours: Ids,
  holds: boolean,
  expectation: string,
  exchange?: Exchange,
): boolean {
  for (const behaviour of [behaviours].flat()) probe.verify(behaviour, holds, expectation, exchange);
  return holds;
}

/** Verifies for each of several behaviours that a reply has one of these statuses; returns whether it has. */
export function claimStatus(
  probe: Probe,
  behaviours: Ids,
  reply: Reply,
  ...statuses: readonly number[]
): boolean {
  for (const behaviour of [behaviours].flat()) probe.verifyStatus(behaviour, reply, ...statuses);
  return statuses.includes(reply.status);
}
