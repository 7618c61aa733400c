import { setTimeout as sleep } from "node:timers/promises";
import { must, Violation } from "../crash/violation.ts";
import { type Pair, POLL_MS, type Process } from "./pair.ts";
import type { Receiver } from "./receiver.ts";
import { settled } from "./verdict.ts";

/** A claim lasts so long in ms: what a dead process held waits for its end. */
const LEASE_MS = 15_000;
/** What a loaded machine may add. */
const SLACK_MS = 2000;
const PATIENCE_MS = 20_000;
/** A webhook that waits longer than this was in the hands of the dead process. */
const HELD_MS = 1000;

/**
 * Kills one process with deliveries of its own under way, and lets the other finish. Resolves to the longest time in ms
 * that a webhook waited for the survivor, which must not be longer than the lease and a poll.
 */
export async function takeOver(
  pair: Pair,
  [victim, survivor]: readonly [Process, Process],
  events: number,
  say: (line: string) => void,
): Promise<number> {
  const receivers = pair.subscriptions.map(({ receiver }) => receiver);
  const writing = pair.write(events, LEASE_MS + 3000);
  await sleep(1500);
  await Promise.all(receivers.map((receiver) => receiver.turn("slow")));
  const held = await heldBy(victim, receivers);
  await victim.server.kill();
  const killed = performance.now();
  await Promise.all(receivers.map((receiver) => receiver.turn("well")));
  say(`killed ${victim.name} -9 with deliveries to ${held.length} receivers under way`);
  await writing;
  await settled(survivor.client, pair.ledger, pair.subscriptions, say);
  const waits = receivers.map((receiver) => waitOf(receiver, survivor, killed));
  const longest = Math.max(...waits);
  must(
    longest <= LEASE_MS + POLL_MS + SLACK_MS,
    `${survivor.name} to take over within ${LEASE_MS + POLL_MS} ms (and ${SLACK_MS} for the machine)`,
    () => `${longest.toFixed()} ms`,
  );
  must(longest > HELD_MS, "some webhook in the hands of the killed process", () => "none");
  say(`${survivor.name} took over within ${longest.toFixed()} ms`);
  await victim.server.start();
  return longest;
}

/** Waits for receivers that have requests of this process before them. */
async function heldBy({ name }: Process, receivers: readonly Receiver[]): Promise<readonly Receiver[]> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const held = receivers.filter(({ open }) => (open.get(name) ?? 0) > 0);
    if (held.length > 0) return held;
    await sleep(5);
  }
  throw new Violation(`deliveries from process ${name}`, `none within ${PATIENCE_MS} ms`);
}

/** Time until the first delivery from the survivor; none is needed where nothing was to be sent. */
function waitOf({ arrivals }: Receiver, { name }: Process, killed: number): number {
  const first = arrivals.find(({ ms, sender }) => ms >= killed && sender === name);
  return first === undefined ? 0 : first.ms - killed;
}
