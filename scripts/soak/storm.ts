import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "../crash/client.ts";
import { Random } from "../crash/random.ts";
import { MortalServer } from "../crash/server.ts";
import { numberText } from "../crash/tally.ts";
import { must } from "../crash/violation.ts";
import { Ledger } from "./ledger.ts";
import { type Mode, Receiver, type Secrets } from "./receiver.ts";
import { mustLogNoErrors } from "./server-log.ts";
import { newSecret } from "./signing.ts";
import { type Filters, Subscription } from "./subscription.ts";
import { TROUBLES, trouble } from "./trouble.ts";
import { judge, settled, type Verdict } from "./verdict.ts";
import { type Door, type Shared, share, write } from "./writer.ts";

/** Short, so that receivers which hang are tried often. */
const TIMEOUT_MS = 2000;
const ASYNC_SEGMENTS = 20;
/** Time before a kill in which clients make haste, so that it hits their work. */
const HURRY_MS = 200;

/** How much a run does. */
export interface StormSettings {
  readonly events: number;
  readonly kills: number;
  readonly seconds: number;
  readonly seed: number;
}

/** One run: a server, its receivers, the changes and the kills, and what must be found in the end. */
export class Storm {
  readonly #folder: string;
  readonly #settings: StormSettings;
  readonly #random: Random;
  readonly #server: MortalServer;
  readonly #client: Client;
  readonly #secrets: Secrets;
  readonly #say: (line: string) => void;
  readonly #ledger = new Ledger();
  readonly #subscriptions: Subscription[] = [];
  #kills = 0;
  #hurries = false;

  private constructor(
    folder: string,
    settings: StormSettings,
    server: MortalServer,
    secrets: Secrets,
    say: (line: string) => void,
  ) {
    this.#folder = folder;
    this.#settings = settings;
    this.#random = new Random(settings.seed);
    this.#server = server;
    this.#client = new Client(server.url);
    this.#secrets = secrets;
    this.#say = say;
  }

  /** A run with its data in `folder`, which has not begun. */
  static async prepare(folder: string, settings: StormSettings, say: (line: string) => void): Promise<Storm> {
    const secrets = { all: newSecret(), senders: new Map([["old", newSecret()]]) };
    const server = await MortalServer.create(folder, {
      TAMS_OUTBOUND_ALLOW: "127.0.0.1",
      TAMS_WEBHOOK_SIGNING_SECRETS: [secrets.all, ...secrets.senders.values()].join(","),
      TAMS_WEBHOOK_TIMEOUT_MS: String(TIMEOUT_MS),
      TAMS_DELETE_ASYNC_SEGMENTS: String(ASYNC_SEGMENTS),
    });
    return new Storm(folder, settings, server, secrets, say);
  }

  /** Resolves to the figure; throws at the first violation. */
  async go(): Promise<string> {
    await this.#server.start();
    const shared = { flowId: this.#random.uuid(), sourceId: this.#random.uuid() };
    const troubled = await this.#subscribe(shared);
    await share(this.#client, this.#ledger, shared);
    await this.#storm(shared, troubled);
    this.#say("no more kills, and all receivers are well");
    await settled(this.#client, this.#ledger, this.#subscriptions, this.#say);
    const verdict = await judge(this.#client, this.#ledger, this.#subscriptions);
    for (const each of this.#subscriptions) each.mustRepeatLittle(this.#kills);
    await mustLogNoErrors(this.#folder);
    this.#mustHaveMet(troubled);
    this.#mustBeSignedTwice();
    return this.#figure(verdict);
  }

  /** Kills the server for the last time. */
  async end(): Promise<void> {
    await this.#server.kill();
    for (const { receiver } of this.#subscriptions) await receiver.close();
  }

  /** Registers all webhooks; resolves to the receivers that are to be in trouble. */
  async #subscribe({ flowId, sourceId }: Shared): Promise<Receiver[]> {
    await this.#webhook("steady", {});
    await this.#webhook("source", { source_ids: [sourceId] });
    await this.#webhook("flow", { flow_ids: [flowId] });
    return [
      await this.#webhook("first", {}),
      await this.#webhook("second", {}),
      await this.#webhook("third", { accept_get_urls: [] }),
      await this.#webhook("segments", {
        events: ["flows/segments_added", "flows/segments_deleted"],
        presigned: false,
      }),
    ];
  }

  async #webhook(name: string, filters: Filters): Promise<Receiver> {
    const receiver = new Receiver(name, this.#secrets, this.#random.fork(name));
    await receiver.listen();
    this.#subscriptions.push(await Subscription.make(this.#client, receiver, filters));
    return receiver;
  }

  async #storm(shared: Shared, troubled: readonly Receiver[]): Promise<void> {
    const over = new AbortController();
    const { events, seconds } = this.#settings;
    const troubles = troubled.map((receiver, at) =>
      trouble(receiver, at * 2, this.#random.fork(`trouble of ${receiver.name}`), over.signal),
    );
    try {
      const writing = { ledger: this.#ledger, shared, random: this.#random.fork("writer") };
      const pace = { events: events - this.#ledger.events, ms: seconds * 950, hurries: () => this.#hurries };
      await Promise.all([write(this.#door, writing, pace), this.#keepKilling()]);
    } finally {
      over.abort();
      await Promise.all(troubles);
    }
  }

  /** A server that is up; while it starts again nobody can tell how long that takes. */
  readonly #door: Door = async () => {
    while (!this.#server.isUp) await sleep(10);
    return this.#client;
  };

  async #keepKilling(): Promise<void> {
    const { kills, seconds } = this.#settings;
    const random = this.#random.fork("kills");
    const moments = Array.from({ length: kills }, () => random.between(2000, seconds * 1000));
    const started = performance.now();
    for (const moment of moments.sort((a, b) => a - b)) {
      await sleep(Math.max(0, started + moment - performance.now()));
      this.#hurries = true;
      await sleep(HURRY_MS);
      await this.#server.kill();
      this.#hurries = false;
      this.#kills += 1;
      const { events, unsure } = this.#ledger;
      const took = await this.#server.start();
      this.#say(
        `kill ${this.#kills} of ${kills}: ${events} events so far, ${unsure} changes unsure, up in ${took.toFixed()} ms`,
      );
    }
  }

  #mustHaveMet(troubled: readonly Receiver[]): void {
    const met = new Map<Mode, number>();
    for (const receiver of troubled)
      for (const [mode, count] of receiver.met) met.set(mode, (met.get(mode) ?? 0) + count);
    this.#say(
      `requests met by troubled receivers: ${[...met].map(([mode, count]) => `${mode} ${count}`).join(", ")}`,
    );
    for (const mode of TROUBLES.filter((each) => each !== "down"))
      must(
        met.has(mode),
        `some delivery to meet a receiver in the state ${mode}`,
        () => "none; run it for longer",
      );
  }

  /** Both of the secrets sign while one replaces the other. */
  #mustBeSignedTwice(): void {
    for (const { receiver } of this.#subscriptions)
      must(
        receiver.arrivals.every(({ sender }) => sender === "old"),
        "signatures of both secrets",
        () => `one missing at ${receiver.name}`,
      );
  }

  #figure({ log, deliveries, repeats }: Verdict): string {
    const { acknowledged, unsure, refused } = this.#ledger;
    this.#say(`${acknowledged} changes acknowledged, ${unsure} unsure, ${refused} refused`);
    const figures = [
      `${numberText(log.length)} events to ${this.#subscriptions.length} webhooks over ${this.#kills} kills`,
      "none lost, all in order",
      `${numberText(deliveries)} deliveries tried, ${numberText(repeats)} of them repeats`,
    ];
    return `soak:webhooks: ok, ${figures.join(", ")}`;
  }
}
