import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf } from "../crash/client.ts";
import { must } from "../crash/violation.ts";
import type { Pair, Process } from "./pair.ts";
import type { Arrival, Receiver } from "./receiver.ts";
import { lastId, type Subscription } from "./subscription.ts";
import { settled } from "./verdict.ts";

/** Deliveries a second to a live receiver, alone and beside dead ones. */
export interface Rates {
  readonly alone: number;
  readonly beside: number;
}

const DEAD = 5;
const ROUNDS = 3;
const PATIENCE_MS = 120_000;
/** Receivers are told to be left alone for 2 s at most; more than this in ms comes of others. */
const FIRST_MS = 5000;
/** Time in ms for what a webhook left to be cleared away. */
const CLEARING_MS = 4000;

/**
 * Measures deliveries to a live receiver, by turns alone and beside receivers that never answer, all from one process:
 * each time as fast as the process can, from a backlog that the receiver put off.
 */
export async function isolation(
  pair: Pair,
  process: Process,
  events: number,
  say: (line: string) => void,
): Promise<Rates> {
  const live = await pair.subscribe("live", process.client);
  pair.subscriptions.push(live);
  const rates: Record<keyof Rates, number[]> = { alone: [], beside: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    rates.alone.push(await backlogRate(pair, process, live, events, say));
    const dead = await Promise.all(
      Array.from({ length: DEAD }, async (_, at) => {
        const one = await pair.subscribe(`dead ${round} ${at}`, process.client);
        await one.receiver.turn("hang");
        return one;
      }),
    );
    rates.beside.push(await backlogRate(pair, process, live, events, say, dead));
    await remove(process, dead);
    say(`round ${round}: ${text(rates.alone)} alone, ${text(rates.beside)} beside ${DEAD} dead ones`);
  }
  // Whatever else the machine does only takes from a rate, so the best of each is closest to what is measured.
  return { alone: Math.max(...rates.alone), beside: Math.max(...rates.beside) };
}

async function backlogRate(
  pair: Pair,
  { client }: Process,
  { receiver }: Subscription,
  events: number,
  say: (line: string) => void,
  dead: readonly Subscription[] = [],
): Promise<number> {
  const before = Number(await lastId(client));
  await receiver.turn("busy");
  await pair.write(events, 1);
  await settled(client, pair.ledger, [], say);
  const backlog = Number(await lastId(client)) - before;
  mustHang(dead);
  const opened = performance.now();
  await receiver.turn("well");
  const sent = await arrivalsSince(receiver, opened, backlog);
  mustHang(dead);
  const seconds = ((sent.at(-1)?.ms ?? 0) - (sent[0]?.ms ?? 0)) / 1000;
  say(`${sent.length} deliveries in ${seconds.toFixed(2)} s`);
  return (sent.length - 1) / seconds;
}

/** Waits without asking the server anything, which would slow it. */
async function arrivalsSince(receiver: Receiver, opened: number, count: number): Promise<readonly Arrival[]> {
  const until = opened + PATIENCE_MS;
  for (;;) {
    const sent = receiver.arrivals.filter(({ ms }) => ms >= opened);
    const wait = (sent[0]?.ms ?? performance.now()) - opened;
    must(wait <= FIRST_MS, `the backlog to begin within ${FIRST_MS} ms`, () => "that it did not");
    if (sent.length >= count) return sent;
    must(performance.now() < until, `${count} deliveries to the live receiver`, () => String(sent.length));
    await sleep(20);
  }
}

/** Between two attempts nothing is open for a moment, but not at all receivers at once. */
function mustHang(dead: readonly Subscription[]): void {
  const open = dead.filter(({ receiver }) => [...receiver.open.values()].some((count) => count > 0));
  must(dead.length === 0 || open.length > 0, "deliveries that hang at dead receivers", () => "none");
}

async function remove({ client }: Process, dead: readonly Subscription[]): Promise<void> {
  for (const { id, receiver } of dead) {
    await receiver.close();
    bodyOf(await client.send("DELETE", `/service/webhooks/${id}`), 204);
  }
  await sleep(CLEARING_MS);
}

function text(values: readonly number[]): string {
  return `${values.at(-1)?.toFixed()} a second`;
}
