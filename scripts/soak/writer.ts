import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, type Client } from "../crash/client.ts";
import type { Random } from "../crash/random.ts";
import { keys, type Ledger } from "./ledger.ts";
import { flowOf, LiveSource } from "./source.ts";

/** Clients of servers of which some may be dead; resolves to one that was ready, and waits while none is. */
export type Door = () => Promise<Client>;

/** How much is to be written, and by when: in ms from the start. */
export interface Pace {
  readonly events: number;
  readonly ms: number;
  /** Whether the clients are to be as fast as they can for now, so that all have something under way. */
  readonly hurries?: () => boolean;
}

const CLIENTS = 8;
const SOURCES = 3;

/** A source and its flow on which all clients work at once, so that nobody but the server knows the order. */
export interface Shared {
  readonly flowId: string;
  readonly sourceId: string;
}

/** Makes what all clients share, while nobody kills the server. */
export async function share(client: Client, ledger: Ledger, { flowId, sourceId }: Shared): Promise<void> {
  bodyOf(await client.putFlow(flowOf(flowId, sourceId)), 201);
  ledger.note("sure", [keys.made("source", sourceId), keys.made("flow", flowId)], 2);
}

/** Clients that change things side by side until so many more events are due, spread evenly over the time. */
export async function write(
  door: Door,
  { ledger, shared, random }: { ledger: Ledger; shared: Shared; random: Random },
  { events, ms, hurries = () => false }: Pace,
): Promise<void> {
  const started = performance.now();
  const before = ledger.events;
  const done = () => ledger.events - before >= events;
  const early = () => ledger.events - before > (events * (performance.now() - started)) / ms;
  const clients = Array.from({ length: CLIENTS }, async (_, at) => {
    const chance = random.fork(`client ${at}`);
    const sources: LiveSource[] = [];
    while (!done()) {
      if (early() && !hurries()) await sleep(5);
      else if (chance.chance(0.08)) await changeShared(await door(), ledger, shared, chance);
      else {
        const next = chance.between(0, SOURCES - 1);
        if (sources[next]?.over !== false) sources[next] = new LiveSource(ledger, chance.fork(chance.uuid()));
        await sources[next]?.change(await door());
      }
    }
  });
  await Promise.all(clients);
}

async function changeShared(
  client: Client,
  ledger: Ledger,
  { flowId, sourceId }: Shared,
  random: Random,
): Promise<void> {
  const label = random.uuid();
  const [kind, id] = random.chance(0.7) ? (["flow", flowId] as const) : (["source", sourceId] as const);
  const answer = await client.send("PUT", `/${kind}s/${id}/label`, label);
  if (answer.status !== "none") bodyOf(answer, 204);
  ledger.note(answer.status === "none" ? "unsure" : "sure", [keys.changed(kind, id, label)], 1);
}
