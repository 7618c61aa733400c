import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "../crash/client.ts";
import type { Random } from "../crash/random.ts";
import { MortalServer } from "../crash/server.ts";
import { Ledger } from "./ledger.ts";
import { Receiver, type Secrets } from "./receiver.ts";
import { newSecret } from "./signing.ts";
import { Subscription } from "./subscription.ts";
import { type Door, type Shared, share, write } from "./writer.ts";

/** One of the two processes. Its deliveries carry a signature that only it can make. */
export interface Process {
  readonly name: "a" | "b";
  readonly server: MortalServer;
  readonly client: Client;
}

/** How often idle processes look for work that others left, in ms. */
export const POLL_MS = 200;
const WEBHOOKS = 8;
/** Long, so that a place in a process that a dead receiver takes is missed by others. */
const TIMEOUT_MS = 30_000;

/** Two server processes on one data folder, with webhooks for everything and clients that use both. */
export class Pair {
  readonly a: Process;
  readonly b: Process;
  readonly ledger = new Ledger();
  readonly subscriptions: Subscription[] = [];
  readonly random: Random;
  readonly shared: Shared;
  readonly #secrets: Secrets;
  readonly #receivers: Receiver[] = [];

  private constructor(a: Process, b: Process, secrets: Secrets, random: Random) {
    this.a = a;
    this.b = b;
    this.random = random;
    this.shared = { flowId: random.uuid(), sourceId: random.uuid() };
    this.#secrets = secrets;
  }

  /** Starts both, registers the webhooks and makes the first events. */
  static async start(folder: string, random: Random): Promise<Pair> {
    const senders = { a: newSecret(), b: newSecret() };
    const secrets: Secrets = { all: newSecret(), senders: new Map(Object.entries(senders)) };
    const create = async (name: "a" | "b"): Promise<Process> => {
      const server = await MortalServer.create(folder, {
        TAMS_OUTBOUND_ALLOW: "127.0.0.1",
        TAMS_WEBHOOK_SIGNING_SECRETS: `${secrets.all},${senders[name]}`,
        TAMS_WORKER_POLL_MS: String(POLL_MS),
        TAMS_WEBHOOK_TIMEOUT_MS: String(TIMEOUT_MS),
      });
      await server.start();
      return { name, server, client: new Client(server.url) };
    };
    const pair = new Pair(await create("a"), await create("b"), secrets, random);
    for (let at = 1; at <= WEBHOOKS; at++)
      pair.subscriptions.push(await pair.subscribe(`webhook ${at}`, pair.a.client));
    await share(pair.a.client, pair.ledger, pair.shared);
    return pair;
  }

  /** Registers a webhook for all events with a receiver of its own. */
  async subscribe(name: string, client: Client): Promise<Subscription> {
    const receiver = new Receiver(name.replaceAll(" ", "-"), this.#secrets, this.random.fork(name));
    await receiver.listen();
    this.#receivers.push(receiver);
    return Subscription.make(client, receiver, {});
  }

  /** Changes things through whichever of these is up, until so many more events are due. */
  write(events: number, ms: number, through: readonly Process[] = [this.a, this.b]): Promise<void> {
    const random = this.random.fork(this.random.uuid());
    const door: Door = async () => {
      for (;;) {
        const [one] = random.sample(
          through.filter(({ server }) => server.isUp),
          1,
        );
        if (one !== undefined) return one.client;
        await sleep(10);
      }
    };
    return write(door, { ledger: this.ledger, shared: this.shared, random }, { events, ms });
  }

  /** Deliveries by who sent them. */
  sentBy(name: Process["name"]): number {
    return this.subscriptions.reduce(
      (sum, { receiver }) => sum + receiver.arrivals.filter(({ sender }) => sender === name).length,
      0,
    );
  }

  get repeats(): number {
    return this.subscriptions.reduce((sum, { repeats }) => sum + repeats, 0);
  }

  /** Kills both for the last time, and closes every receiver, so that this program can end. */
  async end(): Promise<void> {
    for (const { server } of [this.a, this.b]) await server.kill();
    for (const receiver of this.#receivers) await receiver.close();
  }
}
