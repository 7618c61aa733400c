import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import { must } from "../crash/violation.ts";
import { printOf, toldIn } from "./body.ts";
import { isSigned } from "./signing.ts";

/**
 * How a receiver treats what comes: takes it, takes it late, answers 500 or 429, never answers, resets the connection,
 * closes it within the status line or within the body of a 200, or does not listen at all.
 */
export type Mode = "well" | "slow" | "error" | "busy" | "hang" | "reset" | "cut" | "half" | "down";

/** What came of one event. Steps count what happens at the receiver, so that of two things the earlier has fewer. */
export interface Seen {
  /** When it first came. */
  readonly came: number;
  /** When it was first answered with 200. */
  taken?: number;
  arrivals: number;
  /** Arrivals after it had been taken. */
  repeats: number;
  /** Of its bodies without URLs, which must be equal, and of those with them, which media that go may change. */
  readonly urlless: string;
  readonly unsigned: Set<string>;
}

/** One arrival: when, by `performance.now()`, of which event, and from which of the senders. */
export interface Arrival {
  readonly ms: number;
  readonly id: number;
  readonly sender: string;
}

/** The secret that every delivery has to be signed with, and further ones by the names of who signs with them. */
export interface Secrets {
  readonly all: string;
  readonly senders: ReadonlyMap<string, string>;
}

/** Longest delay of an answer, so that what must wait for it shows when it does not. */
const DELAY_MS = 4;
const SLOW_MS = 500;
const FAULTS = 5;

/** A webhook's receiver: an HTTP server whose behaviour changes at will, and which remembers all that came. */
export class Receiver {
  readonly name: string;
  readonly seen = new Map<number, Seen>();
  readonly arrivals: Arrival[] = [];
  /** Requests met in each mode. */
  readonly met = new Map<Mode, number>();
  /** Requests that came and have no answer yet, by their sender. */
  readonly open = new Map<string, number>();
  /** What no receiver should get: the first few. */
  readonly #faults: string[] = [];
  readonly #secrets: Secrets;
  readonly #random: Random;
  #server: Server | undefined;
  #port = 0;
  #mode: Mode = "well";
  #step = 0;

  constructor(name: string, secrets: Secrets, random: Random) {
    this.name = name;
    this.#secrets = secrets;
    this.#random = random;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/${this.name}`;
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Starts to listen, always on the same port; another program may hold it for a moment after a time down. */
  async listen(): Promise<void> {
    for (;;) {
      const server = createServer((request, response) => void this.#meet(request, response));
      server.listen(this.#port, "127.0.0.1");
      const failure = await once(server, "listening").then(
        () => undefined,
        (error: NodeJS.ErrnoException) => error,
      );
      if (failure === undefined) {
        this.#server = server;
        // A server on TCP has an address with a port.
        this.#port = (server.address() as AddressInfo).port;
        return;
      }
      if (failure.code !== "EADDRINUSE") throw failure;
      await sleep(50);
    }
  }

  async turn(mode: Mode): Promise<void> {
    if (mode === "down") await this.close();
    else if (this.#mode === "down") await this.listen();
    this.#mode = mode;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  /** Throws if anything came that no receiver should get. */
  mustBeUnharmed(): void {
    must(this.#faults.length === 0, `only good deliveries to ${this.name}`, () => this.#faults.join("; "));
  }

  async #meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on("error", () => undefined);
    const mode = this.#mode;
    const body = await buffer(request).catch(() => undefined);
    // Its sender died in the middle.
    if (body === undefined) return;
    count(this.met, mode, 1);
    const sender = this.#senderOf(request, body);
    count(this.open, sender, 1);
    response.on("close", () => count(this.open, sender, -1));
    const seen = this.#note(request, body, sender);
    const delay = mode === "slow" ? SLOW_MS : DELAY_MS;
    await sleep(this.#random.fraction() * delay);
    this.#answer(mode, response, () => {
      if (seen !== undefined) seen.taken ??= ++this.#step;
    });
  }

  #senderOf({ headers }: IncomingMessage, body: Buffer): string {
    for (const [name, secret] of this.#secrets.senders) if (isSigned(secret, headers, body)) return name;
    return "";
  }

  #note({ method, headers }: IncomingMessage, body: Buffer, sender: string): Seen | undefined {
    const told = toldIn(body.toString());
    const id = Number(headers["webhook-id"]);
    const what = `${this.name} got ${method} with webhook-id ${headers["webhook-id"]}`;
    if (method !== "POST" || headers["content-type"] !== "application/json" || told === undefined)
      return this.#fault(`${what}, which is no JSON of an event`);
    if (!/^\d{16}$/.test(String(headers["webhook-id"]))) return this.#fault(`${what}, which is no id`);
    if (!isSigned(this.#secrets.all, headers, body)) return this.#fault(`${what}, signed wrongly`);
    const print = printOf(told);
    const before = this.seen.get(id);
    if (before !== undefined && before.urlless !== print.urlless)
      return this.#fault(`${what} with two bodies`);
    this.arrivals.push({ ms: performance.now(), id, sender });
    const { urlless } = print;
    const seen = before ?? { came: ++this.#step, arrivals: 0, repeats: 0, urlless, unsigned: new Set() };
    seen.unsigned.add(print.unsigned);
    seen.arrivals += 1;
    if (seen.taken !== undefined) seen.repeats += 1;
    this.seen.set(id, seen);
    return seen;
  }

  #fault(text: string): undefined {
    if (this.#faults.length < FAULTS) this.#faults.push(text);
  }

  /** Tells with `taken` just before a 200 is on its way. */
  #answer(mode: Mode, response: ServerResponse, taken: () => void): void {
    const { socket } = response;
    switch (mode) {
      case "error":
        response.writeHead(500).end("broken");
        return;
      case "busy":
        response.writeHead(429, { "retry-after": this.#random.chance(0.5) ? "1" : httpDate(2000) }).end();
        return;
      case "hang":
        return;
      case "reset":
        socket?.resetAndDestroy();
        return;
      case "cut":
        socket?.end("HTTP/1.1 20");
        return;
      case "half":
        taken();
        response.writeHead(200, { "content-length": "1000" });
        response.write("begun", () => socket?.destroy());
        return;
      case "down":
        socket?.destroy();
        return;
      default:
        taken();
        response.writeHead(200).end();
    }
  }
}

function httpDate(inMs: number): string {
  return new Date(Date.now() + inMs).toUTCString();
}

function count<Key>(counts: Map<Key, number>, key: Key, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
