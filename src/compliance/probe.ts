import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Behaviour } from "./behaviours.ts";
import type { Answered, Client } from "./client.ts";
import { CONTRACT, type Contract } from "./contract.ts";
import type { Server } from "./discovery.ts";
import type { Exchange } from "./exchange.ts";
import { WEBHOOKS } from "./hooks.ts";
import { dropWebhooks, Leftovers, nameObjects } from "./leftovers.ts";
import * as make from "./makers.ts";
import type { Receiver, Receivers } from "./receiver.ts";
import { Steps } from "./script.ts";
import type { ComplianceTest, Fresh, Probe, Query, Reply, RequestOptions } from "./test.ts";
import type { Trials } from "./trials.ts";
import { deviation, judged, type Verdict } from "./verdict.ts";
import { isAtLeast } from "./versions.ts";
import { Writes } from "./writes.ts";

/** What all tests of a run share. */
export interface Ground {
  readonly client: Client;
  readonly contract: Contract;
  readonly server: Server;
  readonly receivers: Receivers;
  /** What the run may not do; left out, nothing is tried beforehand. */
  readonly trials?: Trials;
  readonly strict: boolean;
  /** The levels that are judged; none for all. */
  readonly levels: readonly string[];
  readonly seed: number;
  readonly fuzz: number;
}

/** Ends a test early: what it required does not hold, which is recorded. */
export class Ended extends Error {
  override readonly name = "Ended";
}

/** Ends a test without a verdict on the rest. */
export class Skipped extends Error {
  override readonly name = "Skipped";
}

const POLL_MS = 100;
const LONGEST_POLL_MS = 1000;
const EVENTUALLY_MS = 30_000;
/** What a run that is no more and no less patient than tests are written for has. */
const STANDARD_PATIENCE_MS = 30_000;
const CLEANING_MS = 60_000;
const FORBIDDEN = 403;
const READING = ["GET", "HEAD", "OPTIONS"];

const FRESH: Fresh = {
  uuid: () => randomUUID(),
  objectId: () => `tams-compliance/${randomUUID()}`,
  tagName: () => `tams-compliance-${randomUUID().slice(0, 13)}`,
  text: () => `tams-compliance ${randomUUID().slice(0, 13)}`,
};

/** How many times as long as usual a test waits; those that are slow by nature never less. */
export function patienceOf(
  { slow }: Pick<ComplianceTest, "slow">,
  patienceMs = STANDARD_PATIENCE_MS,
): number {
  const factor = patienceMs / STANDARD_PATIENCE_MS;
  return slow ? Math.max(1, factor) : factor;
}

/** The probe of one test in one run. */
export class TestProbe implements Probe {
  readonly server: Server;
  readonly fresh = FRESH;
  readonly seed: number;
  readonly fuzz: number;
  signal: AbortSignal;
  /** What was judged, in order. */
  readonly verdicts: Verdict[] = [];
  /** The exchanges that verdicts other than passed refer to, and the last one before the test broke down. */
  readonly evidence = new Map<string, Exchange>();
  /** What was sent that changes something. */
  readonly steps = new Steps();
  /** What the test has made and not taken away. */
  readonly leftovers = new Leftovers();
  readonly #ground: Ground;
  readonly #test: ComplianceTest;
  readonly #cleanUps: (() => Promise<unknown>)[] = [];
  readonly #writes = new Writes();
  readonly #receivers: string[] = [];
  readonly #breaches = new Set<string>();
  readonly #patience: number;
  #latest: Exchange | undefined;

  /** `patience` is how many times as long as usual to wait for what comes later. */
  constructor(ground: Ground, test: ComplianceTest, signal: AbortSignal, patience = 1) {
    this.#ground = ground;
    this.#test = test;
    this.#patience = patience;
    this.signal = signal;
    this.server = ground.server;
    this.seed = ground.seed;
    this.fuzz = ground.fuzz;
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
    const { credential = "own" } = options;
    await this.#mustBeAllowed(method, credential);
    const { client } = this.#ground;
    const answered = await this.#sent(method, client.target.url + path, options, (signal) =>
      client.call(method, path, options, this.#witness, signal),
    );
    if (credential === "own") await this.#mustBeRead(answered.reply);
    this.#judge(method, path, answered, options.unchecked === true);
    return answered.reply;
  }

  get(path: string, query?: Query): Promise<Reply> {
    return this.request("GET", path, queried(query));
  }

  head(path: string, query?: Query): Promise<Reply> {
    return this.request("HEAD", path, queried(query));
  }

  put(path: string, body: unknown): Promise<Reply> {
    return this.request("PUT", path, { body });
  }

  post(path: string, body: unknown): Promise<Reply> {
    return this.request("POST", path, { body });
  }

  delete(path: string, query?: Query): Promise<Reply> {
    return this.request("DELETE", path, queried(query));
  }

  async fetch(url: string, options: RequestOptions & { readonly method?: string } = {}): Promise<Reply> {
    const { client } = this.#ground;
    const { method = "GET" } = options;
    await this.#mustBeAllowed(method, options.credential ?? "none");
    const answered = await this.#sent(method, url, options, (signal) =>
      client.fetch(method, url, options, this.#witness, signal),
    );
    return answered.reply;
  }

  verify(behaviour: string, holds: boolean, expectation: string, exchange = this.#latest): boolean {
    if (!this.#test.behaviours.includes(behaviour)) {
      throw new Error(`${this.#test.id} judges ${behaviour} without naming it among its behaviours.`);
    }
    this.#record(behaviour, holds, expectation, exchange);
    return holds;
  }

  require(behaviour: string, holds: boolean, expectation: string, exchange?: Exchange): void {
    if (!this.verify(behaviour, holds, expectation, exchange)) throw new Ended(expectation);
  }

  verifyStatus(behaviour: string, reply: Reply, ...statuses: readonly number[]): boolean {
    const { request } = reply.exchange;
    const wanted = statuses.join(" or ");
    const found = statuses.includes(reply.status) ? "" : `; it answered ${reply.status}`;
    const expectation = `${request.method} ${shortUrl(request.url)} answers ${wanted}${found}.`;
    return this.verify(behaviour, found === "", expectation, reply.exchange);
  }

  requireStatus(behaviour: string, reply: Reply, ...statuses: readonly number[]): void {
    if (!this.verifyStatus(behaviour, reply, ...statuses)) throw new Ended(`The status is ${reply.status}.`);
  }

  /** What was sent and answered last. */
  get latest(): Exchange | undefined {
    return this.#latest;
  }

  skip(reason: string): never {
    throw new Skipped(reason);
  }

  cleanUp(action: () => Promise<unknown>): void {
    this.#cleanUps.push(action);
  }

  async eventually<Value>(
    check: () => Promise<Value | undefined | false>,
    timeoutMs = EVENTUALLY_MS,
  ): Promise<Value | undefined> {
    const deadline = Date.now() + timeoutMs * this.#patience;
    for (let pause = POLL_MS; ; pause = Math.min(pause * 1.5, LONGEST_POLL_MS)) {
      const value = await check();
      if (value !== undefined && value !== false) return value;
      if (Date.now() + pause > deadline) return undefined;
      await sleep(pause, undefined, { signal: this.signal });
    }
  }

  flow(overrides?: Readonly<Record<string, unknown>>) {
    return make.makeFlow(this, overrides);
  }

  storage(flow: { readonly id: string }, count?: number, body?: Readonly<Record<string, unknown>>) {
    return make.makeStorage(this, flow, count, body);
  }

  object(flow: { readonly id: string }, bytes?: string | Uint8Array) {
    return make.makeObject(this, flow, bytes);
  }

  segment(flow: { readonly id: string }, overrides?: Readonly<Record<string, unknown>>) {
    return make.makeSegment(this, flow, overrides);
  }

  webhook(receiver: Receiver, overrides?: Readonly<Record<string, unknown>>) {
    return make.makeWebhook(this, receiver, overrides);
  }

  async receiver(): Promise<Receiver> {
    const receiver = await this.#ground.receivers.open();
    this.#receivers.push(receiver.url);
    this.cleanUp(async () => receiver.close());
    return receiver;
  }

  async remove(path: string, query?: Query): Promise<Reply> {
    const reply = await this.delete(path, query);
    await make.awaitDeletion(this, reply);
    return reply;
  }

  /** Undoes what the test made, latest first. What cannot be undone stays: the server may be the one that is wrong. */
  async clean(): Promise<void> {
    await this.#writes.settled();
    // The test's own time may be up, or the run stopped: what exists is taken away all the same.
    this.signal = AbortSignal.timeout(CLEANING_MS);
    this.cleanUp(() => nameObjects(this, this.leftovers.uploaded));
    for (let action = this.#cleanUps.pop(); action !== undefined; action = this.#cleanUps.pop()) {
      await action().catch(() => undefined);
    }
  }

  /** Sends a request and keeps in mind what it made. */
  async #sent(
    method: string,
    url: string,
    { body }: RequestOptions,
    send: (signal: AbortSignal) => Promise<Answered>,
  ): Promise<Answered> {
    const base = this.#ground.client.target.url;
    const place = url.startsWith(`${base}/`) ? url.slice(base.length) : url;
    try {
      const answered = await this.#writes.send(method, this.signal, send);
      this.leftovers.see({ method, url, place, body }, answered.reply);
      return answered;
    } catch (thrown) {
      // Last of all, when those that are known are gone.
      if (method === "POST" && place === WEBHOOKS)
        this.#cleanUps.unshift(() => dropWebhooks(this, this.#receivers));
      throw thrown;
    }
  }

  /** Ends the test when it is about to change something by credentials that may not: that is no fault of the server. */
  async #mustBeAllowed(method: string, credential: RequestOptions["credential"]): Promise<void> {
    if (credential !== "own" || READING.includes(method)) return;
    const refusal = await this.#ground.trials?.writing();
    if (refusal !== undefined) this.skip(refusal);
  }

  /** Credentials that may not write may be kept from reading something, too. */
  async #mustBeRead({ status, exchange: { request } }: Reply): Promise<void> {
    if (status !== FORBIDDEN || (await this.#ground.trials?.writing()) === undefined) return;
    const place = shortUrl(request.url).split("?")[0];
    this.skip(`These credentials may not read everything: ${request.method} ${place} answered ${status}.`);
  }

  readonly #witness = (exchange: Exchange): void => {
    this.#latest = exchange;
    this.steps.add(exchange);
  };

  #judge(method: string, path: string, { reply, answer }: Answered, unchecked: boolean): void {
    const { contract } = this.#ground;
    const operation = unchecked ? undefined : contract.find(method, path.split("?")[0] ?? "");
    for (const { behaviour, expectation } of contract.breaches(operation, answer, method)) {
      const key = `${operation?.id ?? path} ${expectation}`;
      if (this.#breaches.has(key)) continue;
      this.#breaches.add(key);
      this.#record(behaviour, false, expectation, reply.exchange);
    }
    if (operation !== undefined && this.#breaches.size === 0)
      this.#record(CONTRACT, true, operation.id, undefined);
  }

  /** Nothing is held against a server that came after its version, or is of a level that nobody asked for. */
  #isAsked({ level, since = "8.0" }: Behaviour): boolean {
    const { levels, server } = this.#ground;
    return isAtLeast(server.version, since) && (levels.length === 0 || levels.includes(level));
  }

  #record(behaviour: string, holds: boolean, expectation: string, exchange: Exchange | undefined): void {
    const known = (verdict: Verdict) => verdict.behaviour === CONTRACT && verdict.outcome === "passed";
    if (holds && behaviour === CONTRACT && this.verdicts.some(known)) return;
    const about = judged(behaviour);
    if (!this.#isAsked(about)) return;
    const outcome = holds ? "passed" : deviation(about, this.#ground.strict);
    if (!holds && exchange !== undefined) this.evidence.set(exchange.id, exchange);
    const shown = holds || exchange === undefined ? {} : { exchange: exchange.id };
    const blanked = this.#ground.client.secrets.blank(expectation);
    this.verdicts.push({ test: this.#test.id, behaviour, outcome, expectation: blanked, ...shown });
  }
}

function queried(query: Query | undefined): RequestOptions {
  return query === undefined ? {} : { query };
}

function shortUrl(url: string): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  return start < 0 ? "/" : url.slice(start);
}
