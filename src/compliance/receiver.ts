import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { parsed } from "./json.ts";

/** A request that the server under test sent to a receiver. */
export interface Received {
  readonly method: string;
  /** What follows the receiver's own URL. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The parsed JSON body, undefined for none. */
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How a receiver answers: with a status, or after a while. */
export interface Answering {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  /** Bytes of the answer, for tests in which the server fetches media. */
  readonly body?: Uint8Array;
}

/** A place that a Webhook can be pointed at, with all that arrived there. */
export interface Receiver {
  /** Absolute, unique to the test. */
  readonly url: string;
  readonly received: readonly Received[];
  /** Decides every following answer; `nth` counts from 0. Until set, 200. */
  answer(with_: (request: Received, nth: number) => Answering): void;
}

const LARGEST = 16 * 1024 * 1024;

/** One HTTP server for all receivers of a run, started when the first one is asked for. */
export class Receivers {
  readonly #publicUrl: string | undefined;
  readonly #rooms = new Map<string, Room>();
  #listening: Promise<string> | undefined;
  #server: http.Server | undefined;

  /** `publicUrl` is where the server under test reaches this machine; its port is listened on. */
  constructor(publicUrl?: string) {
    this.#publicUrl = publicUrl?.replace(/\/+$/, "");
  }

  /** A new receiver. Throws when the port cannot be had. */
  async open(): Promise<Receiver & { close(): void }> {
    this.#listening ??= this.#listen();
    const base = await this.#listening;
    const key = randomUUID();
    const room = new Room(`${base}/${key}`, () => this.#rooms.delete(key));
    this.#rooms.set(key, room);
    return room;
  }

  /** Ends the HTTP server. */
  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #listen(): Promise<string> {
    const server = http.createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy());
    });
    this.#server = server;
    const port = portOf(this.#publicUrl);
    // Who gave a public URL wants to be reached from elsewhere; else nobody should be able to.
    server.listen(port, this.#publicUrl === undefined ? "127.0.0.1" : undefined);
    await once(server, "listening");
    const address = server.address();
    const actual = typeof address === "object" && address !== null ? address.port : port;
    return this.#publicUrl ?? `http://127.0.0.1:${actual}`;
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = request.url ?? "/";
    const [key, room] = [...this.#rooms].find(([key]) => url.includes(key)) ?? [];
    if (key === undefined || room === undefined) {
      response.writeHead(404).end();
      return;
    }
    const text = await textOf(request);
    const path = url.slice(url.indexOf(key) + key.length);
    const { method = "", headers } = request;
    const answering = room.take({ method, path, headers, text, body: parsed(text), at: Date.now() });
    if (answering.delayMs !== undefined)
      await new Promise((resolve) => setTimeout(resolve, answering.delayMs));
    response.writeHead(answering.status, { ...answering.headers }).end(answering.body);
  }
}

class Room implements Receiver {
  readonly url: string;
  readonly received: Received[] = [];
  readonly close: () => void;
  #answer: (request: Received, nth: number) => Answering = () => ({ status: 200 });

  constructor(url: string, close: () => void) {
    this.url = url;
    this.close = close;
  }

  answer(with_: (request: Received, nth: number) => Answering): void {
    this.#answer = with_;
  }

  take(request: Received): Answering {
    const nth = this.received.push(request) - 1;
    return this.#answer(request, nth);
  }
}

/** With a public URL its port, since a forwarding is set up to one; without, any free one. */
function portOf(publicUrl: string | undefined): number {
  if (publicUrl === undefined) return 0;
  const { port, protocol } = new URL(publicUrl);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST) throw new Error("The event is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
